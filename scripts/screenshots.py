"""Makes the pictures of the user guide anew: `python3 scripts/screenshots.py`.

They are taken from real Blender windows by `tests/window/album.py` and `first_strip.py`, and land
in `docs/images`.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import rooms  # noqa: F401

# isort: split

import arguments
from environment import CACHE, ROOT, SetupError
from window import installed, prepare, shot

IMAGES = ROOT / "docs" / "images"
ALBUM = ROOT / "tests" / "window" / "album.py"
FIRST = ALBUM.with_name("first_strip.py")
TAKEN = (("5.2", "new", ALBUM), ("5.2", "first", FIRST), ("4.3", "old", ALBUM))
"""Which Blender shows what, by which script."""
EXPECTED = (
    "empty",
    "first_strip_1",
    "first_strip_2",
    "first_strip_3",
    "streaming",
    "chat",
    "calls",
    "plan",
    "diagnostics",
    "editing",
    "move_strips",
    "overlay",
    "music",
    "preferences",
    "panel-4.3",
)
LARGEST = 200_000


def take(version: str, kind: str, script: Path) -> None:
    """Take the pictures of one version.

    Raises:
        SetupError: If Blender or the add-on cannot be installed.
    """
    log = CACHE / "window" / f"screenshots-{version}-{kind}.txt"
    log.parent.mkdir(parents=True, exist_ok=True)
    log.unlink(missing_ok=True)
    if not installed(version, log):
        raise SetupError(f"Blender {version} cannot be installed, see {log}")
    with tempfile.TemporaryDirectory() as profile:
        prepare(version, Path(profile), log)
        variables = {"SEQUENCE_MAKER_WINDOW": str(IMAGES), "SEQUENCE_MAKER_ALBUM": kind}
        shot(version, Path(profile), log.with_suffix(".png"), script, log, variables)


def problems() -> list[str]:
    """Return which pictures are missing or too large."""
    found = []
    for name in EXPECTED:
        file = IMAGES / f"{name}.png"
        if not file.exists():
            found.append(f"{file.name} is missing")
        elif file.stat().st_size > LARGEST:
            found.append(f"{file.name} has {file.stat().st_size:,} bytes")
    return found


def main() -> int:
    """Take all pictures; say what is wrong with them."""
    arguments.none(__doc__)
    IMAGES.mkdir(parents=True, exist_ok=True)
    for old in IMAGES.glob("*.png"):
        old.unlink()
    try:
        for version, kind, script in TAKEN:
            take(version, kind, script)
    except (SetupError, subprocess.TimeoutExpired) as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 1
    found = problems()
    print("\n".join(found) or f"{len(EXPECTED)} pictures are in {IMAGES.relative_to(ROOT)}")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
