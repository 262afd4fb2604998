"""What is tried when a request failed: another one that can do better, or nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from .conversation_turn import Status, Turn
from .offer.windows import learn_from_refusal
from .wire.endpoint import Endpoint
from .wire.events import Failed

MOST_SHORTER = 4
"""How often a turn may try with less."""
SMALLER = 0.97
"""A request that is not smaller than by this is not worth another try."""
AGAIN = frozenset("empty blocked aborted odd_ending stopped".split())
"""Endings of an answer that may be another one when it is asked for again."""
STATUSES: dict[str, Status] = {
    "incomplete": "incomplete",
    "cancelled": "cancelled",
    "discarded": "cancelled",
    "empty": "incomplete",
    "call_as_text": "incomplete",
    "max_seconds": "incomplete",
    "not_understood": "incomplete",
}
PROMPT_SHARE = 0.3
"""A prompt that is more of a request than this is what makes it too long."""
LEFT_OUT = "The conversation is too long for this model: earlier turns were left out"
TOO_SMALL = (
    "This model's window is too small for the functions: raise the context length at its server, "
    "or choose another model"
)


@dataclass(frozen=True, slots=True)
class Again:
    """Another request is worth a try.

    Attributes:
        failed: How the last one failed.
        note: What the person should know.
        said: What is said to the model, "" for nothing.
        smaller_than: Characters that the next request must be below.
    """

    failed: Failed
    note: str
    said: str = ""
    smaller_than: int = 0


class Recovery:
    """Decides for one turn; remembers what was tried in it."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._tried: Counter[str] = Counter()

    def after(self, event: Failed, record: Turn, characters: int) -> Again | None:
        """Return what to try after a failed request, None to end the turn.

        Args:
            event: How it failed.
            record: The turn so far.
            characters: The size of the request.
        """
        self._tried[event.code] += 1
        if event.code == "too_long":
            learn_from_refusal(self._endpoint, event, characters)
            if self._tried["too_long"] <= MOST_SHORTER:
                return Again(event, LEFT_OUT, smaller_than=int(characters * SMALLER))
            return None
        if self._tried[event.code] > 1:
            return None
        if event.code == "tool_use_failed":
            said = f"The function call could not be read: {event.message} Send it again."
            return Again(event, "The model was asked to send its call again", said)
        nothing_came = not event.content.strip() and event.status is None
        if event.code in AGAIN and nothing_came and not was_done(record):
            return Again(event, f"{event.message.rstrip('.')}; it was asked once more")
        return None


def was_done(record: Turn) -> bool:
    """Tell whether a call of the turn was carried out, or is planned and waits."""
    return any(call.state in ("done", "waiting") for call in record.calls)


def ending(event: Failed, record: Turn, characters: int) -> tuple[Status, str, str]:
    """Return status, code and sentence of a turn that a failed request ends."""
    if event.code == "too_long" and len(record.prompt) > PROMPT_SHARE * characters:
        return "failed", "too_long", "The prompt alone is too long for this model"
    if event.code == "too_long":  # with all left out that could be
        return "failed", "window_too_small", TOO_SMALL
    return status_of(event.code), event.code, event.message


def status_of(code: str) -> Status:
    """Return how a turn stands after a request that failed with such a code."""
    return STATUSES.get(code, "failed")
