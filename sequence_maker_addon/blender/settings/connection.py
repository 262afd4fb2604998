"""Tests the active endpoint and fetches its models, in a thread; results live in memory only."""

from __future__ import annotations

import logging
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import bpy

from ...chat import prices
from ...chat.prices import Price
from ...chat.wire.endpoint import Endpoint, EndpointError
from ...chat.wire.probe import Outcome, Probe
from ...chat.wire.sockets import outlive_broken_pipes
from ..host import pump
from ..host.memory import PerAddon, Why
from . import keys

if TYPE_CHECKING:
    from .profiles import SequenceMakerProfile

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Job:
    """A test that runs.

    Attributes:
        endpoint: What it tests.
        work: What runs in the thread.
        cancel: Ends it early.
        thread: Where it runs, if not here.
        price: The list price of the model, if there is one.
        outcome: What it found; None while it runs.
    """

    endpoint: Endpoint
    work: Callable[[], Outcome]
    cancel: Callable[[], None]
    thread: threading.Thread | None = None
    price: Price | None = None
    outcome: Outcome | None = None

    def run(self) -> None:
        """Work; a job that ends without an outcome would be waited for for ever."""
        try:
            outcome = self.work()
            if not self.endpoint.offline:
                self.price = prices.list_price(self.endpoint.model.strip(), self.endpoint.url)
        except Exception as error:
            lines = "".join(traceback.format_exception(error))
            log.error("The test of the connection failed:\n%s", self.endpoint.redacted(lines))
            told = "Something went wrong in Sequence Maker; see the system console."
            outcome = Outcome("internal", told)
        self.outcome = outcome

    def run_alone(self) -> None:
        """Work in a thread of its own."""
        outlive_broken_pipes()
        self.run()


@dataclass(slots=True)
class _Tests:
    """What runs, and what earlier tests found."""

    running: list[Job] = field(default_factory=list)
    results: dict[tuple[str, str, bool], Outcome] = field(default_factory=dict)
    moments: dict[tuple[str, str, bool], float] = field(default_factory=dict)
    models: dict[str, tuple[str, ...]] = field(default_factory=dict)
    prices: dict[tuple[str, str, bool], Price] = field(default_factory=dict)

    def end(self, _why: Why) -> None:
        """End what runs."""
        for job in self.running:
            job.cancel()
        for job in self.running:
            if job.thread is not None:
                job.thread.join(timeout=2.0)


_tests = PerAddon(_Tests, end=_Tests.end)


def is_testing() -> bool:
    """Tell whether a test runs."""
    return bool(_tests.get().running)


def result(profile: SequenceMakerProfile) -> Outcome | None:
    """Return what the last test of just this address, model and key found, or None."""
    tests, key = _tests.get(), _key_of(profile)
    changed = keys.changed_at(profile.base_url)
    return tests.results.get(key) if tests.moments.get(key, 0.0) >= changed else None


def told_since(profile: SequenceMakerProfile) -> float:
    """Return since when what the server says counts, in seconds since 1970; 0: it always does.

    That is since the last test, or since another key or other headers were entered.
    """
    tested = _tests.get().moments.get(_key_of(profile), 0.0)
    return max(tested, keys.changed_at(profile.base_url))


def models(profile: SequenceMakerProfile) -> tuple[str, ...]:
    """Return the models that the profile's server named when it was last asked."""
    return _tests.get().models.get(_address(profile.base_url), ())


def list_price(profile: SequenceMakerProfile) -> Price | None:
    """Return the list price of the profile's model, once a test has looked it up."""
    return _tests.get().prices.get(_key_of(profile))


def begin(endpoint: Endpoint, names_only: bool = False, wait: bool = False) -> Outcome | None:
    """Test an endpoint, or only fetch its models.

    Args:
        endpoint: What to test; the consent to go online was checked.
        names_only: Only fetch the models.
        wait: Return the outcome; otherwise it comes later, by the pump.

    Returns:
        What was found, or None if the test goes on in a thread.
    """
    probe = Probe(endpoint)
    work = probe.names if names_only else probe.run
    if endpoint.offline:
        work = _by_rules
    job = Job(endpoint, work, probe.cancel)
    if wait:
        job.run()
        return _keep(job)
    job.thread = threading.Thread(target=job.run_alone, name="connection test", daemon=True)
    _tests.get().running.append(job)
    job.thread.start()
    pump.add(_step)
    return None


def refuse(endpoint: Endpoint, error: EndpointError) -> Outcome:
    """Keep why an endpoint was not even asked."""
    outcome = _tests.get().results[_key(endpoint)] = Outcome(error.code, error.message)
    _tests.get().moments[_key(endpoint)] = time.time()
    return outcome


def redraw() -> None:
    """Have every area drawn again: the result may be shown in any window."""
    for window in bpy.context.window_manager.windows:
        for area in window.screen.areas:
            area.tag_redraw()


def _step(_budget: float) -> float | None:
    running = _tests.get().running
    for job in [job for job in running if job.outcome is not None]:
        running.remove(job)
        _keep(job)
    redraw()
    return pump.PERIOD if running else None


def _keep(job: Job) -> Outcome:
    assert job.outcome is not None
    key, tests = _key(job.endpoint), _tests.get()
    tests.results[key], tests.moments[key] = job.outcome, time.time()
    if job.outcome.models:
        tests.models[key[0]] = job.outcome.models
    if job.price is not None:
        tests.prices[key] = job.price
    return job.outcome


def _by_rules() -> Outcome:
    """Say that nothing has to be reached."""
    return Outcome("ok", "Plain commands are read here, without any connection")


def _key(endpoint: Endpoint) -> tuple[str, str, bool]:
    return _address(endpoint.base_url), endpoint.model.strip(), endpoint.offline


def _key_of(profile: SequenceMakerProfile) -> tuple[str, str, bool]:
    return _address(profile.base_url), profile.model.strip(), profile.offline


def _address(base_url: str) -> str:
    return base_url.strip().rstrip("/")
