"""The manifest of a batch, `batch.jsonl`: a line a song, the last line of a song counts.

Lines are added while songs are made, so that two submitters may write; whoever is alone brings it
back to a line a song. It tells people and the next run how far things are; the results' own
records and stamps are what is true.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from batch_folder import write_whole


@dataclass(frozen=True)
class Row:
    """How far a song is.

    Attributes:
        name: Of the song: its file's, without the ending.
        song: Its file.
        key: Of its content.
        state: `waiting`, `ok` or `failed`.
        stages: What became of each stage: `done`, `failed`, `kept` (it was there already) or
            `other` (another submitter made it).
        attempts: How often each stage's process was begun.
        error: Code and sentence, or None.
        stamp: What the finished outputs were made of.
        seconds: Of each stage, by the wall.
        cost: Dollars that the model cost, None where that is not known.
        tokens: Of the model.
    """

    name: str
    song: str
    key: str = ""
    state: str = "waiting"
    stages: dict[str, str] = field(default_factory=dict)
    attempts: dict[str, int] = field(default_factory=dict)
    error: dict[str, str] | None = None
    stamp: str = ""
    seconds: dict[str, float] = field(default_factory=dict)
    cost: float | None = 0.0
    tokens: int = 0

    def after(self, stage: str, what: str, **more: Any) -> Row:
        """Return it with what became of a stage."""
        return replace(self, stages={**self.stages, stage: what}, **more)


class Manifest:
    """The rows of a batch, in memory and in the file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.rows: dict[str, Row] = {row.name: row for row in _rows(path)}
        self._torn = _ends_torn(path)
        self._problem = ""
        self._mine = set[str]()

    def keep(self, row: Row) -> str:
        """Remember a row and add its line; return why that could not be written, once."""
        self.rows[row.name] = row
        self._mine.add(row.name)
        try:
            self._add(row)
        except OSError as error:
            told = f"{self.path} cannot be written: {error.strerror or error}"
            said, self._problem = self._problem, told
            return told if told != said else ""
        return ""

    def _add(self, row: Row) -> None:
        text = ("\n" if self._torn else "") + _line(row)
        self._torn = True
        with self.path.open("ab") as file:
            file.write(text.encode())
        self._torn = False

    def tidy(self) -> None:
        """Write it anew with a line a song, those that others added included.

        Raises:
            OSError: If it cannot be written; the file stays as it was.
        """
        mine = {name: self.rows[name] for name in self._mine}
        self.rows = {**{row.name: row for row in _rows(self.path)}, **mine}
        write_whole(self.path, "".join(map(_line, self.rows.values())))
        self._torn = False


def _line(row: Row) -> str:
    return json.dumps(asdict(row)) + "\n"  # ASCII: some take more than \n for the end of a line


def _rows(path: Path) -> Iterable[Row]:
    """Yield the rows of a file; a line that was cut off, or is none of ours, is passed over."""
    names = {field.name for field in fields(Row)}
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return
    for line in lines:
        try:
            found = json.loads(line)
            row = Row(**{name: value for name, value in found.items() if name in names})
        except (ValueError, TypeError, AttributeError, RecursionError):
            continue
        if isinstance(row.name, str) and _is_sound(row):
            yield row


def _is_sound(row: Row) -> bool:
    """Tell whether the values of a row are of the kinds that they must be."""
    tables = all(isinstance(found, dict) for found in (row.stages, row.attempts, row.seconds))
    return tables and isinstance(row.state, str) and isinstance(row.stamp, str)


def _ends_torn(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read(1) != b"\n"
    except OSError:
        return False
