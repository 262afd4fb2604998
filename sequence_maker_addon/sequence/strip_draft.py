"""The part of a draft that is about strips of any kind and other states."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from typing import Any

from . import effects
from .change import StateChange
from .errors import ToolError
from .snapshot import Snapshot
from .strip import Move, Strip, StripChange, moved
from .timelines import Scene, storable


class StripDraft:
    """Strips of any kind as they would be; connected ones go along, effects follow their inputs.

    Attributes:
        along: Names of the strips that go along with one that was asked for.
    """

    def __init__(self, scene: Scene | None, seen: Snapshot) -> None:
        self._scene, self._seen = scene, seen
        self._before: dict[str, Strip] = {}
        self._changes: dict[str, StripChange] = {}
        self._states: dict[str, StateChange] = {}
        self._names: dict[str, str] = {}
        self.along: list[str] = []

    def move(self, moves: Sequence[Move], without: Iterable[str] = ()) -> None:
        """Bring strips to new handles, and those that are connected with them by as much.

        Args:
            moves: Where to.
            without: Names of connected strips that stay.
        """
        named = {move.name for move in moves} | set(without)
        for move in moves:
            before = self.now(move.name)
            if before.inputs:
                raise effects.goes_with_inputs(before)
            after = moved(before, move)
            self._put(after)
            for name in self._connected(move.name, named):
                named.add(name)
                other = self.now(name)
                start, end = after.start - before.start, after.end - before.end
                new = Move(name, other.start + start, other.end + end, move.shift, None, move.slip)
                self._put(moved(other, new))
                self.along.append(name)

    def cut(self, name: str, times: Sequence[float], without: Iterable[str] = ()) -> list[str]:
        """Cut a strip, and those that are connected with it, at ascending times.

        Returns:
            The names that its parts get, as far as that can be foreseen.

        Raises:
            ToolError: `effect_in_the_way` for a strip that an effect needs, and for an effect.
        """
        parts = self._cut_one(name, times)
        for other in self._connected(name, {name, *without}):
            self._cut_one(other, times)
            self.along.append(other)
        return parts

    def set(self, names: Iterable[str], **settings: Any) -> None:
        """Give strips other settings; see `Strip.settings`."""
        names = list(names)
        self._look_closely(names)
        for name in names:
            strip = self.now(name)
            self._put(replace(strip, settings={**strip.settings, **settings}))

    def rename(self, name: str, wanted: str) -> str:
        """Give a strip another name once all else is written; return it, made unique."""
        if wanted == name:
            return name
        self._names[name] = self._free_name(storable(wanted) or name)
        self._put(self.now(name))
        return self._names[name]

    def add(self, strip: Strip) -> str:
        """Let a strip come that is made of its `whole`; return its name, which is made unique."""
        name = self._free_name(strip.name)
        self._changes[name] = StripChange(None, replace(strip, name=name))
        return name

    def copy(self, name: str, start: float, channel: int, inputs: tuple[str, ...] = ()) -> str:
        """Let a copy of a strip come; return its name.

        Args:
            name: The strip.
            start: Where the copy begins, in seconds.
            channel: Its channel.
            inputs: Of a copied effect the strips that it is of.
        """
        strip = self.now(name)
        there = moved(strip, Move(name, start, start + strip.end - strip.start, True, channel))
        new, inputs = self._free_name(name), inputs or strip.inputs
        made = replace(there, name=new, id=0, inputs=inputs, users=(), selected=False)
        self._changes[made.name] = StripChange(None, made, copy_of=name)
        return made.name

    def remove(self, names: Iterable[str], without: Iterable[str] = ()) -> list[str]:
        """Take strips out, with those that are connected and the effects that need them.

        Args:
            names: Which.
            without: Names of connected strips that stay.

        Returns:
            The names of the strips that go along.
        """
        asked, stays = list(dict.fromkeys(names)), set(without)
        going = list(asked)
        for name in going:  # it grows
            further = [n for n in self._connected(name, stays) if n not in going]
            going += further
            going += [user for user in self._needing(name) if user not in going]
        for name in going:
            if name in self._changes and self._changes[name].before is None:
                del self._changes[name]
            else:
                self._changes[name] = StripChange(self._look(name), None)
        self.along += [name for name in going if name not in asked]
        return going[len(asked) :]

    def set_state(self, change: StateChange) -> None:
        """Give a state another value; what it was is read now."""
        before = self._known().state(change.key)
        known = self._states.get(change.key)
        self._states[change.key] = replace(change, before=known.before if known else before)

    def picture(self) -> dict[str, Strip]:
        """Return all strips, those of segments among them, by name as they would be."""
        changes = self._changes.items()
        gone = {name for name, change in changes if change.after is None}
        now = {name: change.after for name, change in changes if change.after is not None}
        return {n: s for n, s in self._seen.by_name.items() if n not in gone} | now

    def now(self, name: str) -> Strip:
        """Return a strip as it would be; refuses `unknown_clip`."""
        known = self._changes.get(name)
        return known.after if known is not None and known.after is not None else self._look(name)

    def changes(self) -> tuple[StripChange, ...]:
        """Return what becomes of the strips, without those that stay as they are.

        Raises:
            ToolError: `effect_broken` where the inputs of an effect would no longer overlap.
        """
        if self._changes and self._scene is not None:
            for strip in effects.followers(self._seen.strips, self._changes):
                self._put(strip)
        renamed = map(self._renamed, self._changes.values())
        return tuple(change for change in renamed if change.before != change.after)

    def _renamed(self, change: StripChange) -> StripChange:
        after, name = change.after, self._names.get(change.name)
        known = after is None or name is None
        return change if known else replace(change, after=replace(after, name=name))

    def state_changes(self) -> tuple[StateChange, ...]:
        """Return what becomes of the states."""
        return tuple(state for state in self._states.values() if state.before != state.after)

    def stale(self) -> bool:
        """Tell whether any strip or state that is to change is no longer as it was."""
        if self._scene is None:
            return False
        now = {strip.name: strip for strip in self._scene.strips()} if self._before else {}
        now |= self._scene.closely(name for name, strip in self._before.items() if strip.look)
        strips = any(
            name not in now or not now[name].is_still(s) for name, s in self._before.items()
        )
        return strips or any(self._scene.state(s.key) != s.before for s in self._states.values())

    def _cut_one(self, name: str, times: Sequence[float]) -> list[str]:
        strip = self.now(name)
        if strip.users or strip.inputs:
            raise effects.cannot_be_split(strip)
        edges = [time for time in times if strip.start < time < strip.end]
        ends = [strip.start, *edges, strip.end]
        names = [name]
        for first, last in zip(ends[1:], ends[2:], strict=False):
            part = self._free_name(name)
            names.append(part)
            made = replace(strip, name=part, id=0, start=first, end=last)
            self._changes[part] = StripChange(None, made, name)
        if edges:
            self._put(replace(strip, end=edges[0]))
        return names

    def _free_name(self, name: str) -> str:
        found, number = name, 0
        while (
            found in self._changes or found in self._seen.by_name or found in self._names.values()
        ):
            number += 1
            found = f"{name}.{number:03d}"
        return found

    def _connected(self, name: str, but: Set[str]) -> list[str]:
        if name not in self._seen.by_name:
            return []
        return [other for other in self._seen.connected(name) if other not in but]

    def _needing(self, name: str) -> list[str]:
        """Return the effects that go with a strip; what it only masks stays."""
        users = [self.now(user) for user in self.now(name).users]
        return [user.name for user in users if name in user.inputs]

    def _put(self, strip: Strip) -> None:
        known = self._changes.get(strip.name)
        if known is not None and known.before is None:
            self._changes[strip.name] = replace(known, after=strip)
        else:
            self._changes[strip.name] = StripChange(self._look(strip.name), strip)

    def _look(self, name: str) -> Strip:
        if name not in self._before:
            self._known()
            found = self._seen.by_name.get(name)
            if found is None:
                raise ToolError("unknown_clip", f"there is no strip {name!r}")
            self._before[name] = found
        return self._before[name]

    def _look_closely(self, names: Iterable[str]) -> None:
        """Read the settings of strips that were only known by their place."""
        known = {name: self._changes.get(name) for name in names}
        there = [name for name, change in known.items() if change is None or change.before]
        wanted = [name for name in there if not self._look(name).look]
        for name, strip in self._known().closely(wanted).items():
            self._before[name] = strip
            change = known[name]
            if change is not None and change.after is not None:
                after = replace(change.after, settings=strip.settings, look=strip.look)
                self._changes[name] = replace(change, before=strip, after=after)

    def _known(self) -> Scene:
        if self._scene is None:
            raise ToolError("no_strips", "sounds and other strips cannot be reached here")
        return self._scene
