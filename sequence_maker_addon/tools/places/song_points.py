"""Beats, bars, sections and drops of a song to which the playhead goes."""

from __future__ import annotations

import re

from ...music.song import Song
from ...sequence.errors import ToolError
from ...sequence.numerals import counted
from ...toolkit.world import Session
from .ranges import sections_named

_KINDS = "beat|bar|section|drop"
_WAY = re.compile(rf"(next|previous)(?: (\d{{1,6}}))? ({_KINDS})s?")
_NUMBERED = re.compile(rf"({_KINDS}) (\d{{1,6}})")


def time_of_place(session: Session, song: Song, place: str) -> tuple[float, list[str]]:
    """Return the time of a place in a song, in seconds of the timeline, and what is guessed of it.

    Args:
        session: The world; its playhead is where `next` and `previous` begin.
        song: The song.
        place: Such as `next beat`, `previous 2 bars`, `bar 9`, `drop`; else the name of a section,
            of which the first that is called so is meant.

    Raises:
        ToolError: `nothing_there` or `unknown_section` where there is no such place.
    """
    text = " ".join(place.casefold().split()).removeprefix("the ")
    if way := _WAY.fullmatch(text):
        count = int(way[2] or 1)
        return _from_playhead(session, _times(song, way[3]), way[1], count, song), []
    if text == "drop":
        text = "drop 1"
    if numbered := _NUMBERED.fullmatch(text):
        return _nth(song, numbered[1], int(numbered[2])), []
    found, notes = sections_named(song, text.removeprefix("section "))
    return max(found[0].start, 0.0), notes


def _from_playhead(session: Session, every: list[float], way: str, count: int, song: Song) -> float:
    rate = session.seen.frame_rate
    here = rate.frame_of(session.player.playback().position)
    if way == "previous":
        ahead = [time for time in reversed(every) if rate.frame_of(time) < here]
        text = "there is nothing more of that kind before the playhead"
    else:
        ahead = [time for time in every if rate.frame_of(time) > here]
        text = "there is nothing more of that kind after the playhead"
    if not 1 <= count <= len(ahead):
        raise _none(song, text)
    return ahead[count - 1]


def _nth(song: Song, kind: str, number: int) -> float:
    every = _times(song, kind)
    if not every:
        raise _none(song, f"nothing of that kind was heard in {song.name!r}")
    if not 1 <= number <= len(every):
        there = counted(len(every), kind)
        raise _none(song, f"{song.name!r} has {there}, so there is no number {number}")
    return every[number - 1]


def _times(song: Song, kind: str) -> list[float]:
    grid = song.grid
    starts = [section.start for section in grid.sections]
    rows = {"beat": grid.beats, "bar": grid.downbeats, "drop": song.drops, "section": starts}
    return sorted(time for time in rows[kind] if time >= 0)


def _none(song: Song, message: str) -> ToolError:
    hint = "see get_music and analyze_music for what is there"
    if not song.grid.beats:
        hint = "no clear beat was heard: say a time, or use edit_beat_grid set_tempo"
    return ToolError("nothing_there", message, field="place", hint=hint)
