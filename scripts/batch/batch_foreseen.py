"""Tries a recipe of calls on a song in memory: what will be refused is told before it is made."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from batch_folder import Shows, read_json
from batch_package import part
from batch_songs import Song
from batch_stages import Look

SLICE = 0.05
"""Seconds of one step of a turn."""


def refusal(shows: Shows, look: Look, song: Song) -> str:
    """Return why a heard song cannot be made with the look's calls, else nothing.

    Args:
        shows: Where what was heard of it lies.
        look: A look whose recipe has calls; prompts are tried when they are planned.
        song: A song that was heard.
    """
    if not look.recipe.calls:
        return ""
    try:
        session = _session(shows, look, song)
        places = part("tools.repeating.recipe_places").told_here(session, look.recipe.calls)
        here = _ended(places)["here"]
        return _refused(session, here)
    except part("sequence.errors").ToolError as error:
        return str(error.message)
    except (ValueError, KeyError, TypeError):
        return ""  # what was heard cannot be read: it is heard anew, and told then


def _session(shows: Shows, look: Look, song: Song) -> Any:
    """Return a fresh file in memory with the song."""
    found = read_json(shows.heard(song.key))
    found.pop("content", None)
    analysis = part("music.hearing.analysis").Analysis.from_json(found)
    world = part("music.in_memory.fresh_world").FreshWorld(song.name, analysis, file=song.path.name)
    limits = part("toolkit.world").Limits()
    if look.limit is not None:
        limits = replace(limits, max_segments=look.limit)
    return world.session(limits)


def _ended(steps: Any) -> Any:
    """Carry steps to their end."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def _refused(session: Any, here: Any) -> str:
    """Plan the whole turn on a copy; return why one of its calls is refused, else nothing."""
    turns, wire = part("chat.planning.recipe_turn"), part("chat.wire.endpoint")
    endpoint = wire.Endpoint("Plain Commands", "", wire.RULES, offline=True)
    worker = turns.recipe_worker(here.calls, endpoint)
    options = part("chat.options").Options(one_shot=True, plan_only=True, recipe=here.calls)
    talk = part("chat.conversation").Conversation()
    turn = turns.RecipeTurn(talk, "recipe", session, part("tools").TOOLS, worker, options)
    turn.start()
    try:
        while turn.active and turn.waiting is None:
            turn.step(SLICE)
        error = turn.record.error if not turn.active else None
        return str((error or {}).get("message", ""))
    finally:
        if turn.active:
            turn.cancel()
        worker.close()
