"""The keys of one property of a strip as plain rows, times in seconds; and fades among them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Key = dict[str, Any]
Curves = list[dict[str, Any]]
NOTHING = 1e-6
"""A value below it is neither seen nor heard."""


def key_at(time: float, value: float, interpolation: str = "LINEAR") -> Key:
    """Return a key whose handles follow from its neighbors."""
    handle = "AUTO_CLAMPED" if interpolation == "BEZIER" else "VECTOR"
    place = [time, value]
    return {
        "co": place,
        "handle_left": place,
        "handle_right": place,
        "interpolation": interpolation,
        "handle_left_type": handle,
        "handle_right_type": handle,
    }


def bound(curves: Curves, path: str) -> str:
    """Say why the keys of a property are left to the user; empty where they are not."""
    rows = [row for row in curves if row["path"] == path]
    return "its curve has modifiers" if any(row.get("modifiers") for row in rows) else ""


def keys_of(curves: Curves, path: str) -> list[Key]:
    """Return the keys of a property, in time's order."""
    found = [key for row in curves if row["path"] == path for key in row["keys"]]
    return sorted(found, key=lambda key: key["co"][0])


def with_keys(curves: Curves, path: str, keys: Sequence[Key]) -> Curves:
    """Return curves in which a property has these keys; without any it has no curve.

    A key that is there already stays as it is, handles included.
    """
    there = keys_of(curves, path)
    keys = [next((old for old in there if _is_same(old, key)), key) for key in keys]
    known = next((row for row in curves if row["path"] == path), None)
    others = [row for row in curves if row["path"] != path]
    made = known or {"path": path, "index": 0, "curve": {}}
    rows = [*others, *([{**made, "keys": list(keys)}] if keys else [])]
    return sorted(rows, key=lambda row: (row["path"], row["index"]))


def _is_same(one: Key, other: Key) -> bool:
    near = all(abs(a - b) < 1e-5 for a, b in zip(one["co"], other["co"], strict=True))
    return near and one["interpolation"] == other["interpolation"]


def value_at(keys: Sequence[Key], time: float) -> float:
    """Return what keys in time's order show at a time; the first and the last hold on."""
    place = bisect_right([key["co"][0] for key in keys], time)
    if place == 0:
        return float(keys[0]["co"][1])
    before = keys[place - 1]
    if place == len(keys) or before["interpolation"] == "CONSTANT":
        return float(before["co"][1])
    after = keys[place]
    (first, low), (last, high) = before["co"], after["co"]
    if before["interpolation"] == "BEZIER":
        return _on_curve(before, after, time)
    return float(low + (high - low) * (time - first) / (last - first))


def _on_curve(before: Key, after: Key, time: float) -> float:
    points = before["co"], before["handle_right"], after["handle_left"], after["co"]
    low, high = 0.0, 1.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if _bezier(points, 0, middle) < time else (low, middle)
    return _bezier(points, 1, low)


def _bezier(points: Sequence[Sequence[float]], axis: int, share: float) -> float:
    a, b, c, d = (point[axis] for point in points)
    left = 1 - share
    return left**3 * a + 3 * left**2 * share * b + 3 * left * share**2 * c + share**3 * d


@dataclass(frozen=True, slots=True)
class Fades:
    """The fades among the keys of one property of a strip.

    Attributes:
        into: How long it comes from nothing at its start, in seconds; 0 for no such fade.
        out: How long it goes to nothing at its end.
        base: The keys without those of nothing at the edges.
        inner: Of these, the keys that no fade made.
    """

    into: float
    out: float
    base: tuple[Key, ...]
    inner: tuple[Key, ...]


def fades_in(keys: Sequence[Key], start: float, end: float, near: float) -> Fades:
    """Find the fades of a strip from `start` to `end`; times `near` each other are the same."""
    rows = list(keys)
    first = _nothing_at(rows, start, near)
    last = _nothing_at(rows, end, near)
    into = out = 0.0
    made = set()
    if first is not None and first + 1 < len(rows):
        into = rows[first + 1]["co"][0] - start
        made |= {first, first + 1}
    if last is not None and last > 0:
        out = end - rows[last - 1]["co"][0]
        made |= {last, last - 1}
    gone = {n for n, yes in ((first, into), (last, out)) if n is not None and yes}
    base = tuple(key for number, key in enumerate(rows) if number not in gone)
    inner = tuple(key for number, key in enumerate(rows) if number not in made)
    return Fades(into, out, base, inner)


def faded(
    found: Fades, start: float, end: float, into: float, out: float, level: float
) -> list[Key]:
    """Return keys with other fades; keys within them go, all others stay.

    Args:
        found: What is there.
        start: Where the strip begins, in seconds.
        end: Where it ends.
        into: How long it comes, 0 for at once.
        out: How long it goes.
        level: Its value where it has no keys.
    """

    def shown(time: float) -> float:
        return value_at(found.base, time) if found.base else level

    def within(key: Key) -> bool:
        time = key["co"][0]
        coming = into > 0 and start - 1e-6 <= time <= start + into + 1e-6
        return coming or out > 0 and end - out - 1e-6 <= time <= end + 1e-6

    keys = [key for key in found.inner if not within(key)]
    if into:
        keys += [key_at(start, 0.0), key_at(start + into, shown(start + into))]
    if out:
        keys += [key_at(end - out, shown(end - out)), key_at(end, 0.0)]
    made = {round(key["co"][0], 6): key for key in keys}
    return sorted(made.values(), key=lambda key: key["co"][0])


def _nothing_at(keys: Sequence[Key], time: float, near: float) -> int | None:
    for number, key in enumerate(keys):
        if abs(key["co"][0] - time) < near and abs(key["co"][1]) < NOTHING:
            return number
    return None
