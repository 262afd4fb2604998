"""What is said beside requests: remarks, plans, questions and thanks, of which nothing is done."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from .dictionaries import german_remarks
from .lexicon import english_remarks
from .lexicon.lexicon import lexicon
from .parts.clause import ACTIONS
from .parts.text_tokens import Token
from .reading import Reading

_SENTENCES = frozenset(". ! ? ; \n".split(" "))
_CLAUSES = frozenset({",", ":", "–", "—", "(", ")"})


@dataclass(frozen=True, slots=True)
class Remarks:
    """How a language tells and asks without asking for an edit.

    Attributes:
        said: In a clause without a sign of a request.
        always: In any clause.
        headings: At the beginning of a sentence that is a note.
        requests: Signs of a request.
        polite: What a request that ends with a question mark has.
    """

    said: re.Pattern[str]
    always: re.Pattern[str]
    headings: re.Pattern[str]
    requests: re.Pattern[str]
    polite: re.Pattern[str]


@cache
def _remarks() -> Mapping[str, Remarks]:
    rows = {"en": english_remarks, "de": german_remarks}
    return {
        language: Remarks(
            re.compile("|".join(row.REMARKS)),
            re.compile("|".join(row.ALWAYS)),
            re.compile(row.HEADINGS),
            re.compile(row.REQUESTS),
            re.compile(row.POLITE),
        )
        for language, row in rows.items()
    }


def requested(
    found: Sequence[Token], language: str, read: Callable[[list[Token]], Reading]
) -> Reading:
    """Read a request without its remarks; what is beside a remark is a proposal.

    Args:
        found: The tokens of the request.
        language: Theirs.
        read: Reads tokens.
    """
    whole = read(list(found))
    forms = _remarks().get(language)
    if forms is None or not (whole.calls or whole.undo):
        return whole
    rest = _without(found, forms)
    if len(rest) == len(found):
        wonders = found[-1].text == "?" and not forms.polite.search(_text(found))
        return replace(whole, kind="proposal") if wonders and whole.calls else whole
    other = read(rest) if any(token.kind == "word" for token in rest) else whole
    if other is not whole and other.calls:
        return replace(other, kind="proposal")
    if whole.calls and (other.kind == "question" or _commands(rest)):
        return replace(whole, kind="proposal")
    return Reading("declined", text="This tells of an edit and asks for none.")


def _commands(rest: Sequence[Token]) -> bool:
    """Tell whether something is still to be done with what a remark is about."""
    words = lexicon("en")
    tags = [words.of(token.text) for token in rest] if words else []
    return any(not ACTIONS.isdisjoint(own) and "filler" not in own for own in tags)


def _without(found: Sequence[Token], forms: Remarks) -> list[Token]:
    """Return the tokens without the clauses that are remarks."""
    kept: list[Token] = []
    for sentence in _cut(found, _SENTENCES):
        if forms.headings.search(_text(sentence)):
            continue
        for clause in _cut(sentence, _CLAUSES):
            if not _is_remark(_text(clause), forms):
                kept += clause
    return kept


def _is_remark(text: str, forms: Remarks) -> bool:
    if forms.always.search(text):
        return True
    return bool(forms.said.search(text)) and not forms.requests.search(text)


def _cut(found: Sequence[Token], ends: frozenset[str]) -> list[list[Token]]:
    """Cut behind signs."""
    rows: list[list[Token]] = [[]]
    for token in found:
        rows[-1].append(token)
        if token.kind in ("mark", "line") and token.text in ends:
            rows.append([])
    return [row for row in rows if row]


def _text(row: Sequence[Token]) -> str:
    """Return words as patterns expect them; what is quoted is no word."""
    words = ["…" if token.kind == "quote" else token.text for token in row]
    while words and (words[-1] in _SENTENCES or words[-1] in _CLAUSES):
        words.pop()
    return " ".join(words)
