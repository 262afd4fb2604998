"""The command with jobs: the one entry of scripts and of Blender's `--command`."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

from ...kept import job_file, recipe_file
from ...kept.job_file import Job
from ...tools import TOOLS
from ..command import cli, files, paths
from ..command.output import Output, complain
from ..command.paths import FileError
from .job_claims import Claim, Claimed
from .job_outputs import clear_leftovers
from .job_records import JobError
from .job_stages import Work

CLAIMED = 4
MOST_TOLD = 5
"""Faults of a recipe that are told."""


def main(argv: Sequence[str]) -> int:
    """Run the command, with jobs, and return its exit code; see `cli.main`."""
    return cli.main(argv, job=carry_out)


def carry_out(path: Path) -> int:
    """Carry out the job of a file, and return the exit code.

    It is 0 where all is done, now or before, 1 where it failed, 4 where another process is at it.

    Raises:
        FileError: If it is no job, or its recipe can be carried out on no song.
    """
    job = read(path)
    claim = Claim(job.result.with_name(f"{job.result.name}.claim")) if job.claims else None
    with Output(False, job.yes) as output:
        try:
            job.result.parent.mkdir(parents=True, exist_ok=True)
            with claim or nullcontext():
                if claim is not None:
                    clear_leftovers([*job.out.values(), job.result, *_heard(job)])
                return Work(job, output, claim).run()
        except Claimed as other:
            output.tell({"event": "job", "text": f"claimed: {other}"})
            return CLAIMED
        except JobError as error:
            complain(error)
            return 1


def read(path: Path) -> Job:
    """Return the job of a file.

    Raises:
        FileError: If it is none, or its recipe can be carried out on no song; one sentence.
    """
    text = paths.text_of("--job", path, paths.LARGEST_CALLS)
    with paths.told("--job", path):
        job = job_file.read(text, path.absolute().parent, _text_of)
        if job.language not in files.languages_here():
            raise ValueError(f"there is no language {job.language!r}")
        faults = recipe_file.problems(job.recipe, TOOLS) if job.recipe is not None else []
        if faults:
            more = f"; and {len(faults) - MOST_TOLD} more" if len(faults) > MOST_TOLD else ""
            raise FileError(f"--job {path}: {'; '.join(faults[:MOST_TOLD])}{more}")
    return job


def _text_of(path: Path) -> str:
    return paths.text_of("recipe", path, paths.LARGEST_CALLS)


def _heard(job: Job) -> list[Path]:
    return [job.heard] if job.heard is not None else []
