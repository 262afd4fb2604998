"""What the user keeps of a content: the tempo that is known, and the beats as corrected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...kept.scene_values import beat_grid_of
from ...music.hearing.grid import BeatGrid
from ..host import damaged


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


def own_grid(scene: Any, kept: Any) -> BeatGrid | None:
    """Return the user's grid in seconds of the sound; None without one, or if it is damaged."""
    if kept is None:
        return None
    return damaged.clean(scene, "beat grid", damaged.text_of(kept, "data"), beat_grid_of, None)
<<<<<<< HEAD
=======


def _mapped(grid: BeatGrid, mapping: Mapping, back: bool) -> BeatGrid:
    move = mapping.to_source if back else mapping.to_timeline
    edges = move([t for s in grid.sections for t in (s.start, s.end)]).tolist()
    sections = tuple(
        replace(s, start=edges[2 * place], end=edges[2 * place + 1])
        for place, s in enumerate(grid.sections)
    )
    return replace(grid, beats=tuple(move(grid.beats).tolist()), sections=sections)


def joined(before: BeatGrid, grid: BeatGrid, mapping: Mapping) -> BeatGrid:
    """Put a grid of the timeline into that of the sound, in place of what the strip shows.

    The empty grid takes all beats of the sound away, those that the strip does not show, too.
    """
    if grid == BeatGrid():
        return grid
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
    shown = {s.name: s for s in inside.sections}
    at_edges = {first, last}
    sections = tuple(_section(s, shown.get(s.name), at_edges) for s in before.sections)
    fresh = tuple(s for s in inside.sections if s.name not in {o.name for o in sections})
    ordered = sorted((*sections, *fresh), key=lambda section: section.start)
    return BeatGrid(tuple(beats), tuple(positions), inside.meter, tuple(ordered), inside.sure)


def _section(old: Section, new: Section | None, edges: set[float]) -> Section:
    """Take a section as it is now, but not the ends that the strip cut."""
    if new is None:
        return old
    start, end = (
        was if any(abs(now - edge) < _CLOSE for edge in edges) else now
        for was, now in ((old.start, new.start), (old.end, new.end))
    )
    return replace(new, start=start, end=end)
>>>>>>> hearing
