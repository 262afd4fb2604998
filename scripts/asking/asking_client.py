"""A client whose requests go out through the gate of a batch."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import extension
from asking_gate import Gate, Pass

extension.load()

from bl_ext.user_default.sequence_maker.chat.spending import PER_TOKEN  # noqa: E402
from bl_ext.user_default.sequence_maker.chat.wire.client import Client  # noqa: E402
from bl_ext.user_default.sequence_maker.chat.wire.events import (  # noqa: E402
    Failed,
    Finished,
    Retrying,
)

BUSY = frozenset({"rate_limited", "server_error", "loading"})
"""Codes with which a server says that it is asked too much, or may mean it."""
ANSWER = 500
"""Tokens that an answer takes, before it has come."""
LOOK = 0.25
"""Seconds between two looks at whether the turn was cancelled meanwhile."""


class LimitedClient(Client):
    """See the module; each try of a request is one that goes through the gate.

    Attributes:
        waited: Seconds that were waited for the gate and for the server to be asked again.
    """

    def __init__(self, endpoint: Any, gate: Gate) -> None:
        super().__init__(endpoint)
        self.waited = 0.0
        self._gate, self._pass, self._tokens, self._busy = gate, Pass(0), 0, False

    def stream(
        self, messages: list[dict[str, Any]], tools: list[dict[str, Any]], may_call: bool = True
    ) -> Iterator[Any]:
        """See `Client.stream`."""
        size = len(json.dumps(messages, ensure_ascii=False)) + len(json.dumps(tools))
        self._tokens = size // PER_TOKEN + ANSWER
        self._let_out()
        try:
            for event in super().stream(messages, tools, may_call):
                self._note(event)
                yield event
        finally:
            self._gate.leave(self._pass)

    def wait(self, seconds: float) -> None:
        """Wait before another try, in which others may ask unless the server is asked too much."""
        began = time.monotonic()
        if self._busy:
            self._gate.refused(self._pass, seconds)
        self._gate.leave(self._pass)
        super().wait(seconds)
        self.waited += time.monotonic() - began
        self._let_out()

    def _let_out(self) -> None:
        began = time.monotonic()
        self._pass = self._gate.join(self._tokens)
        while (wait := self._gate.wait_of(self._pass)) > 0 and not self.is_cancelled():
            super().wait(min(wait, LOOK))
        self.waited += time.monotonic() - began

    def _note(self, event: Any) -> None:
        if isinstance(event, Retrying):
            self._busy = event.code in BUSY
        elif isinstance(event, Finished):
            self._gate.answered(self._pass, _tokens(event.usage) or self._tokens)
        elif isinstance(event, Failed) and event.code in BUSY:
            self._gate.refused(self._pass, 0.0)


def _tokens(usage: Any) -> int:
    """Return the tokens that a server counted, 0 where it did not count both."""
    read, written = getattr(usage, "prompt_tokens", None), getattr(usage, "completion_tokens", None)
    return 0 if read is None or written is None else int(read + written)
