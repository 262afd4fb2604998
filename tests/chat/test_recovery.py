"""What is left after Blender's death, a reload, another file, and after undo under fire."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.chat import chats
from bl_ext.user_default.sequence_maker.blender.host import compat
from bl_ext.user_default.sequence_maker.blender.host import pump as host_pump
from conftest import EXTENSION
from playback_server import chunk, sse
from timeline_help import effect, strips_of
from turn_help import (
    BLUE,
    RED,
    ask,
    at_rest,
    no_worker,
    own,
    place,
    pump,
    redo,
    rows,
    send,
    step,
    undo,
)

pytest_plugins = ["client_fixtures"]

HERE = Path(__file__).resolve().parents[1]
SILENT = sse(chunk({"content": "Now "}), done=False)


@pytest.fixture
def edited(scene):
    """The scene, with an undo stack that begins here."""
    bpy.context.preferences.edit.use_global_undo = True
    step("beginning")
    return scene


def child(script, *arguments, user):
    """Run a script of the tests in a Blender of its own."""
    user.mkdir()
    return subprocess.run(
        [sys.executable, str(HERE / script), *map(str, arguments)],
        env={**os.environ, "BLENDER_USER_RESOURCES": str(user), "TMPDIR": str(user)},
        capture_output=True,
        text=True,
        timeout=120,
    )


def half_a_turn(server, scene):
    """Run a turn until its first call is carried out and the next answer is on its way."""
    server.will_call("create_segment", **RED)
    server.will_play(SILENT, stall_at=len(SILENT), stall_seconds=60)
    chat = send(place(server), scene)
    pump(chat, lambda: chat.running.record.text)
    return chat


# --- Blender ends ------------------------------------------------------------------------------


def test_a_killed_blender_leaves_a_file_with_a_closed_conversation(server, scene, tmp_path):
    server.will_call("create_segment", **RED)
    server.will_play(SILENT, stall_at=len(SILENT), stall_seconds=60)
    file = tmp_path / "show.blend"
    ended = child("die_mid_turn.py", server.base_url, file, user=tmp_path / "user")
    assert ended.returncode == -9, ended.stdout + ended.stderr
    bpy.ops.wm.open_mainfile(filepath=str(file))
    opened = compat.sequencer_scene()
    chat = chats.chat_of(opened)
    (turn,) = chat.conversation.turns
    assert (turn.status, turn.error["code"]) == ("incomplete", "interrupted")
    assert (turn.prompt, turn.text) == ("make it red", "Now ")
    assert rows(opened.session_uid) == [(1, 0, 1, "#ff0000")]
    server.will_say("Here.")
    assert ask(place(server), opened, "go on").status == "complete"


def test_scripts_can_be_reloaded_in_the_middle_of_a_turn(server, tmp_path):
    for _ in range(2):
        server.will_play(SILENT, stall_at=len(SILENT), stall_seconds=60)
    ended = child("reload_mid_turn.py", server.base_url, user=tmp_path / "user")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    seen = json.loads(ended.stdout.splitlines()[-1])
    assert seen["status"] == "cancelled" and "disabled" in seen["error"]["message"]
    assert seen["enabled"] and seen["again"] == "running" and seen["threads"] == []


def everywhere():
    """Count all that an add-on can leave behind."""
    handlers = {
        name: len(found)
        for name in dir(bpy.app.handlers)
        if isinstance(found := getattr(bpy.app.handlers, name), list)
    }
    drawn = {
        name: len(functions)
        for name in dir(bpy.types)
        if (functions := getattr(getattr(getattr(bpy.types, name), "draw", None), "_draw_funcs", 0))
    }
    classes = sorted(name for name in dir(bpy.types) if "sequence_maker" in name.lower())
    return handlers, drawn, classes, threading.active_count()


def test_enabling_and_disabling_fifty_times_leaves_nothing_behind(scene):
    for _ in range(2):  # Blender makes some lists at their first use
        EXTENSION.unregister()
        EXTENSION.register()
    before = everywhere()
    for _ in range(50):
        EXTENSION.unregister()
        EXTENSION.register()
    assert everywhere() == before
    assert not bpy.app.timers.is_registered(host_pump._tick)


@pytest.mark.parametrize("way", ["open", "home", "revert"])
def test_another_file_in_the_middle_of_a_turn_ends_it(server, scene, tmp_path, way):
    file = str(tmp_path / "other.blend")
    bpy.ops.wm.save_as_mainfile(filepath=file)
    chat = half_a_turn(server, scene)
    if way == "open":
        bpy.ops.wm.open_mainfile(filepath=file)
    elif way == "home":
        bpy.ops.wm.read_homefile(use_factory_startup=True)
    else:
        bpy.ops.wm.revert_mainfile()
    assert chat.conversation.turns[-1].status == "cancelled" and chat.running is None
    no_worker()
    assert not chats.all_chats() and not chat.pump()
    for other in bpy.data.scenes:
        assert not len(other.sequence_maker.kept_turns)


# --- undo under fire ---------------------------------------------------------------------------


def as_often_as_possible(act):
    """Undo or redo until nothing is left to take back."""
    for _ in range(20):
        try:
            act()
        except RuntimeError:
            return


def test_what_the_user_does_in_the_middle_of_a_turn_is_never_lost(server, edited):
    uid = edited.session_uid
    chat = half_a_turn(server, edited)
    effect(edited, "COLOR", 6, 0, 1, "Mine")
    step()
    server.go_on.set()
    pump(chat)
    at_rest(chat)
    assert [row[0] for row in rows(uid)] == [1, 6]
    as_often_as_possible(undo)
    assert rows(uid) == []
    as_often_as_possible(redo)
    assert [row[0] for row in rows(uid)] == [1, 6]


def test_an_edit_without_a_step_of_its_own_survives_the_turn(server, edited):
    uid = edited.session_uid
    chat = half_a_turn(server, edited)
    strips_of(edited)[0].color = (0, 1, 0)
    chat.cancel()
    at_rest(chat)
    assert rows(uid) == [(1, 0, 1, "#00ff00")]
    assert chat.conversation.turns[-1].calls[0].state == "done"


@pytest.mark.parametrize("keys", ["uu", "ur", "uru", "uuuurrrr", "ru"])
def test_any_order_of_undo_and_redo_ends_the_turn_once_and_keeps_the_conversation(
    server, edited, keys
):
    uid = edited.session_uid
    effect(edited, "COLOR", 5, 0, 1, "Mine")
    step()
    chat = half_a_turn(server, edited)
    for key in keys:
        try:
            {"u": undo, "r": redo}[key]()
        except RuntimeError:
            pass  # there is nothing left to take back
    at_rest(chat)
    assert chat.conversation.turns[-1].status == "cancelled"
    assert len(chat.conversation.turns) == 1
    as_often_as_possible(redo)
    assert [row[0] for row in rows(uid)] == [1, 5]
    server.will_say("Here.")
    assert ask(place(server), compat.scene_by_uid(uid)).status == "complete"
    kept = own(compat.scene_by_uid(uid))
    assert [turn.status for turn in kept.turns] == ["cancelled", "complete"]


def test_undo_between_two_calls_of_one_answer_takes_both_requests_back(server, edited):
    uid = edited.session_uid
    step()
    server.will_call_all(("create_segment", RED), ("create_segment", BLUE))
    chat = send(place(server), edited)
    pump(chat, lambda: any(call.state == "done" for call in chat.running.record.calls))
    undo()
    at_rest(chat)
    assert rows(uid) == []
    assert chat.conversation.turns[-1].messages[-1]["role"] == "tool"


def test_an_undo_after_the_add_on_was_away_does_not_take_the_conversation(server, edited):
    uid = edited.session_uid
    server.will_say("Hello.")
    ask(place(server), edited, "hi")
    effect(edited, "COLOR", 5, 0, 1, "Mine")
    step()
    chat = half_a_turn(server, edited)
    EXTENSION.unregister()
    EXTENSION.register()
    assert chat.running is None
    undo()
    undo()
    turns = chats.chat_of(compat.scene_by_uid(uid)).conversation.turns
    assert [turn.status for turn in turns] == ["complete", "cancelled"]
    kept = own(compat.scene_by_uid(uid))
    assert [turn.status for turn in kept.turns] == ["complete", "cancelled"], "the scene's copy"
