"""What a scene in memory has beside its strips: markers, channels and a range."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..timelines import CHANNELS
from .list_timelines import ListTimelines


class SceneStates:
    """The part of `timelines.Scene` that is about states."""

    def __init__(self, timelines: ListTimelines, states: Mapping[str, Any] | None) -> None:
        self.timelines = timelines
        self.user_markers: list[tuple[float, str]] = []
        self.states: dict[str, Any] = dict(states or {})

    def markers(self) -> list[tuple[float, str]]:
        """See `Scene.markers`."""
        return [(time, text) for time, text in self.state("all_markers")]

    def is_still(self, key: str, state: Any) -> bool:
        """See `Scene.is_still`."""
        return bool(self.state(key) == state)

    def state(self, key: str) -> Any:
        """See `Scene.state`."""
        lines = self.timelines
        if key in self.states:
            return self.states[key]
        if key == "all_markers":
            rows = [*self.user_markers, *(self.state("markers") or ())]
            return sorted([time, name] for time, name in rows)
        if key == "channels":
            names, mutes, locks = lines.channel_names, lines.mutes, lines.locks
            every = range(1, CHANNELS + 1)
            return [[number, names[number], number in mutes, number in locks] for number in every]
        if key == "frame_range":
            return [0.0, lines.duration, False, 0.0, lines.duration]
        if key == "metronome":
            return ""
        return [] if key in ("markers", "fonts") else None

    def put_state(self, key: str, value: Any) -> None:
        """Set a state, as Blender would have it."""
        lines = self.timelines
        if key == "all_markers":
            left = [list(row) for row in value]
            ours = [list(row) for row in self.state("markers") if list(row) in left]
            for row in ours:
                left.remove(row)
            self.states["markers"] = ours
            self.user_markers = [(time, name) for time, name in left]
        elif key == "channels":
            lines.channel_names = {number: name for number, name, _, _ in value}
            lines.mutes = {number for number, _, muted, _ in value if muted}
            lines.locks = {number for number, _, _, locked in value if locked}
        else:
            self.states[key] = value
