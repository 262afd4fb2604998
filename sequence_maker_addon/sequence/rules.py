"""What a change must not do, whoever asks for it: checked before anything is written."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from .change import Change
from .errors import ToolError
from .numerals import shown
from .segment import Obstacle, Segment
from .snapshot import Snapshot
from .timelines import CHANNELS, LIMIT, Timelines

NEAR = 1e-6
"""Seconds by which two times may differ and be the same frame."""
Row = tuple[int, float, float, Hashable]
"""Channel, start, end and what lies there."""


def check(timelines: Timelines, seen: Snapshot, change: Change) -> None:
    """Refuse a change that would touch what is the user's, or be too large.

    Args:
        timelines: The timelines that it is for.
        seen: How they look now.
        change: What is to come.

    Raises:
        ToolError: `channel_locked`, `segment_protected`, `protected_time`, `channel_occupied`,
            `clip_in_the_way`, `too_many_segments` or `out_of_range`.
    """
    for channel in sorted(change.channels & seen.locked - change.freed):
        raise ToolError(
            "channel_locked",
            f"channel {channel} ({shown(seen.names[channel])}) is locked",
            field="channel",
            hint="ask the user to unlock it, or use another channel",
        )
    altered = [before for before, _ in change.changed] + list(change.removed)
    for segment_id, reason in timelines.protected(altered).items() if altered else ():
        raise ToolError("segment_protected", f"segment {segment_id} {reason}", field="segment_id")
    _refuse_crowd(timelines, change)
    _refuse_late(seen, change)
    _refuse_protected(seen, change)
    arriving = [*change.added, *(after for _, after in change.changed)]
    if not arriving and not change.strips:
        return
    obstacles = obstacles_after(seen, change)
    _refuse_obstacles(seen, arriving, obstacles)
    if change.strips:
        _refuse_covered(seen.after(change).segments, change, obstacles)


def _refuse_crowd(timelines: Timelines, change: Change) -> None:
    """Refuse more strips of ours than the limit; what goes makes room only where it was ours."""
    came = len(change.added) + sum(found.before is None for found in change.strips)
    if not came:
        return
    made = timelines.made()
    gone = [segment.id for segment in change.removed]
    gone += [found.before.id for found in change.strips if found.after is None and found.before]
    growth = came - sum(number in made for number in gone)
    if growth > max(0, LIMIT - len(made)):
        raise ToolError(
            "too_many_segments",
            f"{growth} more strips would pass the limit; room is left for {timelines.room()}",
            allowed=f"{LIMIT} strips that functions made in a scene; the user's own do not count",
            hint="use fewer, longer segments or fades, or clear what is no longer wanted",
        )


def _refuse_late(seen: Snapshot, change: Change) -> None:
    last = seen.last_time
    arriving = [*change.added, *(after for _, after in change.changed)]
    ends = [s.end for s in arriving] + [c.after.end for c in change.strips if c.after is not None]
    late = [end for end in ends if end > last]
    if late:
        raise ToolError(
            "out_of_range",
            f"{late[0]:g} s is later than Blender can store",
            field="end_time",
            allowed=f"0 to {last:.0f} s",
        )


def _refuse_protected(seen: Snapshot, change: Change) -> None:
    if not seen.protections:
        return
    for span in change.spans():
        for protection in seen.protections:
            if protection.covers(*span):
                raise ToolError(
                    "protected_time",
                    f"the user has protected {protection.described()}",
                    field="start_time",
                    hint="leave that range as it is, or ask the user to unprotect it",
                )


def obstacles_after(seen: Snapshot, change: Change) -> list[Obstacle]:
    """Return the strips that are not segments, as they will lie."""
    touched = {found.name for found in change.strips}
    if not touched:
        return seen.obstacles
    strips = [found.after for found in change.strips if found.after is not None]
    there = [obstacle for obstacle in seen.obstacles if obstacle.name not in touched]
    return there + [Obstacle(s.channel, s.start, s.end, s.name) for s in strips]


def _refuse_obstacles(seen: Snapshot, arriving: list[Segment], obstacles: list[Obstacle]) -> None:
    rows: list[Row] = [(o.channel, o.start, o.end, o) for o in obstacles]
    rows += [(s.channel, s.start, s.end, s) for s in arriving] if rows else []
    for pair in overlapping(rows):
        for (_, start, end, segment), (*_, other) in (pair, pair[::-1]):
            if isinstance(segment, Segment) and isinstance(other, Obstacle):
                raise ToolError(
                    "channel_occupied",
                    f"channel {other.channel} holds the strip {shown(other.name)} from "
                    f"{other.start:g} to {other.end:g} s",
                    field="channel",
                    allowed=free_channels(seen, start, end),
                    hint="use one of the allowed channels",
                )


def _refuse_covered(
    segments: Iterable[Segment], change: Change, obstacles: Iterable[Obstacle]
) -> None:
    """Refuse strips that would lie on others or on segments."""
    arriving = {found.new_name for found in change.strips if found.after is not None}
    themselves = {found.name for found in change.strips}
    others = (segment for segment in segments if segment.name not in themselves)
    for pair in overlapping((o.channel, o.start, o.end, o.name) for o in (*others, *obstacles)):
        for (*_, other), (channel, *_, name) in (pair, pair[::-1]):
            if name in arriving and name != other:
                raise ToolError(
                    "clip_in_the_way",
                    f"{other!r} is in the way of {name!r} on channel {channel}",
                    hint="move that one, too, or choose a smaller change",
                )


def overlapping(rows: Iterable[Row]) -> Iterator[tuple[Row, Row]]:
    """Yield pairs that share time on a channel, the earlier one first.

    Of those before one that reach into it, the one that reaches farthest is named.
    """
    last: Row | None = None
    for row in sorted(rows, key=lambda row: row[:3]):
        if last is None or last[0] != row[0]:
            last = row
            continue
        if row[1] < last[2] - NEAR:
            yield last, row
        if row[2] > last[2]:
            last = row


def free_channels(seen: Snapshot, start: float, end: float, count: int = 8) -> list[int]:
    """Return channels without a foreign strip in `[start, end)` and without a lock."""
    taken = set(seen.locked)
    for other in seen.obstacles:
        if other.start < end and start < other.end:
            taken.add(other.channel)
    return [channel for channel in range(1, CHANNELS + 1) if channel not in taken][:count]
