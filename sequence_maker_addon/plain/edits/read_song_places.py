"""Frames: the playhead goes by beats, bars, sections and drops of the song."""

from __future__ import annotations

from ..parts.clause import Clause
from ..parts.frame import Frame, call, tags
from ..parts.items import Item
from ..parts.plain_call import Found, PlainCall
from ..parts.time_spans import told

_POINTS = {"grid:beats": "beat", "grid:downbeats": "bar", "grid:sections": "section"}
_SECTIONS = ("section", "part")
_ONE = {"one beat": "beat", "next one beat": "beat", "one bar": "bar", "next one bar": "bar"}
"""How `the next beat` is read that another language says with its article."""
_MOST_ALONE = 3
"""Words of a request without a verb, such as `the next beat`."""


def to_point(clause: Clause) -> Found | None:
    """Read `go to the next beat`, `jump to bar 9`, `play from the drop`."""
    if clause.has("flash", "pulse"):
        return None  # which the playhead does not do
    one = clause.take("amount") + clause.take("span", "next")
    if clause.kinds - {"number", "amount", "span"} or not _goes(clause):
        return None
    if not all(item.text in _ONE for item in one):
        return None
    point = _point(clause)
    where = None if point is None else _where(clause, point)
    if where is None:
        return None
    return clause.doing(_going(clause, where))


def to_section(clause: Clause) -> Found | None:
    """Read `go to the chorus` of a song that was not heard yet, and `play the second verse`."""
    if clause.kinds - {"section"} or not _goes(clause):
        return None
    sections = clause.of("section")
    named = [item.text for item in clause.items if item.has("part_name")]
    if len(sections) + len(named) != 1:
        return None
    if not sections:
        return clause.doing(_going(clause, named[0]))
    clause.use(*sections)
    if sections[0].second:
        start = told(sections[0].value)
        return clause.doing(call("play_audio", start_time=start)) if _plays(clause) else None
    if any(sign.isdigit() for sign in sections[0].name):
        return Found(refused=True, text=clause.situation.without_section(sections[0].name))
    return clause.doing(_going(clause, sections[0].name))


def _goes(clause: Clause) -> bool:
    """Tell whether the playhead is to move: a verb says so, or nothing else is said."""
    if clause.has("seek") or _plays(clause):
        return True
    words = [item for item in clause.items if item.kind == "word"]
    return clause.has("next", "previous") and len(words) <= _MOST_ALONE and clause.is_all(_WAY)


def _plays(clause: Clause) -> bool:
    return any(item.has("loud") and item.has("play") for item in clause.items)


def _going(clause: Clause, place: str) -> PlainCall:
    return call("play_audio" if _plays(clause) else "seek_audio", place=place)


def _point(clause: Clause) -> str | None:
    """Return the one point of the song that is named."""
    found = {_ONE[item.text] for item in clause.items if item.text in _ONE}
    found |= {_POINTS[tag] for item in clause.items for tag in item.tags & _POINTS.keys()}
    words = [item for item in clause.items if item.kind == "word"]
    found |= {"section" for item in words if item.text in _SECTIONS}
    found |= {"drop" for item in words if item.has("landmark") and item.text == "drop"}
    return found.pop() if len(found) == 1 else None


def _where(clause: Clause, point: str) -> str | None:
    """Return which one is meant: the next, the previous, or one by its number."""
    ways = [way for way in ("next", "previous") if clause.has(way)]
    ways += [item.role for item in clause.items if item.kind == "span"]
    numbers = clause.of("number")
    if len(ways) == 1 and not numbers:
        return f"{ways[0]} {point}"
    if ways or len(numbers) > 1:
        return None
    if not numbers:
        return point if point == "drop" else None
    if not _is_counted(clause, numbers[0]):
        return None
    clause.use(*numbers)
    return f"{point} {numbers[0].value:g}"


def _is_counted(clause: Clause, number: Item) -> bool:
    """Tell whether a number stands behind its noun: `bar 9`."""
    place = next(n for n, item in enumerate(clause.items) if item is number)
    before = clause.items[place - 1] if place else None
    named = before is not None and (before.tags & _POINTS.keys() or before.text in _SECTIONS)
    return bool(named) and number.value == int(number.value) >= 1


_WAY = tags("next previous grid:beats grid:downbeats grid:sections segment landmark")
_GOING = "seek play from on to of song playhead set it start edge_start start_of move "
FRAMES = (
    Frame(
        "song place",
        to_point,
        tags(
            _GOING + "next previous grid:beats grid:downbeats grid:sections segment landmark "
            "section_edge"
        ),
        ("seek_audio", "play_audio"),
        (
            ("Go to the next beat", (call("seek_audio", place="next beat"),)),
            (
                "Jump to the previous bar",
                (call("seek_audio", place="previous bar"),),
            ),
            ("Go to bar 9", (call("seek_audio", place="bar 9"),)),
            (
                "Play from the drop",
                (call("play_audio", place="drop"),),
            ),
        ),
        tags("seek play next previous"),
    ),
    Frame(
        "song section",
        to_section,
        tags(_GOING + "part_name"),
        ("seek_audio", "play_audio"),
        (),
        tags("seek play"),
    ),
)
