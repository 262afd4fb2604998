"""Changes our rules at random places and tells which changes no test notices.

    python3 scripts/measure/mutations.py [--count 30] [--seed 1] [ROOM ...]

cosmic-ray makes the mutants, in a copy of the tree; for each, the tests that fit its room run.
They need no strips, but the environment of Blender 4.5, in which the package loads. By default
some of each room's mutants are drawn: a run takes some ten minutes. `--count 0` tries all.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import rooms  # noqa: E402, F401

# isort: split
from environment import CACHE, ROOT, environment  # noqa: E402

GUARDS = "tests/chat/test_turn_guards.py"
TESTS = {
    "sequence": ["tests/sequence", GUARDS, "tests/tools/test_clips_tools.py"],
    "toolkit": [GUARDS, "tests/toolkit/test_registry.py", "tests/sequence/test_timelines.py"],
    "chat": [GUARDS, "tests/chat/test_turn.py", "tests/chat/test_conversation.py"],
}
TESTS["toolkit"] += ["tests/tools"]
TESTS["chat"] += ["tests/chat/test_prices.py", "tests/sequence/test_ledger.py"]
LONGEST = 300.0
"""Seconds after which the tests of a mutant count as hanging, so as having noticed it."""


def main() -> int:
    """Try the rooms that are asked for; print what survived."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("rooms", nargs="*", choices=[*TESTS, []], help="these rooms; all if none")
    parser.add_argument("--count", type=int, default=30, help="mutants of each room; 0 for all")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mutants_") as folder:
        tree = _copy(Path(folder))
        for room in given.rooms or TESTS:
            _try(tree, room, given.count, random.Random(given.seed))
    return 0


def _copy(folder: Path) -> Path:
    """Copy what git knows, so that mutants never touch the working tree."""
    tree = folder / "tree"
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, tree / name)
    (tree / ".cache").symlink_to(CACHE, target_is_directory=True)
    return tree


def _try(tree: Path, room: str, count: int, dice: random.Random) -> None:
    python = environment("4.5")
    command = f"{python} {tree / 'tests' / 'run.py'} -q -x {' '.join(TESTS[room])}"
    settings = tree / f"{room}.toml"
    settings.write_text(
        f'[cosmic-ray]\nmodule-path = "sequence_maker_addon/{room}"\ntimeout = {LONGEST}\n'
        f"excluded-modules = [{', '.join(_others(tree, room))}]\n"
        f'test-command = "{command}"\n[cosmic-ray.distributor]\nname = "local"\n',
        encoding="utf-8",
    )
    session = tree / f"{room}.sqlite"
    _ray(tree, "init", settings.name, session.name)
    left = _sample(session, count, dice)
    print(f"{room}: {left} mutants", flush=True)
    _ray(tree, "exec", settings.name, session.name)
    survived = 0
    for line in _ray(tree, "dump", session.name).splitlines():
        work, result = json.loads(line)
        if result is not None and result["test_outcome"] == "survived":
            survived += 1
            (mutation,) = work["mutations"]
            place = f"{mutation['module_path']}:{mutation['start_pos'][0]}"
            print(f"  survived {place} {mutation['operator_name'].rpartition('/')[2]}", flush=True)
            print("\n".join(f"      {x}" for x in _changed(result["diff"])), flush=True)
    print(f"{room}: {left - survived} noticed, {survived} survived", flush=True)


def _others(tree: Path, room: str) -> list[str]:
    """Return the rooms within a room, which have tests of their own."""
    folder = tree / "sequence_maker_addon" / room
    return [f'"{p.relative_to(tree)}/*"' for p in folder.iterdir() if p.is_dir()]


def _sample(session: Path, count: int, dice: random.Random) -> int:
    """Keep so many mutants of a session; return how many are left."""
    with sqlite3.connect(session) as base:
        jobs = [row[0] for row in base.execute("SELECT job_id FROM work_items ORDER BY job_id")]
        kept = set(dice.sample(jobs, min(count, len(jobs))) if count else jobs)
        for job in jobs:
            if job not in kept:
                base.execute("DELETE FROM mutation_specs WHERE job_id = ?", (job,))
                base.execute("DELETE FROM work_items WHERE job_id = ?", (job,))
    return len(kept)


def _ray(tree: Path, *arguments: str) -> str:
    """Run cosmic-ray and return what it prints."""
    program = environment("mutations").with_name("cosmic-ray")
    variables = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [str(program), *arguments]
    done = subprocess.run(command, cwd=tree, env=variables, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"error: cosmic-ray {arguments[0]}: {done.stderr.strip()[-500:]}")
    return done.stdout


def _changed(diff: str) -> list[str]:
    lines = diff.splitlines()
    return [x for x in lines if x[:1] in "+-" and x[:3] not in ("+++", "---")]


if __name__ == "__main__":
    sys.exit(main())
