"""Scenarios on what the panel says: states, runs, plans, header, typing, themes, sizes."""

from __future__ import annotations

import blender_gui as gui
import bpy

from hands import along, escape, in_sidebar, over_timeline, press, prompt_place, send_place, tall
from places import _search, drag_sidebar
from support import (
    Steps,
    addon,
    chat,
    differ,
    drawn,
    figures,
    on_window,
    picture,
    prefs,
    prompt,
    scene,
    screen,
    segments,
    send,
    server,
    shot,
    text_fits,
    turn,
    until,
    until_idle,
    will_say_slowly,
)

RED = {"channel": 1, "start_time": 0, "end_time": 2, "color": "red"}
SIXTY = [
    {"channel": 5, "start_time": n, "end_time": n + 1, "color": ("red", "lime", "blue")[n % 3]}
    for n in range(60)
]
ANSWER = (
    "Sixty segments are on channel 5, a second each, in red, lime and blue, one after the other."
)
LIGHT = "Blender_Light.xml"


def states() -> list[str]:
    """Return how the turns stand."""
    words, fates = addon("blender.wording.turn_states"), addon("blender.chat.fates")
    return [words.state_of(t, fates.fate(scene(), t)) for t in chat().conversation.turns]


def every_turn_says_how_it_stands() -> Steps:
    """Done, undone by Ctrl+Z, redone, reverted, refused by the server: each is seen as such."""
    server.will_call("create_segment", **RED)
    server.will_say("Red it is.")
    send("Make channel 1 red for two seconds")
    yield from until_idle()
    server.will_call("create_segment", **{**RED, "channel": 2, "color": "blue"})
    server.will_say("Blue it is.")
    send("And channel 2 blue")
    yield from until_idle()
    yield from over_timeline()
    before = picture()
    yield from gui.key("ctrl+z")
    yield from until(lambda: states() == ["done", "undone"], "undo is seen", 5.0)
    yield from until(lambda: differ(before, picture()), "the panel shows it", 5.0)
    yield from gui.key("ctrl+shift+z")
    yield from until(lambda: states() == ["done", "done"], "redo is seen", 5.0)
    with on_window():
        bpy.ops.sequence_maker.take_back("EXEC_DEFAULT", True, index=0)
    assert states() == ["reverted", "done"], states()
    server.will_fail(401, {"error": {"message": "Incorrect API key provided"}})
    send("And channel 3 green")
    yield from until_idle()
    assert states() == ["reverted", "done", "failed"], states()
    yield 0.6
    shot("states")
    yield from _in_other_looks("states")


def sixty_calls_are_one_row() -> Steps:
    """Sixty equal calls are one row with its ring while it runs, and one with a tick afterwards."""
    server.will_call_all(*(("create_segment", call) for call in SIXTY))
    will_say_slowly(ANSWER, 0.03)
    send("Sixty seconds of color on channel 5")
    yield from until(lambda: len(segments()) > 5, "it begins")
    shot("sixty-running")
    yield from until_idle()
    assert states() == ["done"], turn().error
    yield 0.6
    assert drawn(picture())
    text_fits()
    shot("sixty")
    yield from _in_other_looks("sixty")


def a_large_plan_has_its_buttons_in_sight() -> Steps:
    """Twelve channels are to be cleared: the sum first, Apply in sight, at 200 pixels as well."""
    rows = [{**RED, "channel": n, "start_time": at} for n in range(1, 13) for at in (0, 1)]
    server.will_call(
        "create_segments_batch",
        segments=[{**row, "end_time": row["start_time"] + 1} for row in rows],
    )
    server.will_say("There.")
    send("Two on twelve channels")
    yield from until_idle()
    prefs().confirm = "DESTRUCTIVE"
    server.will_call_all(*(("clear_timeline", {"channel": n}) for n in range(1, 13)))
    server.will_say("Gone.")
    send("Clear them all")
    yield from until(lambda: chat().running and chat().running.waiting, "the plan waits")
    yield 0.8
    assert chat().running.waiting.total
    shot("plan-large")
    wide = gui.region("UI").width
    yield from drag_sidebar(wide - 200)
    yield 0.5
    shot("plan-narrow")
    yield from drag_sidebar(gui.region("UI").width - wide)
    yield 0.5
    yield from press(in_sidebar(0.75, _plan_buttons()))
    yield from until(lambda: not (chat().running and chat().running.waiting), "Apply", 5.0)
    yield from until_idle()
    assert segments() == [], segments()


def closed_sidebar_is_told_in_the_header() -> Steps:
    """With the sidebar closed the Sequencer's header says that it waits; a click opens the chat."""
    prefs().confirm = "ALWAYS"
    area = gui.sequencer()
    area.spaces.active.show_region_ui = False
    yield 0.6
    before = picture("HEADER")
    server.will_call("create_segment", **RED)
    server.will_say("Done.")
    send("Red")
    yield from until(lambda: chat().running and chat().running.waiting, "the plan waits")
    yield from until(lambda: differ(before, picture("HEADER")), "the header says so", 5.0)
    yield 0.4
    shot("header-waits")
    with on_window():
        assert bpy.ops.sequence_maker.open_chat() == {"FINISHED"}
    yield 0.8
    assert area.spaces.active.show_region_ui
    assert gui.region("UI").active_panel_category == "Sequence Maker"
    area.spaces.active.show_region_ui = False
    yield 0.4
    chat().running.answer(True)
    addon("blender.chat.turn_step").start()
    yield from until_idle()
    yield 0.6
    shot("header-done")
    assert differ(before, picture("HEADER")), "that it is done is told"
    area.spaces.active.show_region_ui = True
    yield 0.8
    area.spaces.active.show_region_ui = False
    yield 0.8
    assert not differ(before, picture("HEADER")), "it was seen, so that it is told no more"


def escape_keeps_the_words() -> Steps:
    """Type and press Escape: Blender takes the words away, Recall Draft has them."""
    keystrokes = addon("blender.chat.keystrokes")
    yield from press(prompt_place())
    yield from gui.text("Make it warmer")
    yield 0.3
    typed = prompt()
    yield from gui.key("Escape")
    yield 0.5
    figures["typed keys seen before Escape"] = len(typed)
    figures["left in the field after Escape"] = len(prompt())
    recalled = prompt() or keystrokes.recallable(prompt())
    assert recalled == "Make it warmer", (typed, prompt(), recalled)
    shot("escaped")
    if not prompt():
        with on_window():
            assert bpy.ops.sequence_maker.recall_draft() == {"FINISHED"}
    assert prompt() == "Make it warmer"
    yield from press(prompt_place())
    yield from gui.text(" now")
    yield 0.3
    gui.sequencer().spaces.active.show_region_ui = False
    yield 0.6
    gui.sequencer().spaces.active.show_region_ui = True
    yield 0.6
    figures["left in the field after the sidebar closed"] = len(prompt())
    kept = prompt() if " now" in prompt() else keystrokes.typed()
    assert "now" in kept, (prompt(), kept)  # before 5.2 a click selects all, so it stands alone
    yield from escape()


def a_correction_waits_for_the_turn() -> Steps:
    """Type while words stream, press Send: it is shown as waiting, and follows by itself."""
    will_say_slowly("A long story about light. " * 10, 0.05)
    server.will_say("Blue, then.")
    send("Tell me a story")
    yield from until(lambda: len(turn().text) > 20, "words arrive")
    addon("blender.chat.window_state").state().prompt = "Rather make it blue"
    gui.sequencer().tag_redraw()
    yield 0.3
    with on_window():
        assert bpy.ops.sequence_maker.send_prompt() == {"FINISHED"}
    yield 0.3
    assert prompt() == ""
    assert addon("blender.chat.queued").of(scene()).prompts == ["Rather make it blue"]
    shot("queued")
    yield from until(lambda: len(chat().conversation.turns) == 2, "it follows")
    yield from until_idle()
    assert turn().prompt == "Rather make it blue" and turn().status == "complete", turn()


def send_while_a_plan_waits_corrects_it() -> Steps:
    """Type while a plan waits and send: the plan is made anew; Discard ends it."""
    prefs().confirm = "ALWAYS"
    server.will_call("create_segment", **RED)
    server.will_say("Red.")
    send("Red")
    yield from until(lambda: chat().running and chat().running.waiting, "the plan waits")
    addon("blender.chat.window_state").state().prompt = "Rather twice"
    gui.sequencer().tag_redraw()
    yield 0.5
    shot("plan-correction")
    for start in (0, 4):
        server.will_call("create_segment", **RED | {"start_time": start, "end_time": start + 2})
    server.will_say("Red, twice.")
    with on_window():
        assert bpy.ops.sequence_maker.send_prompt() == {"FINISHED"}
    yield from until(lambda: getattr(chat().running.waiting, "count", 0) == 2, "it is planned anew")
    shot("plan-corrected")
    with on_window():
        bpy.ops.sequence_maker.answer(option="Discard")
    yield from until_idle()
    assert states() == ["discarded"] and segments() == [], states()


def model_is_picked_in_the_panel() -> Steps:
    """Open the menu of models from the panel, and choose another endpoint and model."""
    page = prefs()
    yield from over_timeline()
    before = screen()
    with on_window():
        bpy.ops.wm.call_menu(name="SEQUENCER_MT_sequence_maker_model")
    yield from until(lambda: differ(before, screen()), "the menu opens")
    yield 0.4
    shot("model-menu")
    yield from escape(2)
    with on_window():
        bpy.ops.sequence_maker.choose_endpoint(index=len(page.profiles) - 1)
    yield 0.5
    shot("model-rules")
    assert page.active_index == len(page.profiles) - 1
    page.active_index = 0


def refused_key_has_its_dialog() -> Steps:
    """Send without a model and with a refused key: the panel says it, each with its way out."""
    page = prefs()
    page.profiles[0].model = ""
    yield from press(prompt_place())
    yield from gui.text("Make it red")
    yield from gui.key("Return")
    yield from press(send_place())
    yield 0.6
    assert prompt() == "Make it red", "the words are still there"
    assert addon("blender.chat.sent").refusal(scene())[0] == "no_model"
    shot("refused")
    page.profiles[0].model = "test-model"
    before = screen()
    with on_window():
        bpy.ops.sequence_maker.enter_key("INVOKE_DEFAULT")
    yield from until(lambda: differ(before, screen()), "the dialog opens")
    yield 0.4
    shot("enter-key")
    yield from escape(2)


def preferences_show_a_part_each() -> Steps:
    """Open the preferences at their limits: the part is in sight, and draws."""
    with bpy.context.temp_override(window=gui.window()):
        bpy.ops.sequence_maker.open_preferences(section="LIMITS")
    yield 1.5
    assert prefs().section == "LIMITS"
    shot("preferences-limits")
    prefs().section = "ENDPOINT"
    yield 0.6
    shot("preferences-endpoint")
    with bpy.context.temp_override(window=bpy.context.window_manager.windows[-1]):
        bpy.ops.wm.window_close()
    yield 0.5


def menu_fits_the_screen() -> Steps:
    """Open the add-on's menu, also at twice the size."""
    for scale in (1.0, 2.0):
        bpy.context.preferences.view.ui_scale = scale
        yield 0.8
        yield from over_timeline()
        before = screen()
        with on_window():
            bpy.ops.wm.call_menu(name="SEQUENCER_MT_sequence_maker")
        yield from until(lambda before=before: differ(before, screen()), "the menu opens")
        yield 0.4
        shot(f"menu-{scale:g}")
        yield from escape(2)
    bpy.context.preferences.view.ui_scale = 1.0
    yield 0.8


def search_knows_peoples_words() -> Steps:
    """F3 finds `take back`, whose entry begins with what it is called now."""
    server.will_call("create_segment", **RED)
    server.will_say("Red.")
    send("Red")
    yield from until_idle()
    yield from _search("take back", "search-take-back")
    yield from until(lambda: states() == ["reverted"], "it reverts the turn", 5.0)


def _in_other_looks(name: str) -> Steps:
    """Take the same picture in the light theme, at 200 pixels, at twice the size, in German."""
    view = bpy.context.preferences.view
    wide = gui.region("UI").width
    yield from drag_sidebar(wide - 200)
    shot(f"{name}-narrow")
    assert drawn(picture())
    yield from drag_sidebar(gui.region("UI").width - wide)
    _theme(LIGHT)
    yield 0.6
    shot(f"{name}-light")
    _theme("")
    view.ui_scale = 2.0
    yield 1.0
    shot(f"{name}-double")
    view.ui_scale = 1.0
    if "de_DE" in _languages():
        view.language = "de_DE"
        view.use_translate_interface = True
        yield 1.0
        shot(f"{name}-german")
        view.use_translate_interface = False
        view.language = "en_US"
    yield 0.8


def _languages() -> list[str]:
    return list(bpy.context.preferences.view.bl_rna.properties["language"].enum_items.keys())


def _theme(name: str) -> None:
    """Use one of Blender's own themes, "" for the usual one."""
    import os

    if not name:
        bpy.ops.preferences.reset_default_theme()
        return
    for folder in bpy.utils.preset_paths("interface_theme"):
        path = os.path.join(folder, name)
        if os.path.exists(path):
            bpy.ops.script.execute_preset(
                filepath=path, menu_idname="USERPREF_MT_interface_theme_presets"
            )


def _plan_buttons() -> float:
    """Return how far below the sidebar's top Apply is, for a plan with a sum of two lines."""
    return along() + (8.8 if tall() else 7.1)


SCENARIOS = (
    every_turn_says_how_it_stands,
    sixty_calls_are_one_row,
    a_large_plan_has_its_buttons_in_sight,
    closed_sidebar_is_told_in_the_header,
    escape_keeps_the_words,
    a_correction_waits_for_the_turn,
    send_while_a_plan_waits_corrects_it,
    model_is_picked_in_the_panel,
    refused_key_has_its_dialog,
    preferences_show_a_part_each,
    menu_fits_the_screen,
    search_knows_peoples_words,
)
