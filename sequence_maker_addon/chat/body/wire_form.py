"""The history in the form that strict servers take, built when it is sent.

A row is a message with two notes of ours, which never leave: `_turn`, the number of its turn in
the conversation, and `_from`, the endpoint that wrote it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from .learned import NOTHING, Facts

Row = dict[str, Any]
TURN, SOURCE = "_turn", "_from"
FIELDS = ("role", "content", "tool_calls", "tool_call_id")
CALL_FIELDS = ("id", "type", "function")
FUNCTION_FIELDS = ("name", "arguments")
CLOSING = "Done."
"""Said where a turn ended on a result: some servers take no user message behind one."""


def wire_form(rows: Iterable[Row], endpoint: str = "", facts: Facts = NOTHING) -> list[Row]:
    """Return the messages of a request.

    Ids are nine letters and digits, unique in the conversation and the same every time; no
    assistant message is empty; roles alternate; what a server adds of its own goes back to that
    server alone, unless it refuses it.

    Args:
        rows: The history, oldest first; results stand behind the calls that they answer.
        endpoint: Whom it goes to, as rows name it.
        facts: What is known of that endpoint.
    """
    out: list[Row] = []
    for row in _named(_without_system(rows) if facts.no_system else rows):
        message = _message(row, endpoint, facts)
        if message is None:
            continue
        last = out[-1] if out else None
        if last is not None and last["role"] == "tool" and message["role"] == "user":
            closing: Row = {"role": "assistant", "content": CLOSING}
            out.append(closing | dict.fromkeys(sorted(facts.demands), ""))
        elif last is not None and _belong_together(last, message):
            texts = filter(None, (last["content"], message["content"]))
            out[-1] = {**last, **message, "content": "\n\n".join(texts) or None}
            continue
        out.append(message)
    return out


def _without_system(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield rows in which the first prompt begins with what the system message says."""
    said = ""
    for row in rows:
        if row["role"] == "system":
            said = str(row["content"])
        elif said and row["role"] == "user":
            yield {**row, "content": f"{said}\n\n{row['content']}"}
            said = ""
        else:
            yield row


def _named(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield rows whose calls and results have the ids of the wire."""
    counts: dict[int, int] = {}
    names: dict[str, list[str]] = {}
    for row in rows:
        turn = row.get(TURN, 0)
        if row.get("tool_calls"):
            names, calls = {}, []
            for call in row["tool_calls"]:
                counts[turn] = counts.get(turn, -1) + 1
                name = f"{turn % 16**5:05x}{counts[turn] % 16**4:04x}"
                names.setdefault(call["id"], []).append(name)
                calls.append({**call, "id": name})
            yield {**row, "tool_calls": calls}
        elif row["role"] == "tool":
            known = names.get(row["tool_call_id"])
            if known:
                yield {**row, "tool_call_id": known.pop(0)}
        else:
            names = {}
            yield row


def _message(row: Row, endpoint: str, facts: Facts) -> Row | None:
    """Return a row as it is sent, None if nothing of it can be."""
    if row["role"] != "assistant":
        return {name: row[name] for name in FIELDS if name in row}
    own = row.get(SOURCE, endpoint) == endpoint and not facts.plain_messages
    content = row.get("content")
    text = content if isinstance(content, str) else ""
    text = text if text.strip() else str(row.get("refusal") or "")
    calls = row.get("tool_calls") or []
    if not calls and not text.strip():
        return None
    message: Row = {"role": "assistant", "content": text if text.strip() else None}
    if calls and facts.plain_messages:
        message["content"] = None
    if calls:
        message["tool_calls"] = [_call(call, own, facts) for call in calls]
    if own:
        message |= {name: value for name, value in row.items() if _is_own(name, facts)}
    for name in sorted(facts.demands):
        message.setdefault(name, "")
    return message


def _is_own(name: str, facts: Facts) -> bool:
    """Tell whether a field is one that the server added and does not refuse."""
    known = name in FIELDS or name in ("refusal", TURN, SOURCE)
    return not known and name not in facts.no_fields


def _call(call: Row, own: bool, facts: Facts) -> Row:
    function = call["function"]
    kept = {name: function[name] for name in FUNCTION_FIELDS}
    if not own:
        return {"id": call["id"], "type": "function", "function": kept}
    inner = {
        k: v for k, v in function.items() if k not in FUNCTION_FIELDS and k not in facts.no_fields
    }
    outer = {k: v for k, v in call.items() if k not in CALL_FIELDS and k not in facts.no_fields}
    return {"id": call["id"], "type": "function", "function": {**kept, **inner}, **outer}


def _belong_together(last: Row, message: Row) -> bool:
    """Tell whether two messages become one, so that roles alternate."""
    if last["role"] != message["role"] or last["role"] not in ("user", "assistant"):
        return False
    return not last.get("tool_calls")
