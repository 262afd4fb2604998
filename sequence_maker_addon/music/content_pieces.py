"""Pieces of a content on the timeline: where its seconds are heard, and what lies in them there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .hearing.grid import BeatGrid, Section

Spans = tuple[tuple[float, float], ...]
CLOSE = 0.02
"""Two beats so near to each other, in seconds, are one: the later, which nothing cuts off."""
_SKIP = 0.06
"""Seconds of a content that a player may skip, or play twice, where a piece of it begins."""
_NO_PAUSE = 1e-3
"""Seconds between two stretches of music that are no silence."""
_SAME = 1e-4
"""Seconds by which pieces without a seam may differ: a fraction of a frame is no seam."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """A polyline from sound to timeline, both in seconds, and the stretch that is heard.

    Attributes:
        source: Ascending seconds of the sound, two at least.
        timeline: The seconds of the timeline that belong to them, ascending.
        start: Where the strip begins to sound, in seconds of the timeline.
        end: Where it ends.
        exact: False where speeds of retiming keys could only be guessed.
    """

    source: tuple[float, ...]
    timeline: tuple[float, ...]
    start: float
    end: float
    exact: bool = True

    def to_timeline(self, times: Iterable[float]) -> NDArray[np.float64]:
        """Return where times of the sound are heard, also beyond the strip's ends."""
        return _along(times, self.source, self.timeline)

    def to_source(self, times: Iterable[float]) -> NDArray[np.float64]:
        """Return what is heard at times of the timeline."""
        return _along(times, self.timeline, self.source)

    def later(self, seconds: float) -> Mapping:
        """Return the same with the sound so much later within its strip."""
        return replace(self, timeline=tuple(time + seconds for time in self.timeline))

    def goes_on_in(self, other: Mapping) -> bool:
        """Tell whether another one begins where this ends, and nothing is heard of the seam."""
        if abs(self.end - other.start) > _SAME or self.exact != other.exact:
            return False
        edges = (self.start, self.end, other.end)
        mine, theirs = self.to_source(edges), other.to_source(edges)
        return len(self.source) == len(other.source) == 2 and bool(
            np.abs(mine - theirs).max() < _SAME
        )

    def nearly_goes_on_in(self, other: Mapping) -> bool:
        """Tell whether the content goes on in another one, but for what a player may skip."""
        place, there = (float(m.to_source((self.end,))[0]) for m in (self, other))
        return abs(self.end - other.start) <= _SAME and abs(place - there) <= _SKIP


@dataclass(frozen=True, slots=True)
class Piece:
    """A strip in which a content is heard, and how it lies on the timeline."""

    strip: str
    mapping: Mapping


def without_seams(pieces: Sequence[Piece]) -> list[Mapping]:
    """Return the mappings in order of time; pieces that go on where one ends are one."""
    made: list[Mapping] = []
    for mapping in sorted((p.mapping for p in pieces), key=lambda m: (m.start, m.end)):
        before = next((n for n, m in enumerate(made) if m.goes_on_in(mapping)), None)
        if before is None:
            made.append(mapping)
        else:
            made[before] = replace(made[before], end=mapping.end)
    return made


def runs_of(mappings: Sequence[Mapping]) -> list[list[Mapping]]:
    """Part mappings, in order of time, so that a content goes on within each and never comes again.

    What was left out of it by a cut parts nothing; a loop has a run for each time round.
    """
    made: list[list[Mapping]] = []
    for mapping in mappings:
        begins = float(mapping.to_source((mapping.start,))[0])
        run = next((run for run in reversed(made) if _ends(run[-1]) <= begins + _SKIP), None)
        if run is None:
            made.append([mapping])
        else:
            run.append(mapping)
    return made


def _ends(mapping: Mapping) -> float:
    return float(mapping.to_source((mapping.end,))[0])


def spans_of(mappings: Sequence[Mapping]) -> Spans:
    """Return the stretches of the timeline in which something is heard, none touching another."""
    return apart([(mapping.start, mapping.end) for mapping in mappings])


def apart(spans: Sequence[tuple[float, float]]) -> Spans:
    """Return stretches in their order, those that touch as one."""
    made: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if made and start <= made[-1][1] + _SAME:
            made[-1] = made[-1][0], max(made[-1][1], end)
        else:
            made.append((start, end))
    return tuple(made)


def silences(spans: Sequence[tuple[float, float]]) -> list[float]:
    """Return where stretches end and no other one goes on, ascending."""
    after = [(end, end + _NO_PAUSE) for _, end in spans]
    return sorted({end for end, on in after if not any(a <= on < b for a, b in spans)})


def grid_on(grid: BeatGrid, mappings: Sequence[Mapping]) -> BeatGrid:
    """Tell a grid, given in seconds of the content, wherever that is heard on the timeline."""
    made = united([_mapped(grid, mapping) for mapping in mappings], grid.meter)
    return replace(made, sections=tuple(_whole(made.sections, mappings)))


def _whole(sections: Sequence[Section], mappings: Sequence[Mapping]) -> list[Section]:
    """Join the parts of a section that was cut where the content goes on all but evenly."""
    seams = [a.end for a in mappings for b in mappings if a is not b and a.nearly_goes_on_in(b)]
    made: list[Section] = []
    for section in sections:
        at = made[-1].end if made else -1.0
        is_same = bool(made) and made[-1].name == section.name and abs(at - section.start) < _SAME
        if is_same and any(abs(at - seam) < _SAME for seam in seams):
            made[-1] = replace(made[-1], end=section.end)
        else:
            made.append(section)
    return made


def united(grids: Sequence[BeatGrid], meter: int = 4) -> BeatGrid:
    """Return the beats and sections of several grids as one; of two that coincide, the later."""
    pairs = sorted(p for g in grids for p in zip(g.beats, g.positions, strict=True))
    kept = [a for a, b in pairwise(pairs) if b[0] - a[0] >= CLOSE] + pairs[-1:]
    beats, positions = zip(*kept, strict=True) if kept else ((), ())
    sections: list[Section] = []
    for section in sorted({s for g in grids for s in g.sections}, key=lambda s: (s.start, s.end)):
        if not any(_is_same(section, other) for other in sections):
            sections.append(section)
    sure = all(grid.sure for grid in grids)
    return BeatGrid(tuple(beats), tuple(positions), meter, tuple(sections), sure)


def _is_same(one: Section, other: Section) -> bool:
    """Tell whether two layers of a content tell the same section."""
    apart = max(abs(one.start - other.start), abs(one.end - other.end))
    return apart < _SAME and replace(one, start=0.0, end=0.0) == replace(other, start=0.0, end=0.0)


def _mapped(grid: BeatGrid, mapping: Mapping) -> BeatGrid:
    """Map a grid by one piece and cut it to that."""
    starts, ends = (
        np.clip(mapping.to_timeline(edges), mapping.start, mapping.end).tolist()
        for edges in ([s.start for s in grid.sections], [s.end for s in grid.sections])
    )
    placed = zip(grid.sections, starts, ends, strict=True)
    sections = tuple(replace(s, start=a, end=b) for s, a, b in placed if a < b)
    beats = tuple(mapping.to_timeline(grid.beats).tolist())
    return replace(grid, beats=beats, sections=sections).between(mapping.start, mapping.end)


def outside(grid: BeatGrid, spans: Sequence[tuple[float, float]]) -> BeatGrid:
    """Return the beats and sections of a grid that lie in none of some stretches."""
    pairs = zip(grid.beats, grid.positions, strict=True)
    free = [pair for pair in pairs if not any(a <= pair[0] < b for a, b in spans)]
    beats, positions = zip(*free, strict=True) if free else ((), ())
    sections = [s for s in grid.sections if not any(s.start < b and a < s.end for a, b in spans)]
    return replace(grid, beats=tuple(beats), positions=tuple(positions), sections=tuple(sections))


def pairs_on(
    pairs: Sequence[tuple[float, float]], mappings: Sequence[Mapping]
) -> list[tuple[float, float]]:
    """Tell pairs of a time and a strength wherever they are heard; each once."""
    made: set[tuple[float, float]] = set()
    for mapping in mappings:
        times = mapping.to_timeline(time for time, _ in pairs).tolist()
        both = zip(times, pairs, strict=True)
        made |= {(t, level) for t, (_, level) in both if mapping.start <= t < mapping.end}
    return sorted(made)


def steps_on(
    times: Sequence[float], values: Sequence[Any], mappings: Sequence[Mapping]
) -> list[tuple[float, Any]]:
    """Tell steps wherever they are heard; the one that holds where a piece begins starts there."""
    made: dict[float, Any] = {}
    for mapping in mappings if len(times) else ():
        mapped = mapping.to_timeline(times)
        first = max(int(np.searchsorted(mapped, mapping.start, "right")) - 1, 0)
        last = int(np.searchsorted(mapped, mapping.end))
        mapped = np.maximum(mapped, mapping.start)
        made |= dict(zip(mapped[first:last].tolist(), values[first:last], strict=True))
    return sorted(made.items())


def spans_on(spans: Sequence[tuple[float, float]], mappings: Sequence[Mapping]) -> Spans:
    """Tell stretches wherever they are heard, each cut to its piece."""
    made: set[tuple[float, float]] = set()
    for mapping in mappings:
        edges = mapping.to_timeline(edge for span in spans for edge in span).tolist()
        for first, last in zip(edges[::2], edges[1::2], strict=True):
            if first < mapping.end and mapping.start < last:
                made.add((max(first, mapping.start), min(last, mapping.end)))
    return tuple(sorted(made))


def _along(
    times: Iterable[float], known: tuple[float, ...], wanted: tuple[float, ...]
) -> NDArray[np.float64]:
    """Interpolate, and go on straight beyond the ends."""
    at, x, y = np.asarray(tuple(times), dtype=float), np.asarray(known), np.asarray(wanted)
    found = np.interp(at, x, y)
    before, after = at < x[0], at > x[-1]
    found[before] = y[0] + (at[before] - x[0]) * (y[1] - y[0]) / (x[1] - x[0])
    found[after] = y[-1] + (at[after] - x[-1]) * (y[-1] - y[-2]) / (x[-1] - x[-2])
    return np.asarray(found, dtype=np.float64)
