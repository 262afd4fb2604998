"""What the benchmark of batches measures with: batches, units, programs in their place, songs."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

from environment import DEFAULT, ROOT, environment
from measured_unit import COMMAND, FIGURES

SECONDS = 5.0
"""Of a song: a short one, whose units cost the least."""
ROWS = [
    {"channel": 1 + n % 4, "start_time": n / 5, "end_time": n / 5 + 0.2, "color": "red"}
    for n in range(24)
]
LOOK = {
    "recipe": 1,
    "name": "Measured",
    "calls": [{"name": "create_segments_batch", "arguments": {"segments": ROWS}}],
}


def beside(folder: Path, songs: list[Path]) -> tuple[float, float]:
    """Make a batch; return what all took beside the units' processes, and what those took."""
    folder.mkdir()
    look, figures = folder / "look.json", folder / "figures.jsonl"
    look.write_text(json.dumps(LOOK), encoding="utf-8")
    program = Path(__file__).with_name("measured_unit.py")
    more = {"SEQUENCE_MAKER_BATCH_UNIT": str(program), FIGURES: str(figures)}
    more[COMMAND] = json.dumps(command())
    words = [sys.executable, str(ROOT / "scripts" / "batch.py"), *map(str, songs)]
    words += ["--recipe", str(look), "--out", str(folder / "SHOWS"), "--workers", "1"]
    whole = children(lambda: run(words, more))
    rows = [json.loads(line) for line in figures.read_text(encoding="utf-8").splitlines()]
    units = sum(row["unit"] for row in rows)
    return whole - units - sum(row["own"] for row in rows), units


def command() -> list[str]:
    """Return what a unit is begun with."""
    return [str(environment(DEFAULT)), str(ROOT / "scripts" / "chat.py")]


def run(command: list[str], more: dict[str, str] | None = None) -> None:
    """Run a command, which must end well, with some more variables."""
    variables = {**os.environ, **(more or {})}
    done = subprocess.run(command, capture_output=True, text=True, env=variables)
    assert done.returncode == 0, done.stdout + done.stderr


def children(work: Callable[[], Any]) -> float:
    """Return the processor time of all processes that a piece of work began and ended."""

    def used() -> float:
        found = resource.getrusage(resource.RUSAGE_CHILDREN)
        return found.ru_utime + found.ru_stime

    before = used()
    work()
    return used() - before


class Program:
    """While it is entered, units run a program of some lines."""

    def __init__(self, folder: Path, text: str) -> None:
        self._path = folder / "unit.py"
        self._path.write_text(text, encoding="utf-8")

    def __enter__(self) -> None:
        os.environ["SEQUENCE_MAKER_BATCH_UNIT"] = str(self._path)

    def __exit__(self, *failed: object) -> None:
        del os.environ["SEQUENCE_MAKER_BATCH_UNIT"]


def engine(workers: int) -> Any:
    """Start an engine of this machine's processes."""
    from batch_dask import DaskEngine

    return DaskEngine.local(workers)


def units_of(folder: Path, count: int) -> list[Any]:
    """Return so many units, whose files lie in a new folder."""
    from batch_unit import Unit, version

    folder.mkdir()
    ticket = folder / "ticket"
    ticket.touch()
    names = [f"song {number}" for number in range(count)]
    logs = [str(folder / f"{name}.log") for name in names]
    rows = zip(names, logs, strict=True)
    return [Unit(n, "make", "job", log, 600.0, str(ticket), version()) for n, log in rows]


def through(engine: Any, units: list[Any], look: Callable[[], int] = lambda: 0) -> int:
    """Send units through an engine, and return the largest value of what is looked at."""
    most = 0
    for unit in units:
        engine.submit(unit, 0)
    left = len(units)
    while left:
        for _, answer in engine.ended(1.0):
            assert getattr(answer, "code", None) == 0, answer
            left -= 1
        most = max(most, look())
    return most


def self_times(processes: list[Any]) -> float:
    """Return the processor time of processes themselves, without what they began."""
    return float(sum(p.cpu_times().user + p.cpu_times().system for p in processes))


def songs(folder: Path, count: int) -> list[Path]:
    """Write short songs, each another stretch of the project's own."""
    import song

    folder.mkdir()
    whole = folder.parent / "whole.wav"
    song.compose(whole)
    with wave.open(str(whole)) as file:
        form, rate = file.getparams(), file.getframerate()
        data = file.readframes(file.getnframes())
    width, found = form.nchannels * form.sampwidth, []
    for number in range(count):
        first = round(number * SECONDS * rate) * width
        found.append(folder / f"song {number}.wav")
        with wave.open(str(found[-1]), "wb") as file:
            file.setparams(form)
            file.writeframes(data[first : first + round(SECONDS * rate) * width])
    return found
