"""Frame: the sections of the song are named, split, joined, moved and set."""

from __future__ import annotations

from ...sequence.numerals import counted
from ..parts.clause import Clause
from ..parts.frame import Frame, call, tags
from ..parts.items import Item
from ..parts.plain_call import Found
from ..parts.time_spans import is_edge, told

_NOT = frozenset(
    "color channels strip ref every period percent delta level pixels bpm length".split()
)


_STATED = frozenset(
    "the my our this that of song section part so ok okay well oh hmm hey please and actually "
    "really just should must has have to needs need exactly about at right shall i think in "
    "fact".split()
)
"""Words with which it is told where a section starts; with another one, more is meant."""
_SAME = 0.005
"""Seconds by which a border that is told may be beside the one that is there."""


def sections(clause: Clause) -> Found | None:
    """Read `call the section at 1:02 the chorus`, `split the section at 45 s`."""
    if clause.any(*_NOT) or clause.has("flash", "pulse", "fade", "undo"):
        return None
    if clause.has("restore"):
        whole = clause.values("grid") == ["sections"] and not clause.kinds
        return clause.doing(call("set_sections", action="restore")) if whole else None
    if clause.any("index"):
        return _nth_named(clause)
    named = _is_section(clause)
    if clause.has("joins"):
        return _joined(clause)
    if clause.has("border") and clause.has("move"):
        return _moved(clause)
    if clause.has("cut") and named and not clause.has("name"):
        return _split(clause)
    if clause.has("name") or named and clause.has("is"):
        return _named(clause)
    return _edge(clause) if named else None


def _is_section(clause: Clause) -> bool:
    return clause.any("section") or any(item.text == "section" for item in clause.items)


def _title(clause: Clause) -> str:
    """Use and return what a section is to be called, which is said last."""
    last = clause.items[-1]
    if last.kind in ("quoted", "section"):
        clause.use(last)
        return last.name if last.kind == "quoted" else last.text
    named = last.has("part_name") or last.text == "drop"
    return last.text.removeprefix("the ") if named else ""


def _named(clause: Clause) -> Found | None:
    title = _title(clause)
    target = clause.of("section") + clause.of("start", "at") + clause.of("span")
    if not title or len(target) != 1:
        return None
    clause.use(*target)
    return _called(clause, target[0], title)


def _called(clause: Clause, target: Item, title: str) -> Found:
    if target.kind == "section":
        made = call("set_sections", action="rename", sections=[target.name], name=title)
    elif target.kind == "start":
        made = call("set_sections", action="rename", time=told(target.value), name=title)
    else:
        span = {"time": told(target.value), "to_time": told(target.second)}
        made = call("set_sections", action="set", **span, name=title)
    return clause.doing(made)


def _nth_named(clause: Clause) -> Found | None:
    """Read `call the first section intro`."""
    one, title, every = clause.one("index"), _title(clause), clause.situation.sections
    if one is None or not title or not one.text.endswith(" section") or not clause.has("name"):
        return None
    count = int(one.value)
    if not every:
        return Found(refused=True, text=clause.situation.without_section(title))
    if not 0 < abs(count) <= len(every):
        return Found(refused=True, text=f"The song has {counted(len(every), 'section')}.")
    names = [every[count - (count > 0)].name]
    return clause.doing(call("set_sections", action="rename", sections=names, name=title))


def _edge(clause: Clause) -> Found | None:
    """Read `the chorus starts at 20 s`; of several, which one is only guessed."""
    named, starts = clause.take("section"), clause.take("start", "start")
    times = starts + clause.take("end", "end")
    if len(named) != 1 or not named[0].spans or len(times) != 1 or times[0].value < 0:
        return None
    if not _is_stated(clause, named[0], times[0]):
        return None
    time = times[0].value
    borders = [start if starts else end for start, end in named[0].spans]
    near = _nearest(borders, time)
    if near is None:
        options = tuple(f"move the border at {told(b)} s to {told(time)} s" for b in borders)
        return Found(missing="section", text="Which section?", options=options)
    if abs(near - time) <= _SAME:
        return Found()
    span = {"time": told(near), "to_time": told(time)}
    return clause.doing(call("set_sections", action="move", **span), weak=len(borders) > 1)


def _is_stated(clause: Clause, named: Item, time: Item) -> bool:
    """Tell whether nothing else is said than where a section starts or ends."""
    words = [w for i in clause.items if i.kind == "word" for w in i.text.split()]
    kinds = [item for item in clause.items if item is named or item is time]
    if is_edge(time):
        return False
    return kinds == [named, time] and not named.role and _STATED.issuperset(words)


def _nearest(borders: list[float], time: float) -> float | None:
    """Return the border that is much nearer to a time than each other one."""
    near, *others = sorted(borders, key=lambda border: abs(border - time))
    gap = abs(near - time)
    return near if all(abs(other - time) > 2 * gap for other in others) else None


def _split(clause: Clause) -> Found | None:
    times, named = clause.of("start", "at"), clause.take("section")
    if len(times) != 1:
        return None
    clause.use(*times)
    time = times[0].value
    if any(not any(start < time < end for start, end in item.spans) for item in named):
        return Found(refused=True, text=f"{told(time)} s is not within that section.")
    return clause.doing(call("set_sections", action="split", time=told(times[0].value)))


def _joined(clause: Clause) -> Found | None:
    found = [item.name for item in clause.take("section")]
    numbers = clause.of("number")
    if not found and len(numbers) == 1 and clause.values("grid") == ["sections"]:
        clause.use(*numbers)
        count, every = int(numbers[0].value), [part.name for part in clause.situation.sections]
        if clause.has("first") == clause.has("last") or not 2 <= count <= len(every):
            return None
        found = every[:count] if clause.has("first") else every[-count:]
    if len(found) < 2:
        return None
    return clause.doing(call("set_sections", action="join", sections=found))


def _moved(clause: Clause) -> Found | None:
    spans = clause.of("span")
    if len(spans) == 1 and not clause.kinds - {"span"}:
        clause.use(*spans)
        first, last = spans[0].value, spans[0].second
    else:
        starts, ends = clause.of("start", "at", "from"), clause.of("end", "to")
        if len(starts) != 1 or len(ends) != 1:
            return None
        clause.use(*starts, *ends)
        first, last = starts[0].value, ends[0].value
    return clause.doing(call("set_sections", action="move", time=told(first), to_time=told(last)))


FRAME = Frame(
    "sections",
    sections,
    tags(
        "name segment is at to from cut joins border move first last grid:sections part_name "
        "section_edge time_noun song on restore landmark"
    ),
    ("set_sections",),
    (
        (
            "Call the section at 0:42 the chorus",
            (call("set_sections", action="rename", time=42, name="chorus"),),
        ),
        ("Split the section at 45 s", (call("set_sections", action="split", time=45),)),
        (
            "Join the first two sections",
            (call("set_sections", action="join", sections=["A1", "B1"]),),
        ),
        (
            "Move the border at 30 s to 32 s",
            (call("set_sections", action="move", time=30, to_time=32),),
        ),
    ),
    tags("name is cut joins border restore section"),
)
