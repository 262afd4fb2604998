"""Calls that models write as text: every family is read, and no example in prose ever runs."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.chat.answer import argument_repairs as call_repairs
from bl_ext.user_default.sequence_maker.chat.answer.normalizer import normalized
from bl_ext.user_default.sequence_maker.chat.wire import events
from bl_ext.user_default.sequence_maker.tools import TOOLS

SCHEMAS = [tool.schema() for tool in TOOLS.values()]
TIMING = events.Timing(None, 0.0, None, 0, 0)
ARGUMENTS = {"channel": 4, "start_time": 1.5, "end_time": 3, "color": "teal"}
JSON = json.dumps(ARGUMENTS)
NAMED = json.dumps({"name": "create_segment", "arguments": ARGUMENTS})
AS_XML = "".join(f"<parameter={k}>\n{v}\n</parameter>\n" for k, v in ARGUMENTS.items())
AS_INVOKE = "".join(f'<parameter name="{k}">{v}</parameter>' for k, v in ARGUMENTS.items())
AS_PAIRS = "".join(
    f"<arg_key>{k}</arg_key>\n<arg_value>{v}</arg_value>\n" for k, v in ARGUMENTS.items()
)
PYTHON = 'create_segment(channel=4, start_time=1.5, end_time=3, color="teal")'
HARMONY = (
    f"<|channel|>commentary to=functions.create_segment <|constrain|>json<|message|>{JSON}<|call|>"
)
FAMILIES = {
    "hermes": f"<tool_call>\n{NAMED}\n</tool_call>",
    "hermes without its end": f"<tool_call>\n{NAMED}",
    "xml": f"<tool_call>\n<function=create_segment>\n{AS_XML}</function>\n</tool_call>",
    "xml alone": f"<function=create_segment>\n{AS_XML}</function>",
    "llama custom": f"<function=create_segment>{JSON}</function>",
    "pairs": f"<tool_call>create_segment\n{AS_PAIRS}</tool_call>",
    "invoke": f'<function_calls><invoke name="create_segment">{AS_INVOKE}</invoke>'
    "</function_calls>",
    "minimax": f'<minimax:tool_call>\n<invoke name="create_segment">\n{AS_INVOKE}\n</invoke>\n'
    "</minimax:tool_call>",
    "harmony": f"<|start|>assistant<|channel|>commentary to=functions.create_segment "
    f"<|constrain|>json<|message|>{JSON}<|call|>",
    "kimi": "<|tool_calls_section_begin|><|tool_call_begin|>functions.create_segment:3"
    f"<|tool_call_argument_begin|>{JSON}<|tool_call_end|><|tool_calls_section_end|>",
    "deepseek": "<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>create_segment\n"
    f"```json\n{JSON}\n```<｜tool▁call▁end｜><｜tool▁calls▁end｜>",
    "deepseek newer": "<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>create_segment<｜tool▁sep｜>"
    f"{JSON}<｜tool▁call▁end｜><｜tool▁calls▁end｜>",
    "llama": f'<|python_tag|>{{"name": "create_segment", "parameters": {JSON}}}',
    "mistral": f"[TOOL_CALLS]create_segment[ARGS]{JSON}",
    "mistral older": f"[TOOL_CALLS][{NAMED}]",
    "granite": f"<|tool_call|>[{NAMED}]",
    "nemotron": f"<TOOLCALL>[{NAMED}]</TOOLCALL>",
    "jamba": f"<tool_calls>[{NAMED}]</tool_calls>",
    "command-r": f'<|START_ACTION|>[{{"tool_name": "create_segment", "parameters": {JSON}}}]'
    "<|END_ACTION|>",
    "lfm": f"<|tool_call_start|>[{PYTHON}]<|tool_call_end|>",
    "phi": f"functools[{NAMED}]",
    "bare": NAMED,
    "list": f"[{NAMED}]",
    "openai form": json.dumps(
        {"tool_calls": [{"type": "function", "function": json.loads(NAMED)}]}
    ),
    "fence": f"```json\n{NAMED}\n```",
    "python": f"[{PYTHON}]",
    "harmony, recipient first": "<|start|>assistant to=functions.create_segment"
    f"<|channel|>commentary json<|message|>{JSON}<|call|>",
    "harmony behind thinking": "<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant"
    + HARMONY,
    "hermes in Python's notation": f"<tool_call>{json.loads(NAMED)}</tool_call>",
    "harmony behind a preamble": "<|channel|>commentary<|message|>I add it.<|end|>"
    "<|start|>assistant" + HARMONY,
    "harmony in analysis": f"<|channel|>analysis to=functions.create_segment code<|message|>{JSON}",
    "harmony without marks": "analysisHm.assistantcommentary to=functions.create_segment"
    f" json{JSON}",
    "llama 4": f"<|python_start|>[{PYTHON}]<|python_end|>",
    "name and object": f"create_segment{JSON}",
    "name above object": f"create_segment\n{JSON}",
    "tools": f"<tools>\n{NAMED}\n</tools>",
    "functionary": f">>>create_segment\n{JSON}",
    "dsml": '<｜DSML｜function_calls>\n<｜DSML｜invoke name="create_segment">'
    + AS_INVOKE.replace("<parameter", "<｜DSML｜parameter").replace("</p", "</｜DSML｜p")
    + "</｜DSML｜invoke>\n</｜DSML｜function_calls>",
    "gemma": f"```tool_code\nprint({PYTHON})\n```",
}


def read(text: str, *, reasoning: str = "", finish: str | None = "stop", size: int = 7) -> Any:
    """Play a text in pieces through the normalizer; return the end and what was shown."""
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    message = {"role": "assistant", "content": text}
    end = events.Finished(message, (), finish, None, TIMING, "m", None, text, reasoning)
    got = list(normalized(iter([*map(events.TextDelta, pieces), end]), SCHEMAS, "there"))
    shown = ""
    for event in got:
        if isinstance(event, events.TextDelta):
            shown += event.text
        elif isinstance(event, events.TextReplaced):
            shown = event.text
    return got[-1], shown


def is_the_call(end: Any) -> bool:
    """Tell whether an answer is the one call, its values as the function takes them."""
    if not isinstance(end, events.Finished) or [call.name for call in end.calls] != [
        "create_segment"
    ]:
        return False
    made = json.loads(end.calls[0].arguments)
    return {k: str(v) for k, v in made.items()} == {k: str(v) for k, v in ARGUMENTS.items()}


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("size", [1, 3, 1000])
def test_every_family_is_read(family: str, size: int) -> None:
    end, shown = read(FAMILIES[family], size=size)
    assert is_the_call(end) and shown.strip() in ("", "I add it.") and end.notes
    assert end.message["tool_calls"][0]["function"]["name"] == "create_segment"
    assert (end.message["content"] or "").strip() in ("", "I add it.")


UNMARKED = ("list", "python", "harmony, recipient first", "harmony behind thinking")
PREAMBLE = ("harmony behind a preamble", "harmony without marks")
MARKED = [
    name for name in FAMILIES if FAMILIES[name][0] in "<[" and name not in (*UNMARKED, *PREAMBLE)
]


@pytest.mark.parametrize("family", MARKED)
def test_words_before_a_marked_call_stay_words(family: str) -> None:
    end, shown = read(f"I'll add it.\n{FAMILIES[family]}")
    assert is_the_call(end) and shown.strip() == "I'll add it."


@pytest.mark.parametrize("family", MARKED)
def test_a_call_in_the_thinking_of_an_empty_answer_is_read(family: str) -> None:
    end, _ = read("", reasoning=f"So I call it. {FAMILIES[family]}")
    assert is_the_call(end)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize(
    "around",
    [
        "You could write {} yourself.",
        "For example:\n{}",
        "It would look like this:\n{}",
        "A call such as\n{}\nmakes a segment. Shall I?",
        "```\n{}\n```\nis how a call looks.",
    ],
)
def test_an_example_in_prose_stays_prose(family: str, around: str) -> None:
    text = around.format(FAMILIES[family])
    end, shown = read(text)
    assert getattr(end, "calls", ()) == ()
    if isinstance(end, events.Finished):
        assert shown.strip()


@pytest.mark.parametrize("family", FAMILIES)
def test_a_real_call_makes_text_text(family: str) -> None:
    call = events.ToolCall("c1", "list_segments", "{}")
    text = FAMILIES[family]
    end = events.Finished(
        {"role": "assistant", "content": text, "tool_calls": []},
        *((call,), "tool_calls", None, TIMING, "m", None, text),
    )
    got = list(normalized(iter([events.TextDelta(text), end]), SCHEMAS))[-1]
    assert [one.name for one in got.calls] == ["list_segments"]


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("finish", ["length", "content_filter", "error"])
def test_an_answer_that_did_not_end_well_has_no_calls(family: str, finish: str) -> None:
    end, _ = read(FAMILIES[family], finish=finish)
    assert getattr(end, "calls", ()) == ()


@pytest.mark.parametrize("family", MARKED)
def test_a_call_of_what_is_not_there_is_told_as_text(family: str) -> None:
    end, _ = read(FAMILIES[family].replace("create_segment", "launch_rocket"))
    assert isinstance(end, events.Failed) and end.code == "call_as_text"
    assert "function calls" in end.message


@pytest.mark.parametrize("family", ["hermes", "harmony", "kimi", "mistral", "deepseek"])
def test_a_call_that_was_cut_is_never_completed(family: str) -> None:
    whole = FAMILIES[family]
    for at in range(whole.index("{") + 1, whole.rindex("}")):
        end, _ = read(whole[:at], size=50)
        assert not getattr(end, "calls", ()), whole[:at]


def test_two_calls_come_in_their_order() -> None:
    second = NAMED.replace('"channel": 4', '"channel": 5')
    end, _ = read(f"<tool_call>{NAMED}</tool_call>\n<tool_call>{second}</tool_call>")
    assert [json.loads(call.arguments)["channel"] for call in end.calls] == [4, 5]
    assert len({call.id for call in end.calls}) == 2


@given(st.text(max_size=300), st.integers(1, 20))
def test_prose_is_shown_whole_and_runs_nothing(text: str, size: int) -> None:
    end, shown = read(text, size=size)
    marked = any(sign in text for sign in "<[{`◁")
    assert getattr(end, "calls", ()) == ()
    if not marked and text.strip() and not text.startswith("analysis"):
        assert shown == text and end.content == text


@given(
    st.sampled_from(sorted(set(FAMILIES) - set(PREAMBLE))), st.integers(1, 40), st.integers(1, 40)
)
def test_how_the_text_was_cut_makes_no_difference(family: str, one: int, other: int) -> None:
    text = f"<think>Hm, {family}.</think>{FAMILIES[family]}"
    first, second = read(text, size=one), read(text, size=other)
    assert first[0].calls == second[0].calls and first[1] == second[1]
    assert is_the_call(first[0])


LOST = [
    "<function=clear_timeline>\n<parameter=chan",
    "<function=clear_timeline>",
    "<function=clear_timeline></function>",
    "<tool_call>\n<function=clear_timeline>\n<parameter=channel>\n3\n</function>\n</tool_call>",
    "<function=clear_timeline><param=channel>3</param></function>",
    "<function=clear_timeline>channel: 3</function>",
    '<invoke name="clear_timeline"><parameter name="channel">3</invoke>',
    "<tool_call>clear_timeline\n<arg_key>channel<arg_value>3</arg_value></tool_call>",
    "<tool_call>clear_timeline</tool_call>",
    '{"name": "clear_timeline", "arguments": null}',
    '{"name": "clear_timeline", "arguments": [3]}',
    '{"name": "clear_timeline", "arguments": ""}',
    "<function=clear_timeline>\n<parameter=channel>\n3\n</parameter>\n<parameter=start_time>\n10",
    '[{"name": "clear_timeline", "arguments": {}, "result": {"ok": true}}]',
    '{"function": "clear_timeline", "args": {}, "status": "done"}',
    '[{"tool_calls": [{"name": "clear_timeline", "arguments": {}}]}, {"note": "x"}]',
    '{"name": "clear_timeline", "parameters": {"type": "object", "properties": {}}}',
]


@pytest.mark.parametrize("text", LOST)
@pytest.mark.parametrize("thought", [False, True])
def test_half_a_call_and_data_are_no_calls(text: str, thought: bool) -> None:
    end, _ = read("", reasoning=text) if thought else read(text)
    assert not getattr(end, "calls", ())


CLEAR = '<tool_call>{"name": "clear_timeline", "arguments": {"channel": 1}}</tool_call>'
BEFORE = [
    *("I will not do this:", "Never send this:", "Earlier you wrote:", "So I clear it now."),
    *("To delete everything you have to send:", "Do you want me to? If so I run:"),
    *("So sieht ein Aufruf aus:", "Zum Beispiel:", "Here is an example. It clears channel 1."),
    *("Form:\n~~~", "Voil\u00e0 :", "Ich lösche jetzt."),
]


@pytest.mark.parametrize("prose", BEFORE)
@pytest.mark.parametrize("thought", [False, True])
def test_nothing_is_removed_because_of_a_call_behind_words(prose: str, thought: bool) -> None:
    text = f"{prose}\n{CLEAR}"
    end, _ = read("", reasoning=text) if thought else read(text)
    assert not getattr(end, "calls", ())


PROSE = [
    "DeepSeek ends its thinking with </think> and then answers.",
    "Put your thoughts between <think> and </think>, then answer.",
    "Magistral uses [THINK] and [/THINK].",
    "Strike <s>old</s> out, or use `<|im_end|>` there.",
    "<tool_call> is the tag that Hermes models use.",
    "[TOOL_CALLS] is Mistral's token for calls.",
    "Known tags:\n<tool_call>\n<function_calls>\nThat is all.",
    "a < b, x[0], <b>bold</b> and 3 < 4",
]


@pytest.mark.parametrize("text", PROSE)
@pytest.mark.parametrize("size", [1, 7, 1000])
def test_prose_about_marks_is_shown_whole(text: str, size: int) -> None:
    end, shown = read(text, size=size)
    assert isinstance(end, events.Finished) and not end.calls and shown == text


HOSTILE = [
    "<tool_call>create_segment" + "\n" * 20_000 + "x",
    "<tool_call>function" + " " * 20_000,
    "<tool_call>x" + "<arg_key>" * 10_000,
    "<function=a>" + "<parameter=a>" * 10_000,
    "<function=a" * 10_000,
    '<invoke name="a">' * 5_000,
    "```" + "\n" * 20_000,
    "would " * 16_000 + ".\n<tool_call>{}",
    "<" * 50_000,
    "[" * 50_000,
    " " * 50_000,
    "analysis" + "x" * 50_000,
    "a" + ".a" * 900 + "(x=1)",
    '<tool_call>{"' + '\\"' * 50_000,
]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_no_text_keeps_the_reader_busy_for_ever(number: int) -> None:
    text = HOSTILE[number]
    for size in (5, 100_000):
        read(text, size=size)
    for arguments in (text, "```json\n" + text, '{"' + text):
        call_repairs.repaired(arguments, "create_segment", {})
