"""Strips of any kind and other states in memory, with Blender's rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..change import Change
from ..effects import over
from ..errors import ToolError
from ..segment import Obstacle, Segment
from ..strip import Strip, StripChange
from .list_timelines import ListTimelines


class ListScene:
    """See `timelines.Scene`; its strips stand in the way of segments, too."""

    def __init__(
        self,
        timelines: ListTimelines,
        strips: Iterable[Strip] = (),
        states: Mapping[str, Any] | None = None,
    ) -> None:
        self.timelines = timelines
        self.user_markers: list[tuple[float, str]] = []
        self.joined: list[set[str]] = []
        """Names of strips that are connected."""
        self.states: dict[str, Any] = dict(states or {})
        self._strips = {strip.name: strip for strip in strips}
        self._show()

    def place(self, strips: Iterable[Strip]) -> None:
        """Let these be the strips, in place of those that were."""
        self._strips = {strip.name: strip for strip in strips}
        self._show()

    def strips(self) -> list[Strip]:
        """See `Scene.strips`."""
        segments = [_strip_of(segment) for segment in self.timelines.segments()]
        found = self._with_users([*self._strips.values(), *segments])
        return sorted(found, key=lambda strip: (strip.channel, strip.start, strip.name))

    def closely(self, names: Iterable[str]) -> dict[str, Strip]:
        """See `Scene.closely`."""
        there = self._with_users(self._strips[name] for name in names if name in self._strips)
        return {strip.name: strip for strip in there}

    def connected(self, name: str) -> list[str]:
        """See `Scene.connected`."""
        return sorted({other for group in self.joined if name in group for other in group} - {name})

    def markers(self) -> list[tuple[float, str]]:
        """See `Scene.markers`."""
        ours = [(time, text) for time, text in self.state("markers") or []]
        return sorted(self.user_markers + ours)

    def state(self, key: str) -> Any:
        """See `Scene.state`."""
        return self.states.get(key, [] if key == "markers" else None)

    def is_still(self, key: str, state: Any) -> bool:
        """See `Scene.is_still`."""
        return bool(self.state(key) == state)

    def check(self, change: Change) -> None:
        """See `Scene.check`."""
        for found in change.strips:
            if found.before is not None and found.name not in self._strips:
                raise ToolError("unknown_clip", f"there is no strip {found.name!r}")
            for strip in (found.before, found.after):
                if strip is not None:
                    self._refuse_fixed(strip)
        there = _as_changed(self._strips, change.strips)
        for effect in there.values():
            self._refuse_broken(effect, there)
        segments = [_strip_of(segment) for segment in _segments_after(self.timelines, change)]
        pair = overlapping([*there.values(), *segments])
        if pair is not None:
            one, other = pair
            raise ToolError("clip_in_the_way", f"{one.name!r} and {other.name!r} would overlap")

    def apply(self, change: Change) -> Change:
        """See `Scene.apply`."""
        self.check(change)
        self._strips = _as_changed(self._strips, change.strips)
        self._show()
        written = self.timelines.apply(change)
        for state in change.states:
            self.states[state.key] = state.after
        return written

    def _with_users(self, strips: Iterable[Strip]) -> list[Strip]:
        """Return strips with the names of those that need them."""
        users: dict[str, list[str]] = {}
        for strip in self._strips.values():
            for name in strip.inputs:
                users.setdefault(name, []).append(strip.name)
        return [replace(strip, users=tuple(users.get(strip.name, ()))) for strip in strips]

    def _refuse_broken(self, effect: Strip, there: Mapping[str, Strip]) -> None:
        """An effect lies over its inputs; one whose input goes, goes with it."""
        segments = {segment.name: _strip_of(segment) for segment in self.timelines.segments()}
        inputs = [there.get(name) or segments.get(name) for name in effect.inputs]
        found = [strip for strip in inputs if strip is not None]
        if len(found) < len(inputs):
            raise ToolError("effect_broken", f"{effect.name!r} would lose an input")
        if found and not effect.lies_as(over(effect, found)):
            raise ToolError("effect_broken", f"{effect.name!r} would not lie over its inputs")

    def _refuse_fixed(self, strip: Strip) -> None:
        known = self._strips.get(strip.name, strip)
        if known.locked or strip.channel in self.timelines.locks:
            raise ToolError("clip_locked", f"{strip.name!r} is locked")
        for protection in self.timelines.protections():
            if protection.covers(strip.channel, strip.start, strip.end):
                raise ToolError(
                    "protected_time", f"the user has protected {protection.described()}"
                )

    def _show(self) -> None:
        rows = self._strips.values()
        self.timelines.strips = [Obstacle(s.channel, s.start, s.end, s.name) for s in rows]


def _strip_of(segment: Segment) -> Strip:
    place = segment.channel, segment.start, segment.end, segment.start
    return Strip(segment.name, "color", *place)


def _as_changed(strips: Mapping[str, Strip], changes: Iterable[StripChange]) -> dict[str, Strip]:
    found = dict(strips)
    for change in changes:
        found.pop(change.name, None)
        if change.after is not None:
            source = strips.get(change.copy_of or change.cut_from)
            own = change.after.settings or source is None
            settings = change.after.settings if own else source.settings  # type: ignore[union-attr]
            found[change.name] = replace(change.after, settings=settings)
    return found


def _segments_after(timelines: ListTimelines, change: Change) -> list[Segment]:
    found = {segment.id: segment for segment in timelines.segments()}
    for segment in change.removed:
        found.pop(segment.id, None)
    for segment in [*change.added, *(after for _, after in change.changed)]:
        found[segment.id] = segment
    return list(found.values())


def overlapping(strips: Sequence[Strip]) -> tuple[Strip, Strip] | None:
    """Return two strips that would share time on a channel, or None."""
    placed = sorted(strips, key=lambda strip: (strip.channel, strip.start))
    for one, other in zip(placed, placed[1:], strict=False):
        if one.channel == other.channel and other.start < one.end - 1e-6:
            return one, other
    return None
