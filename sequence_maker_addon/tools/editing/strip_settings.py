"""The function that sets what strips of any kind have; so far the volume of sounds."""

from __future__ import annotations

from typing import Any

from ...sequence.errors import ToolError
from ...sequence.numerals import counted
from ...toolkit.commit import commit
from ...toolkit.jobs import Steps
from ...toolkit.parameters import Volume
from ...toolkit.registry import tool
from ...toolkit.world import Session
from ..places.arrangement import Target, fixed
from ..places.ranges import scene_of
from .choosing import Strips, chosen


@tool("write", needs="strips")
def set_strips(
    session: Session, strips: Strips | None = None, volume: Volume | None = None
) -> Steps:
    """Set the volume of sound strips; all else of a strip stays.

    Args:
        strips: Names, ids or rules; null for the selected ones.
        volume: Loudness: 1 as recorded, 0 silent, 0.5 half, 100 at most; null keeps it.
    """
    wanted = {"volume": volume} if volume is not None else {}
    if not wanted:
        raise ToolError("missing_argument", "say what to set: volume", field="volume")
    targets = chosen(session, strips)
    known = scene_of(session).closely(target.name for target in targets)
    skipped: list[dict[str, Any]] = []
    for target in targets:
        reason = fixed(session, target) or _lacks(target, known, wanted)
        if reason:
            skipped.append({"strip": target.name, "channel": target.channel, "reason": reason})
    left = {row["strip"] for row in skipped}
    going = [target.name for target in targets if target.name not in left]
    draft = session.draft()
    draft.strips.set(going, **wanted)
    count = len(draft.change().strips)
    result = yield from commit(session, draft, skipped=skipped)
    strips_set = f"{counted(count, 'strip')} set, {len(skipped)} left"
    return result | {"done": strips_set, "strips": going[:20], "count": count}


def _lacks(target: Target, known: dict[str, Any], wanted: dict[str, Any]) -> str:
    """Say which of the settings a strip does not have; empty when it has all."""
    has = known[target.name].settings if target.name in known else {}
    missing = [name for name in wanted if name not in has]
    return f"it has no {missing[0]}" if missing else ""
