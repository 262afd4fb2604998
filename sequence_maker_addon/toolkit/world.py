"""What a tool may reach: the timelines, the player, the limits and the snapshot of indices."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from ..sequence.errors import ToolError
from ..sequence.ledger import Other
from ..sequence.segment import Change, Segment
from ..sequence.timelines import Timelines

ConfirmPolicy = Literal["always", "destructive", "never"]


@dataclass(frozen=True, slots=True)
class Playback:
    """Where the player stands; times in seconds from the sequence start."""

    state: Literal["playing", "paused", "stopped"]
    position: float
    duration: float


class Player(Protocol):
    """Blender's playback, or a clock that stands for it where there is no window."""

    def playback(self) -> Playback:
        """Return the real state and position."""

    def play(self, position: float | None = None) -> None:
        """Play from a position in seconds, or from where it stands."""

    def pause(self) -> None:
        """Halt and keep the position."""

    def stop(self) -> None:
        """Halt and go back to the start."""

    def seek(self, position: float) -> None:
        """Go to a position in seconds; a running playback goes on from there."""


@dataclass(slots=True)
class Limits:
    """What a turn may do without asking, and at all."""

    confirm: ConfirmPolicy = "destructive"
    confirm_threshold: int = 20
    """A change that removes more segments than this counts as destructive."""
    max_segments: int = 2000
    """Segments that one turn may add, change or remove."""
    flashes_per_second: float = 3.0
    """More than so many on a channel are asked about first; see `eye_safety`."""

    def must_confirm(self, change: Change) -> bool:
        """Tell whether the person must agree before the change is written."""
        if self.confirm == "destructive":
            return len(change.removed) > self.confirm_threshold
        return self.confirm == "always"


@dataclass(slots=True)
class Session:
    """The world as the tools see it during one turn."""

    timelines: Timelines
    player: Player
    limits: Limits = field(default_factory=Limits)
    told: set[str] = field(default_factory=set)
    """Notices that were already given, so that each comes once."""
    music: Any = None
    """`music.port.Ports`, where there are sounds and other strips to reach; else None."""
    touched: int = 0
    """Segments that were written so far."""
    written: list[Change] = field(default_factory=list)
    """The changes since `take_written` was last called."""
    others: list[Other] = field(default_factory=list)
    """What else was written since `take_others` was last called."""
    _index: dict[int, list[int]] | None = None

    def check_limit(self, change: Change, others: int = 0) -> None:
        """Refuse a change, and some other things beside, that would pass the turn's limit.

        Raises:
            ToolError: `turn_limit`.
        """
        size = change.size + others
        if self.touched + size > self.limits.max_segments:
            raise ToolError(
                "turn_limit",
                f"this would write {size} segments; {self.touched} were written for this prompt",
                allowed=f"{self.limits.max_segments} in all, as the preferences say",
                hint="tell the user what is done and what is left",
            )

    def note(self, change: Change) -> None:
        """Count and keep a change that was written."""
        self.touched += change.size
        self.written.append(change)

    def take_written(self) -> list[Change]:
        """Return the changes that were written since the last time."""
        found, self.written = self.written, []
        return found

    def note_other(self, key: str, before: Any, after: Any, count: int) -> None:
        """Count and keep a write of what is no segment; see `ledger.Other`."""
        self.touched += count
        self.others.append((key, before, after))

    def take_others(self) -> list[Other]:
        """Return what else was written since the last time."""
        found, self.others = self.others, []
        return found

    def take_snapshot(self) -> None:
        """Remember which segment has which index; done when a request is sent."""
        index: dict[int, list[int]] = {}
        for segment in self.timelines.segments():
            index.setdefault(segment.channel, []).append(segment.id)
        self._index = index

    def find(
        self, segment_id: int | None, channel: int | None, segment_index: int | None
    ) -> Segment:
        """Return the segment with an id, or at an index of the snapshot.

        Raises:
            ToolError: `unknown_segment`, naming what is there.
        """
        if segment_id is None:
            segment_id = self._at_index(channel, segment_index)
        for segment in self.timelines.segments():
            if segment.id == segment_id:
                return segment
        known = [segment.id for segment in self.timelines.segments(channel)]
        was_there = segment_id < self.timelines.next_id()
        raise ToolError(
            "unknown_segment",
            f"segment {segment_id} does not exist any more"
            if was_there
            else f"there is no segment {segment_id}",
            field="segment_id",
            allowed=known[:50] or "no segment is there",
            hint="call list_segments to see what is there",
        )

    def _at_index(self, channel: int | None, segment_index: int | None) -> int:
        if channel is None or segment_index is None:
            raise ToolError(
                "missing_argument",
                "name the segment by segment_id, or by channel and segment_index",
                field="segment_id",
            )
        if self._index is None:
            self.take_snapshot()
        assert self._index is not None
        row = self._index.get(channel, [])
        if not 1 <= segment_index <= len(row):
            raise ToolError(
                "unknown_segment",
                f"channel {channel} has {len(row)} segments, so there is no number {segment_index}",
                field="segment_index",
                allowed=f"1 to {len(row)}"
                if row
                else "channels with segments: "
                + (", ".join(map(str, sorted(self._index))) or "none"),
            )
        return row[segment_index - 1]
