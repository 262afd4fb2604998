"""Optional parameters of a request, and which of them a server refuses."""

import threading
from typing import Any


class Refusals:
    """What servers were found to refuse, by address and model; any thread may use it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._refused: dict[tuple[str, str], set[str]] = {}

    def of(self, url: str, model: str) -> set[str]:
        """Return the names of the parameters that a server refuses for a model."""
        with self._lock:
            return set(self._refused.get((url, model), ()))

    def add(self, url: str, model: str, names: set[str]) -> None:
        """Remember names of parameters."""
        with self._lock:
            self._refused.setdefault((url, model), set()).update(names)

    def forget(self) -> None:
        """Forget what every server refused, as after a change of the preferences."""
        with self._lock:
            self._refused.clear()


def optional(
    temperature: float | None, max_tokens: int | None, with_tools: bool, refused: set[str]
) -> dict[str, Any]:
    """Return the parameters to send besides model, messages and tools.

    Args:
        temperature: As the user set it, or None for the server's own.
        max_tokens: The longest reply in tokens, or None.
        with_tools: Whether the request has tools.
        refused: The names that the server refused before.
    """
    wanted: dict[str, Any] = {"stream_options": {"include_usage": True}}
    if with_tools:
        wanted["parallel_tool_calls"] = True
    if temperature is not None:
        wanted["temperature"] = temperature
    if max_tokens is not None:
        name = "max_completion_tokens" if "max_tokens" in refused else "max_tokens"
        wanted[name] = max_tokens
    return {name: value for name, value in wanted.items() if name not in refused}


def complaints(sent: dict[str, Any], status: object, said: str) -> set[str]:
    """Return which of the sent parameters an answer complains about.

    Args:
        sent: The optional parameters of that request.
        status: The status of the answer; only 400 and 422 are about parameters.
        said: The answer's text.
    """
    if status not in (400, 422):
        return set()
    named = {name for name in sent if name in said}
    if "max_tokens" in named:
        # "Use max_completion_tokens instead" names both; only the sent one is refused.
        named.discard("max_completion_tokens")
    return named
