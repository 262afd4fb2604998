"""Strips of any kind and other states in memory, with Blender's rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from typing import Any

from ..change import Change
from ..effects import over
from ..errors import ToolError
from ..rules import overlapping
from ..segment import Obstacle, Segment
from ..strip import Strip, StripChange
from . import list_connections
from .list_timelines import ListTimelines
from .plain_settings import settings_of
from .scene_states import SceneStates


class ListScene(SceneStates):
    """See `timelines.Scene`; its strips stand in the way of segments, too."""

    def __init__(
        self,
        timelines: ListTimelines,
        strips: Iterable[Strip] = (),
        states: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(timelines, states)
        self.joined: list[set[str]] = []
        """Names of strips that are connected."""
        self._segment_settings: dict[int, Mapping[str, Any]] = {}
        self._made: dict[int, tuple[Segment, Mapping[str, Any] | None, Strip]] = {}
        """Strips of segments, which need not be made anew while both are as they were."""
        self.place(strips)

    def place(self, strips: Iterable[Strip]) -> None:
        """Let these be the strips, in place of those that were."""
        self._strips = {s.name: replace(s, settings=settings_of(s)) for s in strips}
        self._show()

    def strips(self) -> list[Strip]:
        """See `Scene.strips`."""
        found = self._with_users([*self._strips.values(), *self._segments().values()])
        return sorted(found, key=lambda strip: (strip.channel, strip.start, strip.name))

    def closely(self, names: Iterable[str]) -> dict[str, Strip]:
        """See `Scene.closely`."""
        every = {**self._segments(), **self._strips}
        there = self._with_users(every[name] for name in names if name in every)
        return {s.name: s if s.settings else _set(s, {}) for s in there}

    def connected(self, name: str) -> list[str]:
        """See `Scene.connected`."""
        others = {other for group in self.joined if name in group for other in group}
        return sorted(other for other in others - {name} if other in self._strips)

    def connections(self) -> dict[str, list[str]]:
        """See `Scene.connections`."""
        return {name: self.connected(name) for group in self.joined for name in group}

    def check(self, change: Change) -> None:
        """See `Scene.check`."""
        known = self._segments().keys() | self._strips.keys()
        for found in change.strips:
            if found.before is not None and found.name not in known:
                raise ToolError("unknown_clip", f"there is no strip {found.name!r}")
            for strip in (found.before, found.after):
                if strip is not None and not found.unlocks:
                    self._refuse_fixed(strip, change.freed)
        there = self._changed(change)
        for effect in there.values():
            if effect.inputs:
                self._refuse_broken(effect, there)
        every: list[Strip | Segment] = [*there.values(), *_segments_after(self.timelines, change)]
        rows = ((s.channel, s.start, s.end, s.name) for s in every)
        for (*_, one), (*_, other) in overlapping(rows):
            raise ToolError("clip_in_the_way", f"{one!r} and {other!r} would overlap")

    def apply(self, change: Change) -> Change:
        """See `Scene.apply`."""
        self.check(change)
        self.joined = list_connections.after(self.joined, change, self._strips)
        self._strips = self._changed(change)
        self._set_segments(change)
        self._number(change)
        self._show()
        written = self.timelines.apply(change)
        for state in change.states:
            self.put_state(state.key, state.after)
        self._show()
        now = self.closely(found.new_name for found in change.strips)
        stored = (replace(f, after=f.after and now[f.new_name]) for f in change.strips)
        return replace(written, strips=tuple(stored))

    def _segments(self) -> dict[str, Strip]:
        """Return the strips that are segments, with what was set of them."""
        before, self._made, named = self._made, {}, {}
        for segment in self.timelines.segments():
            own, known = self._segment_settings.get(segment.id), before.get(segment.id)
            if known is None or known[0] is not segment or known[1] is not own:
                strip = _strip_of(segment)
                known = segment, own, strip if own is None else _set(strip, own)
            self._made[segment.id] = known
            named[segment.name] = known[2]
        return named

    def _set_segments(self, change: Change) -> None:
        """Set what of segments is no part of them, and the names that they get as strips."""
        there = {found.name: found for found in change.strips if found.after is not None}
        segments = self.timelines.segments()
        for segment in segments:
            if segment.name in there:
                self._segment_settings[segment.id] = there[segment.name].after.settings  # type: ignore[union-attr]
        self.timelines.put(
            replace(s, name=there[s.name].new_name) if s.name in there else s for s in segments
        )

    def _changed(self, change: Change) -> dict[str, Strip]:
        segments = {segment.name for segment in self.timelines.segments()}
        return _as_changed(self._strips, [c for c in change.strips if c.name not in segments])

    def _number(self, change: Change) -> None:
        """Give strips that come for the first time their ids."""
        for found in change.strips:
            strip = self._strips.get(found.new_name)
            if found.before is None and strip is not None and not strip.id:
                self._strips[found.new_name] = replace(strip, id=self.timelines.spend_id())

    def _with_users(self, strips: Iterable[Strip]) -> list[Strip]:
        """Return strips with the names of those that need them."""
        users: dict[str, list[str]] = {}
        for strip in self._strips.values():
            for name in strip.inputs:
                users.setdefault(name, []).append(strip.name)
        rows = ((strip, tuple(users.get(strip.name, ()))) for strip in strips)
        return [s if s.users == own else replace(s, users=own) for s, own in rows]

    def _refuse_broken(self, effect: Strip, there: Mapping[str, Strip]) -> None:
        """An effect lies over its inputs; one whose input goes, goes with it."""
        segments = self._segments()
        inputs = [there.get(name) or segments.get(name) for name in effect.inputs]
        found = [strip for strip in inputs if strip is not None]
        if len(found) < len(inputs):
            raise ToolError("effect_broken", f"{effect.name!r} would lose an input")
        if found and not effect.lies_as(over(effect, found)):
            raise ToolError("effect_broken", f"{effect.name!r} would not lie over its inputs")

    def _refuse_fixed(self, strip: Strip, freed: Set[int]) -> None:
        known = self._strips.get(strip.name, strip)
        if known.locked or strip.channel in self.timelines.locks - freed:
            raise ToolError("clip_locked", f"{strip.name!r} is locked")
        for protection in self.timelines.protections():
            if protection.covers(strip.channel, strip.start, strip.end):
                raise ToolError(
                    "protected_time", f"the user has protected {protection.described()}"
                )

    def _show(self) -> None:
        rows = self._strips.values()
        self.timelines.strips = [Obstacle(s.channel, s.start, s.end, s.name) for s in rows]
        every = (*rows, *self._segments().values())
        self.timelines.muted = {strip.name for strip in every if strip.muted}
        self.timelines.other_ids = {strip.id for strip in rows}


def _strip_of(segment: Segment) -> Strip:
    place = segment.channel, segment.start, segment.end, segment.start
    return Strip(segment.name, "color", *place)


def _as_changed(strips: Mapping[str, Strip], changes: Iterable[StripChange]) -> dict[str, Strip]:
    changes = list(changes)
    touched = {change.name for change in changes}
    found = {name: strip for name, strip in strips.items() if name not in touched}
    for change in changes:
        after = change.after
        if after is not None:
            source = strips.get(change.copy_of or change.cut_from or change.name)
            own = after.settings or source is None
            settings = after.settings if own else source.settings  # type: ignore[union-attr]
            found[after.name] = _set(after, settings)
    names = {change.name: change.new_name for change in changes if change.name != change.new_name}
    return {name: _knowing(strip, names) for name, strip in found.items()} if names else found


def _set(strip: Strip, settings: Mapping[str, Any]) -> Strip:
    """Return a strip with settings, those of its kind where it has none of its own."""
    full = settings_of(replace(strip, settings=settings))
    locked, muted = bool(full["lock"]), bool(full["mute"])
    return replace(strip, settings=full, locked=locked, muted=muted)


def _knowing(effect: Strip, names: Mapping[str, str]) -> Strip:
    """Return an effect whose inputs got other names."""
    return replace(effect, inputs=tuple(names.get(name, name) for name in effect.inputs))


def _segments_after(timelines: ListTimelines, change: Change) -> list[Segment]:
    found = {segment.id: segment for segment in timelines.segments()}
    for segment in change.removed:
        found.pop(segment.id, None)
    for segment in [*change.added, *(after for _, after in change.changed)]:
        found[segment.id] = segment
    return list(found.values())
