"""A plan of a whole turn in the sidebar: sum, answers and switches in sight, corrected, applied."""

from __future__ import annotations

import bpy

from hands import drag_sidebar
from support import (
    Steps,
    addon,
    chat,
    on_window,
    scene,
    segments,
    send,
    server,
    shot,
    theme,
    until,
    until_idle,
)

NARROW = 120
"""Pixels by which the sidebar is made smaller: about 200 are left."""


def plan_is_switched_corrected_and_applied() -> Steps:
    """Send with Plan Only: look at the plan, leave a call out, correct it, go back, apply."""
    third = addon("blender.timeline.segment_ids").next_id(scene()) + 2
    server.will_call_all(
        ("create_segment", _segment(1, "red")),
        ("create_segment", _segment(2, "blue")),
        ("create_segment", _segment(3, "lime")),
        ("modify_segment", {"segment_id": third, "color": "white"}),
    )
    server.will_say("Three lights.")
    state = addon("blender.chat.window_state").state()
    state.plan_only = True
    send("Three lights")
    yield from _waits()
    shot("plan-panel-dark")
    with on_window():
        bpy.ops.sequence_maker.switch_plan(call=2)
    yield from _waits()
    assert [bool(call.off) for call in chat().running.plan.calls] == [False, False, True, True]
    shot("plan-panel-switched")
    state.prompt = "only the first half"
    yield 0.5
    shot("plan-panel-typed")
    server.will_call("create_segment", **_segment(1, "red", 1))
    server.will_say("Half as long.")
    with on_window():
        bpy.ops.sequence_maker.send_prompt()
    yield from _waits()
    assert chat().running.waiting.count == 2
    with theme("Blender_Light.xml"):
        yield 0.5
        shot("plan-panel-light")
    yield from drag_sidebar(NARROW)
    shot("plan-panel-narrow")
    yield from drag_sidebar(-NARROW)
    with on_window():
        bpy.ops.sequence_maker.turn_plan(by=-1)
        bpy.ops.sequence_maker.answer(option="Apply")
    yield from until_idle()
    state.plan_only = False
    assert [row[0] for row in segments()] == [1, 2], segments()
    shot("plan-panel-applied")


def _segment(channel: int, color: str, end: int = 2) -> dict[str, object]:
    return {"channel": channel, "start_time": 0, "end_time": end, "color": color}


def _waits() -> Steps:
    yield from until(lambda: chat().running and chat().running.waiting, "the plan waits")
    yield 0.5


SCENARIOS = (plan_is_switched_corrected_and_applied,)
