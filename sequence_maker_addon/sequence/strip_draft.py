"""The part of a draft that is about strips of any kind and other states."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from .change import StateChange
from .errors import ToolError
from .strip import Move, Strip, StripChange
from .timelines import Scene


class StripDraft:
    """Strips of any kind as they would be; connected ones go along.

    Attributes:
        along: Names of the strips that go along with one that was asked for.
    """

    def __init__(self, scene: Scene | None) -> None:
        self._scene = scene
        self._before: dict[str, Strip] = {}
        self._changes: dict[str, StripChange] = {}
        self._states: dict[str, StateChange] = {}
        self.along: list[str] = []

    def move(self, moves: Sequence[Move], without: Iterable[str] = ()) -> None:
        """Bring strips to new handles, and those that are connected with them by as much.

        Args:
            moves: Where to.
            without: Names of connected strips that stay.
        """
        named = {move.name for move in moves} | set(without)
        for move in moves:
            before = self._look(move.name)
            after = _moved(before, move)
            self._put(after)
            for name in self._connected(move.name, named):
                named.add(name)
                other = self._look(name)
                start, end = after.start - before.start, after.end - before.end
                self._put(
                    _moved(other, Move(name, other.start + start, other.end + end, move.shift))
                )
                self.along.append(name)

    def cut(self, name: str, times: Sequence[float], without: Iterable[str] = ()) -> list[str]:
        """Cut a strip, and those that are connected with it, at ascending times.

        Returns:
            The names that its parts get, as far as that can be foreseen.
        """
        parts = self._cut_one(name, times)
        for other in self._connected(name, {name, *without}):
            self._cut_one(other, times)
            self.along.append(other)
        return parts

    def set(self, names: Iterable[str], **settings: Any) -> None:
        """Give strips other settings; see `Strip.settings`."""
        for name in names:
            strip = self._now(name)
            self._put(replace(strip, settings={**strip.settings, **settings}))

    def remove(self, name: str) -> None:
        """Take a strip out."""
        self._changes[name] = StripChange(self._look(name), None)

    def set_state(self, change: StateChange) -> None:
        """Give a state another value; what it was is read now."""
        before = self._known().state(change.key)
        known = self._states.get(change.key)
        self._states[change.key] = replace(change, before=known.before if known else before)

    def changes(self) -> tuple[StripChange, ...]:
        """Return what becomes of the strips, without those that stay as they are."""
        return tuple(change for change in self._changes.values() if change.before != change.after)

    def state_changes(self) -> tuple[StateChange, ...]:
        """Return what becomes of the states."""
        return tuple(state for state in self._states.values() if state.before != state.after)

    def stale(self) -> bool:
        """Tell whether any strip or state that is to change is no longer as it was."""
        if self._scene is None:
            return False
        now = self._scene.closely(self._before)
        strips = any(
            name not in now or not now[name].is_still(s) for name, s in self._before.items()
        )
        return strips or any(self._scene.state(s.key) != s.before for s in self._states.values())

    def _cut_one(self, name: str, times: Sequence[float]) -> list[str]:
        strip = self._now(name)
        edges = [time for time in times if strip.start < time < strip.end]
        ends = [strip.start, *edges, strip.end]
        names, number = [name], 0
        taken = {other.name for other in self._known().strips()} | set(self._changes)
        for first, last in zip(ends[1:], ends[2:], strict=False):
            part = name
            while part in taken:
                number += 1
                part = f"{name}.{number:03d}"
            taken.add(part)
            names.append(part)
            made = replace(strip, name=part, start=first, end=last)
            self._changes[part] = StripChange(None, made, name)
        if edges:
            self._put(replace(strip, end=edges[0]))
        return names

    def _connected(self, name: str, but: Iterable[str]) -> list[str]:
        return [other for other in self._known().connected(name) if other not in set(but)]

    def _put(self, strip: Strip) -> None:
        self._changes[strip.name] = StripChange(self._look(strip.name), strip)

    def _now(self, name: str) -> Strip:
        known = self._changes.get(name)
        return known.after if known is not None and known.after is not None else self._look(name)

    def _look(self, name: str) -> Strip:
        if name not in self._before:
            found = self._known().closely([name])
            if name not in found:
                raise ToolError("unknown_clip", f"there is no strip {name!r}")
            self._before[name] = found[name]
        return self._before[name]

    def _known(self) -> Scene:
        if self._scene is None:
            raise ToolError("no_strips", "sounds and other strips cannot be reached here")
        return self._scene


def _moved(strip: Strip, move: Move) -> Strip:
    """Return a strip with new handles.

    Raises:
        ToolError: `invalid_time` for a trim to where the strip is not.
    """
    content = strip.content
    if move.shift:
        content += move.start - strip.start
    elif move.start >= strip.end or move.end <= strip.start:
        message = f"{move.name!r} cannot be trimmed to a range that it does not cover"
        raise ToolError("invalid_time", message, hint="move it as a whole")
    return replace(strip, start=move.start, end=move.end, content=content)
