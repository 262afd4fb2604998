"""The state of the timelines as the model is told it, within a number of tokens."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from ...sequence.numerals import counted
from ...toolkit.world import Session
from .pointed import Pointed
from .state_rows import Line, channels, quoted, sum_of, those_of
from .tokens import estimated
from .untrusted import clean_values

ROWS = 60
"""Strips that are listed, segments included; the rest is counted."""
EVERYTHING = Pointed()
"""All that needs no mark of the person is told."""
SELECTED = 20
"""Selected segments that are named, and other strips."""
SECTIONS = 30
"""Sections of the songs that are told."""
SPANS = 12
"""Stretches in which a song in pieces is heard that are told."""
MOST = 1500
"""Tokens that it may take."""
SHARE = 10
"""It may take one part in so many of the window."""
MARGIN = 1.2
"""The estimate of rows of numbers is at most so much too low."""


def tokens_for(window: int) -> int:
    """Return how many tokens the state may take in a window."""
    return min(MOST, window // SHARE)


def state(session: Session, most: int = MOST, pointed: Pointed = EVERYTHING) -> str:
    """Return the timelines, selection and playhead as compact text; names are quoted data.

    Args:
        session: The world.
        most: Tokens that it may take; what matters least is left out, and counted by its kind.
        pointed: What the person points at, and what of it is told.
    """
    session.look_again()
    every = list(_lines(session, most, pointed))
    whole = sum((line.holds for line in every), Counter())
    room = most / MARGIN - estimated(_cut(whole)) - 1
    lines: list[str] = []
    for place, line in enumerate(every):
        room -= estimated(line.text) + 1
        if room < 0:
            lines.append(_cut(sum((line.holds for line in every[place:]), Counter())))
            break
        lines.append(line.text)
    return "\n".join(lines)


def _cut(left: Counter[str]) -> str:
    told = f": {sum_of(left)}" if left else ""
    return f"… more than fits here{told}; use list_segments or list_strips"


def _lines(session: Session, most: int, pointed: Pointed) -> Iterator[Line]:
    """Yield what is told, what matters most first."""
    for text in _head(session, most, pointed):
        yield Line(text)
    yield from channels(session, min(ROWS, most // 24))


def _head(session: Session, most: int, pointed: Pointed) -> Iterator[str]:
    timelines, seen = session.timelines, session.seen
    at = f", playhead {timelines.playhead():g} s" if pointed.playhead else ""
    yield f"sequence: 0-{timelines.end():g} s, {timelines.frame_rate:g} fps{at}"
    if session.scene is not None:
        yield _frame_range(session, session.scene.state("frame_range"))
    if pointed.selection:
        yield from _selected(session)
    yield from pointed.lines()
    for protection in seen.protections[:20]:
        yield f"protected by the user: {protection.described()}"
    if pointed.song:
        yield from _music(session, SECTIONS if most >= MOST else SECTIONS // 4)


def _frame_range(session: Session, stored: Sequence[Any]) -> str:
    """Tell what is played and rendered, and how many strips are not wholly within."""
    start, end, by_preview, *preview = stored
    places = [(segment.start, segment.end) for segment in session.seen.segments]
    places += [(strip.start, strip.end) for strip in those_of(session)]
    beyond = sum(first < start - 1e-6 or last > end + 1e-6 for first, last in places)
    verb = "lies" if beyond == 1 else "lie"
    told = f"; {counted(beyond, 'strip')} {verb} beyond it" if beyond else ""
    told += f"; preview range: {preview[0]:g}-{preview[1]:g} s" if by_preview else ""
    return f"frame range: {start:g}-{end:g} s{told}"


def _selected(session: Session) -> Iterator[str]:
    """Yield the selected segments and other strips, by id."""
    selected = session.timelines.selected()
    found = []
    if selected:
        found.append("segment_id " + _few([str(number) for number in selected]))
    chosen = [strip for strip in those_of(session) if strip.selected]
    others = [f"s{strip.id}" if strip.id else quoted(strip.name) for strip in chosen]
    if others:
        found.append("strips " + _few(others))
    if found:
        yield f"selected: {'; '.join(found)}"


def _few(texts: list[str]) -> str:
    more = len(texts) - SELECTED
    return ", ".join(texts[:SELECTED]) + (f" and {more} more" if more > 0 else "")


def _music(session: Session, most: int) -> Iterator[str]:
    """Yield a line on each song that was heard already; it makes no work."""
    songs = [] if session.songs is None else session.songs.every()
    for song in songs:
        grid = song.grid
        result: dict[str, Any] = {"t": [round(song.start, 2), round(song.end, 2)]}
        if len(song.spans) > 1:
            result["heard"] = [[round(t, 2) for t in span] for span in song.spans[:SPANS]]
        result |= {"bpm": round(grid.bpm, 2), "meter": grid.meter, "bars": len(grid.downbeats)}
        result |= {"sure": False} if grid.doubtful else {}
        result["sections"] = [
            [s.name, round(s.start, 2), round(s.end, 2), s.title or s.label]
            for s in grid.sections[: most // len(songs)]
        ]
        text = json.dumps(clean_values(result), ensure_ascii=False, separators=(",", ":"))
        yield f"music {quoted(song.name)}: {text}"
