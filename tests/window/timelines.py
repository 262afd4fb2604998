"""Export Timelines and Import Timelines by the file browser, and one undo step for what came."""

from __future__ import annotations

import json
from typing import Any

import bpy

from hands import escape
from support import OUT, Steps, addon, on_window, scene, segments, shot, until

NAME = "show.json"


def timelines_go_out_and_come_in_by_the_file_browser() -> Steps:
    """Export and import in the file browser; one undo step takes the import back."""
    strips = addon("blender.host.compat")
    for number in range(3):
        first = 1 + number * 48
        made = strips.new_color_strip(scene().sequence_editor, f"s{number}", 2, first, first + 24)
        made.color = (1.0, number / 3, 0.2)
    before = segments()
    path = OUT / NAME
    yield from _chosen("export_timelines", "timelines-export")
    yield from until(path.is_file, "the file is written", 20.0)
    assert len(json.loads(path.read_text("utf-8"))["channels"]) == 1
    for strip in list(strips.strips(scene().sequence_editor)):
        strips.strips(scene().sequence_editor).remove(strip)
    with on_window():
        bpy.ops.ed.undo_push(message="empty")
    yield from _chosen("import_timelines", "timelines-import")
    yield from until(lambda: segments() == before, "the segments came", 20.0)
    yield from escape()
    with on_window():
        bpy.ops.ed.undo()
    yield from until(lambda: not segments(), "one undo step takes them back", 5.0)
    path.unlink()


def _chosen(operator: str, picture: str) -> Steps:
    """Open the file browser of an operator, look at it, and accept."""
    made: Any = getattr(bpy.ops.sequence_maker, operator)
    with on_window():
        made("INVOKE_DEFAULT", filepath=str(OUT / NAME))
    yield from until(lambda: _browser() is not None, "the file browser opens")
    yield 3.0
    shot(picture)
    found = _browser()
    assert found is not None, "the file browser is gone"
    window, area = found
    region = next(region for region in area.regions if region.type == "WINDOW")
    with bpy.context.temp_override(window=window, area=area, region=region):
        bpy.ops.file.execute()
    yield 0.5


def _browser() -> tuple[Any, Any] | None:
    """Return window and area of the file browser that waits for a choice."""
    for window in bpy.context.window_manager.windows:
        for area in window.screen.areas:
            if area.type == "FILE_BROWSER" and area.spaces.active.active_operator is not None:
                return window, area
    return None


SCENARIOS = (timelines_go_out_and_come_in_by_the_file_browser,)
