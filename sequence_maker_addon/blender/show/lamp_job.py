"""Lamps as a movie while the window is drawn on: its beginning, its progress and its end.

What is rendered is a scene in the user's file for a while, so that nobody may edit, undo or save:
the operator Guard Lamps keeps all keys and clicks to itself meanwhile.
"""

from __future__ import annotations

import logging
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import bpy
from bpy.app.translations import pgettext_iface as iface_
from bpy.app.translations import pgettext_rpt as rpt_

from ..host import pump
from ..host.memory import PerScene, Why
from ..host.recognized import told
from ..host.whole_file import replacing
from . import lamp_scene, lamp_sign
from .lamp_files import film_of
from .lamp_film import Film

log = logging.getLogger(__name__)

PERIOD = 0.1
"""Seconds between two looks at it."""
SHOWN = 8.0
"""Seconds for which it is said that the file is written."""


class LampJob:
    """One movie, from its beginning to its end.

    Attributes:
        path: The file.
        film: Its frames, once they are begun.
        said: How it ended, "" before.
        is_fault: Whether that is bad news.
    """

    def __init__(self, scene: Any, path: Path, container: str) -> None:
        self.path, self.said, self.is_fault = path, "", False
        self.film: Film | None = None
        self._began = False
        self._until = 0.0
        self._files, self._scene = ExitStack(), ExitStack()
        try:
            part = self._files.enter_context(replacing(path))
            folder = tempfile.TemporaryDirectory(
                prefix="sequence_maker_", ignore_cleanup_errors=True
            )
            frames = Path(self._files.enter_context(folder))
            self._made = self._scene.enter_context(lamp_scene.beside(scene))
            self.film = film_of(scene, self._made, part, frames, container)
        except BaseException:
            self._scene.close()
            self._undone()
            raise

    @property
    def is_running(self) -> bool:
        """Whether it is not over."""
        return not self.said

    def stop(self) -> None:
        """End it at the next frame; nothing is written then."""
        if self.film is not None:
            self.film.stop()

    def step(self, _budget: float) -> float | None:
        """Look after it, as a step of the pump."""
        assert self.film is not None
        if self.is_running and not self._began:
            self._begin()
        elif self.is_running and not bpy.app.is_job_running("RENDER"):
            self._end()
        if self.is_running:
            text = iface_("Lamps {percent} %").format(percent=round(100 * self.film.share))
            lamp_sign.show(text, self.film.share)
        elif time.perf_counter() < self._until:
            lamp_sign.show(self.said, None, self.is_fault)
        else:
            lamp_sign.hide()
            return None
        return PERIOD

    def end(self, why: Why) -> None:
        """Leave it, as the file or the add-on goes; Blender may still be at its last frame."""
        if self.is_running:
            assert self.film is not None
            self.film.stop()
            if self._began:
                self.film.unwatch()
            else:
                self._scene.close()
            self._undone()
            self.said = why.value
        self._until = 0.0

    def _begin(self) -> None:
        assert self.film is not None
        self._began = True
        self.film.watch()
        view = bpy.context.preferences.view
        usual, view.render_display_type = view.render_display_type, "NONE"
        try:
            windows = list(bpy.context.window_manager.windows)
            with bpy.context.temp_override(window=windows[0]):
                bpy.ops.render.render("INVOKE_DEFAULT", animation=True, scene=self._made.name)
            for window in windows:
                with bpy.context.temp_override(window=window):
                    bpy.ops.sequence_maker.guard_lamps("INVOKE_DEFAULT")
        except RuntimeError as error:
            log.warning("lamps cannot be rendered: %s", error)
        finally:
            view.render_display_type = usual

    def _end(self) -> None:
        """Keep the file if it is whole; say what became of it."""
        assert self.film is not None
        self.film.unwatch()
        try:
            self._scene.close()
            self.film.check()
            self._files.close()
            self.said = rpt_("Wrote {name}").format(name=self.path.name)
        except KeyboardInterrupt:
            self._undone()
            self.said = rpt_("Stopped, nothing is written")
        except Exception as error:
            self._undone()
            reason = (isinstance(error, OSError) and error.strerror) or str(error)
            text = rpt_("{name} cannot be written: {reason}")
            self.said = text.format(name=self.path.name, reason=told(reason))
            self.is_fault = True
        self._until = time.perf_counter() + SHOWN

    def _undone(self) -> None:
        """Remove what is there of the file; an older one stays."""
        try:
            self._files.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)
        except (OSError, KeyboardInterrupt):
            log.debug("the beginning of %s is removed, or held by Blender", self.path)


class _Place:
    """Where a scene's newest job is kept."""

    job: LampJob | None = None


def start(scene: Any, path: Path, container: str) -> None:
    """Begin a movie of a scene, which the pump carries on.

    Raises:
        ValueError: If there is no segment.
        OSError: If the file cannot be written; an older one is then as it was.
    """
    _places.of(scene).job = job = LampJob(scene, path, container)
    pump.add(job.step)


def running() -> LampJob | None:
    """Return the movie that is being rendered, or None; Blender renders one at a time."""
    jobs = (place.job for place in _places.all())
    return next((job for job in jobs if job is not None and job.is_running), None)


def _end(place: _Place, why: Why) -> None:
    if place.job is not None:
        place.job.end(why)
        lamp_sign.hide()


_places = PerScene(lambda scene: _Place(), end=_end)
