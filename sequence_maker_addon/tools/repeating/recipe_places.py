"""The calls of a recipe told for the song that is here: sections and beats become seconds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ...music.musical_times import (
    MusicalTime,
    NotThere,
    SongTimes,
    is_musical,
    musical_time,
    musical_times_in,
)
from ...music.song import Song
from ...sequence.errors import ToolError
from ...toolkit.jobs import Progress, Steps
from ...toolkit.planning.recipe_call import RecipeCall
from ...toolkit.planning.renaming import Renaming
from ...toolkit.world import Session
from ..editing.strip_rules import read_rule
from ..editing.strip_words import told
from ..places.songs_meant import analyzed
from .retold_values import Row

PAIRS = (("start_time", "end_time"), ("start", "end"), ("preview_start", "preview_end"))
"""Arguments that are the ends of one stretch."""
RULE = "rule"
"""Under this key stands which strips are meant, beside the times of the rule."""
RULE_TIMES = ("start", "end", "at")


class _Gone(Exception):
    """Nothing of it lies in this song."""


@dataclass(frozen=True, slots=True)
class Here:
    """What a recipe is here.

    Attributes:
        calls: Without times by the music.
        notes: What of it this song has no place for, a sentence each.
    """

    calls: tuple[RecipeCall, ...]
    notes: tuple[str, ...] = ()


def song_times(session: Session, song: Song) -> SongTimes:
    """Return what tells and finds the times of a song."""
    return SongTimes(song.grid, song.start, song.end, session.seen.frame_rate.frame_length)


def told_here(session: Session, calls: Sequence[RecipeCall]) -> Steps:
    """Return, after having listened if need be, `{"here": Here}`: the calls of a recipe here.

    Raises:
        ToolError: `unknown_section` or `no_beats` where the song has not what the recipe names;
            what listening refuses; `nothing_to_repeat` where nothing of it has a place.
    """
    every = [list(call.arguments.values()) for call in calls]
    meant = [musical_time(value) for value in musical_times_in(every)]
    if not meant:
        return {"here": Here(tuple(calls))}
    yield Progress("listening", 0.0)
    song = yield from analyzed(session, None)
    times = song_times(session, song)
    _check(song, times, meant)
    return {"here": _here(times, calls)}


def _check(song: Song, times: SongTimes, meant: Sequence[MusicalTime]) -> None:
    """Refuse a recipe before any of it is done.

    Raises:
        ToolError: In one sentence.
    """
    missing: dict[str, None] = {}
    for time in meant:
        try:
            times.found(time)
        except NotThere as reason:
            if not time.section or "beats" in str(reason):
                raise ToolError("no_beats", f"{song.name!r}: {reason}") from None
            missing[time.section] = None
    if missing:
        named = [section.name for section in song.grid.sections]
        message = f"{song.name!r} has no section {', '.join(missing)}, which the recipe needs"
        hint = None if named else "no sections were found in it"
        raise ToolError("unknown_section", message, allowed=named or None, hint=hint)


def _here(times: SongTimes, calls: Sequence[RecipeCall]) -> Here:
    found, notes, renaming = list[RecipeCall](), dict[str, None](), Renaming()
    for number, call in enumerate(calls, 1):
        maker = renaming.missing(call.arguments)
        told_as = f"call {number}, {call.name}"
        try:
            if maker:
                raise _Gone(f"{told_as}, is left out: it is about what {maker} would have made")
            kept, gone = _told(times, call)
        except _Gone as reason:
            notes[str(reason) or f"nothing of {told_as}, lies in this song"] = None
            renaming.note_made(call.made, (), call.name)
            continue
        found.append(kept)
        renaming.note_made(gone, (), call.name)
        if gone or len(kept.arguments) < len(call.arguments):
            notes[f"not all of {told_as}, lies in this song"] = None
    if not found:
        raise ToolError("nothing_to_repeat", "nothing of the recipe has a place in this song")
    return Here(tuple(found), tuple(notes))


def _told(times: SongTimes, call: RecipeCall) -> tuple[RecipeCall, list[tuple[int, str]]]:
    """Return a call with its times here, and what it will not make."""
    row, made = _row(times, call.arguments), list(call.made)
    gone: list[tuple[int, str]] = []
    for name, value in row.items():
        if not (isinstance(value, list) and value and all(isinstance(v, dict) for v in value)):
            continue
        rows = [_row_or_none(times, part) for part in value]
        if len(made) == len(rows):
            pairs = list(zip(made, rows, strict=True))
            gone = [pair for pair, kept in pairs if kept is None]
            made = [pair for pair, kept in pairs if kept is not None]
        row[name] = [kept for kept in rows if kept is not None]
        if not row[name]:
            raise _Gone
    return replace(call, arguments=row, made=tuple(made)), gone


def _row_or_none(times: SongTimes, row: Row) -> Row | None:
    try:
        return _row(times, row)
    except _Gone:
        return None


def _row(times: SongTimes, given: Any) -> Row:
    """Return a row of arguments with its times here, cut where its section ends."""
    row = dict(given)
    for first, last in PAIRS:
        start, end = (row.get(name) for name in (first, last))
        if is_musical(start):
            row[first] = _inside(times, start)
        if is_musical(end):
            row[last] = _inside(times, end, is_end=True)
        both = row.get(first), row.get(last)
        if all(isinstance(time, int | float) for time in both) and is_musical(start or end):
            if not row[first] < row[last]:
                raise _Gone
    for name, value in row.items():
        row[name] = _value(times, value)
    return row


def _value(times: SongTimes, value: Any) -> Any:
    if is_musical(value):
        return _inside(times, value)
    if isinstance(value, dict) and RULE in value:
        return _rule(times, value)
    if isinstance(value, list) and value and any(_is_told(part) for part in value):
        kept = list(_parts(times, value))
        if not kept:
            raise _Gone
        return kept
    return value


def _is_told(part: Any) -> bool:
    rule = isinstance(part, dict) and RULE in part
    return rule or is_musical(part) or (isinstance(part, list) and any(map(is_musical, part)))


def _parts(times: SongTimes, values: Sequence[Any]) -> Iterator[Any]:
    """Yield times, rules and pairs of times of a list, as far as they lie here."""
    for part in values:
        try:
            if isinstance(part, list) and len(part) == 2:
                pair = _row(times, {"start": part[0], "end": part[1]})
                yield [pair["start"], pair["end"]]
            else:
                yield _value(times, part)
        except _Gone:
            continue


def _rule(times: SongTimes, value: Row) -> str:
    """Return a rule in words, with its times here."""
    rule = read_rule(str(value[RULE]))
    if rule is None:
        raise ToolError("invalid_argument", f"{str(value[RULE])[:60]!r} is no rule about strips")
    row = _row(times, {name: value[name] for name in RULE_TIMES if name in value})
    return told(replace(rule, **row))


def _inside(times: SongTimes, value: Row, is_end: bool = False) -> float:
    """Return a time; one that is counted in beats is cut where its section ends.

    Raises:
        _Gone: If it is not the end of a stretch and lies behind the end.
    """
    meant = musical_time(value)
    found = times.found(meant)
    if not (meant.section and meant.beats):
        return found.time
    if found.time >= found.end and not is_end:
        raise _Gone
    return min(max(found.time, found.start), found.end)
