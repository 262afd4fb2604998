"""Listening to a song in the background, in small steps, or all at once without a window."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any

import bpy

from ...music.song import Song
from ...sequence.errors import ToolError
from ...toolkit.jobs import Progress
from ..host import pump
from ..host.compat import scene_by_uid
from ..host.memory import PerScene, Why
from ..host.undo_steps import push_named
from ..timeline.strips import StripTimelines
from . import shown
from .songs import StripMusic

log = logging.getLogger(__name__)

PERIOD = 0.01
"""Seconds between two steps."""

_REDRAW = 0.1


@dataclass(slots=True)
class Listening:
    """One song being listened to, what follows, how far it is, and when that was last shown."""

    scene_uid: int
    steps: Generator[Progress, None, Any]
    then: Callable[[Any], None] | None = None
    progress: Progress = Progress("listening", 0.0)
    drawn: float = 0.0


@dataclass(slots=True)
class _State:
    """What is being listened to in a scene, and why the last try failed, in a sentence."""

    job: Listening | None = None
    fault: str = ""

    def close(self, _why: Why | None = None) -> None:
        """Drop the work; nothing of it is kept."""
        job, self.job = self.job, None
        if job is not None:
            job.steps.close()


_states = PerScene(lambda scene: _State(), end=_State.close)


def running() -> Listening | None:
    """Return what is being listened to, or None."""
    state = _busy()
    return state.job if state is not None else None


def fault(scene: Any) -> str:
    """Return why the last try in a scene failed, in a sentence, or nothing."""
    return _states.of(scene).fault


def start(
    scene: Any,
    bpm: float | None = None,
    follow: Callable[[Song], None] | None = None,
) -> None:
    """Begin to listen; without a window go on to the end.

    Args:
        scene: Whose sound.
        bpm: The tempo that the user knows, as the song is heard; it becomes an undo step when that
            was listened to.
        follow: Gets the song once it was heard.

    Raises:
        ToolError: Without a window, when the sound cannot be heard.
    """
    music, uid = StripMusic(StripTimelines(scene)), scene.session_uid
    known = music.known()
    own = bpm / known.speed() if bpm is not None and known is not None else bpm
    steps = music.analyze(bpm=own)

    def then(song: Song) -> None:
        if own is not None:
            song = StripMusic(StripTimelines(scene_by_uid(uid))).set_tempo(song, own)
        if follow is not None:
            follow(song)
        if bpm is not None and not bpy.app.background:  # else the operator makes the step
            push_named("Set Tempo")

    run(scene, steps, then)
    if bpy.app.background and fault(scene):
        raise ToolError("unreadable_sound", fault(scene))


def run(
    scene: Any, steps: Generator[Progress, None, Any], then: Callable[[Any], None] | None = None
) -> None:
    """Carry out whatever has to listen, in steps; without a window go on to the end.

    Args:
        scene: Where; a fault is kept for it.
        steps: The work.
        then: Takes its result.
    """
    cancel()
    state = _states.of(scene)
    state.job, state.fault = Listening(scene.session_uid, steps, then), ""
    if not bpy.app.background:
        pump.add(_step)
        return
    while running() is not None:
        step(1.0)


def step(budget: float = pump.BUDGET) -> None:
    """Carry the work on for some seconds; a fault ends it and is kept for the panel."""
    state = _busy()
    if state is None:
        return
    until = time.perf_counter() + budget
    try:
        if _work(state, until):
            shown.forget()
    except ToolError as error:
        state.job, state.fault = None, error.sentence()
    except Exception:
        log.exception("listening failed")
        state.job, state.fault = None, "Listening failed; the console says why"


def _work(state: _State, until: float) -> bool:
    """Take steps up to a time; at their end do what follows, and tell that it is done."""
    job = state.job
    assert job is not None
    try:
        while time.perf_counter() < until:
            job.progress = next(job.steps)
    except StopIteration as end:
        state.job = None
        if job.then is not None:
            job.then(end.value)
        return True
    return False


def cancel() -> None:
    """Drop what is being listened to; nothing of it is kept."""
    for state in _states.all():
        state.close()


def _busy() -> _State | None:
    """Return the scene's state in which something is being listened to, or None."""
    return next((state for state in _states.all() if state.job is not None), None)


def _step(budget: float) -> float | None:
    step(budget)
    job = running()
    now = time.perf_counter()
    if job is None or now - job.drawn > _REDRAW:
        pump.redraw(("UI",) if job is not None else ("UI", "WINDOW"))
        if job is not None:
            job.drawn = now
    return PERIOD if job is not None else None
