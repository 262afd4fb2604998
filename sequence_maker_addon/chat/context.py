"""What goes to the model of the talk: earlier turns as far as they fit, and the present state."""

from __future__ import annotations

import json
from typing import Any

from .body.wire_form import SOURCE, TURN
from .conversation import Conversation, Turn
from .dispatch import shortened_call
from .offer.quoted_chat import quotation
from .offer.state import state as state

SHORT_RESULT, SHORT_CALL = 400, 4000
"""Characters above which an old result and call are shortened, once there is no room for them."""
LAST_RESULT = 1200
"""Characters above which the last result of an earlier turn is shortened in any case."""
LITTLE = 24_000
"""Characters of room below which each turn that is kept costs much."""
KEPT, KEPT_OF_LITTLE = 0.5, 0.25
"""Share of the room that is filled after older turns were left out, so that it lasts."""

Rows = list[dict[str, Any]]


def messages(
    conversation: Conversation, room: int, system: str = "", state: str = ""
) -> list[dict[str, Any]]:
    """Return the messages of a request, trimmed by whole turns.

    The present state stands in the newest message alone, so that all before it is, byte for
    byte, what the last request began with. Where the room ends, old results are shortened and
    the oldest turns left out until a good part of it is free again; the newest turn stays whole,
    and no call is ever without its result. What is remembered of those that are left out stands
    before the first prompt that goes along, and changes only with it. Turns that a file brought
    speak for nobody: once the chat is continued, they are quoted in the prompt that follows them.
    A turn that was done over is not told: the one in its place is.

    Args:
        conversation: Its last turn is the one that runs; it keeps what was left out.
        room: Characters that the messages may take.
        system: The system prompt.
        state: The present state, "" for none.
    """
    room -= len(system) + len(state)
    conversation.remember()
    _fit(conversation, room)
    rows = _rows(conversation)
    if state and rows:
        rows[-1] = _with_state(rows[-1], state)
    return [{"role": "system", "content": system}, *rows] if system else rows


def size(rows: Rows) -> int:
    """Return the characters of messages as they are sent, about."""
    return _size(rows)


def _fit(conversation: Conversation, room: int) -> None:
    """Note what is left out, if the talk has become too long."""
    fit, newest = conversation.fit, conversation.dropped + len(conversation.turns) - 1
    taken = _size(_rows(conversation))
    if taken <= room:
        return
    fit.shortened = newest
    sizes = [_size(rows) for rows in _by_turn(conversation, told=False)]
    taken = sum(sizes)
    share = KEPT if room > LITTLE else KEPT_OF_LITTLE
    is_quoted = any(turn.origin == "quoted" for turn in conversation.turns)
    while taken > share * (room - len(_recalled(conversation))) and fit.first < newest:
        fit.first = max(fit.first, conversation.dropped) + 1
        taken -= sizes.pop(0)
        if is_quoted:  # what is quoted of one turn stands in another
            sizes = [_size(rows) for rows in _by_turn(conversation, told=False)]
            taken = sum(sizes)
    fit.newest = fit.newest or taken > room - len(_recalled(conversation))
    rows = _rows(conversation)
    fit.longest = max(SHORT_RESULT, room - _size(rows[:-1]) - 200)


def _rows(conversation: Conversation) -> Rows:
    return [row for rows in _by_turn(conversation) for row in rows]


def _recalled(conversation: Conversation) -> str:
    """Return what is told of the turns that are left out."""
    known = conversation.recollection
    return known.told(conversation.first, conversation.fit.share) if known is not None else ""


def _by_turn(conversation: Conversation, told: bool = True) -> list[Rows]:
    """Return the messages of each turn that goes along, oldest first.

    Args:
        conversation: The turns.
        told: Whether the first of them tells what is remembered of those before.
    """
    fit, found = conversation.fit, list[Rows]()
    last = conversation.dropped + len(conversation.turns) - 1
    quoted, replaced = list[Turn](), conversation.replaced()
    recalled = _recalled(conversation) if told else ""
    for number in range(conversation.first, last + 1):
        turn = conversation.turns[number - conversation.dropped]
        if turn.origin != "own":
            quoted += [turn] if turn.origin == "quoted" else []
            found.append([])
            continue
        if turn.began in replaced and number < last:
            found.append([])
            continue
        rows = _of_turn(turn, number, quotation(quoted), recalled)
        quoted.clear()
        recalled = ""
        if number < fit.shortened:
            rows = [_shortened(row) for row in rows]
        elif number < last:
            rows = _with_short_end(rows)
        elif number == last and fit.newest:
            last_row = [_shortened(row, fit.longest) for row in rows[-1:]]
            rows = [*(_shortened(row) for row in rows[:-1]), *last_row]
        found.append(rows)
    return found


def _with_short_end(rows: Rows) -> Rows:
    """Shorten a long last result: it ended the last request, so that none began with it."""
    results = [place for place, row in enumerate(rows) if row["role"] == "tool"]
    if not results:
        return rows
    place = results[-1]
    return [*rows[:place], _shortened(rows[place], LAST_RESULT), *rows[place + 1 :]]


def _of_turn(turn: Turn, number: int, behind: str = "", before: str = "") -> Rows:
    notes = {TURN: number, SOURCE: turn.endpoint}
    first = {"role": "user", "content": f"{before}{turn.prompt}{behind}", **notes}
    return [first, *({**row, **notes} for row in turn.messages)]


def _with_state(row: dict[str, Any], state: str) -> dict[str, Any]:
    content = str(row.get("content") or "")
    if row["role"] != "tool":
        return {**row, "content": f"{content}\n\n<state>\n{state}\n</state>"}
    try:
        result = json.loads(content)
    except ValueError:
        return row
    told = {**result, "state": state} if isinstance(result, dict) else result
    return {**row, "content": json.dumps(told, ensure_ascii=False)}


def _shortened(row: dict[str, Any], longest: int = SHORT_RESULT) -> dict[str, Any]:
    content = row.get("content")
    if row.get("tool_calls"):
        most = max(longest, SHORT_CALL)
        calls = [{**c, "function": shortened_call(c["function"], most)} for c in row["tool_calls"]]
        return {**row, "tool_calls": calls}
    if row["role"] != "tool" or not isinstance(content, str) or len(content) <= longest:
        return row
    told = {"ok": content.startswith('{"ok":true'), "shortened": content[: longest * 3 // 4]}
    return {**row, "content": json.dumps(told, ensure_ascii=False)}


def _size(rows: Rows) -> int:
    return sum(len(json.dumps(row, ensure_ascii=False)) for row in rows)
