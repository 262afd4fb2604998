"""What an edit costs in a large scene, against a plain read of its strips in the same run.

Three lines: one edit and Send, how often a turn of one call reads the scene, and how many ticks the
calls of one answer take. All times are processor time of the main thread, without the undo step
that Blender makes itself.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

from environment import ROOT

COUNT = 2000
CHANNELS = 8
SECONDS = 0.5
REPEATS = 7
EDIT, SEND = 7.5, 5.0
"""The most that an edit and Send may take of a plain read: 30 and 20 ms where that takes 4."""
READS = 2
"""How often a turn of one call may read the segments of the scene."""
CALLS = 60
BUDGET = 0.008
"""Seconds of a tick, as `blender/host/pump.py` gives them."""
SLACK = 1.5
"""How many times the ticks that their work fills the calls of an answer may take."""
KEY = "sk-not-a-real-key-0123456789abcdef"


def scene() -> bool:
    """Print the three lines; tell whether all are as good as they must be."""
    import bpy

    filled = _filled()
    with _playback().PlaybackServer() as server:
        ways = (
            lambda: _read(filled),
            lambda: _edit(filled),
            lambda: _send(server, filled),
        )
        read, edit, send = _medians(ways)
        print(
            f"Blender {bpy.app.version_string}, {COUNT} strips: one edit {edit * 1e3:.1f} ms, "
            f"Send {send * 1e3:.1f} ms; {edit / read:.1f} and {send / read:.1f} x a plain read "
            f"({read * 1e3:.1f} ms)",
            flush=True,
        )
        reads = _reads(server, filled)
        print(f"A turn of one call reads the scene {reads} times", flush=True)
        ticks, work = _ticks(server, filled)
        print(
            f"{CALLS} calls of one answer: {work * 1e3:.0f} ms in {ticks} ticks of "
            f"{BUDGET * 1e3:.0f} ms",
            flush=True,
        )
    alike = ticks <= max(SLACK * work / BUDGET, 3)
    return edit <= EDIT * read and send <= SEND * read and reads <= READS and alike


def _playback() -> Any:
    sys.path.insert(0, str(ROOT / "tests"))
    try:
        import playback_server
    finally:
        sys.path.remove(str(ROOT / "tests"))
    return playback_server


def _medians(ways: Sequence[Callable[[], float]]) -> list[float]:
    """Take every way in turn, so that a busy machine slows all; the first round is not counted."""
    rounds = [[way() for way in ways] for _ in range(REPEATS + 1)][1:]
    return [statistics.median(taken) for taken in zip(*rounds, strict=True)]


def _filled() -> Any:
    """Return a scene with segments side by side on some channels."""
    from bl_ext.user_default.sequence_maker.blender.command import files
    from bl_ext.user_default.sequence_maker.blender.host import compat

    made = files.open_scene(None, None)
    editor, rate = made.sequence_editor, made.render.fps
    for number in range(COUNT):
        place, channel = divmod(number, CHANNELS)
        first = made.frame_start + round(place * SECONDS * rate)
        end = made.frame_start + round((place + 1) * SECONDS * rate)
        strip = compat.new_color_strip(editor, f"Segment {number + 1}", channel + 1, first, end)
        strip.color = [(number * step % 256) / 255 for step in (7, 11, 13)]
    _session(made).take_snapshot()  # every strip has its id
    return made


def _session(made: Any) -> Any:
    from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for
    from bl_ext.user_default.sequence_maker.toolkit.world import Limits

    return session_for(made, Limits(confirm="never"))


def _read(made: Any) -> float:
    """What Blender itself needs to tell place, color, name and id of every strip."""
    from bl_ext.user_default.sequence_maker.blender.host import compat

    begun = time.thread_time()
    rows = []
    for strip in compat.strips(made.sequence_editor):
        first, end = compat.frames(strip)
        color = tuple(strip.color)
        rows.append((strip.channel, first, end, color, strip.name, strip.get("sequence_maker_id")))
    taken = time.thread_time() - begun
    assert len(rows) >= COUNT
    return taken


def _edit(made: Any) -> float:
    """The whole call in the middle of a turn: validation, plan, checks, writing, reading back."""
    from bl_ext.user_default.sequence_maker.tools import TOOLS

    session = _session(made)
    number = 1 + _edit.__dict__.setdefault("done", 0) * 37 % COUNT
    _edit.__dict__["done"] += 1
    color = f"#{number * 7919 % 0x1000000:06x}"
    begun = time.thread_time()
    with session.steady():
        result = TOOLS["modify_segment"].call(session, segment_id=number, color=color)
    taken = time.thread_time() - begun
    assert result["ok"] and len(result["changed"]) == 1, result
    return taken


def _send(server: Any, made: Any) -> float:
    """From the prompt to the request that is under way, the conversation stored."""
    server.will_play(b"", stall_before=0.1)
    arrived = len(server.requests)
    begun = time.thread_time()
    chat = _sent(server, made)
    taken = time.thread_time() - begun
    deadline = time.monotonic() + 10
    while len(server.requests) == arrived:  # the answer prepared for it must not meet another turn
        assert time.monotonic() < deadline, "the request does not arrive"
        time.sleep(0.002)
    chat.cancel()
    chat.clear()
    return taken


def _sent(server: Any, made: Any) -> Any:
    from bl_ext.user_default.sequence_maker.blender.chat import chats
    from bl_ext.user_default.sequence_maker.chat.options import Options
    from bl_ext.user_default.sequence_maker.chat.wire.endpoint import Endpoint
    from bl_ext.user_default.sequence_maker.toolkit.world import Limits

    endpoint = Endpoint("benchmark", server.base_url, "test-model", KEY)
    options = Options()
    chat = chats.chat_of(made)
    chat.send("go", endpoint, options, Limits(confirm="never"))
    return chat


def _reads(server: Any, made: Any) -> int:
    """Count how often a turn of one call lists the segments of the scene."""
    from bl_ext.user_default.sequence_maker.blender.timeline.strips import StripTimelines

    counted, plain = list[int](), StripTimelines.segments

    def counting(self: Any, channel: int | None = None) -> Any:
        counted.append(1)
        return plain(self, channel)

    StripTimelines.segments = counting  # type: ignore[method-assign]
    try:
        server.will_call("modify_segment", segment_id=5, color="red")
        server.will_say("Done.")
        chat = _sent(server, made)
        while chat.pump():
            time.sleep(0.001)
    finally:
        StripTimelines.segments = plain  # type: ignore[method-assign]
    assert chat.conversation.turns[-1].calls[0].result["ok"]
    return len(counted)


def _ticks(server: Any, made: Any) -> tuple[int, float]:
    """Return in how many ticks the calls of one answer are carried out, and their seconds."""
    calls = [
        ("modify_segment", {"segment_id": 10 * n + 1, "color": f"#{n:02x}80ff"})
        for n in range(CALLS)
    ]
    server.will_call_all(*calls)
    server.will_say("Done.")
    chat = _sent(server, made)
    ticks, work = 0, 0.0
    while True:
        begun = time.perf_counter()
        went_on = chat.pump(BUDGET)
        taken = time.perf_counter() - begun
        turn = chat.conversation.turns[-1]
        if any(call.result is not None for call in turn.calls) or taken > BUDGET / 2:
            ticks, work = ticks + 1, work + taken
        if not went_on or (turn.calls and all(c.result is not None for c in turn.calls)):
            break
        time.sleep(0.001)
    while chat.pump():
        time.sleep(0.001)
    results = [call.result or {} for call in chat.conversation.turns[-1].calls]
    assert len(results) == CALLS and all(result.get("ok") for result in results), results[:3]
    return ticks, work
