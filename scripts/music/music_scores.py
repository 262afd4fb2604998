"""How well beats, bars and sections were heard, for `benchmark_music.py`; by mir_eval."""

from __future__ import annotations

import numpy as np

Floats = np.ndarray


def f_measure(truth: Floats, found: Floats, window: float = 0.07) -> float:
    """F of beats within a window in seconds; mir_eval leaves out the first five seconds."""
    import mir_eval

    trim = mir_eval.beat.trim_beats
    return float(mir_eval.beat.f_measure(trim(truth), trim(found), f_measure_threshold=window))


def section_f(truth: list[float], found: list[float], seconds: float) -> float:
    """F of boundaries within 3 s; start and end of the song do not count."""
    import mir_eval

    both = []
    for times in (truth, found):
        edges = [0.0, *(t for t in times if 0.5 < t < seconds - 0.5), seconds]
        both.append(np.array(list(zip(edges[:-1], edges[1:], strict=True))))
    return float(mir_eval.segment.detection(*both, window=3, trim=True)[2])


def lateness(truth: Floats, found: Floats) -> float:
    """Median of found less true time in milliseconds, where they are within 70 ms."""
    if len(found) < 2:
        return float("nan")
    off = found - truth[np.abs(truth[None, :] - found[:, None]).argmin(axis=1)]
    near = off[np.abs(off) < 0.07]
    return float(np.median(near) * 1000) if len(near) else float("nan")
