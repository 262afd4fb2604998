"""What a turn may use up, and how its model is spoken to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..plain.reading import PlainCall
from ..toolkit.planning.recipe_call import RecipeCall
from .conversation_turn import Turn
from .memory.wish import Wish
from .metrics import Metrics
from .offer.pointed import Pointed
from .prices import Price
from .spending import Budget


@dataclass(frozen=True, slots=True)
class Options:
    """Limits and manner of a turn.

    Attributes:
        one_shot: The model takes one message and is not told the results.
        plain_first: What is surely a plain command is read by rules, without asking the model.
        plan_only: The whole turn is planned, and nothing written before the person applies it.
        closing: Says, of a turn of one message, what was done; made of its results.
        max_requests: Requests to the model, 0 for no limit.
        max_tool_calls: Function calls, 0 for no limit.
        max_seconds: Seconds without an answer of the person, 0 for no limit.
        answer_seconds: How long a question waits for the person, in seconds; 0 for ever.
        spending: Caps over turn, session, day and file, with what was spent before.
        max_cost_usd: Estimated cost in US dollars, 0 for no limit.
        budget: Tokens of the talk that go along at most, whatever the window.
        own_price: The user's price, if the model's is not known.
        wishes: The person's wishes that hold, oldest first.
        pointed: What the person points at, and what of it is told.
        summaries: The model may be asked to sum up turns that have no more room.
        meant: Calls that the prompt stands for; nobody is asked.
        recipe: The same, all of which are done or none; their times are those of this song.
        recipe_notes: What of the recipe this song has no place for.
        instead_of: When the turn began in whose place this one is, 0 for none.
        ended: Is called when the turn has ended.
    """

    one_shot: bool = False
    plain_first: bool = False
    plan_only: bool = False
    closing: Callable[[Turn], str] = lambda turn: ""
    max_requests: int = 12
    max_tool_calls: int = 60
    max_seconds: float = 0.0
    answer_seconds: float = 0.0
    spending: Budget = Budget()
    max_cost_usd: float = 0.0
    budget: int = 24_000
    own_price: Price | None = None
    wishes: Sequence[Wish] = ()
    pointed: Pointed = Pointed()
    summaries: bool = False
    meant: tuple[PlainCall, ...] = ()
    recipe: tuple[RecipeCall, ...] = ()
    recipe_notes: tuple[str, ...] = ()
    instead_of: float = 0.0
    ended: Callable[[], None] = lambda: None

    def reached(
        self, requests: Sequence[Metrics], seconds: float, beside: int = 0
    ) -> tuple[str, str] | None:
        """Return code and sentence of the limit that a turn has reached, or None.

        Args:
            requests: The figures of the requests so far.
            seconds: How long the turn has taken, the person's answers not counted.
            beside: How many of the requests do not count, as they were for a summary.
        """
        if self.max_requests and len(requests) - beside >= self.max_requests:
            return "max_requests", f"Stopped after {self.max_requests} requests"
        if (late := self.too_late(seconds)) is not None:
            return late
        spent = sum(figures.cost_usd or 0.0 for figures in requests)
        if self.max_cost_usd and spent >= self.max_cost_usd:
            return "max_cost_usd", f"Stopped at a cost of about {spent:.4f} US dollars"
        return self.spending.reached(requests)

    def too_late(self, seconds: float) -> tuple[str, str] | None:
        """Return code and sentence of the limit of time, None if there is time left."""
        if self.max_seconds and seconds > self.max_seconds:
            return "max_seconds", f"Stopped after {self.max_seconds:g} seconds"
        return None
