"""Tests the active endpoint and fetches its models, in a thread; results live in memory only."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import bpy

from ...chat import prices
from ...chat.prices import Price
from ...chat.wire.endpoint import Endpoint, EndpointError
from ...chat.wire.probe import Outcome, Probe
from ..host import pump

if TYPE_CHECKING:
    from .profiles import SequenceMakerProfile

log = logging.getLogger(__name__)

_results: dict[tuple[str, str, bool], Outcome] = {}
_models: dict[str, tuple[str, ...]] = {}
_prices: dict[tuple[str, str, bool], Price] = {}
_running: list[Job] = []
_offline_started: set[bool] = set()


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
        except Exception:
            log.exception("The test of the connection failed")
            told = "Something went wrong in Sequence Maker; see the system console."
            outcome = Outcome("internal", told)
        self.outcome = outcome


def is_testing() -> bool:
    """Tell whether a test runs."""
    return bool(_running)


def result(profile: SequenceMakerProfile) -> Outcome | None:
    """Return what the last test of just this address and model found, or None."""
    return _results.get(_key_of(profile))


def models(profile: SequenceMakerProfile) -> tuple[str, ...]:
    """Return the models that the profile's server named when it was last asked."""
    return _models.get(_address(profile.base_url), ())


def list_price(profile: SequenceMakerProfile) -> Price | None:
    """Return the list price of the profile's model, once a test has looked it up."""
    return _prices.get(_key_of(profile))


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
    work = _offline if endpoint.offline else probe.names if names_only else probe.run
    job = Job(endpoint, work, _stop_offline if endpoint.offline else probe.cancel)
    if wait:
        job.run()
        return _keep(job)
    job.thread = threading.Thread(target=job.run, name="connection test", daemon=True)
    _running.append(job)
    job.thread.start()
    pump.add(_step)
    return None


def refuse(endpoint: Endpoint, error: EndpointError) -> Outcome:
    """Keep why an endpoint was not even asked."""
    outcome = _results[_key(endpoint)] = Outcome(error.code, error.message)
    return outcome


def stop() -> None:
    """End a running test and forget all results; for the add-on's end."""
    for job in _running:
        job.cancel()
    for job in _running:
        if job.thread is not None:
            job.thread.join(timeout=2.0)
    _running.clear()
    _results.clear()
    _models.clear()
    _prices.clear()
    if _offline_started:
        _stop_offline()


def redraw() -> None:
    """Have every area drawn again: the result may be shown in any window."""
    for window in bpy.context.window_manager.windows:
        for area in window.screen.areas:
            area.tag_redraw()


def _step(_budget: float) -> float | None:
    for job in [job for job in _running if job.outcome is not None]:
        _running.remove(job)
        _keep(job)
    redraw()
    return pump.PERIOD if _running else None


def _keep(job: Job) -> Outcome:
    assert job.outcome is not None
    key = _key(job.endpoint)
    _results[key] = job.outcome
    if job.outcome.models:
        _models[key[0]] = job.outcome.models
    if job.price is not None:
        _prices[key] = job.price
    return job.outcome


def _offline() -> Outcome:
    """Start the built-in model's server and say how long that took."""
    from ...chat.offline.offline_client import server
    from ...chat.offline.process import OfflineError

    _offline_started.add(True)
    began = time.monotonic()
    ran = server.running
    try:
        server.start()
    except OfflineError as error:
        return Outcome("offline_model", _sentence(str(error)))
    seconds = time.monotonic() - began
    if ran:
        return Outcome("ok", "The built-in model is running", seconds=seconds)
    return Outcome("ok", f"The built-in model started in {seconds:.1f} s", seconds=seconds)


def _stop_offline() -> None:
    from ...chat.offline.offline_client import server

    server.stop()
    _offline_started.clear()


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _key(endpoint: Endpoint) -> tuple[str, str, bool]:
    return _address(endpoint.base_url), endpoint.model.strip(), endpoint.offline


def _key_of(profile: SequenceMakerProfile) -> tuple[str, str, bool]:
    return _address(profile.base_url), profile.model.strip(), profile.offline


def _address(base_url: str) -> str:
    return base_url.strip().rstrip("/")
