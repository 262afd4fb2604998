"""Reads .ttml (captions of television and of Apple Music), YouTube's XML, and aeneas's."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from xml.etree import ElementTree

from .clock_texts import amount
from .text_lines import Line, Odd, Piece, begun, joined, lines_of

_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\w{1,8});)\w{1,30};")
_FRAMES = re.compile(r"(\d{1,6}:\d{1,2}:\d{1,2}):(\d{1,4}(?:\.\d+)?)")
_COUNTED = re.compile(r"(\d{1,15}(?:\.\d{1,9})?)([ft])")
_DEEPEST = 24
_BESIDE = ("x-translation", "x-roman")


@dataclass(frozen=True, slots=True)
class _Clock:
    """How a file counts.

    Attributes:
        frames: A second.
        ticks: A second.
        is_relative: Times count from the parent's.
        counted: Frames that one of its seconds has, where those are no whole seconds; else 0.
    """

    frames: float = 30.0
    ticks: float = 1.0
    is_relative: bool = False
    counted: float = 0.0

    def time(self, text: str | None, scale: float = 1.0) -> float | None:
        """Return seconds of an attribute; a bare number counts for `scale`."""
        if text is None:
            return None
        if found := _FRAMES.fullmatch(text.strip()):
            whole = amount(found[1])
            slower = self.counted / self.frames if self.counted else 1.0
            return None if whole is None else whole * slower + float(found[2]) / self.frames
        if found := _COUNTED.fullmatch(text.strip()):
            return float(found[1]) / (self.frames if found[2] == "f" else self.ticks)
        return amount(text, scale)


def read_xml(text: str, odd: Odd) -> list[Line]:
    """Read paragraphs with times, and words in them that have times of their own."""
    rows = text.split("\n")
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        odd.note(1, "<!DOCTYPE")
        return []
    whole = _ENTITY.sub(lambda found: html.unescape(found[0]), text.strip())
    try:
        root = _root(whole, odd)
    except ElementTree.ParseError as error:
        row = min(error.position[0], len(rows))
        odd.note(row, rows[row - 1])
        return []
    lines: list[Line] = []
    clock = _clock_of(root)
    for found in _paragraphs(root, clock):
        odd.take(len(found))
        lines += found
    lines = lines or list(_any_lines(root, clock, 0))
    if not lines:
        odd.note(1, rows[0])
    if "timing" in _bare(root):  # lyrics of Apple Music, in which brackets are sung
        return [replace(line, is_sung=True) for line in lines]
    return lines


def _root(text: str, odd: Odd) -> ElementTree.Element:
    """Return the outermost element; of a file that is cut off with what is whole in it.

    Raises:
        ParseError: If it is damaged in any other way.
    """
    try:
        return ElementTree.fromstring(text)
    except ElementTree.ParseError:
        parser: Any = ElementTree.XMLPullParser(("start",))
        parser.feed(text)
        begun: list[tuple[str, ElementTree.Element]] = list(parser.read_events())
        if not begun:
            raise
        odd.is_cut_off = True
        return begun[0][1]


def _any_lines(root: ElementTree.Element, clock: _Clock, depth: int) -> Iterator[Line]:
    """Yield lines of elements of any name with a start and an end: of the innermost of them."""
    inner = [(one, span, list(_nearest(one, clock))) for one, span in _nearest(root, clock)]
    if not any(within for *_, within in inner):
        yield from lines_of([Piece("".join(one.itertext()), *span) for one, span, _ in inner])
        return
    for one, span, within in inner if depth < _DEEPEST else ():
        if within:
            yield from _any_lines(one, clock, depth + 1)
        else:
            yield Line((Piece("".join(one.itertext())),), *span)


def _nearest(
    root: ElementTree.Element, clock: _Clock
) -> Iterator[tuple[ElementTree.Element, tuple[float, float]]]:
    """Yield the elements with a start and an end that lie in no other one below the root."""
    todo = list(reversed(root))
    while todo:
        element = todo.pop()
        span = _span(_bare(element), clock, 0.0)
        if span is not None and span[1] is not None:
            yield element, (span[0], span[1])
        else:
            todo += reversed(element)


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _bare(element: ElementTree.Element) -> dict[str, str]:
    return {name.rpartition("}")[2].lower(): value for name, value in element.attrib.items()}


def _clock_of(root: ElementTree.Element) -> _Clock:
    given = _bare(root)
    frames = amount(given.get("framerate")) or 30.0
    over = (given.get("frameratemultiplier") or "1 1").split()
    if len(over) == 2 and (low := amount(over[1])) and (high := amount(over[0])):
        frames *= high / low
    ticks = amount(given.get("tickrate")) or (frames if "framerate" in given else 1.0)
    is_counted = given.get("timebase") == "smpte" and given.get("dropmode") != "dropNTSC"
    clock = _Clock(frames, ticks, counted=round(frames) if is_counted else 0.0)
    return replace(clock, is_relative=_is_relative(root, clock))


def _is_relative(root: ElementTree.Element, clock: _Clock) -> bool:
    """Tell whether times count from what they are in: where one lies before its parent's."""
    todo: list[tuple[ElementTree.Element, float]] = [(root, 0.0)]
    while todo:
        element, within = todo.pop()
        for child in element:
            begin = clock.time(_bare(child).get("begin"))
            if begin is not None and begin < within - 0.0005:
                return True
            todo.append((child, within if begin is None else begin))
    return False


def _paragraphs(root: ElementTree.Element, clock: _Clock) -> Iterator[list[Line]]:
    todo: list[tuple[ElementTree.Element, float]] = [(root, 0.0)]
    while todo:
        element, within = todo.pop()
        given = _bare(element)
        name = _name(element)
        if name in ("p", "text") and (span := _span(given, clock, within)):
            yield _lines(element, span, clock)
            continue
        begin = clock.time(given.get("begin"))
        inner = within + (begin or 0.0) if clock.is_relative else within
        todo += [(child, inner) for child in reversed(element)]


def _span(
    given: Mapping[str, str], clock: _Clock, within: float
) -> tuple[float, float | None] | None:
    """Return start and end by any of the names for them; None without a start."""
    if "t" in given:  # YouTube counts in milliseconds here
        start, end, length = clock.time(given["t"], 0.001), None, clock.time(given.get("d"), 0.001)
        start = None if start is None else start + within
    else:
        by = within if clock.is_relative else 0.0
        start, end = (
            None if time is None else time + by
            for time in map(clock.time, (given.get("begin", given.get("start")), given.get("end")))
        )
        length = clock.time(given.get("dur"))
    if "w" in given:
        length = None  # in a window rows roll, and stay after the next ones came
    if start is None:
        return None
    return start, end if end is not None or length is None else start + length


def _lines(
    element: ElementTree.Element, span: tuple[float, float | None], clock: _Clock
) -> list[Line]:
    """Return a paragraph, and what is sung behind it, each as a line."""
    behind: list[Line] = []
    pieces = begun(joined(list(_pieces(element, span[0], clock, behind, 0))), span[0])
    if all(piece.start is None for piece in pieces):
        pieces = [Piece("".join(piece.text for piece in pieces))]
    own = [Line(tuple(pieces), *span)] if any(p.text.strip() for p in pieces) else []
    return own + behind


def _pieces(
    element: ElementTree.Element, within: float, clock: _Clock, behind: list[Line], depth: int
) -> Iterator[Piece]:
    yield Piece(element.text or "")
    for child in element if depth < _DEEPEST else ():
        given = _bare(child)
        span = _span(given, clock, within)
        role = given.get("role", "")
        if role == "x-bg":
            start = span[0] if span else within
            inner = joined(list(_pieces(child, start, clock, [], depth + 1)))
            begin, until = span or (None, None)
            behind.append(Line(tuple(inner), begin, until, is_sung=True))
        elif _name(child) == "br":
            yield Piece("\n")
        elif span is not None and role not in _BESIDE:
            yield Piece("".join(child.itertext()), *span)
        elif role not in _BESIDE:
            yield from _pieces(child, within, clock, behind, depth + 1)
        yield Piece(child.tail or "")
