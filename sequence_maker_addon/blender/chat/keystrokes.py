"""What was typed, key by key, so that no word is lost: to Escape, to a file, to a closed sidebar.

Blender tells every key of the field, and nothing of an edit that is given up: what stood there
last is remembered here, and can be recalled until it is sent.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..host.memory import PerAddon

SHORTEST = 3
"""Signs from which on something typed is worth keeping."""


@dataclass(slots=True)
class Draft:
    """What is being typed.

    Attributes:
        typed: What stood in the field at the last key.
        lost: What stood there before it was emptied or replaced.
        recalled: Which earlier prompt the field shows, 0 is the newest; -1 for none.
        before: What stood in the field before earlier prompts were looked through.
    """

    typed: str = ""
    lost: str = ""
    recalled: int = -1
    before: str = ""


_draft = PerAddon(Draft, lasting=True)


def key(text: str) -> None:
    """Note what the field holds after a key, or after it was set."""
    draft = _draft.get()
    is_gone = not text.strip() or len(text) < len(draft.typed) - 1  # more than a key takes away
    if is_gone and _is_worth(draft.typed) and not draft.lost.startswith(draft.typed):
        draft.lost = draft.typed
    draft.typed = text


def replaced(before: str) -> None:
    """Keep what stands in the field before something else is put there by a button."""
    if _is_worth(before):
        _draft.get().lost = before


def sent() -> None:
    """Forget all: it stands in the chat, and among the earlier prompts."""
    draft = _draft.get()
    draft.typed, draft.lost, draft.before, draft.recalled = "", "", "", -1


def recallable(current: str) -> str:
    """Return what was typed and is no longer in the field, "" for nothing."""
    draft = _draft.get()
    if _is_worth(draft.typed) and draft.typed != current:
        return draft.typed  # the last keys were taken back by Blender, not by hand
    return "" if current.strip() else draft.lost


def typed() -> str:
    """Return what stood in the field at the last key."""
    return _draft.get().typed


def step(by: int, count: int) -> int:
    """Go to an older (1) or a newer (-1) of so many earlier prompts; return which, -1 for none."""
    draft = _draft.get()
    if draft.recalled < 0:
        draft.before = draft.typed
    draft.recalled = max(-1, min(draft.recalled + by, count - 1))
    return draft.recalled


def before_steps() -> str:
    """Return what stood in the field before earlier prompts were looked through."""
    return _draft.get().before


def _is_worth(text: str) -> bool:
    return len(text.strip()) >= SHORTEST
