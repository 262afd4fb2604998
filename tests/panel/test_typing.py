"""Nothing typed is lost: drafts, earlier prompts, what waits for its turn, what is refused."""

import time

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.chat import (
    chats,
    keystrokes,
    queued,
    sent,
    turn_step,
    window_state,
)
from bl_ext.user_default.sequence_maker.blender.host import compat
from bl_ext.user_default.sequence_maker.blender.panel import prompt_area
from bl_ext.user_default.sequence_maker.blender.settings.preferences import preferences
from bl_ext.user_default.sequence_maker.toolkit.world import Limits
from drawn import Context, Drawn
from playback_server import PlaybackServer
from turn_help import RED, place, pump, send

ops = bpy.ops.sequence_maker


@pytest.fixture(autouse=True)
def field(addon):
    """An empty field with nothing remembered."""
    window_state._recent.get().clear()
    window_state.sent()
    yield
    window_state.sent()


@pytest.fixture
def server(scene):
    """A scripted server that the active endpoint names."""
    page = preferences()
    profile = page.profiles[page.active_index]
    kept = profile.base_url, profile.model, page.confirm
    with PlaybackServer() as running:
        profile.base_url, profile.model, page.confirm = running.base_url, "test-model", "NEVER"
        yield running
    profile.base_url, profile.model, page.confirm = kept


def type_in(text):
    """Type as a person does: the field has each key."""
    for end in range(1, len(text) + 1):
        window_state.state().prompt = text[:end]


def prompt():
    return window_state.state().prompt


def drawn(scene):
    layout = Drawn()
    prompt_area.draw(layout, Context(), chats.chat_of(scene))
    return layout


def wait(scene):
    """Carry all turns on, those that wait included, until none runs."""
    chat = chats.chat_of(scene)
    for _ in range(5000):
        turn_step._step(0.01)
        time.sleep(0.002)
        if chat.running is None and not queued.go_on():
            return
    raise AssertionError("it does not end")


def test_what_was_emptied_can_be_recalled(scene):
    type_in("make it warm")
    window_state.state().prompt = ""
    assert "sequence_maker.recall_draft" in drawn(scene).operators()
    assert ops.recall_draft() == {"FINISHED"} and prompt() == "make it warm"
    assert "sequence_maker.recall_draft" not in drawn(scene).operators()


def test_an_edit_that_blender_gave_up_can_be_recalled(scene):
    type_in("make it warm")
    keystrokes.key("make it warmer")  # a key that the cancelled edit has taken back
    window_state.state()["prompt"] = ""
    assert keystrokes.recallable("") == "make it warmer"


def test_an_edit_of_something_that_was_given_up_can_be_recalled(scene):
    type_in("make it warm")
    keystrokes.key("make it warm and slow")
    assert prompt() == "make it warm", "Blender went back to what stood there"
    assert keystrokes.recallable(prompt()) == "make it warm and slow"
    assert ops.recall_draft() == {"FINISHED"} and prompt() == "make it warm and slow"
    assert not keystrokes.recallable(prompt())


def test_what_is_typed_anew_keeps_what_was_given_up(scene):
    type_in("make it warm")
    keystrokes.key("make it warm")
    window_state.state()["prompt"] = ""
    type_in("no")
    window_state.state().prompt = ""
    assert keystrokes.recallable("") == "make it warm"


def test_words_that_are_deleted_one_by_one_stay_whole_in_the_draft(scene):
    type_in("make it warm")
    for rest in ("make it ", "make ", ""):
        window_state.state().prompt = rest
    assert keystrokes.recallable("") == "make it warm"


def test_what_was_sent_is_no_draft(scene, server):
    server.will_say("Fine.")
    type_in("make it warm")
    assert ops.send_prompt() == {"FINISHED"}
    assert prompt() == "" and keystrokes.recallable("") == ""
    assert window_state.recent() == ["make it warm"]


def test_a_word_that_is_refused_stays_in_the_field_with_its_way_out(scene, server):
    profile = preferences().profiles[preferences().active_index]
    profile.model = ""
    type_in("make it warm")
    with pytest.raises(RuntimeError, match="Choose a model"):
        ops.send_prompt()
    assert prompt() == "make it warm"
    layout = drawn(scene)
    assert any("Choose a model" in text for text in layout.texts())
    assert "wm.call_menu" in layout.operators()
    profile.model = "test-model"
    server.will_say("Fine.")
    ops.send_prompt()
    assert sent.refusal(scene) is None


def test_another_file_keeps_what_is_being_typed(scene):
    type_in("make it warm")
    bpy.ops.wm.read_homefile(app_template="Video_Editing", use_factory_startup=True)
    assert prompt() == "make it warm"


def test_earlier_prompts_are_stepped_through_and_back(scene):
    for text in ("first", "second"):
        window_state.remember(text)
    type_in("being typed")
    seen = []
    for by in (1, 1, 1, -1, -1):
        ops.recall_step(by=by)
        seen.append(prompt())
    assert seen == ["second", "first", "first", "second", "being typed"]


def test_a_prompt_that_is_recalled_keeps_the_draft(scene):
    window_state.remember("first")
    type_in("being typed")
    ops.recall_prompt(index=0)
    assert prompt() == "first"
    window_state.state().prompt = ""
    assert keystrokes.recallable("")


def test_the_search_has_all_earlier_prompts(scene):
    for text in ("first", "second\nline"):
        window_state.remember(text)
    assert ops.search_prompts(earlier="1") == {"FINISHED"} and prompt() == "first"
    assert ops.search_prompts(earlier="0") == {"FINISHED"} and prompt() == "second\nline"


def test_what_is_sent_while_a_turn_runs_waits_and_follows(scene, server):
    server.will_play(b"", stall_before=0.5)
    chat = send(place(server), scene)
    type_in("and then blue")
    assert "Send When This Has Ended" in drawn(scene).texts()
    assert ops.send_prompt() == {"FINISHED"}
    assert prompt() == "" and queued.of(scene).prompts == ["and then blue"]
    assert "Next: and then blue" in drawn(scene).texts()
    server.will_say("Blue.")
    chat.cancel()
    wait(scene)
    assert [turn.prompt for turn in chat.conversation.turns][-1] == "and then blue"
    assert not queued.of(scene).prompts


def test_what_waits_is_not_sent_in_another_chat_without_a_button(scene, server):
    server.will_play(b"", stall_before=5)
    chat = send(place(server), scene)
    type_in("and then blue")
    ops.send_prompt()
    assert ops.new_chat() == {"FINISHED"}
    assert not queued.go_on() and not chat.conversation.turns
    assert queued.of(scene).held and queued.of(scene).prompts == ["and then blue"]
    assert "sequence_maker.send_queued" in drawn(scene).operators()


def test_what_waits_can_be_taken_out_again(scene, server):
    server.will_play(b"", stall_before=5)
    chat = send(place(server), scene)
    for text in ("one more", "two more"):
        type_in(text)
        ops.send_prompt()
    assert ops.unqueue(index=0) == {"FINISHED"} and prompt() == "one more"
    assert ops.unqueue(index=0) == {"FINISHED"} and prompt() == "one more"
    assert "two more" in window_state.recent()
    chat.cancel()


def test_after_a_turn_that_failed_what_waits_waits_for_a_button(scene, server):
    server.will_fail(401)
    chat = send(place(server), scene)
    type_in("and then blue")
    ops.send_prompt()
    pump(chat)
    assert not queued.go_on() and queued.of(scene).held
    assert "sequence_maker.send_queued" in drawn(scene).operators()
    server.will_say("Blue.")
    assert ops.send_queued() == {"FINISHED"}
    assert chat.conversation.turns[-1].prompt == "and then blue"
    assert chat.conversation.turns[-1].status == "complete"


def test_while_a_plan_waits_send_discards_it_and_sends(scene, server):
    server.will_call("create_segment", **RED)
    chat = send(place(server), scene, limits=Limits(confirm="always"))
    pump(chat, lambda: chat.running.waiting)
    type_in("rather blue")
    assert "Discard Plan and Send" in drawn(scene).texts()
    server.will_say("Blue, then.")
    assert ops.send_prompt(instead=True) == {"FINISHED"}
    first, second = chat.conversation.turns
    assert first.error["code"] == "discarded" and not first.ledger
    assert second.prompt == "rather blue" and second.status == "complete"
    assert not compat.strips(scene.sequence_editor)


def test_a_turns_prompt_comes_back_to_be_changed(scene, server):
    server.will_say("Fine.")
    type_in("make it warm")
    ops.send_prompt()
    type_in("half a word")
    assert ops.edit_again(index=0) == {"FINISHED"} and prompt() == "make it warm"
    window_state.state().prompt = ""
    assert keystrokes.recallable("")


def test_continue_asks_the_model_to_go_on(scene, server):
    server.will_say("Half.")
    type_in("tell it all")
    ops.send_prompt()
    server.will_say("The other half.")
    assert ops.go_on() == {"FINISHED"}
    assert chats.chat_of(scene).conversation.turns[-1].prompt.startswith("Go on")
