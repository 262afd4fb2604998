"""What the page of a large show costs: processor time of the thread and bytes."""

from __future__ import annotations

import statistics
import sys
import time

from environment import ROOT

COUNT, CHANNELS, SECONDS = 2000, 8, 200.0
LARGEST, SLOWEST, REPEATS = 1_000_000, 0.5, 5


def sheet() -> bool:
    """Print one line; tell whether size and time are within what they may be."""
    sys.path.append(str(ROOT / "tests" / "sheet"))
    import show_help
    from bl_ext.user_default.sequence_maker.sheet import page

    made, taken = show_help.show(COUNT, CHANNELS, SECONDS), []
    for _ in range(REPEATS):
        begun = time.thread_time()
        size = len(page.drawn(made).encode())
        taken.append(time.thread_time() - begun)
    median = statistics.median(taken)
    print(f"A sheet of {COUNT} segments: {size:,} bytes in {median * 1e3:.0f} ms", flush=True)
    return size <= LARGEST and median <= SLOWEST
