"""Which segments a part of a request points at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...sequence.color import rgb
from ...sequence.segment import Segment
from ...sequence.timelines import CHANNELS
from .clause import Clause
from .items import Item
from .places import no_channel
from .plain_call import Found

OFFERED = 4


@dataclass(frozen=True, slots=True)
class Target:
    """A segment as a call names it, and as it is where it is there."""

    arguments: dict[str, int]
    segment: Segment | None = None


Targets = list[Target] | Found | None


def targets(clause: Clause, several: bool = True) -> Targets:
    """Return the segments that a part points at, using what names them.

    Args:
        clause: The part.
        several: Whether all of a kind may be meant, too.

    Returns:
        The segments, a question or refusal, or None where nothing is pointed at.
    """
    for reader in (_by_index, _by_id, _by_color, _by_word, _by_bare_color):
        found = reader(clause)
        if isinstance(found, list) and len(found) > 1 and not several:
            return None
        if found is not None:
            return found
    return None


def _channel(clause: Clause) -> int | Found | None:
    """Return the one channel on which the segment is."""
    items = clause.of("channels")
    if len(items) > 1 or clause.has("move", "repeat"):
        items = [item for item in items if item.role != "to"]
    if len(items) != 1 or len(items[0].many) != 1:
        held = clause.carry.channels
        return held[0] if not items and len(held) == 1 else None
    clause.use(items[0])
    if not 1 <= items[0].many[0] <= CHANNELS:
        return no_channel(items[0])
    clause.channels = items[0].many
    return items[0].many[0]


def _by_index(clause: Clause) -> Targets:
    index = clause.one("index")
    if index is None or index.value == 0:
        return None
    channel = _channel(clause)
    if channel is None:
        return _asked_channel(clause, int(index.value))
    if isinstance(channel, Found):
        return channel
    row = clause.situation.on(channel)
    if index.name:
        row = [segment for segment in row if segment.color == rgb(index.name)]
    number = len(row) if index.value < 0 else int(index.value)
    there = 1 <= number <= len(row)
    if (index.value < 0 or index.name) and not there:
        if not index.name:
            text = f"There is no such segment on channel {channel}."
            return Found(refused=True, text=text)
        color = index.name
        return Found(refused=True, text=f"There is no such {color} segment on channel {channel}.")
    segment = row[number - 1] if there else None
    if index.name and segment:
        return [Target({"segment_id": segment.id}, segment)]
    clause.target = {"channel": channel, "segment_index": number}
    return [Target(clause.target, segment)]


def _asked_channel(clause: Clause, number: int) -> Found:
    rows: dict[int, int] = {}
    for segment in clause.situation.segments:
        rows[segment.channel] = rows.get(segment.channel, 0) + 1
    likely = [channel for channel, count in rows.items() if count >= number]
    text = clause.text.strip().rstrip(".!?,;")
    options = tuple(f"{text} on channel {n}" for n in likely[:OFFERED])
    return Found(missing="channel", text="On which channel?", options=options)


def _by_id(clause: Clause) -> Targets:
    refs = [ref for ref in clause.of("ref") if ref.many]
    if len(refs) != 1:
        return None
    clause.use(refs[0])
    number = refs[0].many[0]
    clause.target = {"segment_id": number}
    return [Target(clause.target, clause.situation.segment(number))]


def _by_color(clause: Clause) -> Targets:
    refs = [ref for ref in clause.of("ref") if ref.name]
    if len(refs) != 1:
        return None
    clause.use(refs[0])
    channel = _channel(clause)
    if isinstance(channel, Found):
        return channel
    known = {s.channel for s in clause.situation.segments if s.color == rgb(refs[0].name)}
    if channel not in known and channel is not None and channel in clause.carry.channels:
        channel = None
    return of_color(clause, refs[0], channel, "all" in refs[0].tags)


def of_color(clause: Clause, item: Item, channel: int | None, every: bool) -> Targets:
    """Return the segments of a color; one, unless all are meant."""
    color = item.name
    row = [s for s in clause.situation.segments if s.color == rgb(color)]
    if channel is not None:
        row = [segment for segment in row if segment.channel == channel]
    if not row:
        text = f"There is no segment in {color}."
        if channel:
            text = f"There is no segment in {color} on channel {channel}."
        return Found(refused=True, text=text)
    if len(row) > 1 and not every:
        return _which(clause, row, f"Which of the {len(row)} segments in {color}?")
    if len(row) == 1:
        clause.target = {"segment_id": row[0].id}
    return [Target({"segment_id": segment.id}, segment) for segment in row]


def _by_bare_color(clause: Clause) -> Targets:
    """Read `pink on 5 ends too soon, let it go on to 60`: one such segment is there."""
    colors = clause.of("color")
    if not colors or colors[0].role not in ("", "of") or clause.any("index", "ref"):
        return None
    items = [item for item in clause.of("channels") if item.role != "to"]
    if len(items) > 1 or items and len(items[0].many) != 1:
        return None
    if not items and clause.any("span", "length"):
        return None
    rows = [s for s in clause.situation.segments if s.color == rgb(colors[0].name)]
    rows = [s for s in rows if not items or s.channel == items[0].many[0]]
    if len(rows) != 1:
        return None
    clause.use(colors[0], *items)
    clause.guessed = True
    clause.target = {"segment_id": rows[0].id}
    return [Target(dict(clause.target), rows[0])]


def _which(clause: Clause, row: Sequence[Segment], text: str) -> Found:
    """Ask which one is meant; the options name it by id."""
    rest = clause.text.strip().rstrip(".!?,;")
    refs = [item.text for item in clause.items if item.kind == "ref"]
    said = next((ref for ref in refs if ref in rest.casefold()), "")
    options: tuple[str, ...] = ()
    if said:
        place = rest.casefold().index(said)
        around = rest[:place], rest[place + len(said) :]
        options = tuple(f"{around[0]}segment id {s.id}" for s in row[:OFFERED])
        clause_has_channel = clause.any("channels")
        tail = "" if clause_has_channel else around[1]
        options = tuple(option + tail for option in options)
    return Found(missing="segment", text=text, options=options, show=tuple(s.id for s in row))


def _by_word(clause: Clause) -> Targets:
    """Read `it`, `everything on channel 2`, `the segment at 20 s`."""
    if clause.any("index", "ref"):
        return None
    if clause.has("everything", "all") and clause.any("channels"):
        channel = _channel(clause)
        if not isinstance(channel, int):
            return channel
        row = clause.situation.on(channel)
        if not row:
            return Found(refused=True, text=f"There is no segment on channel {channel}.")
        return [Target({"segment_id": s.id}, s) for s in row]
    return _at_time(clause) or _it(clause)


def _at_time(clause: Clause) -> Targets:
    starts = clause.of("start", "at")
    noun = any(i.has("segment") and i.text not in ("start", "light") for i in clause.items)
    definite = any(i.text in ("the", "that", "this") for i in clause.items)
    if len(starts) != 1 or not (noun and definite and clause.any("channels")):
        return None
    if not clause.has("delete", "change", "move", "shrink", "stretch") or clause.of("length"):
        return None
    clause.use(starts[0])
    channel = _channel(clause)
    if not isinstance(channel, int):
        return channel
    time = starts[0].value
    row = [s for s in clause.situation.on(channel) if s.start <= time < s.end]
    if not row:
        return Found(refused=True, text=f"There is no segment at {time:g} s on channel {channel}.")
    return [Target({"segment_id": row[0].id}, row[0])]


def _it(clause: Clause) -> Targets:
    """Return the segment of an earlier part, of the last turn, or the selected one."""
    if clause.any("channels") and not clause.of("channels", "to"):
        return None
    if clause.carry.target and not clause.carry.deleted:
        target = dict(clause.carry.target)
        clause.target = target
        return [Target(target, _of(clause, target))]
    if clause.carry.frame:
        return None
    ids = list(clause.situation.selected) or clause.situation.ids_of()
    segments = [segment for n in ids if (segment := clause.situation.segment(n))]
    if not segments or not clause.has("it", "instead", "longer", "shorter", "later", "earlier"):
        return None
    return [Target({"segment_id": segment.id}, segment) for segment in segments]


def _of(clause: Clause, target: dict[str, int]) -> Segment | None:
    if "segment_id" in target:
        return clause.situation.segment(target["segment_id"])
    row = clause.situation.on(target["channel"])
    number = target["segment_index"]
    return row[number - 1] if 1 <= number <= len(row) else None
