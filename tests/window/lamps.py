"""Render Lamps as a movie while Blender goes on: to its end, stopped by the button, and by Esc."""

from __future__ import annotations

from typing import Any

import blender_gui as gui
import bpy

from hands import over_timeline
from support import OUT, Steps, addon, on_window, scene, segments, shot, until

FEW, MANY = 240, 2400
NAMES = ("lamps.mp4", "lamps.part.mp4")


def lamps_are_rendered_to_the_end() -> Steps:
    """Render lamps while the window is drawn; the file is whole and the scene as it was."""
    before = [found.name for found in bpy.data.scenes]
    yield from _begin(FEW)
    yield from until(lambda: _share() > 0.3, "it goes on while the window is drawn", 90.0)
    shot("lamps")
    assert not (OUT / NAMES[0]).exists(), "a file is there before it is whole"
    yield from over_timeline()
    yield from gui.key("a", "x", "Return", "ctrl+z")  # which the guard keeps to itself
    assert _job().running() is not None and len(segments()) == 12, segments()
    yield from until(lambda: _job().running() is None, "it ends", 120.0)
    yield 0.3
    shot("lamps-done")
    assert (OUT / NAMES[0]).stat().st_size > 10_000 and not (OUT / NAMES[1]).exists()
    assert [found.name for found in bpy.data.scenes] == before
    (OUT / NAMES[0]).unlink()


def lamps_are_stopped_by_the_button() -> Steps:
    """Click the button beside the progress; no half file is left, and an older one stays."""
    (OUT / NAMES[0]).write_bytes(b"old")
    yield from _begin(MANY)
    yield from until(lambda: _share() > 0.01, "it goes on", 90.0)
    yield 0.3
    yield from gui.click(*_stop_place())
    yield from until(lambda: _job().running() is None, "the button stops it", 60.0)
    yield 0.3
    shot("lamps-stopped")
    assert (OUT / NAMES[0]).read_bytes() == b"old" and not (OUT / NAMES[1]).exists()
    (OUT / NAMES[0]).unlink()


def lamps_are_stopped_by_escape() -> Steps:
    """Press Esc; no half file is left, and the chat works as before."""
    yield from _begin(MANY)
    yield from until(lambda: _share() > 0.01, "it goes on", 90.0)
    yield from over_timeline()
    yield from gui.key("Escape")
    yield from until(lambda: _job().running() is None, "Esc stops it", 60.0)
    assert not any((OUT / name).exists() for name in NAMES)
    assert len(bpy.data.scenes) == 1 and not bpy.app.is_job_running("RENDER")
    with on_window():
        assert bpy.ops.sequence_maker.send.poll()


def _begin(frames: int) -> Steps:
    strips = addon("blender.host.compat")
    editor = scene().sequence_editor
    for number in range(12):
        first = 1 + number * 20
        channel = 1 + number % 3
        strip = strips.new_color_strip(editor, f"lamp {number}", channel, first, first + 18)
        strip.color = (1.0, number / 12, 0.2)
    scene().frame_start, scene().frame_end = 1, frames
    yield 0.3
    with on_window():
        made = bpy.ops.sequence_maker.render_lamps(filepath=str(OUT / NAMES[0]))
    assert made == {"FINISHED"} and _job().running() is not None


def _share() -> float:
    job = _job().running()
    assert job is not None, "it ended too early"
    return float(job.film.share)


def _job() -> Any:
    return addon("blender.show.lamp_job")


def _stop_place() -> tuple[int, int]:
    """Return the middle of the button, which is drawn over the strips."""
    region = gui.region("WINDOW")
    box = addon("blender.show.lamp_sign").boxes(region, bpy.context.preferences.system.ui_scale)[1]
    right, up = int(box.left + box.right) // 2, int(box.bottom + box.top) // 2
    return gui.in_region("WINDOW", right, region.height - up)


SCENARIOS = (
    lamps_are_rendered_to_the_end,
    lamps_are_stopped_by_the_button,
    lamps_are_stopped_by_escape,
)
