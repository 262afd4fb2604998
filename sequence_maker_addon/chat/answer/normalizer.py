"""From a request's events to those that the turn gets: what the model meant, or what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..wire.events import (
    Event,
    Failed,
    Finished,
    TextDelta,
    TextReplaced,
    ToolCall,
)
from . import endings
from .argument_repairs import repaired
from .known_names import known_name
from .visible_text import VisibleText
from .written_calls import Schemas, Written, written

NOTHING = "The model answered nothing"
ONLY_THOUGHT = "The model thought and then answered nothing"
NO_CALLS = "The server said that the model makes a call, and sent none"
AS_TEXT = (
    "The model wrote its call as text, which cannot be read: turn on function calls (tools) for "
    "this model at its server, or choose another model"
)
_IS_BARE = re.compile(r"\s{0,20}[\w.]{3,60}\s{0,20}\{")
"""A call whose marks the server has swallowed: a name and an object, and nothing else."""
_EMPTY = frozenset({"tool_calls", "tool_use", "function_call", "tool_call"})


def normalized(
    events: Iterator[Event], tools: list[dict[str, Any]], host: str = "The server"
) -> Iterator[Event]:
    """Yield the events of a request as the turn takes them; the last is `Finished` or `Failed`.

    Args:
        events: As the client yields them.
        tools: The functions that were offered, in the form of Chat Completions.
        host: The server's name, for sentences.
    """
    schemas: Schemas = {
        tool["function"]["name"]: tool["function"].get("parameters") or {} for tool in tools
    }
    text = VisibleText()
    try:
        yield from _read(events, text, schemas, host)
    except Exception:
        yield from text.end()
        yield from text.release()
        raise


def _read(
    events: Iterator[Event], text: VisibleText, schemas: Schemas, host: str
) -> Iterator[Event]:
    for event in events:
        match event:
            case TextDelta(piece):
                yield from text.add(piece)
            case Finished():
                if event.content and not text.began:
                    yield from text.add(event.content)
                yield from text.end()
                yield from _finished(event, text, schemas, host)
            case Failed():
                yield from text.end()
                yield from text.release()
                yield replace(event, content=text.visible)
            case _:
                yield event


def _finished(event: Finished, text: VisibleText, schemas: Schemas, host: str) -> Iterator[Event]:
    found = Written()
    if event.refusal is None and not event.calls and not endings.is_cut(event.finish_reason):
        found = _written(event, text, schemas)
    if not found.calls and not found.unreadable:
        yield from text.release()
    fault = _fault(event, text, found, host)
    if fault is not None:
        yield _failed(event, text, *fault)
        return
    if found.calls:
        event = _with_written(event, text, found)
        if text.visible != found.prose.strip() and text.visible:
            text.show_only(found.prose.strip())
            yield TextReplaced(text.visible)
    if endings.is_cut(event.finish_reason):
        event = replace(event, finish_reason="length")
    yield _clean(_repaired(event, schemas), text)


def _written(event: Finished, text: VisibleText, schemas: Schemas) -> Written:
    """Look for calls in the text, then in the thinking of an answer that is nothing else."""
    if text.held:
        return written(text.visible + text.held, schemas)
    if _IS_BARE.match(text.visible) and text.visible.rstrip().endswith("}"):
        found = written(text.visible, schemas)
        return found if found.calls else Written()
    if not text.visible.strip():
        found = written((event.reasoning or text.thinking).strip(), schemas, thought=True)
        return replace(found, prose="") if found.calls else Written()
    return Written()


def _fault(event: Finished, text: VisibleText, found: Written, host: str) -> tuple[str, str] | None:
    """Return code and sentence of what is wrong with an answer, None if nothing is."""
    if event.refusal is not None:
        return None
    ending = endings.fault_of(event.finish_reason, host)
    if ending is not None:
        return ending
    if found.unreadable:
        return "call_as_text", AS_TEXT
    if event.calls or found.calls or text.visible.strip():
        return None
    if endings.is_cut(event.finish_reason):
        return None
    if event.finish_reason in _EMPTY:
        return "empty", NO_CALLS
    return "empty", ONLY_THOUGHT if event.reasoning or text.thinking else NOTHING


def _failed(event: Finished, text: VisibleText, code: str, message: str) -> Failed:
    content = text.visible + (text.held if code == "call_as_text" else "")
    return Failed(code, message, content, event.usage, event.timing)


def _with_written(event: Finished, text: VisibleText, found: Written) -> Finished:
    """Return an answer whose written calls are calls."""
    calls = tuple(
        ToolCall(f"written_{number}", name, arguments)
        for number, (name, arguments) in enumerate(found.calls)
    )
    message = {**event.message, "content": found.prose, "tool_calls": _as_messages(calls)}
    names = ", ".join(dict.fromkeys(call.name for call in calls))
    notes = (*event.notes, f"read the call of {names} out of the text")
    return replace(event, calls=calls, message=message, notes=notes)


def _as_messages(calls: tuple[ToolCall, ...]) -> list[dict[str, Any]]:
    return [
        {
            "id": call.id,
            "type": "function",
            "function": {"name": call.name, "arguments": call.arguments},
        }
        for call in calls
    ]


def _repaired(event: Finished, schemas: Schemas) -> Finished:
    """Return an answer whose nearly right names and arguments are right."""
    calls, notes = [], list(event.notes)
    for call in event.calls:
        name = known_name(call.name, schemas) or call.name
        arguments, note = repaired(call.arguments, name, schemas.get(name) or {})
        if name != call.name:
            notes.append(f"took the function {call.name[:60]!r} for {name}")
        if note:
            notes.append(f"repaired the arguments of {name}: {note}")
        calls.append(replace(call, name=name, arguments=arguments))
    if len(notes) == len(event.notes):
        return event
    rows = [
        {
            **row,
            "function": {**row["function"], "name": call.name, "arguments": call.arguments},
        }
        for row, call in zip(event.message.get("tool_calls") or (), calls, strict=False)
    ]
    message = {**event.message, "tool_calls": rows}
    return replace(event, calls=tuple(calls), message=message, notes=tuple(notes))


def _clean(event: Finished, text: VisibleText) -> Finished:
    """Return an answer without the thinking that stood in its text."""
    if event.content == text.visible or event.refusal is not None:
        return event
    visible = text.visible.strip()
    message = {**event.message, "content": visible or (None if event.calls else "")}
    return replace(event, content=visible, message=message)
