"""A change as boxes: new, changed, removed, moved from where to where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ...sequence.change import Change
from ...sequence.segment import Segment
from ...sequence.strip import Strip

Kind = Literal["removed", "from", "changed", "moved", "new"]
KINDS: tuple[Kind, ...] = ("removed", "from", "changed", "moved", "new")
"""In the order in which they are drawn, the last on top."""
NEAR = 1e-5
"""Seconds by which ends may differ and be the same."""


class Ghost(NamedTuple):
    """A box: on a channel, from start to end in seconds."""

    kind: Kind
    channel: int
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Ghosts:
    """What is drawn of a change.

    Attributes:
        boxes: In the order in which they are drawn.
        links: From where what moves goes, and to where.
    """

    boxes: tuple[Ghost, ...] = ()
    links: tuple[tuple[Ghost, Ghost], ...] = ()

    @property
    def counts(self) -> dict[Kind, int]:
        """How many things there are of each kind; one that moves counts once."""
        found = dict.fromkeys(KINDS, 0)
        for box in self.boxes:
            found[box.kind] += 1
        return {kind: amount for kind, amount in found.items() if amount and kind != "from"}

    @property
    def span(self) -> tuple[float, float] | None:
        """The time from the first to the last of them; None for none."""
        if not self.boxes:
            return None
        return min(box.start for box in self.boxes), max(box.end for box in self.boxes)


def ghosts_of(change: Change) -> Ghosts:
    """Return the boxes of a change."""
    found, links = list[Ghost](), list[tuple[Ghost, Ghost]]()
    for boxes in (*_segments(change), *_strips(change)):
        found += boxes
        if [box.kind for box in boxes] == ["from", "moved"]:
            links.append((boxes[0], boxes[1]))
    found = _exchanged(found)
    found.sort(key=lambda box: (KINDS.index(box.kind), box.channel, box.start))
    return Ghosts(tuple(found), tuple(links))


def _segments(change: Change) -> Iterator[list[Ghost]]:
    """Yield the boxes of each segment; what is cut shows only the part that goes."""
    parts: dict[int, list[Segment]] = {}
    for segment in change.added:
        root = change.cuts.get(segment.id)
        if root is None:
            yield [_box("new", segment)]
        else:
            parts.setdefault(root, []).append(segment)
    yield from ([_box("removed", segment)] for segment in change.removed)
    for before, after in change.changed:
        stays = [after, *parts.pop(before.id, [])]
        if before.channel == after.channel and all(_within(part, before) for part in stays):
            gaps = list(_gaps(before, stays))
            is_cut = all(part == before.cut(part.start, part.end) for part in [after])
            yield gaps if gaps and is_cut else [*gaps, _box("changed", after)]
        else:
            yield [_box("from", before), _box("moved", after)]
    yield from ([_box("new", segment)] for rest in parts.values() for segment in rest)


def _strips(change: Change) -> Iterator[list[Ghost]]:
    """Yield the boxes of each strip of another kind."""
    cut = {found.cut_from for found in change.strips}
    for found in change.strips:
        before, after = found.before, found.after
        if before is None and after is not None:
            yield [_box("changed" if found.cut_from else "new", after)]
        elif after is None and before is not None:
            yield [_box("removed", before)]
        elif before is not None and after is not None:
            stays = before.lies_as(after) or found.name in cut
            yield [_box("changed", after)] if stays else _moved(before, after)


def _moved(before: Strip, after: Strip) -> list[Ghost]:
    """Return the boxes of a strip that goes elsewhere, or whose handles do."""
    trimmed = before.channel == after.channel and _within(after, before)
    if trimmed and abs(before.content - after.content) < NEAR:
        return [*_gaps(before, [after])]
    return [_box("from", before), _box("moved", after)]


def _gaps(before: Segment | Strip, stays: Iterable[Segment | Strip]) -> Iterator[Ghost]:
    """Yield the stretches that go where only parts stay."""
    at = before.start
    for part in sorted(stays, key=lambda part: part.start):
        if part.start > at + NEAR:
            yield Ghost("removed", before.channel, at, part.start)
        at = max(at, part.end)
    if before.end > at + NEAR:
        yield Ghost("removed", before.channel, at, before.end)


def _within(part: Segment | Strip, whole: Segment | Strip) -> bool:
    inside = whole.start - NEAR <= part.start and part.end <= whole.end + NEAR
    return part.channel == whole.channel and inside


def _exchanged(boxes: list[Ghost]) -> list[Ghost]:
    """Return one changed box where something new takes exactly the place of what goes."""
    gone = {box[1:] for box in boxes if box.kind == "removed"}
    come = {box[1:] for box in boxes if box.kind == "new"} & gone
    kept = [box for box in boxes if not (box.kind == "removed" and box[1:] in come)]
    return [box._replace(kind="changed") if box[1:] in come else box for box in kept]


def _box(kind: Kind, found: Segment | Strip) -> Ghost:
    return Ghost(kind, found.channel, found.start, found.end)
