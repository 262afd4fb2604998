"""The state of the timelines as the model is told it, within a number of tokens."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ...sequence.color import hex_of, name_of
from ...sequence.segment import Segment
from ...toolkit.world import Session
from .pointed import Pointed
from .tokens import estimated
from .untrusted import LONGEST_NAME, clean_values, plain

ROWS = 60
"""Segments that are listed; the rest is counted."""
EVERYTHING = Pointed()
"""All that needs no mark of the person is told."""
SELECTED = 20
"""Selected segments that are named."""
SECTIONS = 30
"""Sections of the song that are told."""
MOST = 1500
"""Tokens that it may take."""
SHARE = 10
"""It may take one part in so many of the window."""
MARGIN = 1.2
"""The estimate of rows of numbers is at most so much too low."""
CUT = "… more than fits here: use list_segments"


def tokens_for(window: int) -> int:
    """Return how many tokens the state may take in a window."""
    return min(MOST, window // SHARE)


def state(session: Session, most: int = MOST, pointed: Pointed = EVERYTHING) -> str:
    """Return the timelines, selection and playhead as compact text; names are quoted data.

    Args:
        session: The world.
        most: Tokens that it may take; what matters least is left out.
        pointed: What the person points at, and what of it is told.
    """
    session.look_again()
    room = most / MARGIN - estimated(CUT) - 1
    lines: list[str] = []
    for line in _lines(session, most, pointed):
        room -= estimated(line) + 1
        if room < 0:
            lines.append(CUT)
            break
        lines.append(line)
    return "\n".join(lines)


def _lines(session: Session, most: int, pointed: Pointed) -> Iterator[str]:
    """Yield what is told, what matters most first."""
    timelines, seen = session.timelines, session.seen
    at = f", playhead {timelines.playhead():g} s" if pointed.playhead else ""
    yield f"sequence: 0-{timelines.end():g} s, {timelines.frame_rate:g} fps{at}"
    if pointed.selection:
        yield from _selected(session)
    yield from pointed.lines()
    for protection in seen.protections[:20]:
        yield f"protected by the user: {protection.described()}"
    for strip in seen.obstacles[: 20 if most >= MOST else 5]:
        label = _quoted(strip.name)
        yield f"clip {label}: channel {strip.channel}, {strip.start:g}-{strip.end:g} s"
    if pointed.song:
        yield from _music(session, SECTIONS if most >= MOST else SECTIONS // 4)
    yield from _channels(session, min(ROWS, most // 24))


def _selected(session: Session) -> Iterator[str]:
    """Yield the selected segments by id, and other strips by name."""
    selected = session.timelines.selected()
    if selected:
        yield "selected: segment_id " + ", ".join(map(str, selected[:SELECTED]))
    if session.scene is None or not session.seen.obstacles:
        return
    others = {strip.name for strip in session.seen.obstacles}
    names = [s.name for s in session.scene.strips() if s.selected and s.name in others]
    if names:
        yield "selected clips: " + ", ".join(map(_quoted, names[: SELECTED // 2]))


def _channels(session: Session, room: int) -> Iterator[str]:
    seen = session.seen
    rows: dict[int, list[Segment]] = {}
    for segment in seen.segments:
        rows.setdefault(segment.channel, []).append(segment)
    for number in sorted(set(rows) | _own_names(seen.names)):
        row = rows.get(number, [])
        lock = ", locked" if number in seen.locked else ""
        yield f"channel {number} {_quoted(seen.names[number])}: {len(row)} segments{lock}"
        for index, segment in enumerate(row[:room], 1):
            yield _line(index, segment)
        if len(row) > room:
            yield f"  … {len(row) - room} more up to {row[-1].end:g} s: use list_segments"
        room = max(0, room - len(row))


def _music(session: Session, most: int) -> Iterator[str]:
    """Yield a line on the song that was heard already; it makes no work."""
    song = None if session.songs is None else session.songs.known()
    if song is None:
        return
    grid = song.grid
    result: dict[str, Any] = {"t": [round(song.start, 2), round(song.end, 2)]}
    result |= {"bpm": round(grid.bpm, 2), "meter": grid.meter, "bars": len(grid.downbeats)}
    result["sections"] = [
        [s.name, round(s.start, 2), round(s.end, 2), s.label] for s in grid.sections[:most]
    ]
    text = json.dumps(clean_values(result), ensure_ascii=False, separators=(",", ":"))
    yield f"music {_quoted(song.name)}: {text}"


def _line(index: int, segment: Segment) -> str:
    color = name_of(segment.color) or hex_of(segment.color)
    if segment.end_color is not None:
        color += f" to {name_of(segment.end_color) or hex_of(segment.end_color)}"
    color += ", animated" if segment.animated else ""
    default = segment.name == f"Segment {segment.id}"
    name = "" if default else f" {_quoted(segment.name)}"
    return f"  {index}. id {segment.id}: {segment.start:.6g}-{segment.end:.6g} s {color}{name}"


def _own_names(names: dict[int, str]) -> set[int]:
    return {number for number, name in names.items() if name != f"Channel {number}"}


def _quoted(name: str) -> str:
    return json.dumps(plain(name, LONGEST_NAME), ensure_ascii=False)
