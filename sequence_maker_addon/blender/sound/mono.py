"""Several channels of samples as one, so that whatever is heard in any of them is there."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

_CANCELLED = 0.02
"""Of the channels' energy: where their mean has less than this, they cancel each other out."""


def mono(data: NDArray[np.float32]) -> Samples:
    """Return the mean of channels, or where that cancels them one of the loud ones.

    Args:
        data: Samples in rows, a column for each channel.
    """
    if data.shape[1] == 1:
        return np.asarray(data[:, 0], dtype=np.float32)
    mean = np.asarray(data.mean(axis=1), dtype=np.float32)
    each = np.einsum("ij,ij->j", data, data, dtype=np.float64)
    if float(mean @ mean) >= _CANCELLED * float(each.mean()):
        return mean
    loud = int(np.argmax(each >= each.max() / 2))  # the first of alike ones: the same each time
    return np.asarray(data[:, loud], dtype=np.float32)
