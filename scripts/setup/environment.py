"""Sets up what the other scripts run in: an environment per Blender version, and one for tools.

Needs nothing but Python 3.11. Everything lands in one cache folder (`.cache` in the repository, or
the folder that SEQUENCE_MAKER_CACHE names), so removing that folder removes every trace. Run it by
hand to set up all environments, or some: `python3 scripts/setup/environment.py 4.5 dev`.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - older ones must read a sentence, not a traceback
    sys.exit(
        "Sequence Maker needs Python 3.11 or later, and this is Python "
        + ".".join(map(str, sys.version_info[:3]))
        + ". Install Python 3.11 and run this again with python3.11."
    )

import contextlib
import hashlib
import importlib.util
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from interpreters import find_interpreter

ROOT = Path(__file__).resolve().parents[2]
CACHE = Path(os.environ.get("SEQUENCE_MAKER_CACHE") or ROOT / ".cache").resolve()
LOCKS = Path(__file__).resolve().parent / "locks"
STAMP = "sequence_maker.stamp"


@dataclass(frozen=True)
class Kind:
    """What one environment is made of; `unresolved` is a lock installed without dependencies."""

    title: str
    python: str
    lock: str
    unresolved: str = ""

    def locks(self) -> list[Path]:
        """The lock files it is built from."""
        return [LOCKS / name for name in (self.lock, self.unresolved) if name]


BLENDER = {
    "4.2": Kind("Blender 4.2.23", "3.11", "blender-4.2.txt", "model.txt"),
    "4.5": Kind("Blender 4.5.15", "3.11", "blender-4.5.txt", "model.txt"),
    "5.0": Kind("Blender 5.0.1", "3.11", "blender-5.0.txt", "model.txt"),
    "5.2": Kind("Blender 5.2.3", "3.13", "blender-5.2.txt", "model.txt"),
}
KINDS = {
    **BLENDER,
    "dev": Kind("ruff and mypy", "3.11", "dev.txt"),
    "llmock": Kind("llmock, a server that fails on demand", "3.11", "llmock.txt"),
    "litellm": Kind("LiteLLM, a proxy that speaks other interfaces", "3.11", "litellm.txt"),
    "mistral": Kind("Mistral's own check of requests", "3.11", "mistral.txt"),
    "mutations": Kind("cosmic-ray, which changes code to see tests fail", "3.11", "mutations.txt"),
    "batch": Kind("Dask, which shares songs out", "3.11", "batch.txt"),
    "music": Kind("librosa and madmom, to measure against", "3.11", "music.txt"),
}
DEFAULT = "4.5"


class SetupError(Exception):
    """An environment that cannot be made; the text says what to do."""


def say(text: str) -> None:
    """Tell how far things are, on standard error: standard output belongs to the results."""
    print(text, file=sys.stderr, flush=True)


def environment(version: str) -> Path:
    """Make sure of one environment.

    Args:
        version: One of `KINDS`: a Blender version or another name there.

    Returns:
        Its Python executable.

    Raises:
        SetupError: If it is unknown or cannot be made.
    """
    if version not in KINDS:
        raise SetupError(f"There is no environment {version!r}; choose from {', '.join(KINDS)}.")
    folder = _folder(version)
    if not _ready(version):
        with _alone(version):
            if not _ready(version):
                _build(version)
    return python_of(folder)


def run_inside(version: str = DEFAULT) -> None:
    """Run the calling script again inside an environment, unless bpy is at hand already."""
    if importlib.util.find_spec("bpy") is not None:
        return
    _run_again(version)


def run_in_tools(name: str) -> None:
    """Run the calling script again inside an environment of tools, unless it runs there."""
    if Path(sys.prefix).resolve() != _folder(name).resolve() or not _ready(name):
        _run_again(name)


def _run_again(version: str) -> None:
    try:
        python = str(environment(version))
    except SetupError as problem:
        sys.exit(f"error: {problem}")
    arguments = [python, *sys.argv]
    if os.name == "nt":  # exec there returns to the shell at once
        sys.exit(subprocess.run(arguments).returncode)
    sys.stdout.flush()
    os.execv(python, arguments)


def python_of(folder: Path) -> Path:
    """Where a virtual environment keeps its Python."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def tools() -> Path:
    """Make sure of the environment with pip and the locked uv; return its Python."""
    folder, lock = CACHE / "uv", LOCKS / "uv.txt"
    python = python_of(folder)
    with _alone("uv"):
        if not python.exists() or _read(folder / STAMP) != _digest([lock], folder):
            say("Setting up uv, which installs the rest ...")
            shutil.rmtree(folder, ignore_errors=True)
            _call([sys.executable, "-m", "venv", str(folder)], "a virtual environment")
            pip = [str(python), "-m", "pip", "install", "--quiet", "--require-hashes"]
            _call([*pip, "--only-binary=:all:", "-r", str(lock)], "uv")
            (folder / STAMP).write_text(_digest([lock], folder), encoding="utf-8")
    return python


def uv(*arguments: str) -> list[str]:
    """The command line of uv with these arguments."""
    os.environ.setdefault("UV_CACHE_DIR", str(CACHE / "uv-cache"))
    os.environ.setdefault("UV_PYTHON_INSTALL_DIR", str(CACHE / "python"))
    return [str(tools()), "-m", "uv", *arguments]


def _build(version: str) -> None:
    """Make one environment anew and stamp it when it is whole."""
    kind, folder, start = KINDS[version], _folder(version), time.monotonic()
    say(f"Setting up {kind.title} ...")
    interpreter = find_interpreter(kind.python, uv())
    if interpreter is None:
        raise SetupError(
            f"{kind.title} needs Python {kind.python}, which was not found on PATH or under pyenv "
            f"and which uv could not fetch. Install Python {kind.python} and run this again."
        )
    _call(uv("venv", "--quiet", "--clear", "--python", interpreter, str(folder)), kind.title)
    install = uv("pip", "install", "--quiet", "--require-hashes", "--only-binary", ":all:")
    install += ["--python", str(python_of(folder))]
    _call([*install, "--no-deps", "-r", str(LOCKS / kind.lock)], kind.title)  # a lock is whole
    if kind.unresolved:
        _call([*install, "--no-deps", "-r", str(LOCKS / kind.unresolved)], kind.title)
    (folder / STAMP).write_text(_digest(kind.locks(), folder), encoding="utf-8")
    say(f"Setting up {kind.title} took {time.monotonic() - start:.1f} s")


def _folder(version: str) -> Path:
    return CACHE / (f"blender-{version}" if version in BLENDER else version)


def _ready(version: str) -> bool:
    """Whether the environment is whole and made from the locks as they are now."""
    folder = _folder(version)
    stamp = _read(folder / STAMP)
    return python_of(folder).exists() and stamp == _digest(KINDS[version].locks(), folder)


def _digest(locks: list[Path], folder: Path) -> str:
    """A fingerprint of the lock files and of the names installed from them."""
    digest = hashlib.sha256()
    for lock in locks:
        digest.update(lock.read_bytes())
    for site in [*folder.glob("lib/*/site-packages"), *folder.glob("Lib/site-packages")]:
        names = sorted(entry.name for entry in site.iterdir() if entry.name != "__pycache__")
        digest.update("\n".join(names).encode())
    return digest.hexdigest()


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _call(command: list[str], subject: str) -> None:
    """Run one step quietly; when it fails, its own words are the reason."""
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise SetupError(f"{subject} could not be set up:\n{(done.stderr or done.stdout).strip()}")


@contextlib.contextmanager
def _alone(name: str) -> Iterator[None]:
    """Keep two scripts from building the same environment at once."""
    CACHE.mkdir(parents=True, exist_ok=True)
    try:
        import fcntl
    except ImportError:  # Windows: one script at a time
        yield
        return
    with open(CACHE / f"{name}.lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def main() -> int:
    """Set up the environments named on the command line, or all."""
    try:
        for version in sys.argv[1:] or KINDS:
            say(f"{KINDS[version].title if version in KINDS else version}: {environment(version)}")
    except SetupError as problem:
        say(f"error: {problem}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
