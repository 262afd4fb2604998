"""The workhorse: one call that lays segments on beats, bars, onsets, sections, words, ..."""

from __future__ import annotations

from typing import Annotated, Any

from ..music import palette as palettes
from ..music import patterns
from ..music.patterns import Pattern, PatternError
from ..music.points import Choice
from ..sequence.color import Rgb
from ..sequence.errors import ToolError
from ..toolkit.jobs import Steps
from ..toolkit.parameters import (
    CHOICE,
    CHOSEN,
    Channels,
    Color,
    Colors,
    Count,
    Length,
    Milliseconds,
    OnOverlap,
    Share,
    Shift,
    Time,
    Whole,
)
from ..toolkit.registry import tool
from ..toolkit.world import Session
from .pattern_layout import planned, write_plan
from .places.ranges import Band, GridName, needs_song
from .places.scene_names import SectionName, SoundName
from .places.songs_meant import about, parts_meant, points_of, songs_told

Shape = Annotated[patterns.Shape, CHOSEN, CHOICE]
Spread = Annotated[patterns.Spread, CHOSEN, CHOICE]
Palette = Annotated[palettes.Palette, CHOSEN, CHOICE]


@tool(
    "write",
    tip="Create segments on every beat, bar, onset, section, marker or word of a range",
    on_overlap="What becomes of a strip that is already there",
    grid="Where segments begin",
    shape="How each of them lasts and fades",
    palette="How the colors follow each other",
    spread="How several channels take turns",
    seed="Number that random colors are made from",
    band="Which onsets: kick, snare or hats",
    min_strength="Weakest onset that counts, 0 to 1",
    period="Seconds between two, for the grid Period",
)
def create_pattern(
    session: Session,
    channels: Channels,
    colors: Colors,
    grid: GridName = "beats",
    every: Whole = 1,
    offset: Count = 0,
    section: SectionName | None = None,
    start_time: Time | None = None,
    end_time: Time | None = None,
    shape: Shape = "hold",
    length: Length | None = None,
    spread: Spread = "together",
    palette: Palette = "cycle",
    seed: Count = 0,
    band: Band = "all",
    min_strength: Share = 0,
    period: Length | None = None,
    shift_ms: Shift = 0,
    cue_ms: Milliseconds = 0,
    cue_length_ms: Milliseconds = 50,
    cue_color: Color | None = None,
    rest_color: Color | None = None,
    pixels: Whole | None = None,
    sound: SoundName | None = None,
    on_overlap: OnOverlap = "trim",
) -> Steps:
    """Create segments on every beat, bar, onset, section, marker or word of a stretch at once.

    Args:
        channels: Timelines to light: numbers or names.
        colors: The palette, one or more colors.
        grid: Where: beats, downbeats (= bars), offbeats, onsets, sections, markers, words, or
            every period seconds. Default beats.
        every: Only each n-th of them. Default 1.
        offset: Leave out so many first. Default 0.
        section: Only in the section of this name ("B1"), in all of a letter ("B"), or "chorus".
        start_time: From here; null for the song's start.
        end_time: Up to here; null for its end.
        shape: hold until the next, fixed or flash for length, pulse up and down, fade_in,
            fade_out. Default hold.
        length: Seconds each lasts at most; null for the shape's own (flash 0.1).
        spread: Over several channels: together, one after the other (chase), there and back
            (bounce), odd and even in turn (alternate). Default together.
        palette: cycle through colors, random, gradient over the stretch, by energy or pitch.
        seed: Of random.
        band: Of onsets: low (kick), mid (snare), high (hats). Default all.
        min_strength: Of onsets, 0 to 1.
        period: Seconds, for grid period.
        shift_ms: Later by so many milliseconds; negative is earlier.
        cue_ms: A short warning flash so many milliseconds before each; 0 for none.
        cue_length_ms: How long it lasts.
        cue_color: Its color; null for white.
        rest_color: Fills the time between; null leaves it.
        pixels: How many LEDs each lights; null if not said.
        sound: Name of the sound strip; null for each song there.
        on_overlap: "trim" cuts what is already there, "error" refuses. Default trim.
    """
    if grid == "period" and period is None:
        raise ToolError("missing_argument", "grid period needs a period", field="period")
    musical = needs_song(grid) or section is not None or palette in ("energy", "pitch")
    parts = yield from parts_meant(session, sound, musical, start_time, end_time)
    begun = grid == "sections"
    choice = Choice(grid, every, offset, band, period or 1.0, min_strength, begun)
    found = points_of(session, parts, choice, section)
    if not found.times:
        raise found.none(session, parts, choice)
    pattern = pattern_of(
        channels=tuple(channels),
        colors=tuple(colors),
        shape=shape,
        spread=spread,
        palette=palette,
        seed=seed,
        length=length,
        shift=shift_ms / 1000,
        **around(cue_ms, cue_length_ms, cue_color, rest_color),
    )
    plan = planned(session, pattern, zip(found.where, found.points, strict=True))
    notes = [*found.notes, *about(parts, grid)]
    result = yield from write_plan(session, plan, pixels, on_overlap, notes)
    return result | songs_told(parts)


def around(
    cue_ms: float, cue_length_ms: float, cue_color: Rgb | None, rest_color: Rgb | None
) -> dict[str, Any]:
    """Return what a pattern has before its points and between them, as its own values."""
    return {
        "cue": cue_ms / 1000,
        "cue_length": max(cue_length_ms, 1) / 1000,
        "cue_color": cue_color or (255, 255, 255),
        "rest_color": rest_color,
    }


def pattern_of(**given: Any) -> Pattern:
    """Return a pattern, or refuse what cannot be planned."""
    try:
        return Pattern(**given)
    except PatternError as error:
        raise ToolError("invalid_argument", str(error), field=error.field) from None
