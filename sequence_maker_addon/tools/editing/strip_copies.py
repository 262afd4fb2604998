"""The function that duplicates strips."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ...sequence.errors import ToolError
from ...sequence.numerals import counted
from ...toolkit.jobs import Steps
from ...toolkit.parameters import Channel, Whole
from ...toolkit.registry import tool
from ...toolkit.world import Session
from .choosing import Strips, chosen
from .edit import Edit
from .edit_result import finish, told
from .edit_times import Moment
from .ripple import Key
from .strip_moves import new_channels

MOST = 1000
"""Copies that one call may make."""


@tool("write", needs="editing")
def duplicate_strips(
    session: Session,
    strips: Strips | None = None,
    start_time: Moment | None = None,
    channel: Channel | None = None,
    count: Whole = 1,
) -> Steps:
    """Duplicate strips of any kind; the copies keep their distances.

    Connected strips and inputs of effects are copied, too.

    Args:
        strips: Ids, names or rules; null for the selected ones.
        start_time: Where the first copy begins: seconds or a marker's name; null right behind.
        channel: Where the lowest copy goes; null for the same channels.
        count: How many times, one behind the other. Default 1.
    """
    edit = Edit(session)
    keys = _whole(edit, edit.free(chosen(session, strips), "duplicated", effects=True))
    if len(keys) * count > MOST:
        raise ToolError(
            "too_many_strips",
            f"that would be {counted(len(keys) * count, 'strip')}",
            field="count",
            allowed=f"at most {MOST:,} copies in one call",
        )
    edit.named |= {key for key in keys if key not in edit.asked}
    places = edit.lying()
    first = min(places[key].start for key in keys)
    length = max(places[key].end for key in keys) - first
    start = first + length if start_time is None else session.seen.frame_rate.snap(start_time)
    edit.draft.rounding = abs(start - start_time) if start_time is not None else 0.0
    channels = new_channels(edit, keys, channel)
    copies: list[Key] = []
    for turn in range(count):
        copies += _copied(edit, keys, start - first + turn * length, channels)
    result = yield from finish(edit, copies=copies)
    done = f"{told(edit, keys)} duplicated"
    if count > 1:
        done = f"{told(edit, keys)} duplicated: {counted(len(copies), 'copy')}"
    return result | {"done": done}


def _whole(edit: Edit, keys: Sequence[Key]) -> list[Key]:
    """Return keys with the inputs of effects among them, inputs first."""
    found: dict[Key, None] = {}

    def add(key: Key) -> None:
        strip = edit.targets[key].strip
        for name in strip.inputs if strip is not None else ():
            add(edit.own.keys[name])
        found[key] = None

    for key in keys:
        segment = edit.targets[key].segment
        if segment is not None and segment.animated:
            edit.skip(edit.targets[key], "its color is animated, which a copy would not be")
        else:
            add(key)
    return list(found)


def _copied(edit: Edit, keys: Sequence[Key], step: float, channels: Mapping[Key, int]) -> list[Key]:
    """Plan one copy of each."""
    made: dict[str, str] = {}
    rate = edit.session.seen.frame_rate
    copies: list[Key] = []
    for key in keys:
        target = edit.targets[key]
        channel = channels.get(key, target.channel)
        if target.segment is not None:
            segment = target.segment
            start, end = rate.snap(segment.start + step), rate.snap(segment.end + step)
            copy = edit.draft.copy(replace(segment, channel=channel, start=start, end=end))
            made[target.name] = copy.name
            copies.append(copy.id)
        else:
            strip = edit.draft.strips.now(target.name)
            inputs = tuple(made.get(name, name) for name in strip.inputs)
            start = rate.snap(target.start + step)
            name = edit.draft.strips.copy(target.name, start, channel, inputs)
            made[target.name] = name
            copies.append(name)
    edit.named |= set(copies)
    edit.asked |= set(copies)
    return copies
