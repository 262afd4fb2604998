"""What the next request takes at least, before it is sent."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ...chat.conversation import Conversation, Turn
from ...chat.offer import windows
from ...chat.offer.offered import CAP
from ...chat.prices import is_local
from ...chat.sending import Sending
from ...chat.spending import Estimate, estimated
from ...tools import TOOLS
from ..settings import connection, turn_settings
from ..settings.preferences import active_profile, preferences
from ..world.sessions import session_for
from .chats import Chat


def large(chat: Chat, prompt: str) -> Estimate | None:
    """Return what a prompt takes if that is so much that the person wants to know, else None.

    Nothing is changed: what goes along is worked out on a copy of the conversation.
    """
    prefs, endpoint = preferences(), turn_settings.active_endpoint()
    if endpoint.offline or is_local(endpoint.base_url) or not prefs.caps.use_ask:
        return None
    options, most = turn_settings.options(endpoint), prefs.caps.ask_tokens
    prompt_tokens = len(prompt) / windows.per_token(endpoint)
    if prompt_tokens + min(windows.window_of(endpoint).tokens, options.budget + 2 * CAP) < most:
        return None
    found = of_next(chat, prompt, endpoint, options)
    return found if found.tokens >= most else None


def of_next(chat: Chat, prompt: str, endpoint: Any, options: Any) -> Estimate:
    """Return what the next request takes at least: what is sent, with nothing answered yet."""
    talk = Conversation([*chat.conversation.turns, Turn(prompt)], chat.conversation.dropped)
    talk.fit = replace(chat.conversation.fit)
    session = session_for(chat.scene, turn_settings.limits())
    sending = Sending(talk, session, TOOLS, options, endpoint, _ignore, _ignore)
    sending.make()
    price = options.own_price or connection.list_price(active_profile(preferences()))
    return estimated(sending.characters, windows.per_token(endpoint), price)


def _ignore(_: Any) -> None:
    """Tell nobody."""
