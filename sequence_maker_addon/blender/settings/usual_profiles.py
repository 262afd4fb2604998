"""The endpoints that an empty list of profiles is filled with, and one that is gone."""

from __future__ import annotations

import logging
from typing import Any

from ...chat.wire.endpoint import RULES
from ..host.memory import PerAddon
from . import keys

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
    {"name": "Plain Commands", "base_url": "", "model": RULES, "offline": True},
)

log = logging.getLogger(__name__)

_left = PerAddon[list[str]](list)
"""The name of the profile that answers in place of the endpoint Offline, if it had been chosen."""


def complete(prefs: Any) -> None:
    """Fill an empty list of profiles; take away those of the small model, which only proposes now.

    Plain Commands join the profiles of an earlier version once; removed, they stay away.
    """
    if not len(prefs.profiles):
        for values in DEFAULTS:
            _add(prefs, values)
        prefs.active_index = len(prefs.profiles) - 1  # which works with nothing set up
    elif not prefs.knows_rules:
        _add(prefs, DEFAULTS[-1])
    prefs.knows_rules = True
    _leave_offline(prefs)


def _add(prefs: Any, values: dict[str, Any]) -> None:
    profile = prefs.profiles.add()
    for name, value in values.items():
        setattr(profile, name, value)


def local_defaults() -> list[dict[str, Any]]:
    """Return the usual endpoints on this computer."""
    return [values for values in DEFAULTS if "127.0.0.1" in values["base_url"]]


def instead_of_offline() -> str:
    """Return which endpoint answers in place of a chosen Offline, or an empty string."""
    return "".join(_left.get())


def _leave_offline(prefs: Any) -> None:
    """Remove the profiles of the small model; where one was active, plain commands follow."""
    gone = [i for i, p in enumerate(prefs.profiles) if p.offline and p.model != RULES]
    active = min(prefs.active_index, len(prefs.profiles) - 1)
    for index in reversed(gone):
        prefs.profiles.remove(index)
    if active in gone:
        if not len(prefs.profiles):
            _add(prefs, DEFAULTS[-1])
        every = list(prefs.profiles)
        prefs.active_index = next((i for i, p in enumerate(every) if p.model == RULES), 0)
        _left.get()[:] = [prefs.profiles[prefs.active_index].name]
        log.warning("The endpoint Offline is gone; %s answers instead", instead_of_offline())
    elif gone:
        prefs.active_index = active - sum(index < active for index in gone)
