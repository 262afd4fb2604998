"""The one type of parameter that says which strips are meant, and what it comes to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationInfo

from ...sequence.errors import ToolError
from ...sequence.numerals import counted, shown
from ...sequence.timelines import resolve_channel
from ...sequence.times import END
from ...toolkit.parameters import Kind, StripName, several
from ...toolkit.world import Session
from ..places.arrangement import Target, everything, selected
from .strip_rules import read_rule
from .strip_words import KINDS, Rule, told

MOST = 5000
"""Strips that one call may be about."""


def _meant(value: object, info: ValidationInfo) -> object:
    """Take a list, one of it, or a text that is a name, a rule, or several with commas."""
    if isinstance(value, str) and value.strip():
        session: Session = info.context
        if value.strip() in session.seen.by_name or read_rule(value) is not None:
            return [value]
    return several(value)


Strips = Annotated[
    list[StripName],
    BeforeValidator(_meant),
    Field(min_length=1, max_length=MOST),
    Kind("names", of="strips"),
]
"""Ids (`s12`), names and rules (`strip_rules`); `chosen` says which strips they mean."""


def chosen(
    session: Session, strips: Sequence[str] | None, default: str = "selected", field: str = "strips"
) -> list[Target]:
    """Return the strips that are meant, each once, those of a rule in time's order.

    Args:
        session: The world.
        strips: Names, case apart if need be, ids and rules; None for the default.
        default: A rule.
        field: The argument, for refusals.

    Raises:
        ToolError: `unknown_clip`, naming what is there; `missing_argument` where none is
            selected; `nothing_there` for a rule that none matches; `too_many_strips`.
    """
    every = everything(session)
    names = {target.name: target for target in every}
    folded = {target.name.casefold(): target for target in reversed(every)}
    ids = {str(target.id): target for target in every if target.id}
    found: dict[str, Target] = {}
    for text in strips if strips is not None else [default]:
        word = text.strip()
        number = re.fullmatch(r"[sS#](\d+)", word)
        one = names.get(word) or (ids.get(number[1]) if number else None)
        one = one or folded.get(word.casefold()) or ids.get(word)
        rule = None if one is not None else read_rule(word)
        if one is None and rule is None:
            raise _unknown(word, every, field)
        for target in [one] if one is not None else matching(session, rule or Rule(), every):
            found[target.name] = target
        if one is None and not found:
            raise _nothing(session, rule or Rule(), every, field)
    if len(found) > MOST:
        raise ToolError(
            "too_many_strips",
            f"that would be {counted(len(found), 'strip')} in one call",
            field=field,
            allowed=f"at most {MOST:,}",
            hint="name a channel or a range of time",
        )
    return list(found.values())


def matching(session: Session, rule: Rule, every: Sequence[Target]) -> list[Target]:
    """Return the strips that a rule means, by time and channel."""
    channels = {resolve_channel(session.timelines, channel) for channel in rule.channels}
    picked = {target.name for target in selected(session)} if rule.selected else set()
    start, end, at = (_time(session, time) for time in (rule.start, rule.end, rule.at))
    words = rule.words.casefold()

    def fits(target: Target) -> bool:
        strip = target.strip
        muted, locked = bool(strip and strip.muted), bool(strip and strip.locked)
        return (
            _is_of_kind(target, rule.kind)
            and (not rule.selected or target.name in picked)
            and rule.muted in (None, muted)
            and rule.locked in (None, locked or target.channel in session.seen.locked)
            and (not channels or target.channel in channels)
            and (start is None or target.start >= start - 1e-6)
            and (end is None or target.start < end - 1e-6)
            and (at is None or target.start - 1e-6 <= at < target.end - 1e-6)
            and words in target.name.casefold()
        )

    found = sorted(filter(fits, every), key=lambda target: (target.start, target.channel))
    found = found[rule.every - 1 :: rule.every]
    found = found[: rule.first] if rule.first else found
    return found[-rule.last :] if rule.last else found


def one(session: Session, name: str, field: str = "strip") -> Target:
    """Return the one strip of a name, an id, or a rule.

    Raises:
        ToolError: As `chosen`; `invalid_argument` where several are meant.
    """
    found = chosen(session, [name], field=field)
    if len(found) > 1:
        names = ", ".join(shown(target.name) for target in found[:3])
        raise ToolError(
            "invalid_argument",
            f"{shown(name)} means {counted(len(found), 'strip')}: {names} ...",
            field=field,
            allowed="the name or id of one strip",
        )
    return found[0]


def _is_of_kind(target: Target, kind: str) -> bool:
    if kind == "effect":
        return bool(target.strip and target.strip.inputs)
    return not kind or target.kind in KINDS[kind][1]


def _time(session: Session, time: float | None) -> float | None:
    return session.timelines.end() if time == END else time


def _unknown(word: str, every: Sequence[Target], field: str) -> ToolError:
    known = [target.name for target in every][:40]
    message = f"there is no strip {shown(word)}"
    allowed = known or "no strip is there"
    return ToolError("unknown_clip", message, field=field, allowed=allowed)


def _nothing(session: Session, rule: Rule, every: Sequence[Target], field: str) -> ToolError:
    if rule == Rule(selected=True):
        hint = "name strips, or ask the user to select some"
        return ToolError("missing_argument", "no strip is selected", field=field, hint=hint)
    kinds = Counter(f"{target.kind} on channel {target.channel}" for target in every)
    there = [f"{amount} {where}" for where, amount in sorted(kinds.items())][:40]
    allowed, rule_words = there or "no strip is there", told(rule)
    return ToolError(
        "nothing_there", f"no strip is meant by {rule_words!r}", field=field, allowed=allowed
    )
