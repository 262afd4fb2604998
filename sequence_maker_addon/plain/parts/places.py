"""Which channels a part of a request is about."""

from __future__ import annotations

from ...sequence.timelines import CHANNELS
from .clause import Clause
from .items import SEVERAL, Item
from .plain_call import Found

OFFERED = 4
"""Channels that a question offers."""


def channels(
    clause: Clause, carried: bool = True, guess: bool = True
) -> tuple[int, ...] | Found | None:
    """Return the channels that a part names, using them; None where it names none.

    Args:
        clause: The part.
        carried: Whether those of an earlier part may stand for them.
        guess: Whether bare numbers may be channels, as a proposal.
    """
    items = clause.of("channels")
    if any(item.role == "to" and clause.has("move") for item in items):
        return None
    clause.use(*items)
    if not items and guess and (bare := _bare(clause)):
        return bare
    found = numbers(clause, items) if items else _carried(clause, carried)
    if isinstance(found, tuple):
        if clause.has("all", "both"):
            clause.use(*(n for n in clause.of("number") if n.value == len(found) > 1))
    return found


def _bare(clause: Clause) -> tuple[int, ...] | None:
    """Guess that numbers that nothing else explains are channels."""
    found = clause.of("number")
    if not found or any(n.value != int(n.value) or not 1 <= n.value <= CHANNELS for n in found):
        return None
    clause.use(*found)
    clause.guessed = True
    clause.channels = tuple(dict.fromkeys(int(n.value) for n in found))
    return clause.channels


def _carried(clause: Clause, carried: bool) -> tuple[int, ...] | None:
    found = clause.carry.channels if carried else ()
    clause.channels = found
    return found or None


def numbers(clause: Clause, items: list[Item]) -> tuple[int, ...] | Found:
    """Return the numbers of channels, or a refusal where there is no such channel."""
    found = tuple(dict.fromkeys(number for item in items for number in item.many))
    wrong = [item for item in items if any(not 1 <= n <= CHANNELS for n in item.many)]
    if wrong:
        return no_channel(wrong[0])
    clause.channels = found
    return found


def no_channel(item: Item) -> Found:
    """Refuse channels that are not there, or of which it is not told which is meant."""
    what = item.text
    text = f"There is no {what}: channels are 1 to {CHANNELS} or have a name."
    if SEVERAL in item.many:
        text = f"{what}: several channels have that name, so say its number."
    return Found(refused=True, text=text)


def are_paired(clause: Clause) -> bool:
    """Tell whether channels have colors of their own: `red on channel 1 and blue on channel 2`."""
    kinds = [item.kind for item in clause.items if item.kind in ("color", "channels")]
    turns = sum(one != two for one, two in zip(kinds, kinds[1:], strict=False))
    return turns >= 3


def asked_channel(clause: Clause, likely: tuple[int, ...] = ()) -> Found:
    """Ask for the channel; the likely ones are offered."""
    offered = dict.fromkeys([*likely, *_used(clause), *sorted(clause.situation.named), 1])
    text = clause.text.strip().rstrip(".!?,;")
    options = tuple(f"{text} on channel {n}" for n in list(offered)[:OFFERED])
    return Found(missing="channel", text="Which channel?", options=options)


def asked_time(clause: Clause) -> Found:
    """Ask for start and end."""
    text = clause.text.strip().rstrip(".!?,;")
    options = [f"{text} for the whole song"]
    playhead = clause.situation.playhead
    if 0 < playhead < clause.situation.end:
        options.append(f"{text} from {playhead:g} s to the end")
    options.append(f"{text} from {playhead:g} s for 5 seconds")
    return Found(missing="time", text="From when to when?", options=tuple(options))


def _used(clause: Clause) -> list[int]:
    """Return the channels that hold segments."""
    return list(dict.fromkeys(segment.channel for segment in clause.situation.segments))
