"""A job: a song or a file, a recipe and what is to come of it; and its stamps."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from ..music.hearing.analysis import VERSION
from ..sequence.times import LARGEST_OFFSET
from . import recipe_file
from .plain_json import parsed
from .recipe_file import Recipe
from .shapes import Shape, checked

Stage = Literal["hear", "make", "render"]
STAGES: tuple[Stage, ...] = ("hear", "make", "render")
ENDINGS = {
    "blend": (".blend",),
    "timelines": (".json",),
    "csv": (".csv",),
    "sheet": (".svg",),
    "metrics": (".json",),
    "still": (".png", ".jpg", ".jpeg"),
    "movie": (".mp4", ".mkv", ".mov"),
}
"""The kinds of outputs, and how their names may end."""
RENDERED = ("still", "movie")
_Offset = Annotated[float, Field(ge=-LARGEST_OFFSET, le=LARGEST_OFFSET, allow_inf_nan=False)]
_Path = Annotated[str, Field(min_length=1, max_length=4000)]


class _Job(Shape):
    model_config = ConfigDict(strict=True, extra="forbid")

    job: Literal[1]
    song: _Path | None = None
    blend: _Path | None = None
    recipe: dict[str, Any] | list[Any] | _Path | None = None
    out: dict[str, _Path] = {}
    result: _Path
    heard: _Path | None = None
    stage: Stage | None = None
    offset_ms: _Offset = 0.0
    limit: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    yes: bool = False
    language: Annotated[str, Field(max_length=20)] = "en"
    claims: bool = True


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be made of one song or file; all paths are whole.

    Attributes:
        song: A sound for a fresh file, or for that of `blend`.
        blend: The file to start from.
        recipe: What is done.
        out: What is written, by kind; see `ENDINGS`.
        result: Where the record of the result is written, last of all.
        heard: What is heard of the song, kept by itself.
        stage: The only stage that is carried out, None for all.
        offset_ms: By how much all in the files of timelines comes later; negative: earlier.
        limit: Things that one turn may write, 0 for no limit; None as it is set.
        yes: Agree to every change that asks.
        language: Of the words on the sheet.
        claims: Keep others from the same job meanwhile.
    """

    song: Path | None
    blend: Path | None
    recipe: Recipe | None
    out: Mapping[str, Path]
    result: Path
    heard: Path | None = None
    stage: Stage | None = None
    offset_ms: float = 0.0
    limit: int | None = None
    yes: bool = False
    language: str = "en"
    claims: bool = True

    @property
    def made(self) -> dict[str, Path]:
        """What the stage `make` writes."""
        return {kind: path for kind, path in self.out.items() if kind not in RENDERED}

    @property
    def rendered(self) -> dict[str, Path]:
        """What the stage `render` writes."""
        return {kind: path for kind, path in self.out.items() if kind in RENDERED}


def read(text: str, folder: Path, text_of: Callable[[Path], str]) -> Job:
    """Return the job of a text.

    Args:
        text: JSON.
        folder: From where its relative paths count: that of the job's file.
        text_of: Reads the file of a recipe; raises ValueError in one sentence.

    Raises:
        ValueError: If it is none, or asks for what cannot be; one sentence.
    """
    value = parsed(text)
    if not isinstance(value, dict) or value.get("job") != 1:
        raise ValueError("it is no job of version 1")
    try:
        row = checked(_Job, value)
    except ValueError as error:
        raise ValueError(f"the job's {error}") from None
    recipe = _recipe(row.recipe, folder, text_of)
    out = {kind: folder / path for kind, path in row.out.items()}
    song, blend, heard = (
        folder / p if p is not None else None for p in (row.song, row.blend, row.heard)
    )
    result, rest = (
        folder / row.result,
        (row.offset_ms, row.limit, row.yes, row.language, row.claims),
    )
    job = Job(song, blend, recipe, out, result, heard, row.stage, *rest)
    _check(job)
    return job


def stamps(job: Job, song: str, blend: str, version: str) -> dict[str, str]:
    """Return the stamps of the stages `hear` and `make`: others wherever the result may be.

    Neither paths nor the machine count, nor what a stage before has made.

    Args:
        job: The job.
        song: The key of the song's content, empty for none.
        blend: The key of the content of the file to start from, empty for none.
        version: Of the extension.
    """
    recipe = job.recipe.as_json() if job.recipe is not None else None
    options = [job.offset_ms, job.limit, job.yes, job.language]
    both = [song, VERSION]
    return {
        "hear": _stamp("hear", *both),
        "make": _stamp("make", *both, blend, recipe, options, _kinds(job.made), version),
    }


def render_stamp(job: Job, blend: str, version: str) -> str:
    """Return the stamp of the stage `render`.

    Args:
        job: The job.
        blend: The key of the content of what is rendered, or the stamp of what it is made of.
        version: Of the extension.
    """
    return _stamp("render", blend, job.blend is None, _kinds(job.rendered), version)


def _stamp(*parts: Any) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _kinds(out: Mapping[str, Path]) -> list[list[str]]:
    return sorted([kind, path.suffix.lower()] for kind, path in out.items())


def _recipe(value: Any, folder: Path, text_of: Callable[[Path], str]) -> Recipe | None:
    if not isinstance(value, str):
        return None if value is None else recipe_file.of_data(value)
    try:
        return recipe_file.read(text_of(folder / value), Path(value).suffix)
    except ValueError as error:
        raise ValueError(f"recipe {value}: {error}") from None


def _check(job: Job) -> None:
    """Refuse what cannot be.

    Raises:
        ValueError: In one sentence.
    """
    for kind, path in job.out.items():
        if kind not in ENDINGS:
            raise ValueError(f"there is no output {kind[:40]!r}; there are {', '.join(ENDINGS)}")
        if path.suffix.lower() not in ENDINGS[kind]:
            raise ValueError(
                f"{kind} {path.name}: the name must end in {' or '.join(ENDINGS[kind])}"
            )
    written = [*job.out.values(), job.result, *([job.heard] if job.heard else [])]
    if len(set(written)) < len(written) or {job.song, job.blend} & set(written):
        raise ValueError("two of the job's files are the same")
    if job.song is None and job.blend is None:
        raise ValueError("it has neither a song nor a blend to start from")
    if job.stage == "hear" and (job.song is None or job.heard is None):
        raise ValueError("the stage hear needs song and heard")
    if job.stage == "render" and ("blend" not in job.out or not job.rendered):
        raise ValueError("the stage render needs out.blend, and out.still or out.movie")
    if job.stage in (None, "make") and job.recipe is None:
        raise ValueError("it has no recipe")
    if job.stage in (None, "make") and not job.out:
        raise ValueError("it has nothing to write: out is empty")
