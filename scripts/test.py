"""Sets up and runs everything that must hold: `python3 scripts/test.py`.

Lint, format and types are one check each; what touches Blender runs in every version, the rest of
the suite in the oldest and the newest, or once; the scenarios of `window.py` run in real windows;
`gate.py` holds the client against servers of others.
For development: `--only 4.5`, `-k EXPRESSION`, or paths of tests.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import rooms  # noqa: F401

# isort: split

from build import this_platform
from environment import BLENDER, CACHE, ROOT, SetupError, environment
from wheels import fetch
from window import VERSIONS

CHECKS = {
    "ruff check": ["-m", "ruff", "check", "--no-cache", "."],
    "ruff format": ["-m", "ruff", "format", "--no-cache", "--check", "."],
    "mypy": ["-m", "mypy", "--cache-dir", str(CACHE / "mypy")],
}
CLOSING = re.compile(r"^(\d+) passed, (\d+) failed, (\d+) skipped$", re.MULTILINE)
LOGS = CACHE / "logs"
TAIL = 200
LOOK = 1.0
"""Seconds between two looks at a run."""
ONCE = tuple(
    f"tests/{name}"
    for name in ("test_architecture.py", "test_other_systems.py", "asking", "batch", "reporting")
)
"""What is about files, or of scripts that run in an environment of their own: it runs once."""
ENDS = tuple(
    f"tests/{name}"
    for name in (
        *("answer", "body", "companion", "command", "faults", "jobs", "kept", "memory", "model"),
        *("music", "offer", "plain", "planning", "scripts", "sheet", "wire", "wording"),
    )
)
"""What knows no Blender, or starts one for each test: it runs in the oldest and in the newest."""
ENDING = (next(iter(BLENDER)), next(reversed(BLENDER)))
"""The oldest and the newest version; they run longest, and so first."""
RUNNING: list[subprocess.Popen[bytes]] = []


@dataclass(frozen=True)
class Outcome:
    """What one check or one version's suite came to."""

    title: str
    passed: int
    failed: int
    skipped: int
    note: str
    log: Path | None = None


def check(title: str, silence: float) -> Outcome:
    """Run one check; it counts as one test."""
    log = LOGS / f"{title.replace(' ', '-')}.log"
    code, seconds = run([str(environment("dev")), *CHECKS[title]], log, silence)
    return Outcome(title, int(code == 0), int(code != 0), 0, _how(code, seconds), log)


def suite(version: str, arguments: list[str], silence: float) -> Outcome:
    """Run the tests in one Blender version; a crash, a silence or nothing run is a failure."""
    log, result = LOGS / f"{version}.log", LOGS / f"{version}.json"
    ended = LOGS / f"{version}.ended"
    result.unlink(missing_ok=True)
    ended.write_text("the run began", encoding="utf-8")
    strict = {
        "SEQUENCE_MAKER_TEST_RESULT": str(result),
        "SEQUENCE_MAKER_TEST_ENDED": str(ended),
        "SEQUENCE_MAKER_CACHE": str(CACHE),
        "HYPOTHESIS_STORAGE_DIRECTORY": str(CACHE / "hypothesis"),
    }
    command = [str(environment(version)), str(ROOT / "tests" / "run.py"), *arguments]
    code, seconds = run(command, log, silence, strict, ended)
    counts = json.loads(result.read_text(encoding="utf-8")) if result.exists() else {}
    passed, skipped = counts.get("passed", 0), counts.get("skipped", 0)
    failed = counts.get("failed", 0) + counts.get("errors", 0)
    note = _how(code, seconds)
    if code is None:
        note += f"; the last to end was {ended.read_text(encoding='utf-8')}"
    if passed + failed == 0:
        note = f"ran nothing, {note}"
    if not failed and (code != 0 or not passed):
        failed = 1
    return Outcome(f"Blender {version}", passed, failed, skipped, note, log)


def script(name: str, *arguments: str, silence: float) -> Outcome:
    """Run one of our scripts that ends with `N passed, N failed, N skipped`."""
    title = " ".join([Path(name).name, *arguments])
    log = LOGS / f"{title.replace(' ', '-')}.log"
    command = [sys.executable, str(ROOT / "scripts" / f"{name}.py"), *arguments]
    code, seconds = run(command, log, silence)
    found = CLOSING.findall(log.read_text(encoding="utf-8", errors="replace"))
    passed, failed, skipped = map(int, found[-1]) if found else (0, 0, 0)
    failed += int(not failed and (code != 0 or not found))
    return Outcome(title, passed, failed, skipped, _how(code, seconds), log)


def window(version: str, silence: float) -> Outcome:
    """Run the scenarios in a real window; elsewhere than on Debian as root they are skipped."""
    title = f"window {version}"
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return Outcome(title, 0, 0, 1, "SKIPPED: needs Debian's apt and root")
    return script("window", version, silence=3 * silence)  # a scenario may be long


def run(
    command: list[str],
    log: Path,
    silence: float,
    variables: dict[str, str] | None = None,
    pulse: Path | None = None,
) -> tuple[int | None, float]:
    """Run a command with its output in a log, however long it takes while it goes on.

    Args:
        command: What to run.
        log: Where its output goes.
        silence: Seconds without a change of `pulse` after which it is stopped.
        variables: Added to the environment.
        pulse: A file that the command writes as it goes on; its log if not said otherwise.

    Returns:
        Its exit code, None when it was stopped, and the seconds it took.
    """
    start = time.monotonic()
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **(variables or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=None if os.name == "nt" else _hear_interrupts,
        )
        RUNNING.append(process)
        try:
            code = _wait(process, pulse or log, silence)
        finally:
            RUNNING.remove(process)
            _end(process)
    return code, time.monotonic() - start


def _hear_interrupts() -> None:
    """Let the child be interrupted: a shell's background jobs ignore it, and pass that on."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _wait(process: subprocess.Popen[bytes], pulse: Path, silence: float) -> int | None:
    """Wait for a process until it ends, or until nothing was heard of it for too long."""
    heard, last = _stamp(pulse), time.monotonic()
    while True:
        try:
            return process.wait(LOOK)
        except subprocess.TimeoutExpired:
            now = _stamp(pulse)
            if now != heard:
                heard, last = now, time.monotonic()
            elif time.monotonic() - last > silence:
                return None


def _stamp(file: Path) -> tuple[int, int]:
    try:
        stat = file.stat()
    except FileNotFoundError:
        return 0, 0
    return stat.st_mtime_ns, stat.st_size


def report(outcome: Outcome) -> None:
    """Print one line, and the end of the log when it is needed."""
    counts = f"{outcome.passed} passed, {outcome.failed} failed, {outcome.skipped} skipped"
    print(f"{outcome.title}: {counts} ({outcome.note})", flush=True)
    if outcome.failed and outcome.log is not None:
        lines = outcome.log.read_text(encoding="utf-8", errors="replace").splitlines()
        print("\n".join(f"    {line}" for line in lines[-TAIL:]), flush=True)


def main() -> int:
    """Set up, run, add up."""
    options = _options()
    if options.thorough:
        os.environ["SEQUENCE_MAKER_THOROUGH"] = "1"
    LOGS.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    outcomes = []
    with ThreadPoolExecutor(options.jobs) as pool:
        try:
            for outcome in pool.map(lambda job: job(), jobs(options)):
                report(outcome)
                outcomes.append(outcome)
            for job in alone(options):
                outcomes.append(job())
                report(outcomes[-1])
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in list(RUNNING):
                _end(process)
            return 130
    passed, failed, skipped = (
        sum(getattr(outcome, name) for outcome in outcomes)
        for name in ("passed", "failed", "skipped")
    )
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return int(failed > 0)


def jobs(options: argparse.Namespace) -> list[Callable[[], Outcome]]:
    """Set up what is asked for; what cannot be set up is a failure, and the rest still runs."""
    arguments = [*options.paths, *(["-k", options.k] if options.k else [])]
    found: list[Callable[[], Outcome]] = []
    versions = options.only or [*ENDING, *(v for v in BLENDER if v not in ENDING)]
    for version in versions:
        problem = _prepare(version)
        left = arguments or share(version, versions)
        run_it = partial(suite, version, left, options.silence)
        found.append(partial(_unprepared, f"Blender {version}", problem) if problem else run_it)
    if not arguments:
        problem = _prepare("dev")
        for title in CHECKS:
            run_it = partial(check, title, options.silence)
            found.append(partial(_unprepared, title, problem) if problem else run_it)
        found.append(partial(script, "gates/gate", silence=options.silence))
    return found


def share(version: str, versions: list[str]) -> list[str]:
    """Return what pytest is told so that a version runs its share of the suite; the first all."""
    if version == versions[0]:
        return []
    left_out = ONCE if version in ENDING else ONCE + ENDS
    return [*(f"--ignore={path}" for path in left_out), "tests"]


def alone(options: argparse.Namespace) -> list[Callable[[], Outcome]]:
    """Return what wants the machine for itself: windows draw in software here."""
    if options.paths or options.k or options.only:
        return []
    return [partial(window, version, options.silence) for version in VERSIONS]


def _prepare(version: str) -> str:
    """Set up one environment; return what stood in the way."""
    try:
        environment(version)
        fetch([this_platform()])  # here, and not in each of the suites at once
    except SetupError as problem:
        return str(problem)
    return ""


def _unprepared(title: str, problem: str) -> Outcome:
    return Outcome(title, 0, 1, 0, problem)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("paths", nargs="*", help="tests to run; without lint and types")
    parser.add_argument("--only", action="append", choices=list(BLENDER), help="this version")
    parser.add_argument("-k", help="pytest's expression that picks tests by name")
    parser.add_argument("--jobs", type=int, default=2, help="how many run at a time")
    text = "seconds in which no test may fail to end; how long all take does not matter"
    parser.add_argument("--silence", type=float, default=600, help=text)
    text = "draw many more cases, where tests draw them"
    parser.add_argument("--thorough", action="store_true", help=text)
    return parser.parse_args()


def _how(code: int | None, seconds: float) -> str:
    """How a process ended, in words."""
    if code is None:
        return f"stopped after {seconds:.0f} s, since nothing was heard of it"
    if code < 0:
        return f"crashed with {signal.Signals(-code).name} after {seconds:.0f} s"
    return f"{seconds:.0f} s" if code == 0 else f"exit code {code} after {seconds:.0f} s"


def _end(process: subprocess.Popen[bytes]) -> None:
    """Stop a process and whatever it started, such as a model server."""
    if os.name == "nt":
        process.kill()
    else:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    process.wait()


if __name__ == "__main__":
    sys.exit(main())
