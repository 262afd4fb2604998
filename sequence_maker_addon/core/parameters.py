"""The types that tools' parameters have: what is accepted, and how a schema tells it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, WithJsonSchema

from . import plan
from .color import Rgb, rgb
from .errors import ToolError
from .timelines import resolve_channel
from .times import seconds
from .words import shown


@dataclass(frozen=True, slots=True)
class Kind:
    """Names a parameter's kind, so that an operator can offer the right widget."""

    name: str


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
Color = Annotated[Any, BeforeValidator(rgb), WithJsonSchema({"type": "string"}), Kind("color")]
EndColor = Annotated[
    Any, BeforeValidator(_end_color), WithJsonSchema({"type": "string"}), Kind("color")
]
Whole = Annotated[
    int,
    BeforeValidator(_whole),
    Field(ge=1, le=1_000_000_000),
    WithJsonSchema({"type": "integer"}),
    Kind("whole"),
]
Name = Annotated[str, Field(max_length=200), WithJsonSchema({"type": "string"}), Kind("text")]
OnOverlap = Annotated[
    plan.OnOverlap,
    WithJsonSchema({"type": "string", "enum": ["trim", "error"]}),
    Kind("choice"),
]


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
