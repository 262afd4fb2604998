"""Makes sure of the truth sets for `benchmark_music.py`, with exact beats, in the cache.

They are made of Debian's packages by recipes in `tests/music_truth/`, so that needs root and apt.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from environment import CACHE, ROOT, SetupError, say

RECIPES = ROOT / "tests" / "music_truth"
FONT = Path("/usr/share/sounds/sf2/FluidR3_GM.sf2")


@dataclass(frozen=True)
class TruthSet:
    """Tracks that one recipe makes, of packages, by tools that packages of the same name bring."""

    folder: str
    recipe: str
    title: str
    packages: tuple[str, ...]
    tools: tuple[str, ...]


DEVELOPMENT = TruthSet(
    "music_truth",
    "build_truth.py",
    "the truth set of 22 tracks",
    ("fretsonfire-songs-muldjord", "openttd-openmsx", "freedoom"),
    ("fluidsynth", "ffmpeg", "mma"),
)
ASIDE = TruthSet(
    "music_aside",
    "build_aside.py",
    "32 tracks that were set aside",
    ("fretsonfire-songs-sectoid", "openttd-openmsx", "freedoom", "lmms-common"),
    ("fluidsynth", "ffmpeg", "mma", "lmms"),
)


class NoTruth(Exception):
    """This machine cannot make a truth set; the text says why."""


def truth(wanted: TruthSet = DEVELOPMENT) -> Path:
    """Return the folder with the tracks, made at the first call in some minutes.

    Raises:
        NoTruth: If there is no apt, or no right to use it.
        SetupError: If a package or a track cannot be made.
    """
    recipe, folder = RECIPES / wanted.recipe, CACHE / wanted.folder
    digest = hashlib.sha256(recipe.read_bytes()).hexdigest()
    tracks, stamp = folder / "tracks", folder / "recipe.sha256"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == digest and tracks.is_dir():
        return tracks
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        raise NoTruth("the truth sets are made of Debian's packages, which needs apt and root")
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "packages").mkdir(parents=True)
    say(f"Making {wanted.title}, which takes some minutes ...")
    _install(wanted.tools)
    _unpack(folder / "packages", wanted.packages)
    _run([sys.executable, str(recipe), str(folder / "packages"), str(tracks)])
    shutil.rmtree(folder / "packages")
    stamp.write_text(digest, encoding="utf-8")
    return tracks


def _install(tools: tuple[str, ...]) -> None:
    """Install what plays and decodes, unless it is here."""
    missing = [tool for tool in tools if not shutil.which(tool)]
    missing += [] if FONT.exists() else ["fluid-soundfont-gm"]
    _run(["apt-get", "update", "--quiet=2"])
    if missing:
        _run(["apt-get", "install", "--yes", "--no-install-recommends", *missing])


def _unpack(folder: Path, packages: tuple[str, ...]) -> None:
    """Fetch the packages with the songs and unpack them, without installing them."""
    _run(["apt-get", "--option", "APT::Sandbox::User=root", "download", *packages], folder)
    for package in sorted(folder.glob("*.deb")):
        _run(["dpkg", "--extract", str(package), str(folder)])


def _run(command: list[str], folder: Path | None = None) -> None:
    variables = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True)
    if done.returncode:
        said = (done.stderr or done.stdout).strip()
        raise SetupError(f"{' '.join(command[:4])} failed:\n{said}")
