"""One way to edit strips of any kind, segments among them, on one draft; nothing overlaps."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ...sequence.errors import ToolError
from ...sequence.numerals import shown
from ...sequence.rules import NEAR
from ...sequence.segment import Segment
from ...sequence.strip import Move
from ...toolkit.world import Session
from ..places.arrangement import Target, everything
from .belonging import Belonging, key_of
from .ripple import Key, Piece, Rippled, Shift, rippled


@dataclass(frozen=True, slots=True)
class Place:
    """Where a strip lies in the draft."""

    key: Key
    channel: int
    start: float
    end: float


class Edit:
    """Strips as they would be: moved, trimmed, cut, copied, removed, each with what belongs to it.

    Attributes:
        draft: Where all of it is planned.
        own: What belongs together.
        targets: All strips as they were, by key.
        skipped: What stays as it is, with its reason.
        named: Keys of those that the call named and that may be edited.
        asked: The same with those that are connected; what else moves has been rippled.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.draft = session.draft()
        self.targets = {key_of(target): target for target in everything(session)}
        self.skipped: list[dict[str, object]] = []
        self.named: set[Key] = set()
        self.asked: set[Key] = set()
        self.own = Belonging(session, self.targets)
        self._segment_names = {s.name for s in session.seen.segments}

    def skip(self, target: Target, reason: str) -> None:
        """Leave a strip as it is."""
        row = {"strip": target.name, "channel": target.channel, "reason": reason}
        self.skipped.append(row)

    def free(self, targets: Iterable[Target], what: str, effects: bool = False) -> list[Key]:
        """Return those that may be edited, with what is connected; the others are skipped.

        Args:
            targets: Which are meant.
            what: What becomes of them, such as `moved`.
            effects: Effects are returned, too; else those are left out whose inputs are there,
                for they follow, and the others skipped.

        Raises:
            ToolError: `cannot_move` where not one may be edited.
        """
        found: dict[Key, None] = {}
        asked = {key_of(target): target for target in targets}
        for key, target in asked.items():
            follows = bool(target.strip and target.strip.inputs) and not effects
            reason = self.own.reason(target, asked if follows else None)
            if reason:
                self.skip(target, reason)
            elif not follows:
                self.named.add(key)
                found |= dict.fromkeys(self.own.together(key))
        if not found:
            first = self.skipped[0]
            raise ToolError(
                "cannot_move",
                f"{shown(first['strip'])} cannot be {what}: {first['reason']}",
                field="strips",
                hint="nothing was changed",
            )
        self.asked |= found.keys()
        return list(found)

    def cut(self, times: Mapping[Key, Sequence[float]]) -> None:
        """Cut strips at ascending times; name the connected ones, too."""
        segments = {segment.id: segment for segment in self.draft.segments()}
        for key, edges in times.items():
            target = self.targets[key]
            if isinstance(key, int):
                parts: list[Key] = [part.id for part in self.draft.cut(segments[key], edges)]
            else:
                others = self.session.seen.connected(target.name)
                parts = list(self.draft.strips.cut(target.name, edges, without=others))
            self.own.note_cut(key, parts, edges)
            self.asked |= set(parts)

    def move(self, moves: Mapping[Key, Move]) -> None:
        """Give strips new handles; name the connected ones, too."""
        segments = {segment.id: segment for segment in self.draft.segments()}
        self.draft.rearrange(
            {key: _moved(segments[key], move) for key, move in moves.items() if key in segments}
        )
        others = [move for key, move in moves.items() if key not in segments]
        self.draft.strips.move(others, without=self._names)

    def shift(self, by: Mapping[Key, float], channels: Mapping[Key, int] | None = None) -> None:
        """Move strips by seconds, some of them to other channels."""
        places, rate = self.lying(), self.session.seen.frame_rate
        moves = {}
        for key, seconds in by.items():
            place, channel = places[key], (channels or {}).get(key)
            start, end = rate.snap(place.start + seconds), rate.snap(place.end + seconds)
            if start < min(place.start, 0.0) - NEAR:
                raise ToolError(
                    "out_of_range",
                    f"{shown(self.name(key))} would begin {-start:g} s before the sequence",
                    allowed=f"at most {place.start:g} s earlier",
                )
            moves[key] = Move(str(key), start, end, True, channel)
        self.move(moves)

    def remove(self, keys: Iterable[Key]) -> list[str]:
        """Take strips out, and the effects that need them; return the names of these."""
        keys = dict.fromkeys(keys)
        segments = {segment.id for segment in self.draft.segments()}
        self.draft.rearrange({key: None for key in keys if key in segments})  # type: ignore[misc]
        names = [str(key) for key in keys if key not in segments]
        return self.draft.strips.remove(names, without=self._names - set(names))

    def plan(self, shifts: Sequence[Shift], but: Collection[Key] = ()) -> Rippled:
        """Return what room that comes and goes moves, all but some."""
        shifts = [shift for shift in shifts if shift.channels and shift.by]
        spared = set(but)
        return rippled((p for p in self.pieces() if p.key not in spared) if shifts else (), shifts)

    def ripple(self, shifts: Sequence[Shift], but: Collection[Key] = ()) -> None:
        """Move what begins later, all but some."""
        self.carry_out(self.plan(shifts, but), spared=but)

    def carry_out(self, plan: Rippled, whole: bool = True, spared: Collection[Key] = ()) -> None:
        """Move what a plan moves, and note what stays.

        Args:
            plan: By how much each goes.
            whole: Refuse to move the inputs of an effect by different amounts.
            spared: Those that are moved otherwise.
        """
        if whole:
            self._refuse_torn(plan, spared)
        picture = self.draft.strips.picture()
        going = {k: by for k, by in plan.by.items() if k not in picture or not picture[k].inputs}
        self.shift(going)
        self.draft.rippled |= going.keys() - self.asked
        for key, reason in plan.stays.items():
            self.skip(self.own.target(key), reason)

    def pieces(self) -> list[Piece]:
        """Return all that lies there, for the planner; effects go with their last input."""
        picture, places = self.draft.strips.picture(), self.lying()
        found = []
        for key, place in places.items():
            last, strip = place, picture.get(str(key))
            for name in strip.inputs if strip is not None and isinstance(key, str) else ():
                below = places.get(self.own.keys.get(name, name))
                if below is not None and (last is place or below.start > last.start):
                    last = below
            group = self.own.group(last.key, last.start)
            held = self.own.held(key)
            follows = bool(strip is not None and strip.inputs and isinstance(key, str))
            found.append(Piece(key, place.channel, place.start, place.end, group, held, follows))
        return found

    def lying(self) -> dict[Key, Place]:
        """Return where all lies in the draft, by key."""
        found: dict[Key, Place] = {
            s.id: Place(s.id, s.channel, s.start, s.end) for s in self.draft.segments()
        }
        for name, strip in self.draft.strips.picture().items():
            if name not in self._segment_names:
                found[name] = Place(name, strip.channel, strip.start, strip.end)
        return found

    def name(self, key: Key) -> str:
        """Return a strip's name."""
        if isinstance(key, str):
            return key
        return next(
            s.name for s in (*self.draft.segments(), *self.session.seen.segments) if s.id == key
        )

    @property
    def _names(self) -> set[str]:
        return {*self.session.seen.by_name, *self.draft.strips.picture()}

    def _refuse_torn(self, plan: Rippled, spared: Collection[Key]) -> None:
        """Refuse to move the inputs of an effect by different amounts."""
        keys, but = self.own.keys, set(spared)
        for strip in self.draft.strips.picture().values():
            inputs = [keys.get(name, name) for name in strip.inputs]
            steps = [plan.by.get(key, 0.0) for key in inputs if key not in but]
            if steps and max(steps) - min(steps) > NEAR:
                names = " and ".join(map(shown, strip.inputs))
                raise ToolError(
                    "effect_broken",
                    f"{shown(strip.name)} joins {names}, which would move apart",
                    hint="choose a time outside of it, or delete it first",
                )


def _moved(segment: Segment, move: Move) -> Segment:
    """Return a segment at new handles; where one is only trimmed, a fade shows what it did."""
    channel = segment.channel if move.channel is None else move.channel
    if not move.shift and segment.start <= move.start and move.end <= segment.end:
        segment = segment.cut(move.start, move.end)
    return replace(segment, channel=channel, start=move.start, end=move.end)
