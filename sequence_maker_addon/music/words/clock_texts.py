"""Times as files write them: `1:02.5`, `00:00:01,500`, `1.4s`, `PT1.4S`."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

CLOCK = r"[-+\u2212]?\s?\d{1,9}(?:\s?:\s?\d{1,9}){1,3}(?:\s?[.,]\s?\d{1,9})?"
"""A time with colons inside a larger expression; it has no groups."""
LATEST = 360_000.0
"""Seconds, 100 hours: no sound has words beyond."""
_PARTS = re.compile(r"([-+\u2212]?)([\d:]+)(?:[.,](\d+))?")
_UNITS = {"h": 3600.0, "m": 60.0, "min": 60.0, "s": 1.0, "sec": 1.0, "ms": 0.001, "": 1.0}
_AMOUNT = re.compile(r"(-?\d{1,15}(?:[.,]\d{1,15})?(?:[eE]-?\d{1,2})?)\s?([a-z]*)")
_ISO = re.compile(r"P?T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{1,9})?)S)?")


def clock(text: str, hundredths: bool = False) -> float | None:
    """Read a time with colons, blanks around them allowed.

    Args:
        text: Such as `01:02.5`, `1:00:01,500` or `-00:01`.
        hundredths: Three numbers without a decimal mark are minutes, seconds and a fraction, as
            in .lrc; else hours, minutes and seconds. Of four the last is a fraction in any case.

    Returns:
        Seconds, or None for what is no time.
    """
    found = _PARTS.fullmatch("".join(text.split()))
    if found is None:
        return None
    parts, fraction = found[2].split(":"), found[3]
    if not all(parts) or len(parts) > (3 if fraction else 4):
        return None
    if not fraction and (len(parts) == 4 or hundredths and len(parts) == 3):
        fraction = parts.pop()
    total = 0.0
    for part in parts:
        total = total * 60 + int(part)
    total += float(f"0.{fraction}") if fraction else 0.0
    return total if found[1] in ("", "+") else -total


def amount(value: Any, scale: float = 1.0) -> float | None:
    """Read a time as data have it: a number, a text with or without a unit, seconds and nanos.

    Args:
        value: Of JSON or of an attribute.
        scale: Seconds that a bare number counts for.

    Returns:
        Seconds; None for what is no time, or no finite one.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        number = float(value) if abs(value) < 1e18 else math.inf
        return number * scale if math.isfinite(number) else None
    if isinstance(value, Mapping):
        return _of_parts(value)
    return _of_text(value.strip(), scale) if isinstance(value, str) else None


def _of_text(text: str, scale: float) -> float | None:
    if found := _AMOUNT.fullmatch(text):
        unit = _UNITS.get(found[2])
        if unit is None:
            return None
        return float(found[1].replace(",", ".")) * (unit if found[2] else scale)
    if (iso := _ISO.fullmatch(text)) and any(iso.groups()):
        hours, minutes, seconds = (float(part or 0) for part in iso.groups())
        return 3600 * hours + 60 * minutes + seconds
    return clock(text)


def _of_parts(value: Mapping[str, Any]) -> float | None:
    """Read seconds and nanoseconds, of which what is 0 is left out, or a `total` of seconds."""
    if not value:
        return 0.0
    if "total" in value:
        return None if isinstance(value["total"], Mapping) else amount(value["total"])
    if not {"seconds", "nanos"} & set(value):
        return None
    given = value.get("seconds", 0), value.get("nanos", 0)
    seconds, nanos = (None if isinstance(part, Mapping) else amount(part) for part in given)
    return None if seconds is None or nanos is None else seconds + nanos * 1e-9
