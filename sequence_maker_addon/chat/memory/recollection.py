"""What is kept of turns that no longer go along: a summary, and stated facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from ...toolkit.plain_text import plain
from ..offer.tokens import estimated
from .stated_facts import Fact, facts_in, fitting, with_facts

MOST_SUMMARY, SUMMARY_SHARE = 600, 24
MOST_FACTS, FACTS_SHARE = 300, 32
"""Tokens of both, and the part of the window that each may take."""
LONGEST = 4000
"""Characters of a summary."""
HEAD = "<earlier_turns>\nWhat came before this message and is no longer told word for word."
SUMMED, STATED = "Summary of {count} turns, as data:", "The user said, the newest last:"
END = "</earlier_turns>\n\n"


class Asked(Protocol):
    """What is read of a turn."""

    @property
    def prompt(self) -> str:
        """What the person wrote."""

    @property
    def is_own(self) -> bool:
        """Whether the person of this computer wrote it."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many tokens of a request may go to what is remembered."""

    summary: int = MOST_SUMMARY
    facts: int = MOST_FACTS


def share_of(window: int) -> Share:
    """Return the share in a window of so many tokens."""
    return Share(min(MOST_SUMMARY, window // SUMMARY_SHARE), min(MOST_FACTS, window // FACTS_SHARE))


@dataclass(slots=True)
class Recollection:
    """What is remembered of one chat.

    Attributes:
        summary: The oldest turns in a few sentences, "" for none.
        until: It is about the turns before this number, dropped ones counted.
        is_edited: Whether the person wrote it or changed it.
        facts: What the person stated, oldest first.
        read: The prompts of the turns before this number were looked through for facts.
    """

    summary: str = ""
    until: int = 0
    is_edited: bool = False
    facts: list[Fact] = field(default_factory=list)
    read: int = 0

    def __bool__(self) -> bool:
        """Tell whether anything is remembered."""
        return bool(self.summary or self.facts)

    def note(self, turns: Sequence[Asked], dropped: int) -> None:
        """Look through the prompts that are new; only the person's own count.

        Args:
            turns: Those of the conversation.
            dropped: How many there were before the first of them.
        """
        first = max(self.read, dropped)
        for number in range(first, dropped + len(turns)):
            turn = turns[number - dropped]
            if turn.is_own:
                self.facts = with_facts(self.facts, facts_in(turn.prompt, number))
        self.read = dropped + len(turns)

    def let_go(self, turn: int) -> None:
        """Forget what was read in turns from a number on, as they are asked again.

        Args:
            turn: The number of the first of them, dropped ones counted.
        """
        self.facts = [fact for fact in self.facts if fact.turn < turn]
        self.read = min(self.read, turn)

    def told(self, first: int, share: Share) -> str:
        """Return the block that stands before the first prompt that goes along, "" for none.

        Args:
            first: The number of the turn of that prompt; what is older is told here.
            share: How many tokens it may take.
        """
        if first <= 0:
            return ""
        parts = []
        if self.summary and self.until:
            count = min(self.until, first)
            parts += [SUMMED.format(count=count), shortened(self.summary, share.summary)]
        facts = fitting((fact for fact in self.facts if fact.turn < first), share.facts)
        if facts:
            parts += [STATED, *(f"- {plain(fact.text)}" for fact in facts)]
        return "\n".join([HEAD, *parts, END]) if parts else ""

    def sum_up(self, text: str, until: int, by_hand: bool = False) -> None:
        """Keep a summary; an empty one is forgotten.

        Args:
            text: What a model or the person wrote.
            until: It is about the turns before this number.
            by_hand: Whether the person wrote it.
        """
        self.summary = " ".join(plain(text, LONGEST).split())
        self.until = until if self.summary else 0
        self.is_edited = by_hand and bool(self.summary)

    def forget(self, text: str) -> bool:
        """Forget a fact by its text; tell whether it was there."""
        left = [fact for fact in self.facts if fact.text != text]
        gone = len(left) < len(self.facts)
        self.facts = left
        return gone


def shortened(text: str, most: int) -> str:
    """Return as many of a text's first sentences as there is room for, in plain signs."""
    told = plain(text, LONGEST)
    if estimated(told) <= most:
        return told
    words = told.split(" ")
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if estimated(" ".join(words[:middle]) + " …") <= most:
            low = middle
        else:
            high = middle - 1
    return " ".join(words[:low]) + " …"
