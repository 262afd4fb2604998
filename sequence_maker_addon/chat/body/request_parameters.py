"""The optional parameters of a request."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

STREAM = "stream"
"""Remembered of a server that streams no answers, or none with functions."""


def optional(
    temperature: float | None, max_tokens: int | None, with_tools: bool, refused: Set[str]
) -> dict[str, Any]:
    """Return the parameters to send besides model, messages and tools.

    Args:
        temperature: As the user set it, or None for the server's own.
        max_tokens: The longest reply in tokens, or None.
        with_tools: Whether the request has tools.
        refused: The names that the server refused before.
    """
    wanted: dict[str, Any] = {}
    if STREAM not in refused:
        wanted["stream_options"] = {"include_usage": True}
    if with_tools:
        wanted["parallel_tool_calls"] = True
    if temperature is not None:
        wanted["temperature"] = temperature
    if max_tokens is not None:
        name = "max_completion_tokens" if "max_tokens" in refused else "max_tokens"
        wanted[name] = max_tokens
    return {name: value for name, value in wanted.items() if name not in refused}
