"""What belongs together when strips are edited: connected ones, parts of cut ones, effects."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterable, Mapping, Sequence

from ...sequence.numerals import shown
from ...sequence.rules import NEAR
from ...toolkit.world import Session
from ..places.arrangement import Target, held
from .ripple import Key


def key_of(target: Target) -> Key:
    """Return what a strip is called while it is edited."""
    return target.segment.id if target.segment is not None else target.name


class Belonging:
    """Which strips go together, their parts included.

    Attributes:
        keys: The keys of all strips by their names.
    """

    def __init__(self, session: Session, targets: Mapping[Key, Target]) -> None:
        self._session, self._targets = session, targets
        self.keys = {target.name: key for key, target in targets.items()}
        self._roots: dict[Key, Key] = {}
        self._parts: dict[Key, list[Key]] = {}
        self._cuts: dict[Key, list[float]] = {}
        self._groups: dict[Key, Key] = {}

    def together(self, key: Key) -> list[Key]:
        """Return a strip and those that are connected with it."""
        others = self._session.seen.connected(self._targets[key].name)
        return [key, *(self.keys[other] for other in others if other in self.keys)]

    def note_cut(self, key: Key, parts: Iterable[Key], times: Sequence[float]) -> None:
        """Remember that a strip was cut into parts at ascending times."""
        self._parts[key] = list(parts)
        self._roots |= dict.fromkeys(parts, key)
        known = self._cuts.get(self._root_group(key), ())
        self._cuts[self._root_group(key)] = sorted({*known, *times})

    def parts_of(self, key: Key) -> list[Key]:
        """Return the parts to which a strip was cut, itself the first."""
        return self._parts.get(key, [key])

    def target(self, key: Key) -> Target:
        """Return the strip that a key, or its part, is of."""
        return self._targets[self._roots.get(key, key)]

    def touched(self, key: Key) -> set[int]:
        """Return the channels of a strip and of all that is connected or joined with it."""
        by_name = self._session.seen.by_name
        found = set(self.together(key))
        for other in list(found):
            strip = self._targets[other].strip
            for user in strip.users if strip is not None else ():
                found |= {self.keys[name] for name in by_name[user].inputs}
        return {self._targets[other].channel for other in found}

    def is_effect(self, key: Key) -> bool:
        """Tell whether a strip is an effect of others."""
        target = self._targets.get(key)
        return bool(target and target.strip and target.strip.inputs)

    def group(self, key: Key, start: float) -> tuple[Key, int]:
        """Return the same for all that moves together.

        Args:
            key: Which.
            start: Where it begins, in seconds, before anything moved.
        """
        group = self._root_group(self._roots.get(key, key))
        return group, bisect_right(self._cuts.get(group, ()), start + NEAR)

    def held(self, key: Key) -> str:
        """Say why a strip may not be moved; empty where it may, or is new."""
        root = self._roots.get(key, key)
        return held(self._session, self._targets[root]) if root in self._targets else ""

    def reason(self, target: Target, asked: Container[Key] | None = None) -> str:
        """Say why a strip may not be edited, itself or one that is connected with it.

        Args:
            target: The strip.
            asked: Of an effect that follows its inputs what else is edited.
        """
        for key in self.together(key_of(target)):
            reason = self.held(key)
            if reason:
                name = self._targets[key].name
                own = name == target.name
                return reason if own else f"it is connected with {shown(name)}: {reason}"
        inputs = target.strip.inputs if target.strip is not None else ()
        absent = [] if asked is None else [shown(n) for n in inputs if self.keys[n] not in asked]
        return f"it is an effect and goes where {' and '.join(absent)} goes" if absent else ""

    def _root_group(self, key: Key) -> Key:
        """Return what stands for a strip and all that are connected with it."""
        if key not in self._groups:
            self._groups |= dict.fromkeys(
                self.together(key) if key in self._targets else [key], key
            )
        return self._groups[key]
