"""Words of a title or a marker's name without quotes: `Füge einen Titel Hallo Welt bei 3 s ein`."""

from __future__ import annotations

from collections.abc import Container, Sequence

from ..dictionaries import german_edits as data
from ..dictionaries.dictionary import Dictionary, folded, numbers_of
from ..parts.text_tokens import MOST_QUOTED, Token, quotation

_NOUNS, _MARKERS = frozenset(data.TITLES.split()), frozenset(data.MARKERS.split())
_ADDS, _MAKES = frozenset(data.ADDS.split()), frozenset(data.MAKES.split())
_NEW, _NAMED = frozenset(data.NEW.split()), frozenset(data.NAMED.split())
_BEFORE, _EDGES = frozenset(data.BEFORE_TIMES.split()), frozenset(data.EDGES.split())
_LAST = frozenset(data.LAST.split())
_WITHIN = frozenset("-&'!")


def with_quotes(
    found: Sequence[Token], words: Dictionary, turning: frozenset[str], names: Container[str]
) -> list[Token]:
    """Return the tokens, such words as one quotation.

    Words count that are written with a capital, as a title is: another one may be meant for us.

    Args:
        found: A request; one that has a quotation is left as it is.
        words: The dictionary.
        turning: English words that turn the sense of a sentence.
        names: Of the scene, folded.
    """
    row, texts = list(found), [folded(token.text) for token in found]
    if any(token.kind == "quote" for token in row):
        return row
    first = _first(texts)
    last = _last(row, texts, first) if first else 0
    said = row[first:last]
    named = len(said) == 1 and texts[first - 1] in _NAMED
    if not 0 < len(said) <= MOST_QUOTED or not (named or all(map(_is_written, said))):
        return row
    if said[0].kind != "word" or any(words.turns(text, turning) for text in texts[first:last]):
        return row
    title = quotation(said)
    return row if folded(title.raw) in names else [*row[:first], title, *row[last:]]


def _is_written(token: Token) -> bool:
    return token.kind != "word" or token.raw[:1].isupper()


def _first(texts: Sequence[str]) -> int:
    """Return where the words begin, 0 where there are none."""
    said = frozenset(texts)
    for place in range(1, len(texts)):
        named = texts[place + 1 : place + 2] and texts[place + 1] in _NAMED
        if texts[place] in _MARKERS and named:
            return place + 2
        added = not said.isdisjoint(_ADDS)
        made = not said.isdisjoint(_MAKES) and texts[place - 1] in _NEW
        if texts[place] in _NOUNS and (added or made):
            return place + (2 if named else 1)
    return 0


def _last(row: Sequence[Token], texts: Sequence[str], first: int) -> int:
    """Return the place behind the words: at a time, a channel, a sign or the end of the verb."""
    for place in range(first, len(row)):
        if row[place].kind in ("line", "mark") and texts[place] not in _WITHIN:
            return place
        ends = place + 1 == len(row) or row[place + 1].kind in ("line", "mark")
        if texts[place] in _LAST and ends:
            return place
        if texts[place] in _BEFORE and not ends and not row[place].raw[:1].isupper():
            following = texts[place + 1]
            timed = row[place + 1].kind in ("number", "clock") or following in numbers_of()
            if timed or following in _EDGES:
                return place
    return len(row)
