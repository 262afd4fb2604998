"""The values of a call that a model wrote as text, made what its parameters want."""

from __future__ import annotations

import json
import re
from typing import Any

from .call_forms import Texts

Schema = dict[str, Any]
_HARMLESS = re.compile(r"(list|get|analyze|play|pause|stop)_")
"""Functions that change nothing, whatever they are given."""


def typed(name: str, arguments: Any, schema: Schema) -> str | None:
    """Return arguments as JSON text; None if they cannot be those of the call.

    A form of tags without any value is a call only of what takes none: elsewhere the values were
    lost, and nothing at all may mean everything.

    Args:
        name: The function.
        arguments: As a form gave them.
        schema: The schema of the function's arguments.
    """
    known = schema.get("properties") or {}
    if isinstance(arguments, Texts):
        if not arguments and known and not _HARMLESS.match(name):
            return None
        arguments = {key: _value(text, known.get(key) or {}) for key, text in arguments.items()}
    try:
        return json.dumps(arguments, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError):
        return None


def _value(text: str, schema: Schema) -> Any:
    kinds = schema.get("type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    stripped = text.strip()
    try:
        value = json.loads(stripped)
    except (ValueError, RecursionError):
        return stripped
    if value is None:
        return None if "null" in kinds else stripped
    if isinstance(value, str):
        return value
    return stripped if "string" in kinds and not isinstance(value, list | dict) else value
