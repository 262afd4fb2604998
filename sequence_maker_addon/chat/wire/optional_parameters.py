"""Optional parameters of a request, and which of them a server refuses."""

import threading
from typing import Any

from .endpoint import Endpoint

_lock = threading.Lock()
_refused: dict[tuple[str, str], set[str]] = {}


def optional(endpoint: Endpoint, with_tools: bool) -> dict[str, Any]:
    """Return the parameters to send besides model, messages and tools.

    Args:
        endpoint: Whose refusals of earlier requests are respected.
        with_tools: Whether the request has tools.
    """
    wanted: dict[str, Any] = {"stream_options": {"include_usage": True}}
    if with_tools:
        wanted["parallel_tool_calls"] = True
    if endpoint.temperature is not None:
        wanted["temperature"] = endpoint.temperature
    refused = _of(endpoint)
    if endpoint.max_tokens is not None:
        name = "max_completion_tokens" if "max_tokens" in refused else "max_tokens"
        wanted[name] = endpoint.max_tokens
    return {name: value for name, value in wanted.items() if name not in refused}


def refuse(endpoint: Endpoint, sent: dict[str, Any], status: object, said: str) -> bool:
    """Remember which of the sent parameters an answer complains about.

    Args:
        endpoint: Whose answer it is.
        sent: The optional parameters of that request.
        status: The status of the answer; only 400 and 422 are about parameters.
        said: The answer's text.

    Returns:
        Whether another try without that parameter makes sense.
    """
    if status not in (400, 422):
        return False
    named = {name for name in sent if name in said}
    if "max_tokens" in named:
        # "Use max_completion_tokens instead" names both; only the sent one is refused.
        named.discard("max_completion_tokens")
    with _lock:
        _refused.setdefault((endpoint.url, endpoint.model), set()).update(named)
    return bool(named)


def forget() -> None:
    """Forget what every server refused, as after a change of the preferences."""
    with _lock:
        _refused.clear()


def _of(endpoint: Endpoint) -> set[str]:
    with _lock:
        return set(_refused.get((endpoint.url, endpoint.model), ()))
