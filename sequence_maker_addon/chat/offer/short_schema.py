"""Shorter forms of a tool's schema, for models with a small context window."""

from __future__ import annotations

import re
from typing import Any

from ...toolkit.registry import Tool
from ..body.plain_schemas import may_be_null, one_type

RARE = frozenset(
    "pixels on_overlap sound seed cue_ms cue_length_ms cue_color shift_ms min_strength page"
    " rest_color palette tolerance_ms length offset words meter bpm band every edge"
    " list_segments.start_time list_segments.end_time cut_on_beats.start_time"
    " cut_on_beats.end_time write_markers.start_time write_markers.end_time color_tag blend_mode"
    " pan shadow font place size preview preview_start preview_end all_together image_length"
    " source_in source_out with_sound fit markers set_markers.rename add_transition.strips"
    " split_strips.grid delete_strips.channels close_gaps.start_time close_gaps.end_time"
    " list_media.folder limit trim_strips.slip_by set_text.style box".split()
)
"""Arguments that a short request seldom needs; the barest form leaves them out where it may."""
_NULL = re.compile(r"[;,.]? ?\b[nN]ull\b.*| ?Default .*", re.DOTALL)
_CLAUSE = re.compile(r"[.;:(]")
LONGEST = 48
"""Characters of an argument's text in the short form."""


def short(tool: Tool) -> dict[str, Any]:
    """Return a schema with one type for each argument and a few words on it."""
    return _form(tool, bare=False)


def bare(tool: Tool) -> dict[str, Any]:
    """Return a schema with names, types and choices only, rare arguments left out."""
    return _form(tool, bare=True)


def _form(tool: Tool, bare: bool) -> dict[str, Any]:
    function = tool.schema()["function"]
    needed = {parameter.name for parameter in tool.parameters if parameter.required}
    properties = function["parameters"]["properties"]
    kept = {
        name: _property(name, found, bare)
        for name, found in properties.items()
        if not (bare and name not in needed and RARE & {name, f"{tool.name}.{name}"})
    }
    parameters: dict[str, Any] = {"type": "object", "properties": kept}
    required = [name for name in kept if name in needed]
    if required:
        parameters["required"] = required
    text = function["description"]
    text = re.split(r"[,:;.]| \(| and ", text)[0] if bare else text
    made = {"name": function["name"], "description": text, "parameters": parameters}
    return {"type": "function", "function": made}


def _property(name: str, found: dict[str, Any], bare: bool) -> dict[str, Any]:
    made: dict[str, Any] = {"type": one_type(found.get("type"))}
    if "enum" in found:
        made["enum"] = [word for word in found["enum"] if word is not None]
    if "items" in found:
        made["items"] = _items(found["items"], bare)
    text = _NULL.sub("", found.get("description", "")).strip()
    text = text if len(text) <= LONGEST else _CLAUSE.split(text)[0].strip()
    if text and not bare and "enum" not in found:
        made["description"] = text
    return made


def _items(items: dict[str, Any], bare: bool) -> dict[str, Any]:
    if "properties" not in items:
        return {"type": one_type(items.get("type"))}
    inner = {
        name: {"type": one_type(found.get("type"))}
        for name, found in items["properties"].items()
        if not (bare and (name in RARE or name == "name"))
    }
    required = [name for name in inner if not may_be_null(items["properties"][name])]
    made = {"type": "object", "properties": inner}
    return made if bare else {**made, "required": required}
