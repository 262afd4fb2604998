"""Dask as the engine: a cluster of this machine's processes, or one that runs elsewhere.

What must last is on disk; the scheduler holds nothing but what runs and waits. There is no
semaphore here (its leases lapse on a busy machine) and no resource (it counts for each worker).
"""

from __future__ import annotations

import logging
import os
import queue
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from typing import Any

import cloudpickle
import dask
from distributed import Client, LocalCluster

from batch_engines import RETRIES, Answer, EngineGoneError, drained
from batch_unit import Ended, Unit

LOOPBACK = "127.0.0.1"
DASHBOARD = 8787
SETTINGS = {
    "distributed.scheduler.allowed-failures": RETRIES,
    "distributed.scheduler.worker-saturation": 1.0,  # what waits is at no busy worker
    "distributed.deploy.lost-worker-timeout": "1d",  # its nanny restarts it, however late
    "logging.distributed": "critical",
    # Units run for seconds or minutes: what looks at itself fifty times a second is idle work.
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "2s",
    "distributed.admin.tick.cycle": "20s",
    "distributed.admin.tick.limit": "1h",
    "distributed.admin.system-monitor.interval": "5s",
    "distributed.scheduler.work-stealing-interval": "1s",
}
CONNECT = "10s"
LOST = 15.0
"""Seconds without a scheduler after which it is given up."""
COUNTED, DESERTED = 10.0, 120.0
"""Seconds between two counts of the workers, and those without any after which they are missed."""


def on_worker(plain: dict[str, Any]) -> dict[str, Any]:
    """Run a unit on a worker; it goes there by value, so a scheduler needs no repository."""
    import dataclasses

    import batch_unit

    return dataclasses.asdict(batch_unit.run_unit(batch_unit.Unit(**plain)))


class DaskEngine:
    """Shares units out to the workers of a cluster."""

    def __init__(self, client: Client, cluster: LocalCluster | None) -> None:
        self._client, self._cluster = client, cluster
        self._ended: queue.SimpleQueue[Answer] = queue.SimpleQueue()
        self._futures: dict[str, Any] = {}
        self._count = 0
        self._lost_since: float | None = None
        self._counted = self._manned = time.monotonic()

    @classmethod
    def local(cls, workers: int) -> DaskEngine:
        """Start a cluster of this machine's processes, on loopback, one thread each."""
        dask.config.set(SETTINGS)
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        with _deaf_to_interrupts():  # what a terminal sends to all is for this process alone
            cluster = LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                processes=True,
                host=LOOPBACK,
                dashboard_address=f"{LOOPBACK}:{_free(DASHBOARD)}",
                worker_dashboard_address=None,
                memory_limit=0,  # the memory is the units', whose processes are their own
            )
        return cls(Client(cluster), cluster)

    @classmethod
    def at(cls, address: str) -> DaskEngine:
        """Use a running cluster.

        Raises:
            EngineGoneError: When no scheduler answers there.
        """
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        try:
            return cls(Client(address, timeout=CONNECT), None)
        except (OSError, ValueError, TypeError) as problem:
            raise EngineGoneError(
                f"No scheduler answers at {address}: {problem or 'it took too long'}. "
                "Start one with: python3 scripts/batch.py scheduler"
            ) from problem

    @property
    def workers(self) -> int:
        """How many units run at a time now."""
        with suppress(Exception):
            return sum(self._client.nthreads().values())
        return 0

    def submit(self, unit: Unit, priority: int) -> None:
        """Take a unit on; see `Engine`."""
        self._count += 1
        key = f"{unit.stage}-{self._count}-{unit.name}"
        future = self._client.submit(
            on_worker, unit.plain(), key=key, retries=RETRIES, priority=priority, pure=False
        )
        self._futures[key] = future
        future.add_done_callback(lambda done: self._ended.put((unit, _answer(done))))
        future.add_done_callback(lambda done: self._futures.pop(key, None))

    def ended(self, wait: float) -> Iterator[Answer]:
        """Yield the units that ended; see `Engine`."""
        self._look_for_scheduler()
        self._look_for_workers()
        return drained(self._ended, wait)

    def _look_for_scheduler(self) -> None:
        if self._client.status == "running":
            self._lost_since = None
            return
        self._lost_since = self._lost_since or time.monotonic()
        if self._client.status == "closed" or time.monotonic() - self._lost_since > LOST:
            raise EngineGoneError("The scheduler has gone. Run this again to go on.")

    def _look_for_workers(self) -> None:
        """Miss the workers of this machine's own cluster; those of another may come later."""
        now = time.monotonic()
        if self._cluster is None or now - self._counted < COUNTED:
            return
        self._counted = now
        if self.workers:
            self._manned = now
        elif now - self._manned > DESERTED:
            raise EngineGoneError("No worker is left. Run this again to go on.")

    def told(self) -> list[str]:
        """Return what to know of it; see `Engine`."""
        count = self.workers
        lines = [f"Dask: {count} worker{'s' * (count != 1)}, dashboard {self.dashboard}"]
        if not count:
            address = self._client.scheduler.address
            lines.append(f"No worker yet: python3 scripts/batch.py worker {address}")
        return lines

    @property
    def dashboard(self) -> str:
        """The address of Dask's own page."""
        return str(self._client.dashboard_link)

    def close(self) -> None:
        """Let go of what waits, and end the cluster if it is this process's own."""
        futures = list(self._futures.values())
        with suppress(Exception):
            self._client.cancel(futures, force=True)
            self._client.close(timeout=2)
        if self._cluster is not None:
            with suppress(Exception):
                self._cluster.close(timeout=10)


def _answer(future: Any) -> Ended | Exception:
    """Return how a future ended."""
    try:
        return Ended(**future.result(timeout=CONNECT))
    except CancelledError as problem:  # a scheduler that has gone lets go of all
        return EngineGoneError(str(problem))
    except Exception as problem:
        return problem


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread() or os.name == "nt":
        yield
        return
    heard = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, heard)


def _free(port: int) -> int:
    """Return a port of loopback if nobody has it, else 0: any."""
    with socket.socket() as probe:
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return 0
    return port


cloudpickle.register_pickle_by_value(sys.modules[__name__])
