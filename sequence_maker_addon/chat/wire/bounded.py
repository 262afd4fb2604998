"""How much of an answer is read: error pages and lists end where they would flood the memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

ERROR, LIST = 64 * 1024, 4 * 1024 * 1024
"""Bytes that are read of an answer with an error status, and of a list of models."""


def most_of(status: int, method: str) -> int | None:
    """Return how many bytes of an answer are read, None where its reader has limits of its own."""
    if status >= 300:
        return ERROR
    return LIST if method == "GET" else None


def bounded(base: type, stream: Any, most: int) -> Any:
    """Return a stream of the HTTP client that ends after so many bytes.

    Args:
        base: The client's class of streams.
        stream: What is read.
        most: Bytes.
    """

    class Bounded(base):  # type: ignore[misc, valid-type]
        def __iter__(self) -> Iterator[bytes]:
            left = most
            for chunk in stream:
                yield chunk[:left]
                left -= len(chunk)
                if left <= 0:
                    return

        def close(self) -> None:
            stream.close()

    return Bounded()
