"""Frames: questions about the song: its key, how many beats it has, whether the metronome is on."""

from __future__ import annotations

from ...sequence.numerals import counted
from ..parts.clause import Clause
from ..parts.frame import Frame, tags
from ..parts.items import Item
from ..parts.plain_call import Found

_SURE = 0.5
"""How sure a key is that is told without a doubt."""
_ASKED = "question what how is many_q song list on grid:beats grid:downbeats many long "
_COUNTED = frozenset(
    "how many much long has have had having do does are is was it in the a an one my our this of "
    "there we i you per each every altogether total and overall please can could would tell me us "
    "say know want to whole entire all song track music tune piece contain contains consist "
    "section sections part go set get give gives got count minute bpm meter exactly now so "
    "i want".split()
)
"""Words of questions how many there are; with another one, only some may be meant."""
_OPEN = ("a", "an", "the", "in", "of")
"""Small words behind which a thing is named in another part: `in A and B`."""
_WITHIN = ("", "on", "of", "for", "at")
"""How a section is said in which what is counted is."""


def counts(clause: Clause) -> Found | None:
    """Read `how many beats are there?`, `how many bars does the song have?`, in all of it."""
    how = clause.has("how") and clause.has("many_q")
    grids = [grid for grid in clause.values("grid") if grid in ("beats", "downbeats")]
    sections = clause.take("section")
    if not how or not grids or clause.kinds - {"section"} or len(sections) > 1:
        return None
    if (
        clause.loose
        or not _are_counted(clause)
        or any(item.role not in _WITHIN for item in sections)
    ):
        return None
    facts = clause.situation
    if (sections or clause.has("part_name")) and not facts.sections:
        return Found(refused=True, text=facts.without_section(""))
    if not facts.song:
        return Found(text="The beats are not known yet: the song was not analyzed.")
    if sections:
        return _bars_of(clause, sections[0]) if grids == ["downbeats"] else None
    if clause.has("part_name"):
        return None
    if len(grids) == 2:
        return Found(text=f"Each bar has {counted(facts.meter, 'beat')}.")
    if any(item.text in ("minute", "bpm") for item in clause.items):
        return Found(text=f"The tempo is {facts.tempo:.4g} BPM.")
    is_beats = grids == ["beats"]
    found = counted(facts.beats, "beat") if is_beats else counted(facts.bars, "bar")
    return Found(text=f"The song has {found}.")


def _are_counted(clause: Clause) -> bool:
    """Tell whether all is asked for of what is named, in words that say nothing else."""
    words = [item for item in clause.items if item.kind == "word"]
    asked = next(n for n, item in enumerate(words) if item.has("how"))
    said = [item.text for item in clause.items if item.kind != "sep"]
    if said[-1] in _OPEN:
        return False
    known = (
        _COUNTED.issuperset(item.text.split())
        or item.has("how", "many_q", "song", "grid:beats", "grid:downbeats", "part_name")
        for item in words
    )
    return all(known) and not any(item.has("on") for item in words[:asked])


def _bars_of(clause: Clause, section: Item) -> Found | None:
    """Tell the bars of a section, of each that is called so."""
    parts = [p for p in clause.situation.sections if (p.start, p.end) in section.spans]
    if not parts:
        return Found(refused=True, text=clause.situation.without_section(section.name))
    return Found(text=" ".join(f"{p.name} has {counted(p.bars, 'bar')}." for p in parts))


def key(clause: Clause) -> Found | None:
    """Read `which key?`, `what key is the song in?`."""
    if clause.kinds or not clause.has("key_noun") or not clause.has("question"):
        return None
    name, sure = clause.situation.key
    if not clause.situation.song:
        return Found(text="The key is not known yet: the song was not analyzed.")
    if not name:
        return Found(text="No key is heard in the song.")
    return Found(text=f"The key is {name}." if sure >= _SURE else f"The key may be {name}.")


def clicks(clause: Clause) -> Found | None:
    """Read `is the metronome on?`; `the metronome is on` asks for nothing."""
    words = [item for item in clause.items if item.kind == "word"]
    is_asked = bool(words) and words[0].has("is")
    if clause.kinds - {"strip"} or not is_asked or not clause.has("metronome"):
        return None
    strips = clause.take("strip")
    if any(item.name.casefold() != "metronome" for item in strips):
        return None
    if clause.situation.clicks:
        return Found(text="The metronome is on.")
    return Found(text="The metronome is off.")


FRAMES = (
    Frame("song counts", counts, tags(_ASKED + "set meter"), (), (), tags("many_q")),
    Frame("song key", key, tags(_ASKED + "key_noun set"), (), (), tags("key_noun")),
    Frame("clicks", clicks, tags("is metronome on off it"), (), (), tags("metronome")),
)
