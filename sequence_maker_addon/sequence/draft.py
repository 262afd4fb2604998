"""Planning a change: overlaps are cut on a snapshot, nothing is written."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

from .change import Change, StateChange
from .color import Rgb
from .errors import ToolError
from .segment import Segment
from .snapshot import Snapshot
from .strip_draft import StripDraft
from .timelines import Scene, storable

OnOverlap = Literal["trim", "error"]


class Draft:
    """The scene as it would be; every method edits this picture only.

    Times go in as seconds and come out on the frame grid; `rounding` is the largest
    difference, in seconds, that this made. A segment lasts one frame at least.

    Attributes:
        seen: What it was planned on.
        strips: The same for strips of any kind.
        rippled: See `Change.rippled`.
    """

    def __init__(self, seen: Snapshot, next_id: int, scene: Scene | None = None) -> None:
        self.rounding = 0.0
        self.seen = seen
        self.strips = StripDraft(scene, seen)
        self._rate = seen.frame_rate
        self._next = next_id
        self._before = dict(seen.by_id)
        self._cut_from: dict[int, int] = {}
        self._cut_at: dict[int, float] = {}
        self.rippled: set[int | str] = set()
        self._rows: dict[int, list[Segment]] = {}
        for segment in seen.segments:
            self._rows.setdefault(segment.channel, []).append(segment)

    def add(
        self,
        channel: int,
        start: float,
        end: float,
        color: Rgb,
        end_color: Rgb | None = None,
        pixels: int | None = None,
        name: str | None = None,
        on_overlap: OnOverlap = "trim",
    ) -> Segment:
        """Put a new segment; what it covers is cut, or the call refused, as `on_overlap` says."""
        start, end = self._on_grid(start, end)
        self._make_room(channel, start, end, on_overlap)
        number = self._take_id()
        name = storable(name or "") or f"Segment {number}"
        segment = Segment(number, channel, start, end, color, end_color, pixels, name)
        self._insert(segment)
        return segment

    def alter(self, old: Segment, new: Segment, on_overlap: OnOverlap = "trim") -> Segment:
        """Replace a segment by another form of it, at another time or channel if wanted."""
        if (new.start, new.end) != (old.start, old.end):
            start, end = self._on_grid(new.start, new.end)
            new = replace(new, start=start, end=end)
        if (new.color, new.end_color) != (old.color, old.end_color):
            new = replace(new, animated=False)
        if new.name != old.name:
            new = replace(new, name=storable(new.name) or old.name)
        self.remove(old)
        self._make_room(new.channel, new.start, new.end, on_overlap)
        self._insert(new)
        return new

    def remove(self, segment: Segment) -> None:
        """Take a segment out."""
        self._rows[segment.channel].remove(segment)

    def put_back(self, segment: Segment) -> None:
        """Put a segment that was there before, with its own id; what is in the way is cut."""
        self._make_room(segment.channel, segment.start, segment.end, "trim")
        self._insert(segment)

    def erase(self, channel: int, start: float, end: float) -> None:
        """Empty `[start, end)` of a channel; what reaches beyond is cut, its rest kept."""
        start, end = self._on_grid(start, end)
        self._make_room(channel, start, end, "trim")

    def cut(self, segment: Segment, times: Sequence[float]) -> list[Segment]:
        """Cut a segment at ascending times; return its parts, the first with its id."""
        edges = [time for time in times if segment.start < time < segment.end]
        ends = [segment.start, *edges, segment.end]
        first, *rest = [segment.cut(a, b) for a, b in zip(ends, ends[1:], strict=False)]
        parts = [first, *(self._rest(segment, part) for part in rest)]
        row = self._rows[segment.channel]
        index = bisect_left(row, segment.start, key=lambda other: other.start)
        row[index : index + 1] = parts
        return parts

    def copy(self, segment: Segment) -> Segment:
        """Let a copy of a segment come, at the place that it has; it gets its own id.

        Whoever calls it sees to it that it does not come to lie on another.
        """
        made = self._renumbered(segment)
        self._insert(made)
        return made

    def rearrange(self, changes: Mapping[int, Segment | None]) -> None:
        """Give segments, by id, other places at once, or take them out.

        Whoever calls it sees to it that none comes to lie on another.
        """
        every = [segment for row in self._rows.values() for segment in row]
        self._rows = {}
        for known in every:
            segment = changes.get(known.id, known)
            if segment is not None:
                self._rows.setdefault(segment.channel, []).append(segment)
        for row in self._rows.values():
            row.sort(key=lambda segment: segment.start)

    def segments(self) -> list[Segment]:
        """Return all segments as they would be."""
        return [segment for row in self._rows.values() for segment in row]

    def set_state(self, key: str, after: Any, count: int = 1, text: str = "") -> None:
        """Give a state that is no strip another value; see `Scene.state`."""
        self.strips.set_state(StateChange(key, None, after, count, text))

    def refuse_if_stale(self, now: Snapshot) -> None:
        """Refuse to go on when the scene is no longer the one that was planned on.

        Raises:
            ToolError: `timelines_changed`.
        """
        if now.by_id != self._before or self.strips.stale():
            raise ToolError(
                "timelines_changed",
                "the timelines were changed while this waited for an answer; nothing was done",
                hint="look at them with list_segments and plan again",
            )

    def change(self) -> Change:
        """Return the difference between what was seen and the picture."""
        now = {segment.id: segment for segment in self.segments()}
        before = self._before
        added = tuple(segment for number, segment in now.items() if number not in before)
        return Change(
            added=added,
            changed=tuple(
                (before[number], segment)
                for number, segment in now.items()
                if number in before and before[number] is not segment and before[number] != segment
            ),
            removed=tuple(segment for number, segment in before.items() if number not in now),
            strips=self.strips.changes(),
            states=self.strips.state_changes(),
            cuts={
                segment.id: root for segment in added if (root := self._root(segment.id)) in before
            },
            cut_at={s.id: self._cut_at[s.id] for s in added if s.id in self._cut_at},
            rippled=frozenset(self.rippled),
        )

    def _root(self, number: int) -> int:
        while number in self._cut_from:
            number = self._cut_from[number]
        return number

    def _on_grid(self, start: float, end: float) -> tuple[float, float]:
        if not start < end:
            raise ToolError(
                "invalid_range",
                f"end_time {end:g} is not after start_time {start:g}",
                field="end_time",
                allowed=f"later than {start:g} s",
            )
        first, last = self._rate.snap(start), self._rate.snap(end)
        if last <= first:
            last = self._rate.snap(first + self._rate.frame_length)
        self.rounding = max(self.rounding, abs(first - start), abs(last - end))
        return first, last

    def _make_room(self, channel: int, start: float, end: float, on_overlap: OnOverlap) -> None:
        row = self._rows.setdefault(channel, [])
        if not row or row[-1].end <= start:  # the usual case of a long batch
            return
        index = bisect_left(row, start, key=lambda segment: segment.end)
        while index < len(row) and row[index].start < end:
            other = row[index]
            if not other.overlaps(start, end):
                index += 1
                continue
            if on_overlap == "error":
                raise ToolError(
                    "overlap",
                    f"channel {channel} already has segment {other.id} from {other.start:g} to "
                    f"{other.end:g} s",
                    field="start_time",
                    hint='use another time, delete that segment, or on_overlap "trim"',
                )
            parts = self._outside(other, start, end)
            row[index : index + 1] = parts
            index += len(parts)

    def _outside(self, other: Segment, start: float, end: float) -> list[Segment]:
        parts = []
        if other.start < start:
            parts.append(other.cut(other.start, start))
        if end < other.end:
            rest = other.cut(end, other.end)
            parts.append(self._rest(other, rest) if parts else rest)
        return parts

    def _rest(self, source: Segment, part: Segment) -> Segment:
        """Return a part that is cut off from a segment, with an id of its own."""
        made = self._renumbered(part)
        self._cut_from[made.id], self._cut_at[made.id] = source.id, part.start
        return made

    def _renumbered(self, segment: Segment) -> Segment:
        number = self._take_id()
        is_default = segment.name == f"Segment {segment.id}"
        return replace(segment, id=number, name=f"Segment {number}" if is_default else segment.name)

    def _insert(self, segment: Segment) -> None:
        row = self._rows.setdefault(segment.channel, [])
        row.insert(bisect_left(row, segment.start, key=lambda other: other.start), segment)

    def _take_id(self) -> int:
        self._next += 1
        return self._next - 1
