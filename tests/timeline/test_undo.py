"""One turn is one undo step, and nothing of the conversation or its figures is ever undone."""

import time
from dataclasses import asdict

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.chat import chats, scene_metrics, turn_step
from bl_ext.user_default.sequence_maker.blender.host import compat
from bl_ext.user_default.sequence_maker.chat.metrics import Metrics, total
from bl_ext.user_default.sequence_maker.chat.options import Options
from bl_ext.user_default.sequence_maker.chat.prices import Price
from bl_ext.user_default.sequence_maker.chat.wire.endpoint import Endpoint
from playback_server import PlaybackServer
from timeline_help import FREE, effect, picture
from turn_help import kept_text, own, redo, step, undo

RED = {"channel": 1, "start_time": 0, "end_time": 1, "color": "red"}
BLUE = {"channel": 2, "start_time": 0, "end_time": 1, "color": "blue"}


@pytest.fixture
def server():
    with PlaybackServer() as running:
        yield running


@pytest.fixture
def edited(scene):
    """The scene, with an undo stack that begins here."""
    bpy.context.preferences.edit.use_global_undo = True
    step("beginning")
    return scene


def send(server, scene, prompt="go", **more):
    endpoint = Endpoint("test", server.base_url, "test-model", read_timeout=5.0)
    options = Options(**more)
    chat = chats.chat_of(scene)
    chat.send(prompt, endpoint, options, FREE)
    return chat


def ask(server, scene, prompt="go", **more):
    """Run a whole turn; the requests of a test take no list price, for they go to loopback."""
    chat = send(server, scene, prompt, **more)
    turn_step.wait(chat)
    return chat


def pump_until(chat, ready):
    """Pump a turn until something is so."""
    deadline = time.monotonic() + 5
    while not ready():
        assert time.monotonic() < deadline and chat.running is not None
        chat.pump()
        time.sleep(0.002)


def half_a_turn(server, scene):
    """Run a turn until its first call is carried out and the next request is under way."""
    server.will_call("create_segment", **RED)
    server.will_play(b"", stall_before=10)
    chat = send(server, scene)
    record = chat.running.record
    pump_until(chat, lambda: record.calls and record.calls[0].state == "done")
    return chat


def rows(uid):
    from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for

    return picture(session_for(compat.scene_by_uid(uid)))


def kept(uid):
    return compat.scene_by_uid(uid).sequence_maker


def test_a_turn_of_several_requests_and_calls_is_one_undo_step(server, edited):
    uid = edited.session_uid
    server.will_call_all(("create_segment", RED), ("create_segment", BLUE))
    server.will_call("delete_segment", segment_id=1)
    server.will_say("Done.")
    chat = ask(server, edited)
    assert chat.conversation.turns[-1].status == "complete"
    after = rows(uid)
    assert [row[0] for row in after] == [2]
    undo()
    assert rows(uid) == []
    redo()
    assert rows(uid) == after


def test_each_turn_has_a_step_of_its_own(server, edited):
    uid = edited.session_uid
    for place in (RED, BLUE):
        server.will_call("create_segment", **place)
        server.will_say("Done.")
        ask(server, compat.scene_by_uid(uid))
    undo()
    assert [row[0] for row in rows(uid)] == [1]
    undo()
    assert rows(uid) == []


def test_a_turn_that_only_talks_makes_no_step(server, edited):
    uid = edited.session_uid
    effect(edited, "COLOR", 5, 0, 1, "Mine")
    step()
    server.will_call("list_segments")
    server.will_say("There is one.")
    ask(server, edited)
    undo()
    assert rows(uid) == []


def test_the_conversation_and_the_figures_survive_undo_and_redo(server, edited):
    uid = edited.session_uid
    server.will_call("create_segment", **RED)
    server.will_say("Done.")
    chat = ask(server, edited)
    text = kept_text(compat.scene_by_uid(uid))
    groups = ("last_request", "last_turn", "session", "totals")
    before = {name: scene_metrics.read(getattr(kept(uid), name)) for name in groups}
    assert before["totals"].requests == 2
    for act in (undo, redo, undo):
        act()
        assert kept_text(compat.scene_by_uid(uid)) == text
        assert {name: scene_metrics.read(getattr(kept(uid), name)) for name in groups} == before
    server.will_say("Hello.")
    assert ask(server, compat.scene_by_uid(uid)) is chat
    assert scene_metrics.read(kept(uid).totals).requests == 3
    assert len(server.requests[-1]["messages"]) == 6


def test_the_conversation_goes_on_after_saving_and_opening(server, edited, tmp_path):
    server.will_call("create_segment", **RED)
    server.will_say("It is red.")
    ask(server, edited, "make it red")
    path = str(tmp_path / "show.blend")
    bpy.ops.wm.save_as_mainfile(filepath=path)
    bpy.ops.wm.read_homefile(use_factory_startup=True)
    bpy.ops.wm.open_mainfile(filepath=path)
    scene = compat.sequencer_scene()
    assert [turn.prompt for turn in chats.chat_of(scene).conversation.turns] == ["make it red"]
    server.will_say("Yes.")
    ask(server, scene, "is it red?")
    sent = server.requests[-1]["messages"]
    assert [row["role"] for row in sent] == [
        "system", "user", "assistant", "tool", "assistant", "user",
    ]  # fmt: skip
    assert sent[1]["content"].startswith("make it red")
    assert scene_metrics.read(scene.sequence_maker.totals).requests == 3
    assert scene_metrics.read(scene.sequence_maker.session).requests == 1


def test_a_turn_that_ran_when_the_file_was_saved_is_closed_when_it_is_opened(
    server, edited, tmp_path
):
    half_a_turn(server, edited)
    path = str(tmp_path / "show.blend")
    bpy.ops.wm.save_as_mainfile(filepath=path)
    bpy.ops.wm.open_mainfile(filepath=path)
    turn = chats.chat_of(compat.sequencer_scene()).conversation.turns[-1]
    assert turn.status == "incomplete" and turn.error["code"] == "interrupted"
    assert not chats.running()


def alike(found: Metrics, expected: Metrics):
    """Compare figures to the single precision of Blender's properties."""
    one, other = asdict(found), asdict(expected)
    assert {k for k, v in one.items() if v is None} == {k for k, v in other.items() if v is None}
    for name, value in other.items():
        if value is not None:
            assert one[name] == pytest.approx(value, rel=1e-6), name


def test_the_scene_has_the_figures_of_the_conversation(server, edited):
    for prompt in ("one", "two"):
        server.will_call_all(("create_segment", RED), ("create_segment", BLUE))
        server.will_say("Done.")
        chat = ask(server, edited, prompt, own_price=Price(1.0, 2.0, 0.1))
    turns = chat.conversation.turns
    alike(scene_metrics.read(edited.sequence_maker.last_request), turns[-1].requests[-1])
    alike(scene_metrics.read(edited.sequence_maker.last_turn), turns[-1].metrics)
    every = total(metrics for turn in turns for metrics in turn.requests)
    alike(scene_metrics.read(edited.sequence_maker.session), every)
    alike(scene_metrics.read(edited.sequence_maker.totals), every)
    assert (every.requests, every.tool_calls, every.prompt_tokens) == (4, 4, 40)
    assert every.cost_usd == 0.0


@pytest.mark.parametrize(
    "metrics",
    [
        Metrics(),
        Metrics(0.0, 0.0, 0, 0, 0, 0, 0.0, 0.0, 0.0, 0, 0, 0.0, 0, 0, 0, 0.0),
        Metrics(0.25, 12.5, 7, 8, 9, 10, 0.0001, 50.5, 200.0, 1, 2, 3.5, 4, 5, 6, 6.5),
        Metrics(prompt_tokens=100, cost_usd=None, requests=1),
    ],
    ids=["unknown", "zero", "known", "mixed"],
)
def test_what_is_written_is_read_again(scene, metrics):
    scene_metrics.write(scene.sequence_maker.last_turn, metrics)
    alike(scene_metrics.read(scene.sequence_maker.last_turn), metrics)


def test_figures_beyond_what_blender_can_hold_are_clipped(scene):
    scene_metrics.write(
        scene.sequence_maker.totals, Metrics(prompt_tokens=10**12, characters=10**12)
    )
    assert scene_metrics.read(scene.sequence_maker.totals).prompt_tokens == 2**31 - 1


def test_a_new_chat_is_empty_and_the_totals_stay(server, edited):
    server.will_say("Hello.")
    chat = ask(server, edited)
    chat.clear()
    assert own(edited).turns == []
    assert scene_metrics.read(edited.sequence_maker.totals).requests == 1
    assert scene_metrics.read(edited.sequence_maker.last_turn) == Metrics()


def test_two_scenes_keep_two_conversations(server, edited):
    other = bpy.data.scenes.new("Other")
    server.will_call("create_segment", **RED)
    server.will_say("One.")
    ask(server, edited, "first")
    server.will_call("create_segment", **BLUE)
    server.will_say("Two.")
    ask(server, other, "second")
    assert "first" not in str(server.requests[-1]["messages"][1:])
    assert [row[0] for row in rows(edited.session_uid)] == [1]
    assert [row[0] for row in rows(other.session_uid)] == [2]
    for scene, prompt in ((edited, "first"), (other, "second")):
        found = own(scene)
        assert [turn.prompt for turn in found.turns] == [prompt]


def test_a_scene_that_is_deleted_ends_its_turn(server, edited):
    other = bpy.data.scenes.new("Other")
    chat = half_a_turn(server, other)
    bpy.data.scenes.remove(other)
    turn_step.wait(chat)
    turn = chat.conversation.turns[-1]
    assert turn.status == "cancelled" and chat.running is None
    assert rows(edited.session_uid) == []


def test_loading_a_file_ends_the_turn(server, edited):
    chat = half_a_turn(server, edited)
    bpy.ops.wm.read_homefile(app_template="Video_Editing", use_factory_startup=True)
    assert chat.conversation.turns[-1].status == "cancelled"
    assert "another file" in chat.conversation.turns[-1].error["message"]
    assert not chats.running() and not chats.all_chats()
    assert not chat.pump()


def test_undo_during_a_turn_takes_back_only_what_the_assistant_wrote(server, edited):
    uid = edited.session_uid
    effect(edited, "COLOR", 5, 0, 1, "Mine")
    step()
    chat = half_a_turn(server, edited)
    assert [row[0] for row in rows(uid)] == [1, 5]
    undo()
    assert [row[0] for row in rows(uid)] == [5]
    turn = chat.conversation.turns[-1]
    assert turn.status == "cancelled" and "undo" in turn.error["message"]
    assert own(compat.scene_by_uid(uid)).turns[-1].status == "cancelled"
    undo()
    assert rows(uid) == []
    redo()
    redo()
    assert [row[0] for row in rows(uid)] == [1, 5]


def test_undo_during_a_turn_that_wrote_nothing_takes_back_the_users_step(server, edited):
    uid = edited.session_uid
    effect(edited, "COLOR", 5, 0, 1, "Mine")
    step()
    server.will_play(b"", stall_before=10)
    chat = send(server, edited)
    undo()
    assert rows(uid) == [] and chat.running is None


def test_redo_during_a_turn_does_not_lose_what_the_assistant_wrote(server, edited):
    uid = edited.session_uid
    effect(edited, "COLOR", 5, 0, 1, "Mine")
    step()
    undo()
    chat = half_a_turn(server, compat.scene_by_uid(uid))
    redo()
    assert [row[0] for row in rows(uid)] == [1]
    assert chat.running is None
    undo()
    assert rows(uid) == []


def test_a_cancelled_turn_keeps_what_it_wrote_as_one_step(server, edited):
    uid = edited.session_uid
    chat = half_a_turn(server, edited)
    chat.cancel()
    assert [row[0] for row in rows(uid)] == [1]
    undo()
    assert rows(uid) == []


def test_a_second_prompt_while_a_turn_runs_is_refused(server, edited):
    chat = half_a_turn(server, edited)
    with pytest.raises(chats.Busy):
        send(server, edited)
    chat.cancel()


def test_odd_text_does_not_stop_the_conversation_from_being_kept(server, edited):
    odd = {**RED, "name": "a\ud800\0\nb"}
    server.will_call_all(("create_segment", {**odd, "color": "\ud800"}), ("create_segment", odd))
    server.will_say("Done \U0001f600.")
    chat = ask(server, edited, "odd \udcff prompt \0")
    assert [call.state for call in chat.conversation.turns[-1].calls] == ["failed", "done"]
    found = own(edited)
    assert found.turns[-1].text == "Done \U0001f600. "
