"""Draws the plan that waits over the Sequencer's strips, and its sum at the playhead.

What the graphics card needs is made once for a plan; panning, zooming and playing draw it again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import blf
from bpy.app.translations import pgettext_iface as iface_

from ...sequence.change import Change
from ...sequence.frames import Timebase
from ...sequence.ledger import merged
from ...toolkit.jobs import Confirm
from ..chat import chats, window_state
from ..draw.over_sequencer import OverSequencer
from ..draw.sequencer_view import RULER, View, batch, shader, text_width, view_of
from ..host.memory import PerAddon
from ..host.scene import scene_to_edit, timebase_of
from ..plans import waiting_plan
from ..wording.numbers import number, span
from . import ghost_shader
from .ghost_levels import Row, joined, level_of, rows_of
from .ghost_shapes import Ghosts, Kind, ghosts_of

TEXT_SIZE = 11
TEXT_COLOR, SHADOW = (1.0, 1.0, 1.0, 1.0), (0.0, 0.0, 0.0, 1.0)
LINK_COLOR = (1.0, 1.0, 1.0, 0.7)
KIND_LABELS: dict[Kind, str] = {
    "new": "{count} new",
    "changed": "{count} changed",
    "moved": "{count} moved",
    "removed": "{count} removed",
}


@dataclass(frozen=True, slots=True)
class Level:
    """The boxes as they are told apart from afar, ready to be drawn."""

    boxes: Any
    rows: list[Row]


@dataclass(slots=True)
class Drawn:
    """A change ready to be drawn.

    Attributes:
        key: What it was made of and for.
        source: What asks for it; held, so that its id stays its own.
        ghosts: What is drawn.
        base: How its seconds become frames.
        links: Lines of what moves, None for none.
        text: Number and span.
        levels: What the shader of ghosts draws, by how far away the view is.
    """

    key: tuple[Any, ...]
    source: object
    ghosts: Ghosts
    base: Timebase
    links: Any
    text: str
    levels: dict[int, Level] = field(default_factory=dict)


_overlay: PerAddon[OverSequencer[Drawn]] = PerAddon(
    lambda: OverSequencer(_draw), end=OverSequencer.end
)


def register() -> None:
    """Draw from now on."""
    _overlay.get()


def _draw() -> None:
    _overlay.get().paint(_paint, "the plan cannot be drawn")


def _paint(context: Any) -> None:
    """Draw the plan that waits in the scene that this editor shows."""
    import gpu

    space, scene = context.space_data, scene_to_edit(context)
    if scene is None or space.view_type == "PREVIEW" or not window_state.state().show_ghosts:
        return
    source = _source(scene)
    drawn = _drawn(scene, *source) if source is not None else None
    if drawn is None:
        _overlay.get().drawn = None
        return
    view = view_of(context)
    gpu.state.blend_set("ALPHA")
    with gpu.matrix.push_pop():
        gpu.matrix.translate((view.origin, view.base))
        gpu.matrix.scale((view.per_frame, view.per_channel))
        _draw_boxes(drawn, view, colors_of(context.preferences.themes[0]))
    _write(drawn, view, view.origin + scene.frame_current * view.per_frame)
    gpu.state.blend_set("NONE")


def _draw_boxes(drawn: Drawn, view: View, colors: tuple[ghost_shader.Color, ...]) -> None:
    import gpu

    own = ghost_shader.shader()
    own.bind()
    matrix = gpu.matrix.get_projection_matrix() @ gpu.matrix.get_model_view_matrix()
    own.uniform_float("ModelViewProjectionMatrix", matrix)
    for name, color in zip(("goes", "alters", "comes"), _linear(colors), strict=True):
        own.uniform_float(name, color)
    own.uniform_float("scale", (view.per_frame, view.per_channel))
    level = _level(drawn, view.per_frame)
    left, right = -view.origin / view.per_frame, (view.width - view.origin) / view.per_frame
    for row in level.rows:
        first, count = row.within(left, right)
        if count:
            level.boxes.draw_range(own, elem_start=6 * first, elem_count=6 * count)
    if drawn.links is not None:
        even = shader("UNIFORM_COLOR")
        even.uniform_float("color", LINK_COLOR)
        drawn.links.draw(even)


def _write(drawn: Drawn, view: View, playhead: float) -> None:
    """Write number and span beside the line of the playhead."""
    size, pad = TEXT_SIZE * view.scale, 5 * view.scale
    width = text_width(drawn.text, size) + pad
    left = max(playhead + pad, pad)
    if left + width > view.width:
        left = max(min(playhead, view.width) - width, pad)
    blf.size(0, size)
    blf.color(0, *TEXT_COLOR)
    blf.enable(0, blf.SHADOW)
    blf.shadow(0, 0, *SHADOW)
    blf.shadow_offset(0, 1, -1)
    blf.position(0, left, view.height - (RULER + 46) * view.scale, 0)
    blf.draw(0, drawn.text)
    blf.disable(0, blf.SHADOW)


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


def _drawn(scene: Any, source: Any, serial: int) -> Drawn | None:
    """Return what waits, ready to be drawn, as it was made before where nothing has changed."""
    base = timebase_of(scene)
    key = (scene.session_uid, serial, id(source), base)
    kept = _overlay.get()
    if kept.drawn is not None and kept.drawn.key == key:
        return kept.drawn
    ghosts = ghosts_of(_change_of(source))
    kept.drawn = _made(key, source, ghosts, base) if ghosts.boxes else None
    return kept.drawn


def _change_of(source: Any) -> Change:
    if isinstance(source, Confirm):
        return merged(source.changes).change()
    found: Change = source.change
    return found


def _made(key: tuple[Any, ...], source: object, ghosts: Ghosts, base: Timebase) -> Drawn:
    ends = ghost_shader.lines(ghosts, base)
    links = batch("UNIFORM_COLOR", "LINES", pos=ends) if len(ends) else None
    return Drawn(key, source, ghosts, base, links, told(ghosts))


def _level(drawn: Drawn, per_frame: float) -> Level:
    """Return the boxes for a zoom, made once."""
    from gpu_extras.batch import batch_for_shader

    far = level_of(per_frame)
    if far not in drawn.levels:
        frame = drawn.base.rate.frame_length
        boxes = joined(drawn.ghosts.boxes, far, frame)
        corners = ghost_shader.corners(boxes, drawn.base)
        places = ghost_shader.triangles(len(boxes))
        made = batch_for_shader(ghost_shader.shader(), "TRIS", corners, indices=places)
        starts = [drawn.base.place_of(box.start) for box in boxes]
        ends = [drawn.base.place_of(box.end) for box in boxes]
        rows = rows_of([box.kind for box in boxes], starts, ends)
        drawn.levels[far] = Level(made, rows)
    return drawn.levels[far]


def told(ghosts: Ghosts) -> str:
    """Return number and span of what is drawn: `12 new · 37 removed · 0:00–1:30`."""
    counts = ghosts.counts
    parts = [
        iface_(label).format(count=number(counts[kind]))
        for kind, label in KIND_LABELS.items()
        if kind in counts
    ]
    return " · ".join([*parts, *([span(*ghosts.span)] if ghosts.span is not None else [])])


def colors_of(theme: Any) -> tuple[ghost_shader.Color, ...]:
    """Return three colors of a theme: of what goes, of what alters or moves, of what comes."""
    state = theme.user_interface.wcol_state
    gone = tuple(theme.user_interface.axis_x)[:3]
    return gone, tuple(state.inner_key), tuple(state.inner_anim_sel)


@lru_cache(maxsize=8)
def _linear(colors: tuple[ghost_shader.Color, ...]) -> list[tuple[float, float, float, float]]:
    return [ghost_shader.linear(color) for color in colors]
