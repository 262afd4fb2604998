"""What a tool's arguments look like to a model: the subset of JSON Schema that all take."""

from __future__ import annotations

import json
import typing
from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel


def object_schema(model: type[BaseModel], described: Mapping[str, str]) -> dict[str, Any]:
    """Return the schema of a tool's arguments.

    Args:
        model: What validates them.
        described: What each of them is, by name.
    """
    schema = json.loads(_as_text(model))  # type: ignore[arg-type]
    definitions = schema.get("$defs", {})
    properties = {
        name: _property(found, definitions) for name, found in schema.get("properties", {}).items()
    }
    for name, description in described.items():
        properties[name]["description"] = description
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


@cache
def _as_text(model: type[BaseModel]) -> str:
    """Return what pydantic says of a model; it takes 2 ms a model, and every Send needs all."""
    return json.dumps(model.model_json_schema())


def _property(found: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    if "anyOf" in found:
        first, *_ = found["anyOf"]
        merged = _property(first, definitions)
        kinds = merged["type"] if isinstance(merged["type"], list) else [merged["type"]]
        merged["type"] = [*kinds, "null"]
        if "enum" in merged:
            merged["enum"] = [*merged["enum"], None]
        return merged
    if "$ref" in found:
        inner = definitions[found["$ref"].rsplit("/", 1)[1]]
        properties = {n: _property(p, definitions) for n, p in inner["properties"].items()}
        return {
            "type": "object",
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }
    kept: dict[str, Any] = {key: found[key] for key in ("type", "enum") if key in found}
    if "items" in found:
        kept["items"] = _property(found["items"], definitions)
    return kept


def item_model(annotation: Any) -> type[BaseModel] | None:
    """Return the first class of objects in an annotation, such as that of a list's items."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    parts = typing.get_args(annotation)
    return next((found for part in parts if (found := item_model(part))), None)
