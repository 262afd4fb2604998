"""From what is known of a request to its figures."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from . import prices
from .metrics import NAMES, Metrics, rated
from .wire.events import Failed, Finished, Timing, Usage

UNKNOWN = Usage(None, None, None, None, None)


def measured(
    usage: Usage | None,
    event: Finished | Failed,
    endpoint: str,
    own_price: prices.Price | None,
    waited: float = 0.0,
    sent: int = 0,
) -> Metrics:
    """Return the figures of one request.

    Args:
        usage: What the server counted, None if it did not say.
        event: How the request ended.
        endpoint: Base URL, a blank and the model that was asked.
        own_price: The user's price, for a model without a list price.
        waited: Seconds that the person waited for it, if longer than it took itself.
        sent: Characters of the request.
    """
    timing, known = event.timing, usage or UNKNOWN
    base_url, _, wanted = endpoint.partition(" ")
    model = (event.model if isinstance(event, Finished) else "") or wanted
    cost, _ = prices.cost(known, model, base_url, own_price)
    if usage is None and not timing.characters:
        cost = 0.0
    counted = _figures(timing) | _figures(known)
    person = max(timing.response_time or 0.0, waited)
    own = {"response_time": person, "cost_usd": cost, "requests": 1, "sent_characters": sent}
    return rated(counted | own)


def _figures(source: Timing | Usage) -> dict[str, Any]:
    """Return those of its fields that are figures, by name."""
    names = (known.name for known in fields(source))
    return {name: getattr(source, name) for name in names if name in NAMES}


def waited(figures: Metrics, seconds: float) -> Metrics:
    """Return the figures with some more seconds that the person waited: for our own work."""
    if seconds <= 0 or figures.response_time is None:
        return figures
    return replace(figures, response_time=figures.response_time + seconds)


def with_call(figures: Metrics, seconds: float) -> Metrics:
    """Return the figures with one more function call that took some seconds."""
    return replace(
        figures, tool_calls=figures.tool_calls + 1, tool_time=figures.tool_time + seconds
    )
