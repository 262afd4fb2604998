"""Replies of many providers, put together by the accumulator."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.chat.wire import accumulator, events, reply, sse, stopwatch
from playback_server import chunk, pieces
from stream_cases import OWN, SHARED, SPLITS, Case, as_expected, load

SHARED_CASES = load(SHARED)


def read(parts: list[bytes]) -> tuple[reply.Reply, list[Any], str | None]:
    """Return the reply, its deltas, and the code of the error that ended it."""
    answer, deltas, code = reply.Reply(stopwatch.Stopwatch()), [], None
    try:
        for delta in answer.read(parts):
            deltas.append(delta)
    except sse.StreamError as error:
        code = error.code
    return answer, deltas, code


def check(case: Case, parts: list[bytes]) -> None:
    answer, deltas, code = read(parts)
    got, expected = answer.accumulator, case.expected
    told = {name: getattr(got, name) for name in ("content", "reasoning", "refusal", "usage")}
    calls = got.calls()
    if len(calls) > len(expected["tool_calls"]) and not expected["complete"]:
        calls = calls[: len(expected["tool_calls"])]
    as_expected({**told, "finish_reason": got.finish_reason, "calls": calls}, case)
    assert (got.complete and code is None) == expected["complete"]
    if isinstance(expected["error"], dict):
        for name in ("message", "code"):
            said = (got.error or {"code": code}).get(name)
            assert (
                said == expected["error"].get(name) or expected["error"].get("kind") == "bad_json"
            )
    assert got.message()["content"] in (got.content, None)
    if case.message is not None:
        assert got.message() == case.message
        assert list(got.message()) == list(case.message)
    shown = "".join(delta.text for delta in deltas if isinstance(delta, events.TextDelta))
    assert shown == got.content
    json.dumps(got.message(), ensure_ascii=False).encode()


@pytest.mark.parametrize("case", load(OWN), ids=lambda case: case.name)
@pytest.mark.parametrize("size", SPLITS)
def test_own_streams_in_pieces_of_any_size(case: Case, size: int) -> None:
    check(case, pieces(case.body, size))


@pytest.mark.skipif(not SHARED_CASES, reason="../shared/streams is not there")
@pytest.mark.parametrize("case", SHARED_CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("size", SPLITS)
def test_shared_streams_in_pieces_of_any_size(case: Case, size: int) -> None:
    check(case, pieces(case.body, size))


@settings(deadline=None)
@given(st.sampled_from(load(OWN)), st.data())
def test_a_random_split_changes_nothing(case: Case, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(case.body)), max_size=30)))
    ends = [*cuts, len(case.body)]
    check(case, [case.body[a:b] for a, b in zip([0, *cuts], ends, strict=True)])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                "choices delta index content tool_calls function id name arguments usage error "
                "model finish_reason reasoning refusal type text thinking cost".split()
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=25,
)


@settings(deadline=None)
@given(st.lists(JSON, max_size=4), st.lists(JSON, max_size=4))
def test_no_chunk_is_strange_enough_to_raise(deltas: list[Any], chunks: list[Any]) -> None:
    got = accumulator.Accumulator()
    for delta in deltas:
        got.add({"choices": [{"index": 0, "delta": delta}]})
        got.add({"choices": [{"index": 0, "delta": {"tool_calls": delta}}]})
    for value in chunks:
        got.add({"choices": value, "usage": value, "error": None})
    json.dumps(got.message()).encode()
    assert all(isinstance(call.arguments, str) for call in got.calls())
    assert got.characters >= 0


def test_an_unknown_field_is_joined_by_its_kind() -> None:
    got = accumulator.Accumulator()
    got.add(chunk({"mood": "hap", "notes": [1], "more": {"a": "x", "type": "t"}, "level": 1}))
    got.add(chunk({"mood": "py", "notes": [2], "more": {"a": "y", "type": "t"}, "level": 2}))
    message = got.message()
    assert message["mood"] == "happy" and message["notes"] == [1, 2]
    assert message["more"] == {"a": "xy", "type": "t"} and message["level"] == 2


def test_labels_that_come_with_every_piece_are_not_sent_back() -> None:
    got = accumulator.Accumulator()
    got.add(chunk({"channel": "analysis", "index": 0, "obfuscation": "xx", "content": "hi"}))
    assert got.message() == {"role": "assistant", "content": "hi"}


def test_long_arguments_are_announced_less_often() -> None:
    got = accumulator.Accumulator()
    said: list[Any] = []
    for number in range(20_000):
        call = {"index": 0, "function": {"arguments": "0123456789"}}
        if not number:
            call |= {"id": "a"}
            call["function"] |= {"name": "paint"}
        said += got.add(chunk({"tool_calls": [call]}))
    assert len(got.calls()[0].arguments) == 200_000
    assert len(said) < 1_000
    assert said[0].name == "paint" and len(said[-1].arguments) > 180_000


def test_tokens_that_make_no_sense_are_unknown() -> None:
    fields = {"prompt_tokens": -1, "completion_tokens": True, "cost": float("nan")}
    assert accumulator.usage_of(fields) == events.Usage(None, None, None, None, None)
    assert accumulator.usage_of({"cost": 0.25, "prompt_tokens": 3}).cost_usd == 0.25


def test_a_body_over_the_limit_ends_the_reply(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reply, "MAX_BYTES", 100)
    assert read([b"data: {}\n\n"] * 20)[2] == "too_large"


@pytest.mark.parametrize(
    "line", ["nonsense", "[1]", "{", "[" * 100_000, '{"a":' + "9" * 9_000 + "}"]
)
def test_a_line_that_is_no_object_is_unreadable(line: str) -> None:
    assert read([f"data: {line}\n\n".encode()])[2] == "unreadable"
