"""The endpoints that an empty list of profiles is filled with, and those that cannot be there."""

from __future__ import annotations

import logging
from typing import Any

from ..host.memory import PerAddon
from . import keys, small_model

DEFAULTS: tuple[dict[str, Any], ...] = (
    {"name": "OpenAI", "base_url": keys.OPENAI_URL, "model": "gpt-4.1-mini"},
    {"name": "Ollama", "base_url": "http://127.0.0.1:11434/v1", "model": "qwen3"},
    {"name": "LM Studio", "base_url": "http://127.0.0.1:1234/v1", "model": "local-model"},
    {"name": "llama.cpp", "base_url": "http://127.0.0.1:8080/v1", "model": "default"},
    {
        "name": "OpenRouter",
        "base_url": "https://openrouter.ai/api/v1",
        "model": "openai/gpt-4.1-mini",
        "env_name": "OPENROUTER_API_KEY",
    },
    {"name": "Offline", "base_url": "", "model": "offline", "offline": True},
)

log = logging.getLogger(__name__)

_left = PerAddon[list[str]](list)
"""The name of the profile that answers in place of the offline model, if it had been chosen."""


def complete(prefs: Any) -> None:
    """Take away profiles of an offline model that is not here; fill an empty list."""
    here = small_model.is_present()
    if not here:
        _leave_offline(prefs)
    if len(prefs.profiles):
        return
    for values in DEFAULTS:
        if values.get("offline") and not here:
            continue
        profile = prefs.profiles.add()
        for name, value in values.items():
            setattr(profile, name, value)


def instead_of_offline() -> str:
    """Return which endpoint answers in place of a chosen offline model, or an empty string."""
    return "".join(_left.get())


def _leave_offline(prefs: Any) -> None:
    """Remove the profiles of the offline model; where one was active, the first one follows."""
    gone = [index for index, profile in enumerate(prefs.profiles) if profile.offline]
    active = min(prefs.active_index, len(prefs.profiles) - 1)
    for index in reversed(gone):
        prefs.profiles.remove(index)
    if active in gone:
        prefs.active_index = 0
        _left.get()[:] = [prefs.profiles[0].name if len(prefs.profiles) else DEFAULTS[0]["name"]]
        log.warning("%s; %s answers instead", small_model.NOT_HERE, instead_of_offline())
    elif gone:
        prefs.active_index = active - sum(index < active for index in gone)
