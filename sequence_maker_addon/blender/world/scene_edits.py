"""Strips of any kind and other states of a scene: `sequence.timelines.Scene` in Blender."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...sequence.change import Change
from ...sequence.errors import ToolError
from ...sequence.strip import Strip
from ..host import compat
from ..timeline import connections, strip_facts
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
        return {name: self._strip(editor, strip, used, True) for name, strip in there.items()}

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
            if found.name in known and known[found.name].locked:
                raise ToolError(
                    "clip_locked",
                    f"the strip {found.name!r} stays: it or its channel is locked",
                    hint="leave it out, or ask the user to unlock it",
                )

    def apply(self, change: Change) -> Change:
        """See `Scene.apply`."""
        return ChangeWriter(self.timelines, self.closely).write(change)

    def _strip(
        self, editor: Any, strip: Any, used: dict[str, list[str]], close: bool = False
    ) -> Strip:
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
            settings=strip_facts.settings(strip) if close else {},
            look=strip_facts.look(strip) if close else "",
        )

    def _seconds(self, frame: float) -> float:
        return self.timelines.timebase.time_of(frame)
