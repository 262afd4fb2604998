"""The conversation: turns with what was said, called and answered, as the scene keeps it."""

from __future__ import annotations

from dataclasses import dataclass

from .conversation_turn import Call as Call
from .conversation_turn import Status as Status
from .conversation_turn import Turn as Turn
from .memory.recollection import Recollection, Share
from .offer.offered import Offer


@dataclass(slots=True)
class Fit:
    """What of a conversation goes along with a request, as long as Blender runs.

    Attributes:
        place: The endpoint and model that it is for.
        window: The context window that it is for, in tokens.
        offer: What was offered last.
        first: The number of the first turn that goes along, dropped ones counted.
        shortened: Results of turns before this one are shortened.
        newest: Whether those of the newest turn are, too.
        longest: Characters of the newest result, where even that has no room.
        share: How many tokens what is remembered of earlier turns may take.
        unsummed: How many summaries in a row did not come.
    """

    place: str = ""
    window: int = 0
    offer: Offer | None = None
    first: int = 0
    shortened: int = 0
    newest: bool = False
    longest: int = 1_000_000
    share: Share = Share()
    unsummed: int = 0


class Conversation:
    """The turns of one scene, oldest first.

    Attributes:
        dropped: How many older turns are no longer kept.
        fit: What of it goes along with a request.
        recollection: What is remembered of turns that no longer go along; None where nobody looked.
        notices: What it was told of the scene that needs to be told once, by a stable word.
    """

    def __init__(self, turns: list[Turn] | None = None, dropped: int = 0) -> None:
        self.turns = turns or []
        self.dropped = dropped
        self.fit = Fit()
        self.recollection: Recollection | None = None
        self.notices = set[str]()

    @property
    def first(self) -> int:
        """The number of the first turn that goes along with a request, dropped ones counted."""
        last = self.dropped + len(self.turns) - 1
        return min(max(self.fit.first, self.dropped), max(last, 0))

    def remember(self) -> Recollection:
        """Return what is remembered, the newest prompts looked through."""
        if self.recollection is None:
            self.recollection = Recollection()
        self.recollection.note(self.turns, self.dropped)
        return self.recollection

    def forget(self, most: int) -> None:
        """Forget the oldest turns but so many."""
        gone = max(0, len(self.turns) - most)
        del self.turns[:gone]
        self.dropped += gone

    def replaced(self) -> set[float]:
        """Return when those turns began that another one was done in place of."""
        return {turn.instead_of for turn in self.turns if turn.instead_of}

    def versions(self, turn: Turn) -> list[Turn]:
        """Return a turn and all that were done in its place, or it in theirs, in order."""
        known = {turn.began, turn.instead_of} - {0.0}
        for other in reversed(self.turns):  # each names one before it
            known |= {other.instead_of} - {0.0} if other.began in known else set()
        for other in self.turns:
            known |= {other.began} if other.instead_of in known else set()
        return [other for other in self.turns if other.began in known]

    def take_out(self, turn: Turn) -> bool:
        """Forget the newest turn if no answer to it came whole, so that it can be asked again.

        The request is then the same as before: the model is not asked twice for one thing.
        """
        newest = bool(self.turns) and self.turns[-1] is turn
        if not newest or turn.messages or turn.status in ("running", "complete") or not turn.is_own:
            return False
        self.turns.pop()
        if self.recollection is not None:
            self.recollection.let_go(self.dropped + len(self.turns))
        return True
