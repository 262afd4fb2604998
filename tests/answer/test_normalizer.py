"""What counts as an answer: endings, emptiness, thinking, nearly right names and arguments."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.chat.answer import endings
from bl_ext.user_default.sequence_maker.chat.answer.known_names import known_name
from bl_ext.user_default.sequence_maker.chat.answer.normalizer import normalized
from bl_ext.user_default.sequence_maker.chat.answer.text_marks import THINKING
from bl_ext.user_default.sequence_maker.chat.wire import events
from bl_ext.user_default.sequence_maker.tools import TOOLS

SCHEMAS = [tool.schema() for tool in TOOLS.values()]
TIMING = events.Timing(None, 0.0, None, 0, 0)
WHOLE = {"channel": 1, "start_time": 0, "end_time": 2, "color": "red"}
CALL = events.ToolCall("c1", "create_segment", json.dumps(WHOLE))


def play(
    *pieces: str, calls: Any = (), finish: str | None = "stop", reasoning: str = ""
) -> tuple[Any, str, str]:
    """Return the end of an answer, what was shown of it and what was thought."""
    content = "".join(pieces)
    rows = [
        {"id": c.id, "type": "function", "function": {"name": c.name, "arguments": c.arguments}}
        for c in calls
    ]
    message = {"role": "assistant", "content": content, "tool_calls": rows}
    end = events.Finished(
        message, tuple(calls), finish, None, TIMING, "m", None, content, reasoning
    )
    shown = thought = ""
    got = list(normalized(iter([*map(events.TextDelta, pieces), end]), SCHEMAS, "there"))
    for event in got:
        match event:
            case events.TextDelta(text):
                shown += text
            case events.TextReplaced(text):
                shown = text
            case events.ReasoningDelta(text):
                thought += text
    return got[-1], shown, thought


@pytest.mark.parametrize(
    "word", [None, "stop", "tool_calls", "STOP", "end_turn", "eos", "tool_use"]
)
def test_a_good_ending_keeps_its_calls(word: str | None) -> None:
    end, _, _ = play(calls=[CALL], finish=word)
    assert end.calls == (CALL,)


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("content_filter", "blocked"),
        ("SAFETY", "blocked"),
        ("error", "stopped"),
        ("network_error", "stopped"),
        ("abort", "aborted"),
        ("malformed_function_call", "tool_use_failed"),
        ("function_call_filter: UNEXPECTED_TOOL_CALL", "tool_use_failed"),
        ("model_context_window_exceeded", "too_long"),
        ("the moon was full", "odd_ending"),
    ],
)
@pytest.mark.parametrize("calls", [(), (CALL,)])
def test_every_other_ending_is_a_fault_and_runs_nothing(word: str, code: str, calls: Any) -> None:
    end, shown, _ = play("So far", calls=calls, finish=word)
    assert isinstance(end, events.Failed) and (end.code, end.content) == (code, "So far")
    assert end.message.strip() and shown == "So far"


@given(st.text(max_size=40))
def test_a_word_that_is_not_known_never_passes_as_an_end(word: str) -> None:
    end, _, _ = play(calls=[CALL], finish=word)
    known = endings.fault_of(word, "there") is None
    assert isinstance(end, events.Finished) == known


@pytest.mark.parametrize("finish", [None, "stop", "tool_calls"])
@pytest.mark.parametrize("text", ["", "  \n", "<think>Hm.</think>", "<think>Hm", "<|im_end|>"])
def test_an_empty_answer_is_a_fault(text: str, finish: str | None) -> None:
    end, _, _ = play(text, finish=finish)
    assert isinstance(end, events.Failed) and end.code == "empty"


@pytest.mark.parametrize("word", ["length", "max_tokens", "MAX_TOKENS"])
def test_an_answer_cut_by_its_length_is_told_in_one_word(word: str) -> None:
    end, _, _ = play("I will", finish=word)
    assert end.finish_reason == "length" and end.content == "I will"


@pytest.mark.parametrize(("opening", "closers"), THINKING)
@pytest.mark.parametrize("size", [1, 4, 1000])
def test_thinking_is_shown_as_such_and_not_sent_back(
    opening: str, closers: tuple[str, ...], size: int
) -> None:
    text = f"{opening}Maybe red.{closers[-1]}\n\nIt is red."
    end, shown, thought = play(*(text[at : at + size] for at in range(0, len(text), size)))
    assert (shown.strip(), thought) == ("It is red.", "Maybe red.")
    assert end.message["content"] == "It is red." == end.content


@pytest.mark.parametrize("size", [1, 5, 1000])
@pytest.mark.parametrize(
    "text",
    ["Maybe red.\n</think>\n\nIt is red.", "analysisMaybe red.assistantfinalIt is red."],
)
def test_thinking_without_its_opening_is_taken_back(text: str, size: int) -> None:
    end, shown, _ = play(*(text[at : at + size] for at in range(0, len(text), size)))
    assert shown.strip() == "It is red." == end.message["content"]


@pytest.mark.parametrize("text", ["Use the <think> tag.", "a < b", "x[0] is <b>", "[1] and [2]"])
def test_marks_within_prose_are_prose(text: str) -> None:
    end, shown, _ = play(*text)
    assert shown == text == end.content


NEARLY = [
    *("functions.create_segment", "default_api:create_segment", "createSegment", "Create_Segment"),
    *("create-segment", "create segment", "functions.create_segment:12", "create_segment()"),
    *("create_segment<|channel|>commentary", "tools/create_segment", " create_segment "),
    *("mcp__create_segment", "create_segment_tool", "CREATESEGMENT", '"create_segment"'),
]


@pytest.mark.parametrize("name", NEARLY)
def test_a_nearly_right_name_is_taken_and_noted(name: str) -> None:
    end, _, _ = play(calls=[events.ToolCall("c", name, CALL.arguments)], finish="tool_calls")
    assert end.calls[0].name == "create_segment" and "create_segment" in end.notes[0]
    assert end.message["tool_calls"][0]["function"]["name"] == "create_segment"


@pytest.mark.parametrize(
    "name",
    ["create_segment_batch", "create_segmen", "creat_segment", "segment", "delete", "rm", "", "."],
)
def test_letters_are_never_guessed(name: str) -> None:
    assert known_name(name, TOOLS) is None


@given(st.sampled_from(sorted(TOOLS)))
def test_a_right_name_stays_itself(name: str) -> None:
    assert known_name(name, TOOLS) == name
    assert known_name(f"functions.{name}", TOOLS) == name


TEXT = json.dumps(WHOLE)
REPAIRED = {
    "double": json.dumps(TEXT),
    "twice double": json.dumps(json.dumps(TEXT)),
    "wrapper": json.dumps({"arguments": WHOLE}),
    "wrapper as text": json.dumps({"input": TEXT}),
    "wrapper with name": json.dumps({"name": "create_segment", "parameters": WHOLE}),
    "fence": f"```json\n{TEXT}\n```",
    "comma": TEXT[:-1] + ",}",
    "python words": TEXT[:-1] + ', "name": None}',
    "null as text": TEXT[:-1] + ', "end_color": "null"}',
    "single quotes": str(WHOLE),
    "comment": TEXT[:-1] + " /* red, as asked */}",
    "empty before": "{}" + TEXT,
    "line break": TEXT[:-1] + ', "name": "a\nb"}',
    "chatter": TEXT[:-1] + ', "reason": "asked"}',
}


@pytest.mark.parametrize("kind", REPAIRED)
def test_nearly_right_arguments_are_repaired_and_noted(kind: str) -> None:
    call = events.ToolCall("c", "create_segment", REPAIRED[kind])
    end, _, _ = play(calls=[call], finish="tool_calls")
    made = json.loads(end.calls[0].arguments)
    assert {key: made[key] for key in WHOLE} == WHOLE and len(end.notes) == 1
    assert end.message["tool_calls"][0]["function"]["arguments"] == end.calls[0].arguments
    assert {key: value for key, value in made.items() if key not in WHOLE} in (
        *({}, {"name": None}, {"end_color": None}, {"name": "a\nb"}),
    )


NEVER = [
    TEXT[:-1],  # a missing brace
    *(TEXT[:at] for at in range(1, len(TEXT), 7)),
    TEXT.replace("2", "NaN"),
    TEXT.replace("2", "Infinity"),
    TEXT.replace('"start_time"', "start_time"),
    TEXT[:-1] + ",,}",
    str(WHOLE)[:-1],
    "red, please",
    "[]",
]


@pytest.mark.parametrize("arguments", NEVER)
def test_what_would_need_a_guess_is_never_repaired(arguments: str) -> None:
    call = events.ToolCall("c", "create_segment", arguments)
    end, _, _ = play(calls=[call], finish="tool_calls")
    assert end.calls[0].arguments == arguments and not end.notes


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
        ),
        max_leaves=10,
    )
)
def test_right_json_keeps_its_meaning(value: Any) -> None:
    text = json.dumps({"name": value, "color": value})
    call = events.ToolCall("c", "create_segment", text)
    end, _, _ = play(calls=[call], finish="tool_calls")
    made = json.loads(end.calls[0].arguments)
    expected = None if value in ("null", "None", "none", "NULL") else value
    assert made == {"name": expected, "color": value}
