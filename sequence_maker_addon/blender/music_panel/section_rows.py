"""Rows of the music's panel: each section with its buttons, and what was tapped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bpy.app.translations import pgettext_iface as iface_

from ...music import sectioning
from ...music.song import Song
from ..draw import wrap
from ..host.recognized import told
from . import song_choice, taps

MOST = 24
Pair = Callable[..., None]


def draw_sections(layout: Any, context: Any, song: Song, pair: Pair) -> None:
    """Draw a row for each section, and below them what changes them at the playhead."""
    every, own = song.grid.sections, song.own.sections
    if not every:
        return
    column = layout.column(align=True)
    width = wrap.content_width(context) - 3.2 * wrap.unit()
    for section in every[:MOST]:
        span = f"{song_choice.clock(section.start)}–{song_choice.clock(section.end)}"
        about = section.title or told(section.label)
        text = " · ".join(part for part in (section.name, span, about) if part)
        row = column.row(align=True)
        row.label(text=wrap.fit(text, width), translate=False)
        icons = row.row(align=True)
        icons.operator_context = "INVOKE_DEFAULT"
        icons.emboss = "NONE"
        button = icons.operator("sequence_maker.section_rename", text="", icon="GREASEPENCIL")
        button.section = section.name
        last = icons.row(align=True)
        last.enabled = section.name != own[-1].name
        join = last.operator("sequence_maker.section_join", text="", icon="AUTOMERGE_ON")
        join.section = section.name
    column = layout.column(align=True)
    pair(column, context, ("section_split", "NONE"), ("section_move", "NONE"))
    if sectioning.are_said(own):
        column.operator("sequence_maker.sections_restore", icon="LOOP_BACK")


def draw_tapped(layout: Any, context: Any, scene: Any, pair: Pair) -> None:
    """Draw what the taps say, and buttons that take it or drop it; nothing without enough taps."""
    counted = taps.of(scene)
    found = counted.rhythm()
    if found is None:
        return
    box = layout.box().column(align=True)
    line = iface_("Tapped: {bpm:.1f} BPM · {count} taps").format(bpm=found.bpm, count=len(counted))
    box.label(text=line, translate=False)
    dim = box.column()
    dim.active = False
    even = iface_(taps.evenness(found))
    off = iface_("{even}, ±{ms:.0f} ms").format(even=even, ms=found.spread * 1000)
    wrap.draw(dim, off, wrap.content_width(context, 0.8))
    pair(box, context, ("taps_apply", "CHECKMARK"), ("taps_drop", "X"))
