"""Strips of any kind and other states of a scene: `sequence.timelines.Scene` in Blender."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from ...sequence.change import Change
from ...sequence.errors import ToolError
from ...sequence.strip import Strip
from ..host import compat
from ..timeline import connections, setting_values, strip_facts, strip_keys
from ..timeline.placing import place_of
from ..timeline.strips import StripTimelines
from .change_writer import ChangeWriter
from .states import kind_of


class SceneEdits:
    """See `sequence.timelines.Scene`."""

    def __init__(self, timelines: StripTimelines) -> None:
        self.timelines = timelines

    def strips(self) -> list[Strip]:
        """See `Scene.strips`."""
        editor = self.timelines.editor
        used = strip_facts.needed_by(editor)
        found = [self._strip(editor, strip, used) for strip in compat.strips(editor)]
        return sorted(found, key=lambda strip: (strip.channel, strip.start, strip.name))

    def closely(self, names: Iterable[str]) -> dict[str, Strip]:
        """See `Scene.closely`."""
        editor = self.timelines.editor
        every = compat.strips(editor)
        known = {name: every.get(name) for name in names}
        there = {name: strip for name, strip in known.items() if strip is not None}
        used = strip_facts.needed_by(editor) if there else {}
        curves = strip_keys.by_strip(self.timelines.scene, self.timelines.timebase) if there else {}
        return {
            name: self._closely(self._strip(editor, strip, used), strip, curves.get(name, []))
            for name, strip in there.items()
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
        """See `Scene.check`."""
        known = self.closely(found.name for found in change.strips)
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

    def apply(self, change: Change) -> Change:
        """See `Scene.apply`."""
        return ChangeWriter(self.timelines, self.closely).write(change)

    def _closely(self, found: Strip, strip: Any, curves: list[dict[str, Any]]) -> Strip:
        settings = setting_values.read(strip, curves)
        return replace(found, settings=settings, look=strip_facts.look(strip, curves))

    def _strip(self, editor: Any, strip: Any, used: dict[str, list[str]]) -> Strip:
        place = place_of(strip)
        return Strip(
            strip.name,
            strip.type.lower(),
            strip.channel,
            self._seconds(place.first),
            self._seconds(place.end),
            self._seconds(place.content),
            bool(strip.lock or editor.channels[strip.channel].lock),
            bool(strip.select),
            muted=bool(strip.mute),
            inputs=strip_facts.inputs(strip),
            users=tuple(used.get(strip.name, ())),
        )

    def _seconds(self, frame: float) -> float:
        return self.timelines.timebase.time_of(frame)
