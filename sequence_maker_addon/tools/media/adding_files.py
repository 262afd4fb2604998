"""Puts movies, sounds and images of the allowed folders into the sequence."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from dataclasses import replace
from functools import partial
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from ...media.runs import run_named
from ...sequence.errors import ToolError
from ...sequence.numerals import counted
from ...sequence.strip import Strip, StripChange
from ...sequence.timelines import storable
from ...toolkit.commit import commit_change
from ...toolkit.jobs import Progress, Steps
from ...toolkit.parameters import CHOICE, CHOSEN, Channel, Flag, Kind, Length, Time
from ...toolkit.plain_text import named
from ...toolkit.ports import Media
from ...toolkit.registry import tool
from ...toolkit.world import Session
from ..editing.edit import Edit
from ..editing.edit_checks import refuse_clashes
from ..editing.edit_times import RippleMode
from . import file_places
from .file_pieces import Piece, Wishes, piece_of
from .file_places import Place, make_room, placed
from .listing_files import media_of
from .writing_slices import in_slices

MOST = 500
"""Files of one call, images of sequences that become single ones included."""
SHOWN = 40
"""Strips listed in a result; more are counted."""
_BETWEEN = re.compile(r"(?:(?<=\.\w\w)|(?<=\.\w{3})|(?<=\.\w{4}))\s*[,;\n]\s*")
"""What parts files in a text: their names may have commas."""


def _files(value: object) -> object:
    if isinstance(value, str):
        return [part.strip() for part in _BETWEEN.split(value) if part.strip()]
    return value


FileName = Annotated[str, Field(max_length=1000), WithJsonSchema({"type": "string"})]
Files = Annotated[
    list[FileName],
    BeforeValidator(_files),
    Field(min_length=1, max_length=MOST),
    Kind("files", of="files"),
]
Fit = Annotated[Literal["fit", "fill", "stretch", "original"], CHOSEN, CHOICE]
Mode = Annotated[file_places.Mode, CHOSEN, CHOICE]


@tool(
    "write",
    tip="Add movies with their sound, sounds, images and image sequences",
    needs="media",
    files="Such as Trip/IMG_1.mp4, several with commas",
)
def add_media(
    session: Session,
    files: Files,
    channel: Channel | None = None,
    start_time: Time | None = None,
    mode: Mode = "append",
    ripple: RippleMode = "channel",
    fit: Fit = "fit",
    source_in: Time | None = None,
    source_out: Time | None = None,
    with_sound: Flag = True,
    image_length: Length | None = None,
) -> Steps:
    """Add files, pictures one after the other and sounds beside them; movies with their sound.

    Args:
        files: Names as list_media gives them; "Trip/shot_[0001-0240].png" is an image sequence.
        channel: For the pictures; null for one that is free. Their sound goes to the next free one.
        start_time: Where the first begins; null for where the channel, or all, ends, or playhead.
        mode: append where it is free; insert cuts there and moves what is later along; overwrite
            takes out what lies there. Default append.
        ripple: Of insert: later strips on "channel" (those used) or "all" unlocked ones move.
        fit: Picture in the frame: fit, fill, stretch or original size. Default fit.
        source_in: Seconds in the file at which to begin; null for its start.
        source_out: Seconds in the file at which to end; null for its end.
        with_sound: Movies with their sound. Default true.
        image_length: Seconds of each image (null: 5); sequences become single images then.
    """
    media = media_of(session)
    wishes = Wishes(source_in, source_out, image_length, with_sound)
    pieces = yield from _pieces(session, media, files, wishes)
    places = placed(session, pieces, mode, channel, start_time)
    edit = Edit(session)
    make_room(edit, places, mode, ripple)
    names = [name for place in places for name in _add(edit.draft.strips, place, fit)]
    refuse_clashes(edit)
    change = edit.draft.change()
    write = partial(in_slices, ready=partial(_located, media))
    result = yield from commit_change(
        session, change, edit.draft, skipped=edit.skipped, write=write
    )
    rows = [_row(session, name) for name in names[:SHOWN]]
    notes = dict.fromkeys(note for piece in pieces for note in piece.notes)
    result["warnings"] += list(notes)[:SHOWN]
    done = f"{counted(len(pieces), 'file')} added from {_at(places)} s on"
    return result | {"done": done, "strips": rows, "count": len(names)}


def _pieces(
    session: Session, media: Media, files: Sequence[str], wishes: Wishes
) -> Generator[Progress, None, list[Piece]]:
    """Look into every file, one a step; the first that cannot be used ends it."""
    names, found = _names(files, wishes), list[Piece]()
    if len(names) > MOST:
        message = f"{counted(len(names), 'file')} are too many for one call"
        raise ToolError("out_of_range", message, field="files", allowed=f"{MOST} at most")
    for number, name in enumerate(names):
        found.append(piece_of(media.facts(name), wishes, session.seen.frame_rate))
        yield Progress(f"looking into {named(name)}", number / len(names))
    return found


def _names(files: Sequence[str], wishes: Wishes) -> list[str]:
    """Return the names of the files, those of a sequence singly where its images are told apart."""
    if wishes.image_length is None:
        return list(files)
    found = []
    for name in files:
        folder, _, own = name.rpartition("/")
        run = run_named(own)
        found += [name] if run is None else [f"{folder}/{one}" for one in run.names()]
    return found


def _add(strips: Any, place: Place, fit: str) -> list[str]:
    """Plan the strip of a file, and that of its sound, connected with it; return their names."""
    file, content = place.piece.file, place.start - place.piece.skipped
    name = storable(file.name.rpartition("/")[2])
    kind = "image" if file.kind == "sequence" else file.kind
    times = place.start, place.end, content
    whole: dict[str, Any] = {"media": file.name, "fit": fit.upper()}
    made = [strips.add(Strip(name, kind, place.channel, *times, whole=whole))]
    if place.sound_channel:
        sound = {"media": file.name, "connected": list(made)}
        made.append(strips.add(Strip(name, "sound", place.sound_channel, *times, whole=sound)))
    return made


def _located(media: Media, found: StripChange) -> StripChange:
    """Give a coming strip the place of its file, looked up in the moment in which it is made."""
    assert found.after is not None and found.after.whole is not None
    whole = dict(found.after.whole)
    whole |= media.whole(whole.pop("media"))
    return replace(found, after=replace(found.after, whole=whole))


def _row(session: Session, name: str) -> dict[str, Any]:
    """Return a strip as it is stored."""
    strip = session.seen.by_name[name]
    span = {"start_time": round(strip.start, 3), "end_time": round(strip.end, 3)}
    about = {"strip": name, "id": f"s{strip.id}" if strip.id else None, "kind": strip.kind}
    return {**about, "channel": strip.channel, **span}


def _at(places: Sequence[Place]) -> str:
    return f"{min(place.start for place in places):g}"
