"""Tells what a long session costs in memory: `python3 scripts/measure/memory.py [TURNS]`.

A line for each of three fresh processes: a bare loop with the writes and undo steps of the turns
and nothing else, turns that only talk, and turns that write. Memory is what the process has after
the allocator gave back what is free. What a turn costs above the bare loop has a limit; threads,
files, timers and handlers must be as many as before.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import rooms  # noqa: E402, F401

# isort: split
import extension  # noqa: E402
import soak  # noqa: E402
import way_out  # noqa: E402
from environment import run_inside  # noqa: E402

TURNS = 2000
WARM_UP = 300
"""Turns that are not measured: until then all 160 places have a strip, and 32 undo steps are."""
WINDOW = 200
MOST = 20.0
"""Kilobytes that a turn may cost above the bare loop."""
KINDS = ("bare loop", "talking turns", "writing turns")


def bare(scene: Any, number: int) -> None:
    """Make one segment in place of what is there, and an undo step, as a turn does."""
    from bl_ext.user_default.sequence_maker.blender.host import compat, undo_steps

    place, rate = soak.place_of(number), scene.render.fps
    first = scene.frame_start + place["start_time"] * rate
    editor = scene.sequence_editor
    for strip in list(compat.strips(editor)):
        if strip.channel == place["channel"] and compat.frames(strip)[0] == first:
            compat.strips(editor).remove(strip)
    name = f"Segment {number}"
    strip = compat.new_color_strip(editor, name, place["channel"], first, first + rate)
    strip.color = [number % 256 / 255, 0.5, 0.5]
    undo_steps.push(f"Turn {number}: a segment, please")


def measured(kind: str, turns: int) -> dict[str, Any]:
    """Run turns of one kind in this process and return its figures, memory in kilobytes."""
    from bl_ext.user_default.sequence_maker.blender.chat import chats
    from bl_ext.user_default.sequence_maker.blender.command import files

    scene = files.open_scene(None, None)
    chat, warm_up = chats.chat_of(scene), min(WARM_UP, turns // 3)
    samples, before = list[float](), dict[str, int]()
    with soak.playback_server() as server:
        for number in range(turns):
            if number == warm_up:
                before = soak.left_open()
            if number >= warm_up and (number - warm_up) % WINDOW == 0:
                samples.append(soak.megabytes() * 1024)
            if kind == KINDS[0]:
                bare(chat.scene, number)
            else:
                soak.one_turn(server, chat, number, talk=kind == KINDS[1])
        after, last = soak.left_open(), soak.megabytes() * 1024
    windows = [(b - a) / WINDOW for a, b in zip(samples, samples[1:], strict=False)]
    return {
        "turn": (last - samples[0]) / (turns - warm_up),
        "steepest": max(windows, default=0.0),
        "end": last / 1024,
        "left": {name: after[name] - count for name, count in before.items()},
    }


def told(turns: int) -> list[str]:
    """Print a line for each kind; return what does not hold."""
    wrong, floor = list[str](), 0.0
    print(f"{turns} turns      kB a turn   steepest {WINDOW}   MB at the end   left")
    for kind in KINDS:
        command = [sys.executable, __file__, str(turns), "--kind", kind]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        if done.returncode:
            wrong.append(f"{kind}: exit code {done.returncode}")
            continue
        row = json.loads(done.stdout.splitlines()[-1])
        print(
            f"{kind:14} {row['turn']:10.1f} {row['steepest']:12.1f} {row['end']:15.0f}   "
            + ", ".join(f"{count} {name}" for name, count in row["left"].items()),
            flush=True,
        )
        floor = row["turn"] if kind == KINDS[0] else floor
        if row["turn"] - floor > MOST:
            wrong.append(f"{kind}: {row['turn'] - floor:.1f} kB a turn above the bare loop")
        wrong += [f"{kind}: {count} {name} left" for name, count in row["left"].items() if count]
    return wrong


def main() -> int:
    """Measure all kinds, each in a process of its own, or one in this."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("turns", nargs="?", type=int, default=TURNS)
    parser.add_argument("--kind", choices=KINDS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    run_inside()
    if options.kind:
        with extension.enabled():
            print(json.dumps(measured(options.kind, options.turns)), flush=True)
        return 0
    wrong = told(options.turns)
    print("\n".join(f"FAIL  {line}" for line in wrong) or "ok")
    return int(bool(wrong))


if __name__ == "__main__":
    way_out.run(main)
