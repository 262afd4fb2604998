"""The list of a scene's chats: a row for each, and how they are kept."""

from __future__ import annotations

import re
import secrets
import time
from dataclasses import dataclass, field
from typing import Any

from ...kept.conversation_file import LONGEST_NAME
from ...kept.shapes import clean
from ..host import damaged
from ..host.short_texts import in_one_line

_UID = re.compile(r"\w{1,64}", re.ASCII)
LONGEST_TITLE = 80
"""Characters of a beginning that stand for a name."""
MOST_PLACES = 10_000
"""Chats of a scene that are read."""


@dataclass
class ChatRow:
    """A chat in the list.

    Attributes:
        number: By which its turns name it in this scene.
        uid: By which its turns are signed.
        name: What the person calls it, "" for nothing.
        title: The beginning of its first prompt.
        pinned: Whether it stands at the top.
        made: When it was begun, in minutes since 1970.
        dropped: How many turns earlier versions no longer kept.
    """

    number: int
    uid: str = field(default_factory=lambda: secrets.token_hex(16))
    name: str = ""
    title: str = ""
    pinned: bool = False
    made: int = field(default_factory=lambda: int(time.time() // 60))
    dropped: int = 0

    @property
    def shown(self) -> str:
        """What the list calls it, "" for one that has neither name nor prompt."""
        return self.name or self.title


FIELDS = ("number", "uid", "name", "title", "pinned", "made", "dropped")


def one_line(text: str, longest: int) -> str:
    """Return a text as a name: one line, so many characters at most."""
    return in_one_line(clean(text[: 4 * longest]), longest)


def read(scene: Any) -> list[ChatRow]:
    """Return the rows that a scene keeps; of two with one number the first."""
    found = dict[int, ChatRow]()
    for kept in scene.sequence_maker.chats[:MOST_PLACES]:
        texts = {name: damaged.text_of(kept, name) for name in ("uid", "name", "title")}
        row = ChatRow(
            kept.number,
            texts["uid"] if _UID.fullmatch(texts["uid"]) else secrets.token_hex(16),
            one_line(texts["name"], LONGEST_NAME),
            one_line(texts["title"], LONGEST_TITLE),
            kept.pinned,
            kept.made,
            kept.dropped,
        )
        if row.number > 0:
            found.setdefault(row.number, row)
    return list(found.values())


def write(scene: Any, rows: list[ChatRow]) -> None:
    """Keep the rows, writing what is not there as it is."""
    kept = scene.sequence_maker.chats
    while len(kept) < len(rows):
        kept.add()
    while len(kept) > len(rows):
        kept.remove(len(kept) - 1)
    for place, row in zip(kept, rows, strict=True):
        for name in FIELDS:
            if name in ("uid", "name", "title"):
                if damaged.text_of(place, name) != getattr(row, name):
                    setattr(place, name, getattr(row, name))
            elif getattr(place, name) != getattr(row, name):
                setattr(place, name, getattr(row, name))
