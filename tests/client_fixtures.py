"""Fixtures of the client's tests: a server, and the endpoint that leads to it."""

from collections.abc import Iterator

import pytest

from bl_ext.user_default.sequence_maker.chat.faults import fault as faults
from bl_ext.user_default.sequence_maker.chat.wire.endpoint import Endpoint
from client_help import KEY
from playback_server import PlaybackServer


@pytest.fixture
def server() -> Iterator[PlaybackServer]:
    with PlaybackServer() as running:
        yield running


@pytest.fixture
def endpoint(server: PlaybackServer, no_waiting: None) -> Endpoint:
    return Endpoint("test", server.base_url, "test-model", api_key=KEY, read_timeout=5.0)


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the back-off short where a server does not ask for a wait."""
    real = faults.delay
    monkeypatch.setattr(
        faults, "delay", lambda attempt, fault: real(attempt, fault) if fault.wait else 0.01
    )
