"""The diagnostics dialog: figures, charts and a table; it shows what the scene keeps."""

from __future__ import annotations

from typing import Any

from bpy.app.translations import pgettext_iface as tr
from bpy.props import EnumProperty

from ...chat.conversation import Conversation
from ..chat import chats, scene_metrics
from ..draw import icons, wrap
from ..host.memory import PerAddon
from ..host.operator_base import SequenceOperator
from ..host.scene import scene_to_edit
from ..settings.connection_row import draw_result
from ..settings.preferences import active_profile, preferences
from . import diagnostics_data

WIDTH = 560
"""Of the dialog, in pixels at a scale of 1."""
GROUPS = {
    "LAST_REQUEST": "last_request",
    "LAST_TURN": "last_turn",
    "SESSION": "session",
    "FILE": "totals",
}
"""Which property of the scene each scope shows."""
BLUE, GREEN, ORANGE = (0.29, 0.47, 0.80), (0.38, 0.60, 0.32), (0.85, 0.55, 0.17)
CHART_SCALE = 7.6
COLUMNS = (0.06, 0.44, 0.12, 0.12, 0.13, 0.13)
STATUS_ICONS = {
    "running": "SORTTIME",
    "complete": "CHECKMARK",
    "incomplete": "ERROR",
    "cancelled": "REMOVE",
    "failed": "CANCEL",
}


_kept = PerAddon[dict[Any, diagnostics_data.Series]](dict)
"""The series drawn last and what they are of; Blender draws the dialog many times a second."""


class SEQUENCE_MAKER_OT_diagnostics(SequenceOperator):
    """Show response times, tokens, cost and speed of the assistant, test the connection, export"""

    bl_idname = "sequence_maker.diagnostics"
    bl_label = "Diagnostics"
    bl_options = {"REGISTER"}

    scope: EnumProperty(
        name="Scope",
        description="What the figures are of",
        items=(
            ("LAST_REQUEST", "Last Request", "The newest request to the model"),
            ("LAST_TURN", "Last Turn", "The newest prompt and all that was done for it"),
            ("SESSION", "Session", "Everything since the file was opened"),
            ("FILE", "File", "Everything that was ever asked in this scene"),
        ),
        default="LAST_TURN",
        options={"SKIP_SAVE"},
    )

    def invoke(self, context, event):
        """Open the dialog."""
        return context.window_manager.invoke_props_dialog(self, width=WIDTH, title="Diagnostics")

    def execute(self, context):
        """Change nothing; the dialog only shows."""
        return {"FINISHED"}

    def draw(self, context):
        """Lay the dialog out."""
        scene = scene_to_edit(context)
        if scene is None:  # it may go while the dialog is open
            self.layout.label(text="Create or choose a sequence first", icon="INFO")
            return
        conversation = chats.chat_of(scene).conversation
        self.layout.row().prop(self, "scope", expand=True)
        draw_figures(self.layout.box(), scene, self.scope, conversation)
        draw_charts(self.layout, conversation)
        draw_turns(self.layout, conversation)
        draw_actions(self.layout, context)
        self.layout.row().template_popup_confirm("", text="", cancel_text="Close")


def rows(scene: Any, scope: str) -> list[diagnostics_data.Figure]:
    """Return the figures of a scope as they are shown, read from the scene."""
    group = getattr(scene.sequence_maker, GROUPS[scope])
    return diagnostics_data.figures_of(scene_metrics.read(group))


def draw_figures(layout: Any, scene: Any, scope: str, conversation: Conversation) -> None:
    """Show the figures in two columns of label and value, then model and host."""
    turns = conversation.turns
    host, model = diagnostics_data.where(turns[-1] if turns else None)
    cells = [(figure.label, tr(figure.text)) for figure in rows(scene, scope)]
    unknown = tr(diagnostics_data.UNKNOWN)
    cells += [("Model", model or unknown), ("Host", host or unknown)]
    columns = layout.row()
    for first in (0, 1):
        pair = columns.split(factor=0.5)
        labels, values = pair.column(align=True), pair.column(align=True)
        labels.alignment = "RIGHT"
        labels.active = False
        for column in (labels, values):
            column.scale_y = 0.85
        for label, value in cells[first::2]:
            labels.label(text=label)
            values.label(text=value, translate=False)


def draw_charts(layout: Any, conversation: Conversation) -> None:
    """Show the three charts of the last turns, if there are any."""
    if not conversation.turns:
        row = layout.row()
        row.active = False
        row.label(text="Charts appear after the first prompt", icon="INFO")
        return
    data = charted(conversation)
    shown = (
        ("Response Time", "seconds", data.response, data.first, BLUE),
        ("Tokens", "count", data.tokens, None, GREEN),
        ("Tokens per Second", "rate", data.speed, None, ORANGE),
    )
    row = layout.row()
    for title, kind, values, inner, color in shown:
        box = row.box()
        head = box.split(factor=0.66)
        head.label(text=title)
        side = head.row()
        side.alignment = "RIGHT"
        side.active = False
        side.label(text=tr(diagnostics_data.text_of(kind, values[-1])), translate=False)
        icon = icons.chart(f"diagnostics {kind}", values, inner, color=color)
        box.template_icon(icon_value=icon, scale=CHART_SCALE)
    draw_caption(layout.row(), data)


def draw_caption(row: Any, data: diagnostics_data.Series) -> None:
    """Say what the bars, the light parts and the lines of the grid are."""
    steps = [icons.grid_step(values) for values in (data.response, data.tokens, data.speed)]
    told = tr(
        "Last {count} turns, newest on the right. Grid: {seconds:g} s, {tokens:,g} tokens, "
        "{speed:g} tokens/s. Light: first token."
    )
    told = told.format(count=len(data.tokens), seconds=steps[0], tokens=steps[1], speed=steps[2])
    row.alignment = "CENTER"
    row.active = False
    row.label(text=told, translate=False)


def charted(conversation: Conversation) -> diagnostics_data.Series:
    """Return the series of a chat; they are gathered anew only after a change."""
    kept, now = _kept.get(), diagnostics_data.charted(conversation)
    if now not in kept:
        kept.clear()
        kept[now] = diagnostics_data.series(conversation)
    return kept[now]


def draw_turns(layout: Any, conversation: Conversation) -> None:
    """List the newest turns with their figures."""
    found = diagnostics_data.turn_rows(conversation)
    if not found:
        return
    box = layout.box().column(align=True)
    box.scale_y = 0.85
    _line(box, ("", "Prompt", "Time", "Tokens", "Cost", "Speed"), "BLANK1", active=False)
    for turn in found:
        speed = turn.speed if turn.speed == diagnostics_data.UNKNOWN else f"{turn.speed}/s"
        prompt = wrap.fit(turn.prompt, 0.38 * WIDTH * wrap.unit() / 20.0)
        texts = (str(turn.number), prompt, turn.time, turn.tokens, turn.cost, speed)
        _line(box, texts, icon=STATUS_ICONS[turn.status])


def _line(layout: Any, texts: tuple[str, ...], icon: str = "NONE", active: bool = True) -> None:
    """Lay out one line of the table; the figures are aligned to the right."""
    rest, left = layout.row(align=True), 1.0
    rest.active = active
    for place, (text, share) in enumerate(zip(texts, COLUMNS, strict=True)):
        last = place == len(texts) - 1
        rest = rest if last else rest.split(factor=share / left, align=True)
        cell = rest.row(align=True)
        cell.alignment = "LEFT" if place < 2 else "RIGHT"
        if place == 1:
            cell.alignment = "EXPAND"
            cell.label(text=text, icon=icon, translate=not active)
        else:
            unknown = text == diagnostics_data.UNKNOWN
            cell.label(text="–" if unknown else text, translate=not active)
        left -= share


def draw_actions(layout: Any, context: Any) -> None:
    """Offer the test of the connection, with its result, and both exports."""
    row = layout.row(align=True)
    row.operator("sequence_maker.test_connection", icon="WORLD")
    row.operator_context = "INVOKE_DEFAULT"
    for name, text in (("JSON", "Export JSON…"), ("CSV", "Export CSV…")):
        button = row.operator("sequence_maker.export_diagnostics", text=text, icon="EXPORT")
        button.format = name
    draw_result(layout, active_profile(preferences(context)), WIDTH - 60)


CLASSES = (SEQUENCE_MAKER_OT_diagnostics,)
