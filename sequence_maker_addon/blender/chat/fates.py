"""What became of the turns of a scene: noted in it, where undo turns the note back, too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ...chat.conversation_turn import Turn
from ...kept.standing import Fate, Standing
from ...sequence.change import Change
from ...sequence.ledger import Ledger, merged
from ..host import compat, damaged
from ..host.memory import PerScene
from ..keeping.chat_shelf import Shelf


def _made(scene: Any) -> Standing:
    return Standing(damaged.text_of(scene.sequence_maker, "standing"))


_standing = PerScene(_made)


def begin(scene: Any) -> None:
    """Remember what a scene says of its turns, before a turn of this session begins."""
    _standing.of(scene)


def fate(scene: Any, turn: Turn) -> Fate:
    """Return what became of a turn's work; without a scene it stands."""
    return _standing.of(scene).fate(turn) if scene is not None else ""


def wrote(
    scene: Any, turn: Turn, taken_back: Sequence[tuple[Ledger, Change]], shelf: Shelf
) -> None:
    """Note what a turn wrote and took back; to be called before its undo step is made.

    Args:
        scene: Where it did; nothing is noted without it.
        turn: The turn.
        taken_back: The ledgers of earlier turns that it took back, and what it wrote for it.
        shelf: The turns of the chat; those that were taken back can come again from here on.
    """
    if scene is None or not compat.is_editable(scene):
        return
    standing = _standing.of(scene)
    for earlier in shelf.conversation.turns:
        changes = [change for ledger, change in taken_back if earlier.ledger is ledger]
        if changes:
            standing.took_back(earlier)
            earlier.ledger.back = merged(changes)
            shelf.keep_ledger(earlier)
    if turn.ledger:
        standing.wrote(turn)
    scene.sequence_maker.standing = standing.text


def took_back(scene: Any, turn: Turn) -> None:
    """Note that a turn was taken back by its button."""
    standing = _standing.of(scene)
    standing.took_back(turn)
    scene.sequence_maker.standing = standing.text


def brought_back(scene: Any, turn: Turn) -> None:
    """Note that what a turn wrote stands again, after its button had taken it back."""
    standing = _standing.of(scene)
    standing.wrote(turn)
    scene.sequence_maker.standing = standing.text


def look_again(scenes: Iterable[Any]) -> None:
    """Read what undo has made of the notes, and write it plainly."""
    for scene in scenes:
        standing = _standing.known(scene)
        if standing is not None and compat.is_editable(scene):
            standing.read(damaged.text_of(scene.sequence_maker, "standing"))
            scene.sequence_maker.standing = standing.text
