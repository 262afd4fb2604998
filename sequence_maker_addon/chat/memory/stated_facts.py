"""Sentences of the person that state a fact, found by plain patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ...toolkit.plain_text import plain
from ..offer.tokens import estimated

SHORTEST, LONGEST, READ = 8, 240, 20_000
"""Characters of a sentence that may be a fact, and of a prompt that are read."""
MOST = 200
"""Facts that are kept of a chat; the weakest and oldest go first."""

_ENDS = re.compile(r"(?<=[.!?…])\s+|\n+|;\s+")
_TOLD = re.compile(
    r"(?:please )?(?:remember|note|keep in mind|don't forget|do not forget|for the record|fyi|"
    r"merk\w* dir|denk\w* daran|vergiss nicht|zur info)\b",
    re.IGNORECASE,
)
_BE = r"(?:is|are|was|has|have|means?|consists?|stands? for|belongs? to|lies?|called|named|"
_BE += r"ist|sind|hat|haben|heißt|heißen|bedeutet|bedeuten|steht für|gehört|gehören)"
_OWNED = re.compile(
    rf"(?:\w+ ){{0,3}}(?:my|our|mein\w*|unser\w*)\b[^?]{{1,80}}?\b{_BE}\b.+", re.IGNORECASE
)
_NUMBERED = re.compile(
    rf"[^?]{{2,80}}?\b{_BE}\b[^?]{{0,30}}\b(?:channels?|timelines?|kanal|kanäle|spur\w*)\b.*\d.*|"
    rf"(?:the )?(?:channels?|timelines?|kanal|kanäle|spur\w*) ?\d[^?]{{0,60}}?\b{_BE}\b.+",
    re.IGNORECASE,
)
_ALWAYS = re.compile(
    r"(?:i|we|ich|wir)\b.{0,30}\b(?:always|never|usually|prefer|hate|immer|nie|niemals|"
    r"bevorzuge\w*|hasse)\b.+|(?:always|never|from now on|immer|niemals|ab jetzt|von jetzt an)\b.+",
    re.IGNORECASE,
)
_OTHER = re.compile(
    rf"(?:the|this|these|those|der|die|das|dies\w*)\b[^?]{{1,60}}?\b{_BE}\b.+"
    r"|(?:i|we|ich|wir) (?:have|use|want|like|need|habe|haben|nutze|will|mag|brauche)\b.+",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\b(?:should|too|soll\w*|zu)\b", re.IGNORECASE)
"""What a sentence has that says how something is wrong: it asks for a change."""
_COMMAND = re.compile(
    r"(?:(?:please|now|then|and|ok|okay|bitte|jetzt|dann|und)[ ,]+)*(?:make|set|add|put|create|"
    r"move|delete|remove|clear|play|stop|pause|undo|change|turn|flash|pulse|fade|color|colour|give|let|"
    r"mach\w*|setz\w*|füg\w*|lösch\w*|entfern\w*|spiel\w*|stopp\w*|änder\w*|färb\w*|"
    r"what|which|how|why|when|where|who|is|are|can|could|would|was|wie|warum|wann|wo|wer|kannst)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence of the person that holds longer than its turn.

    Attributes:
        turn: The number of its turn, dropped ones counted.
        text: The sentence, plain.
        weight: How sure it is a fact: 2 where the person says so or owns it, else 1.
    """

    turn: int
    text: str
    weight: int = 1


def facts_in(prompt: str, turn: int) -> list[Fact]:
    """Return the facts that a prompt states, in order; questions and commands are none."""
    found = []
    for sentence in _ENDS.split(prompt[:READ]):
        text = " ".join(plain(sentence, 2 * LONGEST).split())
        if SHORTEST <= len(text) <= LONGEST and (weight := _weight(text)):
            found.append(Fact(turn, text, weight))
    return found


def _weight(text: str) -> int:
    if text.endswith("?"):
        return 0
    if _TOLD.match(text):
        return 2
    if _COMMAND.match(text):
        return 0
    if _OWNED.fullmatch(text) or _NUMBERED.fullmatch(text) or _ALWAYS.fullmatch(text):
        return 2
    return 1 if _OTHER.fullmatch(text) and not _ASKED.search(text) else 0


def with_facts(known: Iterable[Fact], more: Iterable[Fact]) -> list[Fact]:
    """Return facts with more of them; what is said again counts as said now."""
    found: dict[str, Fact] = {}
    for fact in (*known, *more):
        key = fact.text.casefold().rstrip(".! ")
        found.pop(key, None)
        found[key] = fact
    every = list(found.values())
    kept = sorted(every, key=lambda fact: (-fact.weight, -fact.turn))[:MOST]
    return [fact for fact in every if fact in kept]


def fitting(facts: Iterable[Fact], most: int) -> list[Fact]:
    """Return the facts for which there is room, oldest first: the surest, then the newest."""
    every, room, kept = list(facts), most, set[int]()
    for place in sorted(range(len(every)), key=lambda n: (-every[n].weight, -n)):
        taken = estimated(f"- {every[place].text}\n")
        if taken <= room:
            kept.add(place)
            room -= taken
    return [fact for place, fact in enumerate(every) if place in kept]
