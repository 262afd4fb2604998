"""What is known of the scene when a request is read: plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...sequence.segment import Segment
from ...sequence.strip import Strip

Carried = tuple[str, Mapping[str, Any], Mapping[str, Any]]
"""A call that was carried out: its function, arguments and result."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the song, in seconds of the timeline, and how many bars begin in it."""

    name: str
    start: float
    end: float
    label: str = ""
    title: str = ""
    bars: int = 0


def _other_of(changed: list[Segment], rows: Sequence[Segment]) -> int:
    """Return the id of the other one of two on a channel, or of two of a color; or 0."""
    if len(changed) != 1:
        return 0
    one = changed[0]
    beside = [s for s in rows if s.channel == one.channel]
    for row in (beside, [s for s in rows if s.color == one.color]):
        if len(row) == 2 and one in row:
            return next(s.id for s in row if s is not one)
    return 0


@dataclass(frozen=True, slots=True)
class Other:
    """What the last turn left out where there are exactly two: 0 where there is no such thing."""

    channel: int = 0
    segment: int = 0


@dataclass(frozen=True, slots=True)
class Situation:
    """The scene as a request finds it. Times are seconds from the sequence start.

    Attributes:
        channels: The names of the channels, by number.
        locked: Channels that the user has locked.
        segments: By channel and time.
        strips: Strips of any other kind.
        playhead: Where the playhead is.
        end: Where the sequence ends.
        fps: Frames a second.
        song: The name of the analyzed song, or empty.
        tempo: Its beats a minute, 0 where it is not known.
        meter: Beats in a bar.
        beats: How many of them are heard in the sequence.
        bars: How many bars.
        key: Such as `A minor`, and how sure that is from 0 to 1; empty where none is heard.
        clicks: Whether the metronome is on.
        sections: Of the song.
        selected: Ids of the selected segments.
        selected_strips: Names of the other selected strips.
        playing: Whether the playback runs.
        last: The calls of the last turn that were carried out.
        words: Of the lyrics.
        palettes: Colors by the names that the person gave them, as `#rrggbb`.
        duration: Seconds that a segment lasts where its end is not said; 0 for none.
    """

    channels: Mapping[int, str] = field(default_factory=dict)
    locked: frozenset[int] = frozenset()
    segments: Sequence[Segment] = ()
    strips: Sequence[Strip] = ()
    playhead: float = 0.0
    end: float = 0.0
    fps: float = 24.0
    song: str = ""
    tempo: float = 0.0
    meter: int = 4
    beats: int = 0
    bars: int = 0
    key: tuple[str, float] = ("", 0.0)
    clicks: bool = False
    sections: Sequence[Part] = ()
    selected: Sequence[int] = ()
    selected_strips: Sequence[str] = ()
    playing: bool = False
    last: Sequence[Carried] = ()
    words: Sequence[str] = ()
    palettes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    duration: float = 0.0

    def on(self, channel: int) -> list[Segment]:
        """Return the segments of a channel by time."""
        return [segment for segment in self.segments if segment.channel == channel]

    def segment(self, segment_id: int) -> Segment | None:
        """Return the segment with an id."""
        return next((s for s in self.segments if s.id == segment_id), None)

    def name_of(self, channel: int) -> str:
        """Return how a channel is called: `channel 5`, or `Ball 1 (channel 1)`."""
        name = self.channels.get(channel, "")
        own = name and name != f"Channel {channel}"
        return f"{name} (channel {channel})" if own else f"channel {channel}"

    def without_section(self, name: str) -> str:
        """Return what to say of a section that the song does not have."""
        text = "The song has no sections."
        if self.sections:
            text = f"The song has no section {name}."
        elif not self.song:
            text = "The sections are not known yet: the song was not analyzed."
        return text

    @property
    def named(self) -> dict[int, str]:
        """The channels that have a name of their own."""
        return {n: name for n, name in self.channels.items() if name and name != f"Channel {n}"}

    @property
    def song_end(self) -> float:
        """Where the song ends, in seconds; 0 where there is none."""
        named = [s for s in self.sounds if not self.song or s.name == self.song]
        return max((strip.end for strip in named), default=0.0)

    def ids_of(self, *keys: str) -> list[int]:
        """Return the ids of the segments that the last turn made or changed."""
        ids: list[int] = []
        for _, _, result in self.last:
            for key in keys or ("created", "changed"):
                ids += self._listed(key, result)
        return list(dict.fromkeys(ids))

    def _listed(self, key: str, result: Mapping[str, Any]) -> list[int]:
        """Return the ids that a result is about: more are made than it lists, one after the other.

        Where that cannot be told there are none, for some of them would be taken for all.
        """
        rows = result.get(key)
        told = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
        ids = [row["segment_id"] for row in told if isinstance(row.get("segment_id"), int)]
        count = result.get(f"{key}_count")
        if not isinstance(count, int) or not ids or count <= len(ids):
            return ids
        made = range(min(ids), min(ids) + count)
        on = result.get(f"{key}_channels") or ()
        every = [s.id for s in self.segments if s.id in made and s.channel in on]
        return every if key == "created" and set(ids) <= set(every) else []

    @property
    def other(self) -> Other:
        """The other channel and the other segment, beside those of the last turn."""
        segments = [s for n in self.ids_of("changed") if (s := self.segment(n))]
        return Other(self._other_channel(), _other_of(segments, self.segments))

    def _other_channel(self) -> int:
        said: set[int] = {s.channel for n in self.ids_of() if (s := self.segment(n))}
        for _, given, _ in self.last:
            rows = given.get("segments")
            inner = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
            many = given.get("channels")
            told = [row.get("channel") for row in [given, *inner]]
            told += many if isinstance(many, list) else []
            said |= {number for number in told if isinstance(number, int)}
        if len(said) != 1:
            return 0
        here = next(iter(said))
        word = self.named.get(here, "").rstrip("0123456789 ").casefold()
        kin = {n for n, name in self.named.items() if name.rstrip("0123456789 ").casefold() == word}
        for group in (kin, set(self.named), {s.channel for s in self.segments} | said):
            if len(group) == 2 and here in group:
                return next(iter(group - said))
        return 0

    @property
    def sounds(self) -> list[Strip]:
        """The strips that sound."""
        return [strip for strip in self.strips if strip.kind == "sound"]
