"""What kept values must be like: texts, times, ids."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
)

from ..sequence.segment import LARGEST_ID

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_PLACE = re.compile("[a-z0-9_]+")
"""A field or a number of a place; pydantic also names what it tried there, in words of its own."""
LONGEST_TIME = 1e9
"""Seconds before or after the start of the sequence that a time may be."""
LARGEST_COUNT = 2**53
LATEST = 253_402_300_000.0
"""Seconds since 1970 at the end of the year 9999, beyond which no date is written."""


def clean(text: str) -> str:
    """Return a text as Blender can draw and keep it: no control signs, no half of a pair."""
    return _CONTROL.sub("\ufffd", text)


def _whole(value: object) -> object:
    """Take no truth value for a number."""
    if isinstance(value, bool):
        raise ValueError("a number is needed")
    return value


Text = Annotated[str, AfterValidator(clean)]
Name = Annotated[str, Field(max_length=300), AfterValidator(clean)]
Number = Annotated[float, BeforeValidator(_whole), Field(allow_inf_nan=False)]
Time = Annotated[Number, Field(ge=-LONGEST_TIME, le=LONGEST_TIME)]
Seconds = Annotated[Number, Field(ge=0, le=LONGEST_TIME)]
Count = Annotated[int, BeforeValidator(_whole), Field(ge=0, le=LARGEST_COUNT)]
SegmentId = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=LARGEST_ID)]
Channel = Annotated[int, BeforeValidator(_whole), Field(ge=0, le=128)]


class Shape(BaseModel):
    """A row of a file: every field has its own type, and unknown fields are passed over."""

    model_config = ConfigDict(strict=True, extra="ignore")


def checked(shape: TypeAdapter[Any] | type[BaseModel], value: Any) -> Any:
    """Return a value in its shape.

    Raises:
        ValueError: If it has another one; the sentence names the place and quotes nothing.
    """
    try:
        if isinstance(shape, TypeAdapter):
            return shape.validate_python(value)
        return shape.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(part for part in map(str, first["loc"]) if _PLACE.fullmatch(part))
        raise ValueError(f"{place or 'the value'} is damaged") from None
