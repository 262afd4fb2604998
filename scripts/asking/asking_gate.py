"""The gate through which all requests of a batch go out: so many a minute, so many at once.

Limits are over any minute, whenever it begins. Where a server says that it is too much, nobody
asks before the time that it names, and half as many ask at once; after some answers one more does.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

MINUTE = 60.0
AT_ONCE = 8
GROWS_AFTER = 10
"""Answers in a row after which one more may ask at once."""
SOON = 0.05
"""Seconds until who is not the next in the row looks again."""


@dataclass(frozen=True)
class Caps:
    """What a batch may use; None is no limit.

    Attributes:
        requests_per_minute: Requests to the server, those that are sent again included.
        tokens_per_minute: Read and written together.
        usd: Dollars for the whole batch, over all its runs.
        at_once: Songs that are planned at the same time, 1 at least.

    Raises:
        ValueError: If a limit is not above 0; a sentence.
    """

    requests_per_minute: int | None = None
    tokens_per_minute: int | None = None
    usd: float | None = None
    at_once: int = AT_ONCE

    def __post_init__(self) -> None:
        """Refuse limits with which nothing could be asked."""
        for name in ("requests_per_minute", "tokens_per_minute", "usd", "at_once"):
            value = getattr(self, name)
            if value is not None and not value > 0:
                raise ValueError(f"{name} must be above 0, and is {value:g}")


class Pass:
    """One request's way through the gate.

    Attributes:
        tokens: What it takes: estimated, then as it was counted.
        out: When it went out, None before.
    """

    def __init__(self, tokens: int) -> None:
        self.tokens = tokens
        self.out: float | None = None


class Gate:
    """See the module; used from many threads.

    Args:
        caps: The limits.
        tell: Takes a sentence where the pace changes.
        clock: Returns seconds that only grow.

    Attributes:
        at_once: Requests that may be out at the same time now.
    """

    def __init__(
        self,
        caps: Caps,
        tell: Callable[[str], None] = lambda text: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.at_once = caps.at_once
        self._caps, self._tell, self._clock = caps, tell, clock
        self._lock = threading.Lock()
        self._row: deque[Pass] = deque()
        self._out: set[Pass] = set()
        self._lately: deque[Pass] = deque()
        self._closed_until = self._slowed = float("-inf")
        self._answers = 0

    def join(self, tokens: int) -> Pass:
        """Stand at the end of the row with a request of about so many tokens."""
        with self._lock:
            found = Pass(tokens)
            self._row.append(found)
            return found

    def leave(self, own: Pass) -> None:
        """Be gone, from the row or from outside; as often as one likes."""
        with self._lock:
            self._out.discard(own)
            if own in self._row:
                self._row.remove(own)

    def wait_of(self, own: Pass) -> float:
        """Let a request out if its time has come.

        Returns:
            0 where it is out now, else seconds after which to ask again.
        """
        with self._lock:
            if own.out is not None:
                return 0.0
            if self._row[0] is not own or len(self._out) >= self.at_once:
                return SOON
            now = self._clock()
            wait = max(self._closed_until - now, self._full_for(own, now))
            if wait <= 0:
                own.out = now
                self._row.popleft()
                self._out.add(own)
                self._lately.append(own)
            return max(wait, 0.0)

    def answered(self, own: Pass, tokens: int) -> None:
        """Note an answer, and what it took as the server counted."""
        with self._lock:
            own.tokens = tokens
            self._out.discard(own)
            self._answers += 1
            if self._answers >= GROWS_AFTER and self.at_once < self._caps.at_once:
                self.at_once, self._answers = self.at_once + 1, 0

    def refused(self, own: Pass, wait: float) -> None:
        """Note that the server is asked too much; nobody asks for `wait` seconds.

        Requests that went out before the pace was halved do not halve it once more.
        """
        with self._lock:
            now = self._clock()
            self._out.discard(own)
            self._closed_until = max(self._closed_until, now + wait)
            if own.out is None or own.out < self._slowed:
                return
            self._slowed, self._answers = now, 0
            slower = self.at_once > 1
            self.at_once = max(self.at_once // 2, 1)
        if slower:
            self._tell(f"The server asks to slow down: {self.at_once} at once from now on")

    def _full_for(self, own: Pass, now: float) -> float:
        """Return after how many seconds a minute has room for a request; 0 for now.

        One that takes more than all of a minute's tokens goes out when nothing else did.
        """
        while self._lately and self._lately[0].out is not None:
            if self._lately[0].out > now - MINUTE:
                break
            self._lately.popleft()
        most, most_tokens = self._caps.requests_per_minute, self._caps.tokens_per_minute
        count, taken, wait = len(self._lately), sum(known.tokens for known in self._lately), 0.0
        for known in self._lately:
            room = most is None or count < most
            if room and (most_tokens is None or taken + own.tokens <= most_tokens):
                break
            count, taken = count - 1, taken - known.tokens
            wait = (known.out or 0.0) + MINUTE - now
        return wait
