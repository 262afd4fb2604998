"""What is drawn over the Sequencer with each redraw, from a place in the add-on's memory."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Generic, TypeVar

import bpy

from ..host.memory import Why

T = TypeVar("T")

log = logging.getLogger(__name__)


class OverSequencer(Generic[T]):
    """Draws from when it is made until it ends.

    Args:
        draw: Is called with each redraw.

    Attributes:
        drawn: What was drawn last, None for nothing.
        faults: The faults that were told.
    """

    def __init__(self, draw: Callable[[], None]) -> None:
        space = bpy.types.SpaceSequenceEditor
        self.handle = space.draw_handler_add(draw, (), "WINDOW", "POST_PIXEL")
        self.drawn: T | None = None
        self.faults: set[str] = set()

    def paint(self, paint: Callable[[Any], None], told: str) -> None:
        """Paint in Blender's context, and tell a fault once: it would come with each redraw."""
        try:
            paint(bpy.context)
        except Exception as error:
            if repr(error) not in self.faults:
                self.faults.add(repr(error))
                log.exception(told)

    def end(self, _why: Why) -> None:
        """Draw no more."""
        bpy.types.SpaceSequenceEditor.draw_handler_remove(self.handle, "WINDOW")
