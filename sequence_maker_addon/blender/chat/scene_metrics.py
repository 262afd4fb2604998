"""Metrics into scene properties and back: the one writer and the one reader."""

from __future__ import annotations

from typing import Any

from ...chat.metrics import NAMES, Metrics
from ..host.properties import UNKNOWN

ALWAYS_KNOWN = ("retries", "tool_calls", "tool_time", "requests", "characters")

LARGEST = 2**31 - 1
"""What a property of whole numbers can hold; a server may claim more tokens."""


def write(group: Any, metrics: Metrics) -> None:
    """Store figures; what is unknown becomes -1."""
    for name, value in metrics.as_dict().items():
        setattr(group, name, UNKNOWN if value is None else min(value, LARGEST))


def read(group: Any) -> Metrics:
    """Return stored figures; -1 is unknown again. Floats have single precision."""
    found: dict[str, Any] = {name: getattr(group, name) for name in NAMES}
    for name, value in found.items():
        if value == UNKNOWN and name not in ALWAYS_KNOWN:
            found[name] = None
    return Metrics(**found)
