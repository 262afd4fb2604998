"""What the next request takes at least, before it is sent."""

from __future__ import annotations

from ...chat.offer import windows
from ...chat.offer.offered import CAP
from ...chat.options import Options
from ...chat.prices import is_local
from ...chat.spending import Estimate, estimated
from ...chat.wire.endpoint import Endpoint
from ..settings import connection, turn_settings
from ..settings.preferences import active_profile, preferences
from . import next_request
from .chats import Chat


def to_ask(chat: Chat, prompt: str) -> Estimate | None:
    """Return what a prompt takes if the person wants to be asked first, else None."""
    endpoint = turn_settings.active_endpoint()
    if is_local(endpoint.base_url):
        return None
    return large(chat, prompt, endpoint, turn_settings.options(endpoint))


def large(chat: Chat, prompt: str, endpoint: Endpoint, options: Options) -> Estimate | None:
    """Return what a prompt takes if that is much by the preferences, else None.

    Where the window and the budget allow no such request, none is worked out.
    """
    caps = preferences().caps
    if endpoint.offline or not caps.use_ask:
        return None
    prompt_tokens = len(prompt) / windows.per_token(endpoint)
    most = min(windows.window_of(endpoint).tokens, options.budget + 2 * CAP)
    if prompt_tokens + most < caps.ask_tokens:
        return None
    found = of_next(chat, prompt, endpoint, options)
    return found if found.tokens >= caps.ask_tokens else None


def of_next(chat: Chat, prompt: str, endpoint: Endpoint, options: Options) -> Estimate:
    """Return what the next request takes at least: what is sent, with nothing answered yet."""
    characters = next_request.plan(chat, prompt, endpoint, options).characters
    price = options.own_price or connection.list_price(active_profile(preferences()))
    return estimated(characters, windows.per_token(endpoint), price)
