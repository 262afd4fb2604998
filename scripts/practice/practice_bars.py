"""Learns where bars begin: the weights of `music/hearing/bars.py`.

  python practice_bars.py check ROWS
  python practice_bars.py teach MODULE ROWS

Rows are those of `practice_rows.py`. The true beats are counted. Every song comes twice, the second
time without its first few beats, so that nothing is learned about songs that begin on a first beat.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import rooms  # noqa: E402, F401

# isort: split
import way_out  # noqa: E402
from practice_learning import folded, module, taught  # noqa: E402
from practice_pictures import load_package  # noqa: E402
from practice_rows import Rows, read  # noqa: E402

load_package()
from sequence_maker_addon.music.hearing.bars import HEARD, arrangement  # noqa: E402

RIDGE, MORE = 0.005, 3
_METERS = (3, 4)


def counted(song: Rows) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """For each copy: features, the network's odds and F of every way to count."""
    for skip in (0, 1 + zlib.crc32(song.name.encode()) % 7):
        proof, odds = song.proof[skip:], song.odds[skip:]
        first_beat = song.positions[skip:] == 1
        if len(proof) < 24 or not 0 < first_beat.mean() < 0.4:
            continue
        ways = [(meter, first) for meter in _METERS for first in range(meter)]
        guesses = [(np.arange(len(proof)) - first) % meter == 0 for meter, first in ways]
        f = [2 * (g & first_beat).sum() / (g.sum() + first_beat.sum()) for g in guesses]
        features = np.array([arrangement(proof, meter, first) for meter, first in ways])
        yield features, np.array([odds[guess].mean() for guess in guesses]), np.array(f)


def learned(songs: list[Rows]) -> tuple[np.ndarray, np.ndarray]:
    """Center and weights."""
    often = [song for song in songs for _ in range(MORE if song.real else 1)]
    return taught([(x, f) for song in often for x, _, f in counted(song)], RIDGE)


def picks(songs: list[Rows]) -> Callable[[Rows], float]:
    """Learn, and return what tells the F of how a song's beats are counted."""
    center, weights = learned(songs)

    def picked(song: Rows) -> float:
        cases = counted(song)
        got = [f[((x - center) @ weights + HEARD * odds).argmax()] for x, odds, f in cases]
        return float(np.mean(got)) if got else 1.0

    return picked


def check(*rows: str) -> None:
    """Print how well the bars of kinds of music are counted that were left out."""
    print(folded(read(*rows), picks))


def teach(file: str, *rows: str) -> None:
    """Write the weights as a module."""
    center, weights = learned(read(*rows))
    text = "Weights of `bars.py`, written by `practice_bars.py`."
    Path(file).write_text(module(text, CENTER=center, WEIGHTS=weights), encoding="utf-8")


JOBS: dict[str, Any] = {"check": check, "teach": teach}

if __name__ == "__main__":
    way_out.run(JOBS[sys.argv[1]], *sys.argv[2:])
