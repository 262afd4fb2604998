"""Scenarios in which what the chat stands on goes away while text streams."""

from __future__ import annotations

import sys

import addon_utils
import blender_gui as gui
import bpy

from hands import look_at_chat
from support import (
    ADDON,
    Steps,
    addon,
    chat,
    ends_cleanly,
    on_window,
    prefs,
    request_threads,
    send,
    shot,
    turn,
    until,
    until_idle,
    use_server,
    will_say_slowly,
)


def area_is_closed_mid_stream() -> Steps:
    """Close the chat's area and turn the last Sequencer into another editor: the turn goes on."""
    with on_window():
        bpy.ops.screen.area_split(direction="VERTICAL", factor=0.3)
    yield 0.5
    yield from _talk(20)
    record = turn()
    with bpy.context.temp_override(window=gui.window(), area=gui.sequencer()):
        assert bpy.ops.screen.area_close() == {"FINISHED"}
    yield 0.5
    gui.sequencer().type = "TEXT_EDITOR"
    yield 0.5
    assert record.status == "running", record.error
    yield from until(lambda: record.status != "running", "the turn ends")
    assert record.status == "complete", record.error
    area = next(a for a in gui.window().screen.areas if a.type == "TEXT_EDITOR")
    area.type = "SEQUENCE_EDITOR"
    yield 0.5
    yield from ends_cleanly()
    yield from look_at_chat()


def scene_is_deleted_mid_stream() -> Steps:
    """Delete the scene that the assistant edits: the turn ends, nothing else does."""
    with on_window():
        bpy.ops.scene.new(type="EMPTY")
    fresh = gui.window().scene
    _show(fresh)
    if fresh.sequence_editor is None:
        fresh.sequence_editor_create()
    yield 0.3
    yield from _talk(60)
    record = turn()
    doomed = gui.window().scene
    left = next(scene for scene in bpy.data.scenes if scene != doomed)
    gui.window().scene = left
    _show(left)
    bpy.data.scenes.remove(doomed)
    yield from ends_cleanly()
    assert record.status == "cancelled", record.status
    yield from look_at_chat()


def file_is_loaded_mid_stream() -> Steps:
    """Load a new file: turn, thread and timer end."""
    yield from _talk(60)
    record = turn()
    with bpy.context.temp_override(window=gui.window()):
        bpy.ops.wm.read_homefile(app_template="Video_Editing")
    yield 1.0
    yield from ends_cleanly()
    assert record.status == "cancelled", record.status
    yield from until(gui.sequencer, "the new file has a Sequencer")
    yield from look_at_chat()
    assert not chat().conversation.turns, "a new file, a new chat"
    shot("loaded")


def addon_is_disabled_mid_stream() -> Steps:
    """Disable the add-on: turn and thread end; enabled again, it works."""
    yield from _talk(60)
    record, timer = turn(), addon("blender.host.pump")
    bpy.ops.preferences.addon_disable(module=ADDON)
    yield 0.5
    assert record.status == "cancelled", record.status
    assert not bpy.app.timers.is_registered(timer._tick)
    yield from until(lambda: not request_threads(), "the request's thread ends")
    assert not hasattr(bpy.types.Scene, "sequence_maker")
    bpy.ops.preferences.addon_enable(module=ADDON)
    yield 0.5
    use_server()
    yield from look_at_chat()
    will_say_slowly("Here I am again.", 0.01)
    send("Are you there?")
    yield from until_idle()
    assert turn().status == "complete", turn().error
    yield 0.3
    shot("enabled-again")


def blender_finds_nothing_against_its_rules() -> Steps:
    """Have Blender look for violations of its policy, as its list of extensions does."""
    addon_utils._is_first_reset()
    assert addon_utils._extensions_warnings_get() == {}
    assert "openai" in sys.modules and not [path for path in sys.path if "sequence_maker" in path]
    assert [p.name for p in prefs().profiles if p.offline] == ["Plain Commands"]
    yield 0.1


def _talk(sentences: int) -> Steps:
    will_say_slowly(" ".join(["More and more words."] * sentences), 0.04)
    send("Talk for a while")
    yield from until(lambda: len(turn().text) > 40, "words arrive")


def _show(scene: bpy.types.Scene) -> None:
    workspace = gui.window().workspace
    if hasattr(workspace, "sequencer_scene"):
        workspace.sequencer_scene = scene


SCENARIOS = (
    area_is_closed_mid_stream,
    scene_is_deleted_mid_stream,
    file_is_loaded_mid_stream,
    addon_is_disabled_mid_stream,
    blender_finds_nothing_against_its_rules,
)
