"""Tells which files of the allowed folders there are, and what they are."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from ...media.file_kinds import kind_of
from ...media.runs import run_named
from ...sequence.errors import ToolError
from ...sequence.numerals import counted
from ...toolkit.jobs import Progress, Steps
from ...toolkit.parameters import CHOICE, CHOSEN, Name, Whole
from ...toolkit.plain_text import named
from ...toolkit.ports import Media, MediaFile
from ...toolkit.registry import tool
from ...toolkit.world import Session
from ..places.scene_names import FolderName

FileKind = Annotated[Literal["movie", "sound", "image", "sequence"], CHOSEN, CHOICE]
COLUMNS = ["file", "kind", "length", "size", "fps", "sound", "used"]
USUAL, MOST = 50, 200
"""Files listed, if nothing else is said and at most."""


@tool(
    "read",
    tip="List the movies, sounds and images that may be added",
    needs="media",
    folder="One of the allowed folders, or one inside it; empty for all",
)
def list_media(
    session: Session,
    folder: FolderName | None = None,
    kind: FileKind | None = None,
    words: Name | None = None,
    limit: Whole | None = None,
) -> Steps:
    """List files that can be added: kind, length in seconds, pixels, fps, sound, used here or not.

    Args:
        folder: "Trip" or "Trip/Day 1"; null for all allowed folders.
        kind: Only movie, sound, image or sequence (numbered images); null for all.
        words: Only files with all of these words in their name; null for all.
        limit: How many, 200 at most; null for 50.
    """
    media = media_of(session)
    names = yield from media.files(folder)
    asked = (words or "").casefold().split()
    fitting = [name for name in names if _fits(name, kind, asked)]
    rows, odd = list[list[Any]](), list[dict[str, str]]()
    shown = fitting[: min(limit or USUAL, MOST)]
    used = media.used(shown)
    for number, name in enumerate(shown):
        yield Progress(f"looking into {named(name)}", number / len(shown))
        try:
            rows.append(_row(media.facts(name), name in used))
        except ToolError as error:
            odd.append({"file": name, "reason": error.message})
    folders = [name if there else f"{name} (gone)" for name, there in media.folders().items()]
    listed = {"folders": folders, "columns": COLUMNS, "rows": rows, "unreadable": odd}
    done = f"{len(rows)} of {counted(len(fitting), 'file')}"
    return {"ok": True, "done": done, **listed, "count": len(fitting)}


def media_of(session: Session) -> Media:
    """Return the allowed files.

    Raises:
        ToolError: `no_media_folder`, where this world has none.
    """
    if session.media is None:
        raise ToolError("no_media_folder", "files cannot be reached here")
    return session.media


def _fits(name: str, kind: str | None, words: list[str]) -> bool:
    own = name.rpartition("/")[2]
    found = "sequence" if run_named(own) else kind_of(own)
    return kind in (None, found) and all(word in name.casefold() for word in words)


def _row(file: MediaFile, used: bool) -> list[Any]:
    length = None if file.length is None else round(file.length, 3)
    size = None if file.size is None else "{}x{}".format(*file.size)
    fps = None if file.fps is None else round(file.fps, 3)
    return [file.name, _kind(file), length, size, fps, file.sound, used]


def _kind(file: MediaFile) -> str:
    return f"sequence of {file.frames}" if file.kind == "sequence" else file.kind
