"""From a sentence to the wish that it says."""

from __future__ import annotations

import re

from ...sequence.color import rgb
from ...sequence.times import seconds
from .wish import Wish, checked

_AND = re.compile(r"\s*(?:,|;|/|\+|&|\band\b|\bthen\b|\bund\b|\bdann\b)\s*", re.IGNORECASE)
_PALETTE = re.compile(
    r"(?:(?:my|our|the|a|an|mein\w*|die|der|das|eine?)\s+)*"
    r"(?P<word>(?:color |colour )?palette |colors |colours |farben |farbpalette )?"
    r"[\"'“„«]?(?P<name>[^\W\d_][\w -]{0,38}?)[\"'”“»]?"
    r"(?P<plural> colors| colours|farben| palette)?"
    r"\s*(?:=|:|\bis\b|\bare\b|\bmeans\b|\bstands for\b|\bist\b|\bsind\b|\bbedeutet\b)\s*"
    r"(?P<colors>.+)",
    re.IGNORECASE,
)
_FACT = re.compile(r"\b(channels?|balls?|props?|segments?|kanal|kanäle|bälle?)\b", re.IGNORECASE)
_MANY = re.compile(r"\b(are|sind)\b", re.IGNORECASE)
_LENGTH = re.compile(
    r"(?:the |my )?(?:default|usual|standard)\s+(?:duration|length)(?: of (?:a )?segments?)?"
    r"\s*(?:=|:|is)\s*(?P<value>.+)"
    r"|(?:new )?segments?\s+(?:usually |always |normally )?(?:last|take)s?\s+(?P<other>.+)"
    r"|(?:die )?(?:übliche |normale )?(?:dauer|länge)\s+(?:ist|:)\s*(?P<german>.+)",
    re.IGNORECASE,
)
_OVERLAP = re.compile(
    r"(?:the |my )?(?:default )?overlap(?: mode)?\s*(?:=|:|is)\s*(?P<value>trim|error|refuse)",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(
    r"(?:please |always |you should )*(?:answer|reply|respond|speak|talk|write)(?: to me| me)?"
    r"(?: always)? in (?P<value>[^\W\d_]{3,20})"
    r"|(?:bitte |immer )*(?:antworte|sprich|schreib)\w*(?: mir)?(?: immer)? (?:auf|in) "
    r"(?P<german>[^\W\d_]{3,20})",
    re.IGNORECASE,
)
_ASK = re.compile(
    r"(?:please |you should |always )+ask(?: me)? (?:first|before)(?: you)?"
    r"(?: (?:any|every|each|a|making|make|do))*(?: (?:chang\w+|anything|edits?|writ\w+))*",
    re.IGNORECASE,
)
_POLITE = re.compile(r"^(?:please|that|bitte|dass|daß|:|,)\s+", re.IGNORECASE)


def wish_in(sentence: str) -> Wish:
    """Return the wish that a sentence says, such as `sunset is red, orange and purple`.

    Raises:
        ValueError: If it says none.
    """
    text = " ".join(sentence.split()).strip()
    while (polite := _POLITE.match(text)) is not None:
        text = text[polite.end() :]
    bare = text.rstrip(".! ")
    return _palette(bare) or _default(bare) or checked(Wish("instruction", text))


def _palette(text: str) -> Wish | None:
    found = _PALETTE.fullmatch(text)
    if found is None:
        return None
    colors = [part for part in _AND.split(found["colors"]) if part]
    name, called = found["name"].strip(), bool(found["word"] or found["plural"])
    several = len(colors) > 1 and not _MANY.search(text[: found.start("colors")])
    if not (called or several) or _FACT.search(name) or not all(map(_is_color, colors)):
        return None
    try:
        return checked(Wish("palette", name=name, colors=tuple(colors)))
    except ValueError:
        return None


def _default(text: str) -> Wish | None:
    if found := _LENGTH.fullmatch(text):
        value = found["value"] or found["other"] or found["german"]
        return _made("duration", value) if _is_time(value) else None
    if found := _OVERLAP.fullmatch(text):
        return _made("overlap", "trim" if found["value"].casefold() == "trim" else "error")
    if found := _LANGUAGE.fullmatch(text):
        return _made("language", (found["value"] or found["german"]).capitalize())
    return _made("confirm", "always") if _ASK.fullmatch(text) else None


def _made(name: str, value: str) -> Wish:
    return checked(Wish("default", value, name))


def _is_color(text: str) -> bool:
    try:
        rgb(text)
    except ValueError:
        return False
    return True


def _is_time(text: str) -> bool:
    try:
        return 0 < seconds(text) < 1e6
    except ValueError:
        return False
