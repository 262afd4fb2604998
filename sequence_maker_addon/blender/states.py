"""Clips, our markers and beat grids as plain data: `music.port.StatesPort` on a scene."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import astuple
from typing import Any

from ..core.errors import ToolError
from . import compat, markers, sounds
from .grids import kept_of
from .placing import Place, place_of, put
from .strips import StripTimelines


class SceneStates:
    """See `music.port.StatesPort`."""

    def __init__(self, timelines: StripTimelines) -> None:
        self._timelines = timelines

    def read(self, keys: Iterable[str]) -> dict[str, Any]:
        """See `StatesPort.read`."""
        return {key: self._read(*_parted(key)) for key in keys}

    def write(self, states: Mapping[str, Any]) -> None:
        """See `StatesPort.write`."""
        clips = {name: state for kind, name, state in _rows(states) if kind == "clip"}
        self._write_clips(clips)
        for kind, name, state in _rows(states):
            if kind == "markers":
                markers.replace(
                    self._timelines.scene, [(frame, text) for frame, text in state or ()]
                )
            elif kind == "beats":
                self._write_beats(name, state)

    def _read(self, kind: str, name: str) -> Any:
        if kind == "clip":
            strip = compat.strips(self._timelines.editor).get(name)
            return None if strip is None else list(astuple(place_of(strip)))
        if kind == "markers":
            ours = markers.ours(self._timelines.scene)
            return [[marker.frame, marker.name] for marker in ours] or None
        kept = kept_of(self._timelines.scene, self._content(name))
        return [kept.bpm, kept.data] if kept is not None and (kept.bpm or kept.data) else None

    def _write_clips(self, clips: Mapping[str, list[Any] | None]) -> None:
        """Remove the parts that a cut made, and bring the others back."""
        places = {name: Place(*state) for name, state in clips.items() if state}
        put(self._timelines.editor, places, [name for name in clips if name not in places])

    def _write_beats(self, name: str, state: list[Any] | None) -> None:
        kept = kept_of(self._timelines.scene, self._content(name), create=True)
        kept.bpm, kept.data = state or (0.0, "")

    def _content(self, name: str) -> str:
        try:
            return sounds.content_of(sounds.choose(self._timelines.scene, name)).key
        except ToolError:
            return ""


def _parted(key: str) -> tuple[str, str]:
    kind, _, name = key.partition(" ")
    return kind, name


def _rows(states: Mapping[str, Any]) -> list[tuple[str, str, Any]]:
    return [(*_parted(key), state) for key, state in states.items()]
