"""The functions that tell what was heard."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal

from ..music.content_pieces import Piece
from ..music.points import Music
from ..music.song import Song
from ..music.summary import beat_runs, summary, tempo_text
from ..sequence.errors import ToolError
from ..sequence.numerals import counted
from ..toolkit.jobs import Steps
from ..toolkit.parameters import CHOICE, CHOSEN, Time, Whole
from ..toolkit.registry import tool
from ..toolkit.world import Session
from .places.ranges import Band, music_of, ranges_of
from .places.scene_names import SoundName
from .places.songs_meant import analyzed, parts_meant, songs_told

PAGE = 200
"""Rows on one page of `get_music`."""
PIECES = 24
"""Pieces of a song that are told; the rest is counted."""
Rows = list[list[Any]]


def _beats(music: Music, _: str) -> Rows:
    pairs = zip(music.grid.beats, music.grid.positions, strict=True)
    return [[round(time, 3), place] for time, place in pairs]


def _bars(music: Music, _: str) -> Rows:
    return [[round(time, 3), number] for number, time in enumerate(music.grid.downbeats, 1)]


def _onsets(music: Music, band: str) -> Rows:
    return [[round(time, 3), round(level, 2)] for time, level in music.onsets.get(band, ())]


def _energy(music: Music, _: str) -> Rows:
    return [[round(time, 3), round(9 * level)] for time, level in music.energy]


def _sections(music: Music, _: str) -> Rows:
    every = music.grid.sections
    return [
        [round(s.start, 3), round(s.end, 3), s.name, s.title or s.label, s.energy] for s in every
    ]


def _words(music: Music, _: str) -> Rows:
    return [
        [round(w.start, 3), round(w.end, 3), w.text, *([w.kind] if w.kind != "word" else [])]
        for w in music.words
    ]


DETAILS: dict[str, tuple[tuple[str, ...], Callable[[Music, str], Rows]]] = {
    "beats": (("time", "position_in_bar"), _beats),
    "downbeats": (("time", "bar"), _bars),
    "onsets": (("time", "strength"), _onsets),
    "energy": (("time", "energy"), _energy),
    "sections": (("start", "end", "section", "label", "energy"), _sections),
    "words": (("start", "end", "word"), _words),
}
"""What `get_music` lists: the names of its columns, and its rows of what is known and a band."""
if TYPE_CHECKING:
    What = str
else:
    What = Annotated[Literal[tuple(DETAILS)], CHOSEN, CHOICE]


@tool("read", tip="Find tempo, beats, bars, sections and key of a chosen sound", needs="strips")
def analyze_music(session: Session, sound: SoundName | None = None) -> Steps:
    """Hear a song: tempo, beats, bars, sections, drops, energy per bar, key.

    Args:
        sound: Name of the sound strip; null for the longest that is not muted.
    """
    song = yield from analyzed(session, sound)
    return {"ok": True, "done": _in_words(song), **described(song)}


def described(song: Song) -> dict[str, Any]:
    """Return what the model is told about a song; all times in seconds of the timeline.

    Of a song in pieces each is told with its strip, start, end and the second of the sound at its
    start.
    """
    result = summary(song.analysis, song.grid)
    result.pop("duration")
    about: dict[str, Any] = {"strip": song.name, "file": song.file}
    span = {"t0": round(song.start, 3), "t1": round(song.end, 3)}
    if len(song.pieces) > 1:
        if "tempo" in result:  # what lies between two pieces is no change of tempo
            result["tempo"]["steady"] = len(beat_runs(song.own.beats)) == 1
        about["pieces"] = [_piece(piece) for piece in song.pieces[:PIECES]]
        about["piece_count"] = len(song.pieces)
    notes = list(dict.fromkeys([*song.notes, *result.pop("notes", [])]))
    if "drops" in result:
        result["drops"] = [round(time, 3) for time in song.drops]
        result["breaks"] = [[round(time, 3) for time in ends] for ends in song.breaks]
        result["energy_per_bar"] = _digits(song, song.grid.downbeats)
    else:
        pairs = song.music.onsets.items()
        result["onsets"] = {band: len(_within(song, [t for t, _ in o])) for band, o in pairs}
        result["energy"] = _digits(song, _within(song, [time for time, _ in song.music.energy]))
    return {**about, **span, **({"notes": notes} if notes else {}), **result}


def _piece(piece: Piece) -> list[Any]:
    at = piece.mapping
    first = float(at.to_source((at.start,))[0])
    return [piece.strip, round(at.start, 3), round(at.end, 3), round(first, 3)]


def _within(song: Song, times: Sequence[float]) -> list[float]:
    return [t for t in times if any(start <= t < end for start, end in song.spans)]


def _digits(song: Song, times: Sequence[float]) -> str:
    steps = song.music.energy
    starts = [start for start, _ in steps]
    places = [max(bisect_right(starts, time + 1e-6) - 1, 0) for time in times if steps]
    return "".join(str(round(9 * steps[place][1])) for place in places)


def _in_words(song: Song) -> str:
    grid = song.grid
    if not grid.beats:
        return f"Heard {song.name}: no clear beat"
    counts = f"{counted(len(grid.downbeats), 'bar')}, {counted(len(grid.sections), 'section')}"
    doubt = ", but the beat is not sure" if grid.doubtful else ""
    return f"Heard {song.name}: {tempo_text(grid)} beats per minute, {counts}{doubt}"


@tool(
    "read",
    tip="Look up details of the music in a range",
    band="Which onsets: kick, snare or hats",
    needs="strips",
)
def get_music(
    session: Session,
    start_time: Time | None = None,
    end_time: Time | None = None,
    what: What = "beats",
    band: Band = "all",
    sound: SoundName | None = None,
    page: Whole | None = None,
) -> Steps:
    """List details of the music in a stretch, 200 a page.

    Args:
        start_time: From here; null for the song's start.
        end_time: Up to here; null for its end.
        what: Which details. Default beats.
        band: Of onsets: low (kick), mid (snare), high (hats). Default all.
        sound: Name of the sound strip; null for each song there.
        page: From 1; null for the first.
    """
    parts = yield from parts_meant(session, sound, what != "words", start_time, end_time)
    names, rows_of = DETAILS[what]
    columns, rows = list(names), list[list[Any]]()
    for part in parts:
        (span,), _ = ranges_of(session, part.song, None, part.start, part.end)
        every = rows_of(music_of(session, part.song), band)
        rows += [row for row in every if _touches(row, columns, span.start, span.end)]
    number, pages = page or 1, max(1, -(-len(rows) // PAGE))
    if number > pages:
        raise ToolError(
            "out_of_range", f"there is no page {number}", field="page", allowed=f"1 to {pages}"
        )
    shown = rows[(number - 1) * PAGE : number * PAGE]
    listed = {"what": what, "columns": columns, "rows": shown, "count": len(rows)}
    listed |= {"page": number, "pages": pages, **songs_told(parts)}
    return {"ok": True, "done": f"{len(rows)} {what}", **listed}


def _touches(row: list[Any], columns: list[str], start: float, end: float) -> bool:
    if columns[1] == "end":
        return bool(row[0] < end and start < row[1])
    return bool(start <= row[0] < end)
