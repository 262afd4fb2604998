"""Rules that say which strips are meant, such as `every 2nd image on channel 3`: read and told.

The grammar, its words being the tables of `strip_words`:

    rule  = [which] {state} [kind] {place}
    which = "all" | "every" nth | "first" [n] | "last" [n]
    place = "on channel(s)" ... | "from" time "to" time | "before" time | "after" time | "at" time
            | "named like" text | "with" text "in the name"
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from ...sequence.times import seconds
from .strip_words import ALONE, ANY, KINDS, NTH, STATES, Rule

_QUOTED = r"""(?:"(?P<{0}a>[^"]+)"|'(?P<{0}b>[^']+)'|(?P<{0}c>[^"'].*?))"""
_NEXT = r"(?=\s+(?:on|from|between|before|after|at|named|called|with|containing)\s|\s*$)"
_TIME = r"(?P<{0}>.+?)"


def _text(match: re.Match[str], group: str) -> str:
    return (match[f"{group}a"] or match[f"{group}b"] or match[f"{group}c"]).strip()


def _on_channels(rule: Rule, match: re.Match[str]) -> Rule:
    found: list[int | str] = []
    given = match["quoted"] or match["c"]
    parts = [given] if match["quoted"] else re.split(r"\s*(?:,|;|\band\b)\s*", given)
    for part in filter(None, parts):
        ends = re.fullmatch(r"(\d{1,3})\s*(?:-|–|to)\s*(\d{1,3})", part)
        if ends:
            found += range(int(ends[1]), int(ends[2]) + 1)
        else:
            found.append(int(part) if re.fullmatch(r"\d{1,3}", part) else part)
    return replace(rule, channels=rule.channels + tuple(found))


def _between(rule: Rule, match: re.Match[str]) -> Rule:
    low, high = match["low"], match["high"]
    unit = re.search(r"[a-z]+$", high.strip(), re.IGNORECASE)
    if unit and re.fullmatch(r"[\d.]+", low.strip()) and re.match(r"[\d.]+\s*[a-z]", high.strip()):
        low = f"{low} {unit[0]}"  # "from 1 to 2 minutes"
    return replace(rule, start=seconds(low), end=seconds(high))


_PLACES: tuple[tuple[str, Callable[[Rule, re.Match[str]], Rule]], ...] = (
    (
        r"(?:on|of|in|from)\s+(?:the\s+)?(?:channels?|tracks?|timelines?)\s+"
        rf"""(?:"(?P<quoted>[^"]+)"|(?P<c>[^"].*?)){_NEXT}""",
        _on_channels,
    ),
    (
        rf"(?:from|between)\s+{_TIME.format('low')}\s+(?:to|and|until)\s+{_TIME.format('high')}"
        rf"{_NEXT}",
        _between,
    ),
    (
        rf"before\s+{_TIME.format('t')}{_NEXT}",
        lambda rule, match: replace(rule, end=seconds(match["t"])),
    ),
    (
        rf"(?:after|from)\s+{_TIME.format('t')}(?:\s+on)?{_NEXT}",
        lambda rule, match: replace(rule, start=seconds(match["t"])),
    ),
    (
        rf"at\s+{_TIME.format('t')}{_NEXT}",
        lambda rule, match: replace(rule, at=seconds(match["t"])),
    ),
    (
        rf"with\s+{_QUOTED.format('w')}\s+in\s+(?:the|its|their)\s+names?",
        lambda rule, match: replace(rule, words=_text(match, "w")),
    ),
    (
        rf"(?:(?:named|called)(?:\s+like)?|containing)\s+{_QUOTED.format('w')}{_NEXT}",
        lambda rule, match: replace(rule, words=_text(match, "w")),
    ),
)
_NOUNS = {
    word + ending: (kind, bool(ending) or word in ALONE.split())
    for kind, words in ({k: w for k, (w, _) in KINDS.items()} | {"": ANY}).items()
    for word in words.split()
    for ending in ("", "s")
}


def read_rule(text: str) -> Rule | None:
    """Return the rule that a text is; None for any other text.

    A bare noun in the singular is none, since it is rather the name of a strip.
    """
    text = " ".join(text.split())
    if not text or len(text) > 200:
        return None
    rule, rest, said = _which(text)
    rule, rest, stated = _states(rule, rest)
    rule, rest, plural = _noun(rule, rest)
    rest, placed = rest.strip(), False
    while rest:
        for pattern, take in _PLACES:
            match = re.match(pattern, rest, re.IGNORECASE)
            try:
                taken = take(rule, match) if match else None
            except ValueError:
                continue
            if match and taken is not None:
                rule, rest, placed = taken, rest[match.end() :].strip(), True
                break
        else:
            return None
    return rule if said or stated or plural or placed else None


def _which(text: str) -> tuple[Rule, str, bool]:
    """Take `all`, `every 2nd`, `first 3` and the like from the front."""
    rule, said = Rule(), False
    nth = "|".join(["other", *NTH, r"\d{1,4}(?:st|nd|rd|th)"])
    head = rf"(?:(every|each)\s+({nth})|(first|last)(?:\s+(\d{{1,4}}))?|(all|every|each|any))\b"
    while match := re.match(rf"(?:the\s+)?(?:of\s+the\s+)?{head}\s*", text, re.IGNORECASE):
        every, nth_word, end, amount, _ = match.groups()
        if every and nth_word:
            rule = replace(rule, every=_number_of(nth_word))
        elif end:
            is_first = end.casefold() == "first"
            count = int(amount or 1)
            rule = replace(rule, first=count) if is_first else replace(rule, last=count)
        text, said = text[match.end() :], True
        if not text:
            break
    if said and not text:
        return rule, "", True
    match = re.match(r"(?:everything|the\s+selection|selection)\b\s*", text, re.IGNORECASE)
    if match and not said:
        selected = True if "selection" in match[0].casefold() else None
        return replace(rule, selected=selected), text[match.end() :], True
    return rule, re.sub(r"^(?:of\s+)?the\s+", "", text, flags=re.IGNORECASE), said


def _states(rule: Rule, text: str) -> tuple[Rule, str, bool]:
    """Take `selected`, `muted` and the like."""
    stated = False
    while match := re.match(rf"({'|'.join(STATES)})\b\s*(?:and\s+)?", text, re.IGNORECASE):
        name, flag = STATES[match[1].casefold()]
        rule = _stated(rule, name, flag)
        text, stated = text[match.end() :], True
    return rule, text, stated


def _stated(rule: Rule, name: str, flag: bool) -> Rule:
    if name == "selected":
        return replace(rule, selected=flag)
    return replace(rule, muted=flag) if name == "muted" else replace(rule, locked=flag)


def _noun(rule: Rule, text: str) -> tuple[Rule, str, bool | None]:
    """Take the kind; also whether it stands in the plural, None where there is no noun."""
    plural: bool | None = None
    while match := re.match(r"([a-z]+)\b\s*", text, re.IGNORECASE):
        found = _NOUNS.get(match[1].casefold())
        if found is None or (plural is not None and found[0] and rule.kind != found[0]):
            break
        rule = replace(rule, kind=rule.kind or found[0])
        plural, text = bool(plural) or found[1], text[match.end() :]
    return rule, text, plural


def _number_of(word: str) -> int:
    word = word.casefold()
    if word == "other":
        return 2
    return NTH.index(word) + 1 if word in NTH else max(int(word[:-2]), 1)
