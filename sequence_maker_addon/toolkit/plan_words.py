"""A planned change in words, for the person who is asked about it."""

from __future__ import annotations

from collections.abc import Sequence

from ..sequence.change import Change
from ..sequence.flashing import Flashing
from ..sequence.numerals import counted
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
    return [*_strips_in_words(change), *state_notes(change)]


def state_notes(change: Change) -> list[str]:
    """Return what becomes of all that is no strip, a sentence each."""
    return [plain(state.text, 200) for state in change.states if state.text]


def _strips_in_words(change: Change) -> list[str]:
    notes = [
        f"cut {name} into {counted(count, 'part')}"
        for name, count in ((named(name), count) for name, count in change.parts().items())
    ]
    moved, cut = change.moved(), set(change.parts())
    if moved:
        notes.append(f"move {counted(len(moved), 'other strip')}")
    came = [c for c in change.strips if c.before is None and c.name not in _cut_off(change)]
    notes += [f"add {counted(len(came), 'other strip')}"] if came else []
    gone = [found.name for found in change.strips if found.after is None]
    notes += [f"remove {counted(len(gone), 'other strip')}"] if gone else []
    pairs = [(c.before, c.after) for c in change.strips if c.name not in cut]
    same = [a for a, b in pairs if a is not None and b is not None and a.settings != b.settings]
    return notes + ([f"change {counted(len(same), 'other strip')}"] if same else [])


def _cut_off(change: Change) -> set[str]:
    return {found.name for found in change.strips if found.cut_from}


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
