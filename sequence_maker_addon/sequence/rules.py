"""What a change must not do, whoever asks for it: checked before anything is written."""

from __future__ import annotations

from .errors import ToolError
from .numerals import shown
from .segment import Change, Segment
from .timelines import CHANNELS, LIMIT, Timelines


def check(timelines: Timelines, change: Change) -> None:
    """Refuse a change that would touch what is the user's, or be too large.

    Raises:
        ToolError: `channel_locked`, `segment_protected`, `protected_time`, `channel_occupied`,
            `too_many_segments` or `out_of_range`.
    """
    for channel in sorted(change.channels & timelines.locked()):
        name = timelines.names()[channel]
        raise ToolError(
            "channel_locked",
            f"channel {channel} ({shown(name)}) is locked",
            field="channel",
            hint="ask the user to unlock it, or use another channel",
        )
    altered = [before for before, _ in change.changed] + list(change.removed)
    for segment_id, reason in timelines.protected(altered).items():
        raise ToolError("segment_protected", f"segment {segment_id} {reason}", field="segment_id")
    growth = len(change.added) - len(change.removed)
    if growth > 0 and growth > timelines.room():
        raise ToolError(
            "too_many_segments",
            f"{growth} more segments would pass the limit; room is left for {timelines.room()}",
            allowed=f"at most {LIMIT} strips in a scene",
            hint="use fewer, longer segments or fades, or clear what is no longer wanted",
        )
    arriving = [*change.added, *(after for _, after in change.changed)]
    last = timelines.last_time
    late = [segment for segment in arriving if segment.end > last]
    if late:
        raise ToolError(
            "out_of_range",
            f"{late[0].end:g} s is later than Blender can store",
            field="end_time",
            allowed=f"0 to {last:.0f} s",
        )
    _refuse_protected(timelines, change)
    _refuse_obstacles(timelines, arriving)


def _refuse_protected(timelines: Timelines, change: Change) -> None:
    protections = timelines.protections()
    if not protections:
        return
    for span in change.spans():
        for protection in protections:
            if protection.covers(*span):
                raise ToolError(
                    "protected_time",
                    f"the user has protected {protection.described()}",
                    field="start_time",
                    hint="leave that stretch as it is, or ask the user to unprotect it",
                )


def _refuse_obstacles(timelines: Timelines, arriving: list[Segment]) -> None:
    obstacles = timelines.obstacles()
    if not obstacles:
        return
    for segment in arriving:
        for other in obstacles:
            if other.channel == segment.channel and segment.overlaps(other.start, other.end):
                raise ToolError(
                    "channel_occupied",
                    f"channel {other.channel} holds the strip {shown(other.name)} from "
                    f"{other.start:g} to {other.end:g} s",
                    field="channel",
                    allowed=free_channels(timelines, segment.start, segment.end),
                    hint="use one of the allowed channels",
                )


def free_channels(timelines: Timelines, start: float, end: float, count: int = 8) -> list[int]:
    """Return channels without a foreign strip in `[start, end)` and without a lock."""
    taken = timelines.locked()
    for other in timelines.obstacles():
        if other.start < end and start < other.end:
            taken.add(other.channel)
    return [channel for channel in range(1, CHANNELS + 1) if channel not in taken][:count]
