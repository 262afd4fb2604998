"""Takes the work of turns back, and brings it again exactly as it was: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from bpy.app.translations import pgettext_rpt as rpt_

from ...chat.conversation import Turn
from ...chat.options import Options
from ...sequence.change import Change
from ...sequence.errors import ToolError
from ...sequence.ledger import Ledger
from ...toolkit.policies import respect_the_user
from ...toolkit.world import Limits
from ..wording.numbers import count
from ..wording.people import for_people
from ..world.sessions import session_for
from . import fates
from .chats import Chat

MOST_TOLD = 5
"""Sentences on what stays as it is."""


@dataclass
class Outcome:
    """What came of it.

    Attributes:
        written: The turns whose work went or came, and what was written for it, in this order.
        left: What stays, as it was changed since; see `Ledger.revert`.
        gone: The turns whose changes are no longer kept.
    """

    written: list[tuple[Turn, Change]] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)
    gone: list[Turn] = field(default_factory=list)

    @property
    def turns(self) -> list[Turn]:
        """The turns whose work went or came."""
        return [turn for turn, _ in self.written]

    @property
    def told(self) -> list[str]:
        """What the person should know of what stays, a sentence each."""
        texts = [rpt_("What this turn changed is no longer kept")] * bool(self.gone)
        return [*texts, *_left(self.left)][:MOST_TOLD]


def stands(chat: Chat, turn: Turn) -> bool:
    """Tell whether a turn wrote something that was neither taken back nor undone."""
    wrote = bool(turn.ledger) or turn.ledger_gone
    return wrote and turn.status != "running" and not fates.fate(chat.scene, turn)


def may_return(chat: Chat, turn: Turn) -> bool:
    """Tell whether a turn was taken back such that its work can come again."""
    return turn.ledger.back is not None and fates.fate(chat.scene, turn) == "reverted"


def since(chat: Chat, turn: Turn) -> list[Turn]:
    """Return a turn and all behind it whose work stands, the newest first."""
    turns = chat.conversation.turns
    behind = turns[next(at for at, found in enumerate(turns) if found is turn) :]
    return [found for found in reversed(behind) if stands(chat, found)]


def exchange(chat: Chat, gone: Sequence[Turn], come: Sequence[Turn] = ()) -> Outcome:
    """Take the work of turns back, and bring that of others again; what was changed since stays.

    Args:
        chat: The scene's.
        gone: The turns whose work goes, in this order.
        come: Turns that were taken back, and whose work comes again after that.

    Raises:
        ToolError: If the scene cannot be written so; nothing is written then.
        ValueError: If a file brought changes that cannot be read; nothing is written then.
    """
    back = [(turn, turn.ledger.back or Ledger()) for turn in come]
    found = _carried(chat.scene, [*((turn, turn.ledger) for turn in gone), *back])
    for turn, change in found.written:
        if any(turn is other for other in come):
            fates.brought_back(chat.scene, turn)
            continue
        if turn.ledger.back is None or fates.fate(chat.scene, turn) != "reverted":
            turn.ledger.back = Ledger()
        turn.ledger.back.add(change)
        fates.took_back(chat.scene, turn)
    for turn in found.turns:
        chat.shelf.keep_ledger(turn)
    chat.store()
    return found


@contextmanager
def in_place_of(chat: Chat, turn: Turn | None, options: Options) -> Iterator[Options]:
    """Take a turn's work back for another one in its place; yield the options of that one.

    A turn to which no answer came is forgotten. Where the other one is not sent, or ends without
    having written anything, all is as before. One undo step takes back both.
    """
    if turn is None:
        yield options
        return
    place = next(at for at, found in enumerate(chat.conversation.turns) if found is turn)
    came_to_nothing = chat.conversation.take_out(turn)
    found = exchange(chat, [turn]) if stands(chat, turn) else Outcome()
    try:
        yield replace(
            options,
            instead_of=0.0 if came_to_nothing else turn.began,
            ended=lambda: _ended(chat, found),
        )
    except Exception:
        if came_to_nothing:
            chat.conversation.turns.insert(place, turn)
        exchange(chat, (), found.turns)
        raise
    if found.written and chat.running is not None:
        chat.pending = True
        for text in found.told:
            chat.running.record.note(text)


def _ended(chat: Chat, found: Outcome) -> None:
    """Bring again what was taken back for a turn in whose place nothing was written."""
    turn = chat.running.record if chat.running is not None else None
    if turn is None or turn.ledger or not found.written or chat.scene is None:
        return
    if turn.error is not None and turn.error["code"] == "question":
        return  # whose answer goes on
    chat.pending = False
    try:
        exchange(chat, (), found.turns)
    except (ToolError, ValueError) as error:
        chat.pending = True
        turn.note(for_people(str(error)))


def _carried(scene: Any, pairs: Sequence[tuple[Turn, Ledger]]) -> Outcome:
    """Write what each ledger has to bring back, one after the other; on a fault nothing stays."""
    session, found = session_for(scene, Limits("never")), Outcome()
    try:
        for turn, ledger in pairs:
            if turn.ledger_gone:
                found.gone.append(turn)
                continue
            change, left = ledger.revert(session.draft(), session.scene)
            found.left += left
            if change:
                respect_the_user(session, change)
                found.written.append((turn, session.apply(change)))
    except Exception as error:
        for _, change in reversed(found.written):
            session.apply(change.inverse)
        if isinstance(error, ToolError):
            raise
        raise ValueError(rpt_("What this turn changed cannot be read")) from error
    return found


def _left(left: Sequence[tuple[str, str]]) -> list[str]:
    """Say what stays as it is, since it was changed after the turn."""
    segments = sum(kind == "segment" for kind, _ in left)
    texts = []
    if segments:
        counted = count(segments, "segment")
        texts.append(rpt_("{counted} changed since, kept").format(counted=counted))
    names = [name for kind, name in left if kind != "segment"]
    return texts + [rpt_("Changed since, kept: {name}").format(name=name) for name in names]
