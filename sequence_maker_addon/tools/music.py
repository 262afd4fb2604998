"""The functions that tell what was heard, and correct its beats."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from ..core.errors import ToolError
from ..core.jobs import Steps
from ..core.parameters import CHOICE, CHOSEN, Name, Tempo, Time, Whole
from ..core.registry import tool
from ..core.session import Session
from ..music.grid import BeatGrid
from ..music.port import Song
from ..music.summary import summary
from .listening import Band, heard, heard_if_needed, music_of, ports, stretches

PAGE = 200
"""Rows on one page of `get_music`."""
What = Annotated[
    Literal["beats", "downbeats", "onsets", "energy", "sections", "words"], CHOSEN, CHOICE
]
Action = Annotated[
    Literal[
        "halve", "double", "shift_half_beat", "set_beat_one", "set_tempo", "add_beat", "remove_beat"
    ],
    CHOSEN,
    CHOICE,
]


@tool("read")
def analyze_music(session: Session, sound: Name | None = None) -> Steps:
    """Hear a song: tempo, beats, bars, sections, drops, energy per bar, key.

    Args:
        sound: Name of the sound strip; null for the longest that is not muted.
    """
    song = yield from heard(session, sound)
    return {"ok": True, "done": _in_words(song), **described(song)}


def described(song: Song) -> dict[str, Any]:
    """Return what the model is told about a song; all times in seconds of the timeline."""
    told = summary(song.analysis, song.grid)
    told.pop("duration")
    about = {"strip": song.name, "file": song.file}
    span = {"t0": round(song.start, 3), "t1": round(song.end, 3)}
    notes = list(dict.fromkeys([*song.notes, *told.pop("notes", [])]))
    if "drops" in told:
        told["drops"] = [round(time, 3) for time in song.drops]
        told["breaks"] = [[round(time, 3) for time in ends] for ends in song.breaks]
        told["energy_per_bar"] = _digits(song, song.grid.downbeats)
    else:
        pairs = song.music.onsets.items()
        told["onsets"] = {band: len(_within(song, [t for t, _ in o])) for band, o in pairs}
        told["energy"] = _digits(song, _within(song, [time for time, _ in song.music.energy]))
    return {**about, **span, **({"notes": notes} if notes else {}), **told}


def _within(song: Song, times: Sequence[float]) -> list[float]:
    return [time for time in times if song.start <= time < song.end]


def _digits(song: Song, times: Sequence[float]) -> str:
    steps = song.music.energy
    starts = [start for start, _ in steps]
    places = [max(bisect_right(starts, time + 1e-6) - 1, 0) for time in times if steps]
    return "".join(str(round(9 * steps[place][1])) for place in places)


def _in_words(song: Song) -> str:
    grid = song.grid
    if not grid.beats:
        return f"Heard {song.name}: no clear beat"
    counts = f"{len(grid.downbeats)} bars, {len(grid.sections)} sections"
    return f"Heard {song.name}: {grid.bpm:.1f} beats per minute, {counts}"


@tool("read")
def get_music(
    session: Session,
    start_time: Time | None = None,
    end_time: Time | None = None,
    what: What = "beats",
    band: Band = "all",
    sound: Name | None = None,
    page: Whole | None = None,
) -> Steps:
    """List details of the music in a stretch, 200 a page.

    Args:
        start_time: From here; null for the song's start.
        end_time: Up to here; null for its end.
        what: Which details. Default beats.
        band: Of onsets: low (kick), mid (snare), high (hats). Default all.
        sound: Name of the sound strip; null for the longest.
        page: From 1; null for the first.
    """
    song = yield from heard_if_needed(session, sound, what != "words")
    columns, rows = _rows(session, song, what, band)
    (stretch,), _ = stretches(session, song, None, start_time, end_time)
    rows = [row for row in rows if _touches(row, columns, stretch.start, stretch.end)]
    number, pages = page or 1, max(1, -(-len(rows) // PAGE))
    if number > pages:
        raise ToolError(
            "out_of_range", f"there is no page {number}", field="page", allowed=f"1 to {pages}"
        )
    shown = rows[(number - 1) * PAGE : number * PAGE]
    told = {"what": what, "columns": columns, "rows": shown, "count": len(rows)}
    return {"ok": True, "done": f"{len(rows)} {what}", **told, "page": number, "pages": pages}


def _rows(
    session: Session, song: Song | None, what: str, band: str
) -> tuple[list[str], list[list[Any]]]:
    if song is None:
        words = music_of(session, None).words
        rows: list[list[Any]] = [[round(w.start, 3), round(w.end, 3), w.text] for w in words]
        return ["start", "end", "word"], rows
    grid = song.grid
    if what == "beats":
        pairs = zip(grid.beats, grid.positions, strict=True)
        return ["time", "position_in_bar"], [[round(time, 3), place] for time, place in pairs]
    if what == "downbeats":
        starts = enumerate(grid.downbeats, 1)
        return ["time", "bar"], [[round(time, 3), number] for number, time in starts]
    if what == "onsets":
        hits = song.music.onsets.get(band, ())
        return ["time", "strength"], [[round(time, 3), round(level, 2)] for time, level in hits]
    if what == "energy":
        steps = song.music.energy
        return ["time", "energy"], [[round(time, 3), round(9 * level)] for time, level in steps]
    if what == "words":
        return _rows(session, None, what, band)
    columns = ["start", "end", "section", "label", "energy"]
    return columns, [
        [round(s.start, 3), round(s.end, 3), s.name, s.label, s.energy] for s in grid.sections
    ]


def _touches(row: list[Any], columns: list[str], start: float, end: float) -> bool:
    if columns[1] == "end":
        return bool(row[0] < end and start < row[1])
    return bool(start <= row[0] < end)


@tool("write")
def edit_beat_grid(
    session: Session,
    action: Action,
    time: Time | None = None,
    bpm: Tempo | None = None,
    meter: Whole | None = None,
    sound: Name | None = None,
) -> Steps:
    """Correct the beats of a song when the user says they are wrong.

    Args:
        action: halve or double the tempo, shift_half_beat, set_beat_one at a time, set_tempo
            to bpm (with beat one at a time), add_beat or remove_beat at a time.
        time: For set_beat_one, add_beat, remove_beat, set_tempo.
        bpm: Beats per minute for set_tempo.
        meter: Beats in a bar, for set_beat_one and set_tempo; null keeps it.
        sound: Name of the sound strip; null for the longest.
    """
    song = yield from heard(session, sound)
    if meter is not None and meter > 32:
        raise ToolError("invalid_argument", f"a bar of {meter} beats is too long", field="meter")
    try:
        grid = _edited(song, action, time, bpm, meter)
    except ValueError as error:
        raise ToolError("invalid_argument", str(error), field="action") from None
    if grid == song.grid:
        return {"ok": True, "done": "Nothing changed: it was already so", "written": 0}
    song = ports(session).music.set_grid(song, grid)
    told = {"strip": song.name, "bpm": round(song.grid.bpm, 2), "meter": song.grid.meter}
    counts = {"beats": len(song.grid.beats), "bars": len(song.grid.downbeats)}
    first = [round(beat, 3) for beat in song.grid.downbeats[:3]]
    done = f"{song.name}: {song.grid.bpm:.1f} beats per minute, {counts['beats']} beats"
    return {"ok": True, "done": done, "written": 1, **told, **counts, "first_bars": first}


def _edited(
    song: Song, action: str, time: float | None, bpm: float | None, meter: int | None
) -> BeatGrid:
    grid = song.grid
    if action == "set_tempo":
        if bpm is None:
            raise _missing("bpm", "set_tempo needs bpm")
        anchor = (
            next(iter((grid.downbeats or grid.beats)[:1]), song.start) if time is None else time
        )
        based = BeatGrid((), (), meter or grid.meter, grid.sections)
        return based.with_tempo(bpm, anchor, song.start, song.end)
    if action in ("halve", "double", "shift_half_beat"):
        if len(grid.beats) < 2:
            hint = "use set_tempo with bpm"
            raise ToolError("no_beats", f"{song.name!r} has no beats to change", hint=hint)
        edits = {"halve": grid.halved, "double": grid.doubled, "shift_half_beat": grid.shifted}
        return edits[action]()
    return _edited_at(song, action, time, meter)


def _edited_at(song: Song, action: str, time: float | None, meter: int | None) -> BeatGrid:
    """Carry out what needs a time within the song."""
    grid = song.grid
    if time is None:
        raise _missing("time", f"{action} needs a time")
    if not song.start <= time <= song.end:
        allowed = f"{song.start:g} to {song.end:g} s"
        message = f"{time:g} s is not within {song.name!r}"
        raise ToolError("out_of_range", message, field="time", allowed=allowed)
    near = grid.nearest(time)
    if action == "add_beat":
        if near is not None and abs(near - time) < 0.02:
            raise ToolError("beat_exists", f"there is already a beat at {near:.3f} s", field="time")
        return grid.with_beats((*grid.beats, time))
    if near is None or (action == "remove_beat" and abs(near - time) > grid.period / 2):
        hint = "see get_music for the beats that are there"
        raise ToolError("no_beats", f"there is no beat near {time:g} s", field="time", hint=hint)
    if action == "remove_beat":
        return grid.with_beats(beat for beat in grid.beats if beat != near)
    return grid.with_beat_one(time, meter)


def _missing(field: str, message: str) -> ToolError:
    return ToolError("missing_argument", message, field=field)
