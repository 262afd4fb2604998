"""A turn as the text that a scene keeps, and back."""

from __future__ import annotations

import json
from typing import Any

from . import ledger_file
from .conversation_turn import Call, Turn
from .metrics import Metrics

NO_LEDGER: dict[str, list[Any]] = {"segments": [], "others": []}
"""What stands where 0.1.0 kept a turn's ledger."""


def row_of(turn: Turn) -> str:
    """Return a turn as JSON, without its ledger."""
    row = {
        "prompt": turn.prompt,
        "notes": turn.notes,
        "messages": turn.messages,
        "entries": [
            entry if isinstance(entry, str) else {n: getattr(entry, n) for n in Call.__slots__}
            for entry in turn.entries
        ],
        "requests": [metrics.as_dict() for metrics in turn.requests],
        "status": turn.status,
        "error": turn.error,
        "endpoint": turn.endpoint,
        "began": turn.began,
        "ledger": NO_LEDGER,
    }
    text = json.dumps(row, ensure_ascii=False)
    return text.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair cannot be kept


def turn_of(row: dict[str, Any], seconds: ledger_file.Seconds) -> Turn:
    """Return the turn that a row keeps; a ledger of 0.1.0 is read, too."""
    entries = [entry if isinstance(entry, str) else Call(**entry) for entry in row["entries"]]
    requests = [Metrics(**metrics) for metrics in row["requests"]]
    ledger = ledger_file.from_json(row.get("ledger") or [], seconds)
    row.pop("sent", None)  # kept by earlier versions
    return Turn(**{**row, "entries": entries, "requests": requests, "ledger": ledger})
