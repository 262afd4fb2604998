"""Scenarios around undo: one step per turn, undo while text streams, taking a turn back."""

from __future__ import annotations

import blender_gui as gui
import bpy

from hands import over_timeline
from support import (
    Steps,
    chat,
    ends_cleanly,
    on_window,
    scene,
    segments,
    send,
    server,
    shot,
    turn,
    until,
    until_idle,
    will_say_slowly,
)

OWN = [(5, 1, 25)]
"""What the user makes by hand, before the assistant does anything."""
RED = {"channel": 1, "start_time": 0, "end_time": 2, "color": "red"}
BLUE = {"channel": 2, "start_time": 2, "end_time": 5, "color": "blue"}
BOTH = [(1, 1, 49), (2, 49, 121)]


def undo_takes_the_turn_back() -> Steps:
    """Ctrl+Z takes a turn of two requests back as one step, redo brings it again."""
    _by_hand()
    server.will_call("create_segment", **RED)
    server.will_call("create_segment", **BLUE)
    will_say_slowly("Both are there.", 0.01)
    send("Red, then blue")
    yield from until_idle()
    assert segments() == [*BOTH, *OWN], segments()
    yield from over_timeline()
    yield from gui.key("ctrl+z")
    yield from until(lambda: segments() == OWN, "one step takes back the turn", 5.0)
    _conversation_is_kept()
    yield from gui.key("ctrl+shift+z")
    yield from until(lambda: segments() == [*BOTH, *OWN], "redo brings the turn again", 5.0)
    _conversation_is_kept()
    yield from gui.key("ctrl+z")
    yield from until(lambda: segments() == OWN, "undo after redo", 5.0)
    yield from gui.key("ctrl+z")
    yield from until(lambda: segments() == [], "the user's own step is the next", 5.0)
    _conversation_is_kept()


def undo_mid_stream_cancels() -> Steps:
    """Ctrl+Z while text streams ends the turn and takes back only what it did."""
    _by_hand()
    server.will_call("create_segment", **RED)
    will_say_slowly(" ".join(["More and more words."] * 60), 0.05)
    send("Red, and talk")
    yield from until(lambda: len(turn().text) > 40, "words arrive")
    assert segments() == [(1, 1, 49), *OWN], segments()
    yield from over_timeline()
    yield from gui.key("ctrl+z")
    yield from until(lambda: chat().running is None, "the turn ends", 5.0)
    yield from until(lambda: segments() == OWN, "the turn's strip goes, the user's stays", 5.0)
    assert turn().status == "cancelled", turn().status
    _conversation_is_kept()
    yield from ends_cleanly()
    yield 0.3
    shot("undone")


def old_turn_is_taken_back() -> Steps:
    """Take back the first of two turns from the panel; the second one's strip stays."""
    for number, call in enumerate((RED, BLUE)):
        server.will_call("create_segment", **call)
        will_say_slowly("Done.", 0.01)
        send(f"Turn {number}")
        yield from until_idle()
    with on_window():
        assert bpy.ops.sequence_maker.take_back("EXEC_DEFAULT", True, index=0) == {"FINISHED"}
    assert segments() == BOTH[1:], segments()
    yield from over_timeline()
    yield from gui.key("ctrl+z")
    yield from until(lambda: segments() == BOTH, "undo of the taking back", 5.0)


def _by_hand() -> None:
    with on_window():
        bpy.ops.sequence_maker.create_segment(
            "EXEC_DEFAULT", True, channel=5, start_time=0.0, end_time=1.0
        )
    assert segments() == OWN, segments()


def _conversation_is_kept() -> None:
    assert len(chat().conversation.turns) == 1
    kept = scene().sequence_maker.kept_turns
    assert any(turn().prompt in row.text for row in kept), "the scene's copy"


SCENARIOS = (undo_takes_the_turn_back, undo_mid_stream_cancels, old_turn_is_taken_back)
