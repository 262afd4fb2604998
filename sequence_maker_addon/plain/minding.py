"""`Would you mind muting the music?` asks for what `mute the music` does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .lexicon.lexicon import Lexicon
from .parts.clause import ACTIONS
from .parts.text_tokens import Token

_WHO = frozenset({"you"})
_BETWEEN = frozenset("please just quickly kindly also then and".split())
_VOWELS = "aeiou"


def as_commands(found: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """Return tokens with verbs on `-ing` behind `you mind` as a command has them.

    A word that is no form of a verb of commands is left as it is, as is all behind `you mind not`.
    """
    row = list(found)
    asked = False
    for place, token in enumerate(row):
        if token.text == "mind" and place and row[place - 1].text in _WHO:
            asked = True
        elif asked and token.kind == "word" and (verb := _verb(token.text, lexicon)):
            row[place] = replace(token, text=verb)
            asked = _goes_on(row[place + 1 :])
        elif token.text not in _BETWEEN:
            asked = asked and _goes_on(row[place:])
    return row


def _goes_on(rest: Sequence[Token]) -> bool:
    """Tell whether another verb may follow: `muting the music and locking channel 5`."""
    for place, token in enumerate(rest):
        if token.kind == "line" or token.text in (".", "?", "!", ";"):
            return False
        if token.text == "and":
            return rest[place + 1 : place + 2] != [] and rest[place + 1].text.endswith("ing")
    return False


def _verb(word: str, lexicon: Lexicon) -> str:
    """Return the plain form of a verb on `-ing`, or nothing where it is none that commands have."""
    if not word.endswith("ing") or len(word) < 5:
        return ""
    stem = word[:-3]
    forms = [stem, f"{stem}e"]
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        forms.insert(0, stem[:-1])
    asked = ACTIONS | {"set", "seek", "locking", "analyze", "title"}
    return next((form for form in forms if lexicon.of(form) & asked), "")
