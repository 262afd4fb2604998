"""Strips of any kind that come or go with a change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from ...sequence.errors import ToolError
from ...sequence.strip import Strip, StripChange
from ..host import compat
from ..making import capturing, making
from ..making.making import Row
from ..making.placing import Place
from ..timeline import made_here, segment_ids

PlaceOf = Callable[[Strip], Place]


class Going:
    """What goes, kept whole before anything is written.

    Attributes:
        wholes: All that is needed to make each anew, by name.
    """

    def __init__(self, scene: Any, changes: Iterable[StripChange]) -> None:
        self._scene = scene
        self._strips = [c.before for c in changes if c.after is None and c.before is not None]
        strips = compat.strips(scene.sequence_editor)
        names = [strip.name for strip in self._strips]
        data = capturing.together(scene, [strips[name] for name in names])
        self.wholes = dict(zip(names, data, strict=True))

    @property
    def ids(self) -> set[int]:
        """The ids of those that go."""
        return {strip.id for strip in self._strips if strip.id}

    def back(self, place: PlaceOf) -> None:
        """Make those anew that are gone already."""
        there = compat.strips(self._scene.sequence_editor)
        rows = [
            Row(strip.name, strip.kind, place(strip), self.wholes[strip.name])
            for strip in self._strips
            if strip.name not in there
        ]
        making.make_all(self._scene, rows)


class Coming:
    """What comes and is no part of a cut: copies, and what is made of data.

    Attributes:
        changes: Those that it is about.
    """

    def __init__(self, scene: Any, changes: Iterable[StripChange]) -> None:
        self._scene = scene
        every = (c for c in changes if c.before is None and c.after is not None)
        self.changes = [change for change in every if not change.cut_from]
        copied = list(dict.fromkeys(c.copy_of for c in self.changes if c.copy_of))
        strips = compat.strips(scene.sequence_editor)
        data = capturing.together(scene, [strips[name] for name in copied])
        self._wholes = dict(zip(copied, data, strict=True))
        self._made: dict[str, Any] = {}

    def make(self, place: PlaceOf, names: Mapping[str, str]) -> dict[str, str]:
        """Make them.

        Args:
            place: Where a strip is to lie.
            names: The names that parts of a cut got by those that were foreseen.

        Returns:
            The names that they got by those that were foreseen.
        """
        rows = [self._row(change, place, names) for change in self.changes]
        making.make_all(self._scene, rows, self._made)
        return {name: str(strip.name) for name, strip in self._made.items()}

    def back(self) -> None:
        """Take away what was made, effects first."""
        strips = compat.strips(self._scene.sequence_editor)
        for strip in reversed(self._made.values()):
            strips.remove(strip)
        self._made.clear()

    def _row(self, change: StripChange, place: PlaceOf, names: Mapping[str, str]) -> Row:
        strip = change.after
        assert strip is not None
        data = strip.whole
        if change.copy_of:
            data = capturing.without_identity(self._wholes[change.copy_of], self._twins(change))
        if data is None:
            message = f"nothing is known of the strip {strip.name!r} that it could be made of"
            raise ToolError("cannot_make", message)
        inputs = [names.get(name, name) for name in strip.inputs or data.get("inputs", ())]
        return Row(strip.name, strip.kind, place(strip), {**data, "inputs": inputs})

    def _twins(self, change: StripChange) -> list[str]:
        """Return the copies, made together with one, of what its original is connected with."""
        joined = self._wholes[change.copy_of].get("connected", ())
        of: dict[str, list[str]] = {}
        for other in self.changes:
            of.setdefault(other.copy_of, []).append(other.name)
        turn = of[change.copy_of].index(change.name)
        return [of[name][turn] for name in joined if len(of.get(name, ())) > turn]


def identify(
    scene: Any, changes: Iterable[StripChange], names: Mapping[str, str], going: Going
) -> None:
    """Give strips that came their ids; one that came back has its own."""
    strips = {strip.name: strip for strip in compat.strips(scene.sequence_editor)}
    pairs = []
    for change in changes:
        if change.before is None and change.after is not None:
            strip = strips[names.get(change.name, change.name)]
            own = change.after.whole is not None and not change.copy_of
            if not own or type(strip.get(segment_ids.KEY)) is not int:
                made_here.give(scene, strip)
            pairs.append((strip[segment_ids.KEY], strip))
    segment_ids.remember(scene, pairs, going.ids)


def kept_whole(change: StripChange, going: Going) -> StripChange:
    """Return a change of a strip that went with all that is needed to make it anew."""
    assert change.before is not None
    return replace(change, before=replace(change.before, whole=going.wholes[change.name]))
