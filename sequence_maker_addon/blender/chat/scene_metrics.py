"""Metrics as properties of the scene: how they are kept, their one writer and their one reader."""

from __future__ import annotations

from typing import Any

from bpy.props import FloatProperty, IntProperty
from bpy.types import PropertyGroup

from ...chat.metrics import ALWAYS_KNOWN, FIGURES, NAMES, Figure, Metrics, total

UNKNOWN = -1

GREATEST = 1e12
"""A figure above it is none."""
LARGEST = 2**31 - 1
"""What a property of whole numbers can hold; a server may claim more tokens."""


def write(group: Any, metrics: Metrics) -> None:
    """Store figures; what is unknown becomes -1."""
    for name, value in metrics.as_dict().items():
        setattr(group, name, UNKNOWN if value is None else min(value, LARGEST))


def read(group: Any) -> Metrics:
    """Return stored figures; -1, or what is no figure, is unknown. Floats have single precision."""
    found: dict[str, Any] = {name: getattr(group, name) for name in NAMES}
    for name, value in found.items():
        if not 0 <= value <= GREATEST:
            found[name] = 0 if name in ALWAYS_KNOWN else None
    return Metrics(**found)


def added(known: Metrics, requests: list[Metrics]) -> Metrics:
    """Return figures with those of further requests added."""
    return total([*([known] if known.requests else []), *requests])


def _property(figure: Figure, known: bool) -> Any:
    """Return the property of a figure."""
    about = f"{figure.about}, in seconds" if figure.unit == "seconds" else figure.about
    given: dict[str, Any] = {"name": figure.label, "description": about}
    if not known:
        given |= {"description": f"{about}; -1 is unknown", "default": UNKNOWN}
    if figure.unit == "count":
        return IntProperty(**given)
    return FloatProperty(**given, **({"precision": 6} if figure.unit == "cost" else {}))


SequenceMakerMetrics = type(
    "SequenceMakerMetrics",
    (PropertyGroup,),
    {
        "__doc__": "Figures of requests; `read` and `write` are their only reader and writer",
        "__annotations__": {n: _property(f, n in ALWAYS_KNOWN) for n, f in FIGURES.items()},
    },
)
