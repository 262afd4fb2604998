"""The offline model: what it understands, and its calls in our words."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openai
import pytest

from bl_ext.user_default.sequence_maker.chat import offline
from bl_ext.user_default.sequence_maker.chat.offline import translate

FOLDER = Path(offline.__file__).parent


def translated(name: str, **arguments: Any) -> dict[str, Any]:
    """The arguments after translation; the name never changes."""
    same, text = translate(name, json.dumps(arguments))
    assert same == name
    result: dict[str, Any] = json.loads(text)
    return result


@pytest.mark.parametrize(
    ("given", "start", "end"),
    [
        ({"start_time": "5", "end_time": "10 seconds"}, "5", "10 seconds"),
        ({"start_time": "20 seconds", "duration": "5 seconds"}, "20 seconds", 25),
        ({"start_time": "one minute", "duration": "half a minute"}, "one minute", 90),
        ({"duration": "3 seconds"}, 0, 3),
        ({"end_time": "ten seconds"}, 0, "ten seconds"),
        ({"start_time": "first ten seconds"}, 0, 10),
        ({"end_time": "first ten seconds"}, 0, 10),
        ({"start_time": "0", "end_time": "first ten seconds"}, 0, 10),
        ({"start_time": "first ten seconds", "end_time": "first ten seconds"}, 0, 10),
        ({"duration": "the first half minute"}, 0, 30),
        ({"duration": "the whole song"}, 0, "the end"),
        ({"start_time": "5", "duration": "a while"}, "5", "a while"),
        ({"start_time": "1", "end_time": "2 minutes"}, "1 minutes", "2 minutes"),
        ({"start_time": "30", "end_time": "2 minutes"}, "30", "2 minutes"),
        ({"start_time": "0", "end_time": "2 minutes"}, "0", "2 minutes"),
        ({"start_time": "0:30", "end_time": "2 min"}, "0:30", "2 min"),
        ({"start_time": 1, "end_time": 2}, 1, 2),
    ],
)
def test_times_become_start_and_end(given: dict[str, Any], start: Any, end: Any) -> None:
    call = {"channel": 1, "color": "red"}
    assert translated("create_segment", **call, **given) == {
        **call,
        "start_time": start,
        "end_time": end,
    }


def test_a_segment_without_times_stays_without_so_that_the_tool_asks() -> None:
    assert translated("create_segment", channel=1, color="red") == {"channel": 1, "color": "red"}


def test_a_modified_segment_keeps_its_start() -> None:
    given = {"channel": 1, "index": 2, "end_time": "9 seconds"}
    wanted = {"channel": 1, "segment_index": 2, "end_time": "9 seconds"}
    assert translated("modify_segment", **given) == wanted


def test_index_becomes_segment_index_and_words_become_numbers() -> None:
    wanted = {"channel": 2, "segment_index": 3}
    assert translated("delete_segment", channel=2, index=3) == wanted
    assert translated("delete_segment", channel="channel two", index="third") == wanted
    assert translated("clear_timeline", channel="drums") == {"channel": "drums"}


def test_a_batch_carries_its_channel_in_every_segment() -> None:
    items = [
        {"color": "red", "start_time": "0", "end_time": "2"},
        {"color": "blue", "end_time": "first four seconds"},
    ]
    assert translated("create_segments_batch", channel=4, segments=items) == {
        "segments": [
            {"channel": 4, "color": "red", "start_time": "0", "end_time": "2"},
            {"channel": 4, "color": "blue", "start_time": 0, "end_time": 4},
        ]
    }
    assert translated("create_segments_batch", channel=4, segments=[7])["segments"] == [7]


@pytest.mark.parametrize(
    "arguments",
    ["", "{", "null", "[1]", '"text"', '{"channel": NaN}', "[" * 9000, '{"channel": 1}', "\ud800"],
)
def test_what_needs_no_translation_is_not_touched(arguments: str) -> None:
    assert translate("create_segment", arguments) == ("create_segment", arguments)


def test_the_schemas_are_the_ten_it_was_trained_with() -> None:
    names = [tool["function"]["name"] for tool in offline.offline_tools()]
    assert len(names) == 10 == len(set(names))
    assert {"create_segment", "flash_on_beats", "seek_audio"} < set(names)
    offline.offline_tools().clear()
    assert len(offline.offline_tools()) == 10


@pytest.fixture(scope="module")
def endpoint() -> Iterator[offline.OfflineEndpoint]:
    """The real model, served by the real server."""
    with offline.OfflineServer() as running:
        assert running.endpoint is not None
        yield running.endpoint


def ask(endpoint: offline.OfflineEndpoint, text: str) -> tuple[str, list[tuple[str, Any]], int]:
    """Ask the model; its words, its calls after translation, and the number of chunks."""
    client = openai.OpenAI(base_url=endpoint.base_url, api_key=endpoint.api_key, max_retries=0)
    said, calls, chunks = "", {}, 0
    with (
        client,
        client.chat.completions.create(
            model=endpoint.model,
            messages=[{"role": "user", "content": text}],
            tools=offline.offline_tools(),
            stream=True,
            **offline.REQUEST_SETTINGS,
        ) as stream,
    ):
        for chunk in stream:
            chunks += 1
            for choice in chunk.choices:
                said += choice.delta.content or ""
                for piece in choice.delta.tool_calls or []:
                    call = calls.setdefault(piece.index, ["", ""])
                    call[0] += piece.function.name or ""
                    call[1] += piece.function.arguments or ""
    done = [translate(name, arguments) for name, arguments in calls.values()]
    return said, [(name, json.loads(arguments)) for name, arguments in done], chunks


def piece(color: str, start: Any, end: Any, channel: int) -> dict[str, Any]:
    """One segment as the model gives it."""
    return {"channel": channel, "color": color, "start_time": start, "end_time": end}


def at(channel: int, index: int, **changes: str) -> dict[str, Any]:
    """One segment that exists, and what changes."""
    return {"channel": channel, "segment_index": index, **changes}


def create(*given: Any) -> list[tuple[str, Any]]:
    """The call that makes one segment."""
    return [("create_segment", piece(*given))]


def batch(*items: tuple[str, str, str, int]) -> list[tuple[str, Any]]:
    """The call that makes several."""
    return [("create_segments_batch", {"segments": [piece(*item) for item in items]})]


RAINBOW = (("red", "0", "2", 1), ("green", "2", "4", 1), ("blue", "4", "6", 1))
COMMANDS: dict[str, list[tuple[str, Any]]] = {
    "make channel 2 blue from 5 to 10 seconds": create("blue", "5", "10 seconds", 2),
    "make channel 1 red for the first ten seconds": create("red", "0", "ten seconds", 1),
    "set channel 1 to #ff8000 between 2 and 6 seconds": create("#ff8000", "2", "6 seconds", 1),
    "color channel 3 green from 0:15 to 0:30": create("green", "0:15", "0:30", 3),
    "fill channel 6 with white from 30 seconds to one minute": create(
        "white", "30 seconds", "one minute", 6
    ),
    "make channel 3 red from 20 seconds for 5 seconds": create("red", "20 seconds", 25.0, 3),
    "on channel 1, create red from 0 to 2, green from 2 to 4 and blue from 4 to 6": batch(*RAINBOW),
    "on channel 3 add blue from 0 to 4 seconds, then green from 4 to 8 seconds": batch(
        ("blue", "0", "4", 3), ("green", "4", "8", 3)
    ),
    "change segment 2 on channel 1 to pink": [("modify_segment", at(1, 2, color="pink"))],
    "change the second segment on channel 1 to end at 9 seconds": [
        ("modify_segment", at(1, 2, end_time="9 seconds"))
    ],
    "move the first segment on channel 2 to start at 12 seconds and end at 15 seconds": [
        ("modify_segment", at(2, 1, start_time="12 seconds", end_time="15 seconds"))
    ],
    "delete the second segment on channel 1": [("delete_segment", at(1, 2))],
    "clear channel 4": [("clear_timeline", {"channel": 4})],
    "flash channel 1 red on every beat from 10 to 20 seconds": [
        (
            "create_pattern",
            {
                "channels": [1],
                "colors": ["red"],
                "start_time": "10",
                "end_time": "20 seconds",
                "grid": "beats",
                "shape": "flash",
            },
        )
    ],
    "play the music": [("play_audio", {})],
    "pause the music": [("pause_audio", {})],
    "stop the music": [("stop_audio", {})],
    "jump to one minute thirty": [("seek_audio", {"position": "one minute thirty"})],
    "go to the beginning": [("seek_audio", {"position": "0"})],
    "clear channel 2 and then play the music": [
        ("clear_timeline", {"channel": 2}),
        ("play_audio", {}),
    ],
    "make channel 1 orange from 0 to 4 seconds, then pause": [
        *create("orange", "0", "4 seconds", 1),
        ("pause_audio", {}),
    ],
}


@pytest.mark.parametrize(("said", "calls"), COMMANDS.items())
def test_the_documented_commands_are_understood(
    endpoint: offline.OfflineEndpoint, said: str, calls: list[tuple[str, Any]]
) -> None:
    text, made, chunks = ask(endpoint, said)
    assert made == calls
    assert text.strip().endswith(".") and chunks > 3, "words and calls come as a stream"


def test_the_readme_lists_only_commands_that_are_held_here() -> None:
    table = (FOLDER / "README.md").read_text(encoding="utf-8").split("## Commands that work")
    rows = [row.split("|")[1] for row in table[1].splitlines() if row.startswith("| ")][1:]
    commands = [command.strip() for row in rows for command in row.split(" / ")]
    assert set(commands) == set(COMMANDS)


def test_a_greeting_is_answered_without_a_call(endpoint: offline.OfflineEndpoint) -> None:
    text, made, _ = ask(endpoint, "hello")
    assert made == [] and "channels" in text
