"""Questions in words that no frame knows are answered from what is known of the scene."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..frames.read_question import question
from ..parts.clause import Clause
from ..parts.color_words import color_word
from ..parts.facts import Situation
from ..parts.items import Item
from ..parts.plain_call import Found

_ASKS = frozenset("is are was do does did have has any can could".split())
_IDLE = frozenset({"number", "index", "amount", "length"})
_LENGTHS = frozenset("long length duration running runtime last lasts seconds minutes time".split())


def asks(items: Sequence[Item], text: str) -> bool:
    """Tell whether a request is a question, by its first word and its last sign."""
    said = [item for item in items if item.kind != "sep" and not item.has("correction")]
    words = [item for item in said if item.kind == "word"]
    if not words or not said or said[0].is_entity and not text.rstrip().endswith("?"):
        return False
    marked = text.rstrip().endswith("?")
    meant = [item for item in words if not item.has("filler", "hesitation", "correction")]
    first = meant[:4] if marked else meant[:1]
    if any(item.has("question") and item.text not in ("when", "where") for item in first):
        return True
    if words[0].has("list") or words[0].has("question") and marked:
        return True
    return marked and (words[0].text in _ASKS or said[0].has("many"))


def answered(items: Sequence[Item], situation: Situation, text: str) -> Found | None:
    """Return the answer to a question, or None where what is asked is not known.

    Args:
        items: Of the question.
        situation: The scene.
        text: As it was written.
    """
    kept = [item for item in items if not (item.kind == "index" and item.vague)]
    clause = Clause([_timed(item) for item in kept], situation, text=text or "?", loose=True)
    words = {word for item in clause.items for word in item.text.split()}
    for reader in (_rate, _names, _strip, _song, _stretch, _several):
        found = reader(clause, words)
        if found is not None:
            return found
    clause.reset()
    found = question(clause)
    if found is None or not found.text or any(i.kind not in _IDLE for i in clause.left):
        return None
    return found


def _timed(item: Item) -> Item:
    """Let `around 22` and `in 52 second` be points in time."""
    if item.kind in ("number", "length") or item.kind == "amount":
        return replace(item, kind="start", role="at")
    return item


def _rate(clause: Clause, words: set[str]) -> Found | None:
    if not ({"frame", "rate"} <= words or words & {"fps", "framerate"}):
        return None
    return Found(text=f"The scene has {clause.situation.fps:g} frames a second.")


def _names(clause: Clause, words: set[str]) -> Found | None:
    if (
        not words & {"named", "names", "name", "called"}
        or clause.kinds
        or not clause.has("channel")
    ):
        return None
    names = ", ".join(f"{number} {name}" for number, name in clause.situation.named.items())
    return Found(text=f"These channels have names: {names or 'none'}.")


def _strip(clause: Clause, words: set[str]) -> Found | None:
    """Answer when a strip of another kind begins and ends."""
    items = clause.of("strip")
    rows = [s for s in clause.situation.strips if items and s.name == items[0].name]
    if len(items) != 1 or not rows or clause.kinds != {"strip"}:
        return None
    strip = rows[0]
    length = strip.end - strip.start
    return Found(
        text=f"{strip.name} goes from {strip.start:g} to {strip.end:g} s, {length:g} s long."
    )


def _song(clause: Clause, words: set[str]) -> Found | None:
    """Answer how long the song is."""
    end = clause.situation.song_end
    if clause.kinds or not end or not clause.has("song") or not words & _LENGTHS:
        return None
    if words & {"tempo", "bpm", "beats"}:
        return None
    return Found(text=f"The song is {end:g} s ({int(end) // 60}:{int(end) % 60:02d}) long.")


def _stretch(clause: Clause, words: set[str]) -> Found | None:
    """Answer what is lit in a stretch."""
    spans, rows = clause.of("span"), clause.of("channels")
    if len(spans) != 1 or clause.kinds - {"span", "channels"} or spans[0].role:
        return None
    start, end = spans[0].value, spans[0].second
    wanted = {number for item in rows for number in item.many}
    lit = [
        segment
        for segment in clause.situation.segments
        if segment.start < (end if end > 0 else segment.end) and segment.end > start
        if not wanted or segment.channel in wanted
    ]
    if not lit:
        return Found(text="Nothing is lit there.")
    told = "; ".join(
        f"{color_word(s)} from {s.start:g} to {s.end:g} s on channel {s.channel}" for s in lit[:12]
    )
    return Found(text=f"There is {told}.", show=tuple(s.id for s in lit))


def _several(clause: Clause, words: set[str]) -> Found | None:
    """Answer which colors are shown at several times."""
    points = clause.of("start")
    if len(points) < 2 or clause.kinds - {"start", "channels"}:
        return None
    texts: list[str] = []
    for point in points:
        kept = [item for item in clause.items if item.kind != "start" or item is point]
        found = question(replace_items(clause, kept))
        if found is None or not found.text:
            return None
        texts.append(found.text)
    return Found(text=" ".join(texts))


def replace_items(clause: Clause, items: Sequence[Item]) -> Clause:
    """Return a part with other items."""
    return Clause(items, clause.situation, text=clause.text, loose=True)
