"""Scenarios around the window: search menu, dialogs, narrow sidebar, other areas, playback."""

from __future__ import annotations

import math
import struct
import wave

import blender_gui as gui
import bpy

from hands import drag_sidebar, escape, look_at_chat, over_timeline, popup
from support import (
    OUT,
    Skip,
    Steps,
    addon,
    differ,
    drawn,
    figures,
    on_window,
    picture,
    prompt,
    scene,
    screen,
    segments,
    send,
    server,
    shot,
    text_fits,
    turn,
    until,
    until_idle,
    will_say_slowly,
)

STORY = "The chorus begins at 0:37 and runs in 4/4; every bar of it gets a color of its own. " * 3


def search_runs_create_segment() -> Steps:
    """F3, type "create segment", Enter, Enter: a strip is there."""
    yield from _search("create segment", "search-create")
    yield from gui.key("Return")
    yield from until(segments, "the dialog makes a strip", 5.0)
    assert len(segments()) == 1, segments()


def search_finds_ask_and_diagnostics() -> Steps:
    """F3 finds "Ask Assistant", whose field has the cursor, and "Diagnostics"."""
    yield from _search("ask assistant", "search-ask")
    yield from gui.text("hello")
    assert prompt() == "hello", prompt()
    yield from escape(2)
    yield from _search("sequence maker diagn", "search-diagnostics", maybe="diagnostics")
    yield from escape(2)


def diagnostics_dialog_opens() -> Steps:
    """Open the diagnostics after two turns and look at it."""
    for number in range(2):
        server.will_call(
            "create_segment", channel=1 + number, start_time=0, end_time=2, color="orange"
        )
        will_say_slowly(STORY, 0.005)
        send(f"Color channel {1 + number} orange, please")
        yield from until_idle()
    yield from over_timeline()
    yield from popup(_invoke("diagnostics"), "the diagnostics")
    yield 0.5
    shot("diagnostics")
    yield from escape(2)


def narrow_sidebar_is_readable() -> Steps:
    """At half its width the sidebar still shows the turn, and no line is cut."""
    server.will_call_all(
        ("create_segment", {"channel": 1, "start_time": 0, "end_time": 2, "color": "red"}),
        ("delete_segment", {"segment_id": 99}),
    )
    will_say_slowly(STORY, 0.005)
    send("Color channel 1 red for two seconds, and delete segment 99")
    yield from until_idle()
    wide = gui.region("UI").width
    yield from drag_sidebar(wide // 2)
    narrow = gui.region("UI").width
    assert narrow < 0.7 * wide, f"the sidebar is {narrow} wide, was {wide}"
    yield 0.5
    assert drawn(picture())
    text_fits()
    shot("narrow")
    yield from drag_sidebar(-(wide - narrow))
    yield 0.5
    shot("after-narrow")


def no_sequence_offers_one() -> Steps:
    """Where the Sequencer shows no scene the panel offers one, and stays usable."""
    workspace = gui.window().workspace
    if not hasattr(workspace, "sequencer_scene"):
        raise Skip("before 5.0 the Sequencer always shows the scene of its window")
    workspace.sequencer_scene = None
    before = picture()
    yield from until(lambda: differ(before, picture()) or True, "the panel follows")
    yield 0.5
    shot("no-sequence")
    assert drawn(picture())
    with on_window():
        assert not bpy.ops.sequence_maker.send.poll()
        assert bpy.ops.sequence_maker.new_sequence() == {"FINISHED"}
    yield 0.3
    assert gui.window().workspace.sequencer_scene is not None


def two_sequencers_show_the_stream() -> Steps:
    """With a second Sequencer and a second window open, both sidebars show what streams."""
    with on_window():
        bpy.ops.screen.area_split(direction="VERTICAL", factor=0.4)
    yield 0.5
    with bpy.context.temp_override(window=gui.window()):
        bpy.ops.wm.window_new()
    yield 0.5
    windows = bpy.context.window_manager.windows
    for area in windows[0].screen.areas:
        if area.type == "SEQUENCE_EDITOR" and area.spaces.active.view_type != "PREVIEW":
            area.spaces.active.show_region_ui = True
    other = windows[-1].screen.areas[0]
    other.type = "SEQUENCE_EDITOR"
    other.spaces.active.show_region_ui = True
    yield 0.5
    sidebar = next(region for region in other.regions if region.type == "UI")
    sidebar.active_panel_category = "Sequence Maker"
    yield 0.3
    will_say_slowly(STORY, 0.02)
    send("Talk in both")
    yield from until_idle()
    yield 0.3
    assert turn().status == "complete", turn().error
    shot("two-sequencers")
    with bpy.context.temp_override(window=bpy.context.window_manager.windows[-1]):
        bpy.ops.wm.window_close()
    yield 0.3
    _close_other_sequencer()
    yield 0.5  # within the same event Blender's context still has the closed area
    yield from look_at_chat()


def playback_follows_the_buttons() -> Steps:
    """Play, pause, seek and stop move the playhead as they say."""
    system = bpy.context.preferences.system
    system.audio_device = "OpenAL"
    song = OUT / "tone.wav"
    _tone(str(song))
    editor = scene().sequence_editor
    every = addon("blender.host.compat").strips(editor)
    every.new_sound(name="tone", filepath=str(song), channel=8, frame_start=1)
    scene().frame_end = 240
    scene().sync_mode = "AUDIO_SYNC"
    with on_window():
        assert bpy.ops.sequence_maker.play_audio() == {"FINISHED"}
    yield from until(lambda: scene().frame_current > 20, "it plays", 10.0)
    playing = gui.window().screen.is_animation_playing
    with on_window():
        bpy.ops.sequence_maker.seek_audio(position=6.0)
    yield from until(lambda: scene().frame_current >= 146, "it seeks and goes on", 5.0)
    shot("playing")
    with on_window():
        bpy.ops.sequence_maker.pause_audio()
    frame = scene().frame_current
    yield 0.4
    assert playing and abs(scene().frame_current - frame) <= 2, (frame, scene().frame_current)
    with on_window():
        bpy.ops.sequence_maker.stop_audio()
    assert scene().frame_current == 1, scene().frame_current
    figures["frame after pause"] = frame
    scene().sync_mode = "NONE"


def _search(words: str, name: str, maybe: str = "") -> Steps:
    yield from over_timeline()
    yield from popup(gui.key("F3"), "the search")
    before = screen()
    yield from gui.text(maybe or words)
    yield from until(lambda: differ(before, screen()), "the search finds something")
    yield 0.3
    shot(name)
    before = screen()
    yield from gui.key("Return")
    yield from until(lambda: differ(before, screen()), f"{words} opens its dialog")
    yield 0.4
    shot(f"{name}-found")


def _invoke(name: str) -> Steps:
    with on_window():
        getattr(bpy.ops.sequence_maker, name)("INVOKE_DEFAULT")
    yield 0.3


def _close_other_sequencer() -> None:
    areas = [
        area
        for area in gui.window().screen.areas
        if area.type == "SEQUENCE_EDITOR" and area.spaces.active.view_type != "PREVIEW"
    ]
    for area in sorted(areas, key=lambda area: area.width)[:-1]:
        with bpy.context.temp_override(window=gui.window(), area=area):
            bpy.ops.screen.area_close()


def _tone(path: str, seconds: int = 12, rate: int = 22050) -> None:
    with wave.open(path, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        for second in range(seconds):
            notes = (0.2 * math.sin(t * 2 * math.pi * 440 / rate) for t in range(rate))
            file.writeframes(b"".join(struct.pack("<h", int(32767 * note)) for note in notes))
            del second


SCENARIOS = (
    search_runs_create_segment,
    search_finds_ask_and_diagnostics,
    diagnostics_dialog_opens,
    narrow_sidebar_is_readable,
    no_sequence_offers_one,
    playback_follows_the_buttons,
    two_sequencers_show_the_stream,
)
