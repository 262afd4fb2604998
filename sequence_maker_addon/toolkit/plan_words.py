"""A planned change in words and rows, for the person who is asked about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..sequence.change import Change
from ..sequence.color import hex_of
from ..sequence.flashing import Flashing
from ..sequence.numerals import counted
from ..sequence.segment import Segment
from ..sequence.strip import StripChange
from .plain_text import named, plain
from .tally import Tally, fate_of

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
        ("change", [new for old, new in change.changed if old.id not in change.rippled]),
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
    rows += _strip_rows(change)
    if change.rippled:
        rows.append(("change", _rippled(change).capitalize(), (), ""))
    return tuple(rows)


def noun_of(kind: str) -> str:
    """Return how a strip of a kind is called."""
    return NOUNS.get(kind, "effect" if kind in EFFECTS else "strip")


def _strip_rows(change: Change) -> Iterator[Row]:
    """Yield a row for each fate, kind and channel, what goes first."""
    groups: dict[tuple[int, int, str], list[StripChange]] = {}
    cut = set(change.parts())
    for found in change.strips:
        strip = found.before or found.after
        if strip is not None and not found.cut_from and found.name not in change.rippled:
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
    parts = {named(name): count for name, count in change.parts().items()}
    notes = [f"cut {name} into {counted(count, 'part')}" for name, count in parts.items()]
    if len(notes) > MOST_NAMED:
        notes = [f"cut {counted(len(parts), 'strip')} into {counted(sum(parts.values()), 'part')}"]
    cut = set(change.parts())
    moved = [found for found in change.moved() if found.name not in change.rippled]
    notes += [f"move {counted(len(moved), 'other strip')}"] if moved else []
    notes += [_rippled(change)] if change.rippled else []
    came = [c for c in change.strips if c.before is None and c.name not in _cut_off(change)]
    notes += [f"add {counted(len(came), 'other strip')}"] if came else []
    gone = [found.name for found in change.strips if found.after is None]
    notes += [f"remove {counted(len(gone), 'other strip')}"] if gone else []
    pairs = [(c.before, c.after) for c in change.strips if c.name not in cut]
    same = [a for a, b in pairs if a is not None and b is not None and a.settings != b.settings]
    return notes + ([f"change {counted(len(same), 'other strip')}"] if same else [])


def _rippled(change: Change) -> str:
    return f"shift {counted(len(change.rippled), 'later strip')} along"


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
