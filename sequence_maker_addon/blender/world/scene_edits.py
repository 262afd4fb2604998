"""Strips of any kind and other states of a scene: `sequence.timelines.Scene` in Blender."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from ...sequence.change import Change
from ...sequence.errors import ToolError
from ...sequence.strip import Strip
from ..host import compat
from ..host.memory import PerScene
from ..making import capturing, connections
from ..timeline import setting_values, strip_facts, strip_keys
from ..timeline.strip_reading import StripReader, locked_channels
from ..timeline.strips import StripTimelines
from .change_writer import ChangeWriter
from .states import kind_of

_reader = PerScene(lambda scene: StripReader())


class SceneEdits:
    """See `sequence.timelines.Scene`."""

    def __init__(self, timelines: StripTimelines) -> None:
        self.timelines = timelines

    def strips(self) -> list[Strip]:
        """See `Scene.strips`."""
        scene = self.timelines.editor.id_data
        return _reader.of(scene).read(scene, self.timelines.timebase)

    def closely(self, names: Iterable[str]) -> dict[str, Strip]:
        """See `Scene.closely`."""
        wanted = dict.fromkeys(names)
        if not wanted:
            return {}
        there = {strip.name: strip for strip in self.strips()}
        every = {strip.name: strip for strip in compat.strips(self.timelines.editor)}
        curves = strip_keys.by_strip(self.timelines.scene, self.timelines.timebase)
        return {
            name: self._closely(there[name], every[name], curves.get(name, []))
            for name in wanted
            if name in there
        }

    def connected(self, name: str) -> list[str]:
        """See `Scene.connected`."""
        return connections.connected(self.timelines.scene, name)

    def connections(self) -> dict[str, list[str]]:
        """See `Scene.connections`."""
        return connections.all_connected(self.timelines.editor.id_data)

    def markers(self) -> list[tuple[float, str]]:
        """See `Scene.markers`."""
        every = self.timelines.scene.timeline_markers
        return sorted((self._seconds(marker.frame), marker.name) for marker in every)

    def state(self, key: str) -> Any:
        """See `Scene.state`."""
        kind, name = kind_of(key)
        return kind.read(self.timelines.scene, name)

    def is_still(self, key: str, state: Any) -> bool:
        """See `Scene.is_still`."""
        return kind_of(key)[0].is_still(self.state(key), state)

    def check(self, change: Change) -> None:
        """See `Scene.check`; what could not come back is not removed."""
        editor = self.timelines.editor
        known = {strip.name: strip for strip in compat.strips(editor)} if change.strips else {}
        closed = locked_channels(editor)
        for found in change.strips:
            strip = known.get(found.name)
            if found.before is not None and strip is None:
                raise ToolError("unknown_clip", f"there is no strip {found.name!r}")
            if strip is None:
                continue
            shut = strip.channel in closed and strip.channel not in change.freed
            if shut or (strip.lock and not found.unlocks and strip.channel not in change.freed):
                raise ToolError(
                    "clip_locked",
                    f"the strip {found.name!r} stays: it or its channel is locked",
                    hint="leave it out, or ask the user to unlock it",
                )
        self._refuse_losses(change, known)

    def apply(self, change: Change) -> Change:
        """See `Scene.apply`."""
        return ChangeWriter(self.timelines, self.closely).write(change)

    def _refuse_losses(self, change: Change, known: Mapping[str, Any]) -> None:
        for found in change.strips:
            goes = found.after is None
            strip = known.get(found.name if goes else found.copy_of)
            lost = capturing.losses(strip) if strip is not None else []
            if strip is not None and lost:
                what = "could not come back whole" if goes else "cannot be copied whole"
                raise ToolError(
                    "cannot_come_back",
                    f"the strip {strip.name!r} {what}: {' and '.join(lost)} would be lost",
                    hint="leave it out, or ask the user to do it by hand",
                )

    def _closely(self, found: Strip, strip: Any, curves: list[dict[str, Any]]) -> Strip:
        settings = setting_values.read(strip, curves)
        return replace(found, settings=settings, look=strip_facts.look(strip, curves))

    def _seconds(self, frame: float) -> float:
        return self.timelines.timebase.time_of(frame)
