"""The function that deletes strips, or ranges of time."""

from __future__ import annotations

from collections.abc import Sequence

from ...sequence.errors import ToolError
from ...sequence.numerals import counted
from ...sequence.rules import NEAR
from ...toolkit.jobs import Steps
from ...toolkit.parameters import Channels, Flag
from ...toolkit.registry import tool
from ...toolkit.world import Session
from .choosing import Strips, chosen
from .edit import Edit
from .edit_result import along, carry_markers, finish, rows, told
from .edit_times import Ranges, RippleMode
from .range_removal import erased, merged
from .ripple import Key, Ripple, Shift, channels_of


@tool("write", needs="editing", ripple="What later strips do")
def delete_strips(
    session: Session,
    strips: Strips | None = None,
    ranges: Ranges | None = None,
    channels: Channels | None = None,
    ripple: RippleMode = "none",
    markers: Flag = False,
) -> Steps:
    """Delete strips of any kind, or ranges of time with whatever lies in them.

    Connected strips go along, and effects that need one. At the ends of a range strips are cut;
    with a ripple the gaps close, and what spans a deleted strip elsewhere stays whole.

    Args:
        strips: Ids, names or rules; null for the selected ones, or with ranges.
        ranges: Instead of strips: pairs of start and end in seconds, such as [[10, 12.5]].
        channels: Ranges of these channels only; null for all unlocked ones.
        ripple: Later strips on "channel" (those of what goes) or "all" unlocked channels close
            up. Default none.
        markers: Markers move along with the ripple.
    """
    if strips is not None and ranges is not None:
        raise ToolError("invalid_argument", "give strips or ranges, not both", field="ranges")
    edit = Edit(session)
    if ranges is None:
        keys = edit.free(chosen(session, strips), "deleted", effects=True)
        shifts = _gaps(edit, keys, ripple)
        gone = [edit.targets[key] for key in keys]
        gone += [edit.targets[edit.own.keys[name]] for name in edit.remove(keys)]
        what, left = told(edit, keys), list[Key]()
    else:
        spans = merged(ranges, session.seen.frame_rate)
        gone, left, touched = erased(edit, spans, channels, ripple != "none")
        on = channels_of(ripple, touched, session.seen.locked)
        shifts = [Shift(end, start - end, on) for start, end in spans]
        what = counted(len(spans), "range")
    edit.ripple(shifts)
    if markers and ripple != "none":
        carry_markers(edit, shifts)
    result = yield from finish(edit, parts=left)
    result |= rows("removed", gone)
    done = f"{what} deleted"
    if ranges is not None:
        done = f"{what} deleted: {counted(len(gone), 'strip')}"
    return result | {"done": done + along(result)}


def _gaps(edit: Edit, keys: Sequence[Key], ripple: Ripple) -> list[Shift]:
    """Return the gaps that strips leave and that close: what connected ones leave in common.

    A transition to a strip that stays is no gap.
    """
    found: dict[Shift, None] = {}
    going = set(keys)
    for key in keys if ripple != "none" else ():
        group = [other for other in edit.own.together(key) if other in going]
        spans = [_alone(edit, other, going) for other in group]
        start, end = max(s for s, _ in spans), min(e for _, e in spans)
        channels = channels_of(ripple, edit.own.touched(key), edit.session.seen.locked)
        strip = edit.targets[key].strip
        if end - start > NEAR and not (strip and strip.inputs):
            found[Shift(end, start - end, channels)] = None
    return list(found)


def _alone(edit: Edit, key: Key, going: set[Key]) -> tuple[float, float]:
    """Return the time of a strip without what an effect joins with one that stays."""
    target, by_name = edit.targets[key], edit.session.seen.by_name
    start, end = target.start, target.end
    for user in target.strip.users if target.strip is not None else ():
        for name in by_name[user].inputs:
            other = by_name[name]
            if name == target.name or edit.own.keys[name] in going:
                continue
            if other.start < target.start:
                start = max(start, other.end)
            else:
                end = min(end, other.start)
    return start, end
