"""Scores the small model's proposals on the requests that the rules decline, and times them.

Usage: python3 scripts/measure/small_model.py [seen|unseen] [--passed FILE]

Of `unseen` only the figures are printed; `--passed`, which writes what passed the gate, is for
`seen` alone. Seconds are those of the whole answer, where the model was asked; processor time and
memory of its process are told where the system says them.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import statistics
import sys
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import rooms  # noqa: E402, F401

# isort: split
import way_out  # noqa: E402

TESTS = Path(__file__).resolve().parents[2] / "tests"


def main() -> int:
    """Print the figures of a half."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("half", nargs="?", default="seen", choices=("seen", "unseen"))
    parser.add_argument("--passed", type=Path)
    given = parser.parse_args()
    import bpy  # noqa: F401 - before the extension, which it would not find its place for

    import extension

    extension.load()
    sys.path[:0] = [str(TESTS), str(TESTS / "plain"), str(TESTS / "companion")]
    import command_score
    import companion_help

    small = companion_help.loaded()
    small.register()
    try:
        counts, seconds, lines = _measured(command_score.rows(given.half), small)
        told = ", ".join(f"{name} {counts[name]}" for name in ("asked", "right", "wrong"))
        print(f"{given.half}: the rules decline {counts['declined']}; of these {told}")
        print(f"that must edit nothing: {counts['idle']}, proposed {counts['idle proposed']}")
        ordered = sorted(seconds)
        slow = ordered[int(len(ordered) * 0.95)]
        print(f"half of the answers in {statistics.median(ordered):.2f} s, 95 of 100 in {slow:.2f}")
        if counts["asked"] and (used := _used(small)):
            print(f"processor: {used[0] / counts['asked']:.2f} s an answer; memory: {used[1]} MB")
        if given.passed and given.half == "seen":
            given.passed.write_text("\n".join(lines) + "\n", encoding="utf-8")
    finally:
        small.unregister()
    return 0


def _measured(rows: Any, small: Any) -> tuple[Counter[str], list[float], list[str]]:
    """Ask about each row that the rules decline; count how the proposals come out."""
    import command_score
    import plain_world

    package = "bl_ext.user_default.sequence_maker"
    client = importlib.import_module(f"{package}.chat.proposing.small_client")
    plain = importlib.import_module(f"{package}.plain.reading")
    read, call = plain.Reading, plain.PlainCall
    counts: Counter[str] = Counter()
    seconds, lines = [], []
    for row in rows:
        reading = plain_world.reading(row["text"])
        if reading.kind != "declined":
            continue
        idle = not row["expect"] and not row.get("say")
        counts["declined"] += 1
        counts["idle"] += idle
        model = client.SmallModel(small.start, print)
        asked = client.ProposingClient(
            lambda reading=reading: reading, row["text"], plain_world.situation(), model
        )
        *_, end = asked.stream([], [])
        if end.usage is None or not end.usage.prompt_tokens:
            continue
        counts["asked"] += 1
        seconds.append(end.timing.response_time)
        if not getattr(end, "calls", ()):
            continue
        made = [(one.name, json.loads(one.arguments)) for one in end.calls]
        proposal = read("proposal", tuple(call(name, a) for name, a in made))
        outcome = command_score.judged(row, proposal)
        counts["right" if outcome == "agreed" else "wrong"] += 1
        counts["idle proposed"] += idle
        lines.append(json.dumps([outcome, row["id"], row["text"], made], ensure_ascii=False))
    return counts, seconds, lines


def _used(small: Any) -> tuple[float, int] | None:
    """Return processor seconds and megabytes of the small model's process, where they are told."""
    process = Path(f"/proc/{small._servers[0]._child.pid}")
    if not process.exists():
        return None
    fields = (process / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    seconds = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    lines = (process / "status").read_text(encoding="utf-8").splitlines()
    (row,) = [line for line in lines if line.startswith("VmHWM:")]
    return seconds, int(row.split()[1]) * 1024 // 10**6


if __name__ == "__main__":
    way_out.run(main, inside=True)
