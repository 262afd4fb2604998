"""The function that moves the handles of strips, or their content under the handles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...sequence.errors import ToolError
from ...sequence.numerals import shown
from ...sequence.rules import NEAR
from ...sequence.strip import Move
from ...toolkit.jobs import Steps
from ...toolkit.registry import tool
from ...toolkit.world import Session
from .choosing import Strips, chosen
from .edit import Edit, Place
from .edit_result import along, finish, told
from .edit_times import Moment, Offset, RippleMode
from .ripple import Key, Ripple, Shift, channels_of


@dataclass(frozen=True, slots=True)
class Trim:
    """What becomes of the handles of a strip: steps in seconds, later or (negative) earlier."""

    start: float = 0.0
    end: float = 0.0


@tool(
    "write",
    needs="editing",
    ripple="What later strips do",
    start_by="Seconds by which the start moves; below 0 earlier",
    end_by="Seconds by which the end moves; below 0 earlier",
    slip_by="Seconds by which the content moves under the handles; below 0 earlier",
)
def trim_strips(
    session: Session,
    strips: Strips | None = None,
    start_time: Moment | None = None,
    end_time: Moment | None = None,
    start_by: Offset | None = None,
    end_by: Offset | None = None,
    slip_by: Offset | None = None,
    ripple: RippleMode = "none",
) -> Steps:
    """Move the start or end of strips (trim), or their content under fixed handles (slip).

    Movies and sounds reach as far as their content. With a ripple the start stays where it is,
    and whatever begins later closes up or makes room.

    Args:
        strips: Ids, names or rules; null for the selected ones.
        start_time: New start: seconds or a marker's name.
        end_time: New end.
        start_by: Start later by seconds, negative earlier; "10 frames" works too.
        end_by: End later by seconds, negative earlier.
        slip_by: Content later by seconds, negative earlier; handles stay.
        ripple: Later strips on "channel" (those of the strips) or "all" unlocked channels follow.
            Default none.
    """
    if (start_time, start_by, end_time, end_by, slip_by) == (None,) * 5:
        message = "say what to trim: start_time, end_time, start_by, end_by or slip_by"
        raise ToolError("missing_argument", message, field="start_time")
    if None not in (start_time, start_by) or None not in (end_time, end_by):
        message = "give a time or a step of an edge, not both"
        raise ToolError("invalid_argument", message, field="start_by")
    edit = Edit(session)
    keys = edit.free(chosen(session, strips), "trimmed")
    places = edit.lying()
    trims = _trims(edit, places, (start_time, start_by), (end_time, end_by))
    slip = session.seen.frame_rate.snap(slip_by or 0.0)
    for key in keys:
        _refuse_beyond(edit, places[key], trims[key], slip)
    plan = edit.plan(_shifts(edit, places, trims, ripple))
    edit.move({key: _move(places[key], trims[key], slip) for key in keys})
    if ripple != "none":
        for key in keys:
            plan.by[key] = plan.by.get(key, 0.0) - max(trims[key].start, 0.0)
        edit.carry_out(plan, whole=False)
    result = yield from finish(edit, trimmed=keys)
    is_trimmed = any(t.start or t.end for t in trims.values())
    done = f"{told(edit, keys)} trimmed" if is_trimmed else f"{told(edit, keys)} slipped"
    return result | {"done": done + along(result)}


def _trims(
    edit: Edit,
    places: Mapping[Key, Place],
    start: tuple[float | None, float | None],
    end: tuple[float | None, float | None],
) -> dict[Key, Trim]:
    """Return the steps of both edges of each strip; what is connected takes the same steps."""
    rate = edit.session.seen.frame_rate
    named: dict[Key, Trim] = {}
    for key in edit.named:
        steps = []
        for edge, (time, by) in ((places[key].start, start), (places[key].end, end)):
            step = (time - edge) if time is not None else (by or 0.0)
            steps.append(rate.snap(step))
            edit.draft.rounding = max(edit.draft.rounding, abs(steps[-1] - step))
        named[key] = Trim(*steps)
    found = dict(named)
    for key, trim in named.items():
        for other in edit.own.together(key):
            found.setdefault(other, trim)
    return found


def _refuse_beyond(edit: Edit, place: Place, trim: Trim, slip: float) -> None:
    """Refuse handles that would cross, or reach beyond the content.

    Raises:
        ToolError: `invalid_time`, saying how much is there.
    """
    rate, name = edit.session.seen.frame_rate, shown(edit.name(place.key))
    start, end = place.start + trim.start, place.end + trim.end
    left = min(end, place.end) - max(start, place.start)
    if rate.frame_of(left) < 1:
        message = f"nothing would be left of {name}: it lasts {place.end - place.start:g} s"
        raise ToolError("invalid_time", message, field="strips", hint="delete_strips removes it")
    if start < min(place.start, 0.0) - NEAR:
        message = f"{name} would begin {-start:g} s before the sequence"
        allowed = f"at most {max(place.start, 0.0):g} s earlier"
        raise ToolError("out_of_range", message, field="start_by", allowed=allowed)
    if isinstance(place.key, int):
        if slip:
            message = f"{name} has no content that could slip"
            raise ToolError("invalid_time", message, field="slip_by")
        return
    strip = edit.draft.strips.now(place.key)
    length = strip.content_length
    if length is None:
        return
    head = start - (strip.content + slip)
    tail = (strip.content + slip + length) - end
    for over, was, edge, changed in (
        (head, place.start - strip.content, "before its start", trim.start < 0 or slip > 0),
        (tail, strip.content + length - place.end, "behind its end", trim.end > 0 or slip < 0),
    ):
        if changed and over < -NEAR and over < was - NEAR:
            frames = max(rate.frame_of(was), 0)
            missing = rate.frame_of(-over)
            raise ToolError(
                "invalid_time",
                f"{name} has {frames} frames ({max(was, 0.0):.3g} s) of content {edge}, "
                f"{missing} fewer than that needs",
                field="slip_by" if slip else "strips",
                allowed=f"at most {max(was, 0.0):.6g} s",
            )


def _shifts(
    edit: Edit, places: Mapping[Key, Place], trims: Mapping[Key, Trim], ripple: Ripple
) -> list[Shift]:
    """Return the room that comes and goes, once for strips that are connected."""
    found: dict[Shift, None] = {}
    locked = edit.session.seen.locked
    for key in sorted(edit.named, key=str) if ripple != "none" else ():
        place, trim = places[key], trims[key]
        channels = channels_of(ripple, edit.own.touched(key), locked)
        if trim.start:
            found[Shift(place.start + max(trim.start, 0.0), -trim.start, channels)] = None
        if trim.end:
            found[Shift(_cut_behind(edit, places, key), trim.end, channels)] = None
    return list(found)


def _cut_behind(edit: Edit, places: Mapping[Key, Place], key: Key) -> float:
    """Return where what follows a strip begins: behind it, or with the transition to the next."""
    place, target = places[key], edit.targets[key]
    cuts = [place.end]
    for name in target.strip.users if target.strip is not None else ():
        effect = places.get(name)
        if effect is not None and effect.start > place.start + NEAR:
            cuts.append(effect.start)
    return min(cuts)


def _move(place: Place, trim: Trim, slip: float) -> Move:
    start, end = place.start + trim.start, place.end + trim.end
    return Move(str(place.key), start, end, False, slip=slip)
