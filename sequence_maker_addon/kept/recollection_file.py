"""What is remembered of chats beyond their turns, as a scene keeps it; only one's own counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Annotated, Any, NamedTuple

from pydantic import Field, TypeAdapter

from ..chat.memory.recollection import LONGEST, Recollection
from ..chat.memory.stated_facts import MOST as MOST_FACTS
from ..chat.memory.stated_facts import Fact
from .plain_json import parsed, written
from .shapes import LATEST, Count, Shape, Text, checked
from .signatures import Signer

PLACE, MOST = "recollection", 20
"""What stands for the chat in the signature, and how many chats are remembered in one scene."""

_Began = Annotated[float, Field(ge=0, le=LATEST, allow_inf_nan=False)]


class _Fact(Shape):
    turn: Count
    text: Annotated[Text, Field(max_length=1000)]
    weight: Count = 1


class _Kept(Shape):
    last: _Began
    summary: Annotated[Text, Field(max_length=2 * LONGEST)] = ""
    until: Count = 0
    is_edited: bool = False
    read: Count = 0
    facts: Annotated[list[_Fact], Field(max_length=2 * MOST_FACTS)] = Field(default_factory=list)


class _Row(Shape):
    signature: Annotated[str, Field(max_length=64)]
    kept: dict[str, Any]


_ROWS = TypeAdapter(Annotated[list[_Row], Field(max_length=10 * MOST)])


class Remembered(NamedTuple):
    """What is remembered of the chat whose newest turn began then, in seconds since 1970."""

    last: float
    recollection: Recollection


def read(text: str, signer: Signer) -> list[Remembered]:
    """Return what a text keeps, one's own alone.

    Raises:
        ValueError: If it is damaged.
    """
    found = []
    for row in checked(_ROWS, parsed(text)):
        if not signer.fits(row.signature, PLACE, written(row.kept)):
            continue
        kept = checked(_Kept, row.kept)
        facts = [Fact(fact.turn, fact.text, fact.weight) for fact in kept.facts]
        own = Recollection(kept.summary, kept.until, kept.is_edited, facts, kept.read)
        found.append(Remembered(kept.last, own))
    return found


def write(every: Iterable[Remembered], signer: Signer) -> str:
    """Return what is remembered as text, the newest twenty, "" for nothing."""
    rows = []
    for last, own in list(every)[-MOST:]:
        kept = {
            "last": last,
            "summary": own.summary,
            "until": own.until,
            "is_edited": own.is_edited,
            "read": own.read,
            "facts": [asdict(fact) for fact in own.facts],
        }
        rows.append({"signature": signer.sign(PLACE, written(kept)), "kept": kept})
    return written(rows) if rows else ""


def of_chat(every: Iterable[Remembered], began: Sequence[float]) -> Recollection | None:
    """Return what is remembered of the chat that has a turn which began then; None for none."""
    there = {round(time, 3) for time in began}
    found = [one.recollection for one in every if round(one.last, 3) in there]
    return found[-1] if found else None


def with_chat(
    every: Iterable[Remembered], began: Sequence[float], own: Recollection
) -> list[Remembered]:
    """Return what is remembered with that of one chat renewed."""
    there = {round(time, 3) for time in began}
    others = [one for one in every if round(one.last, 3) not in there]
    return [*others, Remembered(began[-1], own)] if began and own else others
