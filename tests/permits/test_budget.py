"""Caps in money and tokens: what is reached stops, and only that, whatever the servers count."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.chat.metrics import Metrics
from bl_ext.user_default.sequence_maker.chat.prices import Price
from bl_ext.user_default.sequence_maker.chat.spending import (
    SPANS,
    Amount,
    Budget,
    Cap,
    amount_of,
    estimated,
)
from playback_server import PlaybackServer
from test_turn import Chat, until

RED = {"channel": 1, "start_time": 0, "end_time": 2, "color": "#ff0000"}
COUNTS = st.none() | st.integers(0, 100_000)
REQUESTS = st.builds(
    Metrics,
    prompt_tokens=COUNTS,
    completion_tokens=COUNTS,
    cost_usd=st.none() | st.floats(0, 5),
    characters=st.integers(0, 100_000),
    sent_characters=st.integers(0, 400_000),
    requests=st.just(1),
)
CAPS = st.builds(Cap, st.none() | st.floats(0, 20), st.none() | st.integers(0, 10**6))
AMOUNTS = st.builds(Amount, st.floats(0, 10), st.integers(0, 10**6), st.integers(0, 9))


@given(
    st.dictionaries(st.sampled_from(SPANS), CAPS),
    st.dictionaries(st.sampled_from(SPANS), AMOUNTS),
    st.lists(REQUESTS, max_size=6),
)
def test_a_turn_is_stopped_where_a_cap_is_reached_and_nowhere_else(caps, before, requests):
    found = Budget(caps, before).reached(requests)
    over = {
        span
        for span, cap in caps.items()
        for spent in [before.get(span, Amount()) + amount_of(requests)]
        if (cap.usd is not None and spent.usd >= cap.usd)
        or (cap.tokens is not None and spent.tokens >= cap.tokens)
    }
    if not over:
        assert found is None
        return
    code, sentence = found
    assert code.removeprefix("budget_") in over
    assert sentence.startswith("Stopped: ") and " spent " in sentence and "\n" not in sentence


@given(st.lists(REQUESTS, max_size=8))
def test_sums_do_not_depend_on_how_they_are_made(requests):
    whole = amount_of(requests)
    parts = sum((amount_of([request]) for request in requests), Amount())
    assert whole.tokens == parts.tokens and whole.unknown == parts.unknown
    assert whole.usd == pytest.approx(parts.usd)
    for request in requests:
        if request.prompt_tokens is None and request.sent_characters >= 4:
            assert amount_of([request]).tokens > 0, "who does not count is no way round a cap"


def test_an_estimate_is_of_what_is_sent():
    assert estimated(40_000, 4.0, None).tokens == 10_000
    assert estimated(40_000, 4.0, None).usd is None
    assert estimated(4_000_000, 4.0, Price(3.0, 15.0)).usd == pytest.approx(3.0)


@pytest.fixture
def chat():
    """A fresh conversation with a server that answers as prepared."""
    with PlaybackServer() as server:
        yield Chat(server)


def test_a_cap_stops_between_requests_and_the_work_stays(chat):
    for number in range(4):
        chat.server.will_call("create_segment", **{**RED, "channel": number + 1})
    chat.server.will_say("Done.")
    budget = Budget({"turn": Cap(tokens=1)})
    turn = chat.begin("red everywhere", spending=budget)
    until(turn, lambda: not turn.active)
    assert turn.record.status == "incomplete" and turn.record.error["code"] == "budget_turn"
    assert len(chat.timelines.segments()) == 1 and len(chat.server.requests) == 1
    chat.server._answers.clear()
    chat.server.will_say("Hello again.")
    assert chat.ask("go on").status == "complete"
    roles = [message["role"] for message in chat.server.requests[-1]["messages"]]
    assert roles[-1] == "user" and "tool" in roles


def test_a_server_that_counts_nothing_is_capped_all_the_same(chat):
    body = json.dumps({"choices": [{"delta": {"content": "Hi"}, "finish_reason": "stop"}]})
    chat.server.will_play(f"data: {body}\n\ndata: [DONE]\n\n".encode())
    record = chat.ask("hello")
    assert record.requests[0].prompt_tokens is None
    assert amount_of(record.requests).tokens > 1000, "functions and prompt were sent"
