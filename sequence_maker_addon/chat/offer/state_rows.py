"""The rows of the state: every channel with its strips of any kind, in time's order."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ...sequence.color import hex_of, name_of
from ...sequence.segment import Segment
from ...sequence.strip import Strip
from ...toolkit.world import Session
from .untrusted import LONGEST_NAME, plain

Item = Segment | Strip


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the state.

    Attributes:
        text: What it says.
        holds: How many strips of each kind it tells of, which are missed where it is left out.
    """

    text: str
    holds: Counter[str] = field(default_factory=Counter)


def those_of(session: Session) -> list[Strip]:
    """Return the strips that are no segments; without a scene, their places alone."""
    seen = session.seen
    if session.scene is None:
        return [Strip(o.name, "strip", o.channel, o.start, o.end) for o in seen.obstacles]
    segments = {segment.name for segment in seen.segments}
    return [strip for strip in seen.strips if strip.name not in segments]


def channels(session: Session, room: int) -> Iterator[Line]:
    """Yield every channel that has strips or a name, and as many of its strips as there is room.

    Each channel gets its share of the room, so that a long one leaves some for the others.
    """
    seen = session.seen
    rows: dict[int, list[Item]] = {}
    for item in sorted((*seen.segments, *those_of(session)), key=lambda item: item.start):
        rows.setdefault(item.channel, []).append(item)
    own = {number for number, name in seen.names.items() if name != f"Channel {number}"}
    shares = _shares({number: len(row) for number, row in rows.items()}, room)
    marks = {strip.name: _marks(strip) for strip in seen.strips}
    for number in sorted(set(rows) | own):
        row = rows.get(number, [])
        yield Line(_channel(session, number, row))
        index = 0
        for item in row[: shares.get(number, 0)]:
            index += isinstance(item, Segment)
            yield Line(_told(item, index, marks), Counter([_kind(item)]))
        left = Counter(map(_kind, row[shares.get(number, 0) :]))
        if left:
            last = max(item.end for item in row)
            use = "list_segments" if set(left) == {"segment"} else "list_strips"
            kinds = "" if set(left) == {"segment"} else f" ({sum_of(left)})"
            yield Line(f"  … {left.total()} more up to {last:g} s{kinds}: use {use}", left)


def sum_of(kinds: Counter[str]) -> str:
    """Return how many strips there are of each kind, in words."""
    return ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))


def quoted(name: str) -> str:
    """Return a name as data: plain, short and in quotes."""
    return json.dumps(plain(name, LONGEST_NAME), ensure_ascii=False)


def _shares(counts: dict[int, int], room: int) -> dict[int, int]:
    """Share rows out among channels: those that need few get all, the others as many each."""
    shares: dict[int, int] = {}
    for place, number in enumerate(sorted(counts, key=lambda number: (counts[number], number))):
        shares[number] = min(counts[number], room // (len(counts) - place))
        room -= shares[number]
    return shares


def _channel(session: Session, number: int, row: Sequence[Item]) -> str:
    seen = session.seen
    kinds = Counter(map(_kind, row))
    segments = kinds.pop("segment", 0)
    told = [f"{segments} segments"] if segments or not kinds else []
    told += [sum_of(kinds)] if kinds else []
    told += ["locked"] * (number in seen.locked) + ["muted"] * (number in seen.silent)
    return f"channel {number} {quoted(seen.names[number])}: {', '.join(told)}"


def _kind(item: Item) -> str:
    return "segment" if isinstance(item, Segment) else item.kind


def _told(item: Item, index: int, marks: dict[str, str]) -> str:
    place = f"{item.start:.6g}-{item.end:.6g} s"
    if isinstance(item, Strip):
        known = f"s{item.id} " if item.id else ""
        return f"  {known}{item.kind} {quoted(item.name)}: {place}{_marks(item)}"
    color = name_of(item.color) or hex_of(item.color)
    if item.end_color is not None:
        color += f" to {name_of(item.end_color) or hex_of(item.end_color)}"
    color += ", animated" if item.animated else ""
    name = "" if item.name == f"Segment {item.id}" else f" {quoted(item.name)}"
    return f"  {index}. id {item.id}: {place} {color}{name}{marks.get(item.name, '')}"


def _marks(strip: Strip) -> str:
    told = ["muted"] * strip.muted + ["locked"] * strip.locked
    return "".join(f", {mark}" for mark in told)
