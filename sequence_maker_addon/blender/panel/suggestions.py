"""Prompts to press: to begin with, and after an answer; they fit what is in the scene."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Any

from ...music.song import Song
from ..chat.chats import Chat
from ..draw import wrap
from ..host import compat
from ..host.recognized import told
from ..host.scene import scene_to_edit
from ..settings import turn_settings
from ..song import shown
from ..wording.turn_states import State

LOOKED_AT = 500
"""Strips that are looked at for what there is."""
SHORTEST = 4.0
"""Seconds of a section that a starter names."""
EMPTY_STARTERS = (
    "Make channel 1 red for the first ten seconds",
    "Channel 2: red 0-2 s, green 2-4 s, blue 4-6 s",
    "Fade channel 3 from blue to black, 0 to 5 s",
)
SEGMENT_STARTERS = (
    "Make everything on channel {channel} dodgerblue",
    "Clear channel {channel}",
    "What is on channel {channel}?",
)
MODEL_STARTERS = (
    "Make the selected segments red",
    "Color channel 4 by energy, from blue to red",
)
"""What plain commands do not read."""
SOUND_STARTERS = (
    "Flash channel 1 white on every beat",
    "Chase red, green, blue over channels 1 to 3 on bars",
)
SONG_STARTERS = (
    "Flash channel 1 white on every beat of {section}",
    "Chase red, green, blue over channels 1 to 3 on bars",
    "Pulse channel 2 orange on the beats of {quiet}",
)
CHIP_STARTERS = ("Undo that", "Same on channel {channel}")
MOST = 5


@dataclass(frozen=True, slots=True)
class There:
    """What is in the scene.

    Attributes:
        channel: The lowest channel with a segment, 0 where there is none.
        has_selection: Whether segments are selected.
        has_sound: Whether there is a sound.
        song: The song, where it was listened to.
    """

    channel: int = 0
    has_selection: bool = False
    has_sound: bool = False
    song: Song | None = None


def there(context: Any) -> There:
    """Return what is in the scene that the Sequencer edits."""
    scene = scene_to_edit(context)
    editor = scene.sequence_editor if scene is not None else None
    every = islice(compat.strips(editor), LOOKED_AT) if editor is not None else ()
    found = [strip for strip in every if strip.type == "COLOR"]
    lowest = min((strip.channel for strip in found), default=0)
    selected = any(strip.select for strip in found)
    return There(lowest, selected, shown.has_sound(context), shown.shown_song(context))


def starters(found: There, by_rules: bool = False) -> list[str]:
    """Return prompts to begin with, in English.

    Args:
        found: What is in the scene.
        by_rules: Whether plain commands read them.
    """
    prompts: list[str] = []
    if found.has_selection and not by_rules:
        prompts.append(MODEL_STARTERS[0])
    if found.song is not None and found.song.grid.beats:
        long = [s for s in found.song.grid.sections if s.end - s.start >= SHORTEST]
        ranked = sorted(long, key=lambda section: (-section.energy, section.start))
        loud, quiet = (ranked[at].name if ranked else "the song" for at in (0, -1))
        prompts += [text.format(section=loud, quiet=quiet) for text in SONG_STARTERS]
        prompts += MODEL_STARTERS[1:] if not by_rules else ()
    elif found.has_sound:
        prompts += SOUND_STARTERS
    if found.channel:
        prompts += [text.format(channel=found.channel) for text in SEGMENT_STARTERS]
    elif not prompts:
        prompts += EMPTY_STARTERS
    return prompts[:MOST]


def chips(chat: Chat, state: State) -> list[str]:
    """Return what may follow the newest turn, in English; nothing where it wrote nothing."""
    turn = chat.conversation.turns[-1]
    if state not in ("done", "partly") or not turn.ledger.entries or not turn.is_own:
        return []
    channels = {s.channel for pair in turn.ledger.entries.values() for s in pair if s is not None}
    following = max(channels, default=0) + 1
    return [text.format(channel=following) for text in CHIP_STARTERS if following <= 128]


def draw_starters(layout: Any, context: Any) -> None:
    """Draw the prompts to begin with, and what needs no model at all."""
    layout.label(text="Try One of These")
    column = layout.column(align=True)
    width = wrap.content_width(context, 1.0)
    found = there(context)
    for starter in starters(found, turn_settings.active_endpoint().by_rules):
        _button(column, starter, width)
    if found.has_sound:
        draw_quick(layout)


def draw_quick(layout: Any) -> None:
    """Draw the patterns that need no model."""
    layout.label(text="Without a Model")
    column = layout.column(align=True)
    for name in ("flash_on_beats", "rainbow_on_bars", "color_by_energy"):
        column.operator(f"sequence_maker.{name}")


def draw_chips(layout: Any, context: Any, chat: Chat, state: State) -> None:
    """Draw what may follow, small, below the newest turn."""
    if chat.running is not None or not chat.conversation.turns:
        return
    prompts = chips(chat, state)
    if not prompts:
        return
    texts = [told(prompt) for prompt in prompts]
    width = wrap.content_width(context)
    is_wide = sum(wrap.measure(text) + wrap.unit() for text in texts) <= width
    place = layout.row(align=True) if is_wide else layout.column(align=True)
    for prompt in prompts:
        _button(place, prompt, width)


def _button(layout: Any, prompt: str, width: float) -> None:
    """Draw a prompt as a button; what reads English only is sent English."""
    text, endpoint = told(prompt), turn_settings.active_endpoint()
    button = layout.operator("sequence_maker.send", text=wrap.fit(text, width), translate=False)
    button.prompt = prompt if endpoint.offline else text
