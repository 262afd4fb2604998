"""Cuts between strips of a channel, and where the strips beside them go for a transition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...sequence.errors import ToolError
from ...sequence.frames import FrameRate
from ...sequence.numerals import shown
from ...sequence.strip import Move, Strip
from ...sequence.timelines import CHANNELS
from ...toolkit.world import Session

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Cut:
    """Where one strip of a channel ends and the next begins.

    Attributes:
        left: The strip before it.
        right: The strip after it.
        time: When, in seconds.
    """

    left: Strip
    right: Strip
    time: float


@dataclass(frozen=True, slots=True)
class Lane:
    """What transitions over cuts of one channel come to.

    Attributes:
        moves: The strips beside them, with longer handles, every second one on another channel.
        spans: Where each transition lies, by its cut.
        channel: The channel for the transitions themselves.
    """

    moves: tuple[Move, ...]
    spans: tuple[tuple[Cut, Span], ...]
    channel: int


def cuts_among(strips: Iterable[Strip], rate: FrameRate) -> list[Cut]:
    """Return the cuts between neighbors, both seen or both heard, by channel and time."""
    row = sorted(strips, key=lambda strip: (strip.channel, strip.start))
    half = rate.frame_length / 2
    return [
        Cut(left, right, right.start)
        for left, right in zip(row, row[1:], strict=False)
        if left.channel == right.channel
        and abs(left.end - right.start) < half
        and (left.kind == "sound") == (right.kind == "sound")
    ]


def missing_frames(cut: Cut, before: float, after: float, rate: FrameRate) -> str:
    """Say which handles a transition lacks; empty where both strips reach far enough.

    Args:
        cut: The cut.
        before: Seconds by which the right strip begins earlier.
        after: Seconds by which the left one ends later.
        rate: The frames.
    """
    left, right = cut.left, cut.right
    parts = []
    if left.content_length is not None:
        short = rate.frame_of(after) - rate.frame_of(left.content + left.content_length - left.end)
        parts += [f"{shown(left.name)} has {short} frames too few after its end"] * (short > 0)
    if right.content_length is not None:
        short = rate.frame_of(before) - rate.frame_of(right.start - right.content)
        parts += [f"{shown(right.name)} has {short} frames too few before its start"] * (short > 0)
    return " and ".join(parts)


def lane_of(session: Session, cuts: Sequence[Cut], frames: int, taken: list[Strip]) -> Lane:
    """Return where strips go so that those beside each cut overlap around it.

    The strip after a cut changes to the next channel that is free for all of them, and the one
    after that stays, so that a row of cuts needs two.

    Args:
        session: The world.
        cuts: Cuts of one channel, in time's order.
        frames: How long each transition is; half of it lies before the cut.
        taken: What other lanes put somewhere; what this one puts there is added.

    Raises:
        ToolError: `no_free_channel`.
    """
    rate = session.seen.frame_rate
    before, after = rate.time_of(frames // 2), rate.time_of(frames - frames // 2)
    spans = {
        strip.name: [strip.start, strip.end] for cut in cuts for strip in (cut.left, cut.right)
    }
    by_name = {strip.name: strip for cut in cuts for strip in (cut.left, cut.right)}
    up: set[str] = set()
    for cut in cuts:
        spans[cut.left.name][1] += after
        spans[cut.right.name][0] -= before
        if cut.left.name not in up:
            up.add(cut.right.name)
    wide = {name: (span[0], span[1]) for name, span in spans.items()}
    home = cuts[0].left.channel
    others = [s for s in session.seen.strips if s.name not in wide] + taken
    over = _free(session, others, home, [wide[name] for name in sorted(up)], "the strips")
    laps = [(cut, (cut.time - before, cut.time + after)) for cut in cuts]
    top = _free(session, others, max(home, over), [span for _, span in laps], "the transition")
    moves = [
        Move(name, *span, shift=False, channel=over if name in up else home)
        for name, span in wide.items()
    ]
    taken += [
        Strip(name, by_name[name].kind, over if name in up else home, *span)
        for name, span in wide.items()
    ]
    taken += [Strip("", "cross", top, *span) for _, span in laps]
    return Lane(tuple(moves), tuple(laps), top)


def _free(
    session: Session, others: Sequence[Strip], above: int, spans: Sequence[Span], what: str
) -> int:
    """Return the next channel above another on which nothing lies in any of some spans."""
    for channel in range(above + 1, CHANNELS + 1):
        if channel in session.seen.locked:
            continue
        there = [strip for strip in others if strip.channel == channel]
        if any(strip.overlaps(start + 1e-6, end - 1e-6) for strip in there for start, end in spans):
            continue
        guarded = session.seen.protections
        if not any(p.covers(channel, *span) for p in guarded for span in spans):
            return channel
    raise ToolError(
        "no_free_channel",
        f"no channel above {above} is free for {what}",
        field="channel",
        hint="move or delete strips above, or choose fewer cuts",
    )
