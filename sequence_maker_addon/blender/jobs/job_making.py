"""The stage that makes the show, saves it and reads all of it back."""

from __future__ import annotations

import argparse
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ...kept.job_file import Job
from ...kept.result_file import Record
from ..chat import readers
from ..command import cli, command_line, files
from ..command.asked_turns import Asker
from ..command.output import Output
from ..command.plan_command import Planning
from ..dialogs import export_operators
from ..show import timeline_files
from ..timeline.strips import StripTimelines
from . import job_hearing, job_records
from .job_outputs import Parts
from .job_records import JobError

TIMELINES = ("timelines", "csv")


def make(job: Job, record: Record, output: Output) -> None:
    """Make the show and write what is wanted of it; the record gets what there is to tell.

    Raises:
        JobError, ToolError, FileError, OSError or ValueError: If it cannot be made; none of the
            outputs was replaced, or the record must not call any of them whole.
    """
    begun = time.monotonic()
    record.warnings, record.sections = [], []
    scene = files.open_scene(job.blend, job.song)
    if job.song is not None:
        record.sections = job_hearing.hear(scene, job.heard)
        record.seconds.setdefault("hear", round(time.monotonic() - begun, 3))
    begun = time.monotonic()
    _carry_out(job, record, scene, output)
    with Parts(job.made) as parts:
        _write(job, scene, parts.parts)
        scene = _read_back(job, record, scene, parts.parts)
        parts.keep()
    for kind, path in job.made.items():
        record.note_file(kind, path)
    record.seconds["make"] = round(time.monotonic() - begun, 3)


def _carry_out(job: Job, record: Record, scene: Any, output: Output) -> None:
    """Carry out the recipe."""
    recipe, given = job.recipe, _given(job)
    assert recipe is not None
    planning = Planning(given, has_calls=True)
    endpoint = (readers.PLAIN, False) if recipe.calls else cli.endpoint_of(given, planning)
    asker = Asker(given, output, endpoint, planning, job.limit)
    try:
        if recipe.calls:
            _must(asker.apply(recipe, scene), asker)
        for index, prompt in enumerate(recipe.prompts):
            given.go_on = index > 0
            _must(asker.ask(index, prompt, scene), asker)
    finally:
        job_records.count(record, asker.turns)


def _must(completed: bool, asker: Asker) -> None:
    if completed:
        return
    turn = asker.turns[-1]
    error = turn.error or {"code": turn.status, "message": "the turn did not come to its end"}
    raise JobError(error["code"] or turn.status, error["message"])


def _given(job: Job) -> argparse.Namespace:
    """Return the command line that a job stands for."""
    given = command_line.parser().parse_args(["--yes"] if job.yes else [])
    given.blend, given.sound = job.blend, job.song
    return given


def _write(job: Job, scene: Any, parts: Mapping[str, Path]) -> None:
    """Write all but the .blend, and that last."""
    for kind in TIMELINES:
        if kind in parts:
            timeline_files.write_timelines(scene, parts[kind], job.offset_ms)
    if "sheet" in parts:
        source = job.song or job.blend
        title = source.stem if source is not None else ""
        files.save_sheet(scene, parts["sheet"], job.language, title)
    if "metrics" in parts:
        parts["metrics"].write_text(export_operators.text_of(scene, "JSON"), encoding="utf-8")
    if "blend" in parts:
        files.save(parts["blend"])


def _read_back(job: Job, record: Record, scene: Any, parts: Mapping[str, Path]) -> Any:
    """Make sure of what was written; return the scene as it was saved.

    Raises:
        JobError: If it does not read as it was.
    """
    before = files.timeline(scene)
    if "blend" in parts:
        scene = files.open_scene(parts["blend"], None)
        if files.timeline(scene) != before:
            raise JobError("read_back", "the saved file does not read as it was")
    for kind in TIMELINES:
        if kind in parts and not timeline_files.is_written(scene, parts[kind], job.offset_ms):
            raise JobError("read_back", f"the {kind} do not read as the saved file")
    record.segments = sum(map(len, files.timeline(scene).values()))
    record.length = round(StripTimelines(scene).end(), 6)
    return scene
