"""The record of what a job has come to: written last, and what tells whether it is done."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from .plain_json import parsed, written
from .shapes import Count, Name, Number, Seconds, Shape, Text, checked

MOST_SECTIONS, MOST_WARNINGS = 2000, 500
_Stamp = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class _Output(Shape):
    name: Name
    bytes: Count


class _Error(Shape):
    code: Text
    message: Text


class _Record(Shape):
    result: Literal[1]
    state: Literal["ok", "failed"]
    stamp: dict[str, _Stamp]
    song: Text
    version: Text
    seconds: dict[str, Seconds]
    requests: Count
    tokens: Count
    cost_usd: Number | None
    segments: Count
    length: Seconds
    sections: Annotated[list[Text], Field(max_length=MOST_SECTIONS)]
    warnings: Annotated[list[Text], Field(max_length=MOST_WARNINGS)]
    error: _Error | None
    outputs: dict[str, _Output]


@dataclass(slots=True)
class Record:
    """What a job has come to; the file beside its outputs, written last.

    Attributes:
        state: `ok` or `failed`: of the stage that was carried out last.
        stamp: Of each stage that is done, by its name.
        song: The name of the song's file, or of the .blend.
        version: Of the extension that made it.
        seconds: That each stage took.
        requests: Requests to a model.
        tokens: Sent and got.
        cost_usd: In US dollars, None if it is not known.
        segments: In the scene that was saved, counted there.
        length: Seconds of the show.
        sections: Names of the song's sections, in order.
        warnings: What a person should know, a sentence each.
        error: Code and message of what went wrong, None where nothing did.
        outputs: By kind, name and bytes of each file that is whole.
    """

    state: Literal["ok", "failed"] = "failed"
    stamp: dict[str, str] = field(default_factory=dict)
    song: str = ""
    version: str = ""
    seconds: dict[str, float] = field(default_factory=dict)
    requests: int = 0
    tokens: int = 0
    cost_usd: float | None = None
    segments: int = 0
    length: float = 0.0
    sections: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    error: dict[str, str] | None = None
    outputs: dict[str, dict[str, Any]] = field(default_factory=dict)

    def has_done(self, stage: str, stamp: str, files: Mapping[str, Path]) -> bool:
        """Tell whether a stage is done as it would be now, and its files are all there, whole.

        Args:
            stage: Its name.
            stamp: Its stamp.
            files: What it writes, by kind.
        """
        return self.stamp.get(stage) == stamp and all(
            _is_whole(self.outputs.get(kind), path) for kind, path in files.items()
        )

    def note_file(self, kind: str, path: Path) -> None:
        """Remember an output that is whole.

        Raises:
            OSError: If it is not there.
        """
        self.outputs[kind] = {"name": path.name, "bytes": path.stat().st_size}

    def warn(self, *sentences: str) -> None:
        """Add what a person should know, each once."""
        new = [text for text in dict.fromkeys(sentences) if text not in self.warnings]
        self.warnings += new[: MOST_WARNINGS - len(self.warnings)]


def _is_whole(output: Mapping[str, Any] | None, path: Path) -> bool:
    try:
        size = path.stat().st_size
    except OSError:
        return False
    return output is not None and output["name"] == path.name and output["bytes"] == size


def text_of(record: Record) -> str:
    """Return the text of a record."""
    rows = (f"{json.dumps(name)}: {written(value)}" for name, value in asdict(record).items())
    return "{" + ",\n ".join(['"result": 1', *rows]) + "}\n"


def read(text: str) -> Record:
    """Return the record of a text; one of another form or damaged is as none.

    Example:
        >>> read("").state
        'failed'
    """
    try:
        row = checked(_Record, parsed(text)).model_dump()
    except ValueError:
        return Record()
    row.pop("result")
    return Record(**row)
