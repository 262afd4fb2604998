"""Tooltips for people, made of the lines that the model reads where no other is given."""

from __future__ import annotations

import re

_RULES = (
    (r"(?:;|,)? null (?:keeps it|leaves it|if not said|when [^.;]*|to [^.;]*)", ""),
    (r"; null for the shape's own", "; if not set, the shape's own"),
    (r"[;,] null for ([^.;]+)", r"; if not set, \1"),
    (r"\bNull: ([^.]+)", r"If not set, \1"),
    (r" ?\bDefault [^.]+\.?", ""),
    (r", as listed with the request|as listed", ""),
    (r"; see create_pattern|As in create_pattern\.?", ""),
)
"""What the model is told and a person sees in the dialog: what is null, and what is the default."""


def in_plain_words(text: str) -> str:
    """Return a line for people: without null, defaults and names of the code.

    Args:
        text: What the model reads of a function or an argument.
    """
    for pattern, put in _RULES:
        text = re.sub(pattern, put, text)
    text = re.sub(r"\b[a-z]+(?:_[a-z]+)+\b", lambda name: name[0].replace("_", " "), text)
    text = " ".join(text.split()).rstrip(".;, ")
    return text[:1].upper() + text[1:]


def first_sentence(text: str) -> str:
    """Return the first sentence of a docstring for people."""
    return in_plain_words(re.split(r"(?<=[.;]) ", text, maxsplit=1)[0])
