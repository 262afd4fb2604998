"""Reads timed words out of .lrc, .srt, .vtt and word JSON, as sites and recognisers write."""

from __future__ import annotations

import html
import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from .timed_words import TimedWord

_LRC_TIME = re.compile(r"\[(\d{1,3}):(\d{1,2}(?:[.:]\d{1,3})?)\]")
_LRC_TAG = re.compile(r"\[\s*([a-zA-Z#]+)\s*:([^\]]*)\]")
_LRC_WORD = re.compile(r"<(\d{1,3}):(\d{1,2}(?:[.:]\d{1,3})?)>")
_CUE = re.compile(
    r"((?:\d+:)?\d{1,2}:\d{1,2}[.,]\d{1,3})\s*-->\s*((?:\d+:)?\d{1,2}:\d{1,2}[.,]\d{1,3})"
)
_VTT_WORD = re.compile(r"<((?:\d+:)?\d{1,2}:\d{1,2}\.\d{1,3})>")
_MARKUP = re.compile(r"<[^>]*>|\{\\[^}]*\}")
_LAST_LINE = 4.0
_SHORTEST = 0.01

Line = tuple[float, float | None, str]


def read_words(text: str, name: str = "") -> list[TimedWord]:
    """Read timed words.

    Args:
        text: What the file holds.
        name: Its name; without a known ending the content decides.

    Returns:
        Words in order of start; each ends when the next one starts, or before.

    Raises:
        ValueError: If there are no timed words in it; a sentence.
    """
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    kind = name.lower().rpartition(".")[2]
    if kind == "json" or kind not in ("lrc", "srt", "vtt") and text.lstrip()[:1] in ("[", "{"):
        if kind == "json" or not _LRC_TIME.search(text):
            return _checked(_from_json(text))
    if kind in ("srt", "vtt") or "-->" in text:
        return _checked(_from_lines(_cues(text), _VTT_WORD))
    offset = _lrc_offset(text)
    words = _from_lines(_lrc_lines(text), _LRC_WORD)
    return _checked(
        replace(word, start=max(word.start - offset, 0.0), end=max(word.end - offset, 0.0))
        for word in words
    )


def _checked(words: Iterable[TimedWord]) -> list[TimedWord]:
    """Sort, and let no word reach into the next."""
    ordered = sorted(words, key=lambda word: word.start)
    if not ordered:
        raise ValueError("there are no timed words in this; give .lrc, .srt, .vtt or word JSON")
    made = []
    for place, word in enumerate(ordered):
        end = word.end
        if place + 1 < len(ordered):
            end = min(end, ordered[place + 1].start)
        end = max(end, word.start + _SHORTEST)
        made.append(TimedWord(word.text, word.start, end, word.line, word.exact))
    return made


def _lrc_lines(text: str) -> list[Line]:
    """Lines with their starts; a repeated line has several, and each ends where the next begins.

    At most a second a word, or 4 s: what follows is a break. Of lines at the same time, such as
    translations, the first counts.
    """
    found: list[tuple[float, str]] = []
    for row in text.split("\n"):
        times = list(_LRC_TIME.finditer(row))
        rest = _LRC_TIME.sub("", row).strip()
        found += [(_minutes(time[1], time[2]), rest) for time in times]
    found.sort(key=lambda line: line[0])
    lines: list[Line] = []
    firsts = [row for at, row in enumerate(found) if not at or row[0] != found[at - 1][0]]
    for (start, words), after in zip(firsts, [*firsts[1:], None], strict=True):
        longest = start + max(_LAST_LINE, len(words.split()))
        lines.append((start, None if after is None else min(after[0], longest), words))
    return lines


def _lrc_offset(text: str) -> float:
    """Return by how many seconds the lyrics come earlier than they say."""
    for row in text.split("\n"):
        if (tag := _LRC_TAG.match(row.strip())) and tag[1].lower() == "offset":
            return _number(tag[2]) / 1000
    return 0.0


def _cues(text: str) -> list[Line]:
    """The cues of .srt and .vtt, which are alike but for the decimal mark."""
    lines: list[Line] = []
    found = list(_CUE.finditer(text))
    for match, after in zip(found, [*found[1:], None], strict=True):
        rows = text[match.end() : after.start() if after else None].rstrip().split("\n")[1:]
        if "" in (bare := [row.strip() for row in rows]):
            rows = rows[: bare.index("")]  # what follows is a note, or the next cue's name
        elif after and rows and rows[-1].strip().isdigit():
            rows = rows[:-1]  # the number of the next cue, without an empty line before it
        lines.append((_clock(match[1]), _clock(match[2]), " ".join(rows)))
    return lines


def _from_lines(lines: Sequence[Line], mark: re.Pattern[str]) -> Iterator[TimedWord]:
    """Split lines into words, by the time marks within them where there are some."""
    for number, (start, end, words) in enumerate(lines):
        tokens, begin, place = [], start, 0
        for match in mark.finditer(words):
            tokens.append((begin, words[place : match.start()]))
            begin, place = _mark_time(match), match.end()
        tokens.append((begin, words[place:]))
        marked = len(tokens) > 1
        for rank, (at, part) in enumerate(tokens):
            until = tokens[rank + 1][0] if rank + 1 < len(tokens) else end
            yield from _shared(_plain(part), at, until, number, marked)


def _shared(
    words: list[str], start: float, end: float | None, line: int, exact: bool
) -> Iterator[TimedWord]:
    """Give each word of a stretch its share, by its letters."""
    if not words:
        return
    long = sum(len(word) + 1 for word in words)
    if end is None:
        end = start + min(_LAST_LINE, 0.1 * long)
    end = max(end, start + _SHORTEST * len(words))
    at = start
    for word in words:
        step = (end - start) * (len(word) + 1) / long
        yield TimedWord(word, at, at + step, line, exact and len(words) == 1)
        at += step


def _plain(text: str) -> list[str]:
    return html.unescape(_MARKUP.sub(" ", text)).split()


def _from_json(text: str) -> Iterator[TimedWord]:
    """Lists of words at any depth: `word` or `text`, `start` (or `time`), `end` (or `duration`).

    A `timestamp` is both; a word without a start is left out.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"this is no valid JSON: {error}") from error
    for number, item in enumerate(_entries(data, 0)):
        given, until = _span(item)
        if given is None:  # an aligner could not place the word
            continue
        start = _number(given)
        length = item.get("duration", 0.3)
        end = _number(start + _number(length) if until is None else until)
        words = _plain(str(item.get("word", item.get("text", ""))))
        if start >= 0:
            yield from _shared(words, start, max(end, start), number, True)


_STARTS = {"start", "time", "start_time", "timestamp"}


def _span(item: Mapping[str, Any]) -> tuple[Any, Any]:
    """Start and end as they are given, None where they are not; `timestamp` is a pair of both."""
    pair = item.get("timestamp")
    if isinstance(pair, list) and len(pair) == 2:
        return pair[0], pair[1]
    start, end = (
        next((item[name] for name in names if item.get(name) is not None), None)
        for names in (("start", "time", "start_time"), ("end", "end_time"))
    )
    return start, end


def _entries(data: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    """The innermost objects that have a start and a text."""
    if depth > 6:
        return
    if isinstance(data, list):
        for item in data:
            yield from _entries(item, depth + 1)
    elif isinstance(data, dict):
        inner = [data[key] for key in ("words", "segments", "chunks", "lines") if data.get(key)]
        if inner:
            yield from _entries(inner[0], depth + 1)
        elif {"word", "text"} & set(data) and _STARTS & set(data):
            yield data


def _number(value: Any) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise ValueError(f"{str(value)[:40]!r} is no time in seconds") from None
    if not math.isfinite(number):
        raise ValueError("a time must be a finite number of seconds")
    return number


def _mark_time(match: re.Match[str]) -> float:
    return _minutes(match[1], match[2]) if match.re is _LRC_WORD else _clock(match[1])


def _minutes(minutes: str, seconds: str) -> float:
    return 60 * int(minutes) + float(seconds.replace(":", "."))


def _clock(text: str) -> float:
    total = 0.0
    for part in text.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total
