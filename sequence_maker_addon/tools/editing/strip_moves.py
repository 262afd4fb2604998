"""The function that moves strips in time or to other channels."""

from __future__ import annotations

from collections.abc import Sequence

from ...sequence.errors import ToolError
from ...toolkit.jobs import Steps
from ...toolkit.parameters import Channel, Flag
from ...toolkit.registry import tool
from ...toolkit.world import Session
from .choosing import Strips, chosen
from .edit import Edit
from .edit_result import along, carry_markers, finish, signed, told
from .edit_times import Moment, Offset, RippleMode
from .ripple import Key, Shift, channels_of


@tool("write", needs="editing", ripple="What later strips do", by="Seconds; below 0 earlier")
def move_strips(
    session: Session,
    strips: Strips | None = None,
    by: Offset | None = None,
    to: Moment | None = None,
    channel: Channel | None = None,
    ripple: RippleMode = "none",
    markers: Flag = False,
) -> Steps:
    """Move strips of any kind in time or to another channel; they keep their distances.

    Connected strips and effects go along. A ripple moves whatever begins later by as much; what
    spans the point stays whole.

    Args:
        strips: Ids (s12), names, or rules such as "selected", "all movies on channel 2", "every
            2nd image from 10 to 60 s"; null for the selected ones.
        by: Seconds later, negative earlier; "10 frames" works too.
        to: Where the first of them is to begin: seconds or a marker's name.
        channel: Where the lowest goes; the others keep their distance. Null keeps channels.
        ripple: Later strips on "channel" (those of the strips) or "all" unlocked channels move
            along. Default none.
        markers: Markers move along with the ripple.
    """
    if by is None and to is None and channel is None:
        raise ToolError("missing_argument", "say where to: by, to or channel", field="by")
    if by is not None and to is not None:
        raise ToolError("invalid_argument", "give by or to, not both", field="to")
    edit = Edit(session)
    keys = edit.free(chosen(session, strips), "moved")
    places = edit.lying()
    first = min(places[key].start for key in keys)
    step = session.seen.frame_rate.snap(by or 0.0) if to is None else to - first
    step = session.seen.frame_rate.snap(step)
    edit.draft.rounding = abs(step - (by or 0.0)) if to is None else abs(first + step - to)
    touched = set().union(*map(edit.own.touched, keys))
    shifts = [Shift(first, step, channels_of(ripple, touched, session.seen.locked))]
    edit.ripple(shifts, but=keys)
    edit.shift(dict.fromkeys(keys, step), new_channels(edit, keys, channel))
    if markers and ripple != "none":
        carry_markers(edit, shifts)
    result = yield from finish(edit, moved=keys)
    how = signed(step) if step else ""
    if channel is not None:
        how = f"{how} to channel {channel}" if how else f"to channel {channel}"
    done = f"{told(edit, keys)} moved {how}" if how else f"{told(edit, keys)} moved"
    return result | {"done": done + along(result)}


def new_channels(edit: Edit, keys: Sequence[Key], channel: int | None) -> dict[Key, int]:
    """Return the new channels of those that were asked for; what only goes along stays on its."""
    if channel is None:
        return {}
    named = [key for key in keys if key in edit.named] or keys
    old = {key: edit.targets[key].channel for key in named}
    step = channel - min(old.values())
    found = {key: number + step for key, number in old.items()}
    if max(found.values()) > 128:
        highest = 128 - max(old.values()) + min(old.values())
        raise ToolError(
            "unknown_channel",
            "the highest of the strips would pass channel 128",
            field="channel",
            allowed=f"1 to {highest}",
        )
    locked = sorted(set(found.values()) & edit.session.seen.locked)
    if locked:
        raise ToolError(
            "channel_locked",
            f"channel {locked[0]} is locked",
            field="channel",
            hint="ask the user to unlock it, or use another channel",
        )
    return found
