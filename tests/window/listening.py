"""Scenarios around the music: listening, the overlay, corrections, tapping, patterns on beats."""

from __future__ import annotations

import sys
import time
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parents[2] / "scripts"))

import blender_gui as gui
import bpy
import numpy as np

import song
from hands import in_sidebar, over_timeline, press
from support import (
    OUT,
    Steps,
    addon,
    figures,
    on_window,
    picture,
    scene,
    segments,
    send,
    server,
    shot,
    turn,
    until,
    until_idle,
)

HEADER, FIRST_ROW, HALVE_ROW, TAP_ROW = 0.8, 2.2, 5.6, 8.5
"""Where the panel's rows are, in units from the sidebar's top, while it is the first panel."""
RATE = 24
TRIES, LATE = 5, 5.0
"""How often a panel is pressed that does not open, and seconds in which it may."""


def listen_button_hears_the_song() -> Steps:
    """Press "Analyze Music": progress is drawn, then tempo and sections of the song."""
    add_song()
    with music_panel() as panel:
        yield from panel.open()
        yield from press(in_sidebar(0.5, FIRST_ROW))
        job = addon("blender.song.listening")
        begun = lambda: job.running() or heard()  # noqa: E731 - it may be over before this looks
        yield from until(begun, "the button begins to listen", 5.0)
        yield from until(
            lambda: not job.running() or job.running().progress.factor > 0.1, "it goes"
        )
        shot("listening")
        yield from until(lambda: not job.running(), "it comes to its end")
        assert abs(heard().grid.bpm - song.TEMPO) < 0.1, heard().grid.bpm
        yield 0.5
        shot("heard")
        assert songs().shown_song(bpy.context) is not None


def stop_ends_listening() -> Steps:
    """Press Stop while it listens: nothing of it is kept."""
    add_song("other.wav", times=10)  # long enough for a click while it listens
    with music_panel() as panel:
        yield from panel.open()
        yield from press(in_sidebar(0.5, FIRST_ROW))
        job = addon("blender.song.listening")
        yield from until(job.running, "the button begins to listen", 5.0)
        yield from press(in_sidebar(0.88, FIRST_ROW))
        yield from until(lambda: not job.running(), "Stop ends it", 5.0)
        assert heard() is None, "nothing is kept"
        yield 0.3
        shot("stopped")


def overlay_draws_the_beats() -> Steps:
    """Lines stand where the beats are, and none where the overlay is switched off."""
    yield from _heard_song()
    with on_window():
        bpy.ops.sequencer.view_all()
        for _ in range(6):
            bpy.ops.view2d.zoom_in(zoomfacx=0.15, zoomfacy=0.0)
    yield from over_timeline()
    yield 0.5
    shot("overlay")
    share = _drawn_beats()
    assert share > 0.9, f"lines at {share:.0%} of the beats"
    scene().sequence_maker.show_beats = False
    gui.sequencer().tag_redraw()
    yield 0.5
    share = _drawn_beats()
    scene().sequence_maker.show_beats = True
    assert share < 0.3, f"switched off, but lines at {share:.0%} of the beats"


def grid_buttons_correct_the_beats() -> Steps:
    """Press "Halve Tempo": half the beats are left, one undo brings them back."""
    yield from _heard_song()
    before = heard().grid
    with on_window():
        bpy.ops.ed.undo_push(message="Before the correction")
    with music_panel() as panel:
        yield from panel.open()
        yield from press(in_sidebar(0.25, HALVE_ROW))
        yield from until(lambda: heard().grid != before, "the button corrects the beats", 5.0)
        assert abs(heard().grid.bpm - song.TEMPO / 2) < 0.1, heard().grid.bpm
        yield 0.5
        shot("halved")
        yield from over_timeline()
        yield from gui.key("ctrl+z")
        yield from until(lambda: heard().grid == before, "one step takes it back", 5.0)


def tapping_while_it_plays() -> Steps:
    """Press "Tap Tempo" while it plays: every tap counts, and it goes on playing."""
    yield from _heard_song()
    taps = addon("blender.music_panel.taps").of(scene())
    taps.clear()
    scene().sync_mode = "FRAME_DROP"
    with music_panel() as panel:
        yield from panel.open()
        yield from press(in_sidebar(0.3, TAP_ROW))  # so that the mouse is over the button
        yield from until(taps.__len__, "a tap counts also while nothing plays", 5.0)
        with on_window():
            bpy.ops.screen.animation_play()
        yield from until(lambda: scene().frame_current > 10, "it plays", 10.0)
        for number in range(6):
            yield from press(in_sidebar(0.2 + 0.01 * number, TAP_ROW))
            yield from until(lambda n=number: len(taps) > n, "the tap counts", 5.0)
        assert gui.window().screen.is_animation_playing, "it plays on"
        shot("tapped")
        with on_window():
            bpy.ops.screen.animation_cancel(restore_frame=False)
    found = taps.rhythm()
    assert found is not None and found.beat is not None, found
    figures["tapped BPM"] = round(found.bpm, 1)
    taps.clear()
    scene().sync_mode = "NONE"


def pattern_lies_on_the_beats() -> Steps:
    """Ask for a red flash on every beat: each strip begins on the frame of its beat."""
    yield from _heard_song()
    server.will_call(
        "create_pattern", channels=[1], colors=["red"], grid="beats", shape="flash", length=0.1
    )
    server.will_say("Channel 1 flashes red on every beat.")
    send("Flash channel 1 red on every beat")
    yield from until_idle()
    wanted = [round(beat * RATE) + 1 for beat in heard().grid.beats]
    starts = [start for channel, start, _ in segments() if channel == 1]
    assert starts == wanted, (starts[:9], wanted[:9], turn().calls[0].result)
    yield 0.3
    shot("pattern")


class MusicPanel:
    """How the sidebar drew the music's panel last: its header, and what is inside if it is open."""

    is_drawn = is_open = False

    def header(self) -> None:
        """Note that it is drawn anew."""
        self.is_drawn, self.is_open = True, False

    def inside(self) -> None:
        """Note that it is open; that is drawn behind the header."""
        self.is_open = True

    def open(self) -> Steps:
        """Open it, unless it is open; Blender loses a press where it has much to draw."""
        yield from until(lambda: self.is_drawn, "the sidebar is drawn without the chat")
        for _ in range(TRIES):
            if self.is_open:
                return
            yield from press(in_sidebar(0.3, HEADER))
            end = time.monotonic() + LATE
            while not self.is_open and time.monotonic() < end:
                yield 0.03
        assert self.is_open, f"pressed {TRIES} times in vain: the music's panel opens"


@contextmanager
def music_panel() -> Iterator[MusicPanel]:
    """Let the music be the sidebar's first panel, by hiding that of the chat for as long."""
    chat = addon("blender.panel.panel").SEQUENCER_PT_sequence_maker_chat
    music = addon("blender.music_panel.song_panel").SEQUENCER_PT_sequence_maker_music
    panel, poll = MusicPanel(), chat.__dict__["poll"]
    header, inside = music.draw_header_preset, music.draw
    chat.poll = classmethod(lambda cls, context: False)
    music.draw_header_preset = lambda self, context: panel.header() or header(self, context)
    music.draw = lambda self, context: panel.inside() or inside(self, context)
    gui.region("UI").tag_redraw()
    try:
        yield panel
    finally:
        chat.poll, music.draw_header_preset, music.draw = poll, header, inside


def add_song(name: str = "song.wav", times: int = 1) -> Any:
    """Put the song on channel 5, so many times one after the other, and show it all."""
    path = OUT / name
    if not path.exists():
        song.compose(path)
        _repeat(path, times)
    every = addon("blender.host.compat").strips(scene().sequence_editor)
    strip = every.new_sound(name="song", filepath=str(path), channel=5, frame_start=1)
    scene().frame_end = 1300
    with on_window():
        bpy.ops.sequencer.view_all()
    return strip


def songs() -> Any:
    """Return the add-on's module of songs."""
    return addon("blender.song.shown")


def heard() -> Any:
    """Return the song as it was heard, or None."""
    return songs().music_in(scene()).known()


def _heard_song() -> Steps:
    add_song()
    if heard() is None:
        with on_window():
            bpy.ops.sequence_maker.song_listen()
        yield from until(lambda: not addon("blender.song.listening").running(), "it listens")
    assert heard() is not None
    gui.sequencer().tag_redraw()
    yield 0.3


def _drawn_beats() -> float:
    """Return the share of beats at which a line is lighter than half way to the next."""
    view = gui.region("WINDOW").view2d
    image = picture("WINDOW").max(axis=2)
    top = image[110:140].mean(axis=0)  # rows without strips, below ruler, band and numbers
    first = scene().frame_start
    places = [
        view.view_to_region(first + beat * RATE, 0, clip=False)[0] for beat in heard().grid.beats
    ]
    gap = int(np.median(np.diff(places)))
    inside = [x for x in places if 60 < x < len(top) - gap - 30]
    assert gap > 12 and len(inside) > 10, (gap, len(inside))
    lit = [top[x - 1 : x + 2].max() > top[x + gap // 2] + 8 for x in inside]
    return sum(lit) / len(lit)


def _repeat(path: Path, times: int) -> None:
    with wave.open(str(path), "rb") as file:
        settings, data = file.getparams(), file.readframes(file.getnframes())
    with wave.open(str(path), "wb") as file:
        file.setparams(settings)
        file.writeframes(data * times)


SCENARIOS = (
    listen_button_hears_the_song,
    stop_ends_listening,
    overlay_draws_the_beats,
    grid_buttons_correct_the_beats,
    tapping_while_it_plays,
    pattern_lies_on_the_beats,
)
