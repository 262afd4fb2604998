"""Timelines that are written and read again show each frame in the same color."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.interchange import (
    step_grid,
    timeline_paths,
    timelines_csv,
    timelines_json,
    timelines_reader,
)
from bl_ext.user_default.sequence_maker.interchange.timeline_rows import joined, on_frames, told
from bl_ext.user_default.sequence_maker.sequence.frames import FrameRate
from bl_ext.user_default.sequence_maker.sequence.segment import Segment
from bl_ext.user_default.sequence_maker.sheet.show import Row
from timelines_help import RATES, frames, rates, rows, shown, shows

offsets = st.one_of(st.just(0), st.integers(-2000, 2000), st.floats(-900, 900))


def assert_same(before, after, rate):
    """Hold read timelines to those that were written."""
    assert [row.channel for row in after] == [row.channel for row in before]
    for one, other in zip(before, after, strict=True):
        assert (one.name, one.muted) == (other.name, other.muted)
        assert shown(one, rate) == shown(other, rate)
        lit, read = replace(one, muted=False), replace(other, muted=False)
        assert shown(lit, rate) == shown(read, rate)


@given(shows(), offsets, st.data())
@settings(max_examples=40, deadline=None)
def test_json_keeps_the_color_of_every_frame(show, offset, data):
    rate, before = show
    grid = step_grid.grid_for(rate, offset)
    step_grid.check_exact(before, rate, grid)
    end = data.draw(st.floats(0, 60))
    text = timelines_json.document([joined(row) for row in before], grid, end)
    after, short = on_frames(timelines_reader.read(text, offset), rate)
    assert not short
    assert_same(before, after, rate)
    assert told(after, rate) == told(map(joined, before), rate)


@given(shows(), offsets)
@settings(max_examples=40, deadline=None)
def test_csv_keeps_the_color_of_every_frame(show, offset):
    rate, before = show
    text = timelines_csv.document([joined(row) for row in before], offset)
    after, short = on_frames(timelines_csv.read(text, offset), rate)
    assert not short
    assert_same(before, after, rate)
    assert told(after, rate) == told(map(joined, before), rate)


@given(shows(), offsets)
@settings(max_examples=40, deadline=None)
def test_a_file_a_channel_keeps_the_color_of_every_frame(tmp_path_factory, show, offset):
    rate, before = show
    before = [row if row.name else replace(row, name="named") for row in before]
    folder = tmp_path_factory.mktemp("props")
    grid = step_grid.grid_for(rate, offset)
    texts = timeline_paths.documents(folder, list(map(joined, before)), grid, 30.0)
    assert len(texts) == len(before)
    for place, text in texts.items():
        place.write_bytes(text.encode())
    assert_same(before, on_frames(timeline_paths.read(folder, offset), rate)[0], rate)


@pytest.mark.parametrize("rate", [FrameRate(rate) for rate in RATES])
def test_all_128_channels_are_kept(rate):
    before = [
        Row(
            number,
            f"Ball {number}",
            (Segment(1, number, rate.time_of(number), rate.time_of(number + 9), (number, 0, 9)),),
        )
        for number in range(1, 129)
    ]
    text = timelines_json.document(before, step_grid.grid_for(rate), 10)
    assert told(on_frames(timelines_reader.read(text), rate)[0], rate) == told(before, rate)
    text = timelines_csv.document(before)
    assert told(on_frames(timelines_csv.read(text), rate)[0], rate) == told(before, rate)


@given(rates, st.data())
@settings(max_examples=100, deadline=None)
def test_joined_pieces_show_the_same_frames_and_are_no_more(rate, data):
    row = data.draw(rows(rate, 1))
    few = joined(row)
    assert [f for s in few.segments for f in frames(s, rate)] == [
        f for s in row.segments for f in frames(s, rate)
    ]
    assert len(few.segments) <= len(row.segments)


def test_a_straight_ramp_becomes_one_fade():
    rate = FrameRate(24)
    whole = Segment(1, 1, 0, 40, (0, 10, 255), (255, 10, 0), animated=True)
    edges = [whole.color_at(rate.time_of(n)) for n in range(961)]
    pieces = tuple(
        replace(
            whole,
            start=rate.time_of(n),
            end=rate.time_of(n + 1),
            color=edges[n],
            end_color=edges[n + 1],
        )
        for n in range(960)
    )
    (only,) = joined(Row(1, "a", pieces)).segments
    assert (only.start, only.end, only.color, only.end_color) == (0, 40, (0, 10, 255), (255, 10, 0))


@given(shows(), offsets)
@settings(max_examples=40, deadline=None)
def test_a_prop_plays_just_what_is_seen_from_0_on(show, offset):
    """Read as the props' own program does: integers, sorted, each entry up to the next."""
    rate, before = show
    grid = step_grid.grid_for(rate, offset)
    for row in map(joined, before):
        data = timelines_json.timeline(row, grid, 5.0)
        steps = [int(text) for text in data["sequence"]]
        assert steps == sorted(steps) and steps[0] == 0 and steps[-1] < data["end_time"]
        assert isinstance(data["refresh_rate"], int) and 1 <= data["default_pixels"] <= 4
        entries = list(data["sequence"].values())
        for number in range(0, 300):
            step = grid.step_of(rate.time_of(number))
            if not 0 <= step < data["end_time"]:
                continue
            place = max(index for index, start in enumerate(steps) if start <= step)
            lit = row.color_at(rate.time_of(rate.frame_of(grid.time_of(step))))
            entry = entries[place]
            if "color" in entry:
                assert tuple(entry["color"]) == (lit or (0, 0, 0))
            else:
                stop = [*steps, data["end_time"]][place + 1]
                times = steps[place], stop
                made = Segment(1, 1, *times, tuple(entry["start_color"]), tuple(entry["end_color"]))
                near = 255 * 0.6 / (stop - steps[place]) + 2  # rounded to whole steps
                assert all(
                    abs(a - b) <= near for a, b in zip(made.color_at(step), lit, strict=True)
                )
