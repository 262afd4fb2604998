"""Runs the add-on in real Blender windows on a virtual screen: `python3 scripts/window.py`.

One Blender start per version runs all scenarios of `tests/window`, driven by mouse and keyboard.
Results and pictures go to `.cache/window/VERSION`. Needs root and Debian's apt, as
`scripts/blender-gui` does.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import rooms  # noqa: F401

# isort: split

from build import build, build_companions, this_platform
from companion import companions
from contents import packages, publisher
from environment import CACHE, ROOT, SetupError

VERSIONS = ("4.3", "5.2")
REQUIRED = {"4.3"}
"""Versions whose installation must succeed; the others' distribution moves."""
GUI = str(ROOT / "scripts" / "blender-gui")
DRIVE = ROOT / "tests" / "window" / "drive.py"
INSTALLING = 900
RUNNING = 900


def outcome(version: str, only: str = "") -> tuple[int, int, int, Path]:
    """Run the scenarios in one version.

    Args:
        version: Which Blender.
        only: Part of the names of the scenarios to run; empty for all.

    Returns:
        How many passed, failed and were skipped, and the log.
    """
    folder = CACHE / "window" / version
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    log = folder / "log.txt"
    if not installed(version, log):
        required = version in REQUIRED
        print(f"Blender {version} could NOT be installed: {'failure' if required else 'SKIPPED'}")
        return 0, int(required), int(not required), log
    try:
        run(version, only, folder, log)
        if not ended(folder / "result.json"):
            print(f"Blender {version} DIED before the last scenario; once more", flush=True)
            shutil.copytree(folder, folder.with_name(f"{version}-died"), dirs_exist_ok=True)
            run(version, only, folder, log)
    except (SetupError, subprocess.TimeoutExpired) as problem:
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{problem}\n")
        return 0, 1, 0, log
    return count(folder / "result.json", log)


def installed(version: str, log: Path) -> bool:
    """Install a Blender, with a second try; return whether it is there."""
    return any(_call([GUI, "install", version], log, INSTALLING) == 0 for _ in range(2))


def run(version: str, only: str, folder: Path, log: Path) -> None:
    """Install the add-on into a fresh profile and run the scenarios.

    Raises:
        SetupError: If the add-on cannot be built or installed.
    """
    with tempfile.TemporaryDirectory() as profile:
        prepare(version, Path(profile), log)
        variables = {
            "SEQUENCE_MAKER_WINDOW": str(folder),
            "SEQUENCE_MAKER_WINDOW_ONLY": only,
            "SEQUENCE_MAKER_SMALL_ZIP": small_model(Path(profile), log),
        }
        shot(version, Path(profile), folder / "last.png", DRIVE, log, variables)


def prepare(version: str, profile: Path, log: Path) -> None:
    """Build the add-on and install it into a profile.

    Raises:
        SetupError: If that fails.
    """
    with tempfile.TemporaryDirectory() as place:
        (package,) = build(packages([this_platform()], python_of(version, log)), Path(place))
        command = [GUI, "run", version, "--profile", str(profile), "--bind", place, "--"]
        command += ["--command", "extension", "install-file", "-r", "user_default", "-e"]
        if _call([*command, str(package)], log, 120) != 0:
            raise SetupError(f"the add-on cannot be installed in Blender {version}")


def small_model(profile: Path, log: Path) -> str:
    """Build the small model beside a profile; return its zip, or nothing where that cannot be."""
    wanted = companions([this_platform()])
    try:
        (package,) = build_companions(wanted, profile / "small model", publisher())
    except SetupError as problem:
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{problem}\n")
        return ""
    return str(package)


def python_of(version: str, log: Path) -> str:
    """Ask a Blender which Python it has: a distribution's has the distribution's.

    Raises:
        SetupError: If it does not say.
    """
    ask = "import sys; print('python', '%d.%d' % sys.version_info[:2])"
    command = ["bash", GUI, "run", version, "--", "--background", "--factory-startup"]
    with log.open("ab") as errors:
        done = subprocess.run(
            [*command, "--python-expr", ask],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            timeout=120,
        )
    found = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("python ")]
    if not found:
        raise SetupError(f"Blender {version} does not say which Python it has")
    return found[0]


def shot(
    version: str, profile: Path, picture: Path, script: Path, log: Path, variables: dict[str, str]
) -> None:
    """Run a script in a windowed Blender that has the profile's preferences."""
    command = [GUI, "shot", version, "--timeout", str(RUNNING), "--profile", str(profile)]
    _call([*command, "--user-prefs", str(picture), str(script)], log, RUNNING + 60, variables)


def ended(result: Path) -> bool:
    """Tell whether the scenarios came to their end."""
    if not result.exists():
        return False
    return "seconds" in json.loads(result.read_text(encoding="utf-8")).get("figures", {})


def count(result: Path, log: Path) -> tuple[int, int, int, Path]:
    """Print a line for each scenario and add them up; a missing end is a failure."""
    found: dict[str, Any] = {"rows": []}
    if result.exists():
        found = json.loads(result.read_text(encoding="utf-8"))
    states = [row["state"] for row in found["rows"]]
    for row in found["rows"]:
        print(f"  {row['state']:8}{row['title']} ({row['seconds']} s)")
        if row["state"] != "passed":
            print(f"    {row['why'].strip()}")
    print(f"  {found.get('figures', {})}")
    if not ended(result):
        states.append("failed")
        print(f"  failed  Blender ended before the last scenario, see {log}")
    return states.count("passed"), states.count("failed"), states.count("skipped"), log


def main() -> int:
    """Run the versions that the command line names, or all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("versions", nargs="*", choices=[*VERSIONS, []], help="Blender versions")
    parser.add_argument("-k", default="", help="part of the scenarios' names")
    options = parser.parse_args()
    sums = [0, 0, 0]
    for version in options.versions or VERSIONS:
        print(f"Blender {version} in a window", flush=True)
        *numbers, _log = outcome(version, options.k)
        sums = [total + int(str(number)) for total, number in zip(sums, numbers, strict=True)]
    print(f"{sums[0]} passed, {sums[1]} failed, {sums[2]} skipped")
    return int(sums[1] > 0)


def _call(
    command: list[str], log: Path, timeout: float, variables: dict[str, str] | None = None
) -> int:
    environment = {**os.environ, **(variables or {})}
    with log.open("ab") as output:
        done = subprocess.run(
            ["bash", *command],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            timeout=timeout,
        )
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
