"""Products of matrices on one thread, whatever library of linear algebra NumPy has."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_LEAST = 1 << 18
"""Multiplications from which on OpenBLAS spreads a product over threads. For products as small as
ours these wait for each other longer than the work takes, on all processors."""


def product(values: NDArray[np.float32], weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """Multiply as `@` does, in strips of rows that are too small to be spread.

    Args:
        values: Shape `(n, k)`.
        weights: Shape `(k, m)`; with no rows all is 0.
    """
    made = np.empty((len(values), weights.shape[1]), np.float32)
    rows = max(_LEAST // max(weights.size, 1) - 1, 1)
    for first in range(0, len(values), rows):
        np.matmul(values[first : first + rows], weights, out=made[first : first + rows])
    return made
