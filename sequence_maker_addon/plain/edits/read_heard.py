"""Frames: the beats are told to be otherwise: `the beat is off by half a beat`, `bar 1 is at 3`."""

from __future__ import annotations

import re

from ..frames.read_music import told_bpm
from ..parts.clause import Clause
from ..parts.frame import Frame, call, tags
from ..parts.items import Item
from ..parts.plain_call import Found
from ..parts.time_spans import is_edge, told

_LIKELY = range(60, 221)
"""Beats a minute that a number without a unit may be."""
_PAST = frozenset("was were been would".split())
_AWAY = frozenset("behind ahead out too wrong shifted lag lags".split())
"""Words that tell as `late` and `off` do that beats are beside those that are heard."""
_COME = frozenset("come comes sits fall falls lie lies lag lags".split())
_STARTS = frozenset("starts begins start begin".split())
_SONG = frozenset("song track music tune".split())
_SURE = frozenset("actually really".split())
_TEMPO = frozenset("tempo bpm".split())
_HALF = tags("half_beat metronome grid:beats is later earlier off move beside")
_FIRST = tags("first beat_one grid:beats grid:downbeats is edge_start at song of time_noun")
_FAST = tags("twice halfway double halve set_tempo is it")
_FIRST_BAR = re.compile(
    r"(?:(?:the|my|our|that|so|ok|okay|well|hmm|oh|hey|please|and|actually|really|i think|in fact)"
    r" )*(?:1 |1 one )?n(?: 1| one)?(?: (?:of|in) (?:the |my |our |this )?song)?"
    r"(?: (?:actually|really|just))* (?:is|starts)"
    r"(?: (?:actually|really|just|about|exactly|at))* @"
    r"(?: (?:of|in) (?:the |my |our |this )?song)?(?: (?:actually|really|i think|ok|please|time))*"
)
"""How it is told where the first bar is: what starts stands before that it does."""


def half_beat(clause: Clause) -> Found | None:
    """Read `the beat is off by half a beat`, `the clicks are half a beat late`."""
    if clause.kinds or not clause.has("half_beat") or not _tells(clause, _HALF, _AWAY | _COME):
        return None
    clicks = clause.has("metronome")
    texts = _texts(clause)
    is_told = clause.has("is") or not _COME.isdisjoint(texts)
    away = clause.has("later", "earlier", "off", "move") or not _AWAY.isdisjoint(texts)
    if not is_told or not away or clause.values("grid") != [] and clicks:
        return None
    if not clicks and clause.values("grid") != ["beats"]:
        return None
    weak = clicks and not clause.situation.clicks
    return clause.doing(call("edit_beat_grid", action="shift_half_beat"), weak=weak)


def bar_one(clause: Clause) -> Found | None:
    """Read `bar 1 is at 3.2 s`, `the first bar starts at 3.2 s`."""
    times, firsts = clause.of("start", "at", "start", ""), _firsts(clause)
    if len(times) != 1 or firsts is None or not _tells(clause, _FIRST):
        return None
    if is_edge(times[0]) or not _FIRST_BAR.fullmatch(" ".join(_kinds_said(clause))):
        return None
    clause.use(*times, *firsts)
    time = told(times[0].value)
    return clause.doing(call("edit_beat_grid", action="set_beat_one", time=time))


def _kinds_said(clause: Clause) -> list[str]:
    """Return the words of a part: `n` for a beat or a bar, `1` for the first, `@` for a time."""
    found: list[str] = []
    for item in clause.items:
        if item.has("grid:beats", "grid:downbeats", "beat_one"):
            found.append("n")
            last = item.text.split()[-1]
            found += ["is"] if last == "is" else ["starts"] if last in _STARTS else []
        elif item.kind == "start":
            found += ["starts", "@"] if item.role == "start" else ["@"]
        elif item.kind in ("number", "index"):
            found.append("1" if item.value == 1 else "?")
        elif item.kind == "word":
            meant = {"first": "1"} | dict.fromkeys(_STARTS, "starts") | dict.fromkeys(_SONG, "song")
            found.append("is" if item.has("is") else meant.get(item.text, item.text))
    return found


def _firsts(clause: Clause) -> list[Item] | None:
    """Return what of `bar 1` and `the first bar` must be used; None where neither is said."""
    grids, bars = clause.values("grid"), [n for n in clause.items if n.has("grid:downbeats")]
    if grids == ["beats"] and clause.has("first") or clause.has("beat_one"):
        return [] if clause.kinds == {"start"} else None
    if len(bars) != 1 or grids != ["downbeats"]:
        return None
    place = next(n for n, item in enumerate(clause.items) if item is bars[0])
    before, behind = clause.items[max(place - 1, 0)], clause.items[place + 1 : place + 2]
    if clause.kinds == {"start"}:
        is_one = before.text == "first" or [item.text for item in behind] == ["one"]
        return [] if is_one else None
    ones = clause.of("number") + clause.of("index")
    if len(ones) != 1 or ones[0].value != 1 or len(clause.kinds) != 2:
        return None
    return ones if ones[0] is before or [ones[0]] == behind else None


def scaled(clause: Clause) -> Found | None:
    """Read `it's twice as fast`; of `the tempo is double` nobody can tell which one is."""
    double, halve = clause.has("twice", "double"), clause.has("halfway", "halve")
    texts = _texts(clause)
    if clause.kinds or double == halve or not _tells(clause, _FAST, _SONG | _SURE | _TEMPO):
        return None
    if not clause.has("set_tempo") and not _is_said(clause):
        return None
    if not texts.isdisjoint(_TEMPO):
        options = ("double the tempo", "halve the tempo")
        return Found(missing="tempo", text="More beats, or fewer?", options=options)
    if not clause.has("twice", "halfway") or not _may_mean_song(clause, texts):
        return None
    action = "double" if double else "halve"
    return clause.doing(call("edit_beat_grid", action=action), weak=True)


def bare_tempo(clause: Clause) -> Found | None:
    """Read `it's actually 128`, where no other thing can be meant; it is proposed."""
    number, texts = clause.one("number"), _texts(clause)
    if number is None or clause.kinds != {"number"} or number.value not in _LIKELY:
        return None
    if not _tells(clause, tags("is"), _SONG | _SURE) or not _may_mean_song(clause, texts):
        return None
    if not _is_said(clause):
        return None
    if texts.isdisjoint(_SURE) and not clause.situation.last:
        return None
    bpm = told_bpm(number.value)
    return clause.doing(call("edit_beat_grid", action="set_tempo", bpm=bpm), weak=True)


def _texts(clause: Clause) -> frozenset[str]:
    words = (item.text for item in clause.items if item.kind == "word")
    return frozenset(word for text in words for word in text.split())


def _tells(clause: Clause, honored: frozenset[str], more: frozenset[str] = frozenset()) -> bool:
    """Tell whether a part states something, in words that all count, and asks for nothing."""
    words = [item for item in clause.items if item.kind == "word"]
    if not words or clause.has("question", "condition") or clause.text.rstrip().endswith("?"):
        return False
    if words[0].has("is") and words[0].text not in ("it is", "it's"):
        return False
    known = (i.tags & honored or i.text in more or i.text in _IDLE for i in words)
    return all(known) and _PAST.isdisjoint(_texts(clause))


def _is_said(clause: Clause) -> bool:
    return clause.has("is") or any(item.text in ("it's", "it is") for item in clause.items)


def _may_mean_song(clause: Clause, texts: frozenset[str]) -> bool:
    """Tell whether `it` is the song, and not what was made by the last turn."""
    named = [name for name, *_ in clause.situation.last]
    return not _SONG.isdisjoint(texts) or all(name == "edit_beat_grid" for name in named)


_IDLE = frozenset(
    "the a an it's it is to by too at of in on ok okay so well please hmm oh and actually really "
    "just about exactly hey that's this my our one".split()
) | {"it is", "i think", "in fact"}
"""Words that say nothing here; of those that say nothing in other commands, not all: `I want`."""
FRAMES = (
    Frame(
        "beats beside",
        half_beat,
        _HALF | tags("correction hesitation"),
        ("edit_beat_grid",),
        (),
        tags("half_beat"),
    ),
    Frame(
        "bar one",
        bar_one,
        _FIRST | {"segment"},
        ("edit_beat_grid",),
        (),
        tags("start"),
    ),
    Frame(
        "tempo told",
        scaled,
        _FAST | tags("tempo song beatfix"),
        ("edit_beat_grid",),
        (),
        tags("twice halfway double halve"),
    ),
    Frame(
        "number of a tempo",
        bare_tempo,
        tags("is song"),
        ("edit_beat_grid",),
        (),
        tags("number"),
    ),
)
