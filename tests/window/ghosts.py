"""What a plan would do, drawn over the strips: in both themes, over any zoom, at little cost."""

from __future__ import annotations

import blender_gui as gui
import bpy

from support import (
    Steps,
    addon,
    chat,
    differ,
    figures,
    on_window,
    picture,
    scene,
    segments,
    send,
    server,
    shot,
    theme,
    timed_paint,
    until,
    until_idle,
)

GHOSTS = 2000
COLORS = ("red", "lime", "blue", "orange", "white", "navy")


def plan_is_drawn_over_the_strips() -> Steps:
    """Send with Plan Only: ghosts over the strips, off with one click; Apply makes it so."""
    yield from _planned()
    before = segments()
    shot("ghosts-dark")
    drawn = picture("WINDOW")
    yield from _switched(False)
    assert differ(drawn, picture("WINDOW")), "the ghosts are gone"
    shot("ghosts-off")
    yield from _switched(True)
    for name, zoom in (("far", -3), ("near", 4)):
        with on_window():
            for _ in range(abs(zoom)):
                bpy.ops.view2d.zoom(deltax=float(zoom) / 2, deltay=0.0)
        yield 0.4
        shot(f"ghosts-{name}")
    with on_window():
        bpy.ops.sequencer.view_all()
    scene().frame_set(scene().frame_current + 60)
    yield 0.4
    assert differ(drawn, picture("WINDOW")), "number and span go with the playhead"
    with theme("Blender_Light.xml"):
        yield 0.5
        shot("ghosts-light")
    assert segments() == before, "nothing is written before Apply"
    with on_window():
        bpy.ops.sequence_maker.answer(option="Apply")
    yield from until_idle()
    yield 0.4
    assert segments() != before
    overlay = addon("blender.ghosts.ghost_overlay")
    assert overlay._overlay.get().drawn is None, "what was applied is no ghost"
    shot("ghosts-applied")


def question_is_drawn_over_the_strips() -> Steps:
    """Ask before many strips go: what is asked about is seen in the timeline, too."""
    _strips()
    addon("blender.settings.preferences").preferences().confirm = "DESTRUCTIVE"
    addon("blender.settings.preferences").preferences().confirm_threshold = 2
    server.will_call("clear_timeline", channel=1)
    server.will_say("Done.")
    send("Clear channel 1")
    yield from until(lambda: chat().running and chat().running.waiting, "the question")
    yield 0.5
    assert addon("blender.ghosts.ghost_overlay")._overlay.get().drawn is not None
    shot("ghosts-question")
    with on_window():
        bpy.ops.sequence_maker.answer(option="Discard")
    yield from until_idle()


def ghosts_cost_little() -> Steps:
    """Draw 2,000 ghosts, still and panned: processor time of the handler."""
    rows = [
        {
            "channel": 1 + number % 8,
            "start_time": number // 8 * 0.5,
            "end_time": number // 8 * 0.5 + 0.4,
            "color": COLORS[number % 6],
        }
        for number in range(GHOSTS)
    ]
    server.will_call("create_segments_batch", segments=rows)
    server.will_say("So it would be.")
    yield from _sent("Many")
    with timed_paint(addon("blender.ghosts.ghost_overlay")) as draws:
        for name, move, end in (("still", 0, 250), ("panned", 9, 250), ("from afar", 0, 3000)):
            scene().frame_end = end
            with on_window():
                bpy.ops.sequencer.view_all()
            yield 0.5
            draws.clear()
            for _ in range(60):
                with on_window():
                    if move:
                        bpy.ops.view2d.pan(deltax=move, deltay=0)
                gui.region("WINDOW").tag_redraw()
                yield 0.02
            assert draws, "the ghosts are drawn"
            median = sorted(draws)[len(draws) // 2]
            figures[f"2,000 ghosts {name} median ms of CPU"] = round(1000 * median, 3)
    shot("ghosts-many")
    scene().frame_end = 250
    with on_window():
        bpy.ops.sequence_maker.answer(option="Discard")
    yield from until_idle()


def _strips() -> None:
    """Make a few strips by hand."""
    call = addon("tools").TOOLS["create_segment"].call
    session = addon("blender.world.sessions").session_for(scene())
    for channel in (1, 2, 3):
        for at in range(4):
            given = {"channel": channel, "start_time": at * 2, "end_time": at * 2 + 2}
            assert call(session, **given, color=COLORS[at])["ok"]
    with on_window():
        bpy.ops.ed.undo_push(message="Strips")
        bpy.ops.sequencer.view_all()


def _planned() -> Steps:
    """Let a plan wait that makes, changes, moves, cuts and removes."""
    _strips()
    server.will_call_all(
        ("create_segment", {"channel": 4, "start_time": 0, "end_time": 3, "color": "yellow"}),
        ("create_segment", {"channel": 5, "start_time": 5, "end_time": 8, "color": "red"}),
        ("modify_segment", {"channel": 1, "segment_index": 1, "color": "pink"}),
        ("modify_segment", {"channel": 1, "segment_index": 3, "to_channel": 6, "start_time": 1}),
        ("delete_segment", {"channel": 2, "segment_index": 2}),
        ("clear_timeline", {"channel": 3, "start_time": 2.5, "end_time": 5}),
    )
    server.will_say("So it would be.")
    yield from _sent("Do a bit of everything")


def _sent(prompt: str) -> Steps:
    state = addon("blender.chat.window_state").state()
    state.plan_only = True
    try:
        send(prompt)
    finally:
        state.plan_only = False
    yield from until(lambda: chat().running and chat().running.waiting, "the plan waits")
    yield 0.6


def _switched(on: bool) -> Steps:
    addon("blender.chat.window_state").state().show_ghosts = on
    yield 0.4


SCENARIOS = (
    plan_is_drawn_over_the_strips,
    question_is_drawn_over_the_strips,
    ghosts_cost_little,
)
