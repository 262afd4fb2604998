"""Who is asked for a recipe of prompts, and within which limits; the key stays in this process."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from typing import Any

from batch_folder import Shows, Ticket
from batch_options import UsageError
from batch_package import part
from batch_planner import Caps, Planner, estimate
from batch_planning import Planning
from batch_stages import Look

OPENAI_URL = "https://api.openai.com/v1"
NOBODY = (
    "the recipe has prompts: say who answers them by --base-url URL --model M (or OPENAI_BASE_URL, "
    "OPENAI_API_KEY and OPENAI_MODEL), or read them as plain commands by --offline"
)


def endpoint_of(given: argparse.Namespace) -> Any:
    """Return who answers prompts; naming it is the consent.

    Raises:
        UsageError: If nobody is named, or who is named cannot be asked.
    """
    wire = part("chat.wire.endpoint")
    if given.offline:
        if given.base_url or given.model:
            raise UsageError("--offline excludes --base-url and --model")
        return wire.Endpoint("Plain Commands", "", wire.RULES, offline=True)
    url = given.base_url or os.environ.get("OPENAI_BASE_URL", "")
    key = os.environ.get("OPENAI_API_KEY", "")
    if not url and not key:
        raise UsageError(NOBODY)
    model = given.model or os.environ.get("OPENAI_MODEL", "")
    found = wire.Endpoint(
        "Command line", url or OPENAI_URL, model, key, plain_http=given.plain_http
    )
    try:
        found.check()
    except wire.EndpointError as error:
        raise UsageError(str(error.message)) from error
    if found.is_open:
        told = f"{found.host} is addressed without encryption: use https, or add --plain-http"
        raise UsageError(told)
    return found


def named(endpoint: Any) -> str:
    """Return what tells one endpoint from another, without the key."""
    return "" if endpoint.by_rules else f"{endpoint.model} at {endpoint.url}"


def planning(
    given: argparse.Namespace,
    endpoint: Any,
    shows: Shows,
    look: Look,
    ticket: Ticket,
    tell: Callable[[str], None],
) -> Planning:
    """Return the planning of a look's prompts.

    Raises:
        UsageError: If a limit cannot be, or the file of what was spent is damaged.
    """
    limits = given.requests_per_minute, given.tokens_per_minute, given.limit_usd, given.at_once
    spent = shows.work / "spent.json"
    prompts = list(look.recipe.prompts)
    try:
        asking = Planner(endpoint, prompts, Caps(*limits), spent, look.yes, look.limit, tell)
    except (ValueError, OSError) as error:
        raise UsageError(str(error)) from error
    return Planning(asking, shows, look, ticket)


def money(look: Look, endpoint: Any, lengths: list[float]) -> str:
    """Return what asking about songs may cost, in words."""
    tokens, dollars = estimate(look.recipe.prompts, lengths, endpoint)
    told = "not known, the model has no known price" if dollars is None else f"about ${dollars:.2f}"
    return f"Money: {told}, about {tokens:,} tokens"
