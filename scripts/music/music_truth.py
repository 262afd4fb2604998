"""Makes sure of the truth set for `benchmark_music.py`: 22 tracks with exact beats, in the cache.

It is made of Debian's packages by `tests/music_truth/build_truth.py`, so it needs root and apt.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from environment import CACHE, ROOT, SetupError, say

FOLDER = CACHE / "music_truth"
RECIPE = ROOT / "tests" / "music_truth" / "build_truth.py"
TOOLS = {"fluidsynth": "fluidsynth", "ffmpeg": "ffmpeg", "mma": "mma"}
FONT = Path("/usr/share/sounds/sf2/FluidR3_GM.sf2")
SONGS = ("fretsonfire-songs-muldjord", "openttd-openmsx", "freedoom")


class NoTruth(Exception):
    """This machine cannot make the truth set; the text says why."""


def truth() -> Path:
    """Return the folder with the tracks, made at the first call in some minutes.

    Raises:
        NoTruth: If there is no apt, or no right to use it.
        SetupError: If a package or a track cannot be made.
    """
    digest = hashlib.sha256(RECIPE.read_bytes()).hexdigest()
    tracks, stamp = FOLDER / "tracks", FOLDER / "recipe.sha256"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == digest and tracks.is_dir():
        return tracks
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        raise NoTruth("the truth set is made of Debian's packages, which needs apt and root")
    shutil.rmtree(FOLDER, ignore_errors=True)
    (FOLDER / "packages").mkdir(parents=True)
    say("Making the truth set of 22 tracks, which takes some minutes ...")
    _install()
    _unpack(FOLDER / "packages")
    _run([sys.executable, str(RECIPE), str(FOLDER / "packages"), str(tracks)])
    shutil.rmtree(FOLDER / "packages")
    stamp.write_text(digest, encoding="utf-8")
    return tracks


def _install() -> None:
    """Install what plays MIDI files and decodes, unless it is here."""
    missing = [package for tool, package in TOOLS.items() if not shutil.which(tool)]
    missing += [] if FONT.exists() else ["fluid-soundfont-gm"]
    _run(["apt-get", "update", "--quiet=2"])
    if missing:
        _run(["apt-get", "install", "--yes", "--no-install-recommends", *missing])


def _unpack(folder: Path) -> None:
    """Fetch the packages with the songs and unpack them, without installing them."""
    _run(["apt-get", "--option", "APT::Sandbox::User=root", "download", *SONGS], folder)
    for package in sorted(folder.glob("*.deb")):
        _run(["dpkg", "--extract", str(package), str(folder)])


def _run(command: list[str], folder: Path | None = None) -> None:
    variables = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True)
    if done.returncode:
        said = (done.stderr or done.stdout).strip()
        raise SetupError(f"{' '.join(command[:4])} failed:\n{said}")
