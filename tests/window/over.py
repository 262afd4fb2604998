"""Turns done over: the menu of a turn, versions compared, the prompt whose place is shown."""

from __future__ import annotations

import blender_gui as gui
import bpy

from hands import drag_sidebar, escape, over_sidebar
from support import Steps, addon, chat, on_window, segments, send, server, shot, theme, until_idle

RED = {"channel": 1, "start_time": 0, "end_time": 4, "color": "red"}


def turn_is_tried_again_and_versions_are_compared() -> Steps:
    """Try Again takes the turn's place; both are compared; Use exchanges them; the menu opens."""
    server.will_call("create_segment", **RED)
    server.will_say("Red it is.")
    send("Make it glow")
    yield from until_idle()
    server.will_call("create_segment", **{**RED, "channel": 2, "color": "orange"})
    server.will_say("Orange glows better.")
    with on_window():
        assert bpy.ops.sequence_maker.retry(index=0) == {"FINISHED"}
    yield from until_idle()
    assert [row[0] for row in segments()] == [2], segments()
    first, second = chat().conversation.turns
    assert second.instead_of == first.began
    yield 0.5
    shot("over-again")
    with on_window():
        bpy.ops.screen.screen_full_area()
    yield 0.8
    shot("over-compared")
    wide = gui.region("UI").width
    yield from drag_sidebar(wide - 200)
    with theme("Blender_Light.xml"):
        yield 0.5
        shot("over-compared-light-narrow")
    yield from drag_sidebar(gui.region("UI").width - wide)
    with on_window():
        bpy.ops.screen.screen_full_area()
    yield 0.8
    yield from over_sidebar()
    with on_window():
        bpy.ops.sequence_maker.do_over("INVOKE_DEFAULT", index=1)
    yield 0.5
    shot("over-menu")
    yield from escape()
    with on_window():
        assert bpy.ops.sequence_maker.use_version(index=0) == {"FINISHED"}
    assert [row[0] for row in segments()] == [1], segments()
    with on_window():
        bpy.ops.sequence_maker.edit_again(index=0)
    yield 0.5
    shot("over-edited")
    with on_window():
        bpy.ops.sequence_maker.leave_turn()
    addon("blender.chat.window_state").sent()


def turn_is_repeated_elsewhere_by_its_chooser() -> Steps:
    """Repeat Elsewhere: the dialog opens; on other channels it is done again."""
    server.will_call("create_segment", **RED)
    server.will_say("Red it is.")
    send("Make it glow")
    yield from until_idle()
    yield from over_sidebar()
    with on_window():
        bpy.ops.sequence_maker.repeat_elsewhere("INVOKE_DEFAULT", index=0)
    yield 0.5
    shot("over-elsewhere")
    yield from escape()
    with on_window():
        bpy.ops.sequence_maker.repeat_elsewhere("EXEC_DEFAULT", index=0, channels="5-6")
    yield from until_idle()
    assert [row[0] for row in segments()] == [1, 5, 6], segments()
    yield 0.5
    shot("over-repeated")


SCENARIOS = (
    turn_is_tried_again_and_versions_are_compared,
    turn_is_repeated_elsewhere_by_its_chooser,
)
