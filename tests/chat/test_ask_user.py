"""A model asks the person: an answer, another one, none; and never without end."""

import json

import pytest

from bl_ext.user_default.sequence_maker.toolkit.jobs import Ask
from bl_ext.user_default.sequence_maker.toolkit.world import Limits
from playback_server import PlaybackServer
from test_turn import Chat, until

WHICH = {"question": "Which ball?", "options": ["the left one", "the right one"]}


@pytest.fixture
def chat():
    """A fresh conversation with a server that answers as prepared."""
    with PlaybackServer() as server:
        yield Chat(server)


def asked(chat, **options):
    """Begin a turn that asks, and return it with its question."""
    chat.server.will_call("ask_user", **WHICH)
    chat.server.will_say("Good.")
    turn = chat.begin("light a ball", **options)
    until(turn, lambda: turn.waiting or not turn.active)
    return turn


def told(chat):
    """Return what the model was told at last."""
    return json.loads(chat.server.requests[-1]["messages"][-1]["content"])


@pytest.mark.parametrize("said", ["the right one", "  both of them "])
def test_an_answer_of_any_words_reaches_the_model(chat, said):
    turn = asked(chat)
    assert isinstance(turn.waiting, Ask) and turn.waiting.takes(said)
    assert turn.waiting.options == tuple(WHICH["options"])
    turn.answer(said)
    until(turn, lambda: not turn.active)
    assert turn.record.status == "complete"
    assert told(chat)["ok"] and told(chat)["answer"] == said.strip()


@pytest.mark.parametrize("said", [None, "", "  ", False, 3])
def test_no_answer_is_told_and_the_turn_goes_on(chat, said):
    turn = asked(chat)
    assert not turn.waiting.takes(said)
    turn.answer(said)
    until(turn, lambda: not turn.active)
    assert turn.record.status == "complete" and told(chat)["code"] == "no_answer"


def test_a_question_that_is_left_alone_ends(chat):
    turn = asked(chat, answer_seconds=0.05)
    until(turn, lambda: not turn.active)
    assert turn.record.status == "complete" and told(chat)["code"] == "no_answer"
    assert [event["text"] for event in chat.events("note")] == [
        "A question was left without an answer for too long."
    ]


def test_a_plan_that_is_left_alone_is_no_yes(chat):
    chat.limits = Limits("always")
    chat.server.will_call("create_segment", channel=1, start_time=0, end_time=1, color="red")
    chat.server.will_say("Nothing then.")
    turn = chat.begin("red", answer_seconds=0.05)
    until(turn, lambda: not turn.active)
    assert turn.record.calls[0].result["code"] == "declined" and not chat.timelines.segments()


def test_a_model_that_asks_for_ever_is_told_to_decide(chat):
    chat.limits = Limits(max_questions=2)
    for number in range(5):
        chat.server.will_call("ask_user", question=f"Really, for the {number}. time?")
    chat.server.will_say("Well.")
    turn, seen = chat.begin("light a ball"), 0
    while turn.active:
        until(turn, lambda: turn.waiting or not turn.active)
        if turn.waiting:
            seen += 1
            turn.answer("yes")
    codes = [call.result.get("code") for call in turn.record.calls]
    assert seen == 2 and codes == [None, None, *["too_many_questions"] * 3]


def test_where_no_question_is_allowed_the_function_is_not_offered(chat):
    chat.limits = Limits(max_questions=0)
    chat.server.will_say("Fine.")
    chat.ask("light a ball")
    names = {tool["function"]["name"] for tool in chat.server.requests[-1]["tools"]}
    assert "create_segment" in names and "ask_user" not in names


def test_stopping_while_a_question_waits_leaves_a_valid_history(chat):
    turn = asked(chat)
    turn.cancel()
    assert turn.record.status == "cancelled" and not turn.waiting
    chat.server.will_say("Hello again.")
    assert chat.ask("are you there?").status in ("complete", "incomplete")
