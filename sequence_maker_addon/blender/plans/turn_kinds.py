"""Which kind of turn a prompt gets: one that does what is asked, or one that plans it first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ...chat.conversation import Conversation
from ...chat.options import Options
from ...chat.planning.planned_turn import PlannedTurn
from ...chat.planning.recipe_turn import RecipeTurn
from ...chat.turn import Observer, RunningTurn
from ...chat.worker import Worker
from ...toolkit.world import Session
from ...tools import TOOLS
from . import waiting_plan


def turn_for(
    scene: Any,
    conversation: Conversation,
    prompt: str,
    session: Session,
    worker: Worker,
    options: Options,
    where: str,
    observer: Observer,
    anew: Callable[[str], Worker | None],
) -> RunningTurn:
    """Return the turn of a prompt; it is planned where the person wishes so, or asks always.

    The calls of a recipe are tried as a plan, and written in one go.

    Args:
        scene: Where a plan waits.
        conversation: What it becomes a part of.
        prompt: What the person wrote.
        session: The world.
        worker: Who answers.
        options: Limits and manner.
        where: Server and model, for the record.
        observer: Is told what happens.
        anew: Returns who answers a correction, None for who answered the prompt.
    """
    given = conversation, prompt, session, TOOLS, worker
    show = waiting_plan.of(scene).show
    if options.recipe:
        return RecipeTurn(*given, options, where, observer, show, anew)
    if not (options.plan_only or session.limits.confirm == "always"):
        return RunningTurn(*given, options, where, observer)
    options = replace(options, plan_only=True)
    return PlannedTurn(*given, options, where, observer, show, anew)
