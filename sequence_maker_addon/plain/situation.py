"""The scene as a request finds it, from a session."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any

from ..sequence.color import hex_of
from ..sequence.strip import Strip
from ..toolkit.world import Session
from .parts.facts import Carried
from .parts.facts import Part as Part
from .parts.facts import Situation as Situation

_SAME = 0.01
"""Seconds by which a bar may begin before its section and still be its first."""


def situation_of(
    session: Session, last: Sequence[tuple[str, Mapping[str, Any], Mapping[str, Any]]] = ()
) -> Situation:
    """Return the scene as plain data; what cannot be read is left out, and nothing is raised.

    Args:
        session: The world.
        last: The calls of the last turn that were carried out: name, arguments, result.
    """
    facts: dict[str, Any] = {"last": tuple(_carried(row) for row in last)}
    for reader in (_timelines, _strips, _song, _words, _playing, _clicks, _wishes):
        try:
            facts |= reader(session)
        except Exception:  # noqa: BLE001, S112 - a broken sound must not silence the reader
            continue
    return Situation(**facts)


def _carried(row: tuple[str, Mapping[str, Any], Mapping[str, Any]]) -> Carried:
    name, arguments, result = row
    return name, dict(arguments or {}), dict(result or {})


def _timelines(session: Session) -> dict[str, Any]:
    timelines, seen = session.timelines, session.seen
    return {
        "channels": dict(seen.names),
        "locked": frozenset(seen.locked),
        "segments": tuple(sorted(seen.segments, key=lambda s: (s.channel, s.start))),
        "playhead": float(timelines.playhead()),
        "end": float(timelines.end()),
        "fps": float(timelines.frame_rate),
        "selected": tuple(timelines.selected()),
    }


def _strips(session: Session) -> dict[str, Any]:
    if session.scene is None:
        return {}
    segments = {segment.name for segment in session.seen.segments}
    strips: list[Strip] = [s for s in session.scene.strips() if s.name not in segments]
    chosen = tuple(strip.name for strip in strips if strip.selected)
    return {"strips": tuple(strips), "selected_strips": chosen}


def _song(session: Session) -> dict[str, Any]:
    song = None if session.songs is None else session.songs.known()
    if song is None:
        return {}
    grid = song.grid
    downbeats = grid.downbeats
    sections = tuple(_part(section, downbeats) for section in grid.sections)
    key = song.analysis.key, song.analysis.key_confidence
    counts = {"meter": grid.meter, "beats": len(grid.beats), "bars": len(downbeats)}
    tempo = float(grid.bpm)
    return {"song": song.name, "tempo": tempo, "sections": sections, "key": key, **counts}


def _part(section: Any, downbeats: Sequence[float]) -> Part:
    """Return a section with how many bars begin in it."""
    start, end, title = section.start, section.end, section.title
    first, last = (bisect_left(downbeats, edge - _SAME) for edge in (start, end))
    return Part(section.name, start, end, title.casefold() or section.label, title, last - first)


def _clicks(session: Session) -> dict[str, Any]:
    return {"clicks": session.scene is not None and bool(session.scene.state("metronome"))}


def _words(session: Session) -> dict[str, Any]:
    words = [] if session.songs is None else session.songs.words()
    return {"words": tuple(str(word.text) for word in list(words)[:2000])}


def _wishes(session: Session) -> dict[str, Any]:
    if session.wishes is None:
        return {}
    every = session.wishes.palettes().items()
    found = {name: tuple(hex_of(color) for color in colors) for name, colors in every}
    return {"palettes": found, "duration": session.wishes.defaults().get("duration", 0.0)}


def _playing(session: Session) -> dict[str, Any]:
    return {"playing": session.player.playback().state == "playing"}
