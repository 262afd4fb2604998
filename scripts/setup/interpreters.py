"""Finds a Python of a wanted version on a machine that may keep it anywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path


def find_interpreter(version: str, uv: list[str]) -> str | None:
    """Find or fetch a Python.

    Args:
        version: Such as "3.13".
        uv: The command line that starts uv.

    Returns:
        Its executable, or None when there is none and none could be fetched.
    """
    for candidate in _candidates(version, uv):
        if _answers(candidate, version):
            return candidate
    return None


def _candidates(version: str, uv: list[str]) -> Iterator[str]:
    """Every place to look, nearest first; fetching one comes last."""
    yield sys.executable
    yield f"python{version}"
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    yield from (str(path) for path in sorted(pyenv.glob(f"{version}.*/bin/python"), reverse=True))
    yield _output([*uv, "python", "find", version])
    _output([*uv, "python", "install", version])
    yield _output([*uv, "python", "find", version])


def _answers(executable: str, version: str) -> bool:
    """Whether it runs and is that version: pyenv's shims exist for versions that do not."""
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    return bool(executable) and _output([executable, "-c", code]) == version


def _output(command: list[str]) -> str:
    """What a command says, or nothing when it cannot run, fails or takes minutes."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
