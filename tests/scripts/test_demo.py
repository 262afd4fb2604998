"""The demonstration leaves what it promises, here with prepared answers."""

import json
import os
import subprocess
import sys
from pathlib import Path

import bpy

from command import KEYS
from playback_server import PlaybackServer

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "demo.py"
KEY = "sk-test-0123456789abcdef"


def demo(folder: Path, *arguments: str, **variables: str) -> tuple[int, str, str]:
    """Run the script; return its exit code and what it wrote."""
    kept = {name: value for name, value in os.environ.items() if name not in KEYS}
    command = [sys.executable, str(SCRIPT), "--out", str(folder), *arguments]
    env = {**kept, **variables}
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=env, timeout=200)
    return done.returncode, done.stdout, done.stderr


def test_the_variables_choose_the_endpoint_and_the_results_are_there(tmp_path: Path) -> None:
    with PlaybackServer() as server:
        server.will_call("create_segment", channel=1, start_time=0, end_time=2, color="#ff8000")
        server.will_say("Orange.")
        variables = {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": KEY}
        code, out, err = demo(tmp_path, "--prompt", "orange", **variables)
        sent = server.requests[0]["messages"][-1]["content"]
    assert code == 0, err
    assert "orange" in sent and KEY not in out + err
    assert "Functions that ran: create_segment" in out
    (turn,) = json.loads((tmp_path / "metrics.json").read_text())["turns"]
    assert (turn["prompt"], turn["status"], len(turn["requests"])) == ("orange", "complete", 2)
    assert turn["calls"] == [{"name": "create_segment", "ok": True}]
    assert (tmp_path / "demo.blend").read_bytes().find(KEY.encode()) == -1
    assert all((tmp_path / f"preview.{kind}").stat().st_size > 1000 for kind in ("png", "mp4"))
    assert (tmp_path / "song.wav").exists() == bool(bpy.app.build_options.audaspace)


def test_faults_are_told_in_one_line(tmp_path: Path) -> None:
    code, _, err = demo(tmp_path, "--sound", "missing.wav")
    assert (code, err.strip()) == (1, "error: --sound missing.wav: there is no such file")
    code, _, err = demo(tmp_path, "--nonsense", "--prompt", "hello")
    assert code == 2 and "unrecognized arguments: --nonsense" in err
