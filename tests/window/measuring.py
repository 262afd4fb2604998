"""What the chat costs Blender's main thread while text streams and when it writes many strips."""

from __future__ import annotations

import time
from typing import Any

import bpy
from support import Steps, addon, figures, segments, send, server, turn, until_idle

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
        addon("blender.chats").Chat.pump = original
        addon("blender.panel").SEQUENCER_PT_sequence_maker_chat.draw = undrawn
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
        addon("blender.chats").Chat.pump = original
    assert len(segments()) == STRIPS, (len(segments()), turn().calls[0].result)
    figures["batch longest tick ms of CPU"] = round(1000 * max(pumps), 1)
    figures["batch call s"] = round(turn().calls[0].seconds, 3)


def _measure(found: list[float]) -> Any:
    """Let `found` have the CPU seconds of every pump; return the method to put back."""
    chats = addon("blender.chats")
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
    panel = addon("blender.panel").SEQUENCER_PT_sequence_maker_chat
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


SCENARIOS = (stream_leaves_the_main_thread_free, batch_is_written_quickly)
