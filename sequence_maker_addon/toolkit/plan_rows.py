"""A planned change as rows, for the person who is asked about it: by what becomes of what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..sequence.change import Change
from ..sequence.color import hex_of
from ..sequence.numerals import counted
from ..sequence.segment import Segment
from ..sequence.strip import StripChange
from .tally import fate_of

Row = tuple[str, str, tuple[str, ...], str]
"""Its sign (`add`, `change` or `remove`), a phrase, colors as `#rrggbb`, and a kind of strip."""
NOUNS = {
    "movie": "movie",
    "image": "image",
    "sound": "sound",
    "text": "text strip",
    "meta": "meta strip",
    "scene": "scene strip",
    "adjustment": "adjustment layer",
}
"""How strips of a kind are called; all others are effects, or just strips."""
EFFECTS = frozenset(
    "cross gamma_cross wipe add subtract multiply alpha_over alpha_under over_drop color_mix "
    "colormix glow gaussian_blur speed multicam transform compositor".split()
)


def plan_rows(change: Change) -> tuple[Row, ...]:
    """Return the plan: segments by channel with the colors that come, then other strips."""
    kinds: tuple[tuple[str, Sequence[Segment]], ...] = (
        ("remove", change.removed),
        ("change", [after for _, after in change.changed]),
        ("add", change.added),
    )
    rows: list[Row] = []
    for kind, segments in kinds:
        for channel in sorted({segment.channel for segment in segments}):
            found = [segment for segment in segments if segment.channel == channel]
            colors = dict.fromkeys(hex_of(segment.color) for segment in found)
            rows.append(
                (kind, _told(kind, counted(len(found), "segment"), channel), tuple(colors)[:4], "")
            )
    return (*rows, *_strip_rows(change))


def noun_of(kind: str) -> str:
    """Return how a strip of a kind is called."""
    return NOUNS.get(kind, "effect" if kind in EFFECTS else "strip")


def _strip_rows(change: Change) -> Iterator[Row]:
    """Yield a row for each fate, kind and channel, what goes first."""
    groups: dict[tuple[int, int, str], list[StripChange]] = {}
    cut = set(change.parts())
    for found in change.strips:
        strip = found.before or found.after
        if strip is not None and not found.cut_from:
            fate = _FATES.index(_fate(found, cut))
            groups.setdefault((fate, strip.channel, strip.kind), []).append(found)
    for (fate, channel, kind), group in sorted(groups.items()):
        what = counted(len(group), noun_of(kind))
        sign = {"remove": "remove", "add": "add"}.get(_FATES[fate], "change")
        yield sign, _told(_FATES[fate], what, channel), (), kind


_FATES = ("remove", "cut", "trim", "move", "change", "add")


def _fate(found: StripChange, cut: set[str]) -> str:
    if found.after is None:
        return "remove"
    if found.before is None:
        return "add"
    if found.name in cut:
        return "cut"
    return {"cut": "trim", "moved": "move"}.get(fate_of(found), "change")


def _told(fate: str, what: str, channel: int) -> str:
    """Say it; each sentence stands whole, for every language."""
    return {
        "remove": f"Remove {what} from channel {channel}",
        "cut": f"Cut {what} on channel {channel}",
        "trim": f"Trim {what} on channel {channel}",
        "move": f"Move {what} of channel {channel}",
        "change": f"Change {what} on channel {channel}",
        "add": f"Add {what} on channel {channel}",
    }[fate]
