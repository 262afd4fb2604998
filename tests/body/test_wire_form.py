"""The history as it is sent: what strict servers demand holds of every history there can be."""

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.chat.body.complaints import learn, names_nothing
from bl_ext.user_default.sequence_maker.chat.body.learned import Facts, Learned
from bl_ext.user_default.sequence_maker.chat.body.plain_schemas import plain
from bl_ext.user_default.sequence_maker.chat.body.thinking_parts import Parts
from bl_ext.user_default.sequence_maker.chat.body.wire_form import SOURCE, TURN, wire_form
from bl_ext.user_default.sequence_maker.tools import TOOLS

HERE, THERE = "http://here m", "http://there m"
IDS = st.sampled_from(["", "call_0", "c" * 300, "toolu_01", "abcdefghi", "ä|?"])
TEXTS = st.sampled_from([None, "", " \n", "Fine.", "a\nb"])


@st.composite
def histories(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Return the rows of a conversation, with all that turns can leave behind."""
    rows: list[dict[str, Any]] = [{"role": "system", "content": "You are it."}]
    for number in range(draw(st.integers(1, 5))):
        notes = {TURN: number, SOURCE: draw(st.sampled_from([HERE, THERE]))}
        rows.append({"role": "user", "content": f"prompt {number}", **notes})
        for _ in range(draw(st.integers(0, 3))):
            ids = draw(st.lists(IDS, max_size=3))
            own = draw(st.sampled_from([{}, {"reasoning_content": "hm"}, {"token_ids": [1]}]))
            message = {"role": "assistant", "content": draw(TEXTS), **own, **notes}
            if ids:
                message["tool_calls"] = [
                    {"id": i, "type": "function", "function": {"name": "f", "arguments": "{}"}}
                    for i in ids
                ]
            elif draw(st.booleans()):
                message["refusal"] = "No."
            rows.append(message)
            rows += [{"role": "tool", "tool_call_id": i, "content": "{}", **notes} for i in ids]
    return rows


@given(histories(), st.sampled_from([HERE, THERE]))
def test_the_strictest_server_takes_every_history(rows: list[dict[str, Any]], place: str) -> None:
    sent = wire_form(rows, place)
    seen, waiting = set[str](), list[str]()
    for before, message in zip([None, *sent], sent, strict=False):
        role = message["role"]
        assert not any(key.startswith("_") for key in message)
        if role == "tool":
            waiting.remove(message["tool_call_id"])
            continue
        assert not waiting, "a call has no result"
        if before is not None and role == "user":
            assert before["role"] in ("system", "assistant")
        if role == "assistant":
            assert before["role"] != "assistant" or before.get("tool_calls")
            assert message.get("tool_calls") or message["content"].strip()
            assert message["content"] is None or message["content"].strip()
        waiting = [call["id"] for call in message.get("tool_calls") or ()]
        assert all(re.fullmatch(r"[a-zA-Z0-9]{9}", one) for one in waiting)
        assert not seen & set(waiting) and len(set(waiting)) == len(waiting)
        seen |= set(waiting)
    assert not waiting


@given(histories(), st.integers(0, 20))
def test_what_was_sent_once_is_sent_the_same_again(rows: list[dict[str, Any]], cut: int) -> None:
    ends = [n for n, row in enumerate(rows) if row["role"] == "user"] + [len(rows)]
    end = ends[min(cut, len(ends) - 1)]
    before, after = wire_form(rows[:end], HERE), wire_form(rows, HERE)
    assert after[: max(len(before) - 1, 0)] == before[:-1]


@given(histories())
def test_leaving_out_older_turns_changes_no_id(rows: list[dict[str, Any]]) -> None:
    last = max(row.get(TURN, 0) for row in rows)
    ids = [
        [call["id"] for message in wire_form(part, HERE) for call in message.get("tool_calls", ())]
        for part in (rows, [row for row in rows if row.get(TURN) in (None, last)])
    ]
    assert ids[0][len(ids[0]) - len(ids[1]) :] == ids[1]


@given(histories())
def test_fields_go_back_only_to_whom_they_came_from(rows: list[dict[str, Any]]) -> None:
    for place, other in ((HERE, THERE), (THERE, HERE)):
        own = {row[TURN] for row in rows if row.get(SOURCE) == place}
        sent = json.dumps(wire_form([r for r in rows if r.get(SOURCE) != place], place))
        assert "reasoning_content" not in sent and "token_ids" not in sent
        facts = Facts(no_fields=frozenset({"reasoning_content", "token_ids"}))
        assert "token_ids" not in json.dumps(wire_form(rows, place, facts))
        assert "token_ids" not in json.dumps(wire_form(rows, place, Facts(plain_messages=True)))
        assert own is not None and other


@given(histories())
def test_a_demanded_field_is_on_every_message_of_the_model(rows: list[dict[str, Any]]) -> None:
    facts = Facts(demands=frozenset({"reasoning_content"}))
    sent = wire_form(rows, HERE, facts)
    assert all("reasoning_content" in row for row in sent if row["role"] == "assistant")


def test_without_a_system_message_the_first_prompt_tells_it() -> None:
    rows = [{"role": "system", "content": "You."}, {"role": "user", "content": "red"}]
    sent = wire_form(rows, HERE, Facts(no_system=True))
    assert sent == [{"role": "user", "content": "You.\n\nred"}]


def test_thinking_comes_together_whole() -> None:
    parts = Parts()
    for piece in (
        {"type": "thinking", "thinking": "Let "},
        {"type": "thinking", "thinking": "me see.", "signature": ""},
        {"type": "thinking", "thinking": "", "signature": "SIG+/="},
        {"type": "thinking", "thinking": "Again."},
        {"type": "thinking", "thinking": "", "signature": "TWO"},
        {"type": "redacted_thinking", "data": "QUJD"},
    ):
        parts.add([piece])
    assert parts.whole() == [
        {"type": "thinking", "thinking": "Let me see.", "signature": "SIG+/="},
        {"type": "thinking", "thinking": "Again.", "signature": "TWO"},
        {"type": "redacted_thinking", "data": "QUJD"},
    ]


@given(st.lists(st.tuples(st.integers(0, 3), st.text(max_size=5)), max_size=30))
def test_parts_with_an_index_find_each_other(pieces: list[tuple[int, str]]) -> None:
    parts = Parts()
    for index, text in pieces:
        parts.add([{"type": "reasoning.text", "index": index, "text": text}])
    found = {part["index"]: part["text"] for part in parts.whole()}
    for index in {index for index, _ in pieces}:
        assert found[index] == "".join(text for at, text in pieces if at == index)


SENT = {"stream_options": {}, "parallel_tool_calls": True, "temperature": 0.2, "max_tokens": 9}
MESSAGES = [{"role": "assistant", "content": "x", "reasoning_content": "y"}]


@pytest.mark.parametrize(
    ("said", "facts"),
    [
        (
            "Unknown parameter: 'parallel_tool_calls'",
            Facts(refused=frozenset({"parallel_tool_calls"})),
        ),
        ("Unknown field: parallelToolCalls", Facts(refused=frozenset({"parallel_tool_calls"}))),
        ("Unknown option: include_usage", Facts(refused=frozenset({"stream_options"}))),
        (
            "'max_tokens' is not supported, use 'max_completion_tokens'",
            Facts(refused=frozenset({"max_tokens"})),
        ),
        (
            "property 'reasoning_content' is unsupported",
            Facts(no_fields=frozenset({"reasoning_content"})),
        ),
        (
            "The reasoning_content in the thinking mode must be passed back",
            Facts(demands=frozenset({"reasoning_content"})),
        ),
        ('Unknown name "additionalProperties" at tools[0]', Facts(plain_schemas=True)),
        ("Proto field is not repeating, cannot start list", Facts(plain_schemas=True)),
        ("Conversation roles must alternate user/assistant", Facts(plain_messages=True)),
        ("messages[2].content: bad", Facts(plain_messages=True)),
        ("System role not supported", Facts(no_system=True)),
        ("This model does not support the system role", Facts(no_system=True)),
        ("Streaming with tools is not supported", Facts(refused=frozenset({"stream"}))),
        ("the moon is full", Facts()),
    ],
)
def test_a_refusal_teaches_what_to_leave_out(said: str, facts: Facts) -> None:
    assert learn(SENT, MESSAGES, True, said) == facts


def test_only_a_refusal_without_a_word_is_answered_with_less_of_all() -> None:
    assert (
        names_nothing("") and names_nothing("400 Bad Request") and names_nothing("error: invalid")
    )
    assert not names_nothing("just no") and not names_nothing("bad color")


def test_plain_schemas_have_one_type_and_nothing_more() -> None:
    text = json.dumps(plain([tool.schema() for tool in TOOLS.values()]))
    assert (
        '"type": [' not in text
        and "additionalProperties" not in text
        and "null"
        not in [
            word
            for tool in json.loads(text)
            for word in str(tool["function"]["parameters"]).split("'")
        ]
    )
    made = {tool["function"]["name"]: tool["function"]["parameters"] for tool in json.loads(text)}
    assert made["create_segment"]["required"][:2] == ["channel", "start_time"]
    assert "end_color" not in made["create_segment"]["required"]


FACTS = st.builds(
    Facts,
    st.none() | st.integers(1, 10**8),
    st.none() | st.floats(1, 8),
    st.frozensets(st.text(max_size=5)),
    st.frozensets(st.text(max_size=5)),
    st.frozensets(st.text(max_size=5)),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)


@given(st.dictionaries(st.tuples(st.text(max_size=9), st.text(max_size=5)), FACTS, max_size=5))
def test_what_was_learned_comes_back_from_the_file(known: dict[tuple[str, str], Facts]) -> None:
    first, second = Learned(), Learned()
    for (url, model), facts in known.items():
        first.add(url, model, facts)
    second.read(first.to_json())
    for url, model in known:
        assert second.of(url, model) == first.of(url, model)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"learned": 3}', '{"learned": [3, {"url": 1}]}'])
def test_a_file_that_cannot_be_read_is_passed_over(text: str) -> None:
    learned = Learned()
    learned.read(text)
    assert learned.of("http://here/v1", "m") == Facts()
