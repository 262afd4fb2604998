"""What drawing the chat panel costs: processor time of the thread, layouts apart.

A layout that takes everything stands in for Blender's; `tests/window/measuring.py` measures with
the real one in a window.
"""

from __future__ import annotations

import statistics
import time
from typing import Any

TURNS, CALLS = 500, 20
MOST_FOLDED, MOST_OPEN, REPEATS = 0.002, 0.008, 31
FUNCTIONS = ("create_segment", "modify_segment", "delete_segment", "list_segments")


class Nothing:
    """A layout that draws nothing and unfolds what its data say."""

    def panel(self, *_: Any, **__: Any) -> tuple[Any, Any]:
        """Stay folded."""
        return self, None

    def panel_prop(self, data: Any, name: str) -> tuple[Any, Any]:
        """Be as the data say."""
        return self, self if getattr(data, name) else None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *_, **__: self

    def __setattr__(self, name: str, value: Any) -> None:
        """Look as it likes."""


def panel() -> bool:
    """Print one line; tell whether both are within what they may be."""
    import bpy

    from bl_ext.user_default.sequence_maker.blender.chat import chats, window_state
    from bl_ext.user_default.sequence_maker.blender.command import files
    from bl_ext.user_default.sequence_maker.blender.panel import panel as chat_panel

    scene = files.open_scene(None, None)
    chat = chats.chat_of(scene)
    chat.conversation.turns += [_turn(number) for number in range(TURNS)]
    window_state.open_newest(TURNS)
    cls = chat_panel.SEQUENCER_PT_sequence_maker_chat
    one = type("Panel", (), {"layout": Nothing()})()
    medians = []
    for is_open in (False, True):
        for state in list(window_state.state().turns)[-window_state.NEWEST :]:
            state.is_open = is_open
        cls.draw(one, bpy.context)
        taken = []
        for _ in range(REPEATS):
            begun = time.thread_time()
            cls.draw(one, bpy.context)
            taken.append(time.thread_time() - begun)
        medians.append(statistics.median(taken))
    folded, unfolded = medians
    print(
        f"Blender {bpy.app.version_string}: a chat of {TURNS} turns and {TURNS * CALLS:,} calls is "
        f"drawn in {folded * 1e3:.2f} ms, with {window_state.NEWEST} turns open in "
        f"{unfolded * 1e3:.2f} ms of processor time",
        flush=True,
    )
    return folded <= MOST_FOLDED and unfolded <= MOST_OPEN


def _turn(number: int) -> Any:
    """Return a turn: twelve equal calls, eight of several functions, and an answer."""
    from bl_ext.user_default.sequence_maker.chat.conversation import Call, Turn
    from bl_ext.user_default.sequence_maker.chat.metrics import Metrics

    calls = []
    for place in range(CALLS):
        name = FUNCTIONS[0] if place < 12 else FUNCTIONS[place % 4]
        times = {"start_time": place, "end_time": place + 1}
        given = {"channel": 1 + number % 8, **times, "color": "red"}
        result = {"ok": True, "created": [], "warnings": []}
        calls.append(Call(f"{number} {place}", name, given, "", "done", result, 0.2))
    answer = "The chorus is lit in red on every beat, and the rest stays as it was. " * 4
    turn = Turn(f"Make number {number} red", entries=[*calls, answer], status="complete")
    turn.requests, turn.began, turn.endpoint = [Metrics(requests=1)], 1e9 + number, "http://x m"
    return turn
