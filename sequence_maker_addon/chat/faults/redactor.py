"""Takes secrets out of texts: whole, in parts, and in the forms in which they may come back.

What is covered by a run of RUN characters of a secret, whatever their case, becomes MARK. So does a
run of its coded forms: reversed, hexadecimal, base64 at any alignment. Escapes of JSON, addresses
and web pages are read as the characters that they stand for.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from typing import Any

from .keylike import is_phrase, looks_like_key
from .unescaped import Unescaped, whole_until

MARK = "[key]"
RUN = 12
"""Characters of a secret in a row that are taken out."""
SHORTEST_KEY = 8
"""Characters; a shorter key, and plain words below RUN such as `ollama`, are none worth hiding."""
_GRAM, _STEP = 6, 7
"""Each run holds _GRAM characters at a multiple of _STEP: RUN = _GRAM + _STEP - 1."""
DEEPEST = 60
"""Levels of a JSON value that are kept."""
_LOWER = {ord(sign): sign.lower() for sign in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}

Span = tuple[int, int]


class Redactor:
    """Takes some secrets out of texts; any thread may use it, and making it costs nothing.

    Args:
        keys: Secrets of which any run of RUN characters is taken out.
        others: Values that may be secrets or plain words; what looks like no key goes as a whole.
    """

    def __init__(self, keys: Iterable[str], others: Iterable[str] = ()) -> None:
        found = [(key, True) for key in keys]
        for other in others:
            found.append((other, looks_like_key(other) and len(other.split()) == 1))
            found += [(word, True) for word in other.split() if looks_like_key(word)]
        self._secrets = tuple(part for part in dict.fromkeys(found) if _is_secret(part[0]))
        self._table: _Table | None = None

    def __repr__(self) -> str:
        return f"Redactor({len(self._secrets)})"

    def __bool__(self) -> bool:
        """Tell whether there is anything to take out."""
        return bool(self._secrets)

    def text(self, text: str) -> str:
        """Return a text without the secrets."""
        return self.stream().add(text, last=True) if self._secrets else text

    def value(self, value: Any, depth: int = DEEPEST) -> Any:
        """Return a JSON value without them, in names as in values; too deep a part is left out."""
        if not self._secrets:
            return value
        if isinstance(value, str):
            return self.text(value)
        if depth == 0 and isinstance(value, list | dict):
            return MARK
        if isinstance(value, list):
            return [self.value(part, depth - 1) for part in value]
        if isinstance(value, dict):
            return {self.text(str(n)): self.value(part, depth - 1) for n, part in value.items()}
        if isinstance(value, int | float) and not isinstance(value, bool):
            return value if self.text(str(value)) == str(value) else MARK
        return value

    def stream(self) -> Stream:
        """Return what takes them out of a text that comes in pieces."""
        return Stream(self._compiled())

    def _compiled(self) -> _Table:
        if self._table is None:
            self._table = _Table(self._secrets)
        return self._table


class Stream:
    """A text in pieces; an end that may be the beginning of a run waits for the next piece."""

    def __init__(self, table: _Table) -> None:
        self._table = table
        self._raw = ""
        self._told = -1
        """Characters of `_raw` that a mark stands for already; -1 where there is none."""

    def add(self, piece: str, last: bool = False) -> str:
        """Take a piece and return what can be shown; all of it if the piece is the last one."""
        text = self._raw + piece
        spans, keep = self._table.scan(text)
        if last:
            keep = len(text)
        parts, place, end = list[str](), max(self._told, 0), self._told
        for first, behind in spans:
            if end < 0 or first > end:
                parts += (text[place:first], MARK)
            place = end = max(end, behind)
        parts.append(text[place:keep])
        self._raw = text[keep:]
        self._told = end - keep if end >= keep else -1
        return "".join(parts)


class _Table:
    """What to look for."""

    def __init__(self, secrets: Iterable[tuple[str, bool]]) -> None:
        runs, words = set[str](), set[str]()
        for secret, in_parts in secrets:
            for form in forms(secret):
                if in_parts and len(form) >= RUN:
                    runs.add(form)
                else:
                    words.add(form)
        self._runs = {form[i : i + RUN] for form in runs for i in range(len(form) - RUN + 1)}
        self._grams = {run[i : i + _GRAM] for run in self._runs for i in range(_STEP)}
        self._words = tuple(words)
        self._joined = "\0".join((*runs, *words))
        self._most = max([RUN, *map(len, words)]) - 1

    def scan(self, text: str) -> tuple[list[Span], int]:
        """Return what secrets cover, in order and apart, and from where on the text must wait."""
        if not ("\\" in text or "%" in text or "&" in text):
            view = _folded(text)
            return self._spans(view), len(view) - self._held(view)
        whole = whole_until(text)
        read = Unescaped(text[:whole])
        view = _folded(read.text)
        spans = [(read.place(first), read.place(end)) for first, end in self._spans(view)]
        return spans, read.place(len(view) - self._held(view))

    def _spans(self, view: str) -> list[Span]:
        if not self._words:
            return list(_joined(self._found(view)))
        return list(_joined(sorted([*self._found(view), *self._whole(view)])))

    def _found(self, view: str) -> Iterator[Span]:
        """Yield the place of each run."""
        grams, runs, last = self._grams, self._runs, len(view) - RUN
        for i in range(0, len(view) - _GRAM + 1, _STEP):
            if view[i : i + _GRAM] in grams:
                for j in range(max(i - RUN + _GRAM, 0), min(i, last) + 1):
                    if view[j : j + RUN] in runs:
                        yield j, j + RUN

    def _whole(self, view: str) -> Iterator[Span]:
        """Yield the place of each secret that goes as a whole only."""
        for word in self._words:
            place = view.find(word)
            while place >= 0:
                yield place, place + len(word)
                place = view.find(word, place + 1)

    def _held(self, view: str) -> int:
        """Return how many characters at the end may be the beginning of more."""
        most, size = min(len(view), self._most), 0
        while size < most and view[len(view) - size - 1 :] in self._joined:
            size += 1
        return size


def forms(secret: str) -> set[str]:
    """Return a secret as it may come back, in lower case; what is too short to be told is none."""
    data = secret.encode()
    found = {secret, secret[::-1], data.hex()}
    for before in range(3):
        coded = base64.b64encode(b"\0" * before + data).decode()
        known = coded[(before * 8 + 5) // 6 : (before + len(data)) * 8 // 6]
        found |= {known, known.replace("+", "-").replace("/", "_")}
    return {_folded(form) for form in found if len(form) >= SHORTEST_KEY}


def _is_secret(text: str) -> bool:
    if len(text) >= RUN:
        return True
    mixed = any(map(str.isdigit, text)) and any(map(str.isalpha, text))
    return len(text) >= SHORTEST_KEY and mixed and not is_phrase(text)


def _folded(text: str) -> str:
    """Return a text in lower case, each character in its place."""
    lower = text.lower()
    return lower if len(lower) == len(text) else text.translate(_LOWER)


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Join spans that touch; they come in order."""
    first = end = -1
    for start, behind in spans:
        if start <= end:
            end = max(end, behind)
            continue
        if end >= 0:
            yield first, end
        first, end = start, behind
    if end >= 0:
        yield first, end
