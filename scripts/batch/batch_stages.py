"""The stages of a song: their jobs and time limits, and the stamps of finished songs."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from batch_folder import Shows, read_json, write_whole
from batch_manifest import Row
from batch_package import part
from batch_songs import Song
from batch_unit import Unit, version

HEAR, PLAN, MAKE, RENDER = "hear", "plan", "make", "render"
STAGES = (HEAR, PLAN, MAKE, RENDER)
UNITS = (HEAR, MAKE, RENDER)
"""The stages that are processes of their own, here or at a worker."""
MADE = ("blend", "timelines", "csv", "sheet")
"""The outputs of the stage `make`; a still and a movie are rendered."""
RENDERED = ("still", "movie")
LIMITS = {HEAR: (300.0, 5.0), MAKE: (600.0, 5.0), RENDER: (600.0, 60.0)}
"""Seconds that a stage may take: those of any song, and those for each second of it."""
UNHEARD = 600.0
"""Seconds that a song counts for as long as nobody knows its length."""


@dataclass(frozen=True)
class Look:
    """What is made of every song: the recipe, the outputs, and the options that matter.

    Attributes:
        recipe: A `Recipe` of the extension's `recipe_file`.
        rendered: Which of `RENDERED` are wanted.
        offset_ms: By how much all in the timelines' files comes later; negative: earlier.
        limit: Things that may be changed in a song; None as the extension has it.
        yes: Agree to every change that asks.
        language: Of the words on the sheet.
        model: Which model is asked, and where; empty where none is.
    """

    recipe: Any
    rendered: tuple[str, ...] = ()
    offset_ms: float = 0.0
    limit: int | None = None
    yes: bool = False
    language: str = "en"
    model: str = ""

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages of this look, in their order."""
        wanted = {PLAN: bool(self.recipe.prompts), RENDER: bool(self.rendered)}
        return tuple(stage for stage in STAGES if wanted.get(stage, True))

    @property
    def outputs(self) -> tuple[str, ...]:
        """The kinds of files of each song."""
        return (*MADE, *self.rendered)

    def digest(self) -> str:
        """Return what tells this look from another, for a stamp."""
        values = [self.recipe.as_json(), self.outputs, self.offset_ms, self.limit, self.yes]
        return _digest([*values, self.language, self.model, version(), analysis_version()])

    def stamp(self, song: Song) -> str:
        """Return what a finished song was made of."""
        return _digest([song.key, self.digest()])

    def plan_stamp(self, song: Song) -> str:
        """Return what a plan for a song was made of."""
        return _digest(
            [song.key, self.recipe.as_json(), self.yes, self.limit, self.model, version()]
        )


@dataclass(frozen=True)
class Jobs:
    """Writes the jobs of songs and makes units of them.

    Attributes:
        shows: The batch folder.
        look: What is made.
        ticket: The submitter's file.
        limits: Seconds of a stage, where the person said them.
    """

    shows: Shows
    look: Look
    ticket: Path
    limits: dict[str, float] = field(default_factory=dict)

    def unit(
        self, song: Song, stage: str, calls: list[Any] | None = None, again: bool = False
    ) -> Unit:
        """Write a stage's job and return the unit.

        Args:
            song: The song.
            stage: `hear`, `make` or `render`.
            calls: What the model planned; None where the recipe has the calls.
            again: It was begun in this run before: its log goes on, and its crashes count.

        Raises:
            OSError: If the job cannot be written.
        """
        job, log = self.shows.job(song.name, stage), self.shows.log(song.name, stage)
        if not again:
            log.unlink(missing_ok=True)
        write_whole(job, json.dumps(self._job(song, stage, calls)))
        limit = self.limits.get(stage) or self._limit(song, stage)
        where = str(self.ticket)
        return Unit(song.name, stage, str(job), str(log), limit, where, version())

    def _job(self, song: Song, stage: str, calls: list[Any] | None) -> dict[str, Any]:
        look, shows = self.look, self.shows
        kinds = {MAKE: MADE, RENDER: ("blend", *look.rendered)}.get(stage, ())
        recipe = look.recipe.as_json()
        if calls is not None:
            recipe = {"recipe": 1, "name": look.recipe.name, "calls": calls}
        return {
            "job": 1,
            "song": str(song.path),
            "blend": None,
            "recipe": recipe if stage != HEAR else None,
            "out": {kind: str(shows.output(song.name, kind)) for kind in kinds},
            "result": str(shows.result(song.name)),
            "heard": str(shows.heard(song.key)),
            "stage": stage,
            "offset_ms": look.offset_ms,
            "limit": look.limit,
            "yes": look.yes,
            "language": look.language,
            "claims": True,
        }

    def _limit(self, song: Song, stage: str) -> float:
        fixed, each = LIMITS[stage]
        return fixed + each * (length_of(self.shows, song) or UNHEARD)


def is_heard(shows: Shows, song: Song) -> bool:
    """Tell whether a song's content was heard by this version of the analysis."""
    found = read_json(shows.heard(song.key))
    return found.get("content") == song.key and found.get("version") == analysis_version()


def length_of(shows: Shows, song: Song) -> float:
    """Return the seconds of a song that was heard, else 0."""
    duration = read_json(shows.heard(song.key)).get("duration")
    return float(duration) if isinstance(duration, int | float) else 0.0


def analysis_version() -> int:
    """Return the version of what is heard."""
    return int(part("music.hearing.analysis").VERSION)


def is_finished(shows: Shows, look: Look, song: Song, row: Row | None) -> bool:
    """Tell whether a song needs nothing: made of the same, and its files are as they were."""
    return (
        row is not None
        and row.state == "ok"
        and row.stamp == look.stamp(song)
        and (is_whole(shows, song, look.outputs))
    )


def is_whole(shows: Shows, song: Song, kinds: tuple[str, ...]) -> bool:
    """Tell whether the record says that all is well, and its files are there as it says."""
    record = read_json(shows.result(song.name))
    written = record.get("outputs")
    if record.get("state") != "ok" or not isinstance(written, dict):
        return False
    return all(_is_there(shows.folder, written.get(kind)) for kind in kinds)


def _is_there(folder: Path, written: Any) -> bool:
    try:
        return (folder / written["name"]).stat().st_size == written["bytes"]
    except (OSError, KeyError, TypeError):
        return False


def _digest(values: Any) -> str:
    text = json.dumps(values, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:32]
