"""Which strips we made: their ids, kept in the scene. The limit counts these and no others.

An id is never given twice, so a strip of ours that was removed and comes back counts again, and
one of the user's that we removed and bring back does not. A copy by hand is the user's.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...sequence.segment import IdSpans
from ..host import compat
from . import segment_ids
from .segment_ids import KEY, next_id

_MADE = "sequence_maker_made"


def note(scene: Any, numbers: Iterable[int]) -> None:
    """Remember as ours what comes for the first time; to be called before its ids are spent."""
    fresh = [number for number in numbers if number >= next_id(scene)]
    if fresh:
        spans = _spans(scene)
        spans.add(fresh)
        scene[_MADE] = spans.row


def give(scene: Any, strip: Any) -> None:
    """Give a strip that we made its id, whatever it has from the one that it was made of."""
    note(scene, [next_id(scene)])
    segment_ids.give(scene, strip)


def made(scene: Any, editor: Any) -> set[int]:
    """Return the ids of the strips of ours that are there."""
    spans = _spans(scene)
    if not spans.row:
        return set()
    there = {strip.get(KEY) for strip in compat.strips(editor)}
    return {number for number in there if number in spans}


def _spans(scene: Any) -> IdSpans:
    stored = scene.get(_MADE, ())
    return IdSpans(stored) if type(stored).__name__ == "IDPropertyArray" else IdSpans()
