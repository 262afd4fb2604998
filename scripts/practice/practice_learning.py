"""A linear score that picks one of several: learned so that the expected F of a softmax is largest.

`folded` tells how well that goes with music of a kind that it was not learned from.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from scipy.optimize import minimize

from practice_rows import Rows
from practice_styles import FOLDS

Case = tuple[np.ndarray, np.ndarray]
"""Features, shape `(n, k)`, and F, shape `(n,)`, of the ways to hear one song."""
Score = Callable[[np.ndarray], np.ndarray]


def taught(cases: Sequence[Case], ridge: float) -> tuple[np.ndarray, np.ndarray]:
    """Center and weights; a song of which no way reaches 0.8 is left out: it teaches nothing."""
    cases = [case for case in cases if case[1].max() > 0.8]
    every = np.concatenate([x for x, _ in cases])
    center, scale = every.mean(axis=0), every.std(axis=0) + 1e-6
    scaled = [((x - center) / scale, f) for x, f in cases]

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total, slope = ridge * weights @ weights, 2 * ridge * weights
        for x, f in scaled:
            points = x @ weights
            share = np.exp(points - points.max())
            share /= share.sum()
            total -= share @ f / len(scaled)
            slope = slope - (share * (f - share @ f)) @ x / len(scaled)
        return total, slope

    start = np.zeros(every.shape[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return center, found / scale


def folded(songs: list[Rows], learned: Callable[[list[Rows]], Callable[[Rows], float]]) -> str:
    """What is picked where families of styles and packages are left out, in one line.

    Args:
        songs: All rows.
        learned: Learns from rows and returns what tells the F of what it picks in others.
    """
    got: dict[bool, list[float]] = {True: [], False: []}
    for fold in range(FOLDS):
        picked = learned([song for song in songs if song.fold != fold])
        for song in songs:
            if song.fold == fold:
                got[song.real].append(picked(song))
    return f"practice songs {np.mean(got[False]):.3f}, real songs {np.mean(got[True]):.3f}"


def written(name: str, values: np.ndarray) -> str:
    """Numbers as Python, eight on a line."""
    lines = (values[first : first + 8] for first in range(0, len(values), 8))
    inner = "".join("    " + " ".join(f"{value:.5g}" for value in line) + "\n" for line in lines)
    return f'{name} = np.array(\n    """\n{inner}    """.split(),\n    float,\n)\n'


def module(text: str, **arrays: np.ndarray) -> str:
    """A module of weights."""
    parts = [written(name, values) for name, values in arrays.items()]
    return f'"""{text}"""\n\nimport numpy as np\n\n' + "".join(parts)
