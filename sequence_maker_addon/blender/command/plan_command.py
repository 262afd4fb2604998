"""The command's plans: printed as JSON without writing anything, and carried out later."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import bpy

from ...chat.options import Options
from ...chat.planning.plan_client import ENDPOINT, plan_worker
from ...chat.wire.endpoint import Endpoint
from ...chat.worker import Worker
from ...kept import plan_file
from ...kept.plan_file import WrittenPlan
from ...toolkit.jobs import Ask, Confirm
from ...toolkit.planning.plan import Plan
from ...toolkit.planning.plan_question import PlanQuestion
from ...toolkit.planning.scene_stamp import stamp
from ...tools import TOOLS
from ..world.sessions import session_for
from .asked import UsageError, prompts
from .paths import FileError, text_of

STALE = "the file was changed since it was made"
OTHER = "the plan was made for another file"
OTHERWISE = (
    "its calls come out otherwise here: it is damaged, or something that it needs is missing"
)


class Planning:
    """Decides what becomes of a plan that waits: it is told and discarded, or carried out.

    Args:
        given: The command line; most have nothing to do with plans, and this then does nothing.
        has_calls: Calls are given in place of prompts.

    Attributes:
        prompts: What is to be sent.
        told: The plan that was made, as plain data.

    Raises:
        UsageError or FileError: If options exclude each other, or the plan cannot be read.
    """

    def __init__(self, given: argparse.Namespace, has_calls: bool = False) -> None:
        self._path: Path | None = given.apply
        self._makes, self._blend = bool(given.plan), given.blend
        self._written = _read(given.apply) if given.apply is not None else None
        self.told: dict[str, Any] | None = None
        self._is_applied = False
        if self._makes and (given.prompts or given.apply or _kept(given)):
            raise UsageError("--plan takes one PROMPT, and writes nothing")
        if has_calls:
            self.prompts = []
        elif self._written is None:
            self.prompts = prompts(given)
        elif given.prompt is not None or given.prompts is not None:
            raise UsageError("--apply takes no PROMPT: the plan has its own")
        else:
            self.prompts = [self._written.prompt]

    def check(self, scene: Any) -> None:
        """Refuse a scene that a plan was not made for.

        Raises:
            FileError: In one sentence; nothing was written.
        """
        if self._written is not None and _stamp(scene) != self._written.stamp:
            other = self._written.file != self._name
            raise FileError(f"--apply {self._path}: {OTHER if other else STALE}")

    def endpoint(self) -> tuple[Endpoint, bool] | None:
        """Return where to ask and the consent to it, None for where the command line says."""
        return None if self._written is None else (ENDPOINT, False)

    def worker(self) -> Worker | None:
        """Return who answers: the plan that is carried out, None where a model does."""
        return None if self._written is None else plan_worker(self._written.calls)

    def options(self, found: Options) -> Options:
        """Return the options of a turn."""
        if self._written is not None:
            return replace(found, plan_only=True, max_requests=0, max_tool_calls=0)
        return replace(found, plan_only=True) if self._makes else found

    def decide(self, scene: Any, waiting: Confirm | Ask) -> bool | None:
        """Tell whether a plan is to be applied; None where the person says so.

        Raises:
            FileError: If it comes out otherwise than it was written; nothing of it is done.
        """
        if not isinstance(waiting, PlanQuestion) or not (self._makes or self._written):
            return None
        if self._written is None:
            files = list(dict.fromkeys(_files(scene, waiting.plan)))
            self.told = plan_file.row_of(waiting, self._name, _stamp(scene), files)
            return False
        if plan_file.effects_of(waiting.plan.calls) != self._written.effects:
            raise FileError(f"--apply {self._path}: {OTHERWISE}")
        self._is_applied = True
        return True

    def check_end(self) -> None:
        """Tell where nothing of a plan could be carried out.

        Raises:
            FileError: In one sentence.
        """
        if self._written is not None and not self._is_applied:
            raise FileError(f"--apply {self._path}: {OTHERWISE}")

    @property
    def _name(self) -> str:
        return self._blend.name if self._blend is not None else ""


def _kept(given: argparse.Namespace) -> bool:
    return any(
        (given.save, given.render, given.sheet, given.captions, given.timelines, given.brought)
    )


def _read(path: Path) -> WrittenPlan:
    """Return the plan of a file.

    Raises:
        FileError: If it cannot be read, is damaged, or files that it needs are gone.
    """
    text = text_of("--apply", path)
    try:
        found = plan_file.read(text)
    except ValueError as error:
        raise FileError(f"--apply {path}: {error}") from None
    if any(call.name not in TOOLS for call in found.calls):
        raise FileError(f"--apply {path}: {plan_file.NO_PLAN}")
    gone = [name for name in found.files if not Path(name).exists()]
    if gone:
        raise FileError(f"--apply {path}: a file of the plan is gone: {gone[0]}")
    return found


def _stamp(scene: Any) -> str:
    """Return what a scene looks like, all settings of all strips included."""
    session = session_for(scene)
    session.timelines.mark()
    return stamp(session, [strip.name for strip in session.seen.strips])


def _files(scene: Any, plan: Plan) -> Iterator[str]:
    """Yield the files that a plan brings into the scene, as whole paths."""
    media = session_for(scene).media
    for found in plan.change.strips:
        whole = (found.after.whole if found.after is not None else None) or {}
        if media is not None and "media" in whole:  # so a copy of the world has it
            whole = media.whole(whole["media"])
        if whole.get("file"):
            yield bpy.path.abspath(str(whole["file"]))
        for name in whole.get("files") or ():
            yield str(Path(bpy.path.abspath(str(whole.get("directory", "")))) / str(name))
