"""Frame: a channel, a range of it, or everything is emptied."""

from __future__ import annotations

from typing import Any

from ...sequence.timelines import CHANNELS
from ..parts.clause import Clause
from ..parts.frame import Frame, call, tags
from ..parts.grouping import END
from ..parts.places import asked_channel, channels
from ..parts.plain_call import Found
from ..parts.time_spans import stretch, told

_AWAY = frozenset("keep stay hands paws fingers lay back cut".split())
"""Words with which `off` says to leave something alone."""
_UNSURE = frozenset("take drop cut kill strip strike lose clean wash start".split())
"""Verbs that mean other things as well."""


def clear(clause: Clause) -> Found | None:
    """Read `clear channel 3`, `wipe everything after 40 s`, `empty all but channel 1`."""
    if clause.any("color", "index", "ref", "every", "period", "strip", "quoted", "delta"):
        return None
    off = clause.has("off") and clause.any("channels") and not clause.has("add", "play", "stop")
    off = off and not any(item.text in _AWAY for item in clause.items)
    if not clause.has("clear", "delete") and not off or _is_of_others(clause):
        return None
    if clause.has("both") and not clause.any("channels", "number"):
        return None  # two of what was said before
    if clause.loose and clause.has("last", "first"):
        return None
    guessed = clause.loose and clause.any("channels", "number") and _leads(clause)
    sure = _sure(clause) or guessed or off
    if not clause.has("everything", "all", "many") and not sure:
        return None
    place = _range(clause)
    if place is None or isinstance(place, Found):
        return place
    return _all_but(clause, place) if clause.has("but") else _emptied(clause, place)


def _emptied(clause: Clause, place: dict[str, Any]) -> Found | None:
    """Clear the channels that are named, or all, between two times."""
    everything = clause.has("everything", "all", "many") or bool(place)
    if (
        not everything
        and not clause.any("channels", "number" if clause.loose else "channels")
        and not clause.has("it", "scratch")
        and not clause.carry.channels
    ):
        alone = not clause.left and any(i.text in ("clear", "empty", "wipe") for i in clause.items)
        return asked_channel(clause) if alone else None
    found = channels(clause, clause.has("it") or not everything_said(clause), guess=clause.loose)
    if isinstance(found, Found):
        return found
    if found is None:
        if not everything:
            return None
        return clause.doing(
            call("clear_timeline", **place), weak=not clause.has("everything", "all")
        )
    if len(found) == CHANNELS:
        return clause.doing(call("clear_timeline", **place))
    sure = clause.has("clear", "everything", "all", "many") or not clause.any("start", "end")
    sure = sure and clause.has("clear", "delete")
    calls = (call("clear_timeline", channel=n, **place) for n in found)
    return clause.doing(*calls, weak=not sure)


def _is_of_others(clause: Clause) -> bool:
    """Tell whether markers or beats are meant."""
    things = ("grid:", "set_tempo", "marker")
    return any(tag.startswith(things) for tag in clause.tags)


def _leads(clause: Clause) -> bool:
    """Tell whether a verb that means other things as well opens the part."""
    words = [i for i in clause.items if i.kind == "word" and not i.has("filler", "hesitation")]
    return bool(words) and words[0].has("clear", "delete")


def everything_said(clause: Clause) -> bool:
    """Tell whether all channels may be meant."""
    return clause.has("everything", "all")


def _sure(clause: Clause) -> bool:
    """Tell whether a verb can only mean to take away."""
    verbs = [item.text for item in clause.items if item.has("clear", "delete")]
    return any(verb not in _UNSURE for verb in verbs)


def _range(clause: Clause) -> dict[str, Any] | Found | None:
    """Return the times between which it is cleared."""
    starts, ends = clause.of("start"), clause.of("end")
    if len(starts) == 1 and not ends and not clause.any("span", "length"):
        if starts[0].role not in ("after", "from", "start"):
            return None
        clause.use(*starts)
        return {"start_time": told(starts[0].value)}
    if len(ends) == 1 and not starts and ends[0].role in ("until", "before", "end"):
        if clause.any("length", "span"):
            return None
        clause.use(*ends)
        return {"end_time": told(ends[0].value)}
    if not clause.any("span", "start", "end", "length", "section"):
        return {}
    span = stretch(clause, carried=False)
    if span is None or isinstance(span, Found):
        return span
    place = {"start_time": told(span[0])} if span[0] > 0 else {}
    if span[1] != END or not place:
        place["end_time"] = told(span[1])
    return {} if span[0] == 0 and span[1] in (END, clause.situation.song_end) else place


def _all_but(clause: Clause, place: dict[str, Any]) -> Found | None:
    """Clear each channel that holds segments, but for those that are named behind `but`."""
    words = [i for i, item in enumerate(clause.items) if item.has("but")]
    named = [i for i, item in enumerate(clause.items) if item.kind == "channels"]
    if len(words) != 1 or not named or min(named) < words[0]:
        return None
    if not clause.has("everything", "all"):
        return None
    kept = channels(clause, carried=False)
    if kept is None or isinstance(kept, Found):
        return kept
    used = dict.fromkeys(segment.channel for segment in clause.situation.segments)
    rows = [n for n in used if n not in kept]
    if not rows:
        return Found(refused=True, text="There is nothing on the other channels.")
    return clause.doing(*(call("clear_timeline", channel=n, **place) for n in rows))


FRAME = Frame(
    "clear",
    clear,
    tags(
        "off clear delete channel prop segment many everything all it on of from at song scratch "
        "but whole time_noun after before until to edge_start set each"
    ),
    ("clear_timeline",),
    (
        ("Clear channel 3", (call("clear_timeline", channel=3),)),
        (
            "Clear channel 2 from 5 to 10 seconds",
            (call("clear_timeline", channel=2, start_time=5, end_time=10),),
        ),
    ),
    tags("clear delete off"),
)
