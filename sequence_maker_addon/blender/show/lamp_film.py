"""The frames of a lamps' movie: each is drawn right before Blender reads it; it can be stopped."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import bpy

from ...sequence.color import Rgb
from ...sequence.frames import Timebase
from ...sheet.frame_png import encoded
from ...sheet.lamp_light import Lamps
from ...sheet.show import Row
from ..host import compat

READY = 64
"""Frames that are kept packed; a flash repeats them."""
PATIENCE = 5.0
"""Seconds that a write waits for a panel to be drawn."""
SIGNALS = (signal.SIGINT, signal.SIGTERM)
Told = Callable[[float], None]


class Film:
    """Writes each frame right before Blender reads it, and removes it soon after.

    Where Blender renders in a window it calls from a thread of its own.

    Attributes:
        part: The file that Blender writes.
        share: How much is done, 0 to 1.
    """

    part = Path()

    def __init__(
        self,
        lamps: Lamps,
        rows: Sequence[Row],
        base: Timebase,
        folder: Path,
        frames: tuple[int, int],
        told: Told,
    ) -> None:
        self._lamps, self._rows, self._base, self._folder = lamps, rows, base, folder
        self._first, self._last = frames
        self._told = told
        self._ready: dict[tuple[Rgb | None, ...], bytes] = {}
        self._fault: BaseException | None = None
        self._is_whole = False
        self._uid, self._strip = 0, ""
        self.share = 0.0

    def load(self, scene: Any) -> None:
        """Put a strip into a scene, over all that it shows; its one file is another each frame."""
        strips = compat.strips(scene.sequence_editor)
        taken = {strip.channel for strip in strips}
        channel = next(number for number in range(128, 0, -1) if number not in taken)
        self._write(self._first)
        path = str(self._file(self._first))
        strip = strips.new_image("Lamps", path, channel, self._first)
        self._uid, self._strip = scene.session_uid, strip.name
        strip.blend_type = "REPLACE"
        compat.set_end(strip, self._last + 1)

    def stop(self, fault: BaseException | None = None) -> None:
        """Let the rendering end at its next frame; `check` raises the fault then."""
        self._fault = self._fault or fault or KeyboardInterrupt()

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Draw frames while Blender renders the scene; signals end it soon, and none is lost."""
        with self._heeding_signals():
            self.watch()
            try:
                yield
            finally:
                self.unwatch()

    def watch(self) -> None:
        """Draw frames from now on, whenever Blender renders the scene."""
        bpy.app.handlers.render_pre.append(self._before)
        bpy.app.handlers.render_complete.append(self._complete)

    def unwatch(self) -> None:
        """Draw no more."""
        with suppress(ValueError):  # where it was never begun
            bpy.app.handlers.render_pre.remove(self._before)
            bpy.app.handlers.render_complete.remove(self._complete)

    def check(self) -> None:
        """See that the movie is whole.

        Raises:
            OSError: If a frame could not be written, or Blender wrote nothing.
            KeyboardInterrupt: If it was stopped, by `stop` or by Esc or Ctrl+C in Blender.
        """
        if self._fault is not None:
            raise self._fault
        if not self._is_whole:
            raise KeyboardInterrupt
        if not self.part.is_file() or not self.part.stat().st_size:
            raise OSError("Blender wrote no such file")

    @contextmanager
    def _heeding_signals(self) -> Iterator[None]:
        """Stop at a signal: what Python raises then, Blender would print and forget."""
        usual = {number: signal.getsignal(number) for number in SIGNALS}
        if threading.current_thread() is not threading.main_thread():
            usual = {}
        heard = {number: handler for number, handler in usual.items() if callable(handler)}

        def stop(number: int, frame: Any) -> None:
            try:
                heard[signal.Signals(number)](number, frame)
            except BaseException as fault:
                self.stop(fault)

        for number in heard:
            signal.signal(number, stop)
        try:
            yield
        finally:
            for number, handler in heard.items():
                if signal.getsignal(number) is stop:  # else who heard one has decided about more
                    signal.signal(number, handler)

    def _before(self, scene: Any, *_: object) -> None:
        if scene.session_uid != self._uid:
            return
        frame = scene.frame_current
        try:
            if self._fault is None:
                self._write(frame)
                strip = compat.strips(scene.sequence_editor)[self._strip]
                _write_patiently(strip.elements[0], "filename", self._file(frame).name)
                self.share = (frame - self._first) / max(self._last - self._first, 1)
                self._told(self.share)
        except BaseException as fault:  # Blender would only print it
            self._fault = fault
        if self._fault is not None:
            # what is left would be rendered in vain
            _write_patiently(scene, "frame_current", self._last)
        for old in range(frame - 4, frame - 2):
            with suppress(OSError):
                self._file(old).unlink()

    def _complete(self, scene: Any, *_: object) -> None:
        if scene.session_uid == self._uid:
            self._is_whole = True

    def _write(self, frame: int) -> None:
        colors = colors_at(self._rows, self._base.time_of(frame))
        if colors not in self._ready:
            if len(self._ready) >= READY:
                self._ready.pop(next(iter(self._ready)))
            self._ready[colors] = encoded(self._lamps.frame(colors))
        self._file(frame).write_bytes(self._ready[colors])

    def _file(self, frame: int) -> Path:
        return self._folder / f"{frame - self._first:07}.png"


def _write_patiently(struct: Any, name: str, value: Any) -> None:
    """Set a property from the thread that renders: while a panel is drawn, none may be set."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            setattr(struct, name, value)
            return
        except AttributeError:
            if time.monotonic() > end:
                raise
            time.sleep(0.002)


def colors_at(rows: Sequence[Row], time: float) -> tuple[Rgb | None, ...]:
    """Return what each lamp shows at a time, in seconds."""
    return tuple(row.color_at(time) for row in rows)
