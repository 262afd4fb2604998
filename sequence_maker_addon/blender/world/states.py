"""Clips, our markers and beats as plain data: `music.port.StatesPort` on a scene."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import astuple
from typing import Any

from ...sequence.errors import ToolError
from ..host import compat
from ..song.corrections import kept_of
from ..sound import source
from ..timeline import markers
from ..timeline.clip_strips import StripClips
from ..timeline.placing import Place, place_of, put
from ..timeline.strips import StripTimelines

_ELSEWHERE = re.compile(
    r"(select|active|rna_type|name$|channel$|duration|show_|use_modifier)|"
    r".*(frame|handle|content|offset|start|end)"
)
"""Properties that a strip's place says, or that are not part of the edit."""


class SceneStates:
    """See `music.port.StatesPort`."""

    def __init__(self, timelines: StripTimelines) -> None:
        self._timelines = timelines
        self._clips = StripClips(timelines)

    def read(self, key: str) -> Any:
        """See `StatesPort.read`."""
        kind, _, name = key.partition(" ")
        scene = self._timelines.scene
        if kind == "clips":
            every = compat.strips(self._timelines.editor)
            found = {name: every.get(name) for name in json.loads(name)}
            return {name: _state(strip) for name, strip in found.items() if strip is not None}
        if kind == "markers":
            return [[marker.frame, marker.name] for marker in markers.ours(scene)]
        kept = kept_of(scene, self._content(name))
        return [kept.bpm, kept.data] if kept is not None else [0.0, ""]

    def is_still(self, key: str, state: Any) -> bool:
        """See `StatesPort.is_still`; of our markers some may be gone."""
        now = self.read(key)
        if key == "markers":
            return bool(now or not state) and all(marker in state for marker in now)
        return bool(now == state)

    def write(self, key: str, state: Any) -> None:
        """See `StatesPort.write`."""
        kind, _, name = key.partition(" ")
        if kind == "clips":
            self._write_clips(json.loads(name), state)
        elif kind == "markers":
            markers.replace(self._timelines.scene, [(frame, text) for frame, text in state])
        else:
            content = source.content_of(source.choose(self._timelines.scene, name)).key
            kept = kept_of(self._timelines.scene, content, create=True)
            kept.bpm, kept.data = state

    def _write_clips(self, names: list[str], state: dict[str, Any]) -> None:
        """Remove the parts that a cut made, and bring the others back."""
        places = {name: Place(*row[:4]) for name, row in state.items()}
        gone = [name for name in names if name not in places]
        self._clips.refuse_fixed(names, places)
        put(self._timelines.editor, places, gone)

    def _content(self, name: str) -> str:
        try:
            return source.content_of(source.choose(self._timelines.scene, name)).key
        except ToolError:
            return ""


def _state(strip: Any) -> list[Any]:
    """Return where a strip lies, and a fingerprint of all else that the user may have set."""
    rows = []
    for known in strip.bl_rna.properties:
        if known.type in ("POINTER", "COLLECTION") or _ELSEWHERE.match(known.identifier):
            continue
        value = getattr(strip, known.identifier)
        rows.append((known.identifier, tuple(value) if getattr(known, "is_array", 0) else value))
    rows.append(("modifiers", [modifier.name for modifier in strip.modifiers]))
    digest = hashlib.sha256(repr(sorted(rows, key=str)).encode()).hexdigest()[:16]
    return [*astuple(place_of(strip)), digest]
