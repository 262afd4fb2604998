"""Wishes as a file of this computer, or a scene, keeps them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from ..chat.memory.wish import MOST, Kind, Wish, checked
from .plain_json import parsed
from .shapes import LATEST, Name, Shape, Text
from .shapes import checked as in_shape
from .signatures import Signer

PLACE = "wishes"
"""What stands for the chat in the signature of a wish."""
Row = dict[str, Any]


class _Wish(Shape):
    kind: Kind
    text: Annotated[Text, Field(max_length=2000)] = ""
    name: Name = ""
    colors: Annotated[Text, Field(max_length=2000)] = ""
    is_on: bool = True
    turn: Annotated[float, Field(ge=0, le=LATEST, allow_inf_nan=False)] = 0.0
    signature: Annotated[str, Field(max_length=64)] = ""


_WISHES = TypeAdapter(Annotated[list[_Wish], Field(max_length=2 * MOST)])


def row_of(wish: Wish, signer: Signer | None = None) -> Row:
    """Return a wish as plain data; with a signer it is signed as one's own."""
    row: Row = {"kind": wish.kind, "text": wish.text, "name": wish.name}
    row |= {"colors": ", ".join(wish.colors), "turn": wish.turn}
    signature = {} if signer is None else {"signature": signer.sign(PLACE, _signed(row))}
    return row | {"is_on": wish.is_on} | signature


def wish_of(row: Row) -> Wish:
    """Return the wish that a row keeps.

    Raises:
        ValueError: If it is damaged, or can be none.
    """
    kept = in_shape(_Wish, row)
    colors = tuple(filter(None, (part.strip() for part in kept.colors.split(","))))
    return checked(Wish(kept.kind, kept.text, kept.name, colors, kept.is_on, kept.turn))


def is_own(row: Row, signer: Signer) -> bool:
    """Tell whether a wish was signed on this computer, so that it may hold; switching is free."""
    return signer.fits(row.get("signature"), PLACE, _signed(row_of(wish_of(row))))


def rows_of(text: str) -> list[Row]:
    """Return the rows that a text keeps, those that can be no wish left out.

    Raises:
        ValueError: If it is damaged as a whole.
    """
    kept = in_shape(_WISHES, parsed(text))
    rows = []
    for row in (found.model_dump() for found in kept):
        try:
            wish = wish_of(row)
        except ValueError:
            continue
        signature = {"signature": row["signature"]} if row["signature"] else {}
        rows.append(row_of(wish) | signature)
    return rows[:MOST]


def text_of(rows: Iterable[Row]) -> str:
    """Return rows as text, "" for none."""
    every = list(rows)
    return json.dumps(every) if every else ""


def _signed(row: Row) -> str:
    told = {name: row[name] for name in ("kind", "text", "name", "colors", "turn")}
    return json.dumps(told, sort_keys=True)
