"""Frame: clicks on the beats of the song: `turn the metronome on`, `make it click on the beat`."""

from __future__ import annotations

from ..parts.clause import Clause
from ..parts.frame import Frame, call, tags
from ..parts.items import Item
from ..parts.plain_call import Found

_CLICKS = tags(
    "metronome set add delete clear stop mute play on off to song it again each grid:beats "
    "off_again"
)
_HEARD = frozenset(("clicking", "ticking"))
"""What is heard of clicks; where there are none, another thing is meant."""
_BESIDE = frozenset(("with", "and", "stops", "muted", "silenced"))
"""Words beside which more is said than that there are clicks, or that there are none."""
_STARTS = frozenset(
    "turn switch set make let start put bring give have get play hear run use want need "
    "add create insert unmute".split()
)
"""Verbs with which clicks are asked for."""
_SUBJECTS = frozenset(("it", "it is", "it's", "they", "they are", "that is", "that's", "there"))
"""Words with which something is told of clicks."""
_PEOPLE = frozenset("i we you he she people".split())
_WANTS = frozenset("want need would wanna".split())
"""Verbs behind which what people say of themselves is a wish."""
_SMALL = frozenset("the a an my our please and so ok okay now well then that this".split())


def metronome(clause: Clause) -> Found | None:
    """Read `turn the metronome on`, `metronome off`, `add a click`, `remove the metronome`."""
    strips, every = clause.of("strip"), clause.take("every")
    is_strip = [item.name.casefold() for item in strips] == ["metronome"]
    if clause.kinds - {"strip", "every"} or strips and not is_strip:
        return None
    if any(item.value != 1 for item in every) or every and not clause.values("grid"):
        return None
    if clause.has("is", "question", "prop") or not (is_strip or clause.has("metronome")):
        return None
    listed = clause.has("song") and "," in clause.text
    if listed or not clause.is_all(_CLICKS) or _is_told(clause):
        return None
    clause.use(*strips)
    texts = {word for item in clause.items for word in item.text.split()}
    off = "off" in texts or clause.has("delete", "clear", "stop") or _is_left(clause)
    off = off or clause.has("mute") and "unmute" not in texts
    on = "on" in texts or "unmute" in texts or clause.has("add")
    on = not _is_left(clause) and (on or clause.has("set", "play") and not off)
    alone = not (on or off or strips or clause.has("it", "again")) and clause.whole
    if on == off and not alone or not texts.isdisjoint(_BESIDE):
        return None
    if not off and not _is_asked(clause, texts):
        return None
    if off and not clause.situation.clicks and not texts.isdisjoint(_HEARD):
        return Found(refused=True, text="The metronome is off.")
    return clause.doing(call("set_metronome", on=not off), weak=alone and "metronome" not in texts)


def _is_told(clause: Clause) -> bool:
    """Tell whether a part states what clicks: `it clicks on the beat again`."""
    words = [i.text for i in clause.items if i.kind == "word" and i.text not in _SMALL]
    named = bool(words) and words[0] in _PEOPLE and _WANTS.isdisjoint(words[1:2])
    return named or bool(words) and words[0] in _SUBJECTS


def _is_left(clause: Clause) -> bool:
    """Tell whether clicks are to be let be, as German says that they are to stop."""
    words = [i for i in clause.items if i.kind in ("word", "strip") and i.text not in _SMALL]
    if [words[0].text, words[-1].text] != ["let", "become"] or len(words) != 3:
        return False
    return words[1].kind == "strip" or words[1].has("metronome")


def _is_asked(clause: Clause, texts: set[str]) -> bool:
    """Tell whether clicks are asked for, and no other thing is to click."""
    words = [item for item in clause.items if item.kind in ("word", "strip")]
    verbs = {item.text for item in words if item.has("set", "play", "add")}
    verbs -= {"back on", "i want", "i need"}
    if any(not _STARTS.issuperset(verb.split()) for verb in verbs):
        return False
    place = next(n for n, i in enumerate(words) if i.kind == "strip" or i.has("metronome"))
    before = words[place - 1].text if place else ""
    switched = words[-1].text in ("on", "back on") or verbs & {"turn", "switch"} and "on" in texts
    if before == "it" or switched:
        return True
    if place and _clicks_itself(words[place - 1], verbs):
        return False
    if "let" in verbs:
        return not verbs.isdisjoint(("play", "run", "start"))
    heard = not texts.isdisjoint(_HEARD)
    behind = words[place + 1 :]
    return not heard or any(item.has("grid:beats") for item in behind)


def _clicks_itself(before: Item, verbs: set[str]) -> bool:
    """Tell whether what stands before is to click: `make them click`, `make the song click`."""
    named = before.has("song") or before.has("it") and before.text not in ("that", "this")
    return named and not verbs.isdisjoint(("make", "let", "have", "get"))


FRAMES = (
    Frame(
        "metronome",
        metronome,
        _CLICKS,
        ("set_metronome",),
        (
            ("Turn the metronome on", (call("set_metronome", on=True),)),
            ("Metronome off", (call("set_metronome", on=False),)),
        ),
        tags("metronome strip"),
    ),
)
