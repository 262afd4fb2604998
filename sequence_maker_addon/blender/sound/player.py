"""Playback: the screen's own in a window, a transport clock without one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import bpy

from ...sequence.clock import Transport
from ...sequence.errors import ToolError
from ...toolkit.world import Playback
from ..host.memory import PerScene
from ..timeline.strips import StripTimelines


@dataclass(slots=True)
class _Clock:
    """A scene's clock.

    Attributes:
        transport: What runs.
        frame: The one that was set last; another one means that somebody moved the playhead.
    """

    transport: Transport = field(default_factory=lambda: Transport(0.0))
    frame: int | None = None


_clocks = PerScene(lambda scene: _Clock())


def player_for(timelines: StripTimelines) -> ClockPlayer | WindowPlayer:
    """Return the player of the timelines' scene that fits how Blender runs."""
    return ClockPlayer(timelines) if bpy.app.background else WindowPlayer(timelines)


class ScenePlayer:
    """What both players share: the scene, its rate and the refusal when there is no sequence."""

    def __init__(self, timelines: StripTimelines) -> None:
        self._timelines = timelines

    @property
    def scene(self) -> Any:
        """The scene, looked up anew."""
        return self._timelines.scene

    def require_sequence(self) -> None:
        """Refuse to play where there is nothing that could be.

        Raises:
            ToolError: `no_sequence`.
        """
        if self.scene.sequence_editor is None:
            raise ToolError("no_sequence", f"the scene {self.scene.name!r} has no sequence")

    def frame_at(self, position: float) -> int:
        """Return the frame that shows a position in seconds."""
        return self._timelines.timebase.frame_of(position)

    def position_at(self, frame: float) -> float:
        """Return the position of a frame in seconds."""
        return max(0.0, self._timelines.timebase.time_of(frame))


class ClockPlayer(ScenePlayer):
    """Playback without a window: a clock runs, and the scene's frame follows when asked."""

    def playback(self) -> Playback:
        """See `Player.playback`."""
        self.require_sequence()
        transport = self._transport()
        state, position = transport.state, transport.position
        scene, frame = self.scene, self.frame_at(position)
        clock = _clocks.of(scene)
        if state == "playing" or clock.frame != frame:
            scene.frame_set(frame)
            clock.frame = frame
        return Playback(state, position, transport.duration)

    def play(self, position: float | None = None) -> None:
        """See `Player.play`."""
        self.require_sequence()
        self._transport().play(position)

    def pause(self) -> None:
        """See `Player.pause`."""
        self.require_sequence()
        self._transport().pause()

    def stop(self) -> None:
        """See `Player.stop`."""
        self.require_sequence()
        self._transport().stop()

    def seek(self, position: float) -> None:
        """See `Player.seek`."""
        self.require_sequence()
        self._transport().seek(position)

    def _transport(self) -> Transport:
        scene = self.scene
        clock = _clocks.of(scene)
        clock.transport.duration = self._timelines.end()
        if clock.frame != scene.frame_current:
            clock.transport.seek(self.position_at(scene.frame_current))
            clock.frame = scene.frame_current
        return clock.transport


class WindowPlayer(ScenePlayer):
    """Blender's own playback in the window that shows the sequence."""

    def playback(self) -> Playback:
        """See `Player.playback`."""
        self.require_sequence()
        position = self.position_at(self.scene.frame_current_final)
        if self._playing() is not None:
            return Playback("playing", position, self._timelines.end())
        return Playback("paused" if position else "stopped", position, self._timelines.end())

    def play(self, position: float | None = None) -> None:
        """See `Player.play`; sound leads, so frames may be dropped."""
        self.require_sequence()
        if position is not None:
            self.seek(position)
        self.scene.sync_mode = "AUDIO_SYNC"
        if self._playing() is None:
            with _sequencer_override() as found:
                if not found:
                    raise ToolError("no_window", "no window shows a Sequencer to play in")
                bpy.ops.screen.animation_play(sync=True)

    def pause(self) -> None:
        """See `Player.pause`; `animation_play` is a toggle, so ask first."""
        self.require_sequence()
        window = self._playing()
        if window is not None:
            with bpy.context.temp_override(window=window, screen=window.screen):
                bpy.ops.screen.animation_cancel(restore_frame=False)

    def stop(self) -> None:
        """See `Player.stop`."""
        self.pause()
        self.scene.frame_set(self.scene.frame_start)

    def seek(self, position: float) -> None:
        """See `Player.seek`; `frame_set` leaves a running sound behind (5.2)."""
        self.require_sequence()
        if self._playing() is not None:
            self.scene.frame_current = self.frame_at(position)
        else:
            self.scene.frame_set(self.frame_at(position))

    def _playing(self) -> Any:
        windows = bpy.context.window_manager.windows
        return next((w for w in windows if w.screen.is_animation_playing), None)


@contextmanager
def _sequencer_override() -> Iterator[bool]:
    for window in bpy.context.window_manager.windows:
        for area in window.screen.areas:
            if area.type == "SEQUENCE_EDITOR":
                region = next(r for r in area.regions if r.type == "WINDOW")
                with bpy.context.temp_override(window=window, area=area, region=region):
                    yield True
                return
    yield False
