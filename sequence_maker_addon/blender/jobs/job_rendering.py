"""The stage that renders a still and a movie."""

from __future__ import annotations

import time
from pathlib import Path

import bpy

from ...kept.job_file import Job
from ...kept.result_file import Record
from ..command import files, paths
from ..host.scene import scene_to_edit
from .job_outputs import Parts
from .job_records import JobError


def render(job: Job, record: Record) -> None:
    """Render what is wanted of the file that was made, or of the scene that is open without one.

    Raises:
        JobError, FileError or OSError: If that cannot be done; the record must not call any output
            whole then.
    """
    with Parts(job.rendered) as parts:
        for kind, part in parts.parts.items():
            begun = time.monotonic()
            blend = job.out.get("blend")
            scene = scene_to_edit(bpy.context) if blend is None else files.open_scene(blend, None)
            files.render(scene, part, fresh=job.blend is None)
            _check(kind, part)
            record.seconds[kind] = round(time.monotonic() - begun, 3)
        parts.keep()
    for kind, path in job.rendered.items():
        record.note_file(kind, path)


def _check(kind: str, path: Path) -> None:
    """Make sure that a picture or a movie can be opened.

    Raises:
        JobError: If it cannot.
    """
    place, is_whole = paths.absolute(path), False
    try:
        if kind == "still":
            image = bpy.data.images.load(place)
            is_whole = min(image.size) > 0
            bpy.data.images.remove(image)
        else:
            clip = bpy.data.movieclips.load(place)
            is_whole = clip.frame_duration > 0 and min(clip.size) > 0
            bpy.data.movieclips.remove(clip)
    except RuntimeError:
        is_whole = False
    if not is_whole:
        raise JobError("read_back", f"the {kind} cannot be opened")
