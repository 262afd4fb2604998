"""The timelines as COLOR strips of the scene that the Sequencer edits."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from ...sequence.change import Change
from ...sequence.errors import ToolError
from ...sequence.frames import FrameRate, Timebase
from ...sequence.segment import Obstacle, Protection, Segment
from ...sequence.timelines import CHANNELS, LIMIT
from ..host import compat
from ..host.memory import PerScene
from ..host.scene import timebase_of
from . import color_management, fades, made_here, segment_ids
from .segment_strips import SegmentReader
from .strip_facts import users
from .writer import Writer

log = logging.getLogger(__name__)

_reader = PerScene(lambda scene: SegmentReader())


class StripTimelines:
    """See `sequence.timelines.Timelines`. Holds a scene's uid, never the scene: undo frees it.

    Raises:
        ToolError: `no_sequence` when the scene is gone.
    """

    def __init__(self, scene: Any) -> None:
        self.scene_uid = scene.session_uid

    @property
    def scene(self) -> Any:
        """The scene, looked up anew."""
        scene = compat.scene_by_uid(self.scene_uid)
        if scene is None:
            raise ToolError("no_sequence", "the scene of this conversation is gone")
        return scene

    @property
    def editor(self) -> Any:
        """The scene's sequence editor, made when it is missing."""
        scene = self.scene
        found = scene.sequence_editor
        return found if found is not None else scene.sequence_editor_create()

    @property
    def timebase(self) -> Timebase:
        """How frames of the scene become times."""
        return timebase_of(self.scene)

    @property
    def frame_rate(self) -> FrameRate:
        """Frames a second of the scene."""
        return self.timebase.rate

    @property
    def last_time(self) -> float:
        """The time of Blender's last frame, in seconds."""
        return self.timebase.time_of(compat.LAST_FRAME)

    def names(self) -> dict[int, str]:
        """See `Timelines.names`."""
        channels = self.editor.channels
        return {number: channels[number].name for number in range(1, CHANNELS + 1)}

    def locked(self) -> set[int]:
        """See `Timelines.locked`."""
        channels = self.editor.channels
        return {number for number in range(1, CHANNELS + 1) if channels[number].lock}

    def silent(self) -> set[int]:
        """See `Timelines.silent`."""
        channels = self.editor.channels
        return {number for number in range(1, CHANNELS + 1) if channels[number].mute}

    def segments(self, channel: int | None = None) -> list[Segment]:
        """See `Timelines.segments`."""
        scene = self.scene
        found = _reader.of(scene).read(self.numbered(), self.timebase, fades.color_curves(scene))
        return [segment for segment in found if channel in (None, segment.channel)]

    def obstacles(self) -> list[Obstacle]:
        """See `Timelines.obstacles`."""
        time_of, found = self.timebase.time_of, []
        for strip in compat.strips(self.editor):
            if type(strip) is not compat.COLOR_STRIP:
                start, end = (time_of(frame) for frame in compat.frames(strip))
                found.append(Obstacle(strip.channel, start, end, strip.name))
        return found

    def protected(self, segments: Iterable[Segment]) -> dict[int, str]:
        """See `Timelines.protected`."""
        wanted = {segment.id for segment in segments}
        if not wanted:
            return {}
        used = users(self.editor)
        reasons = {}
        for number, strip in self.numbered():
            if number in wanted and strip.lock:
                reasons[number] = f"is locked (strip {strip.name!r})"
            elif number in wanted and strip.name in used:
                reasons[number] = used[strip.name]
        return reasons

    def protections(self) -> list[Protection]:
        """See `Timelines.protections`."""
        kept = self.scene.sequence_maker.protections
        return [Protection(item.start_time, item.end_time, item.channel) for item in kept]

    def next_id(self) -> int:
        """See `Timelines.next_id`."""
        return segment_ids.next_id(self.scene)

    def made(self) -> set[int]:
        """See `Timelines.made`."""
        return made_here.made(self.scene, self.editor)

    def room(self) -> int:
        """See `Timelines.room`."""
        return max(0, LIMIT - len(self.made()))

    def end(self) -> float:
        """See `Timelines.end`; the frame range's end where nothing is seen or heard."""
        editor = self.editor
        silent = self.silent()
        there = (s for s in compat.strips(editor) if not s.mute and s.channel not in silent)
        last = max((compat.frames(strip)[1] for strip in there), default=self.scene.frame_end + 1)
        return max(0.0, self.timebase.time_of(last))

    def playhead(self) -> float:
        """See `Timelines.playhead`."""
        return round(self.timebase.time_of(self.scene.frame_current), 6)

    def selected(self) -> list[int]:
        """See `Timelines.selected`."""
        return sorted(number for number, strip in self.numbered() if strip.select)

    def notices(self) -> dict[str, str]:
        """See `Timelines.notices`."""
        found = color_management.notices(self.scene)
        stack = self.editor.meta_stack
        if len(stack):
            name = stack[-1].name
            found[f"open_meta {name}"] = (
                f"the meta strip {name!r} is open: functions read and write what lies outside of it"
            )
        return found

    def mark(self) -> None:
        """See `Timelines.mark`.

        Raises:
            ToolError: `linked_scene` where nothing can be written.
        """
        if not compat.is_editable(self.scene):
            raise ToolError(
                "linked_scene",
                f"the scene {self.scene.name!r} is linked from another file, so nothing in it "
                "can be changed",
                hint="ask the user to open that file, or to make the scene local",
            )
        segment_ids.mark(self.scene, compat.strips(self.editor))

    def apply(self, change: Change) -> Change:
        """See `Timelines.apply`; on a fault inside, what was written is taken back."""
        done = Writer(self)
        try:
            done.write(change)
            return done.stored(change)
        except Exception:
            log.exception("a change failed and is taken back")
            done.take_back()
            raise

    def numbered(self) -> segment_ids.Pairs:
        """Return the strips that are segments, with their ids."""
        pairs, kind = (
            segment_ids.numbered(self.scene, compat.strips(self.editor)),
            compat.COLOR_STRIP,
        )
        return [(number, strip) for number, strip in pairs if type(strip) is kind]
