"""An update while Blender runs: the new one works at once, and nothing of the old one is left."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

import build
import contents
from strict_server import Server, serving

HERE = Path(__file__).resolve().parents[1]
MARKED = "sequence/segment.py"


@pytest.fixture(scope="module")
def zips(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The zip of now, and one that differs as an older version does."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    folder = tmp_path_factory.mktemp("dist")
    (new,) = build.build(contents.packages([build.this_platform()], python), folder)
    old = folder / "older.zip"
    with zipfile.ZipFile(new) as source, zipfile.ZipFile(old, "w") as target:
        for info in source.infolist():
            data = source.read(info)
            if info.filename == "blender_manifest.toml":
                now = f'version = "{contents.version()}"'.encode()
                assert now in data
                data = data.replace(now, b'version = "0.0.1"')
            if info.filename == MARKED:
                data += b'\nMARK = "old"\n'
            target.writestr(info, data)
        target.writestr("sequence/no_more.py", '"""A file that is gone today."""\n')
    return old, new


@pytest.mark.parametrize("on", ["enabled", "disabled"])
def test_an_update_while_blender_runs_leaves_nothing_of_the_old_one(zips, tmp_path, on):
    old, new = zips
    seen = updated(old, new, on, tmp_path)
    assert (seen["old"]["mark"], seen["old"]["version"]) == ("old", "0.0.1")
    assert seen.get("between", True) and seen["gone"]
    for now in (seen["new"], seen["again"]):
        assert (now["mark"], now["version"]) == ("none", contents.version())
        assert now["stray"] == []
        assert now["left"] == seen["old"]["left"]
        assert now["settings"] == ["Mine", True, 7]
    for one in (seen["old"], seen["new"], seen["again"]):
        assert one["turn"] == "complete" and "COLOR" in one["made"] and one["wheels"]
    assert "Traceback" not in seen["output"] and "Error" not in seen["output"], seen["output"]


def updated(old: Path, new: Path, on: str, user: Path) -> dict[str, Any]:
    """Run `update_and_use.py`; return what it saw and said."""
    with serving(Server()) as url:
        done = subprocess.run(
            [sys.executable, HERE / "update_and_use.py", url, old, new, on],
            env={**os.environ, "BLENDER_USER_RESOURCES": str(user)},
            capture_output=True,
            text=True,
            timeout=300,
        )
    assert done.returncode == 0, done.stdout + done.stderr
    *said, last = done.stdout.splitlines()
    return {**json.loads(last), "output": "\n".join(said) + done.stderr}
