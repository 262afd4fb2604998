"""Arguments that are nearly JSON, and wrappers around them.

What would need a guess is never repaired: NaN, a missing brace, a text that was cut.
"""

from __future__ import annotations

import ast
import json
import re
from typing import Any

from ...sequence.errors import ToolError
from ...toolkit.arguments import LONGEST, parse

WRAPPERS = ("arguments", "input", "parameters", "args", "kwargs", "params")
CHATTER = frozenset(
    "reason reasoning explanation thought thinking comment justification rationale".split()
)
"""Fields in which models explain themselves; no function has them."""
_PIECE = re.compile(
    r'"(?:[^"\\]|\\.)*+(?:"|\Z)|/\*(?:(?!\*/).)*+(?:\*/|\Z)|//[^\n]*|,(?=\s{0,99}[}\]])'
    r"|\bNone\b|\bTrue\b|\bFalse\b",
    re.DOTALL,
)
_DESTRUCTIVE = re.compile(r"(clear|delete|remove)_")
"""Functions to which null may mean everything: a text in its place stays an error."""
_WORDS = {"None": "null", "True": "true", "False": "false"}
_NULLS = frozenset({"null", "None", "none", "NULL"})

Schema = dict[str, Any]


def repaired(arguments: str, name: str, schema: Schema) -> tuple[str, str]:
    """Return arguments as JSON, and what was repaired in a few words, "" for nothing.

    Args:
        arguments: As the model wrote them.
        name: The function.
        schema: The schema of its arguments.
    """
    if len(arguments) > LONGEST:
        return arguments, ""
    value, note = _read(arguments)
    if not isinstance(value, dict):
        return arguments, ""
    known = schema.get("properties") or {}
    value, unwrapped = _unwrapped(value, name, known)
    value, dropped = _without_chatter(value, known)
    nulls = "" if _DESTRUCTIVE.match(name) else _with_nulls(value, known)
    notes = [found for found in (note, unwrapped, dropped, nulls) if found]
    if not notes:
        return arguments, ""
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False), ", ".join(notes)
    except ValueError:  # 1e999 is infinite
        return arguments, ""


def _read(text: str) -> tuple[Any, str]:
    """Return the value that a text holds and what was repaired; None if it holds none."""
    found = _strict(text)
    if isinstance(found, str):
        return _inner(found), "text in text"
    if found is not None:
        return found, ""
    inside = text.strip()
    if inside.startswith("```") and inside.endswith("```") and "\n" in inside:
        value = _strict(inside[inside.index("\n") : -3])
        if value is not None and not isinstance(value, str):
            return value, "a code fence"
    emptied = re.sub(r"^\s{0,99}\{\s{0,99}\}\s{0,99}(?=\{)", "", text)
    if emptied != text and (value := _strict(emptied)) is not None:
        return value, "an empty object before it"
    cleaned = _PIECE.sub(_cleaned, text)
    if cleaned != text and cleaned.count(",") >= text.count(",") - 1 - text.count("//"):
        value = _strict(cleaned)
        if value is not None:
            return value, "a comma, comment or word of Python"
    if (value := _strict(text, strict=False)) is not None:
        return value, "a line break in a text"
    return _python(text), "quotes of Python"


def _inner(text: str) -> Any:
    for _ in range(2):
        found = _strict(text)
        if not isinstance(found, str):
            return found
        text = found
    return None


def _strict(text: str, strict: bool = True) -> Any:
    """Return the value of JSON, None if it is none; NaN is none."""

    def refuse(word: str) -> None:
        raise ValueError(word)

    try:
        return json.loads(text, parse_constant=refuse, strict=strict)
    except (ValueError, RecursionError):
        return None


def _cleaned(found: re.Match[str]) -> str:
    piece = found[0]
    if piece.startswith('"'):
        return piece
    return _WORDS.get(piece, "")


def _python(text: str) -> Any:
    """Return the value of a dictionary in the notation of Python, None if it is none."""
    if not text.lstrip().startswith("{") or len(text) > 100_000:
        return None
    if re.search(r"""['"]\s{0,99}['"]""", text.replace("''", "").replace('""', "")):
        return None  # two texts side by side, which Python joins
    try:
        value = ast.literal_eval(text.strip())
        parse(json.dumps(value, allow_nan=False))
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError, ToolError):
        return None
    return value if isinstance(value, dict) else None


def _unwrapped(value: dict[str, Any], name: str, known: Schema) -> tuple[dict[str, Any], str]:
    for wrapper in WRAPPERS:
        inner = value.get(wrapper)
        if wrapper in known or wrapper not in value:
            continue
        others = set(value) - {wrapper}
        named = others <= {"name", "function", "tool", "type", "id"} and (
            not others or name in (value.get("name"), value.get("function"), value.get("tool"))
        )
        if isinstance(inner, str):
            inner = _strict(inner)
        if isinstance(inner, dict) and named:
            return inner, f"a wrapper {wrapper!r}"
    return value, ""


def _without_chatter(value: dict[str, Any], known: Schema) -> tuple[dict[str, Any], str]:
    extra = [key for key in value if key in CHATTER and key not in known]
    if not extra or not known:
        return value, ""
    kept = {key: found for key, found in value.items() if key not in extra}
    return kept, f"left out {', '.join(extra)}"


def _with_nulls(value: dict[str, Any], known: Schema) -> str:
    """Put null in place of the text "null" where null may stand."""
    changed = False
    for key, found in value.items():
        schema = known.get(key) or {}
        kinds = schema.get("type")
        optional = key in known and (isinstance(kinds, list) and "null" in kinds)
        if optional and isinstance(found, str) and found in _NULLS:
            if found not in (schema.get("enum") or ()):
                value[key], changed = None, True
    return "null as text" if changed else ""
