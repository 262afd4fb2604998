"""The words of the panel for calls and figures."""

from typing import Any

import pytest

from bl_ext.user_default.sequence_maker.blender.wording.call_details import details
from bl_ext.user_default.sequence_maker.blender.wording.call_phrases import call_colors, important
from bl_ext.user_default.sequence_maker.blender.wording.labels import title
from bl_ext.user_default.sequence_maker.blender.wording.numbers import (
    cost,
    count,
    metrics_line,
    seconds,
    span,
)
from bl_ext.user_default.sequence_maker.chat.conversation import Call
from bl_ext.user_default.sequence_maker.chat.metrics import Metrics

NAMES = {1: "Ball 1", 2: "Ball 2", 3: "Ball 3", 4: "Drum", 5: "Channel 5"}


def made(name: str, result: dict[str, Any] | None = None, /, **arguments: Any) -> Call:
    """A call that is done, or failed where its result says so."""
    state = "failed" if result and not result.get("ok", True) else "done"
    return Call("c", name, arguments, state=state, result=result, seconds=0.08)


def segment(number: int, channel: int = 1) -> dict[str, Any]:
    """One item of a batch."""
    colors = ["red", "orange", "blue", "lime", "white"]
    return {"channel": channel, "start_time": 5 + number / 2, "end_time": 5.5 + number / 2,
            "color": colors[number % 5], "pixels": 4}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("create_segment", "Create Segment"),
        ("create_segments_batch", "Create Segments"),
        ("clear_timeline", "Clear Timeline"),
        ("flash_on_beats", "Flash on Beats"),
        ("", "Function Call"),
    ],
)
def test_titles(name: str, words: str) -> None:
    assert title(name) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(0.08, "0.08 s"), (0, "0.00 s"), (0.997, "1.0 s"), (4.12, "4.1 s"), (59.97, "1:00"),
     (65, "1:05"), (3661, "1:01:01"), (None, "unknown"), (float("nan"), "unknown")],
)  # fmt: skip
def test_seconds(value: float | None, words: str) -> None:
    assert seconds(value) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [(5, 10, "5–10 s"), (5.25, 5.5, "5.25–5.5 s"), (65, 81, "1:05–1:21"), (50, 70, "0:50–1:10"),
     (3600, 3661, "1:00:00–1:01:01"), (-2, 3, "-2–3 s")],
)  # fmt: skip
def test_spans(start: float, end: float, words: str) -> None:
    assert span(start, end) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(0.0021, "$0.0021"), (0.00001, "< $0.0001"), (1.254, "$1.25"), (1234.5, "$1,234.50"),
     (0, "free"), (None, "unknown")],
)  # fmt: skip
def test_costs(value: float | None, words: str) -> None:
    assert cost(value) == words


def test_counts() -> None:
    assert count(1, "segment") == "1 segment"
    assert count(2315, "token") == "2,315 tokens"
    assert count(0, "entry") == "0 entries"


def test_the_line_of_figures_leaves_out_what_is_unknown() -> None:
    known = Metrics(
        response_time=4.12,
        prompt_tokens=2103,
        completion_tokens=212,
        cost_usd=0.0021,
        tokens_per_second=58.2,
    )
    assert metrics_line(known) == "4.1 s · 2,315 tokens · $0.0021 · 58 tokens/s"
    assert metrics_line(Metrics(response_time=0.5)) == "0.50 s"
    assert metrics_line(Metrics()) == ""


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (made("create_segment", channel=9, start_time=5, end_time="0:10", color="blue"),
         "channel 9 · 5–10 s · blue"),
        (made("create_segment", channel="2", start_time=65, end_time=81, color="#f00",
              end_color="blue"),
         "Ball 2 · 1:05–1:21 · red to blue"),
        (made("create_segment", channel=5, start_time=0, end_time="the end", color="#123456"),
         "channel 5 · from 0 s · #123456"),
        (made("modify_segment", channel=2, segment_index=7, color="blue"), "Ball 2 · #7 · blue"),
        (made("modify_segment", segment_id=12, to_channel=4), "segment 12 · to Drum"),
        (made("create_segments_batch", segments=[segment(n) for n in range(32)]),
         "Ball 1 · 5–21 s · 32 segments"),
        (made("create_segments_batch", segments=[segment(n, 1 + n % 3) for n in range(6)]),
         "Ball 1–3 · 5–8 s · 6 segments"),
        (made("create_segments_batch", segments=[segment(0, 1), segment(1, 4)]),
         "Ball 1, Drum · 5–6 s · 2 segments"),
        (made("clear_timeline"), "all channels"),
        (made("clear_timeline", channel=1, start_time=70), "Ball 1 · from 1:10"),
        (made("play_audio", start_time=5), "from 5 s"),
        (made("seek_audio", position="1:30"), "to 1:30"),
        (made("pause_audio"), ""),
        (made("create_pattern", channels=[1, 2, 3], colors=["white"], section="B1", grid="beats"),
         "Ball 1–3 · B1 · every beat"),
        (made("create_pattern", channels="4", colors="red, blue", grid="onsets", every=2,
              start_time=5, end_time=9), "Drum · every 2 onsets · 5–9 s"),
        (made("snap_to_beats", strips=["Movie", "Image"], grid="beats"), "Movie … · every beat"),
        (made("edit_beat_grid", action="set_beat_one", time=3), "set beat one"),
        (made("fit_to_section", strip="Movie", section="B1"), "Movie · B1"),
    ],
)  # fmt: skip
def test_the_words_of_a_row(call: Call, words: str) -> None:
    assert important(call, NAMES) == words


def test_an_id_is_told_by_where_the_segment_was() -> None:
    gone = {"segment_id": 12, "channel": 2, "start_time": 5, "end_time": 10}
    call = made("delete_segment", {"ok": True, "deleted": [gone]}, segment_id=12)
    assert important(call, NAMES) == "Ball 2 · 5–10 s"


def test_words_and_colors_appear_while_the_arguments_stream() -> None:
    call = Call("c", "create_segment", raw='{"channel": 2, "start_time": 5, "color": "bl')
    assert important(call, NAMES) == "Ball 2 · from 5 s"
    batch = '{"segments": [{"channel": 1, "start_time": 5, "end_time": 6, "color": "red"}, {"channel": 1, "start_time": 6, "end_time": 7.5, "color": "lime"}, {"ch'  # noqa: E501
    call = Call("c", "create_segments_batch", raw=batch)
    assert important(call, NAMES) == "Ball 1 · 5–7.5 s · 2 segments"
    assert call_colors(call) == [("#ff0000", None), ("#00ff00", None)]


def test_swatches_are_distinct_and_few() -> None:
    batch = made("create_segments_batch", segments=[segment(n) for n in range(32)])
    assert len(call_colors(batch)) == 4
    fade = made("create_segment", color="red", end_color="blue")
    assert call_colors(fade) == [("#ff0000", "#0000ff")]
    moved = made("modify_segment", {"ok": True, "changed": [{"color": "#102030"}]}, segment_id=1)
    assert call_colors(moved) == [("#102030", None)]
    assert call_colors(made("pause_audio")) == []


def test_details_tell_arguments_and_result() -> None:
    result = {"ok": True, "created": [], "created_count": 32, "created_channels": [1],
              "created_span": [5, 21], "changed": [], "deleted": [], "rounding_ms": 4.2,
              "skipped": [{"channel": 4, "reason": "channel is locked"}],
              "warnings": ["two were covered"]}  # fmt: skip
    call = made("create_segments_batch", result, segments=[segment(n) for n in range(32)])
    assert details(call, NAMES) == [
        ("Segments", "32"),
        ("Channel", "Ball 1"),
        ("Time", "5–21 s"),
        ("Colors", "red, orange, blue, lime, white"),
        ("Pixels", "4"),
        ("Result", "32 segments created on Ball 1, 5–21 s"),
        ("Skipped", "Drum: Channel is locked"),
        ("Warning", "Two were covered"),
        ("Rounding", "up to 4.2 ms"),
        ("Took", "0.08 s"),
    ]


def test_details_of_one_segment_and_of_a_refusal() -> None:
    result = {"ok": False, "code": "out_of_range", "message": "there is no 99",
              "field": "segment_index", "allowed": "1 to 8", "hint": "list first",
              "problems": [{"item": 0, "message": "bad"}] * 8}  # fmt: skip
    call = made("modify_segment", result, channel=2, segment_index=99, color="red", name=None)
    rows = details(call, NAMES)
    assert rows[:3] == [("Channel", "Ball 2 (channel 2)"), ("Segment", "99"), ("Color", "red")]
    told = {("Error", "There is no 99"), ("Argument", "Segment"), ("Allowed", "1 to 8")}
    assert told <= set(rows)
    assert ("…", "2 more") in rows


def test_details_of_reading_and_of_playback() -> None:
    listed = made(
        "list_segments", {"ok": True, "segments": [{}], "count": 60, "page": 1, "pages": 2}
    )
    assert ("Result", "60 segments, page 1 of 2") in details(listed, NAMES)
    state = {"ok": True, "state": "playing", "position": 5.0, "duration": 90.0, "warnings": []}
    rows = details(made("play_audio", state, start_time=5), NAMES)
    assert rows[0] == ("From", "5 s") and ("Length", "1:30") in rows
    assert any(label == "Playback" and value.endswith("at 5 s") for label, value in rows)


@pytest.mark.parametrize(
    "odd",
    [None, True, [], {}, "", "x" * 5000, -1, 10**30, float("nan"), float("inf"), [1],
     {"a": [1]}, "\n"],
)  # fmt: skip
def test_no_argument_or_result_makes_the_panel_fail(odd: Any) -> None:
    keys = "channel to_channel segment_id segment_index start_time end_time position color end_color pixels segments other".split()  # noqa: E501
    told = "created created_count created_channels created_span segments count page pages state position skipped warnings rounding_ms message allowed hint problems field other".split()  # noqa: E501
    for ok in (True, False):
        call = made(
            "create_segment", {"ok": ok, **dict.fromkeys(told, odd)}, **dict.fromkeys(keys, odd)
        )
        call.colors = [str(odd)]
        assert isinstance(important(call, NAMES), str)
        assert isinstance(call_colors(call), list)
        assert all(isinstance(text, str) for row in details(call, NAMES) for text in row)
    items = made("create_segments_batch", segments=[dict.fromkeys(keys, odd), odd])
    assert isinstance(important(items, NAMES) + str(details(items, NAMES)), str)
    details(Call("c", "x", None, raw=str(odd), state="failed"), NAMES)
