"""What a scene looks like, in a few characters: whether anything changed meanwhile."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from ..world import Session
from .plan import Plan

LENGTH = 32
"""Characters of a stamp."""


def stamp(session: Session, names: Iterable[str] = ()) -> str:
    """Return another text wherever the timelines or the place of any strip are others.

    Args:
        session: The scene, as it is seen in this step.
        names: Strips of which all settings count, too.
    """
    seen = session.seen
    rows: list[Any] = [float(seen.frame_rate), seen.names, sorted(seen.locked), seen.protections]
    rows += [seen.segments, [_row(strip) for strip in seen.strips]]
    close = session.scene.closely(names) if session.scene is not None else {}
    rows += [[name, strip.look, _settings(strip)] for name, strip in sorted(close.items())]
    return hashlib.sha256(repr(rows).encode()).hexdigest()[:LENGTH]


def is_still(session: Session, plan: Plan) -> bool:
    """Tell whether a scene is as it was when a plan was made, so far as the plan touches it."""
    if stamp(session) != plan.stamp:
        return False
    scene = session.scene
    if scene is None:
        return True
    change, segments = plan.change, {segment.name for segment in session.seen.segments}
    for part in plan.changes:
        segments |= {segment.name for segment in part.added}
        segments |= {after.name for _, after in part.changed}
    strips = [found for found in change.strips if found.name not in segments]
    before = {found.name: found.before for found in strips if found.before is not None}
    now = scene.closely(before)
    same = all(name in now and now[name].is_still(was) for name, was in before.items())
    return same and all(scene.is_still(state.key, state.before) for state in change.states)


def _row(strip: Any) -> Any:
    place = [round(value, 5) for value in strip.place]
    return strip.name, strip.kind, place, strip.locked, strip.muted, strip.inputs


def _settings(strip: Any) -> Any:
    return sorted((key, repr(value)) for key, value in dict(strip.settings).items())
