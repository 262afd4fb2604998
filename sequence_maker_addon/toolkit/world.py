"""What a function may reach: the scene, the player, the limits and the snapshot of indices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from ..sequence.change import Change
from ..sequence.draft import Draft
from ..sequence.errors import ToolError
from ..sequence.flashing import Flashing
from ..sequence.ledger import Ledger
from ..sequence.segment import Segment
from ..sequence.snapshot import Snapshot
from ..sequence.timelines import Scene, Timelines
from .ports import Media, Player, Songs, Wishes
from .ports import Playback as Playback
from .roots import Origins
from .tally import Tally, tally

ConfirmPolicy = Literal["always", "destructive", "never"]


@dataclass(slots=True)
class Limits:
    """What a turn may do without asking, and at all; a limit of 0 is none."""

    confirm: ConfirmPolicy = "destructive"
    confirm_threshold: int = 20
    """A turn by which more things than this do not stay as they were is asked about."""
    max_segments: int = 2000
    """Things that one turn may add, change or remove, 0 for no limit."""
    flashes_per_second: float = 3.0
    """More on a channel are asked about first, 0 for no limit; see `flashing`."""
    max_questions: int = 3
    """Questions that a model may ask in one turn; 0 for none at all."""


@dataclass(slots=True)
class Agreed:
    """What the person has said yes to in a turn: sums, and stretches that flash."""

    sum: Tally = Tally()
    flashing: list[Flashing] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Deed:
    """What an earlier turn did, as it can be done again.

    Attributes:
        prompt: What was asked.
        calls: Name, arguments and result of each call that was carried out.
    """

    prompt: str
    calls: Sequence[tuple[str, Mapping[str, Any], Mapping[str, Any]]]


@dataclass(slots=True)
class Session:
    """The world as the functions see it during one turn."""

    timelines: Timelines
    player: Player
    limits: Limits = field(default_factory=Limits)
    shown_notices: set[str] = field(default_factory=set)
    """Notices that were already given, so that each comes once."""
    scene: Scene | None = None
    """Strips of any kind and other states, where they can be reached."""
    songs: Songs | None = None
    """The sounds, where they can be reached."""
    media: Media | None = None
    """The files that the person has allowed, where they can be reached."""
    wishes: Wishes | None = None
    """What the person wishes, where it can be reached."""
    earlier: Sequence[Ledger] = ()
    """What earlier turns wrote, the newest first."""
    deeds: Sequence[Deed] = ()
    """What earlier turns did, the newest first."""
    tools: Mapping[str, Any] = field(default_factory=dict)
    """All functions by name, for those that call others."""
    taken_back: list[tuple[Ledger, Change]] = field(default_factory=list)
    """The ledgers of earlier turns that this one took back, and what it wrote for each."""
    so_far: Tally = Tally()
    """What was written so far in this turn."""
    origins: Origins = field(default_factory=Origins)
    """What of it the turn made itself."""
    agreed: Agreed = field(default_factory=Agreed)
    written: list[Change] = field(default_factory=list)
    """The changes since `take_written` was last called."""
    left_out: frozenset[int] = frozenset()
    """Channels on which nothing is written: the person has switched them off."""
    questions: int = 0
    """How often the person was asked something in this turn."""
    _seen: Snapshot | None = None
    _steady: bool = False
    _index: dict[int, list[int]] | None = None

    @property
    def touched(self) -> int:
        """How many things were written so far."""
        return self.so_far.written

    @property
    def seen(self) -> Snapshot:
        """The timelines as they look in this step."""
        if self._seen is None:
            self._seen = Snapshot(self.timelines, self.scene)
        return self._seen

    def look_again(self) -> None:
        """Forget what was seen, for the user may have acted meanwhile."""
        if not self._steady:
            self._seen = None

    @contextmanager
    def steady(self) -> Iterator[None]:
        """Look once for a piece of work in which nobody else can act."""
        self.look_again()
        before, self._steady = self._steady, True
        try:
            yield
        finally:
            self._steady = before

    def draft(self) -> Draft:
        """Return a draft on what is there now; every segment has its id from here on."""
        self.timelines.mark()
        return Draft(self.seen, self.timelines.next_id(), self.scene)

    def apply(self, change: Change) -> Change:
        """Write a checked change, count it, and return it as it is stored."""
        elsewhere = change.strips or change.states
        writer = self.scene if self.scene is not None and elsewhere else self.timelines
        stored = writer.apply(change)
        self._seen = self.seen.after(stored) if not change.states else None
        self.so_far += tally(stored, self.origins)
        self.origins.note(stored)
        self.written.append(stored)
        return stored

    def take_written(self) -> list[Change]:
        """Return the changes that were written since the last time."""
        found, self.written = self.written, []
        return found

    def take_snapshot(self) -> None:
        """Remember which segment has which index; done when a request is sent."""
        self.timelines.mark()
        index: dict[int, list[int]] = {}
        for segment in self.seen.segments:
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
        found = self.seen.by_id.get(segment_id)
        if found is not None:
            return found
        known = [segment.id for segment in self.seen.on(channel)]
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
