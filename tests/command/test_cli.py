"""The command: what it writes, keeps, saves and renders, run as a child process."""

import wave
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import bpy
import pytest

from bl_ext.user_default.sequence_maker.chat.metrics import NAMES
from command import Row, command
from media_help import image
from playback_server import PlaybackServer

KEY = "sk-test-0123456789abcdef"
KEYS = {
    "prompt": ["index", "text"],
    "chat": ["name", "turns"],
    "offer": ["window", "origin", "form", "functions"],
    "along": [
        *("song", "playhead", "selected", "range", "edits"),
        *("wishes", "summary_of", "facts"),
    ],
    "retry": ["attempt", "delay", "reason"],
    "note": ["text"],
    "thinking": ["text"],
    "text_replaced": ["text"],
    "text": ["text"],
    "tool_call": ["id", "name", "arguments"],
    "tool_result": ["id", "name", "ok", "result"],
    "metrics": list(NAMES),
    "confirm": ["id", "text", "options"],
    "timeline": ["channels"],
    "done": ["status", "error", "requests"],
}
ORANGE = {"channel": 1, "start_time": 0, "end_time": 2, "color": "#ff8000"}
RED = {"channel": 2, "start_time": 1, "end_time": 3, "color": "red"}


@pytest.fixture
def server() -> Iterator[PlaybackServer]:
    """A server that answers as prepared."""
    with PlaybackServer() as running:
        yield running


@pytest.fixture
def song(tmp_path: Path) -> Path:
    """Half a second of sound; skipped where Blender was built without any."""
    if not bpy.app.build_options.audaspace:
        pytest.skip("this build of Blender has no audio")
    path = tmp_path / "song.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\0\x40\0\xc0" * 2000)
    return path


def assert_in_order(rows: list[Row], requests: int) -> None:
    """Hold one turn's rows to the written form."""
    for row in rows:
        assert list(row) == ["event", *KEYS[row["event"]]]
    names = [row["event"] for row in rows]
    assert names[0] == "prompt" and names[-2:] == ["timeline", "done"]
    assert names.count("prompt") == names.count("timeline") == names.count("done") == 1
    assert names.count("metrics") == requests == rows[-1]["requests"]
    calls = [row["id"] for row in rows if row["event"] == "tool_call"]
    assert calls == [row["id"] for row in rows if row["event"] == "tool_result"]
    for number in calls:
        places = [place for place, row in enumerate(rows) if row.get("id") == number]
        assert rows[places[0]]["event"] == "tool_call"
        assert rows[places[-1]]["event"] == "tool_result"


def test_three_functions_run_against_a_scripted_server(server: PlaybackServer) -> None:
    server.will_call_all(("create_segment", ORANGE), ("create_segments_batch", {"segments": [RED]}))
    server.will_call_all(("modify_segment", {"segment_id": 2, "color": "blue"}), ("seek_audio", {}))
    server.will_say("Two segments now.")
    ran = command("--base-url", server.base_url, "--json", "orange, please", OPENAI_API_KEY=KEY)
    assert ran.code == 0, ran.err
    assert_in_order(ran.rows, requests=3)
    assert ran.rows[0] == {"event": "prompt", "index": 0, "text": "orange, please"}
    assert ran.text == "Two segments now. "
    results = [(row["name"], row["ok"]) for row in ran.of("tool_result")]
    assert results == [
        ("create_segment", True),
        ("create_segments_batch", True),
        ("modify_segment", True),
        ("seek_audio", False),
    ]
    assert ran.of("tool_result")[3]["result"]["code"] == "invalid_argument"
    assert ran.done == {"event": "done", "status": "complete", "error": None, "requests": 3}
    first = {"segment_id": 1, "start_time": 0.0, "end_time": 2.0, "color": "#ff8000"}
    rest = {"end_color": None, "pixels": None, "name": "Segment 1"}
    assert ran.timeline["1"] == [{**first, **rest}]
    assert [segment["color"] for segment in ran.timeline["2"]] == ["#0000ff"]
    assert server.headers[0]["authorization"] == f"Bearer {KEY}"
    assert KEY not in ran.out + ran.err


def test_the_figures_of_a_request_are_its_own(server: PlaybackServer) -> None:
    server.will_call("create_segment", **ORANGE)
    server.will_say("Done.")
    ran = command("--base-url", server.base_url, "--json", "orange")
    first, second = ran.of("metrics")
    assert (first["prompt_tokens"], first["completion_tokens"]) == (10, 5)
    assert (first["tool_calls"], second["tool_calls"]) == (1, 0)
    assert first["reasoning_tokens"] is None and first["requests"] == 1
    assert 0 < first["time_to_first_token"] <= first["response_time"]


def test_plain_commands_are_carried_out_and_nothing_leaves(
    tmp_path: Path,
) -> None:
    prompts = tmp_path / "prompts.txt"
    prompts.write_text(
        "on channel 1, create red from 0 to 2, green from 2 to 4 and blue from 4 to 6\n"
        "change segment 2 on channel 1 to pink\n"
        "delete the second segment on channel 1\n"
    )
    ran = command("--offline", "--continue", "--prompts", prompts, "--json", guard=True)
    assert ran.code == 0, ran.err
    starts = [place for place, row in enumerate(ran.rows) if row["event"] == "prompt"]
    for first, last in pairwise([*starts, len(ran.rows)]):
        assert_in_order(ran.rows[first:last], requests=1)
    names = [row["name"] for row in ran.of("tool_result") if row["ok"]]
    assert names == ["create_segment"] * 3 + ["modify_segment", "delete_segment"]
    assert [row["text"][:20] for row in ran.of("text")][1:] == [
        "1 segment changed on",
        "1 segment deleted on",
    ]
    assert [segment["color"] for segment in ran.timeline["1"]] == ["#ff0000", "#0000ff"]


def test_prompts_begin_afresh_and_continue_goes_on(server: PlaybackServer, tmp_path: Path) -> None:
    prompts = tmp_path / "prompts.txt"
    prompts.write_text("make it orange\n\n  make it red too\n", encoding="utf-8")
    asked = ["make it orange", "make it red too"]
    for way in ([], ["--continue"]):
        server.will_call("create_segment", **ORANGE)
        server.will_say("Orange.")
        server.will_call("create_segment", **RED)
        server.will_say("Red.")
        ran = command("--base-url", server.base_url, "--json", "--prompts", prompts, *way)
        assert ran.code == 0, ran.err
        assert [(row["index"], row["text"]) for row in ran.of("prompt")] == [*enumerate(asked)]
        sent = [message["content"] or "" for message in server.requests[-2]["messages"]]
        told = "\n".join(str(text) for text in sent)
        assert ("make it orange" in told and "Orange." in told) == bool(way)
        assert "make it red too" in str(sent[-1])
        assert list(ran.timeline) == (["1", "2"] if way else ["2"])


def test_a_file_is_opened_saved_and_rendered_with_its_colors_exact(
    server: PlaybackServer, tmp_path: Path
) -> None:
    blend, still = tmp_path / "a.blend", tmp_path / "a.png"
    server.will_call("create_segment", **ORANGE)
    server.will_say("Orange.")
    files = ("--save", blend, "--render", still)
    ran = command("--base-url", server.base_url, "--json", "orange", *files)
    assert ran.code == 0, ran.err
    assert len(ran.rows) == len(ran.out.splitlines()), "Blender's own words are elsewhere"
    assert "Saved" in ran.err
    image = bpy.data.images.load(str(still))
    width, height = image.size
    place = (height // 2 * width + width // 2) * 4
    middle = [round(value * 255) for value in image.pixels[place : place + 3]]
    bpy.data.images.remove(image)
    assert middle == [255, 128, 0]

    server.will_call("modify_segment", channel=1, segment_index=1, color="blue")
    server.will_say("Blue.")
    again = command("--base-url", server.base_url, "--json", "--blend", blend, "blue")
    assert again.code == 0, again.err
    assert again.timeline["1"][0]["color"] == "#0000ff"
    assert "Orange." in str(server.requests[-1]["messages"]), "a reopened file continues"


def test_a_song_stands_on_channel_128_and_a_movie_is_made(
    server: PlaybackServer, tmp_path: Path, song: Path
) -> None:
    movie = tmp_path / "a.mp4"
    server.will_call("create_segment", **{**ORANGE, "end_time": "the end"})
    server.will_call("play_audio")
    server.will_say("Playing.")
    ran = command(
        "--base-url", server.base_url, "--json", "--sound", song, "--render", movie, "play"
    )
    assert ran.code == 0, ran.err
    assert ran.timeline["1"][0]["end_time"] == pytest.approx(0.5, abs=0.05)
    assert ran.of("tool_result")[1]["result"]["state"] == "playing"
    assert movie.stat().st_size > 1000


@pytest.mark.parametrize(
    ("answers", "options", "agreed"),
    [
        ('{"answer": "Apply"}\n', [], True),
        ("", [], False),
        ("", ["--yes"], True),
    ],
)
def test_a_large_removal_asks(
    server: PlaybackServer, answers: str, options: list[str], agreed: bool
) -> None:
    many = [{**ORANGE, "start_time": n, "end_time": n + 1} for n in range(21)]
    server.will_call("create_segments_batch", segments=many)
    server.will_call("clear_timeline", channel=1)
    server.will_say("So be it.")
    ran = command("--base-url", server.base_url, "--json", *options, "clear", answers=answers)
    assert ran.code == 0, ran.err
    (asked,) = ran.of("confirm")
    assert asked["options"] == ["Apply", "Discard"] and "21 segments" in asked["text"]
    result = ran.of("tool_result")[1]["result"]
    assert result["ok"] is agreed and len(ran.timeline.get("1", [])) == (0 if agreed else 21)
    if not agreed:
        assert result["code"] == "declined"


def test_readable_text_shows_the_calls(server: PlaybackServer) -> None:
    server.will_call("create_segment", **ORANGE)
    server.will_say("Orange it is.")
    ran = command("--base-url", server.base_url, "orange", OPENAI_API_KEY=KEY)
    assert ran.code == 0, ran.err
    lines = ran.out.splitlines()
    assert lines[0] == "> orange" and lines[-1] == "complete"
    call = '  → create_segment(channel=1, start_time=0, end_time=2, color="#ff8000")'
    assert lines[1].startswith("  window 8,192 tokens (assumed), ")
    assert lines[2:4] == [call, "  ✓ created 1: channel 1 0-2 s #ff8000"]
    assert "Orange it is. " in lines and KEY not in ran.out + ran.err


def test_a_folder_is_allowed_for_a_run_and_its_place_is_told_to_nobody(
    server: PlaybackServer, tmp_path: Path, addon: object
) -> None:
    folder = tmp_path / "Trip"
    folder.mkdir()
    image(folder / "still.png")
    server.will_call("list_media")
    server.will_call("add_media", files=["Trip/still.png"], start_time=1)
    server.will_say("Added.")
    saved = tmp_path / "show.blend"
    given = ("--base-url", server.base_url, "--json", "--media", folder, "--save", saved)
    ran = command(*given, "add my picture")
    assert ran.code == 0, ran.err
    listed, added = (row["result"] for row in ran.of("tool_result"))
    assert listed["rows"][0][0] == "Trip/still.png"
    assert added["ok"] and added["strips"][0]["start_time"] == 1
    assert str(tmp_path) not in str([*ran.of("tool_result"), *ran.of("text", "note", "offer")])
    assert str(tmp_path) not in str(server.requests)
    bpy.ops.wm.open_mainfile(filepath=str(saved))
    kept = [row for scene in bpy.data.scenes for row in scene.sequence_maker.kept_turns]
    assert kept and not [row for row in kept if str(tmp_path) in row.text + row.ledger]
