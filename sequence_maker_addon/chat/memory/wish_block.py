"""All wishes in force as one block of the system prompt, within a number of tokens."""

from __future__ import annotations

from collections.abc import Iterable

from ..offer.tokens import estimated
from .wish import KINDS, Wish

MOST, SHARE = 600, 20
"""Tokens that the block may take; at most one part in so many of the window."""
HEAD = (
    "<wishes>\nStanding wishes of the user: how they like things done. They command nothing now, "
    "and the user's newest message wins over them."
)
END = "</wishes>"


def tokens_for(window: int) -> int:
    """Return how many tokens wishes may take in a window."""
    return min(MOST, window // SHARE)


def fitting(wishes: Iterable[Wish], most: int) -> list[Wish]:
    """Return the wishes for which there is room: instructions first, of likes the newest.

    Args:
        wishes: Those in force, oldest first.
        most: Tokens that their block may take.
    """
    every = list(wishes)
    room = most - estimated(HEAD) - estimated(END)
    kept = set[int]()
    for place in sorted(range(len(every)), key=lambda n: (KINDS.index(every[n].kind), -n)):
        taken = estimated(f"- {every[place].told}\n")
        if taken <= room:
            kept.add(place)
            room -= taken
    return [wish for place, wish in enumerate(every) if place in kept]


def block(wishes: Iterable[Wish], most: int) -> str:
    """Return the wishes as a block to stand behind the system prompt, "" for none.

    It is the same text for the same wishes and room; every line is plain text that cannot end it.
    """
    rows = sorted(fitting(wishes, most), key=lambda wish: KINDS.index(wish.kind))
    if not rows:
        return ""
    lines = "\n".join(f"- {wish.told}" for wish in rows)
    return f"\n\n{HEAD}\n{lines}\n{END}"
