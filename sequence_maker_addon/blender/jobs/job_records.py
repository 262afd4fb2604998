"""The record of a job: read, and written last."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ...chat.conversation_turn import Turn
from ...kept import result_file
from ...kept.result_file import Record
from .job_outputs import write_whole

LARGEST = 4_000_000
"""Bytes of a record that is read."""
UNFINISHED = {"code": "interrupted", "message": "it was begun and has not come to its end"}


class JobError(Exception):
    """Why a job has failed: its kind, which is the code of the record, and one sentence."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind, self.message = kind, message


def read(path: Path) -> Record:
    """Return the record of a job; an empty one where there is none that can be read."""
    try:
        if path.stat().st_size > LARGEST:
            return Record()
        return result_file.read(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return Record()


def write(path: Path, record: Record) -> None:
    """Write the record of a job, whole.

    Raises:
        OSError: If that cannot be done.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, result_file.text_of(record))


def count(record: Record, turns: Iterable[Turn]) -> None:
    """Put what turns took and have to say into a record."""
    turns = list(turns)
    asked = [turn for turn in turns if not _is_free(turn)]
    figures = [turn.metrics for turn in asked]
    record.requests = sum(len(turn.requests) for turn in asked)
    record.tokens = sum((m.prompt_tokens or 0) + (m.completion_tokens or 0) for m in figures)
    costs = [m.cost_usd for m in figures]
    record.cost_usd = None if None in costs else round(sum(c or 0.0 for c in costs), 6)
    for turn in turns:
        record.warn(*turn.notes)
        for call in turn.calls:
            warnings = (call.result or {}).get("warnings")
            record.warn(*map(str, warnings if isinstance(warnings, list) else ()))


def _is_free(turn: Turn) -> bool:
    """Tell whether no model was asked."""
    return all(not request.prompt_tokens for request in turn.requests)
