"""Each turn says how it stands: also after undo, redo and its button, and in the saved file."""

import time

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.chat import chats, fates
from bl_ext.user_default.sequence_maker.blender.host import compat
from bl_ext.user_default.sequence_maker.blender.wording.turn_states import (
    STATE_LABELS,
    moment_of,
    state_of,
)
from bl_ext.user_default.sequence_maker.chat.conversation import Call, Turn
from bl_ext.user_default.sequence_maker.kept.standing import LONGEST, Standing
from bl_ext.user_default.sequence_maker.sequence.change import Change
from bl_ext.user_default.sequence_maker.sequence.segment import Segment
from bl_ext.user_default.sequence_maker.toolkit.world import Limits
from playback_server import PlaybackServer
from turn_help import BLUE, RED, ask, place, pump, redo, send, step, undo, window

NO = {"ok": False, "code": "declined", "message": "the user declined this change"}
BAD = {"ok": False, "code": "unknown_segment", "message": "there is no segment 9"}


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


def turn(status="complete", code="", calls=(), wrote=False, began=1000.0):
    """Return a turn that ended in a way."""
    made = Turn("go", status=status, began=began, entries=list(calls))
    made.error = {"code": code, "message": "why"} if code else None
    if wrote:
        segment = Segment(1, 1, 0.0, 1.0, (255, 0, 0))
        made.ledger.add(Change(added=(segment,)))
    return made


def call(name="create_segment", state="done", result=None):
    return Call("1", name, {}, state=state, result=result)


FAILED = call("delete_segment", "failed", BAD)
REFUSED = call("clear_timeline", "failed", NO)


@pytest.mark.parametrize(
    ("made", "fate", "state"),
    [
        (turn("running"), "", "running"),
        (turn(), "", "done"),
        (turn(wrote=True, calls=[call()]), "", "done"),
        (turn(wrote=True, calls=[call()]), "undone", "undone"),
        (turn(wrote=True, calls=[call()]), "reverted", "reverted"),
        (turn(calls=[FAILED]), "", "failed"),
        (turn(wrote=True, calls=[call(), FAILED]), "", "partly"),
        (turn(wrote=True, calls=[call(), call(state="skipped")]), "", "partly"),
        (turn(calls=[FAILED, call("delete_segment")], wrote=True), "", "done"),
        (turn(calls=[REFUSED]), "", "discarded"),
        (turn("cancelled", "discarded", [call(state="skipped")]), "", "discarded"),
        (turn(calls=[call(), REFUSED], wrote=True), "", "done"),
        (turn("failed", "key_refused"), "", "failed"),
        (turn("failed", "unreachable", [call()], wrote=True), "", "partly"),
        (turn("incomplete", "max_requests", [call()], wrote=True), "", "partly"),
        (turn("incomplete", "length"), "", "failed"),
        (turn("cancelled", "cancelled", [call()], wrote=True), "", "stopped"),
        (turn("incomplete", "question"), "", "asks"),
        (turn("incomplete", "not_understood"), "", "unclear"),
    ],
)
def test_a_turn_stands_as_it_ended(made, fate, state):
    assert state_of(made, fate) == state
    assert STATE_LABELS[state]


def test_a_turn_that_waits_says_so():
    assert state_of(turn("running"), waits=True) == "waits"


def test_the_header_has_time_of_day_today_and_else_the_date():
    now = time.mktime((2026, 3, 14, 15, 9, 0, 0, 0, -1))
    assert moment_of(turn(began=now - 3600), now) == "14:09"
    assert moment_of(turn(began=now - 40 * 3600), now) == "2026-03-12"
    assert moment_of(turn(began=0.0), now) == ""


def states(scene):
    """Return how the turns of a scene stand."""
    chat = chats.chat_of(scene)
    return [state_of(turn, fates.fate(scene, turn)) for turn in chat.conversation.turns]


def two_turns(server, scene):
    for one in (RED, BLUE):
        server.will_call("create_segment", **one)
        server.will_say("Done.")
        ask(place(server), scene)
    return scene.session_uid


def test_undo_and_redo_are_seen_turn_by_turn(server, edited):
    uid = two_turns(server, edited)
    scene = lambda: compat.scene_by_uid(uid)  # noqa: E731
    assert states(scene()) == ["done", "done"]
    undo()
    assert states(scene()) == ["done", "undone"]
    undo()
    assert states(scene()) == ["undone", "undone"]
    redo()
    assert states(scene()) == ["done", "undone"]
    redo()
    assert states(scene()) == ["done", "done"]
    undo()
    server.will_say("Only words.")
    ask(place(server), scene())
    assert states(scene()) == ["done", "undone", "done"], "a turn that wrote nothing stays done"


def test_the_button_reverts_and_undo_of_that_is_seen(server, edited):
    uid = two_turns(server, edited)
    scene = lambda: compat.scene_by_uid(uid)  # noqa: E731
    with window():
        assert bpy.ops.sequence_maker.take_back("EXEC_DEFAULT", True, index=0) == {"FINISHED"}
    assert states(scene()) == ["reverted", "done"]
    undo()
    assert states(scene()) == ["done", "done"]
    redo()
    assert states(scene()) == ["reverted", "done"]


def test_a_turn_that_takes_another_back_says_so(server, edited):
    uid = two_turns(server, edited)
    scene = lambda: compat.scene_by_uid(uid)  # noqa: E731
    server.will_call("undo_last_turn")
    server.will_say("It is back.")
    ask(place(server), scene(), "undo that")
    assert states(scene()) == ["done", "reverted", "done"]
    undo()
    assert states(scene()) == ["done", "done", "undone"]


def test_undo_of_a_running_turn_leaves_it_undone(server, edited):
    server.will_call("create_segment", **RED)
    server.will_play(b"", stall_before=10)
    step("by hand")
    chat = send(place(server), edited)
    record, uid = chat.running.record, edited.session_uid
    pump(chat, lambda: record.calls and record.calls[0].state == "done")
    undo()
    assert states(compat.scene_by_uid(uid)) == ["undone"]
    redo()
    assert states(compat.scene_by_uid(uid)) == ["stopped"]


def test_a_file_keeps_what_was_undone_and_reverted(server, edited, tmp_path):
    uid = two_turns(server, edited)
    undo()
    with window():
        assert bpy.ops.sequence_maker.take_back("EXEC_DEFAULT", True, index=0) == {"FINISHED"}
    assert states(compat.scene_by_uid(uid)) == ["reverted", "undone"]
    path = str(tmp_path / "kept.blend")
    bpy.ops.wm.save_as_mainfile(filepath=path)
    bpy.ops.wm.open_mainfile(filepath=path)
    assert states(compat.sequencer_scene()) == ["reverted", "undone"]


def test_turns_of_a_file_without_notes_stand(server, edited, tmp_path):
    uid = two_turns(server, edited)
    path = str(tmp_path / "old.blend")
    compat.scene_by_uid(uid).sequence_maker.standing = ""
    bpy.ops.wm.save_as_mainfile(filepath=path)
    bpy.ops.wm.open_mainfile(filepath=path)
    scene = compat.sequencer_scene()
    assert states(scene) == ["done", "done"]
    step("opened")
    server.will_call("create_segment", channel=3, start_time=0, end_time=1, color="lime")
    server.will_say("Done.")
    ask(place(server), scene)
    undo()
    assert states(compat.sequencer_scene()) == ["done", "done", "undone"]


@pytest.mark.parametrize("text", ["", "nonsense", "~", "~zz +1", "-" * 100, "~1" + " +f" * LONGEST])
def test_hostile_notes_are_read_as_far_as_they_go(text):
    standing = Standing(text)
    standing.wrote(turn(wrote=True, began=5.0))
    again = Standing(standing.text)
    assert again.fate(turn(wrote=True, began=5.0)) == ""
    again.took_back(turn(wrote=True, began=5.0))
    assert again.fate(turn(wrote=True, began=5.0)) == "reverted"


def test_a_plan_that_was_refused_leaves_a_discarded_turn(server, edited):
    server.will_call("create_segment", **RED)
    server.will_say("As you like.")
    chat = send(place(server), edited, limits=Limits(confirm="always"))
    pump(chat, lambda: chat.running.waiting)
    chat.running.answer(False)
    pump(chat)
    assert states(edited) == ["discarded"]
