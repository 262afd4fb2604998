"""What the person asks to be remembered or forgotten: `remember that ...`, `forget that ...`."""

from __future__ import annotations

import re

from .parts.facts import Situation
from .parts.plain_call import PlainCall

LONGEST = 400
"""Characters of such a sentence."""
_ASKED = r"(?:(?:please|ok|okay|hey|and|bitte)[, ]+)*(?:(?:can|could|will|would) you (?:please )?)?"
_REMEMBER = re.compile(
    _ASKED + r"(?:(?:remember|keep in mind|memori[sz]e|do(?:n't| not) forget)(?: for \w+ ?\w*?)?"
    r"(?:\s*[,:]\s*(?:that )?| (?:that|this) | (?=(?:to|my|our|i|we|always|never|palette|the "
    r"(?:palette|colors|colours|default))\b))"
    r"|note(?: that |: ?)"
    r"|(?:merk|merke) dir(?: bitte)?\s*[,:]?\s*(?:dass |daß )?"
    r"|(?:vergiss nicht|denk daran)\s*[,:]?\s*(?:dass |daß ))(?P<text>\S.*)",
    re.IGNORECASE,
)
_FORGET = re.compile(
    _ASKED + r"forget(?: about)? (?:(?:the|my) (?:wish|note|rule)(?: that)?|that):? (?P<text>\S.*)"
    r"|" + _ASKED + r"vergiss\s*[,:]?\s*(?:dass |daß )(?P<german>\S.*)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    _ASKED + r"(?:forget|vergiss) (?:the |my |die |meine )?(?P<name>[\w -]{1,40})", re.IGNORECASE
)
_FORGET_PALETTE = re.compile(
    _ASKED + r"forget (?P<text>(?:the |my )?(?:palette|default) .+)", re.IGNORECASE
)
_MORE = re.compile(r"[.!?]\s+\S|\n")
_PRONOUN = re.compile(r"(?:one|last|it|all|everything|thing)\b", re.IGNORECASE)


def to_remember(text: str, situation: Situation) -> PlainCall | None:
    """Return the call that keeps or forgets a wish, None where a text asks for neither.

    Args:
        text: What the person wrote.
        situation: Its palettes can be forgotten by name.
    """
    told = text.strip()
    if len(told) > LONGEST or _MORE.search(told):
        return None
    if (found := _REMEMBER.fullmatch(told)) is not None:
        return PlainCall("remember_wish", {"text": found["text"].strip()})
    word = _forgotten(told, situation)
    return PlainCall("forget_wish", {"wish": word}) if word else None


def _forgotten(told: str, situation: Situation) -> str:
    if (found := _FORGET_PALETTE.fullmatch(told)) is not None:
        return str(found["text"]).rstrip(".! ")
    if (found := _FORGET.fullmatch(told)) is not None:
        word = str(found["text"] or found["german"]).rstrip(".! ")
        return "" if _PRONOUN.match(word) else word
    named = _NAMED.fullmatch(told.rstrip(".! "))
    names = {name.casefold() for name in situation.palettes}
    return named["name"] if named is not None and named["name"].casefold() in names else ""
