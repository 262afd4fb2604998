"""Frames: what was just done is corrected: `no, only on channel 4`, `a bit earlier`."""

from __future__ import annotations

from typing import Any

from ..frames.read_last import MAKERS
from ..parts.clause import Clause
from ..parts.frame import Frame, call, tags
from ..parts.places import channels
from ..parts.plain_call import Found

UNDO = "undo_last_turn"
MOST_TURNS = 10
"""Turns that one message takes back."""
_TURNS = frozenset(
    "make turns turn steps step changes change things thing edits commands times".split()
)
_NO = ("no", "nope", "nah")
_WAYS = ("earlier", "later")
_STEPS = ("0.1", "0.5", "1")
"""Seconds that are offered where none are said."""


def elsewhere(clause: Clause) -> Found | None:
    """Read `no, on channel 3`: the last turn is taken back and done there, or in another color.

    Only where all that it made is still there: else an older turn would be taken back.
    """
    first = clause.items[0] if clause.items else None
    said_no = first is not None and first.kind == "word" and first.text in _NO
    if not said_no or clause.kinds - {"channels", "color"} or not clause.kinds:
        return None
    every = [(name, dict(given)) for name, given, _ in clause.situation.last]
    last = [row for row in every if row[0] != UNDO]
    made = clause.situation.ids_of("created")
    there = bool(made) and all(clause.situation.segment(number) for number in made)
    if not there or any(name not in MAKERS for name, _ in last):
        return None
    colors = clause.take("color")
    found = channels(clause, carried=False)
    if isinstance(found, Found) or len(colors) > 1:
        return found if isinstance(found, Found) else None
    rows = [_told(given, found or (), colors[0].name if colors else "") for _, given in last]
    if len(last) > 1 or None in rows or rows == [last[0][1]]:
        return None
    calls = [call(name, **row) for (name, _), row in zip(last, rows, strict=True) if row]
    # undoing a correction brings back what that one had taken back
    backs = [call(UNDO)] * (len(every) - len(last) + 1)
    return clause.doing(*backs, *calls)


def _told(given: dict[str, Any], numbers: tuple[int, ...], color: str) -> dict[str, Any] | None:
    """Return arguments for other channels or in another color; None where it is not clear how."""
    row = dict(given)
    if isinstance(row.get("segments"), list):
        return None
    if numbers and "channels" in row:
        row["channels"] = list(numbers)
    elif numbers:
        if len(numbers) > 1 or "channel" not in row:
            return None
        row["channel"] = numbers[0]
    if color:
        many = row.get("colors")
        if (
            many is not None
            and (not isinstance(many, list) or len(many) != 1)
            or "end_color" in row
        ):
            return None
        row["colors" if "colors" in row else "color"] = [color] if "colors" in row else color
    return row


def sooner(clause: Clause) -> Found | None:
    """Read `a bit earlier`, `a little later` of what was just made: it is asked by how much."""
    ways = [way for way in _WAYS if clause.has(way)]
    if clause.kinds or len(ways) != 1 or not clause.situation.ids_of():
        return None
    options = tuple(f"move it {step} seconds {ways[0]}" for step in _STEPS)
    text = "How much earlier?" if ways == ["earlier"] else "How much later?"
    return Found(missing="length", text=text, options=options)


def undo_turns(clause: Clause) -> Found | None:
    """Read `undo the last two`, `undo three turns`, `undo twice`."""
    twice = any(item.text == "twice" for item in clause.items)
    if not clause.has("undo") or clause.kinds - {"number"} or twice == clause.any("number"):
        return None
    words = (item for item in clause.items if item.kind == "word" and "filler" not in item.tags)
    named = {item.text for item in words if not item.has("undo", "last", "it", "double")}
    number = clause.one("number")
    count = 2.0 if number is None else number.value
    told = twice or named or any(item.text.endswith("last") for item in clause.items)
    if named - _TURNS or not told or count not in range(1, MOST_TURNS + 1):
        return None
    return clause.doing(*[call(UNDO)] * int(count))


FRAMES = (
    Frame(
        "corrected",
        elsewhere,
        tags("correction only on set it instead channel prop color_noun at"),
        (),
        (),
        tags("correction"),
    ),
    Frame(
        "how far",
        sooner,
        tags("earlier later move it set segment many start_of all everything"),
        (),
        (),
        tags("earlier later"),
    ),
    Frame(
        "undo turns",
        undo_turns,
        tags("undo it set last segment many each pattern change double time_noun"),
        (),
        (),
        tags("undo"),
    ),
)
