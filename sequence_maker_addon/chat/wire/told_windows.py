"""The context window of a model, where a server's own lists tell it."""

from __future__ import annotations

from typing import Any

_NAMES = (
    *("loaded_context_length", "n_ctx", "max_model_len", "context_length", "context_window"),
    *("max_context_length", "max_input_tokens", "inputTokenLimit", "n_ctx_train"),
)
"""What servers call it (LM Studio, llama.cpp, vLLM, OpenRouter, Groq, Mistral and others); what is
loaded counts more than what the model could do."""
SMALLEST, LARGEST = 256, 100_000_000


def window_told(entry: Any) -> int | None:
    """Return the window in tokens that an entry of a list of models names, None if it names none.

    Args:
        entry: The entry, or the properties of a server, as plain data.
    """
    places = _places(entry)
    for name in _NAMES:
        for place in places:
            value = place.get(name)
            if isinstance(value, int) and not isinstance(value, bool):
                if SMALLEST <= value <= LARGEST:
                    return value
    return None


def _places(entry: Any) -> list[dict[str, Any]]:
    """Return the objects of an entry in which a window may stand."""
    if not isinstance(entry, dict):
        return []
    inner = ("meta", "default_generation_settings", "model_info", "top_provider", "limits")
    return [entry, *(entry[name] for name in inner if isinstance(entry.get(name), dict))]
