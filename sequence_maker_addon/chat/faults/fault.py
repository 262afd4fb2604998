"""One thing that went wrong, and the errors that carry one."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Protocol

MAX_RETRIES = 3
MAX_CONNECTION_RETRIES = 2
MAX_WAIT = 120.0
LOADING = 60.0
"""Seconds that a model may take to be loaded."""


class Server(Protocol):
    """What a fault tells of the server; `wire.endpoint.Endpoint` is one."""

    @property
    def model(self) -> str:
        """The model's name there."""

    @property
    def url(self) -> str:
        """The base address."""

    @property
    def shown_url(self) -> str:
        """The base address as it may be told."""

    @property
    def host(self) -> str:
        """The server's name."""

    @property
    def port(self) -> int | None:
        """The port, if the address names one."""

    @property
    def silence(self) -> float:
        """Longest silence in seconds."""

    @property
    def is_loopback(self) -> bool:
        """Whether it runs on this computer."""

    def redacted(self, text: str) -> str:
        """Return a text of the server without our secrets; before it is shortened, not after."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that went wrong.

    Attributes:
        code: A short word for programs.
        message: One sentence for the user.
        status: The HTTP status, None if there was none.
        retries: How many more tries it deserves if no word of the answer has come.
        wait: How long the server asks to wait, in seconds; None if it does not say.
        patience: Seconds in which it is tried again however often, as while a model is loaded.
        window: The model's context window in tokens, where the error names it.
        used: What the request took in tokens, where the error names it.
    """

    code: str
    message: str
    status: int | None = None
    retries: int = 0
    wait: float | None = None
    patience: float = 0.0
    window: int | None = None
    used: int | None = None


class FaultError(Exception):
    """Carries a code and one sentence for the user.

    Attributes:
        code: A short word for programs.
        message: One sentence.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class StreamError(FaultError):
    """A stream that cannot be read on: `unreadable`, `too_large` or `incomplete`."""


def incomplete() -> Fault:
    """Say that the stream ended before the answer did."""
    return Fault("incomplete", "The answer is incomplete: the connection ended within it.")


def delay(attempt: int, fault: Fault) -> float:
    """Return how long to wait before try number `attempt` (from 1), in seconds."""
    backoff = min(0.5 * 2.0 ** (attempt - 1), 8.0) * random.uniform(0.75, 1.0)
    return fault.wait if fault.wait is not None and fault.wait > 0 else backoff


def tidy(text: str, limit: int = 300) -> str:
    """Make one printable line of foreign text, at most `limit` characters long."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text[: 4 * limit]).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
