"""What the window remembers and no file keeps: the prompt being typed, which turns are open."""

from __future__ import annotations

from collections import deque
from typing import Any

import bpy
from bpy.props import BoolProperty, CollectionProperty, StringProperty
from bpy.types import PropertyGroup

from ..host import pump
from ..host.memory import PerAddon
from . import keystrokes

PROMPT_TEXT = "Sequence Maker Prompt"
"""The text in which a long prompt is written, where Blender has no field for it."""
RECALLED = 20
"""Prompts that can be recalled."""

_recent = PerAddon[deque[str]](lambda: deque(maxlen=RECALLED), lasting=True)


def _typed(window: Any, _context: Any) -> None:
    """Note each key: Blender forgets what was typed where Escape ends it."""
    keystrokes.key(window.prompt)


class SequenceMakerTurnState(PropertyGroup):
    """Whether a turn is unfolded; kept off the scene, where undo would turn it back."""

    is_open: BoolProperty(name="Open", description="Show what was said and done")


class SequenceMakerWindow(PropertyGroup):
    """The chat panel's own state."""

    prompt: StringProperty(
        name="Prompt",
        description="What the assistant should do",
        options={"TEXTEDIT_UPDATE", "SKIP_SAVE"},
        update=_typed,
    )
    plan_only: BoolProperty(
        name="Plan Only",
        description="Plan the whole turn first: nothing is changed before you apply it",
    )
    turns: CollectionProperty(type=SequenceMakerTurnState)
    show_ghosts: BoolProperty(
        name="Show Plan on the Strips",
        description="Draw over the strips what a plan that waits would do",
        default=True,
        options={"SKIP_SAVE"},
        update=pump.redraw_strips,
    )
    chat_search: StringProperty(
        name="Search",
        description="Words in the names or turns of chats",
        options={"TEXTEDIT_UPDATE", "SKIP_SAVE"},
    )


def state() -> Any:
    """Return the state; there is one for all windows."""
    return bpy.context.window_manager.sequence_maker


def prompt_text() -> Any:
    """Return the text in which the prompt is being written, or None."""
    return bpy.data.texts.get(PROMPT_TEXT)


def open_newest(count: int) -> None:
    """Make room for a number of turns and unfold only the newest.

    Not to be called while drawing: Blender forbids writes there.
    """
    turns = state().turns
    while len(turns) < count:
        turns.add()
    while len(turns) > count:
        turns.remove(len(turns) - 1)
    for index, turn in enumerate(turns):
        turn.is_open = index == count - 1


def make_room_before(count: int) -> None:
    """Make room for older turns, folded; those that are open stay so."""
    turns = state().turns
    opened = [turn.is_open for turn in turns]
    for _ in range(count):
        turns.add()
    for turn, is_open in zip(turns, [False] * count + opened, strict=True):
        turn.is_open = is_open


def put(text: str) -> None:
    """Put a text into the field; what stood there can be recalled."""
    window = state()
    if window.prompt != text:
        keystrokes.replaced(window.prompt)
    window.prompt = text


def sent() -> None:
    """Empty the field, as what stood there is on its way."""
    state().prompt = ""
    keystrokes.sent()


def restore() -> None:
    """Put back what was being typed where a file has taken it along."""
    window, typed = state(), keystrokes.typed()
    if typed.strip() and not window.prompt:
        window.prompt = typed


def remember(prompt: str) -> None:
    """Keep a prompt for recalling; the newest is the last."""
    prompts = _recent.get()
    if prompt in prompts:
        prompts.remove(prompt)
    prompts.append(prompt)


def recent() -> list[str]:
    """Return the prompts that can be recalled, newest first."""
    return list(reversed(_recent.get()))


def show_text(text: Any) -> None:
    """Show a text in a window of its own; without a window it is only made."""
    if bpy.app.background:
        return
    before = set(bpy.context.window_manager.windows)
    bpy.ops.wm.window_new()
    opened = next(w for w in bpy.context.window_manager.windows if w not in before)
    area = opened.screen.areas[0]
    area.type = "TEXT_EDITOR"
    area.spaces.active.text = text
    area.spaces.active.show_word_wrap = True


CLASSES = (SequenceMakerTurnState, SequenceMakerWindow)
