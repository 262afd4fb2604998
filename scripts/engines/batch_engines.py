"""Who runs the units: nobody but this process, one after the other, or the workers of Dask."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from typing import Protocol

from batch_unit import TRIES, Ended, Unit, command, run_unit

RETRIES = TRIES - 1
"""How often a unit is begun again after a crash, and a worker's death is forgiven."""
Answer = tuple[Unit, Ended | Exception]


class EngineGoneError(Exception):
    """An engine that takes no more work; the text says what to do."""


class Engine(Protocol):
    """What a batch asks of an engine."""

    @property
    def workers(self) -> int:
        """How many units run at a time, as far as it is known."""

    def submit(self, unit: Unit, priority: int) -> None:
        """Take a unit on; those of a higher priority are begun first."""

    def ended(self, wait: float) -> Iterator[Answer]:
        """Yield the units that ended; wait some seconds for the first.

        Raises:
            EngineGoneError: When no unit will end any more.
        """

    def told(self) -> list[str]:
        """Return what the person should know of it, in lines."""

    def close(self) -> None:
        """End it; units that run are asked to end by their ticket, which is gone by now."""


def drained(answers: queue.SimpleQueue[Answer], wait: float) -> Iterator[Answer]:
    """Yield what is in a queue; wait some seconds for the first."""
    try:
        yield answers.get(timeout=wait)
        while True:
            yield answers.get_nowait()
    except queue.Empty:
        return


class OneByOne:
    """Runs units one after the other in a thread of this process."""

    workers = 1

    def __init__(self) -> None:
        self._waiting: queue.PriorityQueue[tuple[int, int, Unit | None]] = queue.PriorityQueue()
        self._ended: queue.SimpleQueue[Answer] = queue.SimpleQueue()
        self._count = 0
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def submit(self, unit: Unit, priority: int) -> None:
        """Take a unit on; see `Engine`."""
        self._count += 1
        self._waiting.put((-priority, self._count, unit))

    def ended(self, wait: float) -> Iterator[Answer]:
        """Yield the units that ended; see `Engine`."""
        return drained(self._ended, wait)

    def told(self) -> list[str]:
        """Return what to know of it; see `Engine`."""
        return ["Songs are made one after the other."]

    def close(self) -> None:
        """Take nothing more, and wait for the unit that runs."""
        self._waiting.put((-(1 << 30), 0, None))
        self._thread.join()

    def _run(self) -> None:
        while (unit := self._waiting.get()[2]) is not None:
            for _ in range(RETRIES + 1):
                answer: Ended | Exception
                try:
                    answer = run_unit(unit)
                    break
                except Exception as problem:  # as Dask has it: any, and retried
                    answer = problem
            self._ended.put((unit, answer))


def chosen(scheduler: str | None, alone: bool, workers: int) -> Engine:
    """Start an engine.

    Args:
        scheduler: The address of one that runs, whose workers are used; else None.
        alone: Make one song after the other.
        workers: How many processes of this machine share the songs, where neither is so.

    Raises:
        EngineGoneError: When nobody answers at the address.
        SetupError: When Blender's module cannot be set up.
    """
    if scheduler is None:
        command()  # Blender's module is set up before the first song
    if scheduler is None and alone:
        return OneByOne()
    from batch_dask import DaskEngine  # which takes a while, and is not always wanted

    return DaskEngine.local(workers) if scheduler is None else DaskEngine.at(scheduler)
