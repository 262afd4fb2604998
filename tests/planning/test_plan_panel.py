"""A plan in the sidebar: the sum, Apply and Discard, switches, arrows and a correction."""

from dataclasses import replace

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.addon import undo as undo_handlers
from bl_ext.user_default.sequence_maker.blender.chat import chats, window_state
from bl_ext.user_default.sequence_maker.blender.chat.readers import PLAIN
from bl_ext.user_default.sequence_maker.blender.host import compat
from bl_ext.user_default.sequence_maker.blender.panel import prompt_area, question
from bl_ext.user_default.sequence_maker.blender.plans import waiting_plan
from bl_ext.user_default.sequence_maker.blender.settings import turn_settings
from bl_ext.user_default.sequence_maker.blender.settings.preferences import preferences
from bl_ext.user_default.sequence_maker.toolkit.planning.plan_question import PlanQuestion
from drawn import Drawn
from playback_server import PlaybackServer
from timeline_help import FREE
from turn_help import BLUE, RED, at_rest, place, pump, rows, send, step, undo, window

OPS = bpy.ops.sequence_maker


@pytest.fixture
def server():
    """A server that answers as prepared."""
    with PlaybackServer() as found:
        yield found


def planned(server, scene, *calls):
    """Plan a turn of one answer in a scene, until it waits."""
    server.will_call_all(*calls)
    server.will_say("That is the plan.")
    chat = send(place(server), scene, limits=FREE, plan_only=True)
    pump(chat, lambda: chat.running.waiting)
    assert isinstance(chat.running.waiting, PlanQuestion)
    return chat


def drawn(chat):
    """Draw what waits, everything unfolded."""
    layout = Drawn(open=True)
    question.draw(layout, bpy.context, chat.running.waiting)
    return layout


def press(operator, **given):
    """Press a button of the panel."""
    with window():
        assert operator(**given) == {"FINISHED"}


def test_the_sum_comes_first_then_the_answers_then_a_switch_for_each_call(scene, server):
    chat = planned(server, scene, ("create_segment", RED), ("create_segment", BLUE))
    layout = drawn(chat)
    texts, operators = layout.texts(), layout.operators()
    assert "2 new on channels 1, 2, 0:00 to 0:01" in texts
    assert operators[:2] == ["sequence_maker.answer"] * 2
    assert operators.count("sequence_maker.switch_plan") == 4
    assert "Create Segment: 1 new on channel 1" in texts and "Channel 2: 1 new" in texts
    assert not compat.strips(scene.sequence_editor)
    assert waiting_plan.plan_of(scene).calls == chat.running.plan.calls


def test_apply_writes_it_as_one_undo_step(scene, server):
    step("before")
    chat = planned(server, scene, ("create_segment", RED), ("create_segment", BLUE))
    press(OPS.answer, option="Apply")
    pump(chat)
    at_rest(chat)
    assert len(rows(scene.session_uid)) == 2 and waiting_plan.plan_of(scene) is None
    uid = scene.session_uid
    undo()
    assert rows(uid) == []


def test_a_switch_leaves_a_call_out_and_ghosts_are_told(scene, server):
    chat = planned(server, scene, ("create_segment", RED), ("create_segment", BLUE))
    serial = waiting_plan.plan_of(scene).serial
    press(OPS.switch_plan, call=0)
    pump(chat, lambda: chat.running.waiting)
    shown = waiting_plan.plan_of(scene)
    assert shown.serial > serial and [s.channel for s in shown.change.added] == [2]
    press(OPS.switch_plan, channel=2)
    pump(chat, lambda: chat.running.waiting)
    assert "Nothing would be changed" in drawn(chat).texts()
    press(OPS.switch_plan, channel=2)
    pump(chat, lambda: chat.running.waiting)
    press(OPS.answer, option="Apply")
    pump(chat)
    assert [row[0] for row in rows(scene.session_uid)] == [2]


def test_a_typed_correction_makes_another_plan_and_arrows_lead_back(scene, server):
    chat = planned(server, scene, ("create_segment", RED))
    window_state.state().prompt = "rather blue"
    layout = Drawn()
    prompt_area._draw_next(layout, chat.running)
    assert layout.texts() == ["Correct the Plan", "Discard Plan and Send"]
    server.will_call("create_segment", **BLUE)
    server.will_say("Blue.")
    press(OPS.send_prompt)
    assert window_state.state().prompt == "" and waiting_plan.plan_of(scene) is None
    pump(chat, lambda: chat.running.waiting)
    assert "Apply Plan 2 of 2?" in drawn(chat).texts()
    press(OPS.turn_plan, by=-1)
    assert "Apply Plan 1 of 2?" in drawn(chat).texts()
    press(OPS.answer, option="Apply")
    pump(chat)
    at_rest(chat)
    assert [row[0] for row in rows(scene.session_uid)] == [1]


def test_undo_ends_a_plan_that_waits_and_says_so(scene, server):
    step("before")
    step("the user's")
    chat = planned(server, scene, ("create_segment", RED))
    uid = scene.session_uid
    undo()
    assert chat.running is None and waiting_plan.plan_of(chat.scene) is None
    turn = chat.conversation.turns[-1]
    assert turn.status == "cancelled" and any("has ended" in note for note in turn.notes)
    assert rows(uid) == []
    at_rest(chat)


def test_another_file_ends_a_plan_that_waits(scene, server):
    chat = planned(server, scene, ("create_segment", RED))
    undo_handlers.before_load()
    assert chat.running is None and waiting_plan.plan_of(scene) is None


def test_a_scene_that_goes_takes_its_plan_along(scene, server):
    other = bpy.data.scenes.new("other")
    other.sequence_editor_create()
    chat = planned(server, other, ("create_segment", RED))
    bpy.data.scenes.remove(other)
    pump(chat)
    assert chat.conversation.turns[-1].status == "cancelled"


def test_asking_before_every_change_plans_the_whole_turn(scene, server):
    preferences().confirm = "ALWAYS"
    try:
        server.will_call("create_segment", **RED)
        server.will_call("create_segment", **BLUE)
        server.will_say("Both.")
        chat = send(place(server), scene, limits=turn_settings.limits())
        pump(chat, lambda: chat.running.waiting)
        assert len(chat.running.waiting.plan.calls) == 2 and len(server.requests) == 3
        press(OPS.answer, option="Discard")
        pump(chat)
        assert chat.conversation.turns[-1].error["code"] == "discarded"
        at_rest(chat)
    finally:
        preferences().confirm = "DESTRUCTIVE"


def test_a_plan_of_the_rules_is_corrected_by_a_plain_command(scene):
    chat = chats.chat_of(scene)
    options = replace(turn_settings.options(PLAIN), plan_only=True)
    chat.send("make channel 1 red from 0 to 2 seconds", PLAIN, options, FREE)
    pump(chat, lambda: chat.running.waiting)
    assert rows(scene.session_uid) == []
    chat.running.correct("make channel 3 blue from 0 to 2 seconds")
    pump(chat, lambda: chat.running.waiting)
    assert chat.running.waiting.count == 2
    chat.running.answer(True)
    pump(chat)
    at_rest(chat)
    assert {row[0] for row in rows(scene.session_uid)} <= {1, 3}
    assert 3 in {row[0] for row in rows(scene.session_uid)}
