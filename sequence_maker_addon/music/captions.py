"""Words become captions, and captions become .srt and .vtt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from .timed_words import TimedWord

_PAUSE = 1.5
"""Seconds without a word after which another caption begins."""
_LONGEST = 7.0
"""Seconds of words in one caption, where they can be parted."""
_SHORTEST = 1.0
"""Seconds for which a caption is shown, where the next one leaves them."""
_STOPS = (".", "!", "?", "…", "。", "！", "？")


@dataclass(frozen=True, slots=True)
class Caption:
    """A text with its time.

    Attributes:
        start: Seconds.
        end: Seconds, after the start.
        text: One or more rows.
        words: Of which it is made, where it is made of words.
    """

    start: float
    end: float
    text: str
    words: tuple[TimedWord, ...] = ()


def captions_of(words: Iterable[TimedWord], characters: int = 42, lines: int = 2) -> list[Caption]:
    """Lay words out as captions.

    A line of the song or of the speech begins a caption; one that has no room for it goes on in the
    next. Single words with times of their own are joined up to a pause or the end of a sentence.

    Args:
        words: In any order; sound effects keep their brackets, speakers begin a row.
        characters: Of a row; only a word that is longer makes one longer.
        lines: Rows of a caption.

    Returns:
        Captions in order of start, none shorter than a second where the next leaves it room.
    """
    made: list[Caption] = []
    for group in _groups(words):
        made += _caption_rows(group, characters, lines)
    made.sort(key=lambda caption: (caption.start, caption.end))
    return [_held(made, place) for place in range(len(made))]


def _groups(words: Iterable[TimedWord]) -> list[list[TimedWord]]:
    """Part words into lines, and long lines at pauses and ends of sentences."""
    lines: dict[int, list[TimedWord]] = {}
    for word in sorted(words, key=lambda word: word.start):
        lines.setdefault(word.line, []).append(word)
    groups: list[list[TimedWord]] = []
    for line in lines.values():
        groups.append([])
        for word in line:
            own = groups[-1]
            if own and _parts(own, word):
                groups.append([])
            groups[-1].append(word)
    return groups


def _parts(own: Sequence[TimedWord], word: TimedWord) -> bool:
    """Tell whether a word begins another caption: after a pause, or after a long sentence."""
    if word.start - own[-1].end > _PAUSE:
        return True
    long = word.end - own[0].start
    return long > _LONGEST or long > _LONGEST / 2 and own[-1].text.endswith(_STOPS)


def _caption_rows(words: Sequence[TimedWord], characters: int, lines: int) -> list[Caption]:
    """Fill rows with words, and captions with rows."""
    rows: list[list[TimedWord]] = []
    for word in words:
        wide = len(" ".join(w.text for w in (*rows[-1], word))) if rows else 0
        starts = word.kind == "speaker" and bool(rows) and bool(rows[-1])
        if not rows or starts or wide > characters:
            rows.append([])
        rows[-1].append(word)
    return [_caption(rows[first : first + lines]) for first in range(0, len(rows), lines)]


def _caption(rows: Sequence[Sequence[TimedWord]]) -> Caption:
    words = tuple(word for row in rows for word in row)
    text = "\n".join(" ".join(word.text for word in row) for row in rows)
    return Caption(words[0].start, max(word.end for word in words), text, words)


def _held(every: Sequence[Caption], place: int) -> Caption:
    """Hold a short caption for a second, at most until the next."""
    caption = every[place]
    after = every[place + 1].start if place + 1 < len(every) else caption.start + _SHORTEST
    end = max(caption.end, min(caption.start + _SHORTEST, after))
    return caption if end == caption.end else replace(caption, end=end)


def srt_of(captions: Iterable[Caption]) -> str:
    """Return captions as an .srt."""
    parts = []
    for number, caption in enumerate(captions, 1):
        span = f"{_clock(caption.start, ',')} --> {_clock(caption.end, ',')}"
        text = _rows(caption.text).replace("-->", "\u2192")  # which would be taken for a time
        parts.append(f"{number}\n{span}\n{text}\n")
    return "\n".join(parts)


def vtt_of(captions: Iterable[Caption]) -> str:
    """Return captions as a .vtt, with the times of words where they have some of their own."""
    parts = ["WEBVTT\n"]
    for caption in captions:
        span = f"{_clock(caption.start, '.')} --> {_clock(caption.end, '.')}"
        parts.append(f"{span}\n{_marked(caption)}\n")
    return "\n".join(parts)


def _marked(caption: Caption) -> str:
    """Return the text of a caption with a time before each word but the first, if all are exact."""
    said = [word for word in caption.words if word.kind != "speaker"]
    texts = [row.split() for row in caption.text.split("\n")]
    if len(said) < 2 or not all(word.exact for word in said):
        return _escaped(_rows(caption.text))
    marks = iter(caption.words)
    rows, begun = [], False
    for row in texts:
        parts: list[str] = []
        while row and (word := next(marks, None)) is not None:
            mark = f"<{_clock(word.start, '.')}>" if begun and word.kind != "speaker" else ""
            begun = begun or word.kind != "speaker"
            parts.append(mark + _escaped(word.text))
            row = row[len(word.text.split()) :]
        rows.append(" ".join(parts))
    return "\n".join(rows)


def _rows(text: str) -> str:
    """Return a text without empty rows, which would end it."""
    rows = [" ".join(row.split()) for row in text.split("\n")]
    return "\n".join(row for row in rows if row)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _clock(seconds: float, mark: str) -> str:
    whole = round(max(seconds, 0.0) * 1000)
    rest, thousandths = divmod(whole, 1000)
    minutes, second = divmod(rest, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{second:02}{mark}{thousandths:03}"
