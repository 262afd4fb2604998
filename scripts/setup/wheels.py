"""The wheels that go into the extension: `locks/wheels.lock` names them, pip fetches them."""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from environment import CACHE, LOCKS, SetupError, say, tools

LOCK = LOCKS / "wheels.lock"
FOLDER = CACHE / "wheels"
PLATFORMS = {
    "linux-x64": ["manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"],
    "windows-x64": ["win_amd64"],
    "macos-arm64": ["macosx_11_0_arm64"],
    "macos-x64": ["macosx_11_0_x86_64"],
}


@dataclass(frozen=True)
class Edition:
    """One zip of the extension: whose Pythons it has wheels for, and where it is made.

    Attributes:
        mark: The end of the zip's name.
        pythons: Such as "3.11".
        platforms: Names out of `PLATFORMS`.
        whose: Which Blender it is for, to be told to people.
    """

    mark: str
    pythons: tuple[str, ...]
    platforms: tuple[str, ...]
    whose: str


EDITIONS = (
    Edition(
        "", ("3.11", "3.13"), tuple(PLATFORMS), "Blender 4.2 or later with Python 3.11 or 3.13"
    ),
    Edition(
        "-python3.14", ("3.14",), ("linux-x64",), "a Linux distribution's Blender with Python 3.14"
    ),
)
"""The first one is for Blender's own builds: 3.11 is in 4.2 to 5.0, 3.13 in 5.1 and later."""


@dataclass(frozen=True)
class Wheel:
    """One wheel file of the lock; its size is in bytes."""

    name: str
    sha256: str = ""
    size: int = 0

    @property
    def tags(self) -> list[str]:
        """Its Python, ABI and platform tags."""
        return self.name.removesuffix(".whl").split("-")[-3:]

    @property
    def requirement(self) -> str:
        """What pip is asked for: this version, and no other bytes."""
        project, version = self.name.split("-")[:2]
        return f"{project}=={version} --hash=sha256:{self.sha256}"

    def serves(self, pythons: Iterable[str]) -> bool:
        """Whether one of some Pythons, such as "3.11", can load it."""
        python = self.tags[0]
        return not python.startswith("cp") or f"{python[2]}.{python[3:]}" in pythons

    def fits(self, platform: str) -> bool:
        """Whether it belongs into the zip for one of Blender's platforms."""
        system, machine = platform.split("-")
        tag = self.tags[2]
        systems = {"linux": "linux", "windows": "win", "macos": "macosx"}
        machines = {"x64": ("x86_64", "amd64", "universal2"), "arm64": ("arm64", "universal2")}
        named = tag.removeprefix("many").startswith(systems[system])
        return tag == "any" or (named and tag.endswith(machines[machine]))


def read_lock(lock: Path = LOCK) -> list[Wheel]:
    """The wheels of a lock file."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    return [Wheel(name, digest, int(size)) for digest, size, name in rows]


def write_lock(wheels: list[Wheel], lock: Path = LOCK) -> None:
    """Write a lock file: checksum, size in bytes and name of each."""
    lines = [f"{wheel.sha256}  {wheel.size:>8}  {wheel.name}\n" for wheel in wheels]
    lock.write_text("# Made by scripts/setup/lock.py\n" + "".join(lines), encoding="utf-8")


def chosen(platforms: Iterable[str], pythons: Iterable[str] = (), lock: Path = LOCK) -> list[Wheel]:
    """The locked wheels for some platforms and Pythons; without Pythons those for all of them."""
    places, versions = list(platforms), list(pythons)
    found = [wheel for wheel in read_lock(lock) if any(map(wheel.fits, places))]
    return [wheel for wheel in found if not versions or wheel.serves(versions)]


def fetch(
    platforms: Iterable[str], project: str = "", pythons: Iterable[str] = (), lock: Path = LOCK
) -> list[Path]:
    """Make sure of the locked wheels for some platforms; return their files in the cache.

    Args:
        platforms: Names out of `PLATFORMS`.
        project: Only the wheels of this one, as their file names have it; all when empty.
        pythons: Only the wheels for these, such as "3.11"; all when empty.
        lock: The file that names them.

    Raises:
        SetupError: If one cannot be fetched with the bytes that the lock names.
    """
    found = chosen(platforms, pythons, lock)
    wanted = [wheel for wheel in found if not project or wheel.name.startswith(f"{project}-")]
    missing = defaultdict(list)
    for wheel in wanted:
        if not _cached(wheel):
            missing["-".join(wheel.tags)].append(wheel)
    if missing:
        say(f"Fetching {sum(map(len, missing.values()))} wheels ...")
    for wheels in missing.values():
        _fetch(wheels)
    return [FOLDER / wheel.name for wheel in wanted]


def sha256(path: Path) -> str:
    """The checksum of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def download(
    requirements: list[str], folder: Path, python: str = "", tags: Iterable[str] = ()
) -> str:
    """Have pip fetch some wheels without their dependencies.

    Args:
        requirements: Lines of a requirements file.
        folder: Where the files go.
        python: The Python they are for, such as "3.11"; this one when empty.
        tags: Platform tags they may have; this machine's when empty.

    Returns:
        Nothing, or what pip said when it failed.
    """
    command = [str(tools()), "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--only-binary=:all:", "--dest", str(folder)]
    if python:
        abis = (f"cp{python.replace('.', '')}", "abi3", "none")
        command += ["--implementation", "cp", "--python-version", python]
        command += [f"--abi={abi}" for abi in abis]
    command += [f"--platform={tag}" for tag in tags]
    with tempfile.TemporaryDirectory() as scratch:
        wanted = Path(scratch) / "wanted.txt"
        wanted.write_text("\n".join(requirements), encoding="utf-8")
        done = subprocess.run([*command, "-r", str(wanted)], capture_output=True, text=True)
    return (done.stderr.strip() or "pip failed") if done.returncode else ""


def _fetch(wheels: list[Wheel]) -> None:
    """Fetch wheels that share their tags; each appears in the cache whole or not at all."""
    python, _, platform = wheels[0].tags
    version = "" if platform == "any" else f"{python[2]}.{python[3:]}"
    tags = [] if platform == "any" else platform.split(".")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=FOLDER) as scratch:
        problem = download([wheel.requirement for wheel in wheels], Path(scratch), version, tags)
        for wheel in wheels:
            if not (Path(scratch) / wheel.name).exists():
                raise SetupError(f"{wheel.name} could not be fetched:\n{problem}")
            (Path(scratch) / wheel.name).replace(FOLDER / wheel.name)


def _cached(wheel: Wheel) -> bool:
    file = FOLDER / wheel.name
    return file.exists() and sha256(file) == wheel.sha256
