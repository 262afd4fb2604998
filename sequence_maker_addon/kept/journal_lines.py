"""The lines of a journal: what a chat did since the last save, each line signed by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from .plain_json import parsed, written
from .shapes import Name, Shape, Text, checked
from .signatures import Signer
from .turn_file import LATEST

VERSION = 1
LARGEST_LINE = 8_000_000
"""Characters of a line that is read."""
MOST_LINES = 20_000
"""Lines of a journal that are read, the newest."""
_PURPOSE = "journal"


class Head(Shape):
    """Whose journal it is: the path of the file, "" for one that was never saved, and since when.

    Attributes:
        file: The path.
        began: Seconds since 1970.
    """

    version: int
    file: Annotated[Text, Field(max_length=5000)]
    began: Annotated[float, Field(ge=0, le=LATEST, allow_inf_nan=False)]


class Entry(Shape):
    """A turn of a chat, as it was kept last.

    Attributes:
        scene: The name of its scene.
        chat: The uid of its chat.
        name: The name of its chat, "" for none.
        title: How its chat begins.
        key: By which its session knew the turn.
        row: Its row, signed for its chat.
        ledger: What it can revert, "" for nothing.
    """

    scene: Name
    chat: Annotated[str, Field(pattern=r"^\w{1,64}$")]
    name: Name
    title: Name
    key: Name
    row: Text
    ledger: Text


def line_of(part: Head | Entry, signer: Signer) -> str:
    """Return a part of a journal as one line, its end included."""
    body = written(part.model_dump())
    return f"{signer.sign(_PURPOSE, body)} {body}\n"


def head_of(text: str, signer: Signer) -> Head:
    """Return what the first line of a journal says.

    Raises:
        ValueError: If it was not written here, or cannot be read.
    """
    head: Head = checked(Head, _body(text.partition("\n")[0], signer))
    if head.version != VERSION:
        raise ValueError("it is of no version that is known here")
    return head


def entries_of(text: str, signer: Signer) -> Iterator[Entry]:
    """Yield the turns of a journal in their order, each as it was last; others are passed over.

    A line that is cut, damaged or not signed here costs itself only.
    """
    found = dict[tuple[str, str, str], Entry]()
    for line in text.split("\n")[1:][-MOST_LINES:]:
        try:
            entry: Entry = checked(Entry, _body(line, signer))
        except ValueError:
            continue
        found[entry.scene, entry.chat, entry.key] = entry
    yield from found.values()


def _body(line: str, signer: Signer) -> object:
    signature, _, body = line.partition(" ")
    if len(line) > LARGEST_LINE or not signer.fits(signature, _PURPOSE, body):
        raise ValueError("it was not written here")
    return parsed(body)
