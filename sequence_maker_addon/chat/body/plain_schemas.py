"""Functions in the plainest schema, for servers that refuse words of it."""

from __future__ import annotations

from typing import Any

_KEPT = ("type", "description", "enum", "items", "properties", "required")


def plain(tools: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return functions whose schemas have one type each, no null, and nothing out of the way.

    A parameter that may be null is not required any more. Source: the subset that Google's
    `FunctionDeclaration` and servers with a typed schema take.
    """
    return [{**tool, "function": _function(tool["function"])} for tool in tools]


def _function(function: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {
        key: function[key] for key in ("name", "description") if key in function
    }
    return {**found, "parameters": _schema(function.get("parameters") or {"type": "object"})}


def _schema(schema: dict[str, Any]) -> dict[str, Any]:
    found = {key: schema[key] for key in _KEPT if key in schema}
    if "type" in schema:
        found["type"] = one_type(schema["type"])
    if "enum" in found:
        found["enum"] = [word for word in found["enum"] if word is not None]
    if isinstance(schema.get("items"), dict):
        found["items"] = _schema(schema["items"])
    if isinstance(schema.get("properties"), dict):
        properties = schema["properties"]
        found["properties"] = {name: _schema(part) for name, part in properties.items()}
        required = schema.get("required") or []
        found["required"] = [name for name in required if not may_be_null(properties.get(name))]
        if not found["required"]:
            del found["required"]
    return found


def one_type(kinds: Any) -> str:
    """Return the one type that says most: of several the first that is not null."""
    if isinstance(kinds, list):
        return str(next((kind for kind in kinds if kind != "null"), "string"))
    return str(kinds or "string")


def may_be_null(schema: Any) -> bool:
    """Tell whether a part of a schema takes null."""
    kinds = schema.get("type") if isinstance(schema, dict) else None
    return isinstance(kinds, list) and "null" in kinds
