"""Locks are the user's: which of them a function may take off, and what they keep from it."""

from __future__ import annotations

from ...toolkit.world import Session
from ..places.arrangement import Target

THEIRS = "the user locked it, so only they unlock it"


def held(session: Session, target: Target, unlock: bool = False) -> str:
    """Say why nothing of a strip may be set; empty when it may.

    Args:
        session: The world.
        target: The strip.
        unlock: Whether its own lock is to be taken off.
    """
    if target.channel in session.seen.locked:
        return f"channel {target.channel} is locked"
    if target.strip is not None and target.strip.locked and not unlock:
        return "it is locked"
    if unlock and target.strip is not None and target.strip.locked:
        return "" if session.origins.of(("lock", target.name)) is None else THEIRS
    for protection in session.seen.protections:
        if protection.covers(target.channel, target.start, target.end):
            return f"the user has protected {protection.described()}"
    return ""
