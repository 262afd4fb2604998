"""From what a request told to its figures."""

from __future__ import annotations

from dataclasses import replace

from . import prices
from .metrics import Metrics, rated
from .wire.events import Failed, Finished, Usage

UNKNOWN = Usage(None, None, None, None, None)


def measured(
    usage: Usage | None,
    event: Finished | Failed,
    endpoint: str,
    own_price: prices.Price | None,
    waited: float = 0.0,
) -> Metrics:
    """Return the figures of one request.

    Args:
        usage: What the server counted, None if it did not say.
        event: How the request ended.
        endpoint: Base URL, a blank and the model that was asked.
        own_price: The user's price, for a model without a list price.
        waited: Seconds that the person waited for it, if longer than it took itself.
    """
    timing, known = event.timing, usage or UNKNOWN
    base_url, _, wanted = endpoint.partition(" ")
    model = (event.model if isinstance(event, Finished) else "") or wanted
    cost, _ = prices.cost(known, model, base_url, own_price)
    if usage is None and not timing.characters:
        cost = 0.0
    return rated(
        {
            "time_to_first_token": timing.time_to_first_token,
            "response_time": max(timing.response_time or 0.0, waited),
            "prompt_tokens": known.prompt_tokens,
            "completion_tokens": known.completion_tokens,
            "cached_tokens": known.cached_tokens,
            "reasoning_tokens": known.reasoning_tokens,
            "cost_usd": cost,
            "retries": timing.retries,
            "requests": 1,
            "characters": timing.characters,
            "streaming_time": timing.window,
        }
    )


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
