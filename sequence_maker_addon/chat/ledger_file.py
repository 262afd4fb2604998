"""Ledgers as plain data for the file; the forms of earlier versions are read, too."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from typing import Any

from ..sequence.change import Change, StateChange
from ..sequence.ledger import Ledger
from ..sequence.segment import Segment
from ..sequence.strip import Strip, StripChange

Seconds = Callable[[float], float]
"""The time of a frame of Blender's, for files that kept frames."""


def as_json(ledger: Ledger) -> dict[str, Any]:
    """Return plain data for the file."""
    return {
        "segments": [[_row(before), _row(after)] for before, after in ledger.entries.values()],
        "kept": {str(number): data for number, data in ledger.kept.items()},
        "strips": [
            [_row(found.before), _row(found.after), found.cut_from]
            for found in ledger.strips.values()
        ],
        "states": [[state.key, state.before, state.after] for state in ledger.states.values()],
    }


def from_json(data: Any, seconds: Seconds = float) -> Ledger:
    """Return the ledger that a file keeps.

    Args:
        data: As `as_json` gives it; or a list of segments, or with `others`, as in 0.1.0.
        seconds: The time of a frame.

    Raises:
        KeyError, TypeError or ValueError: If it is none.
    """
    ledger = Ledger()
    rows = data if isinstance(data, list) else data["segments"]
    for before, after in rows:
        pair = _segment(before), _segment(after)
        known = pair[0] or pair[1]
        if known is not None:
            ledger.entries[known.id] = pair
    if isinstance(data, list):
        return ledger
    ledger.kept = {int(number): kept for number, kept in data.get("kept", {}).items()}
    for before, after, source in data.get("strips", ()):
        found = StripChange(_strip(before), _strip(after), source)
        ledger.strips[found.name] = found
    for key, before, after in data.get("states", ()):
        ledger.states[key] = StateChange(key, before, after)
    for key, before, after in data.get("others", ()):
        ledger.add(_other(key, before, after, seconds))
    return ledger


def _row(value: Segment | Strip | None) -> dict[str, Any] | None:
    return None if value is None else asdict(value)


def _segment(row: Mapping[str, Any] | None) -> Segment | None:
    if row is None:
        return None
    known = {field.name: row[field.name] for field in fields(Segment) if field.name in row}
    for name in ("color", "end_color"):
        known[name] = None if known[name] is None else tuple(known[name])
    return Segment(**known)


def _strip(row: Mapping[str, Any] | None) -> Strip | None:
    if row is None:
        return None
    return Strip(**{field.name: row[field.name] for field in fields(Strip) if field.name in row})


def _other(key: str, before: Any, after: Any, seconds: Seconds) -> Change:
    """Read a write of what is no segment as 0.1.0 kept it: strips and markers in frames."""
    kind, _, names = key.partition(" ")
    if kind == "markers":
        was, came = ([[seconds(frame), text] for frame, text in rows] for rows in (before, after))
        return Change(states=(StateChange(key, was, came),))
    if kind != "clips":
        return Change(states=(StateChange(key, before, after),))
    first, *parts = json.loads(names)
    changes = [_placed(name, before, after, seconds) for name in (first, *parts)]
    cut = [StripChange(c.before, c.after, first if c.before is None else "") for c in changes]
    return Change(strips=tuple(c for c in cut if c.before is not None or c.after is not None))


def _placed(
    name: str, before: Mapping[str, Any], after: Mapping[str, Any], seconds: Seconds
) -> StripChange:
    def strip(row: Any) -> Strip | None:
        if row is None:
            return None
        channel, first, end, content, look = row
        place = seconds(first), seconds(end), seconds(content)
        return Strip(name, "", channel, *place, look=look)

    return StripChange(strip(before.get(name)), strip(after.get(name)))
