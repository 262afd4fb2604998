"""The function that corrects the beats of a song."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import replace
from typing import Annotated, Literal

from ..music.hearing.grid import BeatGrid
from ..music.sectioning import are_said
from ..music.song import Song
from ..sequence.errors import ToolError
from ..sequence.numerals import counted
from ..toolkit.commit import commit
from ..toolkit.jobs import Progress, Steps
from ..toolkit.parameters import CHOICE, CHOSEN, Tempo, Time, Whole
from ..toolkit.plain_text import named
from ..toolkit.registry import tool
from ..toolkit.world import Session
from .clicking import follow
from .places.ranges import songs_of
from .places.scene_names import SoundName
from .places.songs_meant import analyzed

_HEARD_TEMPOS, _TEMPOS = (20.0, 400.0), (10.0, 1000.0)
_WITHOUT = ("halve", "double", "shift_half_beat", "accept", "drop")
_METERS = (2, 12)
_SAME, _AWAY = 0.01, 0.05
"""Share of a tempo, and seconds, by which what is heard may differ from what was said."""
Action = Annotated[
    Literal[
        "halve",
        "double",
        "shift_half_beat",
        "set_beat_one",
        "set_tempo",
        "add_beat",
        "remove_beat",
        "accept",
        "drop",
    ],
    CHOSEN,
    CHOICE,
]


@tool(
    "write",
    tip="Correct the beats of the song",
    action="What is done to the beats",
    time="Where, for actions at a time",
    bpm="Tempo to set",
    meter="Beats in a bar",
    needs="strips",
)
def edit_beat_grid(
    session: Session,
    action: Action,
    time: Time | None = None,
    bpm: Tempo | None = None,
    meter: Whole | None = None,
    sound: SoundName | None = None,
) -> Steps:
    """Correct the beats of a song when the user says they are wrong, or accept or drop them.

    Args:
        action: halve or double the tempo, shift_half_beat, set_beat_one at a time, set_tempo
            (listens again by bpm; with a time, an even grid with beat one there; with a meter
            alone, the bars are counted anew), add_beat or remove_beat at a time (the bars count
            on from there); of beats that are not sure, accept keeps them and drop takes them away.
        time: For set_beat_one, add_beat, remove_beat; null for set_tempo if not known.
        bpm: Beats per minute for set_tempo.
        meter: Beats in a bar, 2 to 12, for set_beat_one and set_tempo; null keeps it.
        sound: Name of the sound strip; null for the longest.
    """
    if meter is not None and not _METERS[0] <= meter <= _METERS[1]:
        allowed = f"{_METERS[0]} to {_METERS[1]}"
        message = f"a bar cannot have {meter} beats"
        raise ToolError("invalid_argument", message, field="meter", allowed=allowed)
    song = yield from analyzed(session, sound, time)
    counts = action == "set_tempo" and bpm is time is None and meter is not None
    listens = action == "set_tempo" and time is None and not counts
    meant = (yield from _analyzed_by(session, song, bpm)) if listens else song
    if counts or listens:
        grid = with_meter(meant.own, meter)
    else:
        grid = edited(song, action, time, bpm, meter)
    if listens and are_said(song.own.sections):
        grid = replace(grid, sections=song.own.sections)
    if counts and not grid.beats:
        raise _beatless(f"{song.name!r} has no beats to count")
    at = time if action == "set_beat_one" else None
    result = yield from _written(session, meant, grid, bpm if listens else None, at)
    if action in _WITHOUT and not (time is bpm is meter is None):
        result["warnings"].append(f"{action} takes no time, bpm or meter: these were not used")
    return result


def _analyzed_by(
    session: Session, song: Song, bpm: float | None
) -> Generator[Progress, None, Song]:
    """Listen again by a tempo; the beats fall where they are heard."""
    if bpm is None:
        raise _missing("bpm", "set_tempo needs bpm")
    if not _HEARD_TEMPOS[0] <= bpm <= _HEARD_TEMPOS[1]:
        allowed = f"{_HEARD_TEMPOS[0]:g} to {_HEARD_TEMPOS[1]:g}"
        message = f"nothing is heard at {bpm:g} beats per minute"
        raise ToolError("out_of_range", message, field="bpm", allowed=allowed)
    return (yield from songs_of(session).analyze(song.name, bpm / song.speed()))


def with_meter(grid: BeatGrid, meter: int | None) -> BeatGrid:
    """Count bars of so many beats from the first downbeat that was heard; None leaves them."""
    if meter is None or not grid.beats:
        return grid
    return replace(grid.with_beat_one((grid.downbeats or grid.beats)[0], meter), sure=True)


def _written(
    session: Session, song: Song, grid: BeatGrid, bpm: float | None, time: float | None
) -> Steps:
    """Keep the beats, after what has to be asked, and tell how they are now."""
    songs = songs_of(session)
    own = None if bpm is not None and grid == song.own else grid
    tempo = None if bpm is None else bpm / song.speed()
    draft = session.draft()
    name = named(song.name)
    text = f"change the beats of {name}"
    kept = songs.corrected(song, own, tempo)
    draft.set_state(f"beats {song.name}", kept, text=text)
    follow(session, draft, songs.as_corrected(song, kept))
    result = yield from commit(session, draft)
    song = songs.known(song.name) or song
    facts = {"strip": song.name, "bpm": round(song.grid.bpm, 2), "meter": song.grid.meter}
    counts = {"beats": len(song.grid.beats), "bars": len(song.grid.downbeats)}
    first = [round(beat, 3) for beat in song.grid.downbeats[:3]]
    result["warnings"] += _not_as_said(song, bpm, time)
    done = f"{song.name}: {_in_words(song.grid)}"
    return result | {"done": done, **facts, **counts, "first_bars": first}


def _in_words(grid: BeatGrid) -> str:
    if len(grid.beats) < 2:
        return counted(1, "beat") if grid.beats else "no beats"
    first = grid.downbeats[:1] or grid.beats[:1]
    bars = f"bars of {grid.meter} from {first[0]:.2f} s on"
    return f"{grid.bpm:.1f} beats per minute, {counted(len(grid.beats), 'beat')}, {bars}"


def _not_as_said(song: Song, bpm: float | None, time: float | None) -> Iterator[str]:
    """Yield where the beats that were found are not those that were said."""
    grid = song.grid
    if bpm is not None and grid.bpm and abs(grid.bpm / bpm - 1) > _SAME:
        yield f"{grid.bpm:.1f} is heard near {bpm:g}; say where beat 1 is for exactly {bpm:g}"
    near = None if time is None else grid.nearest(time)
    if time is not None and near is not None and abs(near - time) > _AWAY:
        yield f"the beat nearest to {time:g} s is at {near:.2f} s"


def edited(
    song: Song,
    action: str,
    time: float | None = None,
    bpm: float | None = None,
    meter: int | None = None,
) -> BeatGrid:
    """Return a song's own grid as an action makes it; see `edit_beat_grid`.

    The song is corrected as it is: wherever a piece of it is heard, hidden stretches included.

    Args:
        song: The song.
        action: What is done.
        time: Where, in seconds of the timeline.
        bpm: As it is heard there.
        meter: Beats in a bar.

    Returns:
        The beats in seconds of the content.

    Whatever the user corrects or accepts is sure from then on.

    Raises:
        ToolError: If the action is not possible there, or lacks its time or tempo.
    """
    grid = replace(song.own, sure=True)
    if action in ("accept", "drop"):
        if not grid.beats:
            raise _beatless(f"{song.name!r} has no beats to {action}")
        said = grid.sections if are_said(grid.sections) else ()
        return grid if action == "accept" else BeatGrid(sections=said)
    if action in ("halve", "double", "shift_half_beat"):
        if len(grid.beats) < 2:
            raise _beatless(f"{song.name!r} has no beats to change")
        edits = {"halve": grid.halved, "double": grid.doubled, "shift_half_beat": grid.shifted}
        made = edits[action]()
        heard = made.bpm * song.speed()
        if not _TEMPOS[0] <= heard <= _TEMPOS[1]:
            message = f"that would be {heard:.0f} beats per minute"
            allowed = f"{_TEMPOS[0]:g} to {_TEMPOS[1]:g} beats per minute"
            raise ToolError("out_of_range", message, field="action", allowed=allowed)
        return made
    try:
        return _edited_at(song, action, time, bpm, meter)
    except ValueError as error:
        raise ToolError("invalid_argument", str(error), field="action") from None


def _edited_at(
    song: Song, action: str, time: float | None, bpm: float | None, meter: int | None
) -> BeatGrid:
    """Carry out what needs a time within the song."""
    if time is None:
        raise _missing("time", f"{action} needs a time")
    grid, place = replace(song.own, sure=True), song.place(time)
    if place is None:
        allowed = ", ".join(f"{start:g} to {end:g} s" for start, end in song.spans[:12])
        message = f"{time:g} s is not within {song.name!r}"
        raise ToolError("out_of_range", message, field="time", allowed=allowed)
    if action == "set_tempo":
        if bpm is None:
            raise _missing("bpm", "set_tempo needs bpm")
        based = BeatGrid((), (), meter or grid.meter, grid.sections)
        return based.with_tempo(bpm / song.speed(time), place, 0.0, song.analysis.duration)
    near, period = grid.nearest(place), grid.period
    if action == "add_beat":
        if near is not None and abs(near - place) < 0.02:
            at = time + (near - place) / song.speed(time)
            raise ToolError("beat_exists", f"there is already a beat at {at:.3f} s", field="time")
        return grid.with_beats((*grid.beats, place))
    if near is None or (action == "remove_beat" and abs(near - place) > period / 2):
        hint = "see get_music for the beats that are there"
        raise ToolError("no_beats", f"there is no beat near {time:g} s", field="time", hint=hint)
    if action == "remove_beat":
        return grid.with_beats(beat for beat in grid.beats if beat != near)
    return grid.with_beat_one(place, meter)


def _beatless(message: str) -> ToolError:
    return ToolError("no_beats", message, hint="use set_tempo with bpm")


def _missing(field: str, message: str) -> ToolError:
    return ToolError("missing_argument", message, field=field)
