"""The field that a dialog has for an argument: its widget, its list to choose from, its value."""

from __future__ import annotations

from typing import Any

from bpy.props import (
    BoolProperty,
    EnumProperty,
    FloatProperty,
    FloatVectorProperty,
    IntProperty,
    StringProperty,
)

from ...sequence.color import hex_of
from ...toolkit.registry import Parameter, parse
from ..wording.labels import NAME_LABELS, titled
from . import choices

FIRST = 5
"""Arguments that a dialog shows at once; those that matter most come first in each function."""
_ITEMS = {
    "trim": ("Trim", "Cut what is already there"),
    "error": ("Refuse", "Leave everything as it is"),
}
_SEVERAL = {"channels": "1", "colors": "white"}


def optional(parameter: Parameter) -> bool:
    """Tell whether an argument stands behind a check box: without it nothing is given."""
    return not parameter.required and parameter.default is None


def argument(parameter: Parameter, value: Any) -> Any:
    """Return a property's value as the tool takes it."""
    if parameter.kind == "color":
        return hex_of(tuple(round(part * 255) for part in value))
    if parameter.kind == "list":
        return _items(parameter, value.strip())
    return value


def _items(parameter: Parameter, text: str) -> Any:
    """Return the items of a list: written as JSON, or as `10, Verse; 65, Chorus`."""
    if text.startswith(("[", "{")):
        return parse(f'{{"list": {text}}}')["list"]
    rows = [row.split(",") for row in text.split(";") if row.strip()]
    return [
        {name: part.strip() for name, part in zip(parameter.items, row, strict=False)}
        for row in rows
    ]


def _item(word: str) -> tuple[str, str, str]:
    """Return a choice's entry: its word, label and tooltip."""
    return (word, *_ITEMS.get(word, (titled(word), "")))


def property_of(parameter: Parameter) -> Any:
    """Return the property of an operator that takes an argument."""
    known = {} if parameter.default is None else {"default": parameter.default}
    limits = parameter.value
    low, high = limits.low or 0, limits.high or 1e6
    text = {
        "name": NAME_LABELS.get(parameter.name) or titled(parameter.name),
        "description": parameter.tip,
    }
    match parameter.kind:
        case "channel":
            return IntProperty(**text, default=1, min=1, max=128)
        case "whole":
            return IntProperty(**text, **({"default": 1} | known), min=int(low))
        case "number":
            return FloatProperty(**text, **known, min=low, max=high, precision=2)
        case "time" | "length":
            return FloatProperty(**text, min=0.0, max=1e6, precision=3)
        case "color":
            return FloatVectorProperty(
                **text, subtype="COLOR_GAMMA", size=3, min=0.0, max=1.0, default=(1.0, 0.5, 0.0)
            )
        case "choice":
            return EnumProperty(**text, **known, items=[_item(word) for word in parameter.choices])
        case "flag":
            return BoolProperty(**text, **known)
        case "list":
            told = f"{parameter.tip} Write: {', '.join(parameter.items)}; and so on, or JSON"
            return StringProperty(**{**text, "description": told})
    first = {"default": _SEVERAL[parameter.kind]} if parameter.kind in _SEVERAL else {}
    several = parameter.kind in ("channels", "names")
    return StringProperty(**text, **first, **choices.search_of(parameter.value.of, several))
