"""Answers that a question offers, in the words of the request."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ..parts.text_tokens import Token
from .english_words import Translated

_END = ".!?,; "


def offered(
    option: str, made: Translated, text: str, tokens: Sequence[Token], offers: Mapping[str, str]
) -> Iterator[str]:
    """Yield how an answer in English may be said in the language of the request, the best first.

    Args:
        option: The answer, a whole request in English.
        made: The request in English.
        text: The request as it was written.
        tokens: Its tokens.
        offers: Answers by their English.
    """
    if (whole := _said(option, offers)) is not None:
        yield whole
        return
    base = made.text.strip().rstrip(_END)
    written = text.strip().rstrip(_END)
    if option.startswith(base) and (more := _said(option[len(base) :].strip(), offers)):
        yield written + more if more.startswith(",") else f"{written} {more}"
        return
    same = next(
        (n for n, pair in enumerate(zip(option, base, strict=False)) if pair[0] != pair[1]), 0
    )
    middle = re.search(r"segment id \d+", option)
    if middle is None or (said := _said(middle[0], offers)) is None:
        return
    begin = min(same, middle.start())
    yield from _put(said, begin, made, text, tokens)


def _put(
    said: str, begin: int, made: Translated, text: str, tokens: Sequence[Token]
) -> Iterator[str]:
    """Yield the request with what was described named: from its article to its noun."""
    first = next((n for n, start in enumerate(made.starts) if start >= begin), None)
    if first is None:
        return
    nouns = [n for n, p in enumerate(made.pieces) if n >= first and _is_noun(p.english)]
    if not nouns:
        return
    pieces = made.pieces
    before = text[: tokens[pieces[first].first].start]
    behind = text[tokens[pieces[nouns[0]].after - 1].end :]
    yield f"{before}{said}{behind}"
    yield f"{before}{said}"
    last = [n for n in range(nouns[0] + 1, len(pieces)) if pieces[n].kind == "number"]
    for place in last[:1]:
        yield f"{before}{said}{text[tokens[pieces[place].after - 1].end :]}"


def _is_noun(english: str) -> bool:
    words = english.split()
    return bool(words) and words[-1] in (
        "one",
        "ones",
        "segment",
        "segments",
        "strip",
        "block",
        "clip",
    )


def _said(english: str, offers: Mapping[str, str]) -> str | None:
    """Return an answer in another language, with its number or name."""
    for pattern, told in offers.items():
        around = re.escape(pattern).replace(r"\{\}", r"([\w.#]+)")
        if match := re.fullmatch(around, english):
            return told.format(*match.groups())
    return None
