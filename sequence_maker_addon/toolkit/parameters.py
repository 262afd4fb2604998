"""The types that tools' parameters have: what is accepted, and how a schema tells it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, WithJsonSchema

from ..sequence import draft
from ..sequence.color import Rgb, rgb
from ..sequence.errors import ToolError
from ..sequence.numerals import shown
from ..sequence.timelines import CHANNELS, resolve_channel
from ..sequence.times import seconds
from .palette_names import color_of, palette_of


@dataclass(frozen=True, slots=True)
class Kind:
    """A parameter's kind, so that an operator can offer the right widget.

    Attributes:
        name: Such as `channel`; plural words are lists.
        low, high: The least and the greatest number allowed, where there are such.
        of: What it names; `blender/tools/choices.py` lists it.
    """

    name: str
    low: float | None = None
    high: float | None = None
    of: str = ""


def _channel(value: object, info: ValidationInfo) -> int:
    try:
        return resolve_channel(info.context.timelines, value)
    except ToolError as error:
        allowed = error.details["allowed"]
        raise ValueError(f"{error.message}; allowed: {allowed}") from None


def _time(value: object, info: ValidationInfo) -> float:
    time = seconds(value)
    return info.context.timelines.end() if math.isinf(time) else time


def _whole(value: object) -> int:
    if isinstance(value, str) and value.strip().isdecimal() and len(value) < 12:
        return int(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"{shown(value)} is not a whole number")
    return value


def _number(value: object) -> float:
    try:
        number = float("nan" if isinstance(value, bool) else value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        number = math.nan
    if not math.isfinite(number):
        raise ValueError(f"{shown(value)} is not a number")
    return number


def _length(value: object) -> float:
    length = seconds(value)
    if math.isinf(length) or length <= 0:
        raise ValueError(f"{shown(value)} is no length of time above 0")
    return length


def _flag(value: object) -> object:
    words = {"yes": True, "on": True, "no": False, "off": False}
    return words.get(value.strip().casefold(), value) if isinstance(value, str) else value


def _word(value: object) -> object:
    return re.sub(r"[\s-]+", "_", value.strip().casefold()) if isinstance(value, str) else value


def _named(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def several(value: object) -> object:
    """Take one value, or several in a text with commas, for a list."""
    if isinstance(value, str):
        parts = [part.strip() for part in re.split(r"[,;\n](?![^(]*\))", value)]
        if not any(parts):
            raise ValueError("at least one must be named")
        return [part for part in parts if part]
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return [value]
    return value


def several_channels(value: object) -> object:
    """The same, and every `2-5` in it stands for all from 2 to 5."""
    found = several(value)
    if not isinstance(found, list):
        return found
    channels: list[object] = []
    for part in found[: CHANNELS + 1]:
        text = part if isinstance(part, str) else ""
        ends = re.fullmatch(r"(\d{1,3})\s*[-–]\s*(\d{1,3})", text.strip())
        first, last = (int(ends[1]), int(ends[2])) if ends else (1, 0)
        channels += range(first, last + 1) if first <= last <= CHANNELS else [part]
    return channels


def _several_colors(value: object, info: ValidationInfo) -> object:
    """Take what `several` takes; a palette's name in it stands for all of its colors."""
    found = several(value)
    if not isinstance(found, list):
        return found
    return [color for part in found for color in (palette_of(part, info) or [part])]


def _end_color(value: object) -> Rgb | Literal["none"]:
    if isinstance(value, str) and value.strip().casefold() in ("none", "no", "off", ""):
        return "none"
    return rgb(value)


Channel = Annotated[
    int,
    BeforeValidator(_channel),
    WithJsonSchema({"type": ["integer", "string"]}),
    Kind("channel"),
]
Time = Annotated[
    float,
    BeforeValidator(_time),
    WithJsonSchema({"type": ["number", "string"]}),
    Kind("time"),
]
Color = Annotated[Any, BeforeValidator(color_of), WithJsonSchema({"type": "string"}), Kind("color")]
EndColor = Annotated[
    Any, BeforeValidator(_end_color), WithJsonSchema({"type": "string"}), Kind("color")
]
Whole = Annotated[
    int,
    BeforeValidator(_whole),
    Field(ge=1, le=1_000_000_000),
    WithJsonSchema({"type": "integer"}),
    Kind("whole", 1),
]
Count = Annotated[
    int,
    BeforeValidator(_whole),
    Field(ge=0, le=1_000_000_000),
    WithJsonSchema({"type": "integer"}),
    Kind("whole", 0),
]
Shift = Annotated[
    float,
    BeforeValidator(_number),
    Field(ge=-10_000, le=10_000),
    WithJsonSchema({"type": "number"}),
    Kind("number", -10_000, 10_000),
]
"""Milliseconds, later or (negative) earlier."""
Milliseconds = Annotated[
    float,
    BeforeValidator(_number),
    Field(ge=0, le=60_000),
    WithJsonSchema({"type": "number"}),
    Kind("number", 0, 60_000),
]
Share = Annotated[
    float,
    BeforeValidator(_number),
    Field(ge=0, le=1),
    WithJsonSchema({"type": "number"}),
    Kind("number", 0, 1),
]
Volume = Annotated[
    float,
    BeforeValidator(_number),
    Field(ge=0, le=100),
    WithJsonSchema({"type": "number"}),
    Kind("number", 0, 100),
]
"""Of a sound: 1 as recorded; the range is Blender's."""
Tempo = Annotated[
    float,
    BeforeValidator(_number),
    Field(ge=10, le=1000),
    WithJsonSchema({"type": "number"}),
    Kind("number", 10, 1000),
]
Length = Annotated[
    float,
    BeforeValidator(_length),
    WithJsonSchema({"type": ["number", "string"]}),
    Kind("length"),
]
"""A stretch of time in seconds, above 0; texts such as `200ms` do as well."""
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "boolean"}), Kind("flag")]
Name = Annotated[str, Field(max_length=200), WithJsonSchema({"type": "string"}), Kind("text")]
StripName = Annotated[
    str,
    BeforeValidator(_named),
    Field(max_length=200),
    WithJsonSchema({"type": "string"}),
    Kind("text", of="strips"),
]
"""The name of a strip, or a segment's id."""
CHOSEN = BeforeValidator(_word)
CHOICE = Kind("choice")
"""Both together make a parameter of a `Literal`; capitals and hyphens do not matter."""
OnOverlap = Annotated[draft.OnOverlap, CHOSEN, CHOICE]

Channels = Annotated[
    list[Channel],
    BeforeValidator(several_channels),
    Field(min_length=1, max_length=CHANNELS),
    Kind("channels", of="channels"),
]
Colors = Annotated[
    list[Color],
    BeforeValidator(_several_colors),
    Field(min_length=1, max_length=64),
    Kind("colors"),
]
SEVERAL = BeforeValidator(several)
"""One value, or several in a text with commas, stand for a list."""
Names = Annotated[list[StripName], SEVERAL, Field(min_length=1, max_length=500), Kind("names")]


class SegmentItem(BaseModel):
    """One segment of a batch."""

    model_config = ConfigDict(extra="forbid")

    channel: Channel
    start_time: Time
    end_time: Time
    color: Color
    end_color: Color | None = None
    pixels: Whole | None = None
    name: Name | None = None


Segments = Annotated[list[SegmentItem], Field(min_length=1, max_length=2000), Kind("list")]
