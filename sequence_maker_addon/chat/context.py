"""What goes to the model: system prompt, earlier turns within a budget, newest with the state."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import Any

from ..sequence.color import hex_of, name_of
from ..sequence.segment import Segment
from ..toolkit.world import Session
from .conversation import Conversation, Turn

ROWS = 60
"""Segments listed in the state; the rest is counted."""
SECTIONS = 30
"""Sections of the song told in the state."""
SHORT_RESULT = 400
"""Characters above which an old tool result is shortened first."""
CHARACTERS_PER_TOKEN = 3.5
MOST_PER_TOKEN = 8.0
LONGEST_LABEL = 60

Rows = list[dict[str, Any]]
Form = Callable[[Turn, str], Rows]

WIRE_FIELDS = ("role", "content", "tool_calls", "tool_call_id")


@cache
def system_prompt() -> str:
    """Return the system prompt; byte for byte the same in every request."""
    folder = resources.files(__package__)
    return folder.joinpath("system_prompt.md").read_text(encoding="utf-8").strip()


def user_message(prompt: str, session: Session) -> str:
    """Return the newest user message: the prompt and the state of the timelines."""
    return f"{prompt}\n\n<state>\n{state(session)}\n</state>"


def messages(
    conversation: Conversation,
    budget: int,
    characters_per_token: float = CHARACTERS_PER_TOKEN,
) -> list[dict[str, Any]]:
    """Return the messages of a request, trimmed to a budget by whole turns.

    First old tool results are shortened, then old states dropped, then the oldest turns. The
    newest turn always stays whole, and no call is ever without its result.

    Args:
        conversation: Its last turn is the one that runs.
        budget: Tokens that the messages may take.
        characters_per_token: As measured with this model, or a guess.
    """
    room = int(budget * characters_per_token * 0.85)
    *old, newest = conversation.turns
    newest_rows = _rows(newest, newest.sent, newest.endpoint)
    head = [{"role": "system", "content": system_prompt()}]
    room -= _size(head) + _size(newest_rows)
    for form in (_whole, _short, _bare):
        fitting = _fitting(old, newest.endpoint, form, room)
        if len(fitting) == len(old):
            break
    return [*head, *(row for rows in reversed(fitting) for row in rows), *newest_rows]


def per_token(characters: int, tokens: int) -> float:
    """Return the characters per token of a request, as far as that can be believed.

    Some servers count only what they had not cached; by that a budget would never be reached.
    """
    return min(max(1.0, characters / tokens), MOST_PER_TOKEN)


def half(conversation: Conversation, characters: int, characters_per_token: float) -> int | None:
    """Return the budget that halves a request, None if that would leave nothing out.

    Args:
        conversation: Its last turn is the one that runs.
        characters: What its messages took when they were too long.
        characters_per_token: As for `messages`.
    """
    budget = max(1, int(characters / characters_per_token / 2))
    rows = messages(conversation, budget, characters_per_token)
    return budget if len(json.dumps(rows, ensure_ascii=False)) < characters else None


def state(session: Session) -> str:
    """Return the timelines, selection and playhead as compact text; names are quoted data."""
    session.look_again()
    timelines = session.timelines
    lines = [
        f"sequence: 0-{timelines.end():g} s, {timelines.frame_rate:g} fps, "
        f"playhead {timelines.playhead():g} s"
    ]
    seen = session.seen
    names, locked = seen.names, seen.locked
    for strip in seen.obstacles[:20]:
        label = _quoted(strip.name)
        lines.append(f"clip {label}: channel {strip.channel}, {strip.start:g}-{strip.end:g} s")
    lines += _music(session)
    rows: dict[int, list[Segment]] = {}
    for segment in seen.segments:
        rows.setdefault(segment.channel, []).append(segment)
    room = ROWS
    for number in sorted(set(rows) | _own_names(names)):
        row = rows.get(number, [])
        lock = ", locked" if number in locked else ""
        lines.append(f"channel {number} {_quoted(names[number])}: {len(row)} segments{lock}")
        lines += [_line(index, segment) for index, segment in enumerate(row[:room], 1)]
        if len(row) > room:
            lines.append(f"  … {len(row) - room} more up to {row[-1].end:g} s: use list_segments")
        room = max(0, room - len(row))
    for protection in seen.protections[:20]:
        lines.append(f"protected by the user: {protection.described()}")
    selected = timelines.selected()
    if selected:
        lines.append("selected: segment_id " + ", ".join(map(str, selected[:20])))
    return "\n".join(lines)


def _music(session: Session) -> list[str]:
    """Return a line on the song that was heard already; it makes no work."""
    song = None if session.songs is None else session.songs.known()
    if song is None:
        return []
    grid = song.grid
    result: dict[str, Any] = {"t": [round(song.start, 2), round(song.end, 2)]}
    result |= {"bpm": round(grid.bpm, 2), "meter": grid.meter, "bars": len(grid.downbeats)}
    result["sections"] = [
        [s.name, round(s.start, 2), round(s.end, 2), s.label] for s in grid.sections[:SECTIONS]
    ]
    text = json.dumps(result, ensure_ascii=False, separators=(",", ":"))
    return [f"music {_quoted(song.name)}: {text}"]


def _line(index: int, segment: Segment) -> str:
    color = name_of(segment.color) or hex_of(segment.color)
    if segment.end_color is not None:
        color += f" to {name_of(segment.end_color) or hex_of(segment.end_color)}"
    color += ", animated" if segment.animated else ""
    default = segment.name == f"Segment {segment.id}"
    name = "" if default else f" {_quoted(segment.name)}"
    return f"  {index}. id {segment.id}: {segment.start:.6g}-{segment.end:.6g} s {color}{name}"


def _own_names(names: dict[int, str]) -> set[int]:
    return {number for number, name in names.items() if name != f"Channel {number}"}


def _quoted(name: str) -> str:
    clean = "".join(sign if sign.isprintable() else " " for sign in name[:LONGEST_LABEL])
    return json.dumps(clean.replace("<", "‹").replace(">", "›"), ensure_ascii=False)


def _rows(turn: Turn, content: str, endpoint: str) -> list[dict[str, Any]]:
    said = turn.messages
    if turn.endpoint != endpoint:
        said = [{key: row[key] for key in WIRE_FIELDS if key in row} for row in said]
    return [{"role": "user", "content": content}, *said]


def _fitting(old: list[Turn], endpoint: str, form: Form, room: int) -> list[Rows]:
    """Return the messages of as many turns as have room, newest first; the rest is not read."""
    found: list[Rows] = []
    for turn in reversed(old):
        rows = form(turn, endpoint)
        room -= _size(rows)
        if room < 0:
            break
        found.append(rows)
    return found


def _whole(turn: Turn, endpoint: str) -> Rows:
    return _rows(turn, turn.sent, endpoint)


def _short(turn: Turn, endpoint: str) -> Rows:
    return [_shortened(row) for row in _whole(turn, endpoint)]


def _bare(turn: Turn, endpoint: str) -> Rows:
    return [_shortened(row) for row in _rows(turn, turn.prompt, endpoint)]


def _shortened(row: dict[str, Any]) -> dict[str, Any]:
    content = row.get("content")
    if row["role"] != "tool" or not isinstance(content, str) or len(content) <= SHORT_RESULT:
        return row
    ok = content.startswith('{"ok": true')
    return {**row, "content": json.dumps({"ok": ok, "shortened": content[:SHORT_RESULT]})}


def _size(rows: list[dict[str, Any]]) -> int:
    return sum(len(json.dumps(row, ensure_ascii=False)) for row in rows)
