"""Turns are taken back and brought again exactly, alone or all since then, and are done over."""

import bpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.blender.again import being_edited, compared, turn_menu
from bl_ext.user_default.sequence_maker.blender.chat import chats, fates, sent, window_state
from bl_ext.user_default.sequence_maker.blender.host import compat
from bl_ext.user_default.sequence_maker.blender.settings import turn_settings
from bl_ext.user_default.sequence_maker.blender.settings.preferences import preferences
from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for
from bl_ext.user_default.sequence_maker.chat import context
from bl_ext.user_default.sequence_maker.chat.conversation import Conversation, Turn
from drawn import Context, Drawn
from timeline_help import effect, strips_of
from turn_help import BLUE, RED, ask, place, pump, redo, rows, step, undo, window

pytest_plugins = ["client_fixtures"]
ops = bpy.ops.sequence_maker


@pytest.fixture
def edited(scene):
    """The scene, with an undo stack that begins here."""
    bpy.context.preferences.edit.use_global_undo = True
    step("beginning")
    return scene


@pytest.fixture
def asked(server, monkeypatch):
    """Let the panel's buttons send to the server."""
    monkeypatch.setattr(turn_settings, "active_endpoint", lambda: place(server))
    return server


def now(uid):
    """The scene, found anew: undo frees scenes."""
    return compat.scene_by_uid(uid)


def looks(uid):
    """All that can be read of all strips."""
    scene = session_for(now(uid)).scene
    return scene.closely(strip.name for strip in scene.strips())


def fate(uid):
    scene = now(uid)
    turns = chats.chat_of(scene).conversation.turns
    return [fates.fate(scene, turn) for turn in turns]


def press(name, **given):
    """Press a button as a person does, with its undo step."""
    with window():
        return getattr(ops, name)("EXEC_DEFAULT", True, **given)


def two_turns(server, scene):
    for one in (RED, BLUE):
        server.will_call("create_segment", **one)
        server.will_say("Done.")
        ask(place(server), scene)


def rich_turn(server, scene):
    """A turn that makes, changes, cuts, removes and moves what the user had."""
    for channel in (1, 2, 3):
        server.will_call("create_segment", channel=channel, start_time=0, end_time=4, color="red")
    server.will_say("There.")
    ask(place(server), scene, "first")
    strips = {strip.channel: strip for strip in strips_of(scene)}
    strips[1]["mine"], strips[2].blend_alpha = "kept", 0.5
    effect(scene, "TEXT", 5, 0.2, 2.2, "Words")
    step("by hand")
    server.will_call("delete_segment", channel=1, segment_index=1)
    server.will_call("modify_segment", channel=2, segment_index=1, color="blue", start_time=1)
    server.will_call("clear_timeline", channel=3, start_time=1, end_time=2)
    server.will_call("set_strips", names=["Words"], start_time=1)
    server.will_call("create_segment", channel=4, start_time=1, end_time=2, color="lime")
    server.will_say("Done.")
    return ask(place(server), scene, "second")


def test_what_was_reverted_comes_again_exactly_and_as_often_as_wanted(server, edited):
    uid = edited.session_uid
    rich_turn(server, edited)
    done = looks(uid)
    press("take_back", index=1)
    before = looks(uid)
    assert before != done and fate(uid) == ["", "reverted"]
    for _ in range(2):
        assert press("bring_again", index=1) == {"FINISHED"}
        assert looks(uid) == done and fate(uid) == ["", ""]
        assert press("take_back", index=1) == {"FINISHED"}
        assert looks(uid) == before
    undo()
    assert looks(uid) == done
    redo()
    assert looks(uid) == before and press("bring_again", index=1) == {"FINISHED"}
    assert looks(uid) == done


def test_it_comes_again_after_saving_and_opening(server, edited, tmp_path):
    uid = edited.session_uid
    rich_turn(server, edited)
    done = looks(uid)
    press("take_back", index=1)
    path = str(tmp_path / "kept.blend")
    bpy.ops.wm.save_as_mainfile(filepath=path)
    bpy.ops.wm.open_mainfile(filepath=path)
    uid = compat.sequencer_scene().session_uid
    assert fate(uid) == ["", "reverted"]
    assert press("bring_again", index=1) == {"FINISHED"}
    assert looks(uid) == done


def test_what_was_changed_by_hand_since_is_kept_when_it_comes_again(server, edited):
    uid = edited.session_uid
    two_turns(server, edited)
    press("take_back", index=0)
    effect(now(uid), "COLOR", 1, 0.5, 3, "By Hand")
    step("by hand")
    bpy.context.view_layer.update()
    press("bring_again", index=0)
    assert "By Hand" in [strip.name for strip in strips_of(now(uid))]


def test_what_the_assistant_took_back_comes_again_too(server, edited):
    uid = edited.session_uid
    two_turns(server, edited)
    done = looks(uid)
    server.will_call("undo_last_turn")
    server.will_say("It is back.")
    ask(place(server), edited, "undo that")
    assert fate(uid) == ["", "reverted", ""] and looks(uid) != done
    assert press("bring_again", index=1) == {"FINISHED"}
    assert looks(uid) == done


def test_restore_takes_all_since_a_turn_back_in_one_step_and_keeps_what_is_by_hand(server, edited):
    uid = edited.session_uid
    for channel in (1, 2, 3, 4):
        server.will_call("create_segment", channel=channel, start_time=0, end_time=1, color="red")
        server.will_say("Done.")
        ask(place(server), edited)
    strip = next(strip for strip in strips_of(now(uid)) if strip.channel == 3)
    strip.color = (0, 1, 0)
    step("by hand")
    before = rows(uid)
    assert press("restore_before", index=1) == {"FINISHED"}
    assert [row[0] for row in rows(uid)] == [1, 3]
    assert fate(uid) == ["", "reverted", "", "reverted"]
    undo()
    assert rows(uid) == before and fate(uid) == ["", "", "", ""]


def test_a_lock_lets_nothing_of_a_restore_happen(server, edited):
    uid = edited.session_uid
    two_turns(server, edited)
    now(uid).sequence_editor.channels[1].lock = True
    before = looks(uid)
    with pytest.raises(RuntimeError, match="lock"):
        press("restore_before", index=0)
    assert looks(uid) == before and fate(uid) == ["", ""]


def test_try_again_takes_the_place_of_the_turn_and_one_undo_takes_both_back(asked, edited):
    uid = edited.session_uid
    two_turns(asked, edited)
    before = rows(uid)
    asked.will_call("create_segment", channel=7, start_time=0, end_time=1, color="lime")
    asked.will_say("Another way.")
    press("retry", index=1)
    assert [row[0] for row in rows(uid)] == [1, 7]
    assert fate(uid) == ["", "reverted", ""]
    turns = chats.chat_of(now(uid)).conversation.turns
    assert turns[2].instead_of == turns[1].began and turns[2].prompt == turns[1].prompt
    undo()
    assert rows(uid) == before and fate(uid) == ["", "", "undone"]


def test_where_nothing_is_sent_the_turn_stays(asked, edited, monkeypatch):
    uid = edited.session_uid
    two_turns(asked, edited)
    before = looks(uid)
    monkeypatch.setattr(turn_settings, "active_endpoint", lambda: place(asked, base_url="nowhere"))
    with pytest.raises(RuntimeError):
        press("retry", index=1)
    monkeypatch.setattr(chats, "turn_for", lambda *_: (_ for _ in ()).throw(ValueError("no")))
    monkeypatch.setattr(turn_settings, "active_endpoint", lambda: place(asked))
    with pytest.raises(RuntimeError):
        press("retry", index=1)
    assert looks(uid) == before and fate(uid) == ["", ""]


def test_another_model_gets_the_prompt_without_what_the_first_did_and_both_are_compared(
    asked, edited
):
    uid, prefs = edited.session_uid, preferences()
    two_turns(asked, edited)
    profile = prefs.profiles.add()
    profile.name, profile.base_url, profile.model = "Other", asked.base_url, "other-model"
    asked.will_call("create_segment", channel=3, start_time=0, end_time=1, color="lime")
    asked.will_say("Otherwise.")
    try:
        press("retry_with", index=1, other=f"{len(prefs.profiles) - 1} ")
    finally:
        prefs.profiles.remove(len(prefs.profiles) - 1)
    chat = chats.chat_of(now(uid))
    first, again = chat.conversation.turns[1:]
    assert asked.requests[-1]["model"] == "other-model"
    told = [row["content"] for row in asked.requests[-1]["messages"] if row["role"] == "user"]
    assert len(told) == 2, "the first try is not told"
    assert chat.conversation.versions(again) == chat.conversation.versions(first) == [first, again]
    table = dict(compared.columns(chat, [first, again]))
    assert table["Model"] == ["test-model", "other-model"] and table["Strips"] == ["1", "1"]
    assert fate(uid) == ["", "reverted", ""] and [row[0] for row in rows(uid)] == [1, 3]
    assert press("use_version", index=1) == {"FINISHED"}
    assert fate(uid) == ["", "", "reverted"] and [row[0] for row in rows(uid)] == [1, 2]


@pytest.mark.parametrize("end", ["words", "fault", "stopped"])
def test_where_nothing_is_written_in_its_place_the_turn_stands_again(asked, edited, end):
    uid = edited.session_uid
    two_turns(asked, edited)
    before = looks(uid)
    if end == "words":
        asked.will_say("I would rather not.")
    elif end == "fault":
        asked.will_fail(401)
    chat, turn = chats.chat_of(now(uid)), chats.chat_of(now(uid)).conversation.turns[1]
    if end == "stopped":
        asked.will_play(b"", stall_before=5)
    sent.begin(chat, turn.prompt, turn)
    assert [row[0] for row in rows(uid)] == [1] and fate(uid)[1] == "reverted"
    if end == "stopped":
        chat.cancel()
    else:
        pump(chat)
    assert looks(uid) == before and fate(uid) == ["", "", ""] and not chat.pending


@pytest.mark.parametrize("apply", [True, False])
def test_as_a_plan_it_takes_the_place_only_once_applied(asked, edited, monkeypatch, apply):
    uid = edited.session_uid
    two_turns(asked, edited)
    before = looks(uid)
    asked.will_call("create_segment", channel=3, start_time=0, end_time=1, color="lime")
    asked.will_say("So I would do it.")
    chat = chats.chat_of(now(uid))
    window_state.state().plan_only = True
    try:
        sent.begin(chat, "Rather so", chat.conversation.turns[1])
        pump(chat, lambda: chat.running.waiting is not None)
    finally:
        window_state.state().plan_only = False
    assert [row[0] for row in rows(uid)] == [1]
    chat.running.answer(apply)
    pump(chat)
    if apply:
        assert [row[0] for row in rows(uid)] == [1, 3] and fate(uid) == ["", "reverted", ""]
        undo()
    assert looks(uid) == before and fate(uid)[:2] == ["", ""]


def test_edit_and_send_again_shows_whose_place_it_takes(asked, edited):
    uid = edited.session_uid
    two_turns(asked, edited)
    press("edit_again", index=1)
    chat = chats.chat_of(now(uid))
    assert window_state.state().prompt == chat.conversation.turns[1].prompt
    assert being_edited.edited(chat) is chat.conversation.turns[1]
    window_state.put("Rather on channel 9")
    asked.will_call("create_segment", channel=9, start_time=0, end_time=1, color="lime")
    asked.will_say("Done.")
    press("send_prompt")
    assert [row[0] for row in rows(uid)] == [1, 9] and being_edited.edited(chat) is None
    assert chat.conversation.turns[-1].prompt == "Rather on channel 9"


def test_a_turn_that_is_left_stays(asked, edited):
    uid = edited.session_uid
    two_turns(asked, edited)
    press("edit_again", index=1)
    press("leave_turn")
    asked.will_call("create_segment", channel=9, start_time=0, end_time=1, color="lime")
    asked.will_say("Done.")
    press("send_prompt")
    assert [row[0] for row in rows(uid)] == [1, 2, 9] and fate(uid) == ["", "", ""]


def test_the_menu_offers_what_fits(asked, edited):
    uid = edited.session_uid
    two_turns(asked, edited)
    chat = chats.chat_of(now(uid))

    def offered(index):
        layout = Drawn()
        turn_menu.draw(layout, chat, chat.conversation.turns[index], index)
        return [name.partition(".")[2] for name in layout.operators()]

    again = ["retry", "edit_again", "repeat_elsewhere", "save_recipe"]
    assert offered(0) == [*again, "take_back", "restore_before"]
    assert offered(1) == [*again, "take_back"]
    press("take_back", index=1)
    assert offered(1) == [*again, "bring_again"]
    chat.conversation.turns[1].status = "incomplete"
    assert "go_on" in offered(1)


def test_a_turn_is_repeated_on_other_channels_by_its_button(asked, edited):
    uid = edited.session_uid
    two_turns(asked, edited)
    assert press("repeat_elsewhere", index=0) == {"CANCELLED"}
    assert press("repeat_elsewhere", index=0, channels="5-6") == {"FINISHED"}
    assert [row[0] for row in rows(uid)] == [1, 2, 5, 6]
    turn = chats.chat_of(now(uid)).conversation.turns[-1]
    assert turn.calls[0].arguments == {"turn": 2, "channels": [5, 6]}
    assert turn.status == "complete" and "channels 5-6" in turn.prompt
    press("repeat_elsewhere", index=2, place="OTHER", on="0:10 to 0:11")
    assert [row[:2] for row in rows(uid)][-2:] == [(6, 0), (6, 10)]
    assert len(asked.requests) == 4, "no model was asked"
    undo()
    assert [row[0] for row in rows(uid)] == [1, 2, 5, 6]


def test_the_table_is_drawn_where_there_is_more_than_one(scene):
    chat = chats.chat_of(scene)
    one, two = Turn("go", status="complete", began=5.0), Turn("go", status="complete", began=6.0)
    chat.conversation.turns[:] = [one, two]
    layout = Drawn(open=True)
    compared.draw(layout, Context(379), chat, two, 1)
    assert layout.texts() == []
    two.instead_of = 5.0
    compared.draw(layout, Context(379), chat, two, 1)
    assert "2 Versions Compared" in layout.texts()


MOMENTS = st.lists(st.integers(0, 6), min_size=1, max_size=8)


@given(MOMENTS)
@settings(max_examples=60, deadline=None)
def test_versions_are_the_same_whichever_is_asked(links):
    turns = [Turn("go", began=at + 1.0, messages=[]) for at in range(len(links))]
    for at, link in enumerate(links):
        turns[at].instead_of = float(link) if link < at + 1 else 0.0
    talk = Conversation(turns)
    for turn in turns:
        found = talk.versions(turn)
        assert turn in found
        for other in found:
            assert talk.versions(other) == found
    told = context.messages(talk, 10**9)
    assert len(told) == sum(t.began not in talk.replaced() or t is turns[-1] for t in turns)
