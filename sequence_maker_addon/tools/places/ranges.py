"""What the musical tools share: the song, stretches and sections of it, points in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, cast

from ...music import points as music_points
from ...music.hearing.grid import Section
from ...music.points import Choice, Music, Point
from ...music.song import Song, SongsPort
from ...sequence.errors import ToolError
from ...sequence.timelines import Scene
from ...toolkit.parameters import CHOICE, CHOSEN
from ...toolkit.world import Session

GridName = Annotated[music_points.GridName, CHOSEN, CHOICE]
Band = Annotated[music_points.Band, CHOSEN, CHOICE]
BeatName = Annotated[music_points.BeatName, CHOSEN, CHOICE]
MOST_POINTS = 20_000
_SAME = {"refrain": "chorus", "strophe": "verse", "strophen": "verse"}


@dataclass(frozen=True, slots=True)
class Range:
    """A part of the timeline, in seconds; `name` is that of its section, if it is one."""

    start: float
    end: float
    name: str = ""

    def as_row(self) -> list[str | float]:
        """Return it for a result."""
        times: list[str | float] = [round(self.start, 3), round(self.end, 3)]
        return [self.name, *times] if self.name else times


def scene_of(session: Session) -> Scene:
    """Return the strips and other states of the session.

    Raises:
        ToolError: `no_strips` where there is only the list of segments.
    """
    if session.scene is None:
        raise _unreachable()
    return session.scene


def songs_of(session: Session) -> SongsPort:
    """Return the sounds of the session.

    Raises:
        ToolError: `no_strips` where there is only the list of segments.
    """
    if session.songs is None:
        raise _unreachable()
    return cast(SongsPort, session.songs)


def _unreachable() -> ToolError:
    return ToolError("no_strips", "sounds and other strips cannot be reached here")


def needs_song(grid: music_points.GridName) -> bool:
    """Tell whether a grid is one of the song's."""
    return music_points.KINDS[grid].is_of_song


def music_of(session: Session, song: Song | None) -> Music:
    """Return all there is to hang things on: the song's, the markers and the words."""
    music = Music() if song is None else replace(song.music, grid=song.grid)
    if session.scene is None:
        return music
    words = songs_of(session).words()
    return replace(music, markers=session.scene.markers(), words=words)


def ranges_of(
    session: Session, song: Song | None, section: str | None, start: float | None, end: float | None
) -> tuple[list[Range], list[str]]:
    """Return the stretches that are meant, and what is only guessed about them.

    Raises:
        ToolError: `unknown_section` or `invalid_range`.
    """
    first = 0.0 if song is None else max(song.start, 0.0)
    last = _latest(session) if song is None else song.end
    low, high = first if start is None else start, last if end is None else end
    if not low < high:
        raise _no_range(song, (first, last), start, end)
    if section is None:
        return [Range(low, high)], []
    assert song is not None
    found, notes = sections_named(song, section)
    cut = [Range(max(s.start, low, 0), min(s.end, high), s.name) for s in found]
    cut = [span for span in cut if span.start < span.end]
    if not cut:
        raise ToolError(
            "invalid_range",
            f"section {section} does not lie between {low:g} and {high:g} s",
            field="section",
            allowed=_names(song),
        )
    return cut, notes


def _latest(session: Session) -> float:
    """Where all ends that something can be hung on: the sequence, the words and the markers."""
    ends = [session.timelines.end()]
    if session.scene is not None:
        length = session.seen.frame_rate.frame_length
        ends += [word.end for word in songs_of(session).words()]
        ends += [time + length for time, _ in session.scene.markers()]
    return min(max(ends), session.seen.last_time)


def _no_range(
    song: Song | None, whole: tuple[float, float], start: float | None, end: float | None
) -> ToolError:
    """Return the refusal of a stretch in which there is nothing, naming what was given."""
    if start is not None and end is not None:
        message, field = f"end_time {end:g} is not after start_time {start:g}", "end_time"
        return ToolError("invalid_range", message, field=field, allowed=f"later than {start:g} s")
    if start is None and end is None:
        message = "the sequence is empty"
        if song is not None:
            message = f"{song.name!r} ends before the sequence begins"
        return ToolError("invalid_range", message, hint="name start_time and end_time")
    what = "the sequence" if song is None else repr(song.name)
    field, allowed = "start_time" if end is None else "end_time", f"{whole[0]:g} to {whole[1]:g} s"
    message = f"nothing of {what} is left there: it lies from {allowed}"
    return ToolError("invalid_range", message, field=field, allowed=allowed)


def sections_named(song: Song, wanted: str) -> tuple[list[Range], list[str]]:
    """Find sections by name (`B1`), by letter (all of `B`), as the person calls them, or by label.

    Returns:
        The sections, and what is only guessed about them.

    Raises:
        ToolError: `unknown_section`, naming what is there.
    """
    word = wanted.strip().casefold()
    every = song.grid.sections
    notes: list[str] = []
    found = [s for s in every if s.name.casefold() == word]
    if not found:
        word = word.removeprefix("the ")
        titled = [s for s in every if s.title and _bare(_plain(s.title)) == _bare(word)]
        found = titled or [s for s in every if s.letter.casefold() == word]
        if titled or not found and len(word) > 2:
            guessed = _guessed(every, word, {s.letter for s in titled})
            found = sorted({*titled, *guessed}, key=lambda s: s.start)
            if guessed:
                names = ", ".join(dict.fromkeys(s.name for s in guessed))
                notes.append(f"that {names} is the {word} is only a guess from how it sounds")
    if not found:
        raise ToolError(
            "unknown_section",
            f"{song.name!r} has no section {wanted!r}",
            field="section",
            allowed=_names(song) or "no section was found; give start_time and end_time",
        )
    return [Range(s.start, s.end, s.name) for s in found], notes


def _guessed(every: Sequence[Section], word: str, letters: set[str]) -> list[Section]:
    """Sections that are guessed to be something, those alike the ones that the person called so."""
    return [
        s
        for s in every
        if not s.title
        and (not letters or s.letter in letters)
        and _bare(word) in map(_bare, re.findall(r"\w+", s.label))
    ]


def _plain(title: str) -> str:
    return title.casefold().removeprefix("the ")


def _bare(word: str) -> str:
    """Take words for one part as one: `choruses`, `Chorus` and `Refrain`, `verse` and `Strophe`."""
    word = word.casefold()
    if word.endswith("uses"):
        return word.removesuffix("es")
    word = word if word.endswith("us") else word.removesuffix("s")
    return _SAME.get(word, word)


def _names(song: Song) -> list[str]:
    rows = ((s.name, s.title or s.label) for s in song.grid.sections)
    return [f"{name} ({told})" if told else name for name, told in rows]


def points_in(session: Session, music: Music, choice: Choice, span: Range) -> list[Point]:
    """List points by the frames they fall on, refusing what makes no sense or would be endless.

    Raises:
        ToolError: `too_many_points` or `invalid_argument`.
    """
    if choice.grid == "period" and choice.period > 0:
        count = (span.end - span.start) / choice.period
        if not count <= MOST_POINTS:
            raise ToolError(
                "too_many_points",
                f"a period of {choice.period:g} s gives {count:,.0f} points there",
                field="period",
                allowed=f"at most {MOST_POINTS:,} points in one call",
            )
    try:
        half_a_frame = session.seen.frame_rate.frame_length / 2
        return music_points.points(music, choice, span.start, span.end, half_a_frame)
    except ValueError as error:
        field = "period" if choice.grid == "period" else "grid"
        raise ToolError("invalid_argument", str(error), field=field) from None


def no_points(session: Session, song: Song | None, choice: Choice, where: list[Range]) -> ToolError:
    """Return the refusal for a grid that is empty there."""
    named = where[0].name or f"{where[0].start:.2f} to {where[0].end:.2f} s"
    music = music_of(session, song)
    elsewhere = {"words": music.words, "markers": music.markers}.get(choice.grid)
    hint = "" if elsewhere else music_points.KINDS[choice.grid].hint
    if not hint:
        hint = "see get_music for what is there, or use another stretch"
        if song is not None and not song.grid.beats:
            hint = "no clear beat was heard: use grid onsets or period, or edit_beat_grid set_tempo"
    what = choice.grid if choice.every == 1 and not choice.offset else f"such {choice.grid}"
    return ToolError("nothing_there", f"there are no {what} in {named}", field="grid", hint=hint)
