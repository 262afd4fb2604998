"""Wishes, what goes along, and the summary, as they are drawn: wide, narrow, light and German."""

from __future__ import annotations

from pathlib import Path

import blender_gui as gui
import bpy

from hands import in_sidebar, press
from places import drag_sidebar
from support import (
    Steps,
    addon,
    chat,
    drawn,
    on_window,
    picture,
    prefs,
    scene,
    segments,
    send,
    server,
    shot,
    until,
    until_idle,
)


def _fold_chat() -> Steps:
    """Fold the chat's panel, or unfold it, by its header."""
    yield from press(in_sidebar(0.2, 0.7))
    yield 0.6


def _open_wishes() -> Steps:
    """Unfold the list of wishes, which stands below the folded chat."""
    yield from press(in_sidebar(0.2, 2.0))
    yield 0.8
    assert drawn(picture())
    shot("wishes-list")


def _in_light_and_narrow() -> Steps:
    """Look at the list in the light theme, and at half the width."""
    folders = map(Path, bpy.utils.preset_paths("interface_theme"))
    light = next((file for folder in folders for file in folder.glob("*ight.xml")), None)
    if light is not None:
        bpy.ops.script.execute_preset(
            filepath=str(light), menu_idname="USERPREF_MT_interface_theme_presets"
        )
        yield 1.0
        shot("wishes-light")
        bpy.ops.preferences.reset_default_theme()
    wide = gui.region("UI").width
    yield from drag_sidebar(wide - 200)
    yield 0.5
    shot("wishes-200")
    yield from _fold_chat()
    shot("wishes-200-chat")
    yield from _fold_chat()
    yield from drag_sidebar(200 - wide)
    yield 0.5


def wishes_and_what_goes_along_are_drawn() -> Steps:
    """Remember by words, like a turn, mark a range, edit by hand, look at all of it."""
    scene().sequence_maker.wishes = ""
    page = prefs()
    with on_window():
        bpy.ops.sequence_maker.wish_add(
            kind="palette", palette="sunset", colors="red, orange, purple"
        )
        bpy.ops.sequence_maker.wish_add(kind="default", default="language", value="English")
        bpy.ops.sequence_maker.wish_add(
            kind="instruction", text="Keep channel 9 dark in every show that I make"
        )
    server.will_call("create_segment", channel=1, start_time=0, end_time=2, color="sunset")
    server.will_say("Ball 1 glows in the first color of sunset.")
    send("My balls are channels 1 to 3. Let ball 1 glow in sunset")
    yield from until_idle()
    assert len(segments()) == 1
    assert 'palette "sunset"' in server.requests[-1]["messages"][0]["content"]
    with on_window():
        bpy.ops.sequence_maker.like_turn(index=-1, verdict="liked", note="warm")
    scene().use_preview_range = True
    scene().frame_preview_start, scene().frame_preview_end = 1, 48
    compat = addon("blender.host.compat")
    for strip in compat.strips(scene().sequence_editor):
        strip.select = True
        strip.color = (0, 0, 1)
    known = addon("blender.chat.recollections").of(scene(), chat().conversation)
    known.sum_up("The user lights three juggling balls; ball 1 glows in warm colors.", 1)
    addon("blender.chat.window_state").open_newest(1)
    addon("blender.host.pump").redraw()
    yield 1.5
    edits = addon("blender.chat.going_along").edits_by_hand(scene())
    assert len(edits) == 1 and edits[0].startswith("recolored segment"), edits
    assert drawn(picture())
    shot("wishes")
    yield from _fold_chat()
    yield from _open_wishes()
    yield from _in_light_and_narrow()
    yield from _fold_chat()
    with on_window():
        bpy.ops.sequence_maker.what_is_sent()
    windows = bpy.context.window_manager.windows
    yield from until(lambda: len(windows) > 1, "the text is shown")
    text = bpy.data.texts["Sequence Maker Request"].as_string()
    assert "--- system ---" in text and edits[0] in text
    yield 1.0
    shot("wishes-request")
    extra = next(w for w in windows if w != gui.window())
    with bpy.context.temp_override(window=extra):
        bpy.ops.wm.window_close()
    scene().use_preview_range = False
    scene().sequence_maker.wishes = ""
    page.active_index = 0
    yield 0.5


SCENARIOS = (wishes_and_what_goes_along_are_drawn,)
