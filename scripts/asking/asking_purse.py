"""The money of a batch: what was spent over all its runs, and what the running turns may cost.

It is kept in a file, so that a run that is resumed counts it on, and several submitters may share
it: whoever writes reads again before, alone, and puts a whole file in its place.
"""

from __future__ import annotations

import json
import math
import os
import platform
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from batch_folder import write_whole

FORM = 1
LEFT = 120.0
"""Seconds after which what somebody had set aside, and no longer renews, counts as spent."""
RENEWED = 30.0
STUCK = 10.0
"""Seconds after which a lock was left behind by a process that was ended."""
GUESS = 0.01
"""Dollars that a song is expected to cost before one has ended and nothing better is known."""


@dataclass(frozen=True)
class Spent:
    """What a batch has used so far, over all its runs.

    Attributes:
        usd: Dollars.
        tokens: Read and written.
        requests: To the server.
        songs: Songs whose turns ended.
    """

    usd: float = 0.0
    tokens: int = 0
    requests: int = 0
    songs: int = 0


class Purse:
    """See the module.

    Args:
        path: The file; made when something is spent.
        cap: Dollars that may be spent, None for any.
        clock: Returns seconds since 1970.

    Attributes:
        guess: Dollars that a song is expected to cost, before one has ended.
    """

    def __init__(
        self, path: Path, cap: float | None, clock: Callable[[], float] = time.time
    ) -> None:
        self._path, self._cap, self._clock = path, cap, clock
        self.guess = GUESS
        self._own = f"{platform.node()}:{os.getpid()}:{id(self):x}"
        self._aside: dict[str, float] = {}
        self._renewed = float("-inf")
        self._seen = _read(path)

    @property
    def spent(self) -> Spent:
        """What was spent, as it was last read."""
        return _spent(self._seen)

    @property
    def expected(self) -> float:
        """Dollars that a song is expected to cost: the mean of those that ended."""
        return self._expected(self.spent)

    def _expected(self, known: Spent) -> float:
        return known.usd / known.songs if known.songs else self.guess

    def take(self, name: str) -> str:
        """Set aside what a song is expected to cost.

        Returns:
            Why that cannot be, "" where it is done.
        """
        if self._cap is None:
            return ""
        with self._alone() as data:
            known = _spent(data)
            wanted = self._expected(known)
            others = sum(row[0] for row in data["aside"].values())
            total = known.usd + others + wanted
            first = not known.songs and not others and known.usd < self._cap
            if total > self._cap + 1e-12 and not first:
                return self._told(known, others, wanted)
            self._aside[name] = wanted
            self._note(data)
        return ""

    def pay(self, name: str, usd: float, tokens: int, requests: int = 1) -> None:
        """Note what a request of a song cost; it comes out of what was set aside for it."""
        with self._alone() as data:
            data["usd"] += usd
            data["tokens"] += tokens
            data["requests"] += requests
            if name in self._aside:
                self._aside[name] = max(self._aside[name] - usd, 0.0)
            self._note(data)

    def end(self, name: str, counts: bool = True) -> None:
        """Give back what is left of what was set aside for a song.

        Args:
            name: The song.
            counts: Whether it tells what songs cost.
        """
        with self._alone() as data:
            self._aside.pop(name, None)
            data["songs"] += int(counts)
            self._note(data)

    def renew(self) -> None:
        """Let others know, now and then, that what is set aside still is."""
        if self._aside and self._clock() - self._renewed > RENEWED:
            with self._alone() as data:
                self._note(data)

    def _told(self, known: Spent, others: float, expected: float) -> str:
        wanted = f"another song costs about ${expected:.4f}"
        running = f", about ${others:.4f} is set aside for songs that run" if others else ""
        return f"Money cap: ${known.usd:.4f} of ${self._cap:.4f} is spent{running}, and {wanted}"

    def _note(self, data: dict[str, Any]) -> None:
        self._renewed = now = self._clock()
        data["aside"].pop(self._own, None)
        if self._aside:
            data["aside"][self._own] = [sum(self._aside.values()), now]

    @contextmanager
    def _alone(self) -> Iterator[dict[str, Any]]:
        """Read, change and replace the file, while nobody else does."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        lock = self._path.with_name(f".{self._path.name}.lock")
        _locked(lock)
        try:
            data = _read(self._path)
            self._fold(data)
            yield data
            write_whole(self._path, json.dumps(data))
            self._seen = data
        finally:
            lock.unlink(missing_ok=True)

    def _fold(self, data: dict[str, Any]) -> None:
        """Count as spent what was set aside by somebody who is gone: it may well be."""
        for owner, (usd, at) in list(data["aside"].items()):
            if owner != self._own and abs(self._clock() - at) > LEFT:
                data["usd"] += usd
                del data["aside"][owner]


def _locked(lock: Path) -> None:
    """Take a lock file; one that was left behind is taken over."""
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            return
        except FileExistsError:
            try:
                if time.time() - lock.stat().st_mtime > STUCK:
                    lock.unlink()
                    continue
            except FileNotFoundError:
                continue
            time.sleep(0.005)


def _read(path: Path) -> dict[str, Any]:
    """Read the file; one that is missing has nothing spent.

    Raises:
        ValueError: If it is damaged: money would be spent twice.
    """
    empty: dict[str, Any] = {"spent": FORM, "usd": 0.0, "tokens": 0, "requests": 0, "songs": 0}
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {**empty, "aside": {}}
    try:
        data = json.loads(text)
        numbers = [data[name] for name in ("usd", "tokens", "requests", "songs")]
        numbers += [part for row in data["aside"].values() for part in row]
        good = data["spent"] == FORM and all(math.isfinite(n) and n >= 0 for n in numbers)
    except (ValueError, TypeError, KeyError, AttributeError):
        good = False
    if not good:
        raise ValueError(f"{path} is damaged: nobody knows what was spent; mend or remove it")
    return dict(data)


def _spent(data: dict[str, Any]) -> Spent:
    return Spent(data["usd"], data["tokens"], data["requests"], data["songs"])
