"""Plain commands at once: the rules read first, a model gets what they are not sure of."""

import json

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.chat import chats
from bl_ext.user_default.sequence_maker.blender.settings import turn_settings
from bl_ext.user_default.sequence_maker.blender.wording.labels import reader_of
from bl_ext.user_default.sequence_maker.chat.wire.endpoint import RULES, Endpoint
from command import command
from playback_server import PlaybackServer
from turn_help import ask, place, rows, step, undo, window

RED = "make channel 2 red from 1 to 4 seconds"
POEM = "let channel 2 breathe like a sleeping whale"


@pytest.fixture
def server():
    """A large model."""
    with PlaybackServer() as running:
        yield running


def at_once(server, scene, prompt):
    """Carry a prompt through with the option on."""
    return ask(place(server), scene, prompt, plain_first=True)


def test_what_is_certain_is_done_and_the_model_is_not_asked(scene, server):
    turn = at_once(server, scene, RED)
    assert server.requests == [] and [row[0] for row in rows(scene.session_uid)] == [2]
    assert turn.status == "complete" and turn.text == "1 segment created on channel 2, 1–4 s"
    assert turn.notes == ["Understood as a plain command: the model was not asked"]
    assert reader_of(turn.endpoint) == "Plain commands"
    figures = turn.metrics
    assert (figures.prompt_tokens, figures.completion_tokens, figures.cost_usd) == (0, 0, 0.0)


def test_all_else_goes_to_the_model_which_is_told_what_was_done(scene, server):
    at_once(server, scene, RED)
    server.will_say("It breathes.")
    turn = at_once(server, scene, POEM)
    (request,) = server.requests
    assert turn.text.strip() == "It breathes." and reader_of(turn.endpoint) == "test-model"
    prompts = [m["content"] for m in request["messages"] if m["role"] == "user"]
    assert len(prompts) == 2 and prompts[0] == RED and POEM in prompts[1]
    (call,) = [m["tool_calls"][0]["function"] for m in request["messages"] if "tool_calls" in m]
    assert (call["name"], json.loads(call["arguments"])["channel"]) == ("create_segment", 2)


def test_the_model_is_offered_the_same_after_a_turn_by_rules(scene, server):
    for _ in "ab":
        server.will_say("Yes.")
    at_once(server, scene, POEM)
    at_once(server, scene, RED)
    at_once(server, scene, POEM)
    first, second = server.requests
    names = [{tool["function"]["name"] for tool in sent["tools"]} for sent in (first, second)]
    assert names[0] and names[0] <= names[1]
    assert first["messages"][0] == second["messages"][0]


@pytest.mark.parametrize(
    "prompt", ["create green from 3 to 5 seconds", "make channel 500 red from 0 to 2", "", "👋"]
)
def test_a_question_a_refusal_and_nonsense_go_to_the_model(scene, server, prompt):
    server.will_say("Where?")
    turn = at_once(server, scene, prompt)
    assert len(server.requests) == 1 and turn.text.strip() == "Where?" and not turn.choices


def test_undo_takes_back_what_a_model_did_without_asking_it(scene, server):
    server.will_call("create_segment", channel=3, start_time=0, end_time=2, color="blue")
    server.will_say("Done.")
    at_once(server, scene, POEM)
    assert len(rows(scene.session_uid)) == 1
    turn = at_once(server, scene, "undo that")
    assert turn.done == ["undo_last_turn"] and rows(scene.session_uid) == []
    assert len(server.requests) == 2


def test_an_answer_of_which_a_word_was_not_understood_is_the_models(scene, server):
    at_once(server, scene, RED)
    turn = at_once(server, scene, "what is on channel 2?")
    assert turn.status == "complete" and "red" in turn.text and server.requests == []
    server.will_say("A dream.")
    turn = at_once(server, scene, "what is on channel 2 emotionally?")
    assert turn.text.strip() == "A dream." and len(server.requests) == 1


def test_it_is_one_undo_step(scene, server):
    uid = scene.session_uid
    step("before")
    at_once(server, scene, f"{RED} and channel 4 blue from 0 to 2 seconds")
    assert len(rows(uid)) == 2 and server.requests == []
    undo()
    assert rows(uid) == []


def test_the_preferences_say_so_and_it_is_off_at_first(scene, server):
    prefs = bpy.context.preferences.addons[chats.__name__.split(".blender")[0]].preferences
    assert not prefs.plain_first and not turn_settings.options(place(server)).plain_first
    profile = prefs.profiles.add()
    profile.base_url, profile.model = server.base_url, "test-model"
    before, prefs.active_index = prefs.active_index, len(prefs.profiles) - 1
    prefs.plain_first = True
    try:
        assert turn_settings.options(place(server)).plain_first
        rules = Endpoint("Plain Commands", "", RULES, offline=True)
        assert not turn_settings.options(rules).plain_first
        with window():
            assert bpy.ops.sequence_maker.send(prompt=RED) == {"FINISHED"}
    finally:
        prefs.plain_first, prefs.active_index = False, before
        prefs.profiles.remove(len(prefs.profiles) - 1)
    assert server.requests == [] and len(rows(scene.session_uid)) == 1


def test_the_command_has_it_too(server, tmp_path):
    prompts = tmp_path / "prompts.txt"
    prompts.write_text(f"{RED}\n{POEM}\n")
    server.will_say("It breathes.")
    asked = ("--base-url", server.base_url, "--json", "--continue", "--prompts", prompts)
    ran = command("--plain-first", *asked)
    assert ran.code == 0, ran.err
    assert len(server.requests) == 1 and list(ran.timeline) == ["2"]
    assert [row["prompt_tokens"] for row in ran.of("metrics")] == [0, 10]
    assert [row["text"] for row in ran.of("note")] == [
        "Understood as a plain command: the model was not asked"
    ]
