"""What the tests of the client share: a server, an endpoint, and a way to ask."""

from typing import Any

from bl_ext.user_default.sequence_maker.chat.wire import events
from bl_ext.user_default.sequence_maker.chat.wire.client import Client
from bl_ext.user_default.sequence_maker.chat.wire.endpoint import Endpoint

KEY = "sk-test-0123456789abcdef"
TOOLS = [{"type": "function", "function": {"name": "play", "parameters": {"type": "object"}}}]
HELLO = [{"role": "user", "content": "hello"}]


def ask(endpoint: Endpoint, tools: list[dict[str, Any]] | None = None) -> list[events.Event]:
    client = Client(endpoint)
    try:
        got = list(client.stream(HELLO, TOOLS if tools is None else tools))
    finally:
        client.close()
    ends = [event for event in got if isinstance(event, events.Finished | events.Failed)]
    assert ends == got[-1:]
    assert KEY not in repr(got)
    return got


def fail(endpoint: Endpoint) -> events.Failed:
    last = ask(endpoint)[-1]
    assert isinstance(last, events.Failed)
    assert last.message.strip() and "\n" not in last.message
    return last


def retries(got: list[events.Event]) -> int:
    return sum(isinstance(event, events.Retrying) for event in got)
