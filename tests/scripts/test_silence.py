"""The run of all tests stops what has gone silent, and nothing that is only slow."""

import importlib.util
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "test.py"


@pytest.fixture
def runner(monkeypatch):
    spec = importlib.util.spec_from_file_location("run_of_all", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "run_of_all", module)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "LOOK", 0.1)
    return module


def test_a_silent_run_is_stopped(runner, tmp_path):
    command = [sys.executable, "-c", "import time; time.sleep(600)"]
    code, seconds = runner.run(command, tmp_path / "log", 0.5)
    assert code is None and seconds < 300


def test_a_slow_run_that_goes_on_is_let_be(runner, tmp_path):
    pulse = tmp_path / "ended"
    steps = f"[time.sleep(0.2) or open({str(pulse)!r}, 'a').write('.') for _ in range(20)]"
    command = [sys.executable, "-c", f"import time; {steps}; raise SystemExit(3)"]
    code, seconds = runner.run(command, tmp_path / "log", 3.5, pulse=pulse)
    assert code == 3 and seconds > 3.5
