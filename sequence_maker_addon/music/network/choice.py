"""How good each way of hearing the beat of a song is, as a small network judges what it is told.

One hidden layer beside a linear score, over the features of `hearing/ranking.py`: several networks
that were taught from other starts, added up. Their weights are written by
`scripts/practice/practice_ranking.py`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_WEIGHTS = Path(__file__).with_name("choice.npz")
CLIP = 4.0
"""Standard deviations beyond which a feature says no more."""
Weights = dict[str, NDArray[Any]]


@cache
def weights() -> Weights:
    """The learned weights.

    Returns:
        `center`, `scale` and `linear`, shape `(k,)` for k features; `spread`, shape `(k, h)` for h
        hidden values, and their `bias` and `mix`, shape `(h,)`.
    """
    with np.load(_WEIGHTS, allow_pickle=False) as file:
        return {name: file[name].astype(np.float32) for name in file.files}


def points(features: NDArray[Any], given: Weights | None = None) -> NDArray[np.float64]:
    """Judge candidates.

    Args:
        features: Shape `(n, k)`.
        given: Other weights than the learned ones.

    Returns:
        Shape `(n,)`; a softmax of them is a rough probability.
    """
    w = given or weights()
    x = np.clip((features - w["center"]) / w["scale"], -CLIP, CLIP)
    hidden = np.maximum(x @ w["spread"] + w["bias"], 0)
    return np.asarray(x @ w["linear"] + hidden @ w["mix"], np.float64)
