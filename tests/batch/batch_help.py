"""Runs `scripts/batch.py` as a child of the tests, as a person would; the songs are tiny."""

import json
import os
import signal
import subprocess
import time
import wave
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import environment
from music_world import analysis

HERE = Path(__file__).resolve().parent
SCRIPT = HERE.parents[1] / "scripts" / "batch.py"
FAKE = HERE / "fake_unit.py"
HANG = 120.0
"""Seconds: a guard against a hang, no measure."""
RED = {
    "name": "create_segment",
    "arguments": {"channel": 1, "start_time": 0, "end_time": 2, "color": "red"},
}


@cache
def python() -> str:
    """Return the Python of the environment of batches."""
    return str(environment.environment("batch"))


def write_song(path: Path, number: int = 0, tag: str = "") -> Path:
    """Write a sound of its own content; its last bytes say what the stand-in does with it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(number.to_bytes(2, "little") * 400 + path.stem.encode().hex().encode())
        file.writeframes(b"\0" * (len(path.stem) % 2))
    with path.open("ab") as file:
        file.write(tag.encode())
    return path


@dataclass
class Hall:
    """A folder with songs, a recipe and shows.

    Attributes:
        folder: Where all of it lies.
        fake: Whether units are those of `fake_unit.py`.
        more: Environment variables of the runs.
    """

    folder: Path
    fake: bool = True
    more: dict[str, str] = field(default_factory=dict)

    @property
    def songs(self) -> Path:
        """The folder of the songs."""
        return self.folder / "songs"

    @property
    def shows(self) -> Path:
        """The folder of the shows."""
        return self.folder / "shows"

    def recipe(self, *calls: dict[str, Any], **other: Any) -> Path:
        """Write the recipe, a red segment if not said otherwise; return its path."""
        path = self.folder / "look.json"
        what = other or {"calls": list(calls) or [RED]}
        path.write_text(json.dumps({"recipe": 1, "name": "Look", **what}), encoding="utf-8")
        return path

    def song(self, name: str, number: int = 0, tag: str = "") -> Path:
        """Write a song; see `write_song`."""
        return write_song(self.songs / f"{name}.wav", number, tag)

    def begin(self, *arguments: Any, script: tuple[str, ...] | None = None) -> "Run":
        """Begin a run with songs, recipe and shows, or with other words behind the script."""
        if script is None:
            recipe = self.folder / "look.json"
            if not recipe.exists():
                self.recipe()
            script = (str(self.songs), "--recipe", str(recipe), "--out", str(self.shows))
        command = [python(), str(SCRIPT), *script, *map(str, arguments)]
        return Run(
            subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                env=self.variables(),
                start_new_session=True,
            )
        )

    def variables(self) -> dict[str, str]:
        """Return the environment of a run."""
        kept = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
        heard = self.folder / "heard.json"
        heard.write_text(json.dumps(analysis().as_json()), encoding="utf-8")
        fake = {"SEQUENCE_MAKER_BATCH_UNIT": str(FAKE), "FAKE_HEARD": str(heard)}
        cache_of = {"SEQUENCE_MAKER_CACHE": str(environment.CACHE)}
        return {**kept, **(fake if self.fake else {}), **cache_of, **self.more}

    def run(self, *arguments: Any) -> "Done":
        """Run it to its end."""
        return self.begin(*arguments).done()

    def go(self, stage: str = "") -> None:
        """Let the songs that wait, or those at a stage, go on."""
        (self.songs / (f"go-{stage}" if stage else "go")).touch()

    def told(self) -> list[tuple[str, str, str, int]]:
        """Return what units said: song, stage, `begun` or `made`, and the process."""
        path = self.songs / "told"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        parted = (line.rsplit(" ", 3) for line in lines)
        return [(song, stage, what, int(process)) for song, stage, what, process in parted]

    def made(self) -> Counter[tuple[str, str]]:
        """Return how often each stage of each song was made."""
        return Counter((song, stage) for song, stage, what, _ in self.told() if what == "made")

    def running(self, song: str, stage: str) -> int:
        """Wait until a stage of a song has begun and lives; return its process."""

        def found() -> int:
            for name, at, what, process in reversed(self.told()):
                if (name, at) == (song, stage):
                    return process if what == "begun" and lives(process) else 0
            return 0

        return until(found, f"{song} to be at {stage}")

    def rows(self) -> dict[str, dict[str, Any]]:
        """Return the manifest, the last line of each song."""
        text = (self.shows / "batch.jsonl").read_text(encoding="utf-8")
        found = [json.loads(line) for line in text.splitlines()]
        return {row["name"]: row for row in found}

    def timelines(self) -> dict[str, bytes]:
        """Return the bytes of the finished timelines, by song."""
        names = (p for p in self.shows.glob("[!.]*.json") if not p.name.endswith(".result.json"))
        return {path.stem: path.read_bytes() for path in names}

    def rests(self) -> list[str]:
        """Return the files that must not be left: parts, claims and tickets."""
        every = [path for path in self.shows.rglob("*") if path.is_file()]
        return [
            path.name
            for path in every
            if ".part-" in path.name or path.suffix == ".claim" or path.parent.name == "submitters"
        ]


@dataclass(frozen=True)
class Done:
    """What a run came to."""

    code: int
    out: str

    @property
    def lines(self) -> list[str]:
        """What it said."""
        return self.out.splitlines()


@dataclass
class Run:
    """A run that goes on."""

    process: subprocess.Popen[str]

    def done(self, longest: float = HANG) -> Done:
        """Wait for its end."""
        try:
            out, _ = self.process.communicate(timeout=longest)
        finally:
            self.process.kill()
        return Done(self.process.returncode, out)

    def kill(self) -> None:
        """End it at once, and nothing that it began."""
        self.process.kill()
        self.process.wait()

    def interrupt(self) -> Done:
        """Press Ctrl+C in its terminal: all of its group hear it."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.done()


def parent(process: int) -> int:
    """Return the process that began another, on Linux."""
    stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    return int(stat.rpartition(")")[2].split()[1])


def lives(process: int) -> bool:
    """Tell whether a process runs, on Linux."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def workers_of(process: int) -> list[int]:
    """Return the worker processes that a run began on this machine, on Linux."""
    every = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]
    return [one for one in every if lives(one) and parent(one) == process and _is_worker(one)]


def _is_worker(process: int) -> bool:
    return b"spawn_main" in Path(f"/proc/{process}/cmdline").read_bytes()


def until(found: Callable[[], Any], what: str, longest: float = HANG) -> Any:
    """Wait until something is so; return it."""
    end = time.monotonic() + longest
    while not (value := found()):
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.05)
    return value


@contextmanager
def cluster(hall: Hall, workers: int) -> Iterator[tuple[str, Run]]:
    """Start a scheduler and a worker machine with some processes on loopback."""
    with ended(hall.begin("--port", "0", "--dashboard", "127.0.0.1:0", script=("scheduler",))) as s:
        address = _address(s)
        script = ("worker", address, "--workers", str(workers))
        with ended(hall.begin(script=script)):
            yield address, s


def _address(scheduler: Run) -> str:
    assert scheduler.process.stdout is not None
    for line in scheduler.process.stdout:
        if "Scheduler at:" in line:
            return "tcp://" + line.rpartition("tcp://")[2].strip()
    raise AssertionError("the scheduler said no address")


@contextmanager
def ended(run: Run) -> Iterator[Run]:
    """End a run and all of its group when it is no more needed."""
    try:
        yield run
    finally:
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(run.process.pid, number)
                run.process.wait(5)
            except (ProcessLookupError, subprocess.TimeoutExpired):
                continue


def names(count: int) -> Iterable[str]:
    """Return names of songs."""
    return (f"song{number:02}" for number in range(count))
