"""Which strips a part of a request is about, as functions take them."""

from __future__ import annotations

from ..parts.clause import Clause
from ..parts.grouping import END
from ..parts.items import Item

MANY = {"movie": "movies", "image": "images", "sound": "sounds", "text": "texts"}
"""How rules of functions call several strips of a kind."""
WORDS = "kind:movie kind:image kind:sound kind:text chosen segment many all each song it "
"""Tags of the words that name strips."""
_SOME = frozenset("one half few some most either any part middle".split())
"""Words that say that not all are meant, or not the whole; which, nobody can tell."""
_BEFORE_NOUNS = frozenset("a an the great good nice lovely cool awesome perfect sweet".split())


def strips_meant(clause: Clause) -> list[str] | None:
    """Return names and rules of the strips that a part is about, using what names them.

    `Movie`, `the selected strips`, `all images on channel 3`, `the music`; None where none is
    named, or it is not clear which.
    """
    named = [item.name for item in clause.take("strip")]
    if any(item.kind == "word" and item.text in _SOME for item in clause.items):
        return None
    if named:
        return list(dict.fromkeys(named))
    kinds = clause.values("kind")
    if clause.has("chosen"):
        rule = f"selected {MANY[kinds[0]]}" if len(kinds) == 1 else "selected"
        return [rule] if len(kinds) < 2 else None
    if len(kinds) == 1:
        return _of_kind(clause, kinds[0])
    if clause.has("song"):
        return song_meant(clause)
    every = clause.has("all", "everything") and clause.has("many", "everything")
    return _rule(clause, "strips") if every else None


def _of_kind(clause: Clause, kind: str) -> list[str] | None:
    """Return a rule for several of a kind, or the only one there is."""
    words = [item.text for item in clause.items if item.has(f"kind:{kind}")]
    several = clause.has("all", "each") or any(word.endswith("s") for word in words)
    there = [strip.name for strip in clause.situation.strips if strip.kind == kind]
    if several:
        return _rule(clause, MANY[kind])
    return there if len(there) == 1 else None


def _rule(clause: Clause, noun: str) -> list[str] | None:
    """Return the rule of all strips of a noun, on the channels that are named."""
    items = [item for item in clause.of("channels") if item.role in ("", "on", "of", "from")]
    clause.use(*items)
    numbers = dict.fromkeys(number for item in items for number in item.many)
    return [" ".join([f"all {noun}", *(f"on channel {number}" for number in numbers)])]


def song_meant(clause: Clause) -> list[str] | None:
    """Return the song, or the sound that lasts longest; what is unmuted is one that is muted."""
    sounds = list(clause.situation.sounds)
    if any(item.text == "unmute" for item in clause.items):
        sounds = [strip for strip in sounds if strip.muted] or sounds
    names = [strip.name for strip in sorted(sounds, key=lambda s: s.start - s.end)]
    if clause.situation.song in names:
        return [clause.situation.song]
    return names[:1] or None


def only_named(clause: Clause, *tags: str) -> bool:
    """Tell whether what is to be done is a thing here: `a crossfade of 1 s`, `the fade in of ...`.

    Args:
        clause: The part.
        tags: Of the words for what is to be done.
    """
    if clause.has("add", "set"):
        return False
    texts = [item.text.split()[:1] for item in clause.items]
    for place, item in enumerate(clause.items):
        if item.has(*tags):
            opened = place > 0 and not _BEFORE_NOUNS.isdisjoint(texts[place - 1])
            return opened or place + 1 < len(texts) and texts[place + 1] == ["of"]
    return False


def one_time(clause: Clause, *kinds: str) -> Item | None:
    """Use the only time that is named; None where there is none, or several."""
    found = [item for kind in kinds for item in clause.of(kind)]
    if len(found) != 1:
        return None
    clause.use(found[0])
    return found[0]


def one_length(clause: Clause) -> float | None:
    """Use the only length that is named, in seconds."""
    found = one_time(clause, "length", "amount", "delta")
    return None if found is None or found.value <= 0 or found.value == END else found.value
