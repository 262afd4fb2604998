"""A script that is asked for help, or given what it does not know, does no work."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
LOCKS, IMAGES = SCRIPTS / "setup" / "locks", SCRIPTS.parent / "docs" / "images"


def is_run_by_people(script: Path) -> bool:
    """Tell whether a file is a script, and none that another one feeds."""
    text = script.read_text(encoding="utf-8")
    return "__main__" in text and "sys.stdin" not in text


def test_every_script_looks_at_its_arguments() -> None:
    scripts = [path for path in SCRIPTS.rglob("*.py") if is_run_by_people(path)]
    assert len(scripts) > 20
    deaf = [
        path.name
        for path in scripts
        if not any(
            word in path.read_text(encoding="utf-8")
            for word in ("argparse", "sys.argv", "arguments.none")
        )
    ]
    assert deaf == []


@pytest.mark.parametrize("name", ["screenshots.py", "setup/lock.py"])
@pytest.mark.parametrize(("argument", "code"), [("--help", 0), ("--nonsense", 2)])
def test_what_writes_files_anew_writes_none_when_asked_for_help(
    name: str, argument: str, code: int
) -> None:
    def written() -> dict[Path, int]:
        return {p: p.stat().st_mtime_ns for f in (LOCKS, IMAGES) for p in f.iterdir()}

    before = written()
    command = [sys.executable, str(SCRIPTS / name), argument]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == code, done.stderr
    assert "usage: " in done.stdout + done.stderr
    assert written() == before
