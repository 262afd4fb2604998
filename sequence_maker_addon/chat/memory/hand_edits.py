"""What the person changed by hand since the last turn, as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ...sequence.color import Rgb, hex_of, name_of
from ...sequence.segment import Segment
from ...sequence.strip import Strip
from ...toolkit.plain_text import plain

MOST, NAMED = 12, 6
"""Sentences, and things that one sentence names; the rest is counted."""
SAME = 1e-4
"""Seconds below which two times are one."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The timelines at one moment.

    Attributes:
        segments: By id.
        strips: Those that are no segments, by name.
    """

    segments: Mapping[int, Segment] = field(default_factory=dict)
    strips: Mapping[str, Strip] = field(default_factory=dict)


def picture(segments: Iterable[Segment], strips: Iterable[Strip]) -> Picture:
    """Return the picture of what is there."""
    own = {segment.id: segment for segment in segments}
    names = {segment.name for segment in own.values()}
    return Picture(own, {s.name: s for s in strips if s.kind != "color" or s.name not in names})


def edits(before: Picture, after: Picture, most: int = MOST) -> list[str]:
    """Return what differs between two moments, in sentences for the model; what is alike is one.

    Args:
        before: At the end of the last turn.
        after: Now.
        most: Sentences that it may take, 1 at least.
    """
    groups: dict[tuple[str, ...], list[str]] = {}
    for key, name in (*_of_segments(before, after), *_of_strips(before, after)):
        groups.setdefault(key, []).append(name)
    told = [_sentence(key, names) for key, names in groups.items()]
    if len(told) <= most:
        return told
    left = sum(len(names) for names in list(groups.values())[most - 1 :])
    return [*told[: most - 1], f"and {left} more edits"]


Found = list[tuple[tuple[str, ...], str]]


def _of_segments(before: Picture, after: Picture) -> Found:
    found: Found = []
    for number in sorted(before.segments.keys() | after.segments.keys()):
        old, new = before.segments.get(number), after.segments.get(number)
        if new is None and old is not None:
            found.append((("removed segments",), f"{_called(old)} ({_where(old)})"))
        elif old is None and new is not None:
            found.append((("added segments",), f"{_called(new)} ({_where(new)}, {_look(new)})"))
        elif old is not None and new is not None:
            found += [((f"{what} segments", *how), _called(new)) for what, *how in _way(old, new)]
            if old.name != new.name:
                text = f'segment {number} to "{_name(new.name)}"'
                found.append((("renamed",), text))
            if _look(old) != _look(new):
                found.append((("recolored segments", f"to {_look(new)}"), _called(new)))
    return found


def _of_strips(before: Picture, after: Picture) -> Found:
    found: Found = []
    for name in sorted(before.strips.keys() | after.strips.keys()):
        old, new = before.strips.get(name), after.strips.get(name)
        if new is None and old is not None:
            found.append((("removed clips",), f'"{_name(name)}"'))
        elif old is None and new is not None:
            found.append((("added clips",), f'"{_name(name)}" ({new.kind}, {_where(new)})'))
        elif old is not None and new is not None:
            ways = _way(old, new)
            found += [((f"{what} clips", *how), f'"{_name(name)}"') for what, *how in ways]
    return found


def _way(old: Segment | Strip, new: Segment | Strip) -> list[tuple[str, ...]]:
    """Return how a thing was moved or got other ends, if at all."""
    start, end = new.start - old.start, new.end - old.end
    channel = f" to channel {new.channel}" if new.channel != old.channel else ""
    if abs(start) < SAME and abs(end) < SAME:
        return [("moved", channel.strip())] if channel else []
    if abs(start - end) < SAME:
        return [("moved", f"by {start:+.4g} s{channel}")]
    return [("trimmed or stretched", f"to {_span(new)}{channel}")]


def _sentence(key: tuple[str, ...], names: list[str]) -> str:
    what, how = key[0], " ".join(key[1:])
    verb, _, kind = what.rpartition(" ")
    shown = ", ".join(names[:NAMED])
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    count = f"{len(names)} {kind}: " if len(names) > 1 and verb else ""
    return " ".join(part for part in (f"{verb or what} {count}{shown}{more}", how) if part)


def _called(segment: Segment) -> str:
    own = segment.name and segment.name != f"Segment {segment.id}"
    return f"segment {segment.id}" + (f' "{_name(segment.name)}"' if own else "")


def _where(thing: Segment | Strip) -> str:
    return f"channel {thing.channel}, {_span(thing)}"


def _span(thing: Segment | Strip) -> str:
    return f"{thing.start:.6g}-{thing.end:.6g} s"


def _look(segment: Segment) -> str:
    def told(color: Rgb) -> str:
        return name_of(color) or hex_of(color)

    end = f" to {told(segment.end_color)}" if segment.end_color is not None else ""
    return told(segment.color) + end


def _name(name: str) -> str:
    return plain(name, 40).replace('"', "'")
