"""What is answered on standard input, a line each, read beside the turn that waits for it."""

from __future__ import annotations

import io
import json
import os
import queue
import sys
import threading
from typing import Any

ANSWERS = ("answer", "option", "reply", "text")
"""The names under which a JSON object may hold the answer."""
LONGEST = 100_000
"""Bytes of a line; what is longer is cut."""


class Lines:
    """The lines of standard input; reading begins when the first is asked for.

    A thread of its own reads them, so that a turn whose question nobody answers can end.
    """

    def __init__(self) -> None:
        self._found: queue.SimpleQueue[str | None] | None = None
        self._ended = False

    def next(self) -> str | None:
        """Return the next line without its end, "" behind the last one, None if none came yet."""
        if self._ended:
            return ""
        if self._found is None:
            self._found = queue.SimpleQueue()
            descriptor = _descriptor()
            if descriptor is None:
                self._read_at_once(self._found)
            else:
                given = (descriptor, self._found)
                threading.Thread(target=_read, args=given, daemon=True, name="answers").start()
        try:
            line = self._found.get_nowait()
        except queue.Empty:
            return None
        self._ended = line is None
        return line or ""

    def _read_at_once(self, found: queue.SimpleQueue[str | None]) -> None:
        for line in sys.stdin or ():
            found.put(line[:LONGEST].strip())
        found.put(None)


def said(line: str) -> Any:
    """Return what a line answers: a JSON object, a JSON value or a word."""
    try:
        found = json.loads(line)
    except ValueError:
        return line.strip()
    if isinstance(found, dict):
        return next((found[key] for key in ANSWERS if key in found), None)
    return found


def _descriptor() -> int | None:
    """Return the number of standard input, None where it is no file."""
    try:
        return sys.stdin.fileno() if sys.stdin is not None else None
    except (OSError, ValueError, io.UnsupportedOperation):
        return None


def _read(descriptor: int, found: queue.SimpleQueue[str | None]) -> None:
    """Read without `sys.stdin`: its lock, held by a thread that waits, stops Python's end."""
    rest = b""
    while True:
        try:
            piece = os.read(descriptor, 65_536)
        except OSError:
            piece = b""
        *lines, rest = (rest + piece).split(b"\n")
        for line in [*lines, *([rest] if not piece and rest else [])]:
            found.put(line[:LONGEST].decode("utf-8", "replace").strip())
        rest = rest[:LONGEST]
        if not piece:
            found.put(None)
            return
