"""Ledgers as plain data for the file; the forms of earlier versions are read, too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, fields, replace
from typing import Annotated, Any

from pydantic import AfterValidator, Field, TypeAdapter

from ..sequence.change import Change, StateChange
from ..sequence.ledger import Ledger
from ..sequence.segment import Segment
from ..sequence.strip import Strip, StripChange
from . import wishes_file
from .plain_json import parsed
from .shapes import Channel, Count, Name, Number, SegmentId, Shape, Time, checked

Seconds = Callable[[float], float]
"""The time of a frame of Blender's, for files that kept frames."""

_Color = Annotated[list[Annotated[int, Field(ge=0, le=255)]], Field(min_length=3, max_length=3)]


class _Segment(Shape):
    id: SegmentId
    channel: Channel
    start: Time
    end: Time
    color: _Color
    end_color: _Color | None = None
    pixels: Count | None = None
    name: Name = ""
    animated: bool = False


class _Strip(Shape):
    name: Name
    kind: Name
    channel: Channel
    start: Time
    end: Time
    content: Time = 0.0
    locked: bool = False
    selected: bool = False
    id: Count = 0
    muted: bool = False
    content_length: float | None = None
    inputs: list[Name] = Field(default_factory=list)
    users: list[Name] = Field(default_factory=list)
    settings: dict[str, Any] = Field(default_factory=dict)
    look: str = ""
    whole: dict[str, Any] | None = None


def _wishes(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Refuse rows that can be no wishes; whether they hold, their signatures say."""
    for row in rows:
        wishes_file.wish_of(row)
    return rows


_SEGMENT, _STRIP = TypeAdapter(_Segment), TypeAdapter(_Strip)
_KEPT = TypeAdapter(dict[str, dict[str, Any]])
_STATES: dict[str, TypeAdapter[Any]] = {
    "markers": TypeAdapter(list[tuple[Time, Name]]),
    "beats": TypeAdapter(tuple[Number, str] | dict[str, Any]),
    "words": TypeAdapter(tuple[str, dict[str, str]]),
    "protections": TypeAdapter(list[tuple[Time, Time, Channel]]),
    "all_markers": TypeAdapter(list[tuple[Time, Name]]),
    "channels": TypeAdapter(list[tuple[Channel, Name, bool, bool]]),
    "frame_range": TypeAdapter(tuple[Time, Time, bool, Time, Time]),
    "metronome": TypeAdapter(Name | bool | None),
    "wishes": TypeAdapter(Annotated[list[dict[str, Any]], AfterValidator(_wishes)]),
}
"""What the states of a scene are like, by their kind."""


def as_json(ledger: Ledger) -> dict[str, Any]:
    """Return plain data for the file."""
    row: dict[str, Any] = {
        "segments": [[_row(before), _row(after)] for before, after in ledger.entries.values()],
        "kept": {str(number): data for number, data in ledger.kept.items()},
        "strips": [
            [_row(found.before), _row(found.after), found.cut_from]
            for found in ledger.strips.values()
        ],
        "states": [[state.key, state.before, state.after] for state in ledger.states.values()],
    }
    return row if ledger.back is None else row | {"back": as_json(ledger.back)}


def from_json(data: Any, seconds: Seconds = float) -> Ledger:
    """Return the ledger that a file keeps.

    Args:
        data: As `as_json` gives it; or a list of segments, or with `others`, as in 0.1.0.
        seconds: The time of a frame.

    Raises:
        ValueError: If it is none.
    """
    try:
        return _read(data, seconds)
    except (KeyError, TypeError, AttributeError, IndexError, OverflowError) as error:
        raise ValueError(f"it is no ledger ({type(error).__name__})") from None


def _read(data: Any, seconds: Seconds) -> Ledger:
    ledger = Ledger()
    rows = data if isinstance(data, list) else data["segments"]
    for before, after in rows:
        pair = _segment(before), _segment(after)
        known = pair[0] or pair[1]
        if known is not None:
            ledger.entries[known.id] = pair
    if isinstance(data, list):
        return ledger
    kept = checked(_KEPT, data.get("kept", {}))
    ledger.kept = {int(number): row for number, row in kept.items()}
    for before, after, source in data.get("strips", ()):
        found = StripChange(_strip(before), _strip(after), str(source))
        if found.before is not None or found.after is not None:
            ledger.strips[found.new_name] = found
    for key, before, after in data.get("states", ()):
        ledger.states[key] = _state(StateChange(key, before, after))
    for key, before, after in data.get("others", ()):
        change = _other(key, before, after, seconds)
        for state in change.states:
            _state(state)
        ledger.add(change)
    back = data.get("back")
    if back is not None:
        ledger.back = _read({**back, "back": None}, seconds)  # a return is not returned to twice
    return ledger


def _state(state: StateChange) -> StateChange:
    """Return a state whose values are such as its kind has."""
    shape = _STATES[state.key.partition(" ")[0]]
    for value in (state.before, state.after):
        if value is not None:  # where it is not known what was there
            checked(shape, value)
    return state


def _row(value: Segment | Strip | None) -> dict[str, Any] | None:
    return None if value is None else asdict(value)


def _segment(row: Mapping[str, Any] | None) -> Segment | None:
    if row is None:
        return None
    kept = checked(_SEGMENT, row).model_dump()
    for name in ("color", "end_color"):
        kept[name] = None if kept[name] is None else tuple(kept[name])
    return Segment(**kept)


def _strip(row: Mapping[str, Any] | None) -> Strip | None:
    if row is None:
        return None
    kept = checked(_STRIP, row)
    made = Strip(**{field.name: getattr(kept, field.name) for field in fields(Strip)})
    return replace(made, inputs=tuple(kept.inputs), users=tuple(kept.users))


def _other(key: str, before: Any, after: Any, seconds: Seconds) -> Change:
    """Read a write of what is no segment as 0.1.0 kept it: strips and markers in frames."""
    kind, _, names = key.partition(" ")
    if kind == "markers":
        was, came = ([[seconds(frame), text] for frame, text in rows] for rows in (before, after))
        return Change(states=(StateChange(key, was, came),))
    if kind != "clips":
        return Change(states=(StateChange(key, before, after),))
    first, *parts = parsed(names)
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
