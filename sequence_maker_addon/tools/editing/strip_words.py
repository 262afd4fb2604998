"""The words of rules about strips, as data, and a rule told in them."""

from __future__ import annotations

from dataclasses import dataclass

from ...sequence.times import END

KINDS: dict[str, tuple[str, frozenset[str]]] = {
    "movie": ("movie video film footage", frozenset({"movie"})),
    "image": ("image photo picture still", frozenset({"image"})),
    "sound": ("sound audio song music", frozenset({"sound"})),
    "text": ("text title caption subtitle", frozenset({"text"})),
    "color": ("color colour segment", frozenset({"segment", "color"})),
    "transition": (
        "transition crossfade dissolve wipe",
        frozenset({"cross", "gamma_cross", "wipe", "alpha_over", "alpha_under"}),
    ),
    "effect": ("effect", frozenset()),
    "adjustment": ("adjustment layer", frozenset({"adjustment"})),
    "meta": ("meta", frozenset({"meta"})),
    "scene": ("scene", frozenset({"scene"})),
    "mask": ("mask", frozenset({"mask"})),
}
"""The words for a kind of strip, in the singular, and the kinds that are meant; an effect is
whatever has inputs."""
ANY = "strip clip one thing"
ALONE = "footage audio music"
"""Words that need no plural to stand for several."""
NTH = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
STATES: dict[str, tuple[str, bool]] = {
    "selected": ("selected", True),
    "muted": ("muted", True),
    "unmuted": ("muted", False),
    "locked": ("locked", True),
    "unlocked": ("locked", False),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """Which strips are meant; what is None or empty does not matter.

    Attributes:
        kind: A key of `KINDS`.
        every: Each n-th only, in time's order: the n-th, the 2n-th and so on.
        first: So many from the start; 0 for all.
        last: So many from the end.
        selected: Whether only the selected ones are.
        muted: Whether it is muted.
        locked: Whether it is locked.
        channels: Numbers and names of channels.
        start: It begins here or later, in seconds; `END` for the end of the sequence.
        end: It begins before.
        at: It covers this time.
        words: What its name holds, in any case.
    """

    kind: str = ""
    every: int = 1
    first: int = 0
    last: int = 0
    selected: bool | None = None
    muted: bool | None = None
    locked: bool | None = None
    channels: tuple[int | str, ...] = ()
    start: float | None = None
    end: float | None = None
    at: float | None = None
    words: str = ""


def told(rule: Rule) -> str:
    """Return a rule in words that `strip_rules.read_rule` reads back."""
    some = rule.every > 1 or rule.first or rule.last
    parts = [f"every {_ordinal(rule.every)}"] if rule.every > 1 else []
    parts += [f"first {rule.first}"] if rule.first else []
    parts += [f"last {rule.last}"] if rule.last else []
    parts += [] if some else ["all"]
    flags = {"selected": rule.selected, "muted": rule.muted, "locked": rule.locked}
    parts += [name if flag else f"un{name}" for name, flag in flags.items() if flag is not None]
    noun = rule.kind or "strip"
    parts.append(noun if rule.every > 1 and not (rule.first or rule.last) else f"{noun}s")
    for channel in rule.channels:
        parts.append(f"on channel {channel}" if isinstance(channel, int) else _named(channel))
    parts += _times(rule)
    if rule.words:
        parts.append(f"named like {_in_quotes(rule.words)}")
    return " ".join(parts)


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10)
    return f"{number}{ending or 'th'}"


def _times(rule: Rule) -> list[str]:
    parts = []
    if rule.start is not None and rule.end is not None:
        parts.append(f"from {_time(rule.start)} to {_time(rule.end)}")
    elif rule.start is not None:
        parts.append(f"after {_time(rule.start)}")
    elif rule.end is not None:
        parts.append(f"before {_time(rule.end)}")
    return parts + ([f"at {_time(rule.at)}"] if rule.at is not None else [])


def _time(time: float) -> str:
    return "the end" if time == END else f"{time:.6f}".rstrip("0").rstrip(".") + " s"


def _named(channel: str) -> str:
    return f'on channel "{channel}"'


def _in_quotes(words: str) -> str:
    return f"'{words}'" if '"' in words else f'"{words}"'
