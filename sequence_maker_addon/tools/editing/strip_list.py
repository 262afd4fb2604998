"""The function that lists strips of every kind."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ...toolkit.parameters import Whole
from ...toolkit.registry import tool
from ...toolkit.world import Session
from ..places.arrangement import Target
from .choosing import Strips, chosen

PAGE = 50
"""Strips on one page."""


@tool("read", needs="editing")
def list_strips(session: Session, strips: Strips | None = None, page: Whole = 1) -> dict[str, Any]:
    """List strips of any kind by time: id, name, kind, channel, times, mutes, locks, effects.

    Args:
        strips: Ids, names or rules such as "movies on channel 2 from 10 to 60 s"; null for all.
        page: Of 50 strips each, from 1.
    """
    session.timelines.mark()
    found = sorted(chosen(session, strips, "all"), key=lambda t: (t.start, t.channel))
    pages = max(-(-len(found) // PAGE), 1)
    first = (min(page, pages) - 1) * PAGE
    kinds = Counter(target.kind for target in found)
    return {
        "ok": True,
        "strips": [_row(session, target) for target in found[first : first + PAGE]],
        "count": len(found),
        "kinds": dict(sorted(kinds.items())),
        "page": min(page, pages),
        "pages": pages,
        "span": [found[0].start, max(target.end for target in found)],
    }


def _row(session: Session, target: Target) -> dict[str, Any]:
    strip = target.strip
    row: dict[str, Any] = {
        "id": f"s{target.id}",
        "name": target.name,
        "kind": target.kind,
        "channel": target.channel,
        "start_time": round(target.start, 6),
        "end_time": round(target.end, 6),
    }
    if strip is None:
        return row
    flags = {
        "muted": strip.muted,
        "locked": strip.locked,
        "selected": strip.selected,
    }
    row |= {word: True for word, flag in flags.items() if flag}
    connected = session.seen.connected(target.name)
    lists = {"inputs": strip.inputs, "effects": strip.users, "connected": connected}
    return row | {word: list(names) for word, names in lists.items() if names}
