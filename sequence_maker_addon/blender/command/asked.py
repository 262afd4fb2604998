"""What the command line asks for: prompts, and where to ask."""

from __future__ import annotations

import argparse
import os

from ...chat.wire.endpoint import Endpoint
from ..chat.readers import PLAIN
from ..settings import keys
from ..settings.preferences import active_profile, preferences
from ..settings.profiles import endpoint_of
from . import paths


class UsageError(ValueError):
    """What was asked cannot be begun; exit code 2."""


def prompts(given: argparse.Namespace) -> list[str]:
    """Return the prompts; none where timelines or captions alone are read or written.

    Raises:
        UsageError: If one is missing, or both a prompt and a file of them.
    """
    files = given.timelines or given.brought or given.captions
    if given.prompt is None and given.prompts is None and files:
        return []
    if (given.prompt is None) == (given.prompts is None):
        raise UsageError("give either a PROMPT or --prompts FILE")
    if given.prompt is not None:
        lines = [given.prompt]
    else:
        lines = paths.text_of("--prompts", given.prompts).splitlines()
    found = [line.strip() for line in lines if line.strip()]
    if not found:
        raise UsageError("there is no prompt to send: it is empty")
    return found


def endpoint(given: argparse.Namespace) -> tuple[Endpoint, bool]:
    """Return where to ask, and whether the command line itself is the consent.

    Raises:
        UsageError: If options exclude each other, or one needs another.
    """
    profile = endpoint_of(active_profile(preferences()))
    base_url = given.base_url or os.environ.get(keys.BASE_URL_VARIABLE, "")
    key = os.environ.get(keys.DEFAULT_VARIABLE, "")
    if given.offline:
        if given.base_url:
            raise UsageError("--offline and --base-url exclude each other")
        return PLAIN, False
    if base_url or key:
        model = given.model or os.environ.get("OPENAI_MODEL") or profile.model
        found = Endpoint(
            "Command line", base_url or keys.OPENAI_URL, model, key, profile.temperature
        )
        return found, bool(given.base_url)
    if profile.offline or not (profile.is_loopback or profile.key):
        if given.model:
            raise UsageError("--model needs --base-url, OPENAI_API_KEY or OPENAI_BASE_URL")
        return PLAIN, False
    return profile, False
