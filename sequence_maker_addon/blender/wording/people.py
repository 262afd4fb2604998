"""Sentences of the rooms without Blender, for people: translated, without names of the code."""

from __future__ import annotations

import re
from typing import Any

from ...tools import TOOLS
from ..host.languages import tr
from ..host.recognized import told
from .labels import label_of

_NAMES = frozenset(
    name for tool in TOOLS.values() for name in (tool.name, *(p.name for p in tool.parameters))
)
_NAME = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")
_ADDRESSED = (
    ("the user has protected", "you have protected"),
    ("the user declined", "you declined"),
    ("the user gave", "you gave"),
    ("the user is asked", "you are asked"),
    ("the user's own", "your own"),
    ("ask the user whether it is right, then accept or drop it", "say if it is right, or drop it"),
)
_MOST = 12
"""Accepted values that are named."""


def for_people(text: str, is_sentence: bool = True) -> str:
    """Return a composed text for a person: translated, with labels for names of the code."""
    text = _NAME.sub(lambda name: label_of(name[0]) if name[0] in _NAMES else name[0], told(text))
    for theirs, yours in _ADDRESSED:  # what the model reads of the person, said to the person
        text = text.replace(theirs, yours)
    return text[:1].upper() + text[1:] if is_sentence else text


def refusal(result: dict[str, Any]) -> str:
    """Return why a call was refused in one sentence, with what would have been accepted."""
    allowed = result.get("allowed")
    if isinstance(allowed, list):
        more = ", …" if len(allowed) > _MOST else ""
        allowed = ", ".join(map(str, allowed[:_MOST])) + more
    message = for_people(str(result["message"]))
    if not allowed:
        return message
    allowed = for_people(str(allowed), is_sentence=False)
    return message + tr(" (allowed: {allowed})").format(allowed=allowed)
