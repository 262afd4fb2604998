"""The command's timelines: brought in from files before the prompts, written after them."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import Any

from ...interchange import timeline_paths
from ...interchange.bringing_in import bring_in
from ...interchange.step_grid import StepGrid
from ...sheet.show import Row
from ...toolkit.jobs import Confirm, Job
from ..settings import turn_settings
from ..show import timeline_files
from ..world.sessions import session_for
from . import paths
from .asked import UsageError
from .paths import FileError

TIMELINES = (
    "the color of every channel over time (.json, .csv); a name without an ending is a folder with "
    "a JSON file for each channel, as props read it"
)
IMPORT = "timelines that --timelines wrote, or a prop's own; with --yes they replace what is there"
OFFSET = (
    "by how many milliseconds all in the files of --timelines and --import comes later than in the "
    "scene; negative for props that are late"
)


def add_options(found: argparse.ArgumentParser) -> None:
    """Add the options."""
    add = found.add_argument
    add("--timelines", type=Path, metavar="FILE", help=TIMELINES)
    add("--import", dest="brought", type=Path, metavar="FILE", help=IMPORT)
    add("--offset-ms", type=float, default=0.0, metavar="N", help=OFFSET)


def suffices(given: argparse.Namespace) -> bool:
    """Tell whether there is something to do without any prompt."""
    return given.timelines is not None or given.brought is not None


def check(given: argparse.Namespace) -> None:
    """Refuse wrong files and numbers before anything is sent.

    Raises:
        FileError: Naming the option and the path.
        UsageError: Naming the option.
    """
    try:
        StepGrid(1, given.offset_ms)
    except ValueError as error:
        raise UsageError(f"--offset-ms: {error}") from None
    if given.offset_ms and not suffices(given):
        raise UsageError("--offset-ms needs --timelines or --import")
    if given.brought is not None and not given.brought.is_dir():
        paths.readable("--import", given.brought)
    if given.timelines is None:
        return
    with paths.told("--timelines", given.timelines):
        timeline_paths.check(given.timelines)
        if not given.timelines.is_dir():
            paths.writable("--timelines", given.timelines)


def bring(scene: Any, given: argparse.Namespace) -> list[str]:
    """Bring in what `--import` names; return what there is to say.

    Raises:
        FileError: If the file cannot be read, or the scene has no room for it; nothing is written.
    """
    path: Path | None = given.brought
    if path is None:
        return []
    with paths.told("--import", path):
        rows = timeline_files.read_timelines(path, given.offset_ms)
        result = _carried_out(scene, rows, given.yes, replaced=False)
        if result.get("code") == "overlap" and given.yes:
            result = _carried_out(scene, rows, given.yes, replaced=True)
        if not result.get("ok", True):
            more = "; --yes replaces what is there" if result.get("code") == "overlap" else ""
            raise FileError(f"--import {path}: {result['message']}{more}")
    count = sum(len(row.segments) for row in rows)
    channels = sum(bool(row.segments) for row in rows)
    told = f"{path}: {count} segments on {channels} channels are imported"
    return [told, *map(str, result["warnings"])]


def _carried_out(scene: Any, rows: list[Row], agree: bool, replaced: bool) -> dict[str, Any]:
    session = session_for(scene, turn_settings.limits())
    job = Job("import_timelines", partial(bring_in, session, rows, replaced))
    while not job.step():
        if isinstance(job.waiting, Confirm) and not agree:
            text = job.waiting.text
            job.cancel()
            return {"ok": False, "code": "declined", "message": f"{text} (--yes agrees)"}
        if job.waiting is not None:
            job.answer(True)
    return job.result or {}


def write(scene: Any, given: argparse.Namespace) -> None:
    """Write what `--timelines` names.

    Raises:
        FileError: If there is no segment, or it cannot be written.
    """
    if given.timelines is not None:
        with paths.told("--timelines", given.timelines):
            timeline_files.write_timelines(scene, given.timelines, given.offset_ms)
