"""The function that lays transitions over cuts, and crossfades sounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any, Literal

from ...sequence.draft import Draft
from ...sequence.errors import ToolError
from ...sequence.frames import FrameRate
from ...sequence.numerals import counted, shown
from ...sequence.strip import Strip
from ...toolkit.commit import commit
from ...toolkit.jobs import Steps
from ...toolkit.parameters import CHOICE, CHOSEN, Channel, Flag, Length, Time
from ...toolkit.registry import tool
from ...toolkit.report import with_left
from ...toolkit.world import Session
from ..editing.choosing import Strips, chosen
from ..places.arrangement import everything
from ..places.ranges import scene_of
from .cuts import Cut, Lane, cuts_among, lane_of, missing_frames
from .fading import fade
from .unlocking import held

Transition = Annotated[Literal["cross", "gamma_cross", "wipe"], CHOSEN, CHOICE]
NEAR = 0.5
"""Seconds that a cut may be from where it is said to be."""


@tool("write", needs="strips")
def add_transition(
    session: Session,
    kind: Transition = "cross",
    length: Length = 1.0,
    at: Time | None = None,
    channel: Channel | None = None,
    strips: Strips | None = None,
    sound: Flag = False,
) -> Steps:
    """Lay transitions over cuts: strips are extended into each other, every second one goes up.

    Args:
        kind: Which.
        length: Seconds, half of them before the cut. Default 1.
        at: Time of one cut; null for all of the channel or strips.
        channel: Whose cuts.
        strips: Only cuts between these; without a channel or time null means the selected ones.
        sound: Also crossfade the sounds that are connected with the strips.
    """
    rate = session.seen.frame_rate
    frames = rate.frame_of(length)
    if frames < 2:
        message = "a transition lasts two frames at least"
        allowed = f"{2 * rate.frame_length:.3g} s or more"
        raise ToolError("invalid_argument", message, field="length", allowed=allowed)
    cuts = _cuts(session, at, channel, strips)
    fit, skipped = _fitting(session, cuts, frames)
    if sound:
        heard, more = _fitting(session, _connected(session, fit), frames)
        fit, skipped = [*fit, *heard], [*skipped, *more]
    draft = session.draft()
    lanes, taken = [], list[Strip]()
    for home in sorted({cut.left.channel for cut in fit}):
        row = [cut for cut in fit if cut.left.channel == home]
        lanes.append(lane_of(session, row, frames, taken))
        _extend(session, draft, lanes[-1])
    names = [name for lane in lanes for name in _laid(session, draft, lane, kind)]
    result = yield from commit(session, draft, skipped=skipped)
    return result | _told(names, lanes, len(skipped))


def _told(names: Sequence[str], lanes: Sequence[Lane], left: int) -> dict[str, Any]:
    spans = [(cut, span, lane.channel) for lane in lanes for cut, span in lane.spans]
    rows = [
        {
            "between": [cut.left.name, cut.right.name],
            "start_time": round(span[0], 6),
            "end_time": round(span[1], 6),
        }
        | ({"crossfade": True} if cut.left.kind == "sound" else {"strip": name, "channel": top})
        for (cut, span, top), name in zip(spans, names, strict=True)
    ]
    moved = [
        {"strip": m.name, "channel": m.channel, "start_time": m.start, "end_time": m.end}
        for lane in lanes
        for m in lane.moves
    ]
    done = with_left(f"{counted(len(rows), 'transition')} added", left)
    return {"done": done, "transitions": rows[:20], "extended": moved[:20], "count": len(rows)}


def _cuts(
    session: Session, at: float | None, channel: int | None, strips: list[str] | None
) -> list[Cut]:
    """Return the cuts that are meant.

    Raises:
        ToolError: `nothing_there`, naming the cuts that are there.
    """
    scene_of(session)
    rate, every = session.seen.frame_rate, [s for s in session.seen.strips if not s.inputs]
    if strips is not None or (at is None and channel is None):
        names = {target.name for target in chosen(session, strips)}
        every = [strip for strip in every if strip.name in names]
    found = [c for c in cuts_among(every, rate) if channel in (None, c.left.channel)]
    there = found
    if at is not None:
        nearest = min((abs(cut.time - at) for cut in found), default=NEAR + 1)
        found = [c for c in found if abs(c.time - at) <= min(nearest, NEAR) + 1e-6]
        found = found if channel is not None else _seen_first(found)
    if not found:
        where = f" at {at:g} s" if at is not None else ""
        known = [f"{cut.time:g} s on channel {cut.left.channel}" for cut in there[:40]]
        raise ToolError(
            "nothing_there",
            f"no strip ends where the next one begins{where}",
            field="at" if at is not None else "strips",
            allowed=known or "no cut is there",
            hint="close the gap first",
        )
    return found


def _seen_first(cuts: list[Cut]) -> list[Cut]:
    """Keep pictures of cuts at one time, where there are any."""
    return [cut for cut in cuts if cut.left.kind != "sound"] or cuts


def _fitting(
    session: Session, cuts: Sequence[Cut], frames: int
) -> tuple[list[Cut], list[dict[str, Any]]]:
    """Return the cuts on which a transition can lie, and why it cannot on others.

    Raises:
        ToolError: `no_handles`, or as the only reason says, where none is left.
    """
    rate = session.seen.frame_rate
    before, after = rate.time_of(frames // 2), rate.time_of(frames - frames // 2)
    targets = {target.name: target for target in everything(session)}
    fit: list[Cut] = []
    skipped: list[dict[str, Any]] = []
    handles = ""
    for cut in cuts:
        reasons = [held(session, targets[s.name]) for s in (cut.left, cut.right)]
        reasons += [_bound(session, s) for s in (cut.left, cut.right)]
        reasons += [_too_short(cut, before, after)]
        last = fit[-1] if fit else None
        if last is not None and last.right.name == cut.left.name:
            close = cut.time - last.time + 1e-6 < before + after
            reasons += ["the transition before it would reach into this one"] if close else []
        short = missing_frames(cut, before, after, rate)
        reason = next((reason for reason in reasons if reason), short)
        handles = handles or (reason if reason == short else "")
        if reason:
            row = {"cut": round(cut.time, 6), "channel": cut.left.channel, "reason": reason}
            skipped.append(row)
        else:
            fit.append(cut)
    if cuts and not fit:
        if not handles:
            raise ToolError("cannot_cut", skipped[0]["reason"], field="strips")
        hint = "trim the strips, or use a shorter length"
        raise ToolError("no_handles", handles, field="length", hint=hint)
    return fit, skipped


def _too_short(cut: Cut, before: float, after: float) -> str:
    """Say which strip a transition would reach beyond, on the side away from the cut."""
    if cut.left.start > cut.time - before + 1e-6:
        return f"{shown(cut.left.name)} is shorter than half of the transition"
    if cut.right.end < cut.time + after - 1e-6:
        return f"{shown(cut.right.name)} is shorter than half of the transition"
    return ""


def _bound(session: Session, strip: Strip) -> str:
    """Say why no transition may lie on a strip, whoever locked it or not."""
    if strip.users:
        return f"{shown(strip.name)} is needed by {shown(strip.users[0])} already"
    if strip.kind == "color" and any(s.name == strip.name for s in session.seen.segments):
        return f"{shown(strip.name)} is a segment: give it an end_color instead"
    return ""


def _connected(session: Session, cuts: Sequence[Cut]) -> list[Cut]:
    """Return the cuts between the sounds that are connected with the strips of cuts."""
    rate, by_name = session.seen.frame_rate, session.seen.by_name
    found: list[Cut] = []
    for cut in cuts:
        sides = [
            [by_name[n] for n in session.seen.connected(s.name) if by_name[n].kind == "sound"]
            for s in (cut.left, cut.right)
        ]
        found += [
            other
            for other in cuts_among([*sides[0], *sides[1]], rate)
            if abs(other.time - cut.time) < rate.frame_length
        ]
    return sorted(found, key=lambda cut: cut.time)


def _extend(session: Session, draft: Draft, lane: Lane) -> None:
    stays = [name for move in lane.moves for name in session.seen.connected(move.name)]
    draft.strips.move(lane.moves, without=stays)


def _laid(session: Session, draft: Draft, lane: Lane, kind: str) -> list[str]:
    """Plan the transitions of a lane; return their names, which sounds have none of."""
    rate, names = session.seen.frame_rate, []
    for cut, (start, end) in lane.spans:
        if cut.left.kind == "sound":
            _crossfade(session, draft, cut, end - start, rate)
            names.append("")
            continue
        inputs = (cut.left.name, cut.right.name)
        called = kind.replace("_", " ").title()
        whole = {"values": {}, "inputs": list(inputs)}
        made = Strip(called, kind, lane.channel, start, end, start, inputs=inputs, whole=whole)
        names.append(draft.strips.add(made))
    return names


def _crossfade(session: Session, draft: Draft, cut: Cut, length: float, rate: FrameRate) -> None:
    known = scene_of(session).closely((cut.left.name, cut.right.name))
    for name, into, out in ((cut.left.name, None, length), (cut.right.name, length, None)):
        now = draft.strips.now(name)
        strip = replace(known[name], settings=now.settings or known[name].settings)
        fade(draft, strip, into, out, rate)
