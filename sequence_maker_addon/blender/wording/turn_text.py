"""A turn and a function call as plain text, for the clipboard and for the Text Editor."""

from __future__ import annotations

import json

from ...chat.conversation import Call, Turn
from .numbers import metrics_line
from .people import for_people


def as_text(turn: Turn) -> str:
    """Return a turn as plain text."""
    parts = [turn.prompt, ""]
    for entry in turn.entries:
        parts.append(entry.strip() if isinstance(entry, str) else as_json(entry))
    if turn.error is not None:
        parts.append(turn.error["message"])
    return "\n".join([*parts, "", metrics_line(turn.metrics), ""])


def said(turn: Turn) -> str:
    """Return what was asked and answered, without what programs say to each other."""
    parts = [turn.prompt, "", *(entry.strip() for entry in turn.entries if isinstance(entry, str))]
    if turn.error is not None:
        parts.append(for_people(turn.error["message"]))
    return "\n".join([*parts, ""])


def as_json(call: Call) -> str:
    """Return a call with arguments and result as JSON."""
    shown = {"name": call.name, "arguments": call.arguments, "result": call.result}
    return json.dumps(shown, indent=2, ensure_ascii=False)
