"""What may be spent: caps in money and tokens, over a turn, a session, a day and a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from .metrics import Metrics
from .prices import Price

Span = Literal["turn", "session", "day", "file"]
SPANS: tuple[Span, ...] = get_args(Span)
PER_TOKEN = 4
"""Characters of a token, where a server does not say how many it read and wrote."""
WHERE = {
    "turn": "for one prompt",
    "session": "since Blender was started",
    "day": "for today",
    "file": "for this file",
}
CODES: dict[Span, str] = {
    "turn": "budget_turn",
    "session": "budget_session",
    "day": "budget_day",
    "file": "budget_file",
}


@dataclass(frozen=True, slots=True)
class Amount:
    """What was spent.

    Attributes:
        usd: US dollars, as far as they are known.
        tokens: Read and written; where a server does not count, estimated by the characters.
        unknown: Requests whose cost is not known.
    """

    usd: float = 0.0
    tokens: int = 0
    unknown: int = 0

    def __add__(self, other: Amount) -> Amount:
        """Return both together."""
        unknown = self.unknown + other.unknown
        return Amount(self.usd + other.usd, self.tokens + other.tokens, unknown)


@dataclass(frozen=True, slots=True)
class Cap:
    """The most that may be spent; None is no limit."""

    usd: float | None = None
    tokens: int | None = None

    def reached(self, spent: Amount) -> str:
        """Return in words which limit is reached, "" for none."""
        if self.usd is not None and spent.usd >= self.usd:
            return f"about ${spent.usd:,.2f} of ${self.usd:,.2f} are spent"
        if self.tokens is not None and spent.tokens >= self.tokens:
            return f"{spent.tokens:,} of {self.tokens:,} tokens are spent"
        return ""


@dataclass(frozen=True, slots=True)
class Budget:
    """Caps, and what was spent in each span before the turn."""

    caps: Mapping[Span, Cap] = field(default_factory=dict)
    before: Mapping[Span, Amount] = field(default_factory=dict)

    def reached(self, requests: Iterable[Metrics]) -> tuple[str, str] | None:
        """Return code and sentence of the cap that is reached, or None.

        Args:
            requests: The figures of the turn's requests so far.
        """
        turn = amount_of(requests)
        for span, cap in self.caps.items():
            if told := cap.reached(self.before.get(span, Amount()) + turn):
                return CODES[span], f"Stopped: {told} {WHERE[span]}"
        return None


def amount_of(requests: Iterable[Metrics]) -> Amount:
    """Return what requests cost."""
    found = Amount()
    for request in requests:
        unknown = int(request.cost_usd is None and request.requests > 0)
        found += Amount(request.cost_usd or 0.0, tokens_of(request), unknown)
    return found


def tokens_of(request: Metrics) -> int:
    """Return the tokens of a request; of what the server did not count, an estimate."""
    read, written = request.prompt_tokens, request.completion_tokens
    read = request.sent_characters // PER_TOKEN if read is None else read
    return read + (request.characters // PER_TOKEN if written is None else written)


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the next request will take at least: tokens that are sent, and dollars if known."""

    tokens: int
    usd: float | None = None


def estimated(characters: int, per_token: float, price: Price | None) -> Estimate:
    """Return what sending so many characters takes.

    Args:
        characters: Of messages and functions.
        per_token: Characters of a token.
        price: The model's, None if it is not known.
    """
    tokens = round(characters / per_token)
    return Estimate(tokens, None if price is None else price.cost(tokens, 0, 0))
