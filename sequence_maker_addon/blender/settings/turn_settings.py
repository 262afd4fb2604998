"""From the preferences to what a turn needs: endpoint, options and limits, consent checked."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import bpy

from ...chat.options import Options
from ...chat.spending import Budget
from ...chat.wire.endpoint import Endpoint, EndpointError
from ...toolkit.world import ConfirmPolicy, Limits
from ..permits import caps, spent
from .preferences import active_profile, preferences
from .profiles import SequenceMakerProfile, endpoint_of, own_price


def active_endpoint() -> Endpoint:
    """Return the endpoint that the preferences name."""
    return endpoint_of(active_profile(preferences()))


def options(endpoint: Endpoint, max_requests: int | None = None) -> Options:
    """Return the limits of the preferences and the manner of the endpoint's model."""
    prefs = preferences()
    found = Options(
        max_requests=max_requests or prefs.max_requests,
        max_tool_calls=prefs.max_tool_calls,
        max_seconds=float(prefs.max_seconds) or endpoint.longest_turn,
        answer_seconds=60.0 * prefs.answer_minutes,
        max_cost_usd=prefs.max_cost_usd,
        budget=prefs.history_budget,
        spending=Budget(caps.caps_of(prefs.caps), spent.so_far()),
        own_price=own_price(_profile_of(endpoint)),
        plain_first=prefs.plain_first and not endpoint.offline,
        summaries=bool(prefs.along.summaries),
    )
    return replace(found, one_shot=True, spending=Budget()) if endpoint.by_rules else found


def _profile_of(endpoint: Endpoint) -> SequenceMakerProfile:
    """Return the profile of an endpoint, which need not be the active one."""
    prefs = preferences()
    found = prefs.profiles.get(endpoint.name)
    return active_profile(prefs) if found is None else found


def limits() -> Limits:
    """Return what the preferences say about asking before a change."""
    prefs = preferences()
    policy = cast(ConfirmPolicy, prefs.confirm.lower())
    return Limits(
        policy,
        prefs.confirm_threshold,
        prefs.max_segments,
        float(prefs.eye_safety_limit),
        prefs.max_questions,
    )


def require_online(endpoint: Endpoint, consent: bool = False) -> None:
    """Refuse an endpoint on another machine while Blender's Online Access is off.

    Args:
        endpoint: Where the request would go.
        consent: True when the person named the address for this run.

    Raises:
        EndpointError: `offline`.
    """
    if endpoint.offline or endpoint.is_loopback or consent or bpy.app.online_access:
        return
    where = "Preferences > System > Network"
    if bpy.app.online_access_override:
        where = "the command line (start Blender without --offline-mode)"
    raise EndpointError("offline", f"Allow Online Access is off: turn it on in {where}")


def check(endpoint: Endpoint, consent: bool = False) -> None:
    """Refuse an endpoint that cannot be used, before anything is sent.

    Args:
        endpoint: Where the request would go.
        consent: True when the person named the address for this run; it is none to send without
            encryption, which is the endpoint's own (`plain_http`).

    Raises:
        EndpointError: With a code and one sentence.
    """
    require_online(endpoint, consent)
    endpoint.check()
