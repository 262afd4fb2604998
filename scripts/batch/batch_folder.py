"""The folder of a batch: where each file of a song lies, and who makes songs in it now."""

from __future__ import annotations

import json
import os
import platform
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from batch_package import part

STALE = 60.0
"""Seconds without a sign of life after which a submitter counts as gone."""
BEAT = 5.0
KINDS = {
    "blend": ".blend",
    "timelines": ".json",
    "csv": ".csv",
    "sheet": ".svg",
    "still": ".png",
    "movie": ".mp4",
}
"""The outputs of a song and the endings of their files."""


class Shows:
    """The paths of a batch folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        self.work = self.folder / ".batch"

    def make(self) -> None:
        """Make the folder and those of the work files.

        Raises:
            OSError: If that cannot be.
        """
        for name in ("heard", "plans", "jobs", "logs", "submitters"):
            (self.work / name).mkdir(parents=True, exist_ok=True)

    def output(self, name: str, kind: str) -> Path:
        """Return the path of one of a song's outputs, of a kind in `KINDS`."""
        return self.folder / f"{name}{KINDS[kind]}"

    def result(self, name: str) -> Path:
        """Return the path of a song's result record."""
        return self.folder / f"{name}.result.json"

    def heard(self, key: str) -> Path:
        """Return the path of what was heard of a content."""
        return self.work / "heard" / f"{key}.json"

    def plan(self, name: str) -> Path:
        """Return the path of what the model answered for a song."""
        return self.work / "plans" / f"{name}.json"

    def job(self, name: str, stage: str) -> Path:
        """Return the path of a unit's job."""
        return self.work / "jobs" / f"{name}.{stage}.json"

    def log(self, name: str, stage: str) -> Path:
        """Return the path of what a unit's process said."""
        return self.work / "logs" / f"{name}.{stage}.log"


class Ticket:
    """A submitter's sign of life: units run as long as the file is there.

    Attributes:
        path: The file; its content says what is made.
    """

    def __init__(self, shows: Shows, what: str) -> None:
        name = f"{platform.node() or 'machine'}-{os.getpid()}-{time.time_ns()}"
        self.path, self._what = shows.work / "submitters" / name, what
        self._last = 0.0
        self.path.write_text(what, encoding="utf-8")

    def beat(self) -> None:
        """Say that the submitter lives; cheap enough for every round."""
        now = time.monotonic()
        if now - self._last >= BEAT:
            self._last = now
            try:
                os.utime(self.path)
            except OSError:
                write_whole(self.path, self._what)

    def others(self) -> list[str]:
        """Return what other submitters make in this folder now."""
        made = []
        for path in self.path.parent.iterdir():
            with suppress(FileNotFoundError):  # it ends while it is looked at
                if path != self.path and is_alive(path):
                    made.append(path.read_text(encoding="utf-8"))
        return made

    def end(self) -> None:
        """Take it away: what still runs for it is ended."""
        self.path.unlink(missing_ok=True)

    def sweep(self) -> None:
        """Take those of submitters away that have gone without doing so."""
        for path in self.path.parent.iterdir():
            if path != self.path and not is_alive(path):
                path.unlink(missing_ok=True)


def is_alive(ticket: Path) -> bool:
    """Tell whether the submitter of a ticket lives, as far as it shows."""
    try:
        if time.time() - ticket.stat().st_mtime > STALE:
            return False
    except OSError:
        return False
    host, _, rest = ticket.name.rpartition("-")[0].rpartition("-")
    return host != (platform.node() or "machine") or _runs(int(rest))


def _runs(process: int) -> bool:
    if os.name == "nt":
        return True  # asking by a signal would end it there; its sign of life grows old
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def is_claimed(result: Path) -> bool:
    """Tell whether somebody who lives has a song in hand."""
    try:
        age = time.time() - result.with_name(f"{result.name}.claim").stat().st_mtime
    except OSError:
        return False
    return bool(age <= part("blender.jobs.job_claims").STALE)


def write_whole(path: Path, text: str, errors: str = "strict") -> None:
    """Write a file under another name, and give it its own when it is whole.

    Args:
        path: The file.
        text: What it holds.
        errors: What becomes of characters that UTF-8 does not have; see `str.encode`.

    Raises:
        OSError: If it cannot be written; what was there stays.
    """
    part = path.with_name(f".{path.name}.part-{os.getpid()}")
    try:
        part.write_text(text, encoding="utf-8", errors=errors)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def read_json(path: Path) -> dict[str, Any]:
    """Return the object of a file; an empty one where there is none that can be read."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
