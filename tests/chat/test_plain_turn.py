"""Turns that the rules read: the same turn as any other, in a real scene, with no connection."""

import json

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.chat import chats, readers
from bl_ext.user_default.sequence_maker.blender.settings import turn_settings
from bl_ext.user_default.sequence_maker.blender.wording.outcome import remarks
from bl_ext.user_default.sequence_maker.chat.rules_client import RulesClient
from bl_ext.user_default.sequence_maker.chat.wire.endpoint import RULES, Endpoint
from bl_ext.user_default.sequence_maker.chat.worker import Worker
from bl_ext.user_default.sequence_maker.music.summary import NOT_SURE
from bl_ext.user_default.sequence_maker.plain.reading import PlainCall, Reading
from bl_ext.user_default.sequence_maker.toolkit.world import Limits
from playback_server import PlaybackServer
from turn_help import at_rest, own, pump, rows, window
from turn_help import place as at_server

PLAIN = Endpoint("Plain Commands", "", RULES, offline=True)


def say(scene, prompt, agree=None, limits=None):
    """Carry a prompt through by rules; return the turn and the events."""
    chat, told = chats.chat_of(scene), []
    chat.send(prompt, PLAIN, turn_settings.options(PLAIN), limits or Limits(), told.append)
    while chat.pump():
        if chat.running.waiting:
            assert agree is not None, chat.running.waiting
            chat.running.answer(agree)
    at_rest(chat)
    return chat.conversation.turns[-1], told


def proposing(monkeypatch, reading):
    """Let the rules read any prompt as this."""
    monkeypatch.setattr(
        readers,
        "worker",
        lambda endpoint, *_: Worker(endpoint, lambda _: RulesClient(lambda: reading)),
    )


def test_a_certain_command_is_done_at_once_and_told_by_its_results(scene):
    turn, told = say(scene, "make channel 2 red from 1 to 4 seconds")
    assert [row[:1] for row in rows(scene.session_uid)] == [(2,)]
    assert turn.status == "complete" and turn.text == "1 segment created on channel 2, 1–4 s"
    assert turn.messages[-1] == {"role": "assistant", "content": turn.text}
    assert (turn.metrics.prompt_tokens, turn.metrics.cost_usd, turn.metrics.requests) == (0, 0.0, 1)
    assert [event["event"] for event in told if event["event"] != "offer"] == [
        "tool_call",
        "tool_result",
        "metrics",
        "text",
    ]


def test_it_is_one_undo_step_and_undo_that_takes_it_back(scene):
    uid = scene.session_uid
    say(scene, "make channel 2 red from 1 to 4 seconds")
    say(scene, "make channel 3 blue from 1 to 4 seconds")
    turn, _ = say(scene, "undo that")
    assert [call.name for call in turn.calls] == ["undo_last_turn"] and turn.status == "complete"
    assert [row[0] for row in rows(uid)] == [2]
    say(scene, "undo that")
    assert rows(uid) == []
    turn, _ = say(scene, "undo that")
    assert turn.status == "incomplete" and "nothing of an earlier turn" in turn.error["message"]


def test_what_is_not_understood_changes_nothing_and_is_no_fault(scene):
    turn, _ = say(scene, "please write a poem about juggling")
    assert (turn.status, turn.error["code"]) == ("incomplete", "not_understood")
    assert rows(scene.session_uid) == [] and turn.error["message"]


def test_what_is_missing_is_asked_with_answers_that_then_are_done(scene):
    say(scene, "make channel 1 red from 0 to 2")
    say(scene, "make it green from 3 to 5 seconds on which channel", agree=False)
    turn, told = say(scene, "create green from 3 to 5 seconds")
    assert (turn.status, turn.error["code"]) == ("incomplete", "question")
    assert turn.choices and {"event": "choices", "options": turn.choices} in told
    assert own(scene).turns[-1].choices
    before = len(rows(scene.session_uid))
    turn, _ = say(scene, turn.choices[0])
    assert turn.status == "complete" and len(rows(scene.session_uid)) == before + 1


@pytest.mark.parametrize("agree", [True, False])
def test_a_proposal_is_asked_about_whatever_it_does(scene, monkeypatch, agree):
    calls = (
        PlainCall("create_segment", {"channel": 1, "start_time": 0, "end_time": 2, "color": "red"}),
        PlainCall("list_segments", {}),
    )
    for number, count in ((1, 2), (2, 1)):
        proposing(monkeypatch, Reading("proposal", calls[-count:]))
        turn, told = say(scene, f"perhaps {number}", agree)
        (asked,) = [event for event in told if event["event"] == "confirm"]
        assert asked["kind"] == "proposal"
        assert all((call.state == "done") == agree for call in turn.calls)
    assert len(rows(scene.session_uid)) == agree


def test_much_that_is_certain_still_asks(scene):
    for start in range(0, 40, 2):
        say(scene, f"make channel 1 red from {start} to {start + 1}", limits=Limits("never"))
    say(scene, "make channel 1 red from 50 to 51")
    turn, told = say(scene, "clear channel 1", agree=False)
    (asked,) = [event for event in told if event["event"] == "confirm"]
    assert "kind" not in asked and len(rows(scene.session_uid)) == 21


def test_a_larger_model_is_told_what_was_done_by_rules(scene):
    say(scene, "make channel 2 red from 1 to 4 seconds")
    with PlaybackServer() as server:
        server.will_say("Yes.")
        chat = chats.chat_of(scene)
        endpoint = at_server(server)
        chat.send("is it red?", endpoint, turn_settings.options(endpoint), Limits())
        pump(chat)
        messages = server.requests[0]["messages"]
    assert [m["role"] for m in messages] == [
        "system",
        "user",
        "assistant",
        "tool",
        "assistant",
        "user",
    ]
    call = messages[2]["tool_calls"][0]["function"]
    assert call["name"] == "create_segment" and json.loads(call["arguments"])["channel"] == 2


def test_the_panel_says_who_understood(scene):
    from bl_ext.user_default.sequence_maker.blender.wording.labels import reader_of

    turn, _ = say(scene, "make channel 2 red from 1 to 4 seconds")
    assert reader_of(turn.endpoint) == "Plain commands"
    assert reader_of("http://127.0.0.1:1/v1 qwen3") == "qwen3"


def test_the_search_menu_sends_plain_commands(scene):
    preferences = bpy.context.preferences.addons[chats.__name__.split(".blender")[0]].preferences
    names = [profile.name for profile in preferences.profiles]
    preferences.active_index = names.index("Plain Commands")
    try:
        with window():
            sent = bpy.ops.sequence_maker.send(prompt="make channel 5 blue from 0 to 3 seconds")
    finally:
        preferences.active_index = 0
    assert sent == {"FINISHED"} and [row[0] for row in rows(scene.session_uid)] == [5]


def test_what_is_to_be_known_of_a_result_is_said_with_it(scene):
    turn, _ = say(scene, "clear channel 7")
    assert turn.text.endswith("Nothing to clear: there is no segment on channel 7")
    turn, _ = say(scene, "make channel 2 red from 1 to 4 seconds")
    turn, _ = say(scene, "again on channel 2")
    assert turn.text.count("Nothing changed") <= 1
    left = {"ok": True, "done": "0 strips moved", "warnings": ["nothing changed: see skipped"]}
    left["skipped"] = [{"strip": "Song", "reason": "it is the music itself"}]
    assert remarks(left) == ["Song: It is the music itself"]
    assert "user" not in "".join(remarks({"warnings": [NOT_SURE]}))


def test_several_turns_are_taken_back_by_one_message(scene):
    uid = scene.session_uid
    for channel in (2, 3, 4):
        say(scene, f"make channel {channel} red from 1 to 4 seconds")
    turn, _ = say(scene, "undo the last two")
    assert turn.status == "complete" and [row[0] for row in rows(uid)] == [2]
    say(scene, "undo that")
    assert rows(uid) == []


def test_no_on_another_channel_moves_what_was_just_made_and_nothing_older(scene):
    uid = scene.session_uid
    say(scene, "make channel 2 red from 1 to 4 seconds")
    say(scene, "make channel 3 blue from 1 to 4 seconds")
    turn, _ = say(scene, "no, only on channel 5")
    assert turn.status == "complete" and [row[0] for row in rows(uid)] == [2, 5]
    say(scene, "undo that")
    assert [row[0] for row in rows(uid)] == [2, 3]


def test_a_correction_is_corrected_again(scene):
    uid = scene.session_uid
    say(scene, "make channel 2 red from 1 to 4 seconds")
    say(scene, "make channel 3 blue from 1 to 4 seconds")
    for text, channel in (("no, only on channel 5", 5), ("nein, auf Kanal 6", 6)):
        turn, _ = say(scene, text)
        assert turn.status == "complete", (text, turn.error, turn.done)
        assert [row[0] for row in rows(uid)] == [2, channel]


def test_many_changes_of_one_kind_are_told_in_one_sentence(scene):
    say(scene, "make channel 2 red from 1 to 40 seconds")
    say(scene, "flash white on channel 3 every second from 0 to 50 s", limits=Limits("never"))
    turn, _ = say(scene, "make them 0.1 seconds longer", limits=Limits("never"))
    count = len([row for row in rows(scene.session_uid) if row[0] == 3])
    assert len(turn.calls) == count > 40
    assert (
        turn.text.startswith(f"{count} segments changed on channel 3, 0–") and ". " not in turn.text
    )
