"""Strips of any kind and other states of a scene: `sequence.timelines.Scene` in Blender."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from ...sequence.change import Change
from ...sequence.errors import ToolError
from ...sequence.strip import Strip
from ..host import compat
from ..host.memory import PerScene
from ..making import capturing, connections
from ..timeline import setting_values, strip_facts, strip_keys
from ..timeline.strip_reading import StripReader
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
        known = {strip.name: strip for strip in self.strips()} if change.strips else {}
        for found in change.strips:
            if found.before is not None and found.name not in known:
                raise ToolError("unknown_clip", f"there is no strip {found.name!r}")
            there = known.get(found.name)
            if there and there.locked and not found.unlocks and there.channel not in change.freed:
                raise ToolError(
                    "clip_locked",
                    f"the strip {found.name!r} stays: it or its channel is locked",
                    hint="leave it out, or ask the user to unlock it",
                )
            for name in {found.copy_of, "" if found.after is not None else found.name} - {""}:
                self._refuse_losses(name, found.after is None)

    def apply(self, change: Change) -> Change:
        """See `Scene.apply`."""
        return ChangeWriter(self.timelines, self.closely).write(change)

    def _refuse_losses(self, name: str, goes: bool) -> None:
        lost = capturing.losses(compat.strips(self.timelines.editor)[name])
        if lost:
            what = "could not come back whole" if goes else "cannot be copied whole"
            raise ToolError(
                "cannot_come_back",
                f"the strip {name!r} {what}: {' and '.join(lost)} would be lost",
                hint="leave it out, or ask the user to do it by hand",
            )

    def _closely(self, found: Strip, strip: Any, curves: list[dict[str, Any]]) -> Strip:
        settings = setting_values.read(strip, curves)
        return replace(found, settings=settings, look=strip_facts.look(strip, curves))

    def _seconds(self, frame: float) -> float:
        return self.timelines.timebase.time_of(frame)
