"""Learns which way of hearing the beat is the likeliest: the weights of `music/hearing/ranking.py`.

  python practice_ranking.py check ROWS
  python practice_ranking.py teach MODULE ROWS

Rows are those of `practice_rows.py`; `check` leaves families of styles and packages out, `teach`
writes `ranking_weights.py`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import rooms  # noqa: E402, F401

# isort: split
import way_out  # noqa: E402
from practice_learning import folded, module, taught  # noqa: E402
from practice_pictures import load_package  # noqa: E402
from practice_rows import Rows, read  # noqa: E402

load_package()
from sequence_maker_addon.music.hearing.ranking import HEARD, Learned, at_tempo, scored  # noqa: E402

RIDGE, CURVE_RIDGE, PLACE_RIDGE = 0.02, 0.05, 0.005
MORE = 2
"""How often a real song counts."""


def learned(songs: list[Rows]) -> Learned:
    """Centers and weights of what the network hears, of curves and landmarks, and of both.

    The first two, which find the tempo, are learned apart, so that neither is trusted only where
    the other is wrong; the third among candidates at the tempo of the best one.
    """
    often = [song for song in songs for _ in range(MORE if song.real else 1)]
    heard = taught([(song.features[:, :HEARD], song.f) for song in often], RIDGE)
    curves = taught([(song.features[:, HEARD:], song.f) for song in often], CURVE_RIDGE)
    places = []
    for song in often:
        same = at_tempo(song.features, int(song.f.argmax()))
        places.append((song.features[same], song.f[same]))
    return *heard, *curves, *taught(places, PLACE_RIDGE)


def picks(songs: list[Rows]) -> Callable[[Rows], float]:
    """Learn, and return what tells the F of what is picked in a song."""
    weights = learned(songs)
    return lambda song: float(song.f[scored(song.features, weights).argmax()])


def check(*rows: str) -> None:
    """Print what is picked of kinds of music that were left out, and the best that could be."""
    songs = read(*rows)
    print(folded(songs, picks), "picked;", folded(songs, lambda _: lambda s: s.f.max()), "at best")


def teach(file: str, *rows: str) -> None:
    """Write the weights as a module."""
    names = ("CENTER", "WEIGHTS", "CURVE_CENTER", "CURVE_WEIGHTS", "PLACE_CENTER", "PLACE_WEIGHTS")
    arrays = dict(zip(names, learned(read(*rows)), strict=True))
    text = module("Weights of `ranking.py`, written by `practice_ranking.py`.", **arrays)
    Path(file).write_text(text, encoding="utf-8")


JOBS: dict[str, Any] = {"check": check, "teach": teach}

if __name__ == "__main__":
    way_out.run(JOBS[sys.argv[1]], *sys.argv[2:])
