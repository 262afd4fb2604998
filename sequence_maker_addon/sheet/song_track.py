"""What of the song stands over the rows: sections, bars, waveform, words, markers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from . import page_layout as at
from . import svg
from .page_layout import Layout, System
from .page_style import SECTIONS
from .show import Levels, Say, Show

NUMBER_GAP, BAR_GAP, BEAT_GAP = 30.0, 5.0, 9.0
"""Pixels between numbers, lines of bars and lines of beats, at least."""
HEAD_LABELS = ("Sections", "Bars", "Song", "Words", "Markers")
SECTIONS_HEAD, BARS_HEAD, SONG_HEAD, WORDS_HEAD, MARKERS_HEAD = HEAD_LABELS
"""What stands at the left of each part."""
COLUMN = 1.5
"""Pixels of one step of the waveform."""


def ruler(system: System, bottom: float) -> Iterator[str]:
    """Draw the times."""
    times, step = at.ticks(system)
    yield svg.lines((system.x(time) for time in times), system.top + 11, bottom, "tick")
    for time in times:
        last = system.x(time) > at.WIDTH - at.RIGHT - 20
        kind = "small e" if last else "small"
        x = system.x(time) - 4 if last else system.x(time) + 4
        yield svg.label(x, system.top + 13, at.clock(time, step), kind)


def grid(show: Show, layout: Layout, system: System, bottom: float) -> Iterator[str]:
    """Draw the lines of bars and beats down through the rows, as many as can be told apart."""
    found = show.song.grid if show.song else None
    if found is None:
        return
    top = system.top + at.RULER
    if found.beats and _gap(found.beats) * layout.per_second >= BEAT_GAP:
        yield svg.lines(_places(system, found.beats), top, bottom, "beat")
    bars = found.downbeats
    every = _every(bars, layout, BAR_GAP)
    yield svg.lines(_places(system, bars[::every]), top, bottom, "bar")


def track(show: Show, layout: Layout, system: System, say: Say) -> Iterator[str]:
    """Draw all that is there of the song."""
    y = system.top + at.RULER
    found = show.song.grid if show.song else None
    if found is not None and found.sections:
        yield from _sections(show, system, y, say)
        y += at.BAND
    if found is not None and found.downbeats:
        yield from _numbers(found.downbeats, layout, system, y, say)
        y += at.NUMBERS
    if show.levels is not None:
        yield _head(say(SONG_HEAD), y + at.WAVE / 2 + 4)
        yield _wave(show.levels, system, y)
        y += at.WAVE
    if show.words:
        yield _head(say(WORDS_HEAD), y + 18)
        rows = [(word.start, word.text) for word in show.words]
        yield from _texts(rows, system, (y + 11, y + 24), "word", 0.0)
        y += at.WORDS
    if show.markers:
        yield _head(say(MARKERS_HEAD), y + 11)
        inside = sorted(row for row in show.markers if system.holds(row[0]))
        yield svg.lines((system.x(time) for time, _ in inside), y + 1, y + 12, "tick")
        yield from _texts(inside, system, (y + 11,), "mark", 3.0)


def _head(text: str, y: float) -> str:
    return svg.label(at.LEFT - 12, y, text, "small e")


def _sections(show: Show, system: System, y: float, say: Say) -> Iterator[str]:
    assert show.song is not None
    letters: dict[str, int] = {}
    yield _head(say(SECTIONS_HEAD), y + 13)
    for section in show.song.grid.sections:
        place = letters.setdefault(section.letter, len(letters))
        if not system.shows(section.start, section.end):
            continue
        left, right = system.x(section.start), system.x(section.end)
        look = f'fill="{SECTIONS[place % len(SECTIONS)]}"'
        span = f"{at.clock(section.start, 0.1)} – {at.clock(section.end, 0.1)}"
        label = section.title or (say(section.label) if section.label else "")
        title = f"{section.name} · {span} · {label}"
        yield svg.rect(left, y, max(right - left - 1, 0.5), at.BAND - 3, look, title, 2)
        both = f"{section.name} · {label}" if label else section.name
        texts = (svg.fitted(text, right - left - 10, 11) for text in (both, section.name))
        text = next((text for text in texts if text and not text.endswith("…")), "")
        if text:
            yield svg.label(left + 5, y + 12, text, "light")


def _numbers(
    bars: Sequence[float], layout: Layout, system: System, y: float, say: Say
) -> Iterator[str]:
    every = _every(bars, layout, NUMBER_GAP)
    yield _head(say(BARS_HEAD), y + 10)
    for place in range(0, len(bars), every):
        if system.holds(bars[place]):
            yield svg.label(system.x(bars[place]) + 2, y + 10, str(place + 1), "small")


def _wave(levels: Levels, system: System, y: float) -> str:
    """Draw how loud it is as one shape, the loudest sound of each column."""
    middle, half = y + at.WAVE / 2, at.WAVE / 2 - 3
    columns = math.ceil((system.end - system.start) * system.per_second / COLUMN)
    upper, lower = [], []
    for column in range(columns + 1):
        time = system.start + column * COLUMN / system.per_second
        level = _loudest(levels, time, time + COLUMN / system.per_second)
        if level is None:
            continue
        x = svg.number(system.x(time))
        upper.append(f"{x} {svg.number(middle - max(level * half, 0.4))}")
        lower.append(f"{x} {svg.number(middle + max(level * half, 0.4))}")
    if not upper:
        return ""
    return f'<path class="wave" d="M{"L".join([*upper, *reversed(lower)])}Z"/>'


def _loudest(levels: Levels, start: float, end: float) -> float | None:
    """Return the highest level of a stretch, or None outside of the sound."""
    first = int((start - levels.start) / levels.step)
    last = max(int((end - levels.start) / levels.step), first + 1)
    found = levels.values[max(first, 0) : max(last, 0)]
    return max(found) if len(found) else None


def _texts(
    rows: Iterable[tuple[float, str]], system: System, ys: Sequence[float], kind: str, indent: float
) -> Iterator[str]:
    """Write texts where they begin, in the first line with room; without any they are left out."""
    reached = [-math.inf for _ in ys]
    for time, text in rows:
        if not system.holds(time):
            continue
        x, shown = system.x(time) + indent, svg.clean(text, 40)
        end = x + svg.width_of(shown, 11)
        line = next((line for line, before in enumerate(reached) if x >= before), None)
        if shown and line is not None and end <= at.WIDTH - at.RIGHT + 20:
            yield svg.label(x, ys[line], shown, kind)
            reached[line] = end + 7


def _places(system: System, times: Iterable[float]) -> list[float]:
    return [system.x(time) for time in times if system.holds(time)]


def _gap(times: Sequence[float]) -> float:
    """Return the usual distance of times, in seconds."""
    gaps = sorted(b - a for a, b in zip(times, times[1:], strict=False))
    return gaps[len(gaps) // 2] if gaps else 0.0


def _every(bars: Sequence[float], layout: Layout, least: float) -> int:
    """Return each how many of the bars stand apart by some pixels: 1, 2, 4, 8, ..."""
    gap, every = _gap(bars) * layout.per_second, 1
    while 0 < gap * every < least:
        every *= 2
    return every
