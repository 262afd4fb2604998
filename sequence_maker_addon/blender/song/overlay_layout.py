"""What is drawn over the Sequencer: lines, bands and texts as plain numbers, without a window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...music.hearing.grid import BeatGrid
from ...sequence.frames import Timebase
from ..draw.sequencer_view import RULER, View

BAND_HEIGHT = 15
"""Height of our band of sections and the row of bar numbers, unscaled."""
FAINT_GAP, CLEAR_GAP = 6.0, 22.0
"""Pixels between two beats at which their lines begin to show, and show fully."""
NUMBER_GAP = 46
PALE = 0.4
"""How strongly beats and sections are drawn that may be none, beside those that are sure."""
SECTION_COLORS = (
    (0.23, 0.33, 0.60, 0.92),
    (0.20, 0.44, 0.32, 0.92),
    (0.62, 0.40, 0.16, 0.92),
    (0.46, 0.27, 0.52, 0.92),
    (0.18, 0.45, 0.50, 0.92),
    (0.55, 0.25, 0.28, 0.92),
    (0.36, 0.36, 0.38, 0.92),
)

Measure = Callable[[str], float]
Label = tuple[float, float, str]


@dataclass(frozen=True, slots=True)
class Band:
    """A section in frames, with its color and its name at full and at short length."""

    start: float
    end: float
    color: tuple[float, ...]
    name: str
    short: str


@dataclass(frozen=True, slots=True)
class OverlayLayout:
    """A song in frames; panning and zooming change nothing of it.

    Attributes:
        bars: Frames of the first beats of bars.
        beats: Frames of the other beats.
        bands: The sections.
        gap: Frames between two beats.
        meter: Beats in a bar.
        sure: Whether the beats are more than a guess.
    """

    bars: NDArray[np.float32]
    beats: NDArray[np.float32]
    bands: tuple[Band, ...]
    gap: float
    meter: int
    sure: bool = True


def layout_of(grid: BeatGrid, base: Timebase) -> OverlayLayout:
    """Lay a grid out in frames.

    Args:
        grid: In seconds of the timeline.
        base: How its seconds become frames.
    """
    frames = np.array([base.place_of(beat) for beat in grid.beats], np.float32)
    is_bar = np.asarray(grid.positions) == 1
    letters = list(dict.fromkeys(section.letter for section in grid.sections))
    bands = []
    for section in grid.sections:
        *color, alpha = SECTION_COLORS[letters.index(section.letter) % len(SECTION_COLORS)]
        shown = (*color, alpha if grid.sure else PALE * alpha)
        start, end = base.place_of(section.start), base.place_of(section.end)
        about = section.title or section.label.partition(",")[0]
        short = section.title or section.name
        bands.append(Band(start, end, shown, f"{section.name}  {about}".rstrip(), short))
    gap = base.place_of(grid.period) - base.first
    return OverlayLayout(frames[is_bar], frames[~is_bar], tuple(bands), gap, grid.meter, grid.sure)


def strengths(made: OverlayLayout, view: View) -> tuple[float, float]:
    """Return how clearly lines of bars and of beats are drawn, 0 to 1.

    Dense ones fade away, and a guess is paler.
    """
    beats = made.gap * view.per_frame / view.scale
    bars = beats * made.meter
    faded = [(gap - FAINT_GAP) / (CLEAR_GAP - FAINT_GAP) for gap in (bars, beats)]
    most = 1.0 if made.sure else PALE
    bar, beat = (most * min(max(share, 0.0), 1.0) for share in faded)
    return bar, beat


def labels(made: OverlayLayout, view: View, measure: Measure) -> list[Label]:
    """Return left, bottom and text of what is written: names of sections, numbers of bars."""
    low = bottom(made, view)
    found: list[Label] = []
    for band in made.bands:
        left = max(view.origin + band.start * view.per_frame, 0.0) + 5 * view.scale
        right = min(view.origin + band.end * view.per_frame, float(view.width)) - 2 * view.scale
        text = next((t for t in (band.name, band.short) if measure(t) <= right - left), "")
        if text:
            found.append((left, low + 4 * view.scale, text))
    return found + _numbers(made, view, low - (BAND_HEIGHT - 4) * view.scale, measure)


def bottom(made: OverlayLayout, view: View) -> float:
    """Return the lower edge of the band of sections, which has no height without any."""
    return view.height - (RULER + (BAND_HEIGHT if made.bands else 0)) * view.scale


def _numbers(made: OverlayLayout, view: View, y: float, measure: Measure) -> list[Label]:
    """Put numbers at every bar, or every 2nd, 4th, 8th, ... where they would touch.

    They are one text with spaces between, since each text that is drawn costs as much as the
    rest together; a space is so narrow that none stands more than two pixels off.
    """
    gap = made.gap * made.meter * view.per_frame
    if gap <= 0 or not len(made.bars):
        return []
    every = 1
    while every * gap < NUMBER_GAP * view.scale and every < len(made.bars):
        every *= 2
    pixels = view.origin + made.bars.astype(float) * view.per_frame
    first, last = (int(place) for place in np.searchsorted(pixels, (0.0, view.width)))
    places = range(first + -first % every, last, every)
    if not places:
        return []
    left = reached = float(pixels[places[0]]) + 4 * view.scale
    text, space = "", measure(" ")
    for place in places:
        spaces = max(round((float(pixels[place]) + 4 * view.scale - reached) / space), 0)
        text += " " * spaces + str(place + 1)
        reached += spaces * space + measure(str(place + 1))
    return [(left, y, text)]
