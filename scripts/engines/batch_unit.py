"""Runs one unit of work as a process of its own, so that Blender's crashes stay there.

All that a worker runs is here; it needs the repository and nothing that a batch keeps in memory.
"""

from __future__ import annotations

import ctypes
import json
import os
import platform
import signal
import subprocess
import sys
import time
import tomllib
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from environment import DEFAULT, ROOT, environment

UNIT = "SEQUENCE_MAKER_BATCH_UNIT"
"""Names another program that is run instead of the command: tests of the engine set it."""
OK, FAILED, WRONG, CLAIMED, INTERRUPTED, TOLD_TO_END = 0, 1, 2, 4, 130, 143
ANSWERS = (OK, FAILED, WRONG, CLAIMED)
"""Exit codes with which a unit ends by itself; any other is a crash."""
TOO_LONG = -1000
"""Stands for the exit code of a unit that was ended at its time limit."""
TRIES = 3
"""How often a unit may crash before it is left."""
LOOK, PATIENCE = 0.5, 6.0
"""Seconds between two looks at a unit, and those that it has to end in order."""
ATTEMPT, CRASH = "=== attempt on ", "=== "
WINDOWS = os.name == "nt"
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
END_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of Linux."""


@dataclass(frozen=True)
class Unit:
    """A stage of a song, as it is handed to a worker.

    Attributes:
        name: The song's name.
        stage: `hear`, `make` or `render`.
        job: The file of the job.
        log: The file of what the process says; every attempt begins with a line of its own.
        limit: Seconds after which it is ended.
        ticket: A file that is there as long as somebody wants the result.
        version: Of the extension that the batch was begun with.
    """

    name: str
    stage: str
    job: str
    log: str
    limit: float
    ticket: str
    version: str

    def plain(self) -> dict[str, Any]:
        """Return it as a dictionary, which a scheduler without this repository can pass on."""
        return asdict(self)


@dataclass(frozen=True)
class Ended:
    """How a unit ended: exit code, seconds, attempts so far, its last line and the machine."""

    code: int
    seconds: float
    attempts: int
    said: str
    host: str


class UnitCrashedError(RuntimeError):
    """A process that ended without an answer of its own; the text says how."""


def run_unit(unit: Unit) -> Ended:
    """Run a unit to its end.

    Raises:
        UnitCrashedError: When the process ended by a signal or an exit code of no meaning.
        OSError: When it cannot be started, or its log cannot be written.
    """
    start, host = time.monotonic(), platform.node()
    if unit.version != version():
        said = f"this worker has version {version()} of Sequence Maker and not {unit.version}"
        return Ended(FAILED, 0.0, 1, said, host)
    if not os.path.exists(unit.ticket):
        return Ended(INTERRUPTED, 0.0, 0, "nobody wants it any more", host)
    log = Path(unit.log)
    if len(crashes(log)) >= TRIES:  # the same song, begun anew after somebody else had it
        raise UnitCrashedError(crashes(log)[-1])
    with log.open("ab") as output:
        _say(output, f"{ATTEMPT}{host}")
        process = _begun([*command(), "--job", unit.job], output)
        code = _wait(process, unit)
        code = INTERRUPTED if code == TOLD_TO_END else code
        if code not in (*ANSWERS, INTERRUPTED, TOO_LONG):
            _say(output, f"{CRASH}{how(code)}")
            _let_go(unit, process.pid)
            raise UnitCrashedError(how(code))
    return Ended(code, time.monotonic() - start, attempts(log), last_line(log), host)


def _say(output: Any, line: str) -> None:
    output.write(f"{line}\n".encode())
    output.flush()


def _let_go(unit: Unit, process: int) -> None:
    """Take a song back from a process of ours that died with it in hand."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        result = Path(json.loads(Path(unit.job).read_text(encoding="utf-8"))["result"])
        claim = result.with_name(f"{result.name}.claim")
        owner = json.loads(claim.read_text(encoding="utf-8"))
        if (owner["host"], owner["pid"]) == (platform.node(), process):
            claim.unlink()


def how(code: int) -> str:
    """Say how a process ended."""
    if code >= 0:
        return f"it ended with exit code {code}"
    try:
        return f"it crashed with {signal.Signals(-code).name}"
    except ValueError:
        return f"it crashed with signal {-code}"


def attempts(log: Path) -> int:
    """Return how often the unit of a log was begun, by workers that died too."""
    return sum(line.startswith(ATTEMPT) for line in _lines(log))


def crashes(log: Path) -> list[str]:
    """Return how the processes of a unit's log crashed."""
    lines = [line for line in _lines(log) if line.startswith(CRASH)]
    return [line.removeprefix(CRASH) for line in lines if not line.startswith(ATTEMPT)]


def last_line(log: Path) -> str:
    """Return the last line that a unit wrote, or nothing."""
    said = [line.strip() for line in _lines(log) if line.strip() and not line.startswith(CRASH)]
    return said[-1][:500] if said else ""


def _lines(log: Path) -> list[str]:
    try:
        return log.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []


@cache
def version() -> str:
    """Return the version of the extension in this repository."""
    text = (ROOT / "blender_manifest.toml").read_text(encoding="utf-8")
    return str(tomllib.loads(text)["version"])


@cache
def command() -> tuple[str, ...]:
    """Return what a unit is begun with; sets up Blender's module on the first call."""
    if UNIT in os.environ:
        return sys.executable, os.environ[UNIT]
    return str(environment(DEFAULT)), str(ROOT / "scripts" / "chat.py")


def _begun(arguments: list[str], output: Any) -> subprocess.Popen[bytes]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    how_begun: dict[str, Any] = {"start_new_session": True, "preexec_fn": _end_with_worker}
    if WINDOWS:
        flags = ("CREATE_NEW_PROCESS_GROUP", "CREATE_NO_WINDOW")
        how_begun = {"creationflags": sum(getattr(subprocess, flag) for flag in flags)}
    return subprocess.Popen(
        arguments,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        env=kept,
        **how_begun,
    )


def _end_with_worker() -> None:
    """Have Linux ask the unit to end when its worker dies; elsewhere it goes on to its end."""
    if LIBC is not None:
        LIBC.prctl(END_WITH_PARENT, signal.SIGTERM)


def _wait(process: subprocess.Popen[bytes], unit: Unit) -> int:
    """Wait for the end, and end it when it takes too long or nobody wants it any more."""
    end = time.monotonic() + unit.limit
    try:
        while True:
            try:
                return process.wait(min(LOOK, max(end - time.monotonic(), 0.01)))
            except subprocess.TimeoutExpired:
                if time.monotonic() >= end:
                    return TOO_LONG
                if not os.path.exists(unit.ticket):
                    return INTERRUPTED
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask a process and all that it started to end, and cut off what does not."""
    if process.poll() is not None:
        return
    for patience, number in ((PATIENCE, "SIGTERM"), (PATIENCE, "SIGKILL")):
        if WINDOWS:
            subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True)
        else:
            os.killpg(process.pid, getattr(signal, number))
        try:
            process.wait(patience)
            return
        except subprocess.TimeoutExpired:
            continue
