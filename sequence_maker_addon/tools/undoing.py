"""Takes back what an earlier turn of the chat did."""

from __future__ import annotations

from typing import Any

from ..sequence.change import Change
from ..sequence.errors import ToolError
from ..sequence.numerals import counted
from ..sequence.timelines import Scene
from ..toolkit.commit import commit_change
from ..toolkit.jobs import Steps
from ..toolkit.registry import tool
from ..toolkit.world import Session

MOST_LEFT = 20


@tool(
    "write",
    tip="Take back what the newest turn of the chat did; what you changed since stays",
    needs="earlier",
)
def undo_last_turn(session: Session) -> Steps:
    """Take back what the last turn did, when asked to."""
    scene: Scene | None = session.scene
    left: list[tuple[str, str]] = []
    for ledger in session.earlier:
        draft = session.draft()
        change, left = ledger.revert(draft, scene)
        if change:
            result = yield from commit_change(session, change, draft)
            session.taken_back.append((ledger, session.written[-1]))
            return result | _told(change, left)
    names = [name for _, name in left[:MOST_LEFT]]
    hint = f"changed since: {', '.join(names)}" if names else None
    raise ToolError("nothing_to_undo", "nothing of an earlier turn is left to take back", hint=hint)


def _told(change: Change, left: list[tuple[str, str]]) -> dict[str, Any]:
    """Return what was taken back, in words, and what stays since it was changed."""
    skipped = [{"strip": name, "reason": "changed since"} for _, name in left[:MOST_LEFT]]
    return {"done": f"{counted(change.size, 'item')} taken back", "skipped": skipped}
