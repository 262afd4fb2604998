"""The context window of a model, and what is learned of it while talking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..body.learned import LEAST_PER_TOKEN, MOST_PER_TOKEN, Facts, believable
from ..wire.endpoint import Endpoint
from ..wire.events import Failed, Usage

NEAR, FAR = 8192, 131_072
"""Windows that are assumed of servers in the own network and elsewhere, in tokens."""
PER_TOKEN = 3.0
"""Characters per token until they are learned; few, so that a request rather is too small."""
DENSEST = 3.5
"""Characters per token of results, which are denser than the schemas that make up the average."""
SHRINK = 0.85
"""By how much a window is taken to be smaller than a request that was too long for it."""
SMALLEST = 1024
RESERVE, MOST_RESERVE = 7, 4096
"""The answer gets one part in so many of the window, and at most so many tokens."""
SPARE = 0.95
"""Share of the rest that is used, for what the count does not see."""
CUT_RATIO = 6.0
"""Characters per token that no text of ours reaches: beyond, the server has read a part only."""

Origin = Literal["entered", "learned", "assumed"]


@dataclass(frozen=True, slots=True)
class Window:
    """A model's context window.

    Attributes:
        tokens: Its size.
        origin: Whether the user entered it, the server told it, or nobody did.
    """

    tokens: int
    origin: Origin

    def room(self, max_tokens: int | None = None) -> int:
        """Return the tokens that a request may take, so that an answer has its place, too."""
        reserve = min(max_tokens or MOST_RESERVE, self.tokens // RESERVE, MOST_RESERVE)
        return int((self.tokens - reserve) * SPARE)

    def described(self) -> str:
        """Return it in words, such as `8,192 tokens (assumed)`."""
        return f"{self.tokens:,} tokens ({self.origin})"


def window_of(endpoint: Endpoint) -> Window:
    """Return the window of an endpoint's model; what the person entered wins."""
    if endpoint.context_window:
        return Window(endpoint.context_window, "entered")
    learned = endpoint.facts.window
    if learned:
        return Window(learned, "learned")
    return Window(NEAR if endpoint.is_nearby else FAR, "assumed")


def per_token(endpoint: Endpoint) -> float:
    """Return the characters per token of an endpoint's model."""
    return endpoint.facts.per_token or PER_TOKEN


def learn_from_refusal(endpoint: Endpoint, event: Failed, characters: int) -> None:
    """Learn from an answer that the request was too long.

    Args:
        endpoint: Who refused it.
        event: What it said.
        characters: The size of the request.
    """
    counted = characters / event.used if event.used else 0.0
    if LEAST_PER_TOKEN <= counted <= MOST_PER_TOKEN:
        _add(endpoint, Facts(per_token=counted))
    guess = int(max(SMALLEST // 2, SHRINK * characters / per_token(endpoint)))
    _add(endpoint, Facts(window=event.window or guess))


def learn_from_usage(endpoint: Endpoint, usage: Usage, characters: int, first: bool) -> int | None:
    """Learn how a server counts; return the window to which it silently cut the request, or None.

    Args:
        endpoint: Who counted.
        usage: Its figures.
        characters: The size of the request.
        first: Whether nothing of the request can have been cached before.
    """
    tokens = usage.prompt_tokens or 0
    if tokens <= 0:
        return None
    if characters / tokens <= CUT_RATIO:
        if characters > 2000:
            _add(endpoint, Facts(per_token=believable(characters, tokens)))
        return None
    window = _power_above(tokens)
    is_full = tokens >= 0.8 * window and window >= 2048
    if endpoint.is_nearby and is_full and (first or not usage.cached_tokens):
        _add(endpoint, Facts(window=window))
        return window
    return None


def _power_above(tokens: int) -> int:
    return 1 << max(tokens - 1, 1).bit_length()


def _add(endpoint: Endpoint, facts: Facts) -> None:
    endpoint.learned.add(endpoint.known_as, endpoint.model, facts)
