"""The user's beat grid between the sound, in whose seconds it is kept, and the timeline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ...kept.scene_values import beat_grid_of
from ...music.hearing.grid import BeatGrid, Section
from ...music.sectioning import are_said
from ..host import damaged
from ..sound.mapping import Mapping

_CLOSE = 0.02


def kept_of(scene: Any, key: str, create: bool = False) -> Any:
    """Return what the user keeps of a sound, by the key of its content, or None."""
    grids = scene.sequence_maker.grids
    found = grids.get(key)
    if found is None and create:
        found = grids.add()
        found.name = key
    return found


@dataclass(frozen=True, slots=True)
class Kept:
    """What the user keeps of a sound, as data.

    Attributes:
        bpm: The tempo by which it is analyzed, 0 for none.
        data: The beat grid in seconds of the sound, as JSON; empty for none.
    """

    bpm: float = 0.0
    data: str = ""


def kept_as_data(scene: Any, key: str) -> Kept:
    """Return what the user keeps of a sound, by the key of its content."""
    found = kept_of(scene, key)
    return Kept() if found is None else Kept(found.bpm, damaged.text_of(found, "data"))


def on_timeline(grid: BeatGrid, mapping: Mapping) -> BeatGrid:
    """Map a grid of the sound onto the timeline and cut it to the strip."""
    made = _mapped(grid, mapping, back=False).between(mapping.start, mapping.end)
    sections = tuple(
        replace(s, start=max(s.start, mapping.start), end=min(s.end, mapping.end))
        for s in made.sections
    )
    return replace(made, sections=sections)


def own_grid(scene: Any, kept: Any) -> BeatGrid | None:
    """Return the user's grid in seconds of the sound; None without one, or if it is damaged."""
    if kept is None:
        return None
    return damaged.clean(scene, "beat grid", damaged.text_of(kept, "data"), beat_grid_of, None)


def _mapped(grid: BeatGrid, mapping: Mapping, back: bool) -> BeatGrid:
    move = mapping.to_source if back else mapping.to_timeline
    edges = move([t for s in grid.sections for t in (s.start, s.end)]).tolist()
    sections = tuple(
        replace(s, start=edges[2 * place], end=edges[2 * place + 1])
        for place, s in enumerate(grid.sections)
    )
    return replace(grid, beats=tuple(move(grid.beats).tolist()), sections=sections)


def joined(before: BeatGrid, grid: BeatGrid, mapping: Mapping) -> BeatGrid:
    """Put a grid of the timeline into that of the sound, in place of what the strip shows."""
    inside = _mapped(grid, mapping, back=True)
    first, last = mapping.to_source((mapping.start, mapping.end)).tolist()
    low = min((first, *inside.beats[:1])) - _CLOSE
    high = max((last, *inside.beats[-1:])) + _CLOSE
    pairs = [
        *(p for p in zip(before.beats, before.positions, strict=True) if p[0] < low),
        *zip(inside.beats, inside.positions, strict=True),
        *(p for p in zip(before.beats, before.positions, strict=True) if p[0] > high),
    ]
    beats, positions = zip(*pairs, strict=True) if pairs else ((), ())
    sections = _joined_sections(before.sections, inside.sections, first, last)
    return BeatGrid(tuple(beats), tuple(positions), inside.meter, sections)


def _joined_sections(
    before: Sequence[Section], inside: Sequence[Section], first: float, last: float
) -> tuple[Section, ...]:
    """Put sections within the strip in place of those there, but not the ends that it cut."""
    across = [
        next((s for s in before if s.start < edge - _CLOSE and edge + _CLOSE < s.end), None)
        for edge in (first, last)
    ]
    made = []
    for section in inside:
        start, end = section.start, section.end
        if across[0] is not None and abs(start - first) < _CLOSE:
            start = across[0].start
        if across[1] is not None and abs(end - last) < _CLOSE:
            end = across[1].end
        made.append(replace(section, start=start, end=end))
    low = min((s.start for s in made), default=first) + _CLOSE
    high = max((s.end for s in made), default=last) - _CLOSE
    return (
        *(s for s in before if s.end <= low),
        *sorted(made, key=lambda section: section.start),
        *(s for s in before if s.start >= high),
    )


def said_sections(grid: BeatGrid, own: BeatGrid | None) -> BeatGrid | None:
    """Return what is heard with the sections that the person had a hand in; None without any.

    Args:
        grid: As it is heard now, in seconds of the sound.
        own: As the person had it until now.
    """
    if own is None or not are_said(own.sections):
        return None
    return replace(grid, sections=own.sections)
