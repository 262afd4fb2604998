"""The claim beside a result: who is at the job, and whether that one still lives."""

from __future__ import annotations

import json
import os
import platform
import secrets
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from ..host import shared_file

BEAT = 5.0
"""Seconds between two signs of life."""
STALE = 60.0
"""Seconds without one after which a claim counts no longer."""


class Claimed(Exception):
    """Another process is at the job; the text says which."""


class Claim:
    """A file that one process alone has, with a sign of life every few seconds.

    What a process leaves that was killed is taken over: at once where it ran on this machine, else
    when it has given no sign of life for long.

    Args:
        path: Where the claim lies.
        stale: Seconds without a sign of life after which it counts no longer.
        beat: Seconds between two signs of life.
    """

    def __init__(self, path: Path, stale: float = STALE, beat: float = BEAT) -> None:
        self._path, self._stale, self._beat = path, stale, beat
        self._token = secrets.token_hex(8)
        self._ended = threading.Event()

    def __enter__(self) -> Self:
        """Take the claim.

        Raises:
            Claimed: If another process has it.
            OSError: If it cannot be written.
        """
        with shared_file.alone(self._path.parent):
            if not self._is_created():
                self._take_over()
        threading.Thread(target=self._live, daemon=True, name="claim").start()
        return self

    def __exit__(self, *_: object) -> None:
        """Give it back, unless somebody else has taken it."""
        self._ended.set()
        if self.is_mine:
            self._path.unlink(missing_ok=True)

    @property
    def is_mine(self) -> bool:
        """Whether nobody has taken it over."""
        return bool(_read(self._path).get("token") == self._token)

    def _is_created(self) -> bool:
        try:
            handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        except FileExistsError:
            return False
        row = {"host": _machine(), "pid": os.getpid(), "token": self._token}
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(json.dumps(row))
        return True

    def _take_over(self) -> None:
        """Take the place of a claim that counts no longer.

        Raises:
            Claimed: If it does, or others were quicker.
        """
        found = _read(self._path)
        if self._lives(found):
            raise Claimed(_who(found))
        old = self._path.with_name(f"{self._path.name}.{self._token}")
        try:
            os.replace(self._path, old)
            if _read(old).get("token") != found.get("token"):
                os.link(old, self._path)  # one that was taken meanwhile, where files have no locks
        except OSError:
            pass
        finally:
            old.unlink(missing_ok=True)
        if not self._is_created():
            raise Claimed(_who(_read(self._path)))

    def _lives(self, found: dict[str, Any]) -> bool:
        try:
            age = time.time() - self._path.stat().st_mtime
        except OSError:
            return False
        if age > self._stale:
            return False
        if not found:  # being written just now, or damaged
            return age < self._beat
        here = found.get("host") == _machine()
        return not here or _runs(found.get("pid"))

    def _live(self) -> None:
        while not self._ended.wait(self._beat):
            if _read(self._path).get("token", self._token) != self._token:
                return  # another one's, who gives signs of life for itself
            with suppress(OSError):
                os.utime(self._path)


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _who(found: dict[str, Any]) -> str:
    host = str(found.get("host", "")).partition(" ")[0] or "another machine"
    return f"process {found.get('pid', '?')} on {host} is at it"


def _machine() -> str:
    """Return what tells a machine, and a container on it, from others."""
    try:
        inside = f" {os.stat(Path(os.sep, 'proc', 'self', 'ns', 'pid')).st_ino}"
    except OSError:
        inside = ""
    return f"{platform.node()}{inside}"


def _runs(pid: object) -> bool:
    """Tell whether a process of this machine runs; where that cannot be told, yes."""
    if os.name == "nt" or not isinstance(pid, int) or pid < 1:
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
