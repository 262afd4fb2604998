"""Fades drawn over their strips: where they lie, after each change, and at little cost."""

from __future__ import annotations

from typing import Any

import blender_gui as gui
import bpy

from hands import over_timeline
from support import (
    Steps,
    addon,
    differ,
    figures,
    on_window,
    picture,
    scene,
    shot,
    theme,
    timed_paint,
    until,
)

MANY = 1000


def fades_are_drawn_over_their_strips() -> Steps:
    """Make fades and a plain strip: colors from end to end, and with them wherever they go."""
    _make((1, 0, 4, "dodgerblue", "white"), (2, 1, 6, "red", "lime"), (3, 0, 3, "orange", None))
    _seen_whole()
    yield from until(lambda: _channels() == {1, 2}, "the fades are drawn, the plain strip is not")
    yield 0.3
    shot("fades-dark")
    before = picture("WINDOW")
    scene().sequence_maker.show_fades = False
    yield 0.4
    assert differ(before, picture("WINDOW")), "one switch hides them"
    shot("fades-off")
    scene().sequence_maker.show_fades = True
    yield from over_timeline()
    with on_window():
        bpy.ops.wm.call_panel(name="SEQUENCER_PT_overlay", keep_open=True)
    yield 0.6
    shot("fades-overlays")
    gui.xdo("key", "Escape")
    yield 0.4
    with theme("Blender_Light.xml"):
        yield 0.4
        shot("fades-light")
    _strip(2).channel = 5
    yield from until(lambda: _channels() == {1, 5}, "a moved one is drawn where it lies")
    for curve in addon("blender.timeline.fades").color_curves(scene())[_strip(1).name].curves:
        curve.keyframe_points[1].co[1] = curve.keyframe_points[0].co[1]
        curve.update()
    yield from until(lambda: _channels() == {5}, "one without a change of color is not drawn")
    with on_window():
        bpy.ops.sequencer.select_all(action="SELECT")
        bpy.ops.sequencer.delete()
        bpy.ops.ed.undo_push(message="Delete")
    yield from until(lambda: not _channels(), "what is deleted is not drawn")
    with on_window():
        bpy.ops.ed.undo()
    yield from until(lambda: _channels() == {1, 2}, "undo brings back what is drawn, too")


def fades_cost_little() -> Steps:
    """Draw 1,000 fades, still and while it plays: processor time, and nothing made anew."""
    times = [(1 + number % 8, number // 8 * 0.5) for number in range(MANY)]
    _make(*((channel, start, start + 0.4, "red", "blue") for channel, start in times))
    _seen_whole()
    yield from until(lambda: len(_channels()) == 8, "the fades are drawn")
    overlay = addon("blender.gradients.gradient_overlay")
    kept = overlay._overlay.get()
    with timed_paint(overlay) as draws:
        kept.drawn = None
        gui.region("WINDOW").tag_redraw()
        yield from until(lambda: draws, "they are made anew")
        figures["1,000 fades made ms of CPU"] = round(1000 * draws[0], 3)
        made = kept.drawn
        draws.clear()
        for frame in range(60):
            scene().frame_set(frame + 1)
            yield 0.02
        assert draws and kept.drawn is made, "another frame makes nothing anew"
        figures["1,000 fades still median ms of CPU"] = round(
            1000 * sorted(draws)[len(draws) // 2], 3
        )
    shot("fades-many")


def _make(*rows: tuple[int, float, float, str, str | None]) -> None:
    """Make segments of channel, start, end, color and the color that they fade to."""
    names = ("channel", "start_time", "end_time", "color", "end_color")
    given = [dict(zip(names, row, strict=True)) for row in rows]
    session = addon("blender.world.sessions").session_for(scene())
    result = addon("tools").TOOLS["create_segments_batch"].call(session, segments=given)
    assert result["ok"], result


def _strip(channel: int) -> Any:
    """Return the one strip of a channel."""
    strips = addon("blender.host.compat").strips(scene().sequence_editor)
    (found,) = [strip for strip in strips if strip.channel == channel]
    return found


def _channels() -> set[int]:
    """Return the channels on which gradients are drawn now."""
    gui.region("WINDOW").tag_redraw()
    drawn = addon("blender.gradients.gradient_overlay")._overlay.get().drawn
    return set() if drawn is None else set(drawn.channels)


def _seen_whole() -> None:
    with on_window():
        bpy.ops.ed.undo_push(message="Strips")
        bpy.ops.sequencer.view_all()


SCENARIOS = (fades_are_drawn_over_their_strips, fades_cost_little)
