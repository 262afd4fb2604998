"""What a batch costs beside its units: `python3 scripts/benchmark.py batch`.

Processor time, as a busy machine takes longer and not more; only the gain of a second worker is
told by the clock. It runs in the environment of batches, and each figure is a median of five.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import rooms  # noqa: E402, F401

# isort: split

import arguments  # noqa: E402
import batch_measuring as measuring  # noqa: E402
import way_out  # noqa: E402

REPEATS = 5
SONGS = 5
MOST_OVERHEAD, MOST_AGAIN = 0.05, 0.05
UNITS, MOST_EACH, MOST_MEMORY = 1000, 0.020, 100e6
BURN, BURNS, LEAST_GAIN = 10.0, 4, 1.5
"""Seconds of processor time of a unit, how many there are, and what a second worker gains."""
NOTHING = "pass\n"
BURNING = "import time\nwhile time.process_time() < {seconds}: pass\n"


def batch() -> bool:
    """Print the four lines; tell whether all are as good as they must be."""
    with tempfile.TemporaryDirectory(prefix="sequence_maker_batch_") as place:
        folder = Path(place)
        songs = measuring.songs(folder / "songs", SONGS)
        lines: list[Callable[[], bool]] = [
            lambda: overhead(folder, songs),
            lambda: again(folder, songs[0]),
            lambda: nothing(folder),
            lambda: two_workers(folder),
        ]
        return all([line() for line in lines])


def overhead(folder: Path, songs: list[Path]) -> bool:
    """Compare what the engine takes for a song with what the song's own processes take."""
    shares, begins = [], []
    for number in range(REPEATS):
        one = measuring.beside(folder / f"one{number}", songs[:1])
        many = measuring.beside(folder / f"many{number}", songs)
        each = (many[0] - one[0]) / (len(songs) - 1)
        shares.append(each / (many[1] / len(songs)))
        begins.append(one[0] - each)
    share, begin = statistics.median(shares), statistics.median(begins)
    print(
        f"The engine takes {share:.1%} of what the processes of a song of {measuring.SECONDS:g} s "
        f"take, and {begin:.1f} s of processor time to begin",
        flush=True,
    )
    return share <= MOST_OVERHEAD


def again(folder: Path, song: Path) -> bool:
    """Compare the stage hear of a song that was heard before with the first time."""
    from batch_folder import Shows, read_json
    from batch_songs import find
    from batch_stages import is_heard

    first, second = [], []
    for number in range(REPEATS):
        shows = Shows(folder / f"heard{number}")
        shows.make()
        (found,) = find([song], False, shows).songs
        job = {"job": 1, "song": str(song), "stage": "hear", "out": {}, "recipe": None}
        job |= {"result": str(shows.result(song.stem)), "heard": str(shows.heard(found.key))}
        path = shows.job(song.stem, "hear")
        path.write_text(json.dumps(job), encoding="utf-8")
        command = [*measuring.command(), "--job", str(path)]
        first.append(measuring.children(partial(measuring.run, command)))
        begun = time.process_time()
        (found,) = find([song], False, shows).songs
        assert is_heard(shows, found), read_json(shows.result(song.stem))
        second.append(time.process_time() - begun)
    before, now = statistics.median(first), statistics.median(second)
    print(
        f"Hearing a song again takes {now * 1e3:.1f} ms, {now / before:.2%} of the first time "
        f"({before:.1f} s)",
        flush=True,
    )
    return now / before <= MOST_AGAIN


def nothing(folder: Path) -> bool:
    """Measure the engine with units that do nothing: time of each, and memory."""
    import psutil

    import batch_dask  # noqa: F401 - what it takes up is there before the first unit

    own = psutil.Process()
    each, memory = [], []
    for number in range(REPEATS):
        units, held = measuring.units_of(folder / f"no{number}", UNITS), own.memory_info().rss
        with measuring.Program(folder, NOTHING):
            engine = measuring.engine(1)
            workers = own.children(recursive=True)
            begun = time.process_time() + measuring.self_times(workers)
            most = measuring.through(engine, units, lambda: own.memory_info().rss)
            taken = time.process_time() + measuring.self_times(workers) - begun
            engine.close()
        each.append(taken / UNITS)
        memory.append(float(most - held))
    median, more = statistics.median(each), statistics.median(memory)
    print(
        f"{UNITS:,} units that do nothing take the engine {median * 1e3:.1f} ms of processor time "
        f"each, and {more / 1e6:+.0f} MB of memory",
        flush=True,
    )
    return median <= MOST_EACH and more <= MOST_MEMORY


def two_workers(folder: Path) -> bool:
    """Compare two workers with one, by the clock, on units that compute."""
    if len(os.sched_getaffinity(0)) < 2:
        print("A second worker is not measured: this machine has one core", flush=True)
        return True
    gains = []
    for number in range(REPEATS):
        taken = {}
        for count in (1, 2):
            with measuring.Program(folder, BURNING.format(seconds=BURN)):
                engine = measuring.engine(count)
                units = measuring.units_of(folder / f"burn{number}-{count}", BURNS)
                begun = time.perf_counter()
                measuring.through(engine, units)
                taken[count] = time.perf_counter() - begun
                engine.close()
        gains.append(taken[1] / taken[2])
    gain = statistics.median(gains)
    print(
        f"Two workers on two cores are {gain:.2f} x as fast as one, with units of {BURN:g} s",
        flush=True,
    )
    return gain >= LEAST_GAIN


def main() -> int:
    """Print the lines; 1 when one misses its goal."""
    arguments.none(__doc__)
    return 0 if batch() else 1


if __name__ == "__main__":
    way_out.run(main)
