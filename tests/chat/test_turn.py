"""A prompt becomes segments: the turn loop against a real loopback server."""

import json
import time

import pytest

from bl_ext.user_default.sequence_maker.chat.conversation import Conversation
from bl_ext.user_default.sequence_maker.chat.options import Options
from bl_ext.user_default.sequence_maker.chat.turn import RunningTurn
from bl_ext.user_default.sequence_maker.chat.wire.endpoint import Endpoint
from bl_ext.user_default.sequence_maker.chat.worker import Worker
from bl_ext.user_default.sequence_maker.sequence.in_memory.list_timelines import ListTimelines
from bl_ext.user_default.sequence_maker.sequence.segment import Segment
from bl_ext.user_default.sequence_maker.toolkit.world import Limits, Session
from bl_ext.user_default.sequence_maker.tools import TOOLS
from playback_server import PlaybackServer, chunk, sse, usage

RED = {"channel": 1, "start_time": 0, "end_time": 2, "color": "#ff0000"}


@pytest.fixture
def server():
    """A server that answers as prepared."""
    with PlaybackServer() as found:
        yield found


class Chat:
    """A conversation on list timelines, asked through the real client."""

    def __init__(self, server):
        self.server, self.told = server, []
        self.timelines = ListTimelines()
        self.conversation = Conversation()
        self.limits = Limits()

    def begin(self, prompt, **options):
        """Start a turn."""
        endpoint = Endpoint("test", self.server.base_url, "test-model")
        session = Session(self.timelines, None, self.limits)
        turn = RunningTurn(
            self.conversation,
            prompt,
            session,
            TOOLS,
            Worker(endpoint),
            Options(**options),
            f"{endpoint.url} test-model",
            self.told.append,
        )
        turn.start()
        return turn

    def ask(self, prompt, **options):
        """Carry a turn to its end and return what is kept of it."""
        turn = self.begin(prompt, **options)
        until(turn, lambda: not turn.active or turn.waiting)
        return turn.record

    def events(self, kind):
        """Return what was told of one kind."""
        return [event for event in self.told if event["event"] == kind]


def until(turn, reached, seconds=20.0):
    """Step a turn until something holds."""
    deadline = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < deadline, turn.status
        turn.step()
        time.sleep(0.001)


@pytest.fixture
def chat(server):
    """A fresh conversation."""
    return Chat(server)


def test_a_prompt_becomes_a_segment(chat):
    chat.server.will_call("create_segment", **RED)
    chat.server.will_say("Done.")
    record = chat.ask("make channel 1 red for two seconds")
    assert record.status == "complete" and record.text.strip() == "Done."
    assert chat.timelines.segments() == [
        Segment(1, 1, 0.0, 2.0, (255, 0, 0), name="Segment 1"),
    ]
    assert [event["event"] for event in chat.told if event["event"] not in ("offer", "along")] == [
        *("tool_call", "tool_result", "metrics", "text", "metrics"),
    ]


def test_the_model_is_told_the_result_of_each_call_in_order(chat):
    calls = [("create_segment", RED), ("create_segment", {**RED, "channel": 2}), ("nonsense", {})]
    chat.server.will_call_all(*calls)
    chat.server.will_say("Two are made.")
    chat.ask("two please")
    second = chat.server.requests[1]["messages"]
    assistant, *results = second[2:]
    assert [call["id"] for call in assistant["tool_calls"]] == [r["tool_call_id"] for r in results]
    answers = [json.loads(result["content"]) for result in results]
    assert [answer["ok"] for answer in answers] == [True, True, False]
    assert answers[2]["code"] == "unknown_function" and "create_segment" in answers[2]["allowed"]


def test_indices_are_those_of_when_the_request_was_sent(chat):
    for number in range(3):
        TOOLS["create_segment"].call(
            Session(chat.timelines, None),
            channel=1,
            start_time=number,
            end_time=number + 1,
            color="red",
        )
    first, second = ({"channel": 1, "segment_index": index} for index in (1, 2))
    chat.server.will_call_all(("delete_segment", first), ("delete_segment", second))
    chat.server.will_say("Gone.")
    chat.ask("delete the first two")
    assert [segment.id for segment in chat.timelines.segments()] == [3]


def test_earlier_turns_go_along_and_the_first_messages_never_change(chat):
    for prompt in ("one", "two", "three"):
        chat.server.will_say(f"said {prompt}")
        chat.ask(prompt)
    bodies = chat.server.requests
    assert len({json.dumps([body["messages"][0], body["tools"]]) for body in bodies}) == 1
    roles = [message["role"] for message in bodies[2]["messages"]]
    assert roles == ["system", *("user", "assistant") * 2, "user"]
    for before, after in zip(bodies, bodies[1:], strict=False):
        assert after["messages"][: len(before["messages"]) - 1] == before["messages"][:-1]
    states = ["<state>\n" in message["content"] for message in bodies[2]["messages"]]
    assert states == [False] * 5 + [True]


def test_a_cut_answer_runs_nothing(chat):
    call = {"index": 0, "id": "c1", "function": {"name": "create_segment", "arguments": "{}"}}
    call["function"]["arguments"] = json.dumps(RED)
    chat.server.will_play(sse(chunk({"tool_calls": [call]}), done=False))
    record = chat.ask("red")
    assert (record.status, record.error["code"]) == ("incomplete", "incomplete")
    assert chat.timelines.segments() == [] and record.calls[0].state == "skipped"
    chat.server.will_say("Fine again.")
    assert chat.ask("and now").status == "complete"


def test_arguments_that_are_not_json_are_answered_and_mended_in_the_history(chat):
    call = {"index": 0, "id": "c1", "function": {"name": "create_segment", "arguments": '{"chan'}}
    chat.server.will_play(sse(chunk({"tool_calls": [call]}, finish="tool_calls"), usage()))
    chat.server.will_say("Sorry.")
    record = chat.ask("red")
    assert chat.events("tool_call")[0]["arguments"] is None
    assert record.calls[0].result["code"] == "invalid_json"
    sent = chat.server.requests[1]["messages"][2]["tool_calls"][0]["function"]["arguments"]
    assert sent == "{}"


def test_a_call_cut_by_the_token_limit_is_told_to_the_model_and_not_run(chat):
    call = {"index": 0, "id": "c1", "function": {"name": "create_segment"}}
    call["function"]["arguments"] = json.dumps(RED)
    chat.server.will_play(sse(chunk({"tool_calls": [call]}, finish="length"), usage()))
    chat.server.will_say("Too long.")
    record = chat.ask("red")
    assert record.calls[0].result["code"] == "length" and chat.timelines.segments() == []


def test_the_loop_ends_at_its_cap(chat):
    for _ in range(3):
        chat.server.will_call("list_segments")
    record = chat.ask("look for ever", max_requests=3)
    assert (record.status, record.error["code"]) == ("incomplete", "max_requests")
    assert len(record.requests) == 3 and len(chat.server.requests) == 3


def test_calls_beyond_the_limit_are_refused_one_by_one(chat):
    chat.server.will_call_all(*[("create_segment", {**RED, "channel": n}) for n in range(1, 6)])
    chat.server.will_say("Not all.")
    record = chat.ask("five", max_tool_calls=3)
    assert [call.state for call in record.calls] == ["done"] * 3 + ["failed"] * 2
    assert record.calls[4].result["code"] == "max_tool_calls"


def test_a_cost_limit_stops_before_the_next_request(chat):
    own = chat.server
    own.will_play(
        sse(
            chunk({"tool_calls": [{"index": 0, "id": "a", "function": {"name": "list_segments"}}]}),
            chunk({}, finish="tool_calls"),
            usage(100, 10, cost=0.5),
        )
    )
    record = chat.ask("expensive", max_cost_usd=0.4)
    assert record.error["code"] == "max_cost_usd" and len(own.requests) == 1


def test_a_change_that_asks_waits_and_a_no_changes_nothing(chat):
    chat.limits = Limits("always")
    chat.server.will_call("create_segment", **RED)
    chat.server.will_say("As you wish.")
    turn = chat.begin("red")
    until(turn, lambda: turn.waiting)
    assert chat.events("confirm")[0]["text"] == "Add 1 segment on channel 1"
    assert chat.timelines.segments() == []
    turn.answer(False)
    until(turn, lambda: not turn.active)
    assert turn.record.calls[0].result["code"] == "declined" and chat.timelines.segments() == []


@pytest.mark.parametrize("reached", ["text", "waiting", "headers"])
def test_cancel_leaves_a_valid_history_and_no_thread(chat, reached):
    if reached == "waiting":
        chat.limits = Limits("always")
        chat.server.will_call("create_segment", **RED)
    elif reached == "text":
        body = sse(chunk({"content": "Hel"}), chunk({"content": "lo"}))
        chat.server.will_play(body, stall_at=len(body) // 2, stall_seconds=30.0)
    else:
        chat.server.will_play(b"", stall_before=30.0)
    turn = chat.begin("stop me")
    if reached == "headers":
        until(turn, lambda: chat.server.requests)
    else:
        until(turn, lambda: turn.waiting if reached == "waiting" else turn.record.text)
    turn.cancel()
    assert turn.record.status == "cancelled" and turn._worker.close(2.0)
    chat.server.will_say("Here.")
    assert chat.ask("go on").status == "complete"
    roles = [message["role"] for message in chat.server.requests[-1]["messages"]]
    if reached == "waiting":
        assert roles == ["system", "user", "assistant", "tool", "assistant", "user"]
    else:
        assert roles == ["system", "user"]


def test_the_figures_of_the_requests_add_up_to_the_turns(chat):
    chat.server.will_call("create_segment", **RED)
    chat.server.will_say("Done and well, look at it.", piece=40, pause=0.01)
    record = chat.ask("red")
    first, second = record.requests
    both = record.metrics
    assert both.prompt_tokens == first.prompt_tokens + second.prompt_tokens
    assert both.response_time == pytest.approx(first.response_time + second.response_time)
    assert both.tool_calls == 1 and both.requests == 2 and both.cost_usd == 0.0
    assert second.characters == len(record.text) and second.tokens_per_second > 0
    assert chat.events("metrics") == [
        {"event": "metrics", **figures.as_dict()} for figures in record.requests
    ]


def test_a_server_that_fails_is_told_in_one_sentence(chat):
    chat.server.will_fail(401, {"message": "no"})
    record = chat.ask("hello")
    assert record.status == "failed" and record.error["code"] == "key_refused"
    assert "\n" not in record.error["message"]


def test_a_turn_remembers_what_it_wrote_and_can_be_taken_back(chat):
    from bl_ext.user_default.sequence_maker.kept import ledgers
    from kept_help import read, text_of

    TOOLS["create_segment"].call(Session(chat.timelines, None), **{**RED, "end_time": 9})
    before = chat.timelines.segments()
    chat.server.will_call_all(
        ("create_segment", {**RED, "start_time": 2, "end_time": 4, "color": "blue"}),
        ("create_segment", {**RED, "channel": 3}),
    )
    chat.server.will_say("Both.")
    record = chat.ask("two")
    assert record.calls[0].colors == ["#ff0000", "#0000ff", "#ff0000"]
    again = read(text_of(chat.conversation))
    assert not again.turns[0].ledger, "the talk and what can be reverted are kept apart"
    ledgers.give(again.turns[0], ledgers.text_of(chat.conversation.turns[0]))
    again = again.turns[0].ledger
    assert again == record.ledger and len(again.entries) == 4
    TOOLS["modify_segment"].call(Session(chat.timelines, None), segment_id=4, color="lime")
    session = Session(chat.timelines, None)
    change, left = again.revert(session.draft(), None)
    session.apply(change)
    assert left == [("segment", "4")]
    assert chat.timelines.segments(1) == before and len(chat.timelines.segments(3)) == 1


def test_the_same_call_a_third_time_is_not_executed(chat):
    for _ in range(3):
        chat.server.will_call("list_segments", channel=1)
    chat.server.will_say("I give up.")
    record = chat.ask("look")
    codes = [call.result.get("code") for call in record.calls]
    assert codes == [None, None, "repeated_call"]


def test_three_failing_calls_in_a_row_end_in_a_request_that_may_only_talk(chat):
    for number in range(3):
        chat.server.will_call("delete_segment", segment_id=number + 1)
    chat.server.will_say("They are not there.")
    assert chat.ask("delete them").status == "complete"
    choices = [body.get("tool_choice") for body in chat.server.requests]
    assert choices == [None, None, None, "none"]


def test_a_conversation_that_is_too_long_is_shortened_once(chat):
    for number in range(3):
        chat.server.will_say("long " * 200)
        chat.ask(f"turn {number}")
    error = {"message": "too long", "code": "context_length_exceeded"}
    chat.server.will_fail(400, error)
    chat.server.will_say("Fine now.")
    assert chat.ask("again").status == "complete"
    before, after = (len(json.dumps(body)) for body in chat.server.requests[-2:])
    assert after < before
    for _ in range(6):
        chat.server.will_fail(400, error)
    assert chat.ask("and again").error["code"] == "window_too_small"


def test_a_cancelled_request_is_counted_too(chat):
    body = sse(chunk({"content": "Hel"}), chunk({"content": "lo"}))
    chat.server.will_play(body, stall_at=len(body) // 2, stall_seconds=30.0)
    turn = chat.begin("stop me")
    until(turn, lambda: turn.record.text)
    turn.cancel()
    assert len(turn.record.requests) == 1 and turn.record.metrics.response_time > 0
