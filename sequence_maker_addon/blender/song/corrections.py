"""What the user keeps of a content: the tempo that is known, and the beats as corrected."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from ...kept.scene_values import beat_grid_of
from ...music.hearing.grid import BeatGrid
from ...music.sectioning import are_said
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


def said_sections(heard: BeatGrid, own: BeatGrid | None) -> BeatGrid | None:
    """Return what is heard with the sections that the person had a hand in; None without any.

    Args:
        heard: As it is heard now, in seconds of the sound.
        own: As the person had it until now.
    """
    if own is None or not are_said(own.sections):
        return None
    return replace(heard, sections=own.sections)
