"""What the chat costs Blender's main thread while text streams and when it writes many strips."""

from __future__ import annotations

import sys
import time
import wave
from pathlib import Path
from typing import Any

import blender_gui as gui
import bpy

from support import (
    OUT,
    Steps,
    addon,
    chat,
    figures,
    on_window,
    scene,
    segments,
    send,
    server,
    shot,
    timed_paint,
    turn,
    until_idle,
)

TOKENS = 600
RATE = 200
STRIPS = 2000


def stream_leaves_the_main_thread_free() -> Steps:
    """While 200 tokens a second stream, the ticks and the gaps between them are measured."""
    words = " ".join(f"word{number}" for number in range(TOKENS))
    server.will_say(words, piece=170, pause=1 / RATE)
    pumps: list[float] = []
    gaps: list[float] = []
    draws: list[float] = []
    original = _measure(pumps)
    undrawn = _measure_draw(draws)
    tick = _clock(gaps)
    bpy.app.timers.register(tick)
    try:
        send("Count")
        yield from until_idle()
    finally:
        addon("blender.chat.chats").Chat.pump = original
        addon("blender.panel.panel").SEQUENCER_PT_sequence_maker_chat.draw = undrawn
        bpy.app.timers.unregister(tick)
    assert turn().status == "complete", turn().error
    figures["tick p99 ms of CPU"] = round(1000 * _p99(pumps), 2)
    figures["tick longest ms of CPU"] = round(1000 * max(pumps), 2)
    figures["panel draw p99 ms"] = round(1000 * _p99(draws), 2)
    figures["panel draws a second"] = round(len(draws) * RATE / TOKENS, 1)
    figures["gap p99 ms, drawing included"] = round(1000 * _p99(gaps), 1)
    figures["gap longest ms, drawing included"] = round(1000 * max(gaps), 1)


def batch_is_written_quickly() -> Steps:
    """2,000 strips are written in one go; the longest tick is measured."""
    rows = [
        {
            "channel": 1 + number % 8,
            "start_time": number // 8 * 0.5,
            "end_time": number // 8 * 0.5 + 0.5,
            "color": ("red", "lime", "blue", "orange")[number // 8 % 4],
        }
        for number in range(STRIPS)
    ]
    server.will_call("create_segments_batch", segments=rows)
    server.will_say("Done.")
    pumps: list[float] = []
    original = _measure(pumps)
    try:
        send("Many")
        yield from until_idle()
    finally:
        addon("blender.chat.chats").Chat.pump = original
    assert len(segments()) == STRIPS, (len(segments()), turn().calls[0].result)
    figures["batch longest tick ms of CPU"] = round(1000 * max(pumps), 1)
    figures["batch call s"] = round(turn().calls[0].seconds, 3)


def overlay_costs_little() -> Steps:
    """Bars, beats and sections of a song of four minutes: CPU of a draw, still and panned."""
    _long_song()
    with timed_paint(addon("blender.song.overlay")) as draws:
        for name, move in (("still", 0), ("panned", 9)):
            draws.clear()
            for _ in range(60):
                with on_window():
                    if move:
                        bpy.ops.view2d.pan(deltax=move, deltay=0)
                gui.region("WINDOW").tag_redraw()
                yield 0.02
            assert draws, "the overlay is drawn"
            figures[f"overlay {name} median ms of CPU"] = round(
                1000 * sorted(draws)[len(draws) // 2], 2
            )
            figures[f"overlay {name} p99 ms of CPU"] = round(1000 * _p99(draws), 2)
    shot("overlay-long")


def long_chat_is_drawn() -> Steps:
    """500 turns with 10,000 calls, folded and with 30 open: CPU of a draw with real layouts."""
    sys.path.append(str(Path(__file__).resolve().parents[2] / "scripts" / "measure"))
    import benchmark_panel

    made = [benchmark_panel._turn(number) for number in range(benchmark_panel.TURNS)]
    chat().conversation.turns.extend(made)
    newest = addon("blender.keeping.open_chat").STEP
    state = addon("blender.chat.window_state")
    state.open_newest(len(made))
    panel = addon("blender.panel.panel").SEQUENCER_PT_sequence_maker_chat
    original, draws = panel.draw, list[float]()

    def timed(self: Any, context: Any) -> None:
        start = time.thread_time()
        original(self, context)
        draws.append(time.thread_time() - start)

    panel.draw = timed
    try:
        for is_open in (False, True):
            for turn_state in list(state.state().turns)[-newest:]:
                turn_state.is_open = is_open
            yield 0.5
            draws.clear()
            for _ in range(40):
                gui.region("UI").tag_redraw()
                yield 0.02
            name = "30 open" if is_open else "folded"
            median = sorted(draws)[len(draws) // 2]
            figures[f"500 turns {name}, draw median ms of CPU"] = round(1000 * median, 2)
    finally:
        panel.draw = original
    shot("long-chat")


def _long_song() -> None:
    """Let a silent sound of four minutes count as heard: 450 beats, ten sections."""
    path = OUT / "long.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 1, 8000, 0, "NONE", ""))
        file.writeframes(bytes([128]) * 8000 * 240)
    every = addon("blender.host.compat").strips(scene().sequence_editor)
    strip = every.new_sound(name="long", filepath=str(path), channel=3, frame_start=1)
    grid = addon("music.hearing.grid")
    sections = tuple(
        grid.Section(f"{'ABC'[n % 3]}{n // 3 + 1}", 24.0 * n, 24.0 * n + 24, n % 9, "loud")
        for n in range(10)
    )
    beats = tuple(0.5 + 0.53 * n for n in range(450))
    made = grid.BeatGrid(beats, tuple(n % 4 + 1 for n in range(450)), 4, sections)
    cache, content = addon("blender.song.cache"), addon("blender.sound.source").sound_file_of(strip)
    key = cache.cache_key(content.key, addon("music.hearing.candidates").Hints())
    analyses = cache.of(scene())
    list(analyses.keeping(key, addon("music.hearing.analysis").Analysis(240.0, grid=made)))
    addon("blender.song.shown").forget()
    with on_window():
        bpy.ops.sequencer.view_all()


def _measure(found: list[float]) -> Any:
    """Let `found` have the CPU seconds of every pump; return the method to put back."""
    chats = addon("blender.chat.chats")
    original = chats.Chat.pump

    def timed(self: Any, *arguments: Any) -> bool:
        start = time.thread_time()
        try:
            return bool(original(self, *arguments))
        finally:
            found.append(time.thread_time() - start)

    chats.Chat.pump = timed
    return original


def _measure_draw(found: list[float]) -> Any:
    """Let `found` have the seconds of every drawing of the chat; return the method to put back."""
    panel = addon("blender.panel.panel").SEQUENCER_PT_sequence_maker_chat
    original = panel.draw

    def timed(self: Any, context: Any) -> None:
        start = time.perf_counter()
        original(self, context)
        found.append(time.perf_counter() - start)

    panel.draw = timed
    return original


def _clock(gaps: list[float]) -> Any:
    last = [time.perf_counter()]

    def tick() -> float:
        now = time.perf_counter()
        gaps.append(now - last[0])
        last[0] = now
        return 0.005

    return tick


def _p99(found: list[float]) -> float:
    return sorted(found)[int(0.99 * (len(found) - 1))]


SCENARIOS = (
    stream_leaves_the_main_thread_free,
    batch_is_written_quickly,
    overlay_costs_little,
    long_chat_is_drawn,
)
