"""How long the first strip takes after installing: `python3 scripts/measure/first_strip.py`.

A real Blender window with a fresh user folder is clicked like a person would: tab, prompt, Send.
Needs what `scripts/window.py` needs. Pictures and figures land in `.cache/window/first-VERSION`.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import rooms  # noqa: E402, F401

# isort: split

from environment import CACHE, ROOT, SetupError  # noqa: E402
from window import VERSIONS, installed, prepare, shot  # noqa: E402

FIRST = ROOT / "tests" / "window" / "first_strip.py"
TOLD = "first strip: "


def measured(version: str) -> dict[str, float]:
    """Return seconds and clicks from the tab to the strip in one version.

    Raises:
        SetupError: If Blender or the add-on cannot be installed, or the strip did not come.
    """
    folder = CACHE / "window" / f"first-{version}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    log = folder / "log.txt"
    if not installed(version, log):
        raise SetupError(f"Blender {version} cannot be installed, see {log}")
    with tempfile.TemporaryDirectory() as profile:
        prepare(version, Path(profile), log)
        variables = {"SEQUENCE_MAKER_WINDOW": str(folder)}
        shot(version, Path(profile), folder / "last.png", FIRST, log, variables)
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        if line.startswith(TOLD):
            found: dict[str, float] = json.loads(line.removeprefix(TOLD))
            return found
    raise SetupError(f"there is no strip in Blender {version}, see {log}")


def main() -> int:
    """Measure in the versions that are named, or in all."""
    try:
        for version in sys.argv[1:] or VERSIONS:
            print(f"Blender {version}: {measured(version)}", flush=True)
    except (SetupError, subprocess.TimeoutExpired) as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
