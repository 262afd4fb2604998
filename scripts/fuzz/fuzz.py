"""Throws nonsense at tools and reader: `python3 scripts/fuzz/fuzz.py [--count N] [--seed N]`.

A fifth as many streams as argument sets, and a fiftieth as many turns that spoil. The same seed is
the same run; the first thing that must not be ends it with the seed and the input.
`tests/toolkit/test_fuzz.py` and `test_spoiling.py` run a small sample.
"""

from __future__ import annotations

import argparse
import logging
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import rooms  # noqa: E402, F401

# isort: split
import extension  # noqa: E402
import fuzz_arguments  # noqa: E402
import fuzz_guards  # noqa: E402
import fuzz_streams  # noqa: E402
import way_out  # noqa: E402
from environment import run_inside  # noqa: E402

COUNT = 100_000
PARTS: dict[str, tuple[Callable[[int, int], Counter[str]], int]] = {
    "argument sets": (fuzz_arguments.run, 1),
    "streams": (fuzz_streams.run, 5),
    "turns": (fuzz_guards.run, 50),
}


def main() -> int:
    """Run all, tell what came of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=COUNT, help="how many argument sets")
    parser.add_argument("--seed", type=int, help="which run; a random one if not given")
    options = parser.parse_args()
    run_inside()
    extension.load()
    logging.disable(logging.CRITICAL)
    seed = random.randrange(2**32) if options.seed is None else options.seed
    failed = 0
    for title, (part, share) in PARTS.items():
        count, start = max(1, options.count // share), time.monotonic()
        try:
            seen = part(count, seed)
        except fuzz_arguments.Fault as fault:
            print(f"FAIL  {title}: {fault}", flush=True)
            failed += 1
            continue
        ends = ", ".join(f"{name} {number}" for name, number in seen.most_common())
        print(f"{count} {title}, seed {seed}, {time.monotonic() - start:.0f} s: {ends}", flush=True)
    print(f"{len(PARTS) - failed} passed, {failed} failed, 0 skipped", flush=True)
    return int(failed > 0)


if __name__ == "__main__":
    way_out.run(main)
