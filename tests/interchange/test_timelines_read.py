"""Files of others and damaged ones: what they mean, or one sentence that names the place."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.interchange import (
    step_grid,
    timeline_paths,
    timelines_csv,
    timelines_reader,
)
from bl_ext.user_default.sequence_maker.sequence.frames import FrameRate

PROP = {
    "default_pixels": 2,
    "color_format": "rgb",
    "refresh_rate": 100,
    "end_time": 207,
    "sequence": {
        "0": {"color": [255, 0, 0], "pixels": 4},
        "63": {"start_color": [0, 0, 255], "end_color": [0, 0, 0]},
        "150": {"color": [0, 0, 0]},
    },
}


def spans(row):
    return [(s.start, s.end, s.color, s.end_color, s.pixels) for s in row.segments]


def test_a_props_own_file_is_read():
    (row,) = timelines_reader.read(json.dumps(PROP))
    assert (row.channel, row.name, row.muted) == (0, "", False)
    assert spans(row) == [
        (0, 0.63, (255, 0, 0), None, 4),
        (0.63, 1.5, (0, 0, 255), (0, 0, 0), 2),
        (1.5, 2.07, (0, 0, 0), None, 2),
    ]


def test_hue_saturation_and_value_fractions_of_a_step_and_a_bare_color_are_read():
    data = {"color_format": "hsv", "refresh_rate": 2, "end_time": 9, "default_pixels": 4}
    colors = {"4.5": [120, 100, 50], "0": {"color": [0, 100, 100]}, "9": [0, 0, 0]}
    (row,) = timelines_reader.read(json.dumps({**data, "sequence": colors}))
    assert spans(row) == [(0, 2.25, (255, 0, 0), None, None), (2.25, 4.5, (0, 128, 0), None, None)]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"refresh_rate": 0}, "timeline 1: refresh_rate must be a number from 0.001"),
        ({"refresh_rate": "fast"}, "refresh_rate must be a number"),
        ({"refresh_rate": None}, "refresh_rate must be a number"),
        ({"end_time": 100}, "end_time 100 is before the entry at 150"),
        ({"end_time": True}, "end_time must be a number"),
        ({"end_time": 1e300}, "end_time must be a number"),
        ({"channel": 129}, "channel 129: channel must be a number from 1 to 128"),
        ({"channel": 1.5}, "timeline 1: channel must be a whole number"),
        ({"name": 5}, "name must be a text"),
        ({"name": "x" * 2000}, "name must be a text of 1,000 characters"),
        ({"color_format": "cmyk"}, 'color_format must be "rgb" or "hsv"'),
        ({"default_pixels": 0}, "default_pixels must be a number from 1"),
        ({"sequence": []}, "sequence must be an object of times and colors"),
        ({"sequence": {"soon": {"color": [0, 0, 0]}}}, "a time must be a number from 0"),
        ({"sequence": {"-5": {"color": [0, 0, 0]}}}, "a time must be a number from 0"),
        ({"sequence": {"nan": {"color": [0, 0, 0]}}}, "a time must be a number from 0"),
        ({"sequence": {"1": [0, 0, 0], "1.0": [9, 9, 9]}}, "sequence has the time 1 twice"),
        ({"sequence": {"7": 3}}, "sequence at 7: it must have a color, got 3"),
        ({"sequence": {"7": {}}}, "sequence at 7: color is missing"),
        ({"sequence": {"7": {"start_color": [0, 0, 0]}}}, "at 7: end_color is missing"),
        ({"sequence": {"7": {"color": "red", "end_color": "blue"}}}, "a fade needs start_color"),
        ({"sequence": {"7": {"color": [0, 0, 256]}}}, "at 7: color: red, green and blue must be"),
        ({"sequence": {"7": {"color": [0, 0, 0], "pixels": -1}}}, "at 7: pixels must be a number"),
        ({"sequence": {"7": {"color": [0, 0, 0], "pixels": 1.5}}}, "pixels must be a whole number"),
        ({"before_start": {"5": {"color": [0, 0, 0], "end_time": 9}}}, "before_start: a time"),
        ({"before_start": {"-5": {"color": [0, 0, 0]}}}, "before_start at -5: end_time must be"),
        ({"timelines": 99}, "newer version"),
    ],
)
def test_what_is_wrong_in_json_is_one_sentence_with_its_place(change, words):
    with pytest.raises(ValueError) as refused:
        timelines_reader.read(json.dumps({**PROP, **change}))
    told = str(refused.value)
    assert words in told and "\n" not in told and len(told) < 250


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no JSON"),
        ("[]", "must be an object"),
        ("{}", "neither a list of channels nor a sequence"),
        ('{"channels": {}}', "neither a list"),
        ('{"channels": [1]}', "neither a list"),
        (json.dumps({"channels": [{}] * 129}), "129 channels, at most 128"),
        ("[" * 10_000, "nested too deeply"),
        ('{"a": ' * 60 + "1" + "}" * 60, "nested too deeply"),
        ('{"sequence": {"0": 1e999}, "refresh_rate": 1e999}', "refresh_rate must be a number"),
        ("9" * 9000, "no JSON"),
    ],
)
def test_what_is_no_timeline_is_one_sentence(text, words):
    with pytest.raises(ValueError, match=words):
        timelines_reader.read(text)


def test_a_file_has_so_many_changes_of_color_and_bytes(tmp_path):
    many = {str(n): [0, 0, 0] for n in range(timelines_reader.MOST + 1)}
    with pytest.raises(ValueError, match="more than 100,000 changes"):
        timelines_reader.read(json.dumps({**PROP, "sequence": many, "end_time": 10**6}))
    path = tmp_path / "a.json"
    path.write_bytes(b" " * (timeline_paths.LARGEST + 1))
    with pytest.raises(ValueError, match="more to read than 16,000,000 bytes"):
        timeline_paths.read(path)
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(ValueError, match="not UTF-8"):
        timeline_paths.read(path)


def test_a_folder_is_read_whole_and_a_fault_names_its_file(tmp_path):
    with pytest.raises(ValueError, match="0 JSON files"):
        timeline_paths.read(tmp_path)
    (tmp_path / "left_ball.json").write_text(json.dumps(PROP))
    (tmp_path / "right.JSON").write_text(json.dumps({**PROP, "channel": 3, "name": "Right"}))
    (tmp_path / "notes.txt").write_text("no")
    assert [(r.channel, r.name) for r in timeline_paths.read(tmp_path)] == [
        (0, "left_ball"),
        (3, "Right"),
    ]
    (tmp_path / "bad.json").write_text("{}")
    with pytest.raises(ValueError, match=r"^bad\.json: it has neither"):
        timeline_paths.read(tmp_path)


HEAD = "channel,start_time,end_time,color\n"


def test_csv_of_a_spreadsheet_is_read():
    text = "\ufeffColor;channel;end_time;start_time\nred;2;1,5;0\n#0000ff;2;2;1,5\n;;;\n"
    (row,) = timelines_csv.read(text)
    assert row.channel == 2
    assert spans(row) == [(0, 1.5, (255, 0, 0), None, None), (1.5, 2, (0, 0, 255), None, None)]
    (row,) = timelines_csv.read(HEAD.replace(",", "\t") + "1\t0\t1\tred")
    assert spans(row) == [(0, 1, (255, 0, 0), None, None)]
    (row,) = timelines_csv.read(HEAD + '1,0,1,"rgb(1, 2, 3)"\r\n')
    assert spans(row) == [(0, 1, (1, 2, 3), None, None)]
    assert timelines_csv.read(HEAD) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "channel is missing"),
        ("channel,start_time,end_time,colour\n", "color is missing"),
        (HEAD[:-1] + ",end_colour\n", "there is no column 'end_colour'; known are"),
        (HEAD[:-1] + ",color\n", "the column color is there twice"),
        (HEAD + "1,0,1\n", "row 2 has 3 cells, the first row has 4"),
        (HEAD + "1,0,1,red\n\nx,0,1,red\n", "row 4: channel must be a number"),
        (HEAD + "0,0,1,red\n", "row 2: channel must be a number from 1 to 128"),
        (HEAD + "1,2,1,red\n", "row 2: end_time 1 is not after start_time 2"),
        (HEAD + "1,0,inf,red\n", "row 2: end_time must be a number"),
        (HEAD + "1,0,1_0,red\n", "row 2: end_time must be a number"),
        (HEAD + "1,0,1,rde\n", "row 2: color: unknown color"),
        (
            HEAD + "1,0,2,red\n1,1,3,red\n",
            "channel 1 has two segments at once, from 0 and from 1 s",
        ),
        (HEAD[:-1] + ",muted\n1,0,1,red,maybe\n", "row 2: muted must be yes or empty"),
        (HEAD[:-1] + ",pixels\n1,0,1,red,0\n", "row 2: pixels must be a number from 1"),
        (HEAD[:-1] + ",muted\n1,0,1,red,yes\n1,1,2,red,\n", "row 3 has another channel_name or"),
        (HEAD + '1,0,1,"red', "it is no CSV"),
    ],
)
def test_what_is_wrong_in_csv_is_one_sentence_with_its_row(text, words):
    with pytest.raises(ValueError) as refused:
        timelines_csv.read(text)
    told = str(refused.value)
    assert words in told and "\n" not in told and len(told) < 250


@given(st.text(max_size=200), st.sampled_from([timelines_reader.read, timelines_csv.read]))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_or_refused(text, read):
    for whole in (text, HEAD + text):
        try:
            read(whole)
        except ValueError as error:
            assert str(error)


values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_any_value_in_any_place_is_read_or_refused(data):
    made = json.loads(json.dumps({**PROP, "channel": 1, "before_start": {}}))
    entry = made["sequence"][data.draw(st.sampled_from(sorted(made["sequence"])))]
    for target in (made, entry):
        key = data.draw(st.sampled_from(sorted(target)))
        target[key] = data.draw(values)
    try:
        timelines_reader.read(json.dumps(made))
    except ValueError as error:
        assert str(error)


def test_offset_is_later_in_the_file_and_taken_back():
    grid = step_grid.StepGrid(100, 80)
    assert grid.step_of(1) == 108 and grid.time_of(108) == pytest.approx(1)
    for most in (600_000, -600_000):
        assert step_grid.StepGrid(100, most).offset_ms == most
        for wrong in (most * 1.0001, float("nan")):
            with pytest.raises(ValueError, match="the offset must be from"):
                step_grid.StepGrid(100, wrong)
    (row,) = timelines_reader.read(json.dumps(PROP), -100)
    assert row.segments[0].start == pytest.approx(0.1)


def test_steps_are_frames_where_they_can_be():
    assert step_grid.grid_for(FrameRate(24)).steps == 24
    assert step_grid.grid_for(FrameRate(25), 80).steps == 25
    assert step_grid.grid_for(FrameRate(24), 80).steps == 1000
    assert step_grid.grid_for(FrameRate(24000 / 1001)).steps == 1000
    assert step_grid.grid_for(FrameRate(24), 0, 50).steps == 50


def test_the_examples_of_the_documentation_are_read():
    text = (Path(__file__).parents[2] / "docs" / "timelines.md").read_text("utf-8")
    blocks = re.findall(r"```(?:json)?\n(.*?)```", text, re.DOTALL)
    (prop,) = (timelines_reader.read(block) for block in blocks if block[:1] == "{")
    (row,) = prop
    assert (row.channel, row.name) == (1, "Ball 1")
    assert spans(row) == [
        (0, 2, (255, 0, 0), None, 2),
        (2, 3, (255, 0, 0), (0, 0, 255), None),
        (5, 10, (255, 255, 255), None, None),
    ]
    (table,) = (timelines_csv.read(block) for block in blocks if block.startswith("channel,"))
    assert [(row.name, row.muted, len(row.segments)) for row in table] == [
        ("Ball 1", False, 2),
        ("Ball 2, left", True, 1),
    ]
