"""What a person sees: a bar in a terminal, plain lines elsewhere."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from batch_help import HANG, SCRIPT, Hall, python

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")
CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def seen(hall: Hall, *arguments: str) -> tuple[int, str]:
    """Run a batch in a terminal of 120 columns; return exit code and all that was shown."""
    own, other = os.openpty()
    line = [str(hall.songs), "--recipe", str(hall.recipe()), "--out", str(hall.shows), *arguments]
    variables = {**hall.variables(), "TERM": "xterm-256color", "COLUMNS": "120"}
    ends = {"stdin": subprocess.DEVNULL, "stdout": other, "stderr": other}
    process = subprocess.Popen([python(), str(SCRIPT), *line], env=variables, **ends)  # type: ignore[call-overload]
    os.close(other)
    shown = b""
    try:
        while data := _read(own):
            shown += data
        return process.wait(HANG), CONTROL.sub("", shown.decode())
    finally:
        process.kill()
        os.close(own)


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so that nobody writes any more
        return b""


def test_a_terminal_shows_a_bar_and_only_what_fails(tmp_path: Path) -> None:
    hall = Hall(tmp_path)
    for number in range(3):
        hall.song(f"good{number}", number)
    hall.song("deaf", 9, "FAIL")
    code, shown = seen(hall, "--engine", "none")
    assert code == 1, shown
    assert "deaf: failed in hear: it cannot be heard" in shown and "good1: made" not in shown
    assert "4/4" in shown and "songs a minute" in shown and "1 failing: deaf" in shown
    assert "3 of 4 songs are made; " in shown


def test_elsewhere_each_song_is_a_line(tmp_path: Path) -> None:
    hall = Hall(tmp_path)
    hall.song("good", 1)
    hall.song("deaf", 9, "FAIL")
    done = hall.run("--engine", "none")
    starts = [line.split(" (")[0] for line in done.lines if line.startswith("[")]
    assert sorted(line[6:] for line in starts) == [
        "deaf: failed in hear: it cannot be heard",
        "good: made",
    ]
    assert "\x1b" not in done.out and done.lines[-1].startswith("1 of 2 songs are made; ")
