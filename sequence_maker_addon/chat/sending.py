"""Builds the requests of a turn: messages and functions, as the model's window holds them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..toolkit.registry import Tool
from ..toolkit.world import Session
from . import context
from .conversation import Conversation
from .memory import wish_block
from .memory.recollection import share_of
from .memory.wish_block import block
from .offer import windows
from .offer.offered import Offer, offered
from .offer.state import tokens_for
from .options import Options
from .recovery import LEFT_OUT
from .wire.endpoint import Endpoint
from .wire.events import Usage

CUT = (
    "The server read only about {tokens} tokens of the request: raise its context length "
    "(Ollama: OLLAMA_CONTEXT_LENGTH or num_ctx, LM Studio: Context Length, llama.cpp: --ctx-size)"
)
PLAN_ONLY = "plan only: functions work on a copy; the user applies the whole plan at the end"
"""What the model is told of a turn that is planned."""

Rows = list[dict[str, Any]]


@dataclass(slots=True)
class Sending:
    """What the requests of one turn are built from.

    Attributes:
        conversation: Its last turn is the one that runs.
        note: Is told what the person should know.
        tell: Is told what happens, as the objects that the command prints.
        characters: The size of the newest request.
        told: What was told last of window and functions.
        wishes: The block of wishes, once it is made.
        along: What was told last of what goes along.
    """

    conversation: Conversation
    session: Session
    tools: Mapping[str, Tool]
    options: Options
    endpoint: Endpoint
    note: Callable[[str], None]
    tell: Callable[[dict[str, Any]], None]
    characters: int = 0
    told: dict[str, Any] | None = None
    wishes: str | None = None
    along: dict[str, Any] | None = None

    def make(self, most: int = 0) -> tuple[Rows, Rows]:
        """Return messages and functions of the next request.

        Args:
            most: Characters that it may take, whatever is known of the window; 0 for any number.
        """
        options, fit = self.options, self.conversation.fit
        if options.one_shot:
            prompt = self.conversation.turns[-1].prompt
            return [{"role": "user", "content": prompt}], []
        window = windows.window_of(self.endpoint)
        told = context.state(self.session, tokens_for(window.tokens), options.pointed)
        told = f"{PLAN_ONLY}\n{told}" if options.plan_only else told
        offer = self._offer(window)
        fit.share = share_of(window.tokens)
        if self.wishes is None:  # the same for all requests of a turn
            self.wishes = block(options.wishes, wish_block.tokens_for(window.tokens))
        per_token = windows.per_token(self.endpoint)
        left = window.room(self.endpoint.max_tokens) - offer.characters / per_token
        room = int(min(left, options.budget) * min(per_token, windows.DENSEST))
        room = min(room, most - offer.characters) if most else room
        first = fit.first
        rows = context.messages(self.conversation, room, offer.system + self.wishes, told)
        if fit.first > max(first, self.conversation.dropped):
            self.note(LEFT_OUT)
        self.characters = context.size(rows) + offer.characters
        self._tell_along()
        return rows, offer.schemas

    def _tell_along(self) -> None:
        """Tell what goes along besides the talk, when it is something else than before."""
        pointed, timelines = self.options.pointed, self.session.timelines
        song = self.session.songs.known() if pointed.song and self.session.songs else None
        selection = timelines.selected() if pointed.selection else []
        recollection, first = self.conversation.recollection, self.conversation.first
        facts = recollection.facts if recollection is not None else []
        told: dict[str, Any] = {"event": "along", "song": None if song is None else song.name}
        told |= {"playhead": timelines.playhead() if pointed.playhead else None}
        told |= {"selected": selection, "range": list(pointed.span[:2]) if pointed.span else None}
        told |= {"edits": list(pointed.edits), "wishes": (self.wishes or "").count("\n- ")}
        told |= {"summary_of": recollection.until if recollection and first else 0}
        told |= {"facts": sum(fact.turn < first for fact in facts)}
        if self.along is None or told["summary_of"] != self.along["summary_of"]:
            self.along = told
            self.tell(told)

    def learn(self, usage: Usage | None, first: bool) -> None:
        """Learn how the server counts, and tell when it has read only a part."""
        if usage is None or self.options.one_shot:
            return
        cut = windows.learn_from_usage(self.endpoint, usage, self.characters, first)
        if cut is not None:
            self.note(CUT.format(tokens=f"{cut:,}"))

    def _offer(self, window: windows.Window) -> Offer:
        """Return what is offered; it grows only, but for another model or a smaller window."""
        fit, place = self.conversation.fit, self.endpoint.place
        if fit.place != place or window.tokens < fit.window:
            fit.offer = None
        if fit.place != place or window.tokens > fit.window:
            fit.first = fit.shortened = 0
            fit.newest, fit.longest = False, 1_000_000
        offer = offered(self.tools, self.session, window.tokens, fit.offer)
        fit.place, fit.window, fit.offer = place, window.tokens, offer
        if (told := _event(offer, window)) != self.told:
            self.told = told
            self.tell(told)
        return offer


def _event(offer: Offer, window: windows.Window) -> dict[str, Any]:
    """Return what the command tells of the window and the functions in use."""
    told: dict[str, Any] = {"event": "offer", "window": window.tokens, "origin": window.origin}
    told |= {"form": offer.form, "functions": list(offer.forms)}
    return told | ({"left_out": list(offer.left_out)} if offer.left_out else {})
