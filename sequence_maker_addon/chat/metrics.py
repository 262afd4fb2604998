"""The figures of a request; of several they add up to a turn's, a session's or a file's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from typing import Any

SHORTEST_STREAM = 0.05
"""Seconds below which a rate would say nothing: the whole answer came in one piece."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """Figures of one or more requests; None is unknown, never zero by accident.

    Attributes:
        time_to_first_token: From sending to the first text, thought or call, in seconds.
        response_time: What the person waited, in seconds: from sending to the end of the answer and
            of its function calls, retries and our own work included, their own answers not.
        prompt_tokens: Tokens read, cached ones included.
        completion_tokens: Tokens written, reasoning included.
        cached_tokens: Tokens read from the server's cache.
        reasoning_tokens: Tokens of thinking.
        cost_usd: Estimated cost, in US dollars.
        tokens_per_second: Completion tokens after the first, over `streaming_time`.
        characters_per_second: Characters of text, thought and arguments over `streaming_time`.
        retries: How often a request was sent again.
        tool_calls: Function calls that were carried out.
        tool_time: Seconds that these took.
        requests: How many requests these figures are of.
        characters: Characters of text, thought and arguments.
        streaming_time: From the first to the last piece of the answer, in seconds.
    """

    time_to_first_token: float | None = None
    response_time: float | None = None
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    cached_tokens: int | None = None
    reasoning_tokens: int | None = None
    cost_usd: float | None = None
    tokens_per_second: float | None = None
    characters_per_second: float | None = None
    retries: int = 0
    tool_calls: int = 0
    tool_time: float = 0.0
    requests: int = 0
    characters: int = 0
    streaming_time: float | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the figures by name, unknown ones as None."""
        return asdict(self)


NAMES = tuple(field.name for field in fields(Metrics))


def rated(metrics: dict[str, Any]) -> Metrics:
    """Return figures with both rates worked out from their counts."""
    window, requests = metrics.get("streaming_time"), metrics.get("requests", 0)
    tokens, characters = metrics.get("completion_tokens"), metrics.get("characters", 0)
    rates: dict[str, Any] = {"tokens_per_second": None, "characters_per_second": None}
    if window is not None and window >= SHORTEST_STREAM:
        if tokens is not None and tokens > requests:
            rates["tokens_per_second"] = (tokens - requests) / window
        rates["characters_per_second"] = characters / window
    return Metrics(**{**metrics, **rates})


def total(parts: Iterable[Metrics]) -> Metrics:
    """Return the sum of figures, with rates over the summed time.

    The time to the first token is the first one's. A cost is known only if every part's is.
    """
    every = list(parts)
    if not every:
        return Metrics()
    summed: dict[str, Any] = {name: _sum([getattr(p, name) for p in every]) for name in NAMES}
    summed["time_to_first_token"] = every[0].time_to_first_token
    if any(part.cost_usd is None and part.requests for part in every):
        summed["cost_usd"] = None
    return rated(summed)


def _sum(values: list[Any]) -> Any:
    known = [value for value in values if value is not None]
    return sum(known) if known else None
