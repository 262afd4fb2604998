"""The function that names, mutes and locks channels."""

from __future__ import annotations

from typing import Any

from ...sequence.errors import ToolError
from ...sequence.numerals import counted
from ...sequence.timelines import storable
from ...toolkit.commit import commit
from ...toolkit.jobs import Steps
from ...toolkit.parameters import Channels, Flag, Name
from ...toolkit.registry import tool
from ...toolkit.report import with_left
from ...toolkit.world import Session
from ..places.ranges import scene_of
from .unlocking import THEIRS


@tool("write", needs="editing")
def set_channels(
    session: Session,
    channels: Channels,
    name: Name | None = None,
    mute: Flag | None = None,
    lock: Flag | None = None,
) -> Steps:
    """Name, mute or lock channels; what lies on them stays.

    Args:
        channels: Which.
        name: New name; several channels get numbers behind it.
        mute: Neither seen nor heard.
        lock: Kept from edits; what the user locked only they unlock.
    """
    if name is None and mute is None and lock is None:
        raise ToolError("missing_argument", "say what to set: name, mute or lock", field="name")
    if name is not None and not storable(name):
        raise ToolError("invalid_argument", "a channel's name cannot be empty", field="name")
    wanted = sorted(set(channels))
    rows = [list(row) for row in scene_of(session).state("channels")]
    skipped: list[dict[str, Any]] = []
    set_: list[int] = []
    for place, number in enumerate(wanted, 1):
        row = rows[number - 1]
        theirs = session.origins.of(("lock", number)) is not None
        if row[3] and lock is False and theirs:
            skipped.append({"channel": number, "reason": THEIRS})
            continue
        called = None if name is None else f"{name} {place}" if len(wanted) > 1 else name
        new = [number, storable(called or "") or row[1], _or(mute, row[2]), _or(lock, row[3])]
        if new != row:
            rows[number - 1] = new
            set_.append(number)
    draft = session.draft()
    text = f"set {counted(len(set_), 'channel')}"
    draft.set_state("channels", rows, len(set_), text)
    result = yield from commit(session, draft, skipped=skipped)
    now = scene_of(session).state("channels")
    told = [dict(zip(("channel", "name", "mute", "lock"), now[n - 1], strict=True)) for n in set_]
    done = with_left(f"{counted(len(set_), 'channel')} set", len(skipped))
    return result | {"done": done, "channels": told[:20], "count": len(set_)}


def _or(wanted: bool | None, known: bool) -> bool:
    return known if wanted is None else wanted
