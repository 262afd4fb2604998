"""A planned change in words and rows, for the person who is asked about it."""

from __future__ import annotations

from collections.abc import Sequence

from ..sequence.change import Change
from ..sequence.color import hex_of
from ..sequence.flashing import Flashing
from ..sequence.numerals import counted
from ..sequence.segment import Segment
from .plain_text import named, plain
from .tally import Tally

FATE_WORDS = {
    "removed": "{counts} removed",
    "replaced": "{counts} replaced",
    "overwritten": "{counts} overwritten",
    "cut": "{counts} divided",
    "recolored": "{counts} recolored",
    "moved": "{counts} moved",
    "changed": "{counts} changed",
}
"""How the fates of `tally` are told; each stands for itself, for every language."""
MOST_NAMED = 6
"""Strips that are told by name where they are cut."""
Row = tuple[str, str, tuple[str, ...]]
"""Its kind (`add`, `change` or `remove`), a phrase, and colors as `#rrggbb`."""


def plan_rows(change: Change) -> tuple[Row, ...]:
    """Return the plan by kind and channel, with the colors that come."""
    kinds: tuple[tuple[str, Sequence[Segment]], ...] = (
        ("remove", change.removed),
        ("change", [after for _, after in change.changed]),
        ("add", change.added),
    )
    rows = []
    for kind, segments in kinds:
        for channel in sorted({segment.channel for segment in segments}):
            found = [segment for segment in segments if segment.channel == channel]
            colors = dict.fromkeys(hex_of(segment.color) for segment in found)
            rows.append((kind, _row(kind, len(found), channel), tuple(colors)[:4]))
    return tuple(rows)


def in_words(change: Change) -> str:
    """Return what becomes of segments as one sentence with numbers; empty where nothing does."""
    parts = [
        f"{verb} {counted(len(group), 'segment')}"
        for verb, group in (
            ("remove", change.removed),
            ("change", change.changed),
            ("add", change.added),
        )
        if group
    ]
    if not parts:
        return ""
    where = ", ".join(f"channel {channel}" for channel in sorted(change.channels))
    return f"{' and '.join(parts)} on {where}".capitalize()


def notes_of(change: Change) -> list[str]:
    """Return what becomes of other strips and states, a sentence each."""
    parts = {named(name): count for name, count in change.parts().items()}
    notes = [f"cut {name} into {counted(count, 'part')}" for name, count in parts.items()]
    if len(notes) > MOST_NAMED:
        notes = [f"cut {counted(len(parts), 'strip')} into {counted(sum(parts.values()), 'part')}"]
    cut = set(change.parts())
    moved = [found for found in change.moved() if found.name not in change.rippled]
    if moved:
        notes.append(f"move {counted(len(moved), 'other strip')}")
    if change.rippled:
        notes.append(f"shift {counted(len(change.rippled), 'later strip')} along")
    gone = [found.name for found in change.strips if found.after is None]
    notes += [f"remove {counted(len(gone), 'other strip')}"] if gone else []
    pairs = [(c.before, c.after) for c in change.strips if c.name not in cut]
    same = [a for a, b in pairs if a is not None and b is not None and a.settings != b.settings]
    notes += [f"change {counted(len(same), 'other strip')}"] if same else []
    return notes + [plain(state.text, 200) for state in change.states if state.text]


def total_in_words(total: Tally) -> str:
    """Return the sum of a turn, for the question about it."""
    parts = [FATE_WORDS[fate].format(counts=count) for fate, count in total.counts.items()]
    return f"In all for this prompt: {'; '.join(parts) or f'{total.written} written'}"


def in_danger(flashing: Sequence[Flashing], limit: float) -> str:
    """Say that something may harm people with photosensitive epilepsy, and where."""
    worst = max(found.per_second for found in flashing)
    return (
        f"Up to {worst:g} flashes a second (more than {limit:g} can harm people with photosensitive"
        f" epilepsy): {'; '.join(ranges_in_words(flashing))}"
    )


def ranges_in_words(flashing: Sequence[Flashing]) -> list[str]:
    """Return where it flashes, six places at most."""
    more = [f"and {len(flashing) - 6} more"] if len(flashing) > 6 else []
    return [found.described() for found in flashing[:6]] + more


def _row(kind: str, amount: int, channel: int) -> str:
    what = counted(amount, "segment")
    if kind == "remove":
        return f"Remove {what} from channel {channel}"
    return (
        f"Change {what} on channel {channel}"
        if kind == "change"
        else f"Add {what} on channel {channel}"
    )
