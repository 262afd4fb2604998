"""Scores the reader of plain commands on the requests of many voices, and times it.

Usage: python3 scripts/measure/plain_commands.py [seen|unseen] [--language de] [--misses FILE]

Of `unseen` only the figures are printed: whoever writes rules does not look at its requests, so
`--misses` is for `seen` alone. One line each: the outcomes, and milliseconds of processor time.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import rooms  # noqa: E402, F401

# isort: split
import way_out  # noqa: E402

TESTS = Path(__file__).resolve().parents[2] / "tests"


def main() -> int:
    """Print the figures of a half."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("half", nargs="?", default="seen", choices=("seen", "unseen"))
    parser.add_argument("--language", default="en", choices=("en", "de"))
    parser.add_argument("--misses", type=Path)
    given = parser.parse_args()
    import bpy  # noqa: F401 - before the add-on's rooms, as what is said is told in German, too

    import extension

    extension.load()
    sys.path[:0] = [str(TESTS), str(TESTS / "plain")]
    import command_score
    import plain_world

    counts, wrong = command_score.score(given.half, given.language)
    outcomes = ("exact", "agreed", "misproposed", "harm", "declined")
    total = sum(counts[word] for word in outcomes)
    told = ", ".join(f"{word} {counts[word]} ({counts[word] / total:.1%})" for word in outcomes)
    print(f"{given.half} ({given.language}): {total} requests: {told}")
    print(
        f"that must edit nothing: {counts['idle']}, done {counts['idle done']}, "
        f"proposed {counts['idle proposed']}"
    )
    if given.misses and given.half == "seen":
        command_score.written(given.misses, wrong)
    taken = []
    for row in command_score.rows(given.half, given.language):
        begun = time.thread_time()
        plain_world.reading(row["text"])
        taken.append((time.thread_time() - begun) * 1000)
    print(
        f"half of them in {statistics.median(taken):.1f} ms at most, the slowest {max(taken):.1f}"
    )
    return 0


if __name__ == "__main__":
    way_out.run(main, inside=True)
