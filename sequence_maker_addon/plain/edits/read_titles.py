"""Frames: titles, lower thirds and captions are made, and say something else."""

from __future__ import annotations

import re

from ..parts.clause import Clause
from ..parts.frame import Frame, call, tags
from ..parts.plain_call import Found
from ..parts.time_spans import stretch, told, usual_stretch
from .meant import one_time, strips_meant
from .quoting import ADDS

_NEVER = ("every", "period", "percent", "index", "ref", "delta", "color")
SHOWS = frozenset((*ADDS, "show", "make", "create", "display"))
_PLACE = re.compile(r"\b((?:top|bottom)(?: left| right)?|center)\b(?! of the (?:song|music))")
_LETTERS = ("characters", "letters")
_ROWS = ("lines", "line", "rows")
_POINTS = ("the", "these", "those", "my", "your", "all")
_COMPARED = frozenset(
    "bigger smaller larger wider narrower bolder thicker thinner brighter bright darker higher "
    "lower shorter longer later earlier sooner slower faster".split()
)
"""What compares with captions that are there."""
_WISH = frozenset(
    "at the on in with of a an and to for please pls ok okay now per each i want need like would "
    "i'd song".split()
)
"""Words beside which captions without a verb are wanted."""
_NOUNS = ("title", "caption", "text", "subtitle")


def add(clause: Clause) -> Found | None:
    """Read `add a title "Hello" at 3 s for 4 s`, `add a lower third "Jane" from 10 to 15 s`."""
    words = clause.of("quoted")
    noun = [item for item in clause.of("strip") if item.name.casefold() in _NOUNS]
    if len(words) != 1 or clause.any(*_NEVER) or not (noun or clause.has("title_words")):
        return None
    clause.use(*noun)  # a strip of that name is no title that is to be added
    adds = any(item.text in ADDS for item in clause.items)
    if not adds or clause.has("delete", "marker"):
        return None
    clause.use(*words)
    items = clause.take("channels")
    numbers = [number for item in items for number in item.many]
    if len(numbers) > 1:
        return None
    style = "lower_third" if clause.has("lower_third") else None
    style = style or ("caption" if clause.has("caption") else "title")
    span = stretch(clause, carried=False)
    if isinstance(span, Found):
        return span
    end: float | None = None
    if (found := span or usual_stretch(clause)) is not None:
        start, end = found
    elif (at := one_time(clause, "start")) is not None:
        start = at.value
    else:
        return None
    row = {"text": words[0].name, "start_time": told(start)}
    row |= {} if end is None else {"end_time": told(end)}
    channel = numbers[0] if numbers else None
    return clause.doing(call("add_text", texts=[row], channel=channel, style=style))


def captions(clause: Clause) -> Found | None:
    """Read `add captions of the lyrics`, `show the words as subtitles from 10 to 40 s`."""
    noun = [item for item in clause.of("strip") if item.name.casefold() in _NOUNS]
    if clause.any(*_NEVER, "quoted") or not (clause.has("caption") or noun):
        return None
    if set(clause.values("grid")) - {"words"} or clause.has("delete", "marker", "change"):
        return None
    if not clause.has("caption") and not clause.values("grid"):
        return None  # a title is none
    shows = any(item.text in SHOWS for item in clause.items)
    looks = _place(clause) | _characters(clause) | _lines(clause)
    if _are_there(clause) or _is_one(clause):
        return None
    if not shows and not (looks and _are_wanted(clause)):
        return None
    clause.use(*noun)
    numbers = [number for item in clause.take("channels") for number in item.many]
    if len(numbers) > 1:
        return None
    span = stretch(clause, carried=False)
    if isinstance(span, Found):
        return span
    given = {} if span is None else {"start_time": told(span[0]), "end_time": told(span[1])}
    channel = numbers[0] if numbers else None
    if not clause.situation.words:
        return Found(refused=True, text="No words are known: import the lyrics first.")
    made = call("add_captions", channel=channel, **looks, **given)
    return clause.doing(made, weak=not shows)


def _are_there(clause: Clause) -> bool:
    """Tell whether captions that are there are to look otherwise: `make the captions bigger`."""
    nouns = [n for n, item in enumerate(clause.items) if item.has("caption")]
    pointed = any(n and clause.items[n - 1].text in _POINTS for n in nouns)
    adds = any(item.text in SHOWS - {"make", "put", "place"} for item in clause.items)
    words = {word for item in clause.items for word in item.text.split()}
    return not _COMPARED.isdisjoint(words) or pointed and not adds


def _are_wanted(clause: Clause) -> bool:
    """Tell whether nothing but captions, their place and their rows are said."""
    words = (item for item in clause.items if item.kind == "word")
    known = all(
        i.has("caption", "text_place", "grid:words") or _WISH.issuperset(i.text.split())
        for i in words
    )
    return known and not clause.loose


def _is_one(clause: Clause) -> bool:
    """Tell whether it is one caption, whose words are not told: `add a caption`."""
    one = any(item.text in ("caption", "subtitle") for item in clause.items)
    return one and not clause.values("grid")


def _lines(clause: Clause) -> dict[str, int]:
    """Use and return how many rows a caption has: `two lines`."""
    pairs = zip(clause.items, clause.items[1:], strict=False)
    rows = [one for one, two in pairs if two.text in _ROWS]
    if [row.text for row in rows] == ["one"]:
        return {"lines": 1}
    rows = [row for row in rows if row.kind == "number"]
    if len(rows) != 1 or rows[0].value not in range(1, 7):
        return {}
    clause.use(*rows)
    return {"lines": int(rows[0].value)}


def _place(clause: Clause) -> dict[str, str]:
    """Use and return where the captions lie; `the top` is the beginning elsewhere."""
    found = _PLACE.search(clause.text.casefold())
    if found is None:
        return {}
    clause.use(
        *(i for kind in ("place", "start") for i in clause.of(kind) if i.text.endswith("top"))
    )
    return {"place": found[1]}


def _characters(clause: Clause) -> dict[str, int]:
    """Use and return how wide a row is: `20 characters a row`."""
    pairs = zip(clause.items, clause.items[1:], strict=False)
    wide = [one for one, two in pairs if one.kind == "number" and two.text in _LETTERS]
    clause.use(*wide)
    return {"characters": int(wide[0].value)} if len(wide) == 1 else {}


def change(clause: Clause) -> Found | None:
    """Read `change the text of Title to "Welcome"`."""
    words = clause.of("quoted")
    if len(words) != 1 or clause.any(*_NEVER, "section", "start", "span", "length", "channels"):
        return None
    if not (clause.has("change", "set") and (clause.has("to") or words[0].role == "to")):
        return None
    clause.use(*words)
    strips = strips_meant(clause)
    kinds = {s.name: s.kind for s in clause.situation.strips}
    if strips is None or any(kinds.get(name, "text") != "text" for name in strips):
        return None
    if strips[0].startswith("all ") and not strips[0].startswith("all texts"):
        return None
    return clause.doing(call("set_text", strips=strips, text=words[0].name))


FRAMES = (
    Frame(
        "title",
        add,
        tags("title_words lower_third caption name add set at from to for on of with segment"),
        ("add_text",),
        (
            (
                'Add a title "Hello" from 3 to 6 s',
                (
                    call(
                        "add_text",
                        texts=[{"text": "Hello", "start_time": 3, "end_time": 6}],
                        style="title",
                    ),
                ),
            ),
            (
                "Add a lower third Jane Doe from 10 to 15 s",
                (
                    call(
                        "add_text",
                        texts=[{"text": "Jane Doe", "start_time": 10, "end_time": 15}],
                        style="lower_third",
                    ),
                ),
            ),
        ),
        tags("title_words strip"),
    ),
    Frame(
        "captions",
        captions,
        tags(
            "title_words caption add set show from to for on of with segment kind:text grid:words "
            "song each all as text_place prop"
        ),
        ("add_captions",),
        (
            ("Add captions of the lyrics", (call("add_captions"),)),
            (
                "Show the lyrics as subtitles from 10 to 40 s",
                (call("add_captions", start_time=10, end_time=40),),
            ),
        ),
        tags("caption strip"),
    ),
    Frame(
        "words of a title",
        change,
        tags("title_words caption name change set to of kind:text chosen segment grid:words"),
        ("set_text",),
        (
            (
                'Change the text of Title to "Welcome"',
                (call("set_text", strips=["Title"], text="Welcome"),),
            ),
        ),
        tags("quoted"),
    ),
)
