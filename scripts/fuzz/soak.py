"""Runs turn after turn in Blender: `python3 scripts/fuzz/soak.py [TURNS]`.

One long conversation, then many short ones. Memory, threads, timers and file handles must stay as
they are, and the last turns must take no longer than the first; the server is on loopback.
`tests/chat/test_soak.py` runs a few.
"""

from __future__ import annotations

import argparse
import ctypes
import gc
import os
import statistics
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import rooms  # noqa: E402, F401

# isort: split
import extension  # noqa: E402
import way_out  # noqa: E402
from environment import ROOT, run_inside  # noqa: E402

TURNS = 2000
WARM_UP = {"short conversations": 300, "one long conversation": 600}
"""Turns that are not measured; a conversation is as long as it may be after less than 600."""
SAMPLE = 200
SHORT = 25
"""Turns of a short conversation."""
GROWTH = 0.05
SLOWER = 1.3


@dataclass(frozen=True)
class Figures:
    """What a run came to.

    Attributes:
        growth: Of the memory since the end of the warm-up, as a share.
        slower: Time per turn, the last against the first after the warm-up.
        seconds: Median time of the last turns.
        left: Threads, timers and file handles that were not there at the end of the warm-up.
        megabytes: Memory at the end.
    """

    growth: float
    slower: float
    seconds: float
    left: dict[str, int]
    megabytes: float

    def wrong(self) -> list[str]:
        """Return what does not hold."""
        found = [f"{count} {name} left" for name, count in self.left.items() if count > 0]
        if self.growth > GROWTH:
            found.append(f"memory grew by {self.growth:.1%}")
        if self.slower > SLOWER:
            found.append(f"turns became {self.slower:.2f} x slower")
        return found


def playback_server() -> Any:
    """Return the server of the tests, not yet started."""
    sys.path.insert(0, str(ROOT / "tests"))
    try:
        from playback_server import PlaybackServer
    finally:
        sys.path.remove(str(ROOT / "tests"))
    return PlaybackServer()


def run(server: Any, scene: Any, turns: int, warm_up: int, sample: int, short: int) -> Figures:
    """Run turns in a scene, each with a call and an answer in words.

    Args:
        server: A started playback server.
        scene: Where the strips go.
        turns: How many.
        warm_up: How many of them are not measured.
        sample: How many are compared, at the beginning and at the end.
        short: After how many turns a new conversation begins; 0 for never.
    """
    from bl_ext.user_default.sequence_maker.blender.chat import chats

    chat, taken, before = chats.chat_of(scene), list[float](), dict[str, int]()
    memory = 0.0
    for number in range(turns):
        if number == warm_up:
            before, memory = left_open(), megabytes()
        if short and number % short == 0:
            chat.clear()
        taken.append(one_turn(server, chat, number))
    after, last = left_open(), megabytes()
    first = statistics.median(taken[warm_up : warm_up + sample])
    seconds = statistics.median(taken[-sample:])
    left = {name: after[name] - count for name, count in before.items()}
    return Figures(last / memory - 1, seconds / first, seconds, left, last)


def place_of(number: int) -> dict[str, int]:
    """Return where a turn's segment goes: 160 places, one after the other and again."""
    start = number // 8 % 20
    return {"channel": number % 8 + 1, "start_time": start, "end_time": start + 1}


def one_turn(server: Any, chat: Any, number: int, talk: bool = False) -> float:
    """Run one turn and return its processor time on this thread, in seconds.

    Args:
        server: A started playback server.
        chat: The chat of a scene.
        number: Which turn it is; it says where its segment goes, and in which color.
        talk: Nothing is written, only said.
    """
    from bl_ext.user_default.sequence_maker.chat.options import Options
    from bl_ext.user_default.sequence_maker.chat.wire.endpoint import Endpoint
    from bl_ext.user_default.sequence_maker.toolkit.world import Limits

    if not talk:
        color = f"#{number * 7919 % 0x1000000:06x}"
        server.will_call("create_segment", **place_of(number), color=color)
    server.will_say("It is made, as you wished; anything else?")
    options = Options()
    endpoint = Endpoint("soak", server.base_url, "test-model")
    begun = time.thread_time()
    turn = chat.send(f"Turn {number}: a segment, please", endpoint, options, Limits("never"))
    deadline = time.monotonic() + 60
    while chat.pump():
        assert time.monotonic() < deadline, turn.status
        time.sleep(0.001)
    taken = time.thread_time() - begun
    record = turn.record
    if record.status != "complete" or [call.state for call in record.calls] != (
        [] if talk else ["done"]
    ):
        raise AssertionError(f"turn {number} ended as {record.status}: {record.error}")
    for kept in (server.requests, server.headers, server.paths):
        kept.clear()  # the server's memory is not ours
    return taken


def left_open() -> dict[str, int]:
    """Count threads, timers, handlers and, where the system tells, files, once all is at rest."""
    import bpy

    from bl_ext.user_default.sequence_maker.blender.host import pump

    deadline = time.monotonic() + 2
    while time.monotonic() < deadline and any(
        thread.name == "Sequence Maker request" for thread in threading.enumerate()
    ):
        time.sleep(0.01)
    time.sleep(0.05)  # the server's threads end after their last byte
    gc.collect()
    handles = Path("/proc/self/fd")
    return {
        "threads": threading.active_count(),
        "timers": int(bpy.app.timers.is_registered(pump._tick)),
        "handlers": sum(len(found) for found in vars_of(bpy.app.handlers)),
        "file handles": len(os.listdir(handles)) if handles.exists() else 0,
    }


def vars_of(handlers: Any) -> list[list[Any]]:
    """Return Blender's lists of handlers."""
    every = (getattr(handlers, name) for name in dir(handlers))
    return [found for found in every if isinstance(found, list)]


def megabytes() -> float:
    """Return the memory in use now; 1 where the system does not tell.

    What was freed is given back first: the allocator keeps up to 30 MB of it, at random.
    """
    status = Path("/proc/self/statm")
    if not status.exists():
        return 1.0
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
    return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def main() -> int:
    """Soak both kinds of conversation."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("turns", nargs="?", type=int, default=TURNS)
    options = parser.parse_args()
    sample = min(SAMPLE, options.turns // 4)
    run_inside()
    failed = 0
    with extension.enabled(), playback_server() as server:
        from bl_ext.user_default.sequence_maker.blender.command import files

        for title, short in (("short conversations", SHORT), ("one long conversation", 0)):
            scene = files.open_scene(None, None)
            warm_up = min(WARM_UP[title], options.turns // 3)
            found = run(server, scene, options.turns, warm_up, sample, short)
            wrong = found.wrong()
            print(
                f"{'FAIL' if wrong else 'ok':4}  {title}: {options.turns} turns, memory "
                f"{found.growth:+.1%} to {found.megabytes:.0f} MB, time per turn "
                f"{found.seconds * 1000:.1f} ms, {found.slower:.2f} x, left {found.left}",
                flush=True,
            )
            for line in wrong:
                print(f"      {line}", flush=True)
            failed += bool(wrong)
    print(f"{2 - failed} passed, {failed} failed, 0 skipped", flush=True)
    return int(failed > 0)


if __name__ == "__main__":
    way_out.run(main)
