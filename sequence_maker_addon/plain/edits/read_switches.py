"""Frames: strips and channels are muted, locked, and made less opaque."""

from __future__ import annotations

import re

from ..parts.clause import Clause
from ..parts.frame import Frame, call, tags
from ..parts.plain_call import Found
from .meant import WORDS, song_meant, strips_meant

_NEVER = (
    "color section every period index ref quoted span start end length delta amount number".split()
)
_BACK = re.compile(
    r"(?:(?:turn|switch|put|bring|set|make) )?(?:sound|music|song|track|audio) "
    r"(?:back on(?: again)?|on again|again on)"
)
"""How something is asked to sound again: `on` stands behind it, as `on the song` is a place."""
_IDLE = frozenset("the my our and please then now ok okay just can could would will you".split())
_WANTED = frozenset("need needs want wants should must have get be".split())
"""Words beside which a state is wanted: `I want the movie muted`."""


def switch(clause: Clause) -> Found | None:
    """Read `mute Movie`, `lock channel 5`, `unmute all sounds`, `set Photo to 50% opacity`."""
    has = any(item.text in ("has", "had") for item in clause.items)
    told = has or clause.has("is", "question")  # `channel 5 is locked` asks for nothing
    if told or clause.any(*_NEVER) or clause.has("volume", "half", "twice_v", "quarter_v"):
        return None
    percent = clause.one("percent") if clause.has("opacity") else None
    what = _switched(clause)
    if percent is not None and percent.value > 100:
        return None
    if percent is not None and not what:
        what = {"opacity": percent.value / 100}
    if len(what) != 1 or clause.any("percent") and percent is None:
        return None
    channels = [number for item in clause.of("channels") for number in item.many]
    whole = channels and not clause.any("strip") and not clause.values("kind")
    if whole and not clause.has("chosen", "segment", "opacity"):
        clause.take("channels")
        numbers = list(dict.fromkeys(channels))
        return clause.doing(call("set_channels", channels=numbers, **what), weak=_is_state(clause))
    strips = strips_meant(clause)
    if strips is None:
        return None
    if clause.any("strip") and any(item.text in ("music", "song") for item in clause.items):
        strips = list(dict.fromkeys([*(song_meant(clause) or ()), *strips]))
    return clause.doing(call("set_strips", strips=strips, **what), weak=_is_state(clause))


def back_on(clause: Clause) -> Found | None:
    """Read `turn the music back on`: what is muted sounds again, or the playback goes on."""
    said = (
        i.text for i in clause.items if i.kind == "word" and not _IDLE.issuperset(i.text.split())
    )
    if clause.kinds or not clause.has("song") or not _BACK.fullmatch(" ".join(said)):
        return None
    muted = [strip.name for strip in clause.situation.sounds if strip.muted]
    if muted and (named := song_meant(clause)):
        names = named if named[0] in muted else muted[:1]
        sure = clause.situation.playing and len(muted) == 1
        return clause.doing(call("set_strips", strips=names, mute=False), weak=not sure)
    return Found() if clause.situation.playing else clause.doing(call("play_audio"))


def _is_state(clause: Clause) -> bool:
    """Tell whether a state is named, which may be so or be wanted: `movie muted`; or a part."""
    words = [item.text for item in clause.items if item.has("mute", "locking")]
    partly = any(item.text in ("bit", "little", "tad", "half") for item in clause.items)
    said = {word for item in clause.items for word in item.text.split()}
    wanted = not _WANTED.isdisjoint(said)
    return partly or bool(words) and not wanted and all(word.endswith("ed") for word in words)


def _switched(clause: Clause) -> dict[str, bool | float]:
    words = {item.text for item in clause.items if item.kind == "word"}
    found: dict[str, bool | float] = {}
    if clause.has("mute"):
        found["mute"] = "unmute" not in words
    if clause.has("locking"):
        found["lock"] = words.isdisjoint({"unlock", "unlocks", "unlocked"})
    both = {"mute", "unmute"} <= words or {"lock", "unlock"} <= words
    return {} if both else found


FRAMES = (
    Frame(
        "switch strips",
        switch,
        tags(WORDS + "mute locking opacity snap set to on of at again channel prop"),
        ("set_strips", "set_channels"),
        (
            ("Mute Movie", (call("set_strips", strips=["Movie"], mute=True),)),
            ("Unlock Photo", (call("set_strips", strips=["Photo"], lock=False),)),
            ("Lock channel 5", (call("set_channels", channels=[5], lock=True),)),
        ),
        tags("mute locking opacity"),
    ),
    Frame(
        "back on",
        back_on,
        tags("song set on again play move add seek back"),
        ("set_strips", "play_audio"),
        (),
        tags("again play on"),
    ),
)
