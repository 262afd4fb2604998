"""Text of others as plain data: no marks, nothing invisible, no control, no length of its own."""

from __future__ import annotations

import re
import unicodedata

LONGEST_TEXT = 600
"""Characters of a text."""
LONGEST_NAME = 40
"""Characters of a name in a sentence for a person."""
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Signs that nobody sees and in which a message can hide, though some of them count as letters."""
_MARKS = str.maketrans(
    dict.fromkeys("<\uff1c\ufe64\u226e", "‹") | dict.fromkeys(">\uff1e\ufe65\u226f", "›")
)
"""What a mark is made of, in every width: a reader may take them all for the same."""
_APOSTROPHES = str.maketrans(dict.fromkeys("‘’‛ʼʹ′＇`´", "'"))
_NO_WORD = re.compile(r"[^\w']+")
_QUOTES = str.maketrans({'"': "'", ";": ",", "“": "'", "”": "'", "„": "'"})


def plain(text: str, most: int = LONGEST_TEXT) -> str:
    """Return a text without marks, control, bidi and invisible signs, not longer than it may be.

    Args:
        text: Whatever others wrote.
        most: Characters that it may have, 1 at least; what is cut off is told by an ellipsis.
    """
    cut = text if len(text) <= most else text[: most - 1] + "…"
    shown = "".join(sign if sign.isprintable() else " " for sign in _INVISIBLE.sub("", cut))
    return shown.translate(_MARKS)


def alike(word: str) -> str:
    """Return what two spellings of a word share: no case, accents, punctuation, kind of apostrophe.

    So `Don\u2019t` is `don't` and `Caf\u00e9,` is `cafe`; empty where nothing is left.
    """
    parts = unicodedata.normalize("NFKD", word.translate(_APOSTROPHES)).casefold()
    kept = "".join(sign for sign in parts if not unicodedata.combining(sign))
    return _NO_WORD.sub("", kept).strip("'")


def named(name: str) -> str:
    """Return a name for a sentence: in quotes that it cannot end, and short."""
    return f'"{plain(name, LONGEST_NAME).translate(_QUOTES)}"'
