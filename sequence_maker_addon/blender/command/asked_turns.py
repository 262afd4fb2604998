"""Turns of the command: begun, waited for, told to their end."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from ...chat.conversation_turn import Turn
from ...chat.options import Options
from ...chat.wire.endpoint import Endpoint, EndpointError
from ...kept.recipe_file import Recipe
from ...sequence.errors import ToolError
from ...toolkit.world import Limits
from ..again import turn_recipes
from ..chat import chats, estimates, readers
from ..settings import turn_settings
from ..wording.numbers import estimate_line
from . import files
from .output import Output
from .plan_command import Planning

FOREIGN = "The file's conversation is from another computer and is not sent; --continue quotes it."


@dataclass(slots=True)
class Asker:
    """Carries prompts and recipes out as turns.

    Attributes:
        given: The command line.
        output: Is told what happens, and answers what is asked.
        endpoint: Where to ask, and whether the command line itself is the consent.
        planning: What becomes of plans.
        limit: Things that a turn may write, in place of what the preferences say.
        turns: The turns that were begun.
    """

    given: argparse.Namespace
    output: Output
    endpoint: tuple[Endpoint, bool]
    planning: Planning
    limit: int | None = None
    turns: list[Turn] = field(default_factory=list)

    def ask(self, index: int, prompt: str, scene: Any) -> bool:
        """Carry a prompt out; tell whether that went well."""
        endpoint, consent = self.endpoint
        chat = self._chat(index, prompt, scene, to_a_model=True)
        try:
            turn_settings.check(endpoint, consent)
            found = turn_settings.options(endpoint, self.given.max_requests)
            options = self.planning.options(found)
            if self.given.plain_first:
                options = replace(options, plain_first=True)
            if (estimate := estimates.large(chat, prompt, endpoint, options)) is not None:
                self.output.tell({"event": "note", "text": estimate_line(estimate)})
            return self._carry_out(chat, prompt, endpoint, options)
        except (EndpointError, ToolError) as error:
            return self._refused(error)

    def apply(self, recipe: Recipe, scene: Any) -> bool:
        """Carry the calls of a recipe out as one turn; tell whether that went well."""
        prompt = turn_recipes.prompt_of(recipe)
        chat = self._chat(0, prompt, scene, to_a_model=False)
        try:
            options = turn_recipes.options(scene, recipe)
            return self._carry_out(chat, prompt, readers.PLAIN, options)
        except ToolError as error:
            return self._refused(error)

    def _chat(self, index: int, prompt: str, scene: Any, to_a_model: bool) -> chats.Chat:
        """Return the chat of the next turn, and tell of it."""
        given, chat = self.given, chats.chat_of(scene)
        self.output.tell({"event": "prompt", "index": index, "text": prompt})
        if given.chat is not None:
            self.output.tell(_named(chat, given.chat))
        elif not given.go_on and given.blend is None:
            chat.clear()
        if given.go_on:
            chat.go_on()
        elif chat.is_foreign and to_a_model:
            self.output.tell({"event": "note", "text": FOREIGN})
        return chat

    def _carry_out(
        self, chat: chats.Chat, prompt: str, endpoint: Endpoint, options: Options
    ) -> bool:
        planning, scene = self.planning, chat.scene
        more = self._limits(), self.output.tell, planning.worker()
        turn = chat.send(prompt, endpoint, options, *more)
        self.turns.append(turn.record)
        try:
            self.output.wait(chat, turn, partial(planning.decide, scene))
        finally:
            _tell_end(turn.record, scene, self.output, planning.told)
        planning.check_end()
        return bool(turn.record.status == "complete" or planning.told)

    def _limits(self) -> Limits:
        found = turn_settings.limits()
        return found if self.limit is None else replace(found, max_segments=self.limit)

    def _refused(self, error: EndpointError | ToolError) -> bool:
        """Tell why a turn was not begun."""
        told = {"code": error.code, "message": error.message}
        refused = Turn("", status="failed", error=told)
        self.turns.append(refused)
        self.output.tell({"event": "done", "status": "failed", "requests": 0, "error": told})
        return False


def _named(chat: chats.Chat, name: str) -> dict[str, Any]:
    """Open the chat of a name, or begin it; return the event that says so."""
    row = chat.shelf.named(name)
    if row is None:
        chat.clear(name)
    elif row is not chat.shelf.current:
        chat.shelf.turn_to(chat.scene, row)
    turns = len(chat.conversation.turns) + chat.shelf.older
    return {"event": "chat", "name": name, "turns": turns}


def _tell_end(record: Turn, scene: Any, output: Output, plan: Any) -> None:
    output.tell({"event": "timeline", "channels": files.timeline(scene)})
    if plan is not None:
        output.tell(plan)
    ended = ("planned", None) if plan is not None else (record.status, record.error)
    told = {"status": ended[0], "error": ended[1], "requests": len(record.requests)}
    output.tell({"event": "done", **told})
