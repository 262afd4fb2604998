"""Timelines of a file into a scene, as one change that the policies hold."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from ..sequence.draft import Draft
from ..sequence.errors import ToolError
from ..sequence.numerals import shown
from ..sequence.timelines import CHANNELS, storable
from ..sheet.show import Row
from ..toolkit.commit import commit
from ..toolkit.jobs import Steps
from ..toolkit.world import Session
from .timeline_rows import on_frames

SHOWN = 5


def bring_in(session: Session, rows: Sequence[Row], replaced: bool = False) -> Steps:
    """Put timelines onto their channels; return the result as that of a function.

    Args:
        session: The world.
        rows: As a file tells them; one with channel 0 goes to the channel of its name, else to the
            first that is empty.
        replaced: What lies between the first and the last segment of a timeline goes; else
            segments that are in the way are reason to refuse all.

    Raises:
        ToolError: `overlap` where there is no room, `missing_argument` where there is nothing to
            bring in, `invalid_argument` where two timelines are for one channel, and what the
            policies refuse; nothing is written then.
    """
    draft = session.draft()
    found, short = on_frames(_placed(session, rows), session.seen.frame_rate)
    found = [row for row in found if row.segments]
    if not found:
        raise ToolError("missing_argument", "the file has no segment that lasts a frame")
    for row in found:
        _put(session, draft, row, replaced)
    notes = _set_channels(session, draft, found)
    result = yield from commit(session, draft, SHOWN)
    if short:
        frames = f"a frame of {float(session.seen.frame_rate):g} frames a second"
        notes.append(f"{short} segments are shorter than {frames} and are left out")
    result["warnings"] += notes
    return result


def _put(session: Session, draft: Draft, row: Row, replaced: bool) -> None:
    first, last = row.segments[0].start, row.segments[-1].end
    if replaced:
        draft.erase(row.channel, first, last)
    else:
        _refuse_covering(session, row)
    for s in row.segments:
        draft.add(row.channel, s.start, s.end, s.color, s.end_color, s.pixels, s.name)


def _refuse_covering(session: Session, row: Row) -> None:
    there = session.seen.on(row.channel)
    for segment in row.segments:
        place = bisect_right(there, segment.start, key=lambda other: other.end)
        if place < len(there) and there[place].start < segment.end:
            other = there[place]
            raise ToolError(
                "overlap",
                f"channel {row.channel} has segment {other.id} from {other.start:g} to "
                f"{other.end:g} s where the file has one from {segment.start:g} s",
                field="channel",
                hint="clear the channel, or import with Replace",
            )


def _placed(session: Session, rows: Sequence[Row]) -> list[Row]:
    """Return rows with the channels onto which they go."""
    taken = {row.channel for row in rows}
    found: dict[int, Row] = {}
    for row in rows:
        number = row.channel or _channel_for(session, row.name, taken | found.keys())
        if number in found:
            raise ToolError(
                "invalid_argument",
                f"two timelines are for channel {number}: {shown(found[number].name)} and "
                f"{shown(row.name)}",
                field="channel",
            )
        found[number] = replace(row, channel=number)
    return list(found.values())


def _channel_for(session: Session, name: str, taken: set[int]) -> int:
    """Return the channel of a timeline that names none by number."""
    word = name.replace("_", " ").strip().casefold()
    for number, known in session.seen.names.items():
        if word and number not in taken and known.replace("_", " ").casefold() == word:
            return number
    full = {segment.channel for segment in session.seen.segments} | taken | session.seen.locked
    full |= {other.channel for other in session.seen.obstacles}
    free = next((number for number in range(1, CHANNELS + 1) if number not in full), None)
    if free is None:
        raise ToolError("channel_occupied", "no channel is empty", field="channel")
    return free


def _set_channels(session: Session, draft: Draft, rows: Sequence[Row]) -> list[str]:
    """Name channels that have no name of their own, and mute empty ones that the file has muted.

    Returns:
        What the person should know of channels that stay as they are.
    """
    if session.scene is None:
        return []
    by_channel = {row.channel: row for row in rows}
    before = session.scene.state("channels")
    after, notes = [], []
    for number, name, muted, locked in before:
        row = by_channel.get(number)
        if row is not None:
            wanted = storable(row.name) or name
            if name == f"Channel {number}":
                name = wanted
            elif name != wanted:
                notes.append(
                    f"channel {number} is named {shown(name)}, {shown(wanted)} in the file"
                )
            muted = muted or (row.muted and not session.seen.on(number))
            if row.muted and not muted:
                notes.append(f"channel {number} is muted in the file")
        after.append([number, name, muted, locked])
    count = sum(old != new for old, new in zip(map(list, before), after, strict=True))
    if count:
        draft.set_state("channels", after, count)
    return notes
