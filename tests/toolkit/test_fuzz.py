"""A sample of the fuzz runs: nonsense for every tool, and damaged streams."""

import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"


@pytest.fixture
def scripts(monkeypatch):
    """Let the scripts be imported."""
    monkeypatch.syspath_prepend(str(SCRIPTS))
    yield
    for name in ("fuzz_arguments", "fuzz_streams", "lists"):
        sys.modules.pop(name, None)


@pytest.mark.parametrize("seed", [1, 2])
def test_no_arguments_break_a_tool_or_leave_half_a_change(scripts, seed):
    import fuzz_arguments

    seen = fuzz_arguments.run(1500, seed)
    assert sum(seen.values()) == 1500 and seen["ok"] > 350 and len(seen) > 8


@pytest.mark.parametrize("seed", [1, 2])
def test_no_stream_breaks_the_reader_or_ends_it_too_early(scripts, seed):
    import fuzz_streams

    seen = fuzz_streams.run(500, seed)
    assert sum(seen.values()) == 500 and seen["complete"] and seen["incomplete"]
