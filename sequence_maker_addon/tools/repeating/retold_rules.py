"""Rules that say which strips are meant, such as `all images on channel 3`, told for elsewhere."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ...toolkit.world import Session
from ..editing.strip_rules import read_rule
from ..editing.strip_words import Rule, told
from .retold_values import Place, channel_of, rounded, time_of

STRIPS = ("strip", "strips", "names")
"""Arguments that say which strips are meant."""


def meant_in(row: Mapping[str, Any]) -> Iterator[object]:
    """Yield each text of a row that says which strips are meant."""
    for name in STRIPS:
        meant = row.get(name)
        yield from meant if isinstance(meant, list) else [] if meant is None else [meant]


def rules_in(session: Session, row: Mapping[str, Any]) -> list[Rule]:
    """Return the rules that a row names."""
    found = (rule_of(session, text) for text in meant_in(row))
    return [rule for rule in found if rule is not None]


def rule_of(session: Session, text: object) -> Rule | None:
    """Return the rule that a text is, None for the name of a strip and any other text."""
    return None if not isinstance(text, str) or text in session.seen.by_name else read_rule(text)


def times_of(session: Session, rule: Rule) -> list[float]:
    """Return the times that a rule names."""
    values = (time_of(session, value) for value in (rule.start, rule.end, rule.at))
    return [time for time in values if time is not None]


def channels_of_rule(session: Session, rule: Rule) -> set[int]:
    """Return the channels that a rule names."""
    return {channel_of(session, channel) for channel in rule.channels} - {0}


def retold_rule(session: Session, rule: Rule, place: Place) -> str | None:
    """Return a rule for another place; None where it names none, or nothing of it lies there."""
    if rule.selected or place.target is None and not rule.channels:
        return None
    numbers = [(channel_of(session, channel), channel) for channel in rule.channels]
    rule = replace(rule, channels=tuple(place.channels.get(n, own) for n, own in numbers))
    timed = _timed(session, rule, place)
    return None if timed is None else told(timed)


def _timed(session: Session, rule: Rule, place: Place) -> Rule | None:
    elsewhere, target = place.elsewhere, place.target
    if target is None:
        return rule
    if not times_of(session, rule):
        end = None if math.isinf(target.end) else rounded(target.end)
        return replace(rule, start=rounded(target.start), end=end)
    if elsewhere is None:
        return None
    start, end, at = (time_of(session, value) for value in (rule.start, rule.end, rule.at))
    if at is not None:
        moved = elsewhere.time(at)
        return replace(rule, at=rounded(moved)) if moved < target.end else None
    low = target.start if start is None else elsewhere.time(start)
    high = target.end if end is None else min(elsewhere.time(end), target.end)
    if not low < high:
        return None
    return replace(rule, start=rounded(low), end=None if math.isinf(high) else rounded(high))
