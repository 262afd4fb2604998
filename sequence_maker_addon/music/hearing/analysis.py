"""Hears a whole song: samples in, an `Analysis` out, in steps that a caller can pause or drop."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...toolkit.jobs import Progress
from . import energy, key
from .activation import Activation, activation_steps
from .bars import APART, bar_edges, stretched_steps
from .beats import Beats
from .candidates import Hints
from .clarity import believed
from .grid import BeatGrid
from .onsets import Onsets, onset_steps
from .pooled import Pooled, pooled_steps
from .sections import section_steps
from .spectrum import Spectra, SpectrumMaker, blocks_of
from .steps import Result, Steps, finished, in_thread
from .stretches import whole_steps
from .tracker import Tracker, track_best

VERSION = 7
"""Of what `Analysis.as_json` gives and of the method: part of a cache's key."""
_BLOCK = 1.0
"""Seconds of sound in one step."""
_NO_BEAT = "No clear beat was heard (speech, noise or free time): only onsets and energy."


@dataclass(frozen=True, slots=True)
class Analysis:
    """What was heard; all times in seconds of the sound itself.

    Attributes:
        duration: Length of the sound.
        grid: Beats, bars and sections; not `sure` where they may be none, empty without a beat.
        tempo: Beats per minute; 0 without beats.
        steady: Whether the beats are an even grid.
        confidence: Of the beats, 0 to 1.
        bar_confidence: Of where the bars begin, 0 to 1.
        alternatives: Other tempos and their share of the likelihood.
        onsets: For `all`, `low`, `mid` and `high`, pairs of seconds and strength 0 to 1.
        energy: A digit for each bar from the first downbeat; without beats for each two seconds.
        energy_times: When each digit begins.
        drops: Where it becomes loud at once.
        breaks: Starts and ends of soft stretches.
        key: Such as `A minor`, or empty.
        key_confidence: 0 to 1.
        pitches: The strongest pitch class, 0 for C, from each time on.
        notes: What the user should know, in sentences.
    """

    duration: float = 0.0
    grid: BeatGrid = BeatGrid()
    tempo: float = 0.0
    steady: bool = False
    confidence: float = 0.0
    bar_confidence: float = 0.0
    alternatives: tuple[tuple[float, float], ...] = ()
    onsets: Onsets = field(default_factory=dict)
    energy: tuple[int, ...] = ()
    energy_times: tuple[float, ...] = ()
    drops: tuple[float, ...] = ()
    breaks: tuple[tuple[float, float], ...] = ()
    key: str = ""
    key_confidence: float = 0.0
    pitches: tuple[tuple[float, int], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether the beats, if there are any, are more than a guess."""
        return self.grid.sure

    def as_json(self) -> dict[str, Any]:
        """Return plain data for `from_json`."""
        plain = {field.name: getattr(self, field.name) for field in fields(self)}
        onsets = {
            band: [[time for time, _ in found], [strength for _, strength in found]]
            for band, found in self.onsets.items()
        }
        return {"version": VERSION, **plain, "grid": self.grid.as_json(), "onsets": onsets}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Analysis:
        """Read what `as_json` gave, also after a trip through JSON.

        Raises:
            ValueError: If another version of the analysis wrote it.
        """
        if data.get("version") != VERSION:
            raise ValueError(f"this analysis is of version {data.get('version')}, not {VERSION}")
        apart = ("version", "grid", "onsets")
        values = {name: _frozen(value) for name, value in data.items() if name not in apart}
        columns = data["onsets"].items()
        onsets = {band: list(zip(*found, strict=True)) for band, found in columns}
        return cls(grid=BeatGrid.from_json(data["grid"]), onsets=onsets, **values)


Progressing = Generator[Progress, None, Result]


def analyze(samples: NDArray[np.floating], rate: float, hints: Hints | None = None) -> Analysis:
    """Analyse a sound in one go.

    Args:
        samples: Shape `(n,)` or `(n, channels)`; any loudness; not-finite values count as 0.
        rate: Sampling rate in hertz, 4000 or more; 22050 is best.
        hints: What the user knows already.

    Raises:
        ValueError: If the rate is too low.

    Example:
        >>> analyze(np.zeros(22050), 22050).notes
        ('There is nothing to hear.',)
    """
    return finished(analyze_steps(blocks_of(samples, rate), rate, hints))


def analyze_steps(
    blocks: Iterable[NDArray[np.floating]],
    rate: float,
    hints: Hints | None = None,
    duration: float = 0.0,
    track: Tracker | None = None,
) -> Progressing[Analysis]:
    """Analyse a sound step by step; drop the generator to cancel.

    No step takes long, so that Blender's main thread can do them between two pictures. Memory stays
    flat: see `docs/music.md`.

    Args:
        blocks: Samples as in `analyze`, in blocks of any length.
        rate: Sampling rate in hertz.
        hints: What the user knows already.
        duration: Expected length in seconds, for the progress; 0 if unknown.
        track: A tracker in place of the best one here.

    Yields:
        Progress, several times a second of work.

    Returns:
        The analysis (the value of `StopIteration`, see `finished`).
    """
    yield from _with_progress(in_thread(_import_masked), 0.0, "listening")
    maker, done = SpectrumMaker(rate), 0.0
    for samples in blocks:
        for block in blocks_of(samples, rate, _BLOCK):
            maker.push(block)
            done += len(block) / rate
            yield Progress("listening", 0.6 * min(done / duration, 1) if duration else 0.3)
    spectra = yield from _with_progress(maker.ending(), 0.6, "listening")
    activation = yield from _with_progress(activation_steps(spectra), 0.65, "finding onsets")
    hints = hints or Hints()
    if activation.silent:
        return _of_silence(spectra, activation, hints)
    found = whole_steps(activation, spectra.power, hints, track or track_best)
    beats = yield from _with_progress(found, 0.75, "finding beats")
    pooled = yield from _with_progress(pooled_steps(spectra, activation), 0.9, "finding bars")
    described = _described(spectra, activation, beats, pooled, hints)
    return (yield from _with_progress(described, 0.95, "finding sections"))


def _of_silence(spectra: Spectra, activation: Activation, hints: Hints) -> Analysis:
    """Tell that nothing is heard; a tempo that the user tells is laid over it all the same."""
    note = "There is nothing to hear." if activation.level < -9 else "This is too short."
    onsets = finished(onset_steps(activation, spectra))
    times = tuple(np.arange(0, spectra.duration, APART).tolist())
    grid = BeatGrid(meter=hints.meter or 4)
    if hints.bpm:
        grid = grid.with_tempo(hints.bpm, (hints.beat_one or (0.0,))[0], 0.0, spectra.duration)
    none, tempo = (0,) * len(times), round(grid.bpm, 2)
    heard = Analysis(spectra.duration, grid, tempo, onsets=onsets, energy=none, notes=(note,))
    return replace(heard, energy_times=times)


def _import_masked() -> None:
    """Import what NumPy imports at the first `np.percentile`, for 30 ms (NumPy 2.4)."""
    import numpy.ma  # noqa: F401


def _with_progress(steps: Steps[Result], share: float, stage: str) -> Progressing[Result]:
    """Turn steps into progress."""
    while True:
        try:
            next(steps)
        except StopIteration as stop:
            result: Result = stop.value
            return result
        yield Progress(stage, share)


def _described(
    spectra: Spectra, activation: Activation, beats: Beats, pooled: Pooled, hints: Hints
) -> Steps[Analysis]:
    """Put bars, sections, energy and key on the beats, in steps."""
    beats, is_sure = (beats, True) if hints.bpm else believed(activation, beats)
    yield
    bars = yield from stretched_steps(beats.times, activation, pooled, hints)
    edges = bar_edges(beats.times, bars, spectra.duration)
    levels = energy.digits(edges, pooled)
    musical = bool(len(beats.times))
    sections = (yield from section_steps(edges, activation, pooled, levels)) if musical else ()
    yield
    onsets = yield from onset_steps(activation, spectra)
    grid = BeatGrid(
        tuple(round(float(beat), 5) for beat in beats.times),
        tuple(int(place) for place in bars.positions),
        bars.meter,
        sections,
        is_sure,
    )
    yield
    name, sure = key.find_key(spectra) if musical else ("", 0.0)
    yield
    return Analysis(
        duration=spectra.duration,
        grid=grid,
        tempo=round(grid.bpm, 2),
        steady=beats.steady,
        confidence=round(beats.confidence, 2),
        bar_confidence=round(bars.confidence, 2),
        alternatives=tuple((round(bpm, 2), share) for bpm, share in beats.alternatives),
        onsets=onsets,
        energy=tuple(int(level) for level in levels),
        energy_times=tuple(round(float(edge), 3) for edge in edges[:-1]),
        drops=tuple(energy.drops(edges, pooled)) if musical else (),
        breaks=tuple(energy.breaks(edges, pooled)) if musical else (),
        key=name,
        key_confidence=sure,
        pitches=tuple(key.pitch_steps(spectra)) if musical else (),
        notes=() if musical else (_NO_BEAT,),
    )


def _frozen(value: Any) -> Any:
    """Lists back into tuples."""
    return tuple(_frozen(item) for item in value) if isinstance(value, (list, tuple)) else value
