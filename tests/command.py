"""Runs the command `scripts/chat.py` as a child of the tests, as a person would."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).resolve().parent.parent / "scripts" / "chat.py"
GUARD = Path(__file__).resolve().parent / "loopback_only.py"
KEYS = ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_MODEL", "PYTHONPATH")
Row = dict[str, Any]


@dataclass(frozen=True)
class Ended:
    """What a run of the command came to."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[Row]:
        """The JSON objects, one for every line of standard output."""
        return [json.loads(line) for line in self.out.splitlines()]

    def of(self, *events: str) -> list[Row]:
        """The rows of some kinds."""
        return [row for row in self.rows if row["event"] in events]

    @property
    def text(self) -> str:
        """The answer, joined."""
        return "".join(row["text"] for row in self.of("text"))

    @property
    def done(self) -> Row:
        """The last row."""
        assert self.rows[-1]["event"] == "done"
        return self.rows[-1]

    @property
    def timeline(self) -> dict[str, list[Row]]:
        """The segments by channel after the last turn."""
        channels: dict[str, list[Row]] = self.of("timeline")[-1]["channels"]
        return channels


def command(
    *arguments: str | Path, answers: str = "", guard: bool = False, **variables: str
) -> Ended:
    """Run the command with a clean environment and wait for its end.

    Args:
        arguments: Its arguments.
        answers: What it reads from standard input.
        guard: Refuse every socket that does not lead to this computer.
        variables: More environment variables.
    """
    child = begin(*arguments, guard=guard, **variables)
    try:
        out, err = child.communicate(answers, timeout=120)
    finally:
        child.kill()
    return Ended(child.returncode, out, err)


def begin(*arguments: str | Path, guard: bool = False, **variables: str) -> subprocess.Popen[str]:
    """Start the command; see `command`."""
    kept = {name: value for name, value in os.environ.items() if name not in KEYS}
    script = [str(GUARD), str(SCRIPT)] if guard else [str(SCRIPT)]
    return subprocess.Popen(
        [sys.executable, *script, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**kept, **variables},
    )
