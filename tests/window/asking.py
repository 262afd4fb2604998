"""Scenarios around the prompt: typing, streaming, the dialog, Stop, a plan that waits."""

from __future__ import annotations

import blender_gui as gui

from hands import (
    along,
    escape,
    frame_all,
    in_sidebar,
    over_timeline,
    popup,
    press,
    prompt_place,
    send_place,
    stop_place,
)
from support import (
    Steps,
    addon,
    chat,
    differ,
    drawn,
    outlives_broken_pipes,
    picture,
    prefs,
    prompt,
    segments,
    send,
    server,
    shot,
    text_fits,
    turn,
    until,
    until_idle,
    will_call_slowly,
    will_say_slowly,
)

RED = {"channel": 1, "start_time": 0, "end_time": 2, "color": "red"}
BLUE = {"channel": 2, "start_time": 2, "end_time": 5, "color": "dodgerblue"}
ANSWER = (
    "Channel 1 is **red** for the first two seconds, and channel 2 turns blue right after it, "
    "from second two to second five. Nothing else on the timeline was touched, and one undo "
    "takes both of the segments back."
)


def typed_prompt_streams() -> Steps:
    """Type a prompt, click Send, watch text and call arrive in three states each."""
    will_call_slowly("create_segment", say="I add a red segment.", **RED)
    server.will_call("create_segment", **BLUE)
    will_say_slowly(ANSWER, 0.12)
    empty = picture()
    yield from press(prompt_place())
    yield from gui.text("Red on 1, then blue")
    yield from gui.key("Return")
    assert prompt() == "Red on 1, then blue", prompt()
    yield from press(send_place())
    yield from until(lambda: chat().conversation.turns, "Send begins a turn")
    assert prompt() == "", "Send empties the field"
    yield from until(lambda: turn().calls, "the call shows")
    assert turn().calls[0].state == "streaming", turn().calls[0].state
    assert len(turn().calls[0].raw) < 60, turn().calls[0].raw
    yield from until(lambda: turn().calls[0].state == "done", "the call is done")
    yield from until(lambda: len(turn().text) > 40, "words arrive")
    yield from _watch_text(empty)
    yield from until_idle()
    yield 0.5
    assert turn().status == "complete", turn().error
    assert segments() == [(1, 1, 49), (2, 49, 121)], segments()
    yield from frame_all()
    text_fits()
    shot("typed")


def _watch_text(empty: object) -> Steps:
    seen = [empty]
    for number in range(3):
        size = len(turn().text)
        yield from until(lambda size=size: len(turn().text) > size + 20, "the text grows")
        assert chat().running is not None, "the text came all at once"
        before = seen[-1]
        yield from until(lambda before=before: differ(before, picture()), "the picture follows")
        seen.append(picture())
        assert drawn(seen[-1])
        if number == 1:
            shot("streaming")


def enter_sends_from_the_dialog() -> Steps:
    """Open the Ask dialog by its shortcut, type, and send with Enter."""
    will_say_slowly("Hello from the dialog.", 0.02)
    yield from over_timeline()
    yield from popup(gui.key("ctrl+alt+shift+a"), "the dialog")
    shot("dialog")
    yield from gui.text("Say hello")
    assert prompt() == "Say hello", f"the dialog's field has the cursor: {prompt()!r}"
    yield from gui.key("Return")
    yield 0.3
    if not chat().conversation.turns:
        yield from gui.key("Return")
    yield from until(lambda: chat().conversation.turns, "Enter sends")
    yield from until_idle()
    assert turn().prompt == "Say hello" and "Hello from" in turn().text, turn()


def stop_is_clicked_mid_stream() -> Steps:
    """Click Stop while text streams: the turn ends, what was said stays."""
    will_say_slowly(" ".join(["A long story about light."] * 40), 0.05)
    send("Tell me a story")
    yield from until(lambda: len(turn().text) > 60, "words arrive")
    yield 0.3
    shot("busy")
    yield from press(stop_place())
    yield from until(lambda: chat().running is None, "Stop ends the turn", 5.0)
    assert turn().status == "cancelled" and len(turn().text) < 900, turn().status
    assert outlives_broken_pipes()
    yield 0.4
    shot("stopped")


def empty_prompt_sends_nothing() -> Steps:
    """Click Send with nothing typed: no turn begins."""
    yield from press(send_place())
    yield 0.3
    assert not chat().conversation.turns
    assert drawn(picture())
    shot("empty")


def plan_is_applied() -> Steps:
    """A plan waits; clicking Apply carries it out."""
    yield from _wait_for_plan()
    shot("plan")
    yield from press(in_sidebar(0.75, plan_buttons()))
    yield from until(lambda: not (chat().running and chat().running.waiting), "Apply", 5.0)
    yield from until_idle()
    assert segments() == [(1, 1, 49)], segments()


def the_second_of_a_double_click_answers_nothing() -> Steps:
    """A click on Apply right after the plan came was meant for what stood there before."""
    clock = addon("chat.turn_clock").TurnClock
    usual = clock.asked_for
    yield from _wait_for_plan()
    clock.asked_for = 0.1
    try:
        yield from press(in_sidebar(0.75, plan_buttons()))
        yield 0.5
    finally:
        clock.asked_for = usual
    assert chat().running and chat().running.waiting, "the plan still waits"
    yield from press(in_sidebar(0.75, plan_buttons()))
    yield from until(lambda: not (chat().running and chat().running.waiting), "Apply", 5.0)
    yield from until_idle()
    assert segments() == [(1, 1, 49)], segments()


def plan_is_discarded() -> Steps:
    """A plan waits; clicking Discard leaves everything as it is."""
    yield from _wait_for_plan()
    assert turn().calls[0].state in ("waiting", "running"), turn().calls[0].state
    yield from press(in_sidebar(0.25, plan_buttons()))
    yield from until(lambda: not (chat().running and chat().running.waiting), "Discard", 5.0)
    yield from until_idle()
    assert segments() == [], segments()


def plan_buttons() -> float:
    """Return how far below the sidebar's top Apply and Discard are, for a plan of one row."""
    return along() + (8.9 if addon("blender.host.compat").has_textbox() else 7.7)


def _wait_for_plan() -> Steps:
    prefs().confirm = "ALWAYS"
    server.will_call("create_segment", **RED)
    will_say_slowly("As you say.", 0.01)
    before = picture()
    send("Two seconds of red")
    waits = lambda: chat().running is not None and chat().running.waiting  # noqa: E731
    yield from until(waits, "the plan waits")
    assert segments() == []
    yield from until(lambda: differ(before, picture()), "the plan shows")
    yield 0.5


def long_prompt_is_refused_with_its_limit() -> Steps:
    """Paste 200 kB: Send stays grey, and the field does not slow Blender down."""
    prompts = addon("blender.chat.prompts")
    state = addon("blender.chat.window_state").state()
    state.prompt = "red " * 50_000
    gui.sequencer().tag_redraw()
    yield 0.5
    yield from press(send_place())
    assert not chat().conversation.turns
    state.prompt = "x" * prompts.LONGEST
    yield 0.3
    state.prompt = ""
    yield from escape()


SCENARIOS = (
    empty_prompt_sends_nothing,
    typed_prompt_streams,
    enter_sends_from_the_dialog,
    stop_is_clicked_mid_stream,
    plan_is_applied,
    the_second_of_a_double_click_answers_nothing,
    plan_is_discarded,
    long_prompt_is_refused_with_its_limit,
)
