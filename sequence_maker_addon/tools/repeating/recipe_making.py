"""What a turn did as the calls of a recipe: times by sections and beats, ids of its own alone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ...chat.conversation_turn import Call, Turn
from ...music.song import Song
from ...sequence.errors import ToolError
from ...toolkit.jobs import Progress, Steps
from ...toolkit.planning.recipe_call import RecipeCall
from ...toolkit.world import Session
from ..places.songs_meant import analyzed
from .recipe_places import song_times
from .recipe_rows import OfItself, Told
from .repeat_turn import by_one_song, repeat_turn
from .retold_calls import PastCall, hull_of, made_by

OF_THIS_FILE = "edit_beat_grid forget_wish remember_wish undo_last_turn".split()
"""Functions whose calls are about this song or this file alone."""
IN_SECONDS = "there is no song, so times are told in seconds"

Pairs = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Made:
    """The calls of a recipe, and what of the turn is not in it, a sentence each."""

    calls: tuple[RecipeCall, ...]
    notes: tuple[str, ...] = ()


def recipe_of(session: Session, turn: Turn) -> Steps:
    """Return, after having listened if need be, `{"made": Made}`: a turn as a recipe.

    Raises:
        ToolError: `nothing_to_repeat` where it did nothing that can be done elsewhere.
    """
    yield Progress("listening", 0.0)
    times, name, song = None, "", None
    try:
        song = yield from analyzed(session, None)
        times, name = song_times(session, song), song.name
    except ToolError:
        pass
    told, calls = Told(session, times, name), list[RecipeCall]()
    past = _past(session, turn)
    notes = _of_songs(session, song, past) if times is not None else [IN_SECONDS]
    for call in past:
        try:
            calls.append(replace(call, arguments=told.arguments(call)))
            told.own(call.made)
        except OfItself as reason:
            notes.append(f"left out: {reason}")
    if not calls:
        hint = "; ".join(notes)[:400] or None
        raise ToolError("nothing_to_repeat", "nothing of that turn makes a recipe", hint=hint)
    return {"made": Made(tuple(_needed(calls)), tuple(dict.fromkeys(notes)))}


def _of_songs(session: Session, song: Song | None, past: Sequence[RecipeCall]) -> list[str]:
    calls = [PastCall(session.tools[call.name], call.arguments) for call in past]
    return by_one_song(session, song, [hull_of(session, song, calls)])


def _past(session: Session, turn: Turn) -> list[RecipeCall]:
    """Return the calls of a turn that wrote, those of a repeated one in its place."""
    found = list[RecipeCall]()
    for call, made in zip(turn.calls, made_in(turn), strict=True):
        rows = (call.result or {}).get("calls")
        tool = session.tools.get(call.name)
        if call.state != "done" or tool is None or tool.risk != "write":
            continue
        if call.name == repeat_turn.name and isinstance(rows, list):
            found += [RecipeCall(r["name"], r["arguments"], _pairs(r.get("made"))) for r in rows]
        elif call.name not in OF_THIS_FILE:
            index = (call.arguments or {}).get("segment_index")
            given = dict(call.arguments or {}) | (_by_id(call) if index is not None else {})
            found.append(RecipeCall(call.name, given, made))
    return found


def made_in(turn: Turn) -> list[Pairs]:
    """Return id and name of what each call of a turn made, by ascending ids."""
    found, known = list[Pairs](), set[int]()
    strips = {row.after.id: name for name, row in turn.ledger.strips.items() if row.after}
    there = {number for number, (before, _) in turn.ledger.entries.items() if before is not None}
    there |= {f.after.id for f in turn.ledger.strips.values() if f.after and f.before}
    for call in turn.calls:
        rows = dict(_pairs(made_by(call.result or {})))
        fresh = {*rows, *call.touched} - known - there - {0}
        known |= fresh
        names = {n: rows.get(n) or strips.get(n) or f"Segment {n}" for n in fresh}
        found.append(tuple(sorted(names.items())))
    return found


def _pairs(made: Any) -> Pairs:
    """Return ids and names of the rows of a result."""
    found = list[tuple[int, str]]()
    for row in made if isinstance(made, Iterable) else ():
        number = row.get("segment_id", row.get("id"))
        match = re.fullmatch(r"s?(\d+)", str(number))
        if match:
            found.append((int(match[1]), str(row.get("strip") or row.get("name") or "")))
    return tuple(sorted(found))


def _by_id(call: Call) -> dict[str, Any]:
    """Return by its id which segment an index meant, from what the call did."""
    rows = [row for key in ("changed", "deleted") for row in (call.result or {}).get(key) or ()]
    ids = {row.get("segment_id") for row in rows if isinstance(row, Mapping)}
    number = ids.pop() if len(ids) == 1 else 0
    return {"segment_id": number, "channel": None, "segment_index": None}


def _needed(calls: Sequence[RecipeCall]) -> Iterable[RecipeCall]:
    """Yield calls with what they made only where a later one names any of it."""
    for at, call in enumerate(calls):
        later = json.dumps([dict(other.arguments) for other in calls[at + 1 :]], default=str)
        words = set(re.findall(r"\d+", later))
        named = any(str(n) in words or json.dumps(name)[1:-1] in later for n, name in call.made)
        yield call if named else replace(call, made=())
