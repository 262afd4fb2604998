"""Makes the pictures of the user guide; `scripts/screenshots.py` starts it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SCRIPTS = HERE.parent.parent / "scripts"
sys.path[:0] = [str(HERE), str(HERE.parent), str(SCRIPTS), str(SCRIPTS / "pages")]

import blender_gui as gui  # noqa: E402
import bpy  # noqa: E402
import numpy as np  # noqa: E402

import hands  # noqa: E402
import listening  # noqa: E402
import png  # noqa: E402
import support  # noqa: E402
from support import Steps, chat, send, server, turn, until, until_idle  # noqa: E402

CHORUS = [
    {"channel": 1 + n % 3, "start_time": n * 0.5, "end_time": n * 0.5 + 1.5, "color": color}
    for n, color in enumerate(["red", "orange", "gold", "limegreen", "dodgerblue", "violet"] * 2)
]
MUSIC = 520
"""Pixels of the sidebar that the music's panel takes."""
WHEEL = 5
"""Steps of the mouse wheel to the add-on's own part of its page."""
ANSWER = (
    "The first eight seconds now run through the rainbow on three channels, each color half a "
    "second after the one before. The old red segment on channel 1 is gone, and channel 4 "
    "fades from blue to black."
)


def main() -> Steps:
    """Go through the states of the panel and keep a picture of each."""
    with support.server:
        yield from gui.open_sequencer(tab="Sequence Maker")
        _name_channels()
        if os.environ.get("SEQUENCE_MAKER_ALBUM") == "old":
            support.use_server()
            yield from _streaming("panel-4.3")
            return
        yield 0.5
        _keep("empty", _sidebar())
        support.use_server()
        support.scene().view_settings.view_transform = "Standard"
        yield from _plan()
        yield from _streaming("streaming")
        yield from _calls()
        yield from _dialog("diagnostics", bpy.ops.sequence_maker.diagnostics)
        yield from _editing()
        yield from _music()
        yield from _preferences()


def _plan() -> Steps:
    support.prefs().confirm = "ALWAYS"
    server.will_call_all(
        ("create_segment", {"channel": 1, "start_time": 0, "end_time": 4, "color": "red"}),
    )
    server.will_say("Channel 1 is red for four seconds.")
    send("Make Ball 1 red for the first four seconds")
    yield from until(lambda: chat().running and chat().running.waiting, "the plan waits")
    yield 1.0
    _keep("plan", _sidebar())
    chat().running.answer(True)
    support.addon("blender.chat.turn_step").start()
    yield from until_idle()
    support.prefs().confirm = "NEVER"


def _streaming(name: str) -> Steps:
    server.will_call("create_segments_batch", segments=CHORUS)
    server.will_call_all(
        ("create_segment", {**CHORUS[0], "channel": 4, "color": "blue", "end_color": "black"}),
        ("delete_segment", {"segment_id": 99}),
    )
    support.will_say_slowly(ANSWER, 0.15)
    send("Run a rainbow over three balls in the first eight seconds, and fade Ball 4 to black")
    yield from until(lambda: len(turn().text) > 110, "words arrive")
    yield from hands.frame_all()
    yield 0.3
    _keep(name, _sidebar())
    yield from until_idle()


def _calls() -> Steps:
    yield from hands.frame_all()
    gui.xdo("mousemove", 20, 800)
    yield 0.8
    _keep("chat", _editor())
    with support.on_window():
        bpy.ops.screen.screen_full_area()
    yield 0.8
    yield from hands.press(hands.in_sidebar(0.085, 11.75 + hands.along()))
    gui.xdo("mousemove", 20, 800)
    yield 0.8
    _keep("calls", _sidebar(650))
    with support.on_window():
        bpy.ops.screen.back_to_previous()
    yield 0.8


def _editing() -> Steps:
    """Titles that a turn made, moved and set, and the dialog that does it by hand."""
    rows = [("Summer", 0, 4), ("A film by Jane", 5, 9), ("The End", 12, 16)]
    texts = [{"text": text, "start_time": start, "end_time": end} for text, start, end in rows]
    server.will_call_all(
        ("add_text", {"texts": texts, "style": "title", "channel": 6}),
        ("move_strips", {"strips": ["all texts on channel 6 after 4 s"], "by": 1}),
        ("set_strips", {"strips": ["all texts on channel 6"], "opacity": 0.8}),
        ("set_markers", {"add": [{"time": 12, "name": "Finale"}]}),
    )
    server.will_say("Three titles are on channel 6, the later two a second later than asked first.")
    send("Add three titles on channel 6, the last two a second later, a little transparent")
    yield from until_idle()
    yield from hands.frame_all()
    gui.xdo("mousemove", 20, 800)
    yield 0.8
    _keep("editing", _editor())
    with support.on_window():
        bpy.ops.sequencer.select_all(action="SELECT")
    yield from _dialog("move_strips", bpy.ops.sequence_maker.move_strips)


def _dialog(name: str, operator: Any) -> Steps:
    yield from hands.over_timeline()
    yield 1.0
    before = support.screen()
    with support.on_window():
        operator("INVOKE_DEFAULT")
    yield from until(lambda: support.differ(before, support.screen()), "the dialog opens")
    yield 1.0
    changed = np.abs(before - support.screen()).max(axis=2) > 6
    rows = np.where(changed.mean(axis=1) > 0.1)[0]
    columns = np.where(changed[rows[0] : rows[-1]].mean(axis=0) > 0.3)[0]
    _keep(name, (columns[0], rows[0], columns[-1] + 1, rows[-1] + 1))
    yield from hands.escape(2)


def _music() -> Steps:
    """A song that was heard, with a chase on its beats, and the panel alone."""
    strips = support.addon("blender.host.compat").strips(support.scene().sequence_editor)
    for strip in list(strips):
        strips.remove(strip)
    listening.add_song()
    overlay = gui.sequencer().spaces.active.timeline_overlay
    overlay.show_strip_source = False  # no path of this machine in a picture
    with support.on_window():
        bpy.ops.sequence_maker.song_listen()
    yield from until(lambda: not support.addon("blender.song.listening").running(), "it listens")
    with support.on_window():
        bpy.ops.sequence_maker.create_pattern(
            channels="1-4", colors="red, orange, gold, limegreen", shape="fade_out", spread="chase"
        )
        bpy.ops.sequencer.select_all(action="DESELECT")
        bpy.ops.sequencer.view_all()
        for _ in range(5):
            bpy.ops.view2d.zoom_in(zoomfacx=0.15, zoomfacy=0.0)
    with listening.music_panel() as panel:
        yield from panel.open()
        gui.xdo("mousemove", 20, 800)
        yield 0.8
        _keep("overlay", _editor())
        with support.on_window():
            bpy.ops.screen.screen_full_area()  # the panel is taller than the editor
        yield 2.0
        _keep("music", _sidebar(MUSIC))
        with support.on_window():
            bpy.ops.screen.back_to_previous()
        yield 0.8
    for file in support.OUT.glob("song.*"):
        file.unlink()


def _preferences() -> Steps:
    support.prefs().active_index = 1
    bpy.context.preferences.active_section = "ADDONS"
    with bpy.context.temp_override(window=gui.window()):
        bpy.ops.preferences.addon_show(module=support.ADDON)
    yield 1.5
    window = bpy.context.window_manager.windows[-1]
    left, bottom = window.x, gui.window().height - window.y
    top = max(bottom - window.height, 0)
    gui.xdo("mousemove", left + window.width // 2, bottom - 50)  # below the list, which scrolls too
    for _ in range(WHEEL):  # past what Blender says about every add-on
        yield 0.2
        gui.xdo("click", 5)
    yield 1.0
    _keep("preferences", (left + 172, top, left + window.width, bottom))


def _name_channels() -> None:
    scene = support.scene()
    editor = scene.sequence_editor or scene.sequence_editor_create()
    for number in range(1, 5):
        editor.channels[number].name = f"Ball {number}"


def _sidebar(height: int = 0) -> tuple[int, int, int, int]:
    region = gui.region("UI")
    top = gui.window().height - region.y - region.height
    return region.x, top, region.x + region.width, top + (height or region.height)


def _editor() -> tuple[int, int, int, int]:
    area = gui.sequencer()
    top = gui.window().height - area.y - area.height
    return area.x, top, area.x + area.width, top + area.height


def _keep(name: str, box: tuple[int, int, int, int]) -> None:
    left, top, right, bottom = (int(side) for side in box)
    pixels = support.screen()[top:bottom, left:right].astype(np.uint8)
    (support.OUT / f"{name}.png").write_bytes(png.written(pixels))
