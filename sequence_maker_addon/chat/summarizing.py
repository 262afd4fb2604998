"""A request of its own that lets the model sum up turns which have no more room."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from .conversation import Conversation
from .figures import measured
from .memory import summing_up
from .offer import windows
from .options import Options
from .wire.events import Failed, Finished
from .worker import Worker

STATUS = "Summarizing earlier turns"
REQUESTS = 2
"""Requests that the turn must have left: this one, and the one that it is for."""
THINKING = 1000
"""Tokens that a model may think about it."""
FAILURES, SHORTEST = 2, 30
"""Summaries in a row that did not come, after which none is asked for; characters of one."""


class Summarizing:
    """At most one such request in a turn; whatever goes wrong, the turn goes on without it.

    Args:
        conversation: Its recollection gets the summary.
        worker: Whose endpoint is asked, by a worker of its own, so that time can end it.
        options: What the turn may use up.
        tell: Is told what happens, as the objects that the command prints.

    Attributes:
        count: How many requests of the turn were for a summary.
    """

    def __init__(
        self,
        conversation: Conversation,
        worker: Worker,
        options: Options,
        tell: Callable[[dict[str, Any]], None],
    ) -> None:
        self._conversation, self._options, self._tell = conversation, options, tell
        self._main = worker
        self._worker: Worker | None = None
        self._until, self._deadline = 0, 0.0
        self._is_used = not options.summaries or options.one_shot
        self.count = 0

    @property
    def busy(self) -> bool:
        """Whether the model is at it."""
        return self._worker is not None

    def begin(self, requests: int) -> bool:
        """Ask for a summary if turns were left out and that pays; tell whether it was asked for.

        Args:
            requests: How many the turn has sent so far.
        """
        most = self._options.max_requests
        if self._is_used or (most and most - requests < REQUESTS):
            return False
        if self._conversation.fit.unsummed >= FAILURES:
            return False
        known, first = self._conversation.remember(), self._conversation.first
        dropped = self._conversation.dropped
        gone = self._conversation.turns[max(known.until - dropped, 0) : max(first - dropped, 0)]
        own = [turn for turn in gone if turn.is_own]
        if not summing_up.worth(own):
            return False
        self._is_used = True
        endpoint, share = self._main.endpoint, self._conversation.fit.share
        tokens = share.summary
        limit = min(endpoint.max_tokens or 10**6, tokens + THINKING)
        room = windows.window_of(endpoint).room(limit)
        per_token = min(windows.per_token(endpoint), windows.DENSEST)
        rows = summing_up.request(known.summary, own, tokens, int(room * per_token))
        longest = summing_up.SECONDS_NEARBY if endpoint.is_nearby else summing_up.SECONDS
        asked = replace(endpoint, max_tokens=limit, read_timeout=min(endpoint.silence, longest))
        self._until, self._deadline = first, time.monotonic() + longest
        self._worker = self._main.another(asked)
        self._worker.submit(rows, [], False)
        self._conversation.fit.unsummed += 1  # until it has come
        return True

    def step(self) -> bool:
        """Take what has come; tell whether it is over."""
        if self._worker is None:
            return True
        try:
            while True:
                event = self._worker.events.get_nowait()
                if isinstance(event, Finished | Failed):
                    self._take(event)
                    self.end()
                    return True
        except queue.Empty:
            if time.monotonic() > self._deadline:
                self.end()
                return True
        return False

    def end(self) -> None:
        """Ask no more; what comes later is lost."""
        if self._worker is not None:
            self._worker.cancel()
            while not self._worker.events.empty():
                event = self._worker.events.get_nowait()
                if isinstance(event, Failed | Finished):
                    self._count(event)
            self._worker = None

    def _take(self, event: Finished | Failed) -> None:
        self._count(event)
        text = event.content.strip()
        if isinstance(event, Finished) and len(text) >= SHORTEST and not event.calls:
            known = self._conversation.remember()
            known.sum_up(text, self._until)
            self._conversation.fit.unsummed = 0
            self._tell({"event": "summary", "turns": known.until, "text": known.summary})

    def _count(self, event: Finished | Failed) -> None:
        place, price = self._main.endpoint.place, self._options.own_price
        figures = measured(event.usage, event, place, price)
        self._conversation.turns[-1].requests.insert(0, figures)  # the last is the turn's own
        self.count += 1
