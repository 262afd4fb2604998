"""The conversation: turns with what was said, called and answered, as the scene keeps it."""

from __future__ import annotations

from dataclasses import dataclass

from .conversation_turn import Call as Call
from .conversation_turn import Status as Status
from .conversation_turn import Turn as Turn
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
    """

    place: str = ""
    window: int = 0
    offer: Offer | None = None
    first: int = 0
    shortened: int = 0
    newest: bool = False
    longest: int = 1_000_000


class Conversation:
    """The turns of one scene, oldest first.

    Attributes:
        dropped: How many older turns are no longer kept.
        fit: What of it goes along with a request.
    """

    def __init__(self, turns: list[Turn] | None = None, dropped: int = 0) -> None:
        self.turns = turns or []
        self.dropped = dropped
        self.fit = Fit()

    def forget(self, most: int) -> None:
        """Forget the oldest turns but so many."""
        gone = max(0, len(self.turns) - most)
        del self.turns[:gone]
        self.dropped += gone

    def take_out(self, turn: Turn) -> bool:
        """Forget the newest turn if no answer to it came whole, so that it can be asked again.

        The request is then the same as before: the model is not asked twice for one thing.
        """
        newest = bool(self.turns) and self.turns[-1] is turn
        if not newest or turn.messages or turn.status in ("running", "complete") or not turn.is_own:
            return False
        self.turns.pop()
        return True
