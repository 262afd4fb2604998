"""The line above the prompt: what the person points at, with a switch for each. It only draws."""

from __future__ import annotations

import time
from typing import Any

import numpy as np

from ...sequence.errors import ToolError
from ..chat import chats, going_along
from ..draw import wrap
from ..host import compat
from ..host.memory import PerScene
from ..host.scene import timebase_of
from ..settings.along_switches import NAMES
from ..settings.preferences import preferences
from ..settings.turn_settings import active_endpoint
from ..song import shown
from ..wording.numbers import moment, span

ICONS = {
    "song": "SOUND",
    "selection": "RESTRICT_SELECT_OFF",
    "playhead": "PLAY",
    "range": "PREVIEW_RANGE",
    "edits": "GREASEPENCIL",
}
FRESH, SHARE = 1.0, 50
"""Seconds after which edits by hand are counted anew while it is drawn; or so many times as long
as counting took, so that a large scene costs little of the drawing.
"""
ICON = 1.5
"""Units that a switch without words takes."""


class _Counted:
    """How many edits by hand there were, and when they are to be counted, by the counter."""

    due, edits = 0.0, 0


_counted = PerScene(lambda scene: _Counted())


def draw(layout: Any, context: Any, scene: Any) -> None:
    """Draw the switches with what goes along now, and the button that shows all of it."""
    if active_endpoint().offline:
        return
    switches = preferences(context).along
    words = _words(context, scene)
    row = layout.row(align=True)
    room = wrap.content_width(context) - (len(NAMES) + 1) * ICON * wrap.unit()
    for name in NAMES:
        word = words[name] if getattr(switches, name) else ""
        taken = wrap.measure(word) if word else 0.0
        text, room = (word, room - taken) if taken <= room else ("", room)
        part = row.row(align=True)
        part.active = bool(words[name])
        part.prop(switches, name, text=text, icon=ICONS[name], toggle=True, translate=False)
    row.operator("sequence_maker.what_is_sent", text="", icon="HIDE_OFF")


def _words(context: Any, scene: Any) -> dict[str, str]:
    """Return what goes along in the fewest words, "" for what is not there."""
    song = shown.shown_song(context)
    selected, span_there = _selected(scene), going_along.marked(scene)
    edits = _edits(scene)
    return {
        "song": f"{song.grid.bpm:.0f}" if song is not None else "",
        "selection": str(selected) if selected else "",
        "playhead": moment(round(timebase_of(scene).time_of(scene.frame_current), 2)),
        "range": span(*span_there[:2]) if span_there is not None else "",
        "edits": str(edits) if edits else "",
    }


def _selected(scene: Any) -> int:
    if scene.sequence_editor is None:
        return 0
    every = compat.strips(scene.sequence_editor)
    chosen = np.zeros(len(every), bool)
    every.foreach_get("select", chosen)
    return int(chosen.sum())


def _edits(scene: Any) -> int:
    """Return how many edits by hand there are; counted once a second at most, in no turn."""
    known, now = _counted.of(scene), time.perf_counter()
    if now >= known.due and chats.chat_of(scene).running is None:
        try:
            known.edits = len(going_along.edits_by_hand(scene))
        except ToolError:
            known.edits = 0
        after = time.perf_counter()
        known.due = after + max(FRESH, SHARE * (after - now))
    return known.edits
