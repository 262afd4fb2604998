"""Asks a model what every song of a batch shall look like, many songs at once, in one thread.

Each song is a turn on a world in memory, so no Blender is needed and no key travels. All limits
are here: requests and tokens a minute, money for the whole batch, fewer at once where the server
says that it is too much. A turn that runs ends whole, whatever limit is reached.
"""

from __future__ import annotations

import logging
import time
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import extension
from asking_client import BUSY
from asking_estimate import estimate as estimate
from asking_gate import Caps as Caps
from asking_gate import Gate
from asking_planned import Planned as Planned
from asking_purse import Purse, Spent
from asking_song import Manner, SongCourse

extension.load()

from bl_ext.user_default.sequence_maker.chat.spending import tokens_of  # noqa: E402
from bl_ext.user_default.sequence_maker.toolkit.world import Limits  # noqa: E402

AGAIN = 4
"""How often a song is planned anew where the server was asked too much."""
PAUSE, LONGEST_PAUSE = 5.0, 60.0
"""Seconds in which nobody asks after a song that failed so, doubled each time."""
DEAD = 3
"""Songs in a row without any answer after which the server counts as gone."""
HOPELESS = frozenset(
    "key_refused no_credit model_unknown bad_url region not_encrypted no_model no_key bad_key"
    " no_tools forbidden tls".split()
)
"""Codes with which every other song would fail as well."""
SLICE = 0.01
"""Seconds that one song may take before the next one has its turn."""
BROKEN = {
    "code": "internal",
    "message": "Something went wrong in Sequence Maker; see what is printed.",
}
log = logging.getLogger(__name__)
NO_PRICE = "The price of {model} at {host} is not known, so the money cap cannot be kept"


class Planner:
    """See the module. Used in one thread; nothing of it raises for what a server does.

    Args:
        endpoint: Who is asked; checked already. Naming it was the consent.
        prompts: What is asked for of each song, one after the other on one timeline.
        caps: What may be used.
        spent: The file that keeps what the batch has spent over all its runs.
        yes: Agree to every change that asks, and to what a plain command may mean.
        limit: Things that a turn may add, change or remove; None as the extension has it.
        tell: Takes sentences for the person.
        clock: Returns seconds that only grow.

    Attributes:
        stopped: Why nothing more is asked, "" while it is.

    Raises:
        ValueError: If the file of what was spent is damaged.
    """

    def __init__(
        self,
        endpoint: Any,
        prompts: Sequence[str],
        caps: Caps,
        spent: Path,
        yes: bool = False,
        limit: int | None = None,
        tell: Callable[[str], None] = lambda text: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        limits = replace(Limits(), max_questions=0)
        limits = limits if limit is None else replace(limits, max_segments=limit)
        self._gate = Gate(caps, tell, clock)
        self._manner = Manner(endpoint, list(prompts), yes, limits, self._gate)
        cap = None if endpoint.by_rules else caps.usd
        self._purse = Purse(spent, cap)
        self._cap, self._tell, self._clock = cap, tell, clock
        self._poor: tuple[int, int] | None = None
        self._waiting: deque[tuple[str, Path, float]] = deque()
        self._running: dict[str, SongCourse] = {}
        self._places: dict[str, tuple[str, Path, float]] = {}
        self._tries: Counter[str] = Counter()
        self._before: dict[str, Planned] = {}
        self._ended: list[Planned] = []
        self._silent, self._paused_until = 0, float("-inf")
        self.stopped = ""

    @property
    def busy(self) -> bool:
        """Whether songs wait or run, or ended and were not fetched."""
        return bool(self._waiting or self._running or self._ended)

    @property
    def at_once(self) -> int:
        """How many songs are planned at the same time now."""
        return self._gate.at_once

    @property
    def spent(self) -> Spent:
        """What the batch has spent over all its runs."""
        return self._purse.spent

    def add(self, name: str, heard: Path, length: float) -> None:
        """Let a song wait to be planned.

        Args:
            name: The song's.
            heard: The file with what was heard of it.
            length: How long it is, in seconds; 0 for as long as was heard.

        Raises:
            ValueError: If a song of that name was added before.
        """
        if name in self._places:
            raise ValueError(f"{name!r} is planned already")
        self._places[name] = (name, heard, length)
        self._waiting.append(self._places[name])

    def step(self, budget: float = 0.05) -> list[Planned]:
        """Carry all songs on for about `budget` seconds; return those that ended."""
        deadline = time.perf_counter() + budget
        self._purse.renew()
        self._begin()
        for name, course in list(self._running.items()):
            self._carry_on(name, course, min(SLICE, max(deadline - time.perf_counter(), 0.001)))
        self._begin()
        found, self._ended = self._ended, []
        return found

    def close(self) -> None:
        """End all that runs; what waits is dropped."""
        self._waiting.clear()
        for name, course in self._running.items():
            course.cancel()
            self._pay(name, course)
            self._purse.end(name, counts=False)
        self._running.clear()

    def _begin(self) -> None:
        """Begin songs while there is room and money; the rest is told where there is none."""
        while self._waiting and not self.stopped and self._has_room():
            if why := self._too_dear(*self._waiting[0]):
                if self._running:  # what they leave over may be enough
                    return
                self._stop(why)
                break
            self._start(*self._waiting.popleft())
        while self.stopped and self._waiting:
            name = self._waiting.popleft()[0]
            self._ended.append(Planned(name, error={"code": "stopped", "message": self.stopped}))

    def _too_dear(self, name: str, _: Path, length: float) -> str:
        """Set aside what a song may cost; return why that cannot be, "" where it is done."""
        now = len(self._running), self.spent.requests
        if now == self._poor:
            return "nothing has changed"
        if self._cap is not None and not self.spent.songs:
            guess = estimate(self._manner.prompts, [length], self._manner.endpoint)[1]
            self._purse.guess = guess or self._purse.guess
        why = self._purse.take(name)
        self._poor = now if why and self._running else None
        return why

    def _has_room(self) -> bool:
        most = self.at_once
        if self._cap is not None and not self.spent.requests:
            most = 1  # nobody knows yet what a request costs
        return len(self._running) < most and self._clock() >= self._paused_until

    def _start(self, name: str, heard: Path, length: float) -> None:
        try:
            self._running[name] = SongCourse(name, heard, length, self._manner)
            return
        except (OSError, ValueError) as problem:
            error = {"code": "not_heard", "message": str(problem)}
        except Exception:
            log.exception("planning a song failed")
            error = BROKEN
        self._purse.end(name, counts=False)
        self._ended.append(Planned(name, error=error))

    def _carry_on(self, name: str, course: SongCourse, budget: float) -> None:
        try:
            planned = None if course.step(budget) else course.planned()
        except Exception:  # one song's trouble is not another's
            log.exception("planning a song failed")
            planned = course.broken(BROKEN)
        self._pay(name, course)
        if planned is None:
            return
        del self._running[name]
        self._purse.end(name, counts=course.answered)
        earlier = self._before.pop(name, None)
        found = planned if earlier is None else planned.after(earlier)
        self._judge(name, course, found)
        if course.code in BUSY and self._tries[name] < AGAIN and not self.stopped:
            self._tries[name] += 1
            pause = min(PAUSE * 2.0 ** (self._tries[name] - 1), LONGEST_PAUSE)
            self._paused_until = self._clock() + pause
            self._tell(f"{name} waits for {pause:g} s: {(found.error or {}).get('message')}")
            self._before[name] = found
            self._waiting.append(self._places[name])
            return
        self._ended.append(found)

    def _pay(self, name: str, course: SongCourse) -> None:
        for row in course.fresh_requests():
            self._purse.pay(name, row.cost_usd or 0.0, tokens_of(row), row.requests)
            if row.cost_usd is None and self._cap is not None:
                at = self._manner.endpoint
                self._stop(NO_PRICE.format(model=at.model, host=at.host))

    def _judge(self, name: str, course: SongCourse, found: Planned) -> None:
        """Ask no more where all other songs would fail as well."""
        if self._manner.endpoint.by_rules:
            return
        message = (found.error or {}).get("message", "")
        if course.code in HOPELESS:
            self._stop(message)
        self._silent = 0 if course.answered or not found.error else self._silent + 1
        is_last_try = course.code not in BUSY or self._tries[name] >= AGAIN
        if self._silent >= DEAD and is_last_try:
            self._stop(f"{DEAD} songs in a row got no answer: {message}")

    def _stop(self, why: str) -> None:
        if not self.stopped:
            self.stopped = why
            self._tell(why)
