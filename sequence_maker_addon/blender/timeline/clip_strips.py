"""Strips of any kind, markers and words as the tools see them: `music.song.ClipsPort`."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ...music.song import Clip, Move
from ...music.timed_words import TimedWord
from ...sequence.errors import ToolError
from ...sequence.timelines import LIMIT, on_frame
from ..host import compat
from . import markers
from .placing import Place, place_of, put
from .strips import StripTimelines

log = logging.getLogger(__name__)


class StripClips:
    """See `music.song.ClipsPort`.

    Args:
        timelines: The scene's timelines.
        imported: Gives the imported words, in seconds of the timeline; they come before the
            words of text strips.
    """

    def __init__(
        self, timelines: StripTimelines, imported: Callable[[], list[TimedWord]] = list
    ) -> None:
        self._timelines = timelines
        self._imported = imported

    def clips(self) -> list[Clip]:
        """See `ClipsPort.clips`."""
        editor = self._timelines.editor
        used = needed_by_effects(editor)
        found = []
        for strip in compat.strips(editor):
            first, end = compat.frames(strip)
            fixed = strip.lock or editor.channels[strip.channel].lock or strip.name in used
            follows = getattr(strip, "input_count", 0) > 0
            found.append(
                Clip(
                    strip.name,
                    strip.type.lower(),
                    strip.channel,
                    self._seconds(first),
                    self._seconds(end),
                    bool(fixed or follows),
                    bool(strip.select),
                )
            )
        return sorted(found, key=lambda clip: (clip.channel, clip.start, clip.name))

    def move(self, moves: Sequence[Move]) -> None:
        """See `ClipsPort.move`; raises `unknown_clip`, too."""
        if not moves:
            return
        places = {move.name: self._place(move) for move in moves}
        self.refuse_fixed(list(places), places)
        put(self._timelines.editor, places)

    def split(self, name: str, times: Sequence[float]) -> list[str]:
        """See `ClipsPort.split`; times at or beyond the clip's ends cut nothing."""
        self.refuse_fixed([name])
        strip = self._strip(name)
        if len(compat.strips(self._timelines.editor)) + len(times) > LIMIT:
            raise ToolError("too_many_segments", f"more than {LIMIT} strips would be there")
        parts = [strip.name]
        for frame in sorted({self._frame(time) for time in times}):
            strip = self._strip(parts[-1])
            first, end = compat.frames(strip)
            if first < frame < end:
                right = strip.split(frame=frame, split_method="SOFT")
                if right is not None:
                    parts.append(right.name)
        return parts

    def markers(self) -> list[tuple[float, str]]:
        """See `ClipsPort.markers`."""
        every = self._timelines.scene.timeline_markers
        return sorted((self._seconds(marker.frame), marker.name) for marker in every)

    def set_markers(self, markers_: Sequence[tuple[float, str]]) -> tuple[int, int]:
        """See `ClipsPort.set_markers`."""
        frames = [(self._frame(time), name) for time, name in markers_]
        return markers.replace(self._timelines.scene, frames)

    def words(self) -> list[TimedWord]:
        """See `ClipsPort.words`."""
        return self._imported() or self._text_strips()

    def _text_strips(self) -> list[TimedWord]:
        """The words of text strips, each with its share of the strip's time by its length."""
        editor = self._timelines.editor
        texts = [strip for strip in compat.strips(editor) if strip.type == "TEXT"]
        texts = [s for s in texts if not (s.mute or editor.channels[s.channel].mute)]
        made: list[TimedWord] = []
        for line, strip in enumerate(sorted(texts, key=lambda strip: compat.frames(strip))):
            first, end = (self._seconds(frame) for frame in compat.frames(strip))
            parts = strip.text.split()
            long = sum(len(part) + 1 for part in parts)
            for part in parts:
                step = (end - first) * (len(part) + 1) / long
                long -= len(part) + 1
                made.append(TimedWord(part, first, first + step, line, len(parts) == 1))
                first += step
        return sorted(made, key=lambda word: word.start)

    def _place(self, move: Move) -> Place:
        """Return where a move brings its strip.

        Raises:
            ToolError: `invalid_time` for a trim to where the strip is not.
        """
        now = place_of(self._strip(move.name))
        first, end = self._frame(move.start), self._frame(move.end)
        if move.shift:
            return Place(now.channel, first, end, now.content + first - now.first)
        if first >= now.end or end <= now.first:
            message = f"{move.name!r} cannot be trimmed to a stretch that it does not cover"
            raise ToolError("invalid_time", message, hint="move it as a whole")
        return Place(now.channel, first, end, now.content)

    def _strip(self, name: str) -> Any:
        strip = compat.strips(self._timelines.editor).get(name)
        if strip is None:
            raise ToolError("unknown_clip", f"there is no strip {name!r}")
        return strip

    def refuse_fixed(self, names: Sequence[str], places: Mapping[str, Place] | None = None) -> None:
        """Refuse to touch strips, or to bring them to places, that are not to be altered.

        Raises:
            ToolError: `unknown_clip`, `clip_locked` or `protected_time`.
        """
        known = {clip.name: clip for clip in self.clips()}
        for name in names:
            self._strip(name)
            if known[name].locked:
                raise ToolError(
                    "clip_locked",
                    f"the strip {name!r} stays: it or its channel is locked, or an effect needs it",
                    hint="leave it out, or ask the user to unlock it",
                )
        spans = [(known[name].channel, known[name].start, known[name].end) for name in names]
        for place in (places or {}).values():
            spans.append((place.channel, self._seconds(place.first), self._seconds(place.end)))
        for protection in self._timelines.protections():
            if any(protection.covers(*span) for span in spans):
                message = f"the user has protected {protection.described()}"
                raise ToolError("protected_time", message, hint="leave that stretch as it is")

    def _seconds(self, frame: float) -> float:
        return (frame - self._timelines.scene.frame_start) / self._timelines.frame_rate

    def _frame(self, time: float) -> int:
        return int(self._timelines.scene.frame_start + on_frame(time, self._timelines.frame_rate))


def needed_by_effects(editor: Any) -> set[str]:
    """Return the names of the strips that are inputs of effects."""
    return {
        getattr(strip, f"input_{number}").name
        for strip in compat.strips(editor)
        for number in range(1, getattr(strip, "input_count", 0) + 1)
    }
