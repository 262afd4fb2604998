"""Calls of tools from buttons and menus: to their end, and what is said of it."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import bpy
from bpy.app.translations import pgettext_rpt as rpt_

from ...toolkit.jobs import Job, Progress
from ...toolkit.registry import Tool
from ..host import pump
from ..host.undo_steps import push_named
from ..wording.labels import titled
from ..wording.outcome import in_short
from ..wording.people import for_people, refusal
from ..world.sessions import changed

_MOST = 5
"""Reasons that are told of strips that were left out."""


def answered(job: Job, agree: bool) -> Generator[Progress, None, dict[str, Any]]:
    """Step a job to its end; what it asks although the person chose it is about their eyes."""
    asked = ""
    try:
        while not job.step():
            if job.waiting:
                asked = job.waiting.text
                job.answer(agree)
            yield job.progress or Progress("", 0.0)
    finally:
        job.cancel()  # where it was stopped; what it wrote so far is taken back
    assert job.result is not None
    if asked and not agree and job.result.get("code") == "declined":
        text = rpt_("{question} Then tick “Allow Flashing”")
        job.result["message"] = text.format(question=asked)
    return job.result


def warnings(result: dict[str, Any]) -> list[str]:
    """Return what the person should know, with the reasons for strips that were left out."""
    rows = [row for row in result.get("skipped", []) if "strip" in row]
    left = [f"{row['strip']}: {for_people(row['reason'])}" for row in rows[:_MOST]]
    more = [f"... {len(rows) - _MOST}"] if len(rows) > _MOST else []
    return [*(for_people(str(text)) for text in result.get("warnings", ())), *left, *more]


def tell(tool: Tool, result: dict[str, Any]) -> None:
    """Make the undo step of a call that ended after its operator did, and show what came of it."""
    if changed(result):
        push_named(titled(tool.name))
    texts = [in_short(result)] if result["ok"] else [refusal(result)]
    texts += warnings(result)

    def draw(menu: Any, _: Any) -> None:
        for text in texts:
            menu.layout.label(text=text, translate=False)

    icon = "INFO" if result["ok"] else "ERROR"
    manager = bpy.context.window_manager
    with bpy.context.temp_override(window=manager.windows[0]):  # a timer has no window
        manager.popup_menu(draw, title="Sequence Maker", icon=icon)
    pump.redraw(("UI", "WINDOW"))
