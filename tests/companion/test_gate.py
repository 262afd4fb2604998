"""The gate before the small model's proposals: what passes, and that nothing else ever does."""

import json
import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import plain_world
from bl_ext.user_default.sequence_maker.chat.proposing import gate
from bl_ext.user_default.sequence_maker.chat.proposing.grounds import Grounds, grounds_of
from bl_ext.user_default.sequence_maker.chat.proposing.small_schemas import schemas_of
from bl_ext.user_default.sequence_maker.chat.proposing.translation import translated
from bl_ext.user_default.sequence_maker.sequence.times import END


def grounds(text: str) -> Grounds:
    """What a request names in the world of the commands."""
    return grounds_of(text, plain_world.situation())


def judged(text: str, *calls: tuple[str, dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    """What the gate lets through of some calls."""
    given_calls = [(name, json.dumps(arguments)) for name, arguments in calls]
    found = gate.passed(given_calls, grounds(text), plain_world.situation())
    return [(call.name, call.arguments) for call in found]


def piece(channel: int, color: str, start: str, end: str) -> tuple[str, dict[str, Any]]:
    """One segment as the small model calls it."""
    given_piece = {"channel": channel, "color": color, "start_time": start, "end_time": end}
    return "create_segment", given_piece


ROW = {"channel": 9, "color": "red", "start_time": 2, "end_time": 4}
TEXT = "gizmo wibble: channel 9 red from 2 to 4 seconds"


def test_what_the_request_says_passes_with_its_values_as_numbers() -> None:
    assert judged(TEXT, piece(9, "red", "2", "4 seconds")) == [("create_segment", ROW)]


def test_a_duration_and_a_stretch_become_an_end() -> None:
    given_call = {"channel": 9, "color": "red", "start_time": "2", "duration": "2 seconds"}
    text = "gizmo channel 9 red at 2 for 2 seconds"
    assert judged(text, ("create_segment", given_call)) == [("create_segment", ROW)]
    given_call = {"channel": 9, "color": "red", "duration": "first ten seconds"}
    wanted = {"channel": 9, "color": "red", "start_time": 0, "end_time": 10}
    text = "gizmo channel 9 red for the first ten seconds"
    assert judged(text, ("create_segment", given_call)) == [("create_segment", wanted)]


def test_the_end_of_the_sequence_is_said_as_such() -> None:
    text = "gizmo channel 9 red from 2 to the end"
    (made,) = judged(text, piece(9, "red", "2", "end"))
    assert made[1]["end_time"] == "the end" and END in grounds(text).times.values()


def test_flashes_become_a_pattern_on_beats() -> None:
    call = ("flash_on_beats", {"channel": 9, "color": "red", "start_time": "2", "end_time": "4"})
    assert judged("flash channel 9 red on beats from 2 to 4", call) == [
        (
            "create_pattern",
            {
                "channels": [9],
                "colors": ["red"],
                "grid": "beats",
                "shape": "flash",
                "start_time": 2,
                "end_time": 4,
            },
        )
    ]


@pytest.mark.parametrize(
    ("text", "call"),
    [
        (TEXT, piece(8, "red", "2", "4 seconds")),
        (TEXT, piece(9, "blue", "2", "4 seconds")),
        (TEXT, piece(9, "red", "2", "9")),
        (TEXT, piece(9, "red", "4 seconds", "2")),
        (TEXT, ("create_segment", {"channel": 9, "color": "red", "end_time": "4 seconds"})),
        (TEXT, ("create_segment", {"channel": 9, "color": "red"})),
        (TEXT, ("clear_timeline", {"channel": 9})),
        (TEXT, ("play_audio", {})),
        (TEXT, ("no_such_function", {"channel": 9})),
        (
            TEXT,
            ("create_segment", {**ROW, "start_time": "2", "end_time": "4 seconds", "name": "x"}),
        ),
        ("gizmo channel 9 red from 2 for 4 seconds", piece(9, "red", "2", "4 seconds")),
        ("gizmo channel 9 red and blue from 2 to 4", piece(9, "red", "2", "4")),
        ("gizmo channels 8 and 9 red from 2 to 4", piece(9, "red", "2", "4")),
        ("do not make channel 9 red from 2 to 4", piece(9, "red", "2", "4")),
        ("if it rains, channel 9 red from 2 to 4", piece(9, "red", "2", "4")),
        ("fade channel 9 to red from 2 to 4", piece(9, "red", "2", "4")),
        ("delete channel 9 red from 2 to 4", piece(9, "red", "2", "4")),
        ("channel 9 red every 2 seconds from 2 to 4", piece(9, "red", "2", "4")),
        ("make ball 1 blue from green from 2 to 4", piece(1, "blue", "2", "4")),
        ("clear channel 2 gizmo", ("clear_timeline", {"channel": 2})),
        ("remove channel 2's last", ("clear_timeline", {"channel": 2})),
        ("clear channel 60", ("clear_timeline", {"channel": 60})),
        ("clear channel 2 after 4 seconds", ("clear_timeline", {"channel": 2})),
        ("leave channel 2 as it is", ("clear_timeline", {"channel": 2})),
        ("delete segment 90 on channel 2", ("delete_segment", {"channel": 2, "index": 90})),
        ("segment 1 on channel 2", ("modify_segment", {"channel": 2, "index": 1})),
    ],
)
def test_what_it_does_not_say_never_passes(text: str, call: tuple[str, dict[str, Any]]) -> None:
    assert judged(text, call) == []


def test_colors_and_channels_keep_their_order() -> None:
    text = "gizmo channel 8 red, channel 9 blue, from 2 to 4"
    right = [piece(8, "red", "2", "4"), piece(9, "blue", "2", "4")]
    assert len(judged(text, *right)) == 2
    assert judged(text, piece(8, "blue", "2", "4"), piece(9, "red", "2", "4")) == []
    assert judged(text, *right, right[0]) == []


def test_a_word_that_nobody_knows_may_stand_only_where_something_is_added() -> None:
    assert judged(TEXT, piece(9, "red", "2", "4 seconds"))
    assert judged("delete segment 1 on channel 2", ("delete_segment", {"channel": 2, "index": 1}))
    text = "delete gizmo segment 1 on channel 2"
    assert not judged(text, ("delete_segment", {"channel": 2, "index": 1}))


@pytest.mark.parametrize("arguments", ["", "{", "null", "[1]", '"text"', "[" * 9000, "\ud800"])
def test_what_is_no_object_is_no_call(arguments: str) -> None:
    assert translated("create_segment", arguments, grounds(TEXT)) is None


WORDS = st.sampled_from(
    "gizmo channel 9 2 ball red blue from to 4 seconds make clear delete not the first segment 1 "
    "jump 0:30 flash every beat for until move and only then change fade".split()
)
TEXTS = st.lists(WORDS, max_size=14).map(" ".join)
VALUES = st.sampled_from(
    [1, 2, 4, 9, 0, "red", "blue", "2", "4 seconds", "0:30", "9", "first 4", None]
)
ARGUMENTS = st.dictionaries(
    st.sampled_from(
        ["channel", "color", "start_time", "end_time", "duration", "index", "position"]
    ),
    VALUES,
)
NAMES = st.sampled_from([*gate.HONORED, "flash_on_beats", "play_audio"])
CALLS = st.lists(st.tuples(NAMES, ARGUMENTS), max_size=3)


def is_said(number: int, text: str) -> bool:
    """Tell whether a channel or an index is in a text; one is what is usual."""
    return str(number) in text or number == 1 or "every ball" in text


@given(TEXTS, CALLS)
def test_whatever_passes_is_made_of_the_text(text: str, calls: Any) -> None:
    passed = judged(text, *calls)
    for name, arguments in passed:
        assert arguments and name in gate.HONORED
        for row in arguments.get("segments", [arguments]):
            numbers = [row.get("channel"), row.get("segment_index"), *row.get("channels", [])]
            assert all(is_said(n, text) for n in numbers if n is not None)
            colors = [row.get("color"), *row.get("colors", [])]
            assert all(color in text for color in colors if color is not None)
    if passed:
        every = json.dumps(passed)
        assert all(color in every for color in ("red", "blue") if color in text.split())
        assert "not" not in text.split() and "fade" not in text.split()
        assert "delete" not in text.split() or "delete_segment" in every or "clear" in every


@given(st.text(max_size=60), CALLS)
def test_any_text_is_judged_without_a_fault(text: str, calls: Any) -> None:
    judged(text, *calls)
    schemas_of(grounds(text))


def offered(text: str) -> dict[str, Any]:
    """The parameters of the functions that a request can mean, by name."""
    found = schemas_of(grounds(text))
    return {one["function"]["name"]: one["function"]["parameters"]["properties"] for one in found}


def test_the_model_may_choose_only_what_the_request_says() -> None:
    made = offered("gizmo channels 8 and 9 red or dark orange from 2 to 4 seconds")[
        "create_segment"
    ]
    assert made["channel"]["enum"] == [8, 9] and made["color"]["enum"] == ["red", "dark orange"]
    assert made["start_time"]["enum"] == ["2", "4 seconds"] == made["duration"]["enum"]


def test_what_has_no_values_in_the_request_is_not_offered() -> None:
    assert set(offered("clear channel 9")) == {"clear_timeline"}
    assert offered("hello") == {}
    assert "modify_segment" in offered("make segment 1 on channel 2 red")
    every = offered("segment 1 on channel 2 red and blue from 2 to 4")
    assert not {"play_audio", "pause_audio", "stop_audio"} & every.keys()


@example("the ball")
@example("every ball")
@given(TEXTS)
def test_every_choice_of_a_schema_stands_in_the_text(text: str) -> None:
    def choices(schema: Any) -> Any:
        if isinstance(schema, dict):
            yield from schema.get("enum", [])
            for value in schema.values():
                yield from choices(value)
        elif isinstance(schema, list):
            for value in schema:
                yield from choices(value)

    for choice in choices(schemas_of(grounds(text))):
        if isinstance(choice, str):
            assert re.sub(r"\W", "", choice) in re.sub(r"\W", "", text)
        else:
            assert is_said(choice, text)
