"""What is otherwise in a plan that was made again, in sentences."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from ...sequence.change import Change
from ...sequence.ledger import merged
from ...sequence.segment import Segment
from ...sequence.strip import Strip, StripChange
from ..plan_words import in_words, notes_of
from .plan import SWITCHED, Plan, PlannedCall

MOST = 12
"""Sentences that are told; the others are counted."""
WITH_CONTENT = frozenset("movie image sound scene meta mask clip movieclip".split())
"""Kinds of strips whose content has a place of its own; that of others follows the left handle."""
KEPT_OF_CURVES = frozenset("path index keys co".split())
"""What of curves is told of as a difference: where they are keyed, to which values."""


def differences(before: Plan, now: Plan) -> tuple[str, ...]:
    """Return how calls that are in both come out otherwise; ids and default names do not count."""
    found = [_difference(*pair) for pair in zip(before.calls, now.calls, strict=True)]
    told = [text for text in found if text]
    more = len(told) - MOST
    return (*told[:MOST], *([f"and {more} more"] if more > 0 else []))


def _difference(before: PlannedCall, now: PlannedCall) -> str:
    name = now.name.replace("_", " ")
    if before.off or now.off == SWITCHED:
        return ""
    if now.off:
        return f"{name}: left out, as it needs what {now.off.replace('_', ' ')} would make"
    if before.ok and not now.ok:
        return f"{name}: refused now, {now.result.get('message') or 'it failed'}"
    if before.changes == now.changes or picture(before.changes) == picture(now.changes):
        return ""
    was, told = _words(before.changes), _words(now.changes)
    if was == told:
        return f"{name}: the same amounts, at other places or with other values"
    return f"{name}: {told}, before: {was}"


def picture(changes: Iterable[Change]) -> Any:
    """Return what changes come to, as plain data; equal where they do the same."""
    one = merged(changes).change()
    segments = sorted(_segment(segment) for segment in one.added)
    gone = sorted(_segment(segment) for segment in one.removed)
    pairs = sorted((_segment(a), _segment(b)) for a, b in one.changed)
    strips = sorted(
        (_strip(found.before), _strip(found.after), _altered(found), found.cut_from, found.copy_of)
        for found in one.strips
    )
    states = sorted((state.key, repr(state.after)) for state in one.states)
    return segments, gone, pairs, strips, states


def digest(changes: Iterable[Change]) -> str:
    """Return what changes come to in a few characters; equal where they do the same."""
    return hashlib.sha256(repr(picture(changes)).encode()).hexdigest()[:32]


def _words(changes: Iterable[Change]) -> str:
    one = merged(changes).change()
    told = [text for text in (in_words(one), *notes_of(one)) if text]
    return ", ".join(told) or "nothing"


def _segment(segment: Segment) -> tuple[Any, ...]:
    times = round(segment.start, 4), round(segment.end, 4)
    colors = tuple(segment.color), tuple(segment.end_color or ())
    return segment.channel, *times, *colors, segment.pixels or 0


def _strip(strip: Strip | None) -> str:
    if strip is None:
        return ""
    place = strip.place if strip.kind in WITH_CONTENT else strip.place[:3]
    return repr((strip.kind, [round(value, 4) for value in place], strip.muted))


def _altered(found: StripChange) -> str:
    """Return the settings that become others; what else the user has set makes no difference."""
    before = dict(found.before.settings) if found.before is not None else {}
    after = dict(found.after.settings) if found.after is not None else {}
    if not before:
        return ""
    changed = [name for name in before if name in after and after[name] != before[name]]
    told = sorted((name, _rounded(after[name])) for name in changed)
    return repr(told) if told else ""


def _rounded(value: Any) -> Any:
    """Return a value as Blender's single precision tells it; of keys, where they are."""
    if isinstance(value, Mapping):
        kept = {name: part for name, part in value.items() if name in KEPT_OF_CURVES}
        return sorted((name, repr(_rounded(part))) for name, part in kept.items())
    if isinstance(value, list | tuple):
        return [_rounded(part) for part in value]
    return round(value, 4) if isinstance(value, float) else value
