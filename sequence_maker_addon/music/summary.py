"""What the model is told about a song: compact, in the caller's time, 300 to 600 tokens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from .hearing.analysis import Analysis
from .hearing.grid import BeatGrid, changes
from .points import Music

EVEN_SECONDS = 0.01
NOT_SURE = "The beat is not sure: ask the user whether it is right, then accept or drop it."
_LONGEST_LIST = 400
_MOST_RUNS = 12


def summary(analysis: Analysis, grid: BeatGrid | None = None) -> dict[str, Any]:
    """Describe a song for the model.

    Args:
        analysis: What was heard.
        grid: The grid as the user has it, in the time to be told; by default the analysis's own.

    Returns:
        Plain data: tempo, meter, beats (as runs of one tempo each within 10 ms, or as a list),
        bars, sections with their bars, drops, breaks, one digit of energy per bar, key, notes.
    """
    own = grid or analysis.grid
    result: dict[str, Any] = {"duration": round(analysis.duration, 2)}
    if analysis.notes:
        result["notes"] = list(analysis.notes)
    if not own.beats:
        counts = {band: len(found) for band, found in analysis.onsets.items()}
        return {**result, "onsets": counts, "energy": _digits(analysis)}
    tempo = {"bpm": round(own.bpm, 2), "conf": analysis.confidence}
    others = [round(bpm, 1) for bpm, share in analysis.alternatives if share >= 0.05]
    runs = beat_runs(own.beats)
    result["tempo"] = {**tempo, "steady": len(runs) == 1, **({"alt": others} if others else {})}
    if own.doubtful:
        result["tempo"]["sure"] = False
        result["notes"] = [*result.get("notes", []), NOT_SURE]
    result["meter"] = own.meter
    result["bar_conf"] = analysis.bar_confidence
    result["beats"] = _beat_summary(own, runs)
    result["bars"] = len(own.downbeats)
    result["sections"] = _section_summary(own)
    result["drops"], result["breaks"] = list(analysis.drops), [list(b) for b in analysis.breaks]
    result["energy_per_bar"] = _digits(analysis)
    if analysis.key:
        result["key"] = {"name": analysis.key, "conf": analysis.key_confidence}
    return result


def tempo_text(grid: BeatGrid) -> str:
    """Say the tempo in beats per minute, such as `119.96`; of a medley from the least, `92–120`."""
    parts = np.split(np.asarray(grid.beats), changes(grid.beats))
    tempos = sorted(round(60 / float(np.median(np.diff(p)))) for p in parts if len(p) > 1)
    return f"{tempos[0]}–{tempos[-1]}" if len(tempos) > 1 else f"{grid.bpm:.2f}"


def beat_runs(beats: Sequence[float]) -> list[tuple[int, int, float, float]]:
    """Cut beats into runs that an even grid describes within 10 ms.

    Returns:
        For each run: its first beat's index, its number of beats, seconds per beat, and the time
        of its first grid line.
    """
    times, runs, first = np.asarray(beats, dtype=float), [], 0
    while first < len(times):
        size, fit = 1, (0.0, float(times[first]))
        too_long = len(times) - first + 1
        trying = too_long - 1
        while size < trying:
            trial = _even(times[first : first + trying])
            if trial is not None:
                size, fit = trying, trial
            else:
                too_long = trying
            trying = (size + too_long) // 2
        runs.append((first, size, *fit))
        first += size
    return runs


def _even(times: np.ndarray) -> tuple[float, float] | None:
    """The step and the start of the even grid nearest to times, or None if one is 10 ms off."""
    number = np.arange(len(times))
    step, start = np.polyfit(number, times, 1) if len(times) > 2 else (np.diff(times)[0], times[0])
    off = np.abs(start + step * number - times).max()
    return (float(step), float(start)) if off <= EVEN_SECONDS else None


def _beat_summary(grid: BeatGrid, runs: list[tuple[int, int, float, float]]) -> dict[str, Any]:
    """Runs where they are few; else the times, as the first and the steps in milliseconds."""
    count = len(grid.beats)
    if len(runs) <= _MOST_RUNS:
        result = [
            {
                "from": round(start, 3),
                "bpm": round(60 / step, 3) if step else None,
                "n": size,
                "first_pos": grid.positions[first],
            }
            for first, size, step, start in runs
        ]
        return {"n": count, "grid": result, "max_err_ms": round(_worst(grid.beats, runs), 1)}
    steps = np.round(np.diff(grid.beats[:_LONGEST_LIST]) * 1000).astype(int).tolist()
    told_list = {"from": round(grid.beats[0], 3), "first_pos": grid.positions[0]}
    left_out = max(count - _LONGEST_LIST, 0)
    more = {"left_out": left_out} if left_out else {}
    return {"n": count, **told_list, "steps_ms": steps, **more}


def _worst(beats: Sequence[float], runs: list[tuple[int, int, float, float]]) -> float:
    worst = 0.0
    for first, size, step, start in runs:
        line = start + step * np.arange(size)
        worst = max(worst, float(np.abs(line - beats[first : first + size]).max()))
    return worst * 1000


def _section_summary(grid: BeatGrid) -> list[dict[str, Any]]:
    starts = np.asarray(grid.downbeats)
    result = []
    for section in grid.sections:
        first = int(np.searchsorted(starts, section.start - 0.05)) + 1
        last = max(int(np.searchsorted(starts, section.end - 0.05)), first)
        times = [round(section.start, 2), round(section.end, 2)]
        named = {"name": section.title} if section.title else {"label": section.label}
        about = {**named, "energy": section.energy, "conf": section.confidence}
        result.append({"id": section.name, "bars": [first, last], "t": times, **about})
    return result


def _digits(analysis: Analysis) -> str:
    return "".join(str(level) for level in analysis.energy)


def music_of(analysis: Analysis, grid: BeatGrid | None = None) -> Music:
    """Make what patterns are planned on, in the time of the sound itself."""
    pairs = zip(analysis.energy_times, analysis.energy, strict=True)
    return Music(
        grid=grid or analysis.grid,
        onsets=dict(analysis.onsets),
        energy=[(time, level / 9) for time, level in pairs],
        pitches=analysis.pitches,
    )
