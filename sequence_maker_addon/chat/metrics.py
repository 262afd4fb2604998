"""The figures of a request; of several they add up to a turn's, a session's or a file's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from typing import Any

SHORTEST_STREAM = 0.05
"""Seconds below which a rate would say nothing: the whole answer came in one piece."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What people are told about a figure; see `_figure`."""

    label: str
    about: str
    unit: str
    row: int


def _figure(label: str, about: str, unit: str, row: int, known: bool = False) -> Any:
    """Return the field of a figure; all that is said of it elsewhere is made of this.

    Args:
        label: Its name for people, in title case.
        about: What it is, without its unit.
        unit: `seconds`, `count`, `rate` or `cost`.
        row: Its place among those that the diagnostics show, from 1; 0 is not shown.
        known: It is never unknown, but 0 at first.
    """
    default = None if not known else 0.0 if unit == "seconds" else 0
    return field(default=default, metadata={"figure": Figure(label, about, unit, row)})


@dataclass(frozen=True, slots=True)
class Metrics:
    """Figures of one or more requests; None is unknown, never zero by accident.

    A figure is listed here and nowhere else: what is measured, kept in the scene, shown and
    exported follows. Cached tokens are among those read, reasoning among those written; rates are
    over `streaming_time`, that of tokens without the first of each request. The response time is
    what the person waited: from sending to the end of the answer and of its function calls, retries
    and our own work included, the person's own answers not.
    """

    time_to_first_token: float | None = _figure(
        "Time to First Token", "From sending to the first piece", "seconds", 2
    )
    response_time: float | None = _figure(
        "Response Time", "From sending to the end of the answer", "seconds", 1
    )
    prompt_tokens: int | None = _figure("Prompt Tokens", "Tokens that the model read", "count", 3)
    completion_tokens: int | None = _figure(
        "Completion Tokens", "Tokens that the model wrote", "count", 5
    )
    cached_tokens: int | None = _figure(
        "Cached Tokens", "Prompt tokens that came from the server's cache", "count", 4
    )
    reasoning_tokens: int | None = _figure(
        "Reasoning Tokens", "Completion tokens spent on thinking", "count", 6
    )
    cost_usd: float | None = _figure("Estimated Cost", "Estimated cost in US dollars", "cost", 14)
    tokens_per_second: float | None = _figure(
        "Tokens per Second", "Completion tokens a second while the answer streamed", "rate", 7
    )
    characters_per_second: float | None = _figure(
        "Characters per Second", "Characters a second while the answer streamed", "rate", 8
    )
    retries: int = _figure("Retries", "How often a request was sent again", "count", 10, known=True)
    tool_calls: int = _figure(
        "Function Calls", "Function calls that were carried out", "count", 11, known=True
    )
    tool_time: float = _figure(
        "Function Time", "Time that the function calls took", "seconds", 12, known=True
    )
    requests: int = _figure("Requests", "Requests to the model", "count", 9, known=True)
    characters: int = _figure(
        "Characters", "Characters of text, thought and arguments", "count", 0, known=True
    )
    sent_characters: int = _figure(
        "Characters Sent", "Characters of messages and functions", "count", 0, known=True
    )
    streaming_time: float | None = _figure(
        "Streaming Time", "From the first to the last piece", "seconds", 13
    )

    def as_dict(self) -> dict[str, Any]:
        """Return the figures by name, unknown ones as None."""
        return asdict(self)


FIGURES: dict[str, Figure] = {known.name: known.metadata["figure"] for known in fields(Metrics)}
NAMES = tuple(FIGURES)
ALWAYS_KNOWN = frozenset(known.name for known in fields(Metrics) if known.default is not None)


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
