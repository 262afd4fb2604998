"""Recipes of turns, and turns of recipes; what both share, in windows and without."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from typing import Any, TypeVar

from ...chat.conversation_turn import Turn
from ...chat.options import Options
from ...chat.turn import RunningTurn
from ...kept.recipe_file import Recipe
from ...toolkit.world import Session
from ...tools.repeating import recipe_making, recipe_places
from ..chat import readers, window_state
from ..chat.chats import Chat
from ..host.languages import tr
from ..host.short_texts import in_one_line
from ..settings import turn_settings
from ..world.sessions import session_for

Found = TypeVar("Found")
LONGEST_NAME = 60
"""Characters of a recipe's name that is made of a prompt."""


def prompt_of(recipe: Recipe) -> str:
    """Return what stands in the chat for a recipe."""
    if recipe.name:
        return tr("Recipe: {name}").format(name=recipe.name)
    return ", ".join(dict.fromkeys(call.name for call in recipe.calls))


def options(scene: Any, recipe: Recipe) -> Options:
    """Return the options of the turn of a recipe of calls; the song is heard if need be.

    Raises:
        ToolError: If this song has not what the recipe names.
    """
    here = ended(recipe_places.told_here(_session(scene), recipe.calls))["here"]
    found = turn_settings.options(readers.PLAIN)
    return replace(found, recipe=here.calls, recipe_notes=here.notes)


def begin(chat: Chat, recipe: Recipe) -> RunningTurn:
    """Start the turn of a recipe from a window; it waits as a plan where the person wishes so.

    Raises:
        ToolError, ValueError or Busy: With one sentence; nothing was done.
    """
    found = replace(options(chat.scene, recipe), plan_only=window_state.state().plan_only)
    turn = chat.send(prompt_of(recipe), readers.PLAIN, found, turn_settings.limits())
    window_state.open_newest(len(chat.conversation.turns))
    return turn


def told(scene: Any, turn: Turn) -> tuple[Recipe, list[str]]:
    """Return what a turn did as a recipe, and what is not in it; the song is heard if need be.

    Raises:
        ToolError: If it did nothing that can be done elsewhere.
    """
    made = ended(recipe_making.recipe_of(_session(scene), turn))["made"]
    return Recipe(in_one_line(turn.prompt, LONGEST_NAME), made.calls), list(made.notes)


def ended(steps: Generator[Any, Any, Found]) -> Found:
    """Carry steps to their end, and return their result."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: Found = end.value
            return found


def _session(scene: Any) -> Session:
    session = session_for(scene)
    readers.tell_of(session, ())
    return session
