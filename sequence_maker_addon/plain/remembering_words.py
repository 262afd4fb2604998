"""What the person asks to be remembered or forgotten: `remember that ...`, `forget that ...`."""

from __future__ import annotations

import re

from .cues.cue_items import items_of
from .dictionaries.dictionary import dictionary, folded
from .lexicon.lexicon import lexicon
from .parts.facts import Situation
from .parts.plain_call import PlainCall
from .parts.text_tokens import tokens
from .reading import Reading

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
_ORDERED = re.compile(r"\b(?:remember|memori[sz]e|merke? dir)\b", re.IGNORECASE)
"""Signs of an order to keep something, beside which `note that ...` only tells it."""
_TOLD = re.compile(
    r"\b(?:note|forget|vergiss|denk)\b|\bremember[:,]? to (?!always\b|never\b)", re.IGNORECASE
)
"""What may be a wish, and may only be told, or a reminder of something else."""
_OURS = (
    "flash pulse fade pattern mute marker playhead channel prop title_words animate cross "
    "locking color_noun kind:movie kind:image kind:sound"
).split()
"""Tags of the words that only the Sequencer and its lights are spoken of in."""
_HABITS = frozenset(
    "always never default palette prefer language answer confirm overlap "
    "kanal kanäle kanälen ball bälle bällen lampe lampen immer nie niemals".split()
)
"""Words of rules that hold from now on, and of where they hold."""
_VALUES = frozenset("channels color strip section ref index bpm percent cue rest".split())
_POLITE = ("can ", "could ", "will ", "would ", "please", "bitte", "kannst ")
"""How an order begins that may end with a question mark."""
_SAID = re.compile(
    r"(?:of|i (?:said|told|asked|mentioned)|ich .*(?:gesagt|gefragt))\b", re.IGNORECASE
)
"""How what is to be forgotten begins where it is no wish that was kept."""
_MORE = re.compile(r"[.!?]\s+\S|\n")
_PRONOUN = re.compile(r"(?:one|last|it|all|everything|thing)\b", re.IGNORECASE)


def to_remember(text: str, situation: Situation) -> Reading | None:
    """Return the call that keeps or forgets a wish, None where a text asks for neither.

    What only may be a wish, as `note that ...`, is a proposal, where nothing else is meant.

    Args:
        text: What the person wrote.
        situation: Its palettes can be forgotten by name.
    """
    told = text.strip()
    if len(told) > LONGEST or _MORE.search(told):
        return None
    if (found := _REMEMBER.fullmatch(told)) is not None:
        return _kept(told[: found.start("text")], found["text"].strip(), situation)
    word = _forgotten(told, situation)
    return Reading("certain", (PlainCall("forget_wish", {"wish": word}),)) if word else None


def _kept(opening: str, wish: str, situation: Situation) -> Reading | None:
    """Return how a wish is kept: at once where it is ordered, and about what is made here."""
    if wish.endswith("?") and not opening.casefold().lstrip().startswith(_POLITE):
        return None  # `remember that night in June?`
    ordered, ours = _ORDERED.search(opening), _is_ours(wish, situation)
    if not (ordered or ours):
        return None
    sure = ours and not _TOLD.search(f"{opening}{wish}"[: len(opening) + 10])
    call = PlainCall("remember_wish", {"text": wish})
    return Reading("certain" if sure else "proposal", (call,))


def _is_ours(wish: str, situation: Situation) -> bool:
    """Tell whether a wish speaks of lights, strips or how they are made."""
    words = lexicon("en")
    found = tokens(wish)
    if words is None or not found:
        return False
    items = items_of(found, situation, words)
    german = dictionary("de")
    if german is not None and any(folded(token.text) in german.colors for token in found):
        return True
    return any(i.kind in _VALUES or i.has(*_OURS) or i.text in _HABITS for i in items)


def _forgotten(told: str, situation: Situation) -> str:
    if (found := _FORGET_PALETTE.fullmatch(told)) is not None:
        return str(found["text"]).rstrip(".! ")
    if (found := _FORGET.fullmatch(told)) is not None:
        word = str(found["text"] or found["german"]).rstrip(".! ")
        return "" if _PRONOUN.match(word) or _SAID.match(word) else word
    named = _NAMED.fullmatch(told.rstrip(".! "))
    names = {name.casefold() for name in situation.palettes}
    return named["name"] if named is not None and named["name"].casefold() in names else ""
