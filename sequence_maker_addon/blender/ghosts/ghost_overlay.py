"""Draws the plan that waits over the Sequencer's strips, and its sum at the playhead.

What the graphics card needs is made once for a plan; panning, zooming and playing draw it again.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

import blf
import bpy
from bpy.app.translations import pgettext_iface as iface_

from ...sequence.change import Change
from ...sequence.frames import Timebase
from ...sequence.ledger import merged
from ...toolkit.jobs import Confirm
from ..chat import chats, window_state
from ..draw.sequencer_view import RULER, View, batch, shader, text_width, view_of
from ..host.memory import PerAddon, Why
from ..host.scene import scene_to_edit, timebase_of
from ..plans import waiting_plan
from ..wording.numbers import number, span
from . import ghost_shader
from .ghost_shapes import Ghosts, Kind, ghosts_of

log = logging.getLogger(__name__)

TEXT_SIZE = 11
TEXT_COLOR, BACK_COLOR = (1.0, 1.0, 1.0, 1.0), (0.0, 0.0, 0.0, 0.7)
LINK_COLOR = (1.0, 1.0, 1.0, 0.7)
KIND_LABELS: dict[Kind, str] = {
    "new": "{count} new",
    "changed": "{count} changed",
    "moved": "{count} moved",
    "removed": "{count} removed",
}
_UNIT = ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0))


@dataclass(slots=True)
class Drawn:
    """A change ready to be drawn.

    Attributes:
        key: What it was made of and for.
        source: What asks for it; held, so that its id stays its own.
        boxes: For the shader of ghosts.
        links: Lines of what moves, None for none.
        back: A square behind the text.
        text: Number and span.
    """

    key: tuple[Any, ...]
    source: object
    boxes: Any
    links: Any
    back: Any
    text: str


class _Overlay:
    """Draws from when it is made until it ends.

    Attributes:
        handle: By which Blender draws no more.
        drawn: The change drawn last.
        faults: The faults that were told.
    """

    def __init__(self) -> None:
        space = bpy.types.SpaceSequenceEditor
        self.handle = space.draw_handler_add(_draw, (), "WINDOW", "POST_PIXEL")
        self.drawn: Drawn | None = None
        self.faults: set[str] = set()

    def end(self, _why: Why) -> None:
        """Draw no more."""
        bpy.types.SpaceSequenceEditor.draw_handler_remove(self.handle, "WINDOW")


_overlay = PerAddon(_Overlay, end=_Overlay.end)


def register() -> None:
    """Draw from now on."""
    _overlay.get()


def _draw() -> None:
    """Draw, and tell a fault once."""
    try:
        _paint(bpy.context)
    except Exception as error:  # it would come again with each redraw
        faults = _overlay.get().faults
        if repr(error) not in faults:
            faults.add(repr(error))
            log.exception("the plan cannot be drawn")


def _paint(context: Any) -> None:
    """Draw the plan that waits in the scene that this editor shows."""
    import gpu

    space, scene = context.space_data, scene_to_edit(context)
    if scene is None or space.view_type == "PREVIEW" or not window_state.state().show_ghosts:
        return
    source = _source(scene)
    drawn = _drawn(context, scene, *source) if source is not None else None
    if drawn is None:
        _overlay.get().drawn = None
        return
    view = view_of(context)
    gpu.state.blend_set("ALPHA")
    with gpu.matrix.push_pop():
        gpu.matrix.translate((view.origin, view.base))
        gpu.matrix.scale((view.per_frame, view.per_channel))
        _draw_boxes(drawn, view)
    _write(drawn, view, view.origin + scene.frame_current * view.per_frame)
    gpu.state.blend_set("NONE")


def _draw_boxes(drawn: Drawn, view: View) -> None:
    import gpu

    own = ghost_shader.shader()
    own.bind()
    matrix = gpu.matrix.get_projection_matrix() @ gpu.matrix.get_model_view_matrix()
    own.uniform_float("ModelViewProjectionMatrix", matrix)
    own.uniform_float("scale", (view.per_frame, view.per_channel))
    drawn.boxes.draw(own)
    if drawn.links is not None:
        even = shader("UNIFORM_COLOR")
        even.uniform_float("color", LINK_COLOR)
        drawn.links.draw(even)


def _write(drawn: Drawn, view: View, playhead: float) -> None:
    """Write number and span beside the line of the playhead, on a dark ground."""
    import gpu

    size, pad = TEXT_SIZE * view.scale, 5 * view.scale
    width, height = text_width(drawn.text, size) + 2 * pad, size + pad
    left = min(max(playhead + pad, 0.0), view.width - width)
    if playhead + pad > left and playhead - pad - width >= 0:
        left = playhead - pad - width
    low = view.height - (RULER + 34) * view.scale - height
    even = shader("UNIFORM_COLOR")
    with gpu.matrix.push_pop():
        gpu.matrix.translate((left, low))
        gpu.matrix.scale((width, height))
        even.uniform_float("color", BACK_COLOR)
        drawn.back.draw(even)
    blf.size(0, size)
    blf.color(0, *TEXT_COLOR)
    blf.position(0, left + pad, low + 0.7 * pad, 0)
    blf.draw(0, drawn.text)


def _source(scene: Any) -> tuple[object, int] | None:
    """Return what waits in a scene: a plan with its serial, or a question with none."""
    plan = waiting_plan.plan_of(scene)
    if plan is not None:
        return plan, plan.serial
    for chat in chats.running():
        waiting = chat.running.waiting if chat.running is not None else None
        if chat.scene_uid == scene.session_uid and isinstance(waiting, Confirm):
            return waiting, 0
    return None


def _drawn(context: Any, scene: Any, source: Any, serial: int) -> Drawn | None:
    """Return what waits, ready to be drawn, as it was made before where nothing has changed."""
    base, colors = timebase_of(scene), colors_of(context.preferences.themes[0])
    key = (scene.session_uid, serial, id(source), base, tuple(colors.values()))
    kept = _overlay.get()
    if kept.drawn is not None and kept.drawn.key == key:
        return kept.drawn
    ghosts = ghosts_of(_change_of(source))
    kept.drawn = _made(key, source, ghosts, base, colors) if ghosts.boxes else None
    return kept.drawn


def _change_of(source: Any) -> Change:
    if isinstance(source, Confirm):
        return merged(source.changes).change()
    found: Change = source.change
    return found


def _made(
    key: tuple[Any, ...], source: object, ghosts: Ghosts, base: Timebase, colors: Any
) -> Drawn:
    from gpu_extras.batch import batch_for_shader

    corners = ghost_shader.corners(ghosts, base, colors)
    boxes = batch_for_shader(ghost_shader.shader(), "TRIS", corners)
    ends = ghost_shader.lines(ghosts, base)
    links = batch("UNIFORM_COLOR", "LINES", pos=ends) if len(ends) else None
    back = batch("UNIFORM_COLOR", "TRIS", pos=_UNIT)
    return Drawn(key, source, boxes, links, back, told(ghosts))


def told(ghosts: Ghosts) -> str:
    """Return number and span of what is drawn: `12 new · 37 removed · 0:00–1:30`."""
    counts = ghosts.counts
    parts = [
        iface_(label).format(count=number(counts[kind]))
        for kind, label in KIND_LABELS.items()
        if kind in counts
    ]
    return " · ".join([*parts, *([span(*ghosts.span)] if ghosts.span is not None else [])])


def colors_of(theme: Any) -> ghost_shader.Colors:
    """Return the three colors of a theme: what comes, what alters or moves, what goes."""
    state = theme.user_interface.wcol_state
    new, changed = tuple(state.inner_anim_sel), tuple(state.inner_key_sel)
    gone = tuple(theme.user_interface.axis_x)[:3]
    return {"removed": gone, "from": changed, "changed": changed, "moved": changed, "new": new}
