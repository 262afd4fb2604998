"""Whether the chosen endpoint is ready, from what is known here; nothing is asked for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ...chat.conversation import Turn
from ...chat.wire.endpoint import EndpointError
from ..settings import connection, turn_settings
from ..settings.preferences import active_profile, preferences

Shade = Literal["ready", "unknown", "missing", "failed"]
COLORS: dict[Shade, str] = {
    "ready": "#46a758",
    "unknown": "#8b8b8b",
    "missing": "#e0912f",
    "failed": "#d64545",
}
LIGHT_LABELS = {
    "no_key": "no key",
    "bad_key": "key unusable",
    "key_refused": "key refused",
    "no_credit": "no credit",
    "offline": "online access is off",
    "not_encrypted": "not encrypted",
    "no_model": "no model",
    "model_unknown": "model unknown",
    "no_tools": "cannot call functions",
    "bad_url": "address wrong",
    "tls": "not trusted",
    "unreachable": "not running",
    "stalled": "silent",
    "forbidden": "refused",
    "region": "not in this region",
    "rate_limited": "too many requests",
    "server_error": "in trouble",
    "loading": "loading",
    "unreadable": "not readable",
}
"""What the light says of a code; other codes tell nothing of the endpoint."""
OTHER_LABELS = {"unknown": "not tried yet", "testing": "testing…", "unusable": "not usable"}


@dataclass(frozen=True, slots=True)
class Light:
    """How the chosen endpoint stands.

    Attributes:
        shade: Its color.
        words: Why it is not ready, in English; empty where it is.
        code: The error code behind it.
    """

    shade: Shade
    words: str = ""
    code: str = ""


def light(turns: Sequence[Turn] = ()) -> Light:
    """Return how the active endpoint stands.

    Args:
        turns: The turns of the chat; the newest that it answered tells how it is.
    """
    profile, endpoint = active_profile(preferences()), turn_settings.active_endpoint()
    try:
        turn_settings.check(endpoint)
    except EndpointError as error:
        return Light("missing", LIGHT_LABELS.get(error.code, OTHER_LABELS["unusable"]), error.code)
    if endpoint.offline:
        return Light("ready")
    if connection.is_testing():
        return Light("unknown", OTHER_LABELS["testing"])
    found, at = connection.result(profile), connection.told_since(profile)
    answered = next((t for t in reversed(turns) if t.endpoint == endpoint.place and t.is_own), None)
    if answered is not None and answered.began > at and answered.status != "running":
        code = answered.error["code"] if answered.error is not None else ""
        if answered.messages or not code:
            return Light("ready")
        if code in LIGHT_LABELS:
            return Light("failed", LIGHT_LABELS[code], code)
    if found is not None:
        words = LIGHT_LABELS.get(found.code, OTHER_LABELS["unusable"])
        return Light("ready") if found.ok else Light("failed", words, found.code)
    return Light("unknown", OTHER_LABELS["unknown"])
