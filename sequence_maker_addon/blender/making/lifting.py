"""Effects of others out of the way while their inputs move.

They follow their inputs at once, whatever lies there, and are never sent away themselves; but what
comes where they lie at that moment is (measured in 4.2, 4.5, 5.0 and 5.2).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from ...sequence.errors import ToolError
from ...sequence.timelines import CHANNELS
from ..host import compat
from ..timeline.strip_reading import inputs, is_effect


class Lifted:
    """Effects that wait on channels that nothing uses, those of one channel together.

    Attributes:
        inputs: The names of the inputs of every effect of others, by its name.
    """

    def __init__(self, strips: Mapping[str, Any]) -> None:
        self._strips = strips
        every = ((name, inputs(strip)) for name, strip in strips.items() if is_effect(strip))
        self.inputs = {name: found for name, found in every if found}
        self._origins: dict[str, int] = {}
        self._away: list[str] = []

    def lift(self, moving: Iterable[str], used: Collection[int]) -> None:
        """Bring the effects away that are among strips that move or go, or follow one that does.

        Args:
            moving: Names of strips.
            used: Channels that are or will be used.
        """
        going = self._following(set(moving)) if self.inputs else []
        taken = {strip.channel for strip in self._strips.values()}.union(used) if going else set()
        free = [number for number in range(CHANNELS, 0, -1) if number not in taken]
        onto: dict[int, int] = {}
        for name in going:
            strip = self._strips[name]
            if strip.channel not in onto and free:
                onto[strip.channel] = free.pop(0)
            if strip.channel in onto and name not in self._away:
                self._origins.setdefault(name, strip.channel)
                self._away.append(name)
                strip.channel = onto[strip.channel]

    def land(
        self, channels: Mapping[str, int], stay: Collection[str] = (), strict: bool = True
    ) -> None:
        """Bring them to channels, or to where they were.

        Args:
            channels: New channels by name.
            stay: Names of those that stay away, for they go.
            strict: Refuse to land on another strip; else the effect stays away.

        Raises:
            ToolError: `clip_in_the_way`.
        """
        spans: dict[int, list[tuple[int, int]]] = {}
        for name, strip in self._strips.items() if self._away else ():
            if name not in self._away:
                spans.setdefault(strip.channel, []).append(compat.frames(strip))
        for name in [n for n in self._away if n in self._strips and n not in stay]:
            strip, channel = self._strips[name], channels.get(name, self._origins[name])
            first, end = compat.frames(strip)
            there = spans.setdefault(channel, [])
            if any(a < end and first < b for a, b in there):
                if strict:
                    message = f"the effect {name!r} would lie on another strip"
                    raise ToolError("clip_in_the_way", message)
                continue
            strip.channel = channel
            self._away.remove(name)
            there.append((first, end))

    def _following(self, moving: set[str]) -> list[str]:
        found: list[str] = []
        grown = True
        while grown:
            grown = False
            for name, of in self.inputs.items():
                if name not in found and not moving.isdisjoint((name, *of)):
                    found.append(name)
                    moving.add(name)
                    grown = True
        return found
