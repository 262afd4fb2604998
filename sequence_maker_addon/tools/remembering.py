"""Keeps a standing wish of the person in the file, or forgets it."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, WithJsonSchema

from ..chat.memory.wish import LONGEST, Wish, meant, with_wish
from ..chat.memory.wish_words import wish_in
from ..sequence.errors import ToolError
from ..sequence.timelines import Scene
from ..toolkit.commit import commit
from ..toolkit.jobs import Steps
from ..toolkit.parameters import Kind
from ..toolkit.plain_text import named
from ..toolkit.registry import tool
from ..toolkit.world import Session, Wishes

STATE = "wishes"
MOST_TOLD = 30
Words = Annotated[
    str,
    Field(min_length=1, max_length=LONGEST),
    WithJsonSchema({"type": "string"}),
    Kind("text"),
]


@tool(
    "write",
    tip="Keep a standing wish in this file: the assistant is told it with every prompt",
)
def remember_wish(session: Session, text: Words) -> Steps:
    """Keep a standing wish, when asked to remember.

    Args:
        text: One sentence; a palette as "sunset is red, orange".
    """
    scene, wishes = _reached(session)
    try:
        wish = wish_in(text)
        known = wishes.read(scene.state(STATE) or [])
        after = with_wish([found for found, _ in known], wish)
    except ValueError as error:
        raise ToolError("no_wish", str(error), field="text") from None
    by_wish = {id(found): row for found, row in known}
    others = _unread(scene, known)
    same = [row for found, row in known if found == wish]
    rows = [by_wish.get(id(found)) or (same or [wishes.row(wish)])[0] for found in after]
    draft = session.draft()
    if not same:
        draft.set_state(STATE, [*others, *rows], 1, f"remember {named(wish.told)}")
    result = yield from commit(session, draft)
    if same:
        return result
    return result | {"done": f"Remembered in this file: {wish.told}", "kind": wish.kind}


@tool("write", tip="Forget a standing wish of this file", needs="wishes")
def forget_wish(session: Session, wish: Words) -> Steps:
    """Forget a standing wish.

    Args:
        wish: Its words, or its name.
    """
    scene, wishes = _reached(session)
    known = wishes.read(scene.state(STATE) or [])
    found = meant((own for own, _ in known), wish)
    if not found:
        raise _unknown(wishes, [own for own, _ in known], wish)
    if len(found) > 1:
        told = [own.told for own in found[:MOST_TOLD]]
        raise ToolError("several_wishes", "several wishes are meant", field="wish", allowed=told)
    rows = [row for own, row in known if own is not found[0]]
    draft = session.draft()
    draft.set_state(STATE, [*_unread(scene, known), *rows], 1, f"forget {named(found[0].told)}")
    result = yield from commit(session, draft)
    return result | {"done": f"Forgotten: {found[0].told}"}


def _unread(scene: Scene, known: list[tuple[Any, dict[str, Any]]]) -> list[dict[str, Any]]:
    """Return the rows that somebody else wrote and nobody accepted yet: they stay as they are."""
    own = [row for _, row in known]
    return [row for row in scene.state(STATE) or [] if row not in own]


def _reached(session: Session) -> tuple[Scene, Wishes]:
    if session.scene is None or session.wishes is None:
        raise ToolError("no_wishes", "wishes cannot be kept here")
    return session.scene, session.wishes


def _unknown(wishes: Wishes, known: list[Wish], text: str) -> ToolError:
    message, hint = f"no wish of this file is {named(text)}", None
    if meant(wishes.elsewhere(), text):
        hint = "it is kept for all files: the user switches it off under Wishes in the sidebar"
    told = [wish.told for wish in known[:MOST_TOLD]]
    return ToolError("unknown_wish", message, field="wish", allowed=told or "none yet", hint=hint)
