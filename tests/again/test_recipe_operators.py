"""Recipes in a window: a turn is saved as one, and one is applied as one undo step."""

import json

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.chat import chats, window_state
from bl_ext.user_default.sequence_maker.blender.host import compat
from bl_ext.user_default.sequence_maker.blender.plans import waiting_plan
from sound_help import add_sound, beats, needs_sound
from turn_help import BLUE, RED, ask, place, redo, rows, step, undo, window

pytest_plugins = ["client_fixtures"]
ops = bpy.ops.sequence_maker
LIGHT = {"name": "create_segment", "arguments": {"channel": 1, "color": "red"}}
BY_BEATS = {"start_time": {"song": "first bar"}, "end_time": {"song": "first bar", "beats": 4}}


@pytest.fixture
def edited(scene):
    """The scene, with an undo stack that begins here."""
    bpy.context.preferences.edit.use_global_undo = True
    step("beginning")
    return scene


def look(path, *calls, **more):
    """Write a recipe."""
    path.write_text(json.dumps({"recipe": 1, "name": "Club", "calls": calls, **more}))
    return str(path)


def press(name, **given):
    with window():
        return getattr(ops, name)("EXEC_DEFAULT", True, **given)


def newest(uid):
    return chats.chat_of(compat.scene_by_uid(uid)).conversation.turns[-1]


def test_a_turn_is_saved_as_a_recipe_and_applied_as_one_undo_step(server, edited, tmp_path):
    uid, path = edited.session_uid, tmp_path / "look"
    server.will_call_all(("create_segment", RED), ("create_segment", BLUE))
    server.will_say("There.")
    ask(place(server), edited, "red and blue")
    assert press("save_recipe", index=0, filepath=str(path)) == {"FINISHED"}
    saved = json.loads(path.with_suffix(".json").read_text())
    assert saved["name"] == "red and blue" and len(saved["calls"]) == 2
    before = rows(uid)
    undo()
    assert not rows(uid)
    assert press("apply_recipe", filepath=str(path) + ".json") == {"FINISHED"}
    assert rows(uid) == before and newest(uid).prompt == "Recipe: red and blue"
    assert newest(uid).status == "complete" and len(server.requests) == 2
    undo()
    assert not rows(uid)
    redo()
    assert rows(uid) == before
    assert press("take_back", index=-1) == {"FINISHED"}
    assert not rows(uid)


@needs_sound
def test_a_recipe_lies_on_the_beats_of_the_song_that_is_here(edited, tmp_path):
    add_sound(edited, beats(tmp_path / "song.wav", 12.0))
    path = look(tmp_path / "look.json", {**LIGHT, "arguments": LIGHT["arguments"] | BY_BEATS})
    assert press("apply_recipe", filepath=path) == {"FINISHED"}
    ((_, start, end, *_),) = rows(edited.session_uid)
    assert end - start == pytest.approx(2.0, abs=0.05)


def test_with_plan_only_the_recipe_waits_as_a_plan(edited, tmp_path, monkeypatch):
    shown, kept = [], window_state.state()
    real = waiting_plan.Waiting.show
    monkeypatch.setattr(
        waiting_plan.Waiting, "show", lambda self, plan: (shown.append(plan), real(self, plan))
    )
    timed = {**LIGHT["arguments"], "start_time": 0, "end_time": 1}
    path = look(tmp_path / "look.json", {**LIGHT, "arguments": timed})
    kept.plan_only = True
    try:
        with pytest.raises(RuntimeError, match="plan"):  # nobody is there to apply it
            press("apply_recipe", filepath=path)
    finally:
        kept.plan_only = False
    assert not rows(edited.session_uid) and any(plan is not None for plan in shown)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "no JSON"),
        ('{"recipe": 1, "prompts": ["go"]}', "send them in the chat"),
        (json.dumps([{"name": "glow"}]), "there is no such function"),
        (json.dumps([{**LIGHT, "arguments": LIGHT["arguments"] | BY_BEATS}]), "no sound strip"),
    ],
)
def test_what_cannot_be_applied_is_told(edited, tmp_path, text, words):
    path = tmp_path / "look.json"
    path.write_text(text)
    with pytest.raises(RuntimeError, match=words):
        press("apply_recipe", filepath=str(path))
    assert not chats.chat_of(edited).conversation.turns
    with pytest.raises(RuntimeError, match="Choose a file"):
        press("apply_recipe", filepath=" ")
    with pytest.raises(RuntimeError, match="cannot be read"):
        press("apply_recipe", filepath=str(tmp_path / "none.json"))


def test_a_turn_of_nothing_is_no_recipe(server, edited, tmp_path):
    server.will_say("Hello.")
    ask(place(server), edited, "hello")
    path = tmp_path / "look.json"
    assert press("save_recipe", index=0, filepath=str(path)) == {"CANCELLED"}
    assert not path.exists()
