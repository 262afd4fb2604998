"""Which stages are to be done, and their stamps."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ...chat.wire.endpoint import EndpointError
from ...kept import job_file
from ...kept.job_file import Job, Stage
from ...kept.result_file import Record
from ...media.content_key import content_key
from ...sequence.errors import ToolError
from ..command import files
from ..command.asked import UsageError
from ..command.output import Output
from ..command.paths import FileError
from ..host.own_version import own_version
from . import job_hearing, job_making, job_records, job_rendering
from .job_claims import Claim
from .job_records import JobError

log = logging.getLogger(__name__)
FAULTS = (JobError, ToolError, EndpointError, FileError, UsageError, OSError, ValueError)


@dataclass(slots=True)
class Work:
    """A job that is carried out.

    Attributes:
        job: The job.
        output: Is told what happens.
        claim: The claim that must be held; None where none is.
        record: What is known of it.
        done: How many stages were carried out.
    """

    job: Job
    output: Output
    claim: Claim | None
    record: Record = field(default_factory=Record)
    done: int = 0

    def run(self) -> int:
        """Carry out what is not done yet; return the exit code.

        Raises:
            OSError: If the record cannot be written.
        """
        self.record = job_records.read(self.job.result)
        was = self.record.state
        try:
            self._run_stages()
        except FAULTS as error:
            return self._failed(error)
        except Exception as error:
            log.exception("the job failed")
            return self._failed(error)
        if not self.done:
            self.output.tell({"event": "job", "text": "skipped"})
        if self.done or was != "ok":
            self._close(None)
        return 0

    def _run_stages(self) -> None:
        job, version = self.job, own_version()
        stamps = job_file.stamps(job, _key(job.song), _key(job.blend), version)
        if job.stage == "hear" or (job.stage is None and job.heard is not None):
            self._stage("hear", stamps["hear"], {}, self._hear)
        if job.stage in (None, "make"):
            unsaved = job.rendered and "blend" not in job.out and not job.stage
            stamp = job_file.render_stamp(job, stamps["make"], version)
            again = unsaved and not self.record.has_done("render", stamp, job.rendered)
            make = self._make
            self._stage("make", stamps["make"], job.made, make, bool(again))
        if job.stage in (None, "render") and job.rendered:
            key = _key(job.out["blend"]) if "blend" in job.out else stamps["make"]
            stamp = job_file.render_stamp(job, key, version)
            self._stage("render", stamp, job.rendered, self._render)

    def _stage(
        self,
        stage: Stage,
        stamp: str,
        out: Mapping[str, Path],
        work: Callable[[], None],
        again: bool = False,
    ) -> None:
        """Carry out a stage, unless it is done already and not wanted again."""
        record = self.record
        kept = stage != "hear" or self._is_heard()
        if kept and not again and record.has_done(stage, stamp, out):
            return
        record.state, record.error = "failed", dict(job_records.UNFINISHED)
        record.song = (self.job.song or self.job.blend or self.job.result).name
        record.version = own_version()
        record.stamp.pop(stage, None)
        for kind in out:
            record.outputs.pop(kind, None)
        job_records.write(self.job.result, record)
        work()
        record.stamp[stage] = stamp
        self.done += 1

    def _is_heard(self) -> bool:
        job = self.job
        assert job.heard is not None and job.song is not None
        return job_hearing.heard(job.heard, content_key(job.song)) is not None

    def _hear(self) -> None:
        begun = time.monotonic()
        scene = files.open_scene(None, self.job.song)
        self.record.sections = job_hearing.hear(scene, self.job.heard)
        self.record.seconds["hear"] = round(time.monotonic() - begun, 3)

    def _make(self) -> None:
        job_making.make(self.job, self.record, self.output)

    def _render(self) -> None:
        job_rendering.render(self.job, self.record)

    def _failed(self, error: Exception) -> int:
        told = " ".join(str(error).split())
        self.output.tell({"event": "job", "text": f"failed: {told}"})
        self._close({"code": _code_of(error), "message": told})
        return 1

    def _close(self, error: dict[str, str] | None) -> None:
        """Write the record.

        Raises:
            JobError: If another process has taken the job over.
        """
        if self.claim is not None and not self.claim.is_mine:
            raise JobError("claim_lost", "another process has taken the job over")
        self.record.state = "ok" if error is None else "failed"
        self.record.error = error
        job_records.write(self.job.result, self.record)


def _code_of(error: Exception) -> str:
    if isinstance(error, JobError):
        return error.kind
    if isinstance(error, ToolError | EndpointError):
        return error.code
    if isinstance(error, FileError | OSError | ValueError):
        return "file"
    return "internal"


def _key(path: Path | None) -> str:
    """Return what tells the content of a file from any other, empty for none.

    Raises:
        JobError: `missing_file`.
    """
    if path is None:
        return ""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise JobError("missing_file", f"{path.name}: {reason}") from None
