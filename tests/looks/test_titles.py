"""Texts come where and as they are wanted, and only what is named of them changes."""

import pytest

from looks_help import BlenderLooks, ListLooks, looks, take_back
from timeline_help import call, refused


@pytest.fixture(params=["list", "blender"])
def world(request):
    if request.param == "list":
        return ListLooks()
    return BlenderLooks(request.getfixturevalue("scene"))


def settings(world, name):
    return world.scene.closely([name])[name].settings


def test_texts_come_above_all_that_is_there_and_go_again(world):
    before = looks(world.scene)
    texts = [
        {"text": "The\nStart", "start_time": 1, "end_time": 3},
        {"text": "Meanwhile", "start_time": 2, "length": 2},
        {"text": "Later", "start_time": 13},
    ]
    result = call(world.session(), "add_text", texts=texts, style="lower_third", color="red")
    assert result["ok"] and result["count"] == 3, result
    rows = {row["strip"]: row for row in result["texts"]}
    assert {name: row["channel"] for name, row in rows.items()} == {
        "The Start": 6,
        "Meanwhile": 7,
        "Later": 1,
    }
    assert [rows[n]["end_time"] for n in ("The Start", "Meanwhile", "Later")] == [3, 4, 17]
    has = settings(world, "The Start")
    assert has["text"] == "The\nStart" and has["use_box"] and has["location"][1] < 0.33
    assert has["color"] == pytest.approx([1, 0, 0, 1]) and has["anchor_x"] == "LEFT"
    assert has["size"] == pytest.approx(0.06)
    assert take_back(world.session()) == [] and looks(world.scene) == before


def test_only_what_is_said_changes(world):
    was = settings(world, "A")
    result = call(world.session(), "set_text", strips=["A"], text="Hello", place="top right")
    assert result["count"] == 1
    now = settings(world, "A")
    place = {"location", "anchor_x", "anchor_y", "alignment_x"}
    assert {key for key in was if was[key] != now[key]} <= {"text", *place}
    assert now["text"] == "Hello" and now["location"] == pytest.approx([0.95, 0.92])
    before = looks(world.scene)
    call(world.session(), "set_text", strips=["A", "B"], size=20, shadow=True, box=False)
    assert settings(world, "B")["size"] == pytest.approx(0.2)
    assert take_back(world.session()) == [] and looks(world.scene) != before
    assert settings(world, "A") == was


def test_dark_letters_stand_before_a_bright_box(world):
    texts = {"text": "Dark", "start_time": 0}
    call(world.session(), "add_text", texts=texts, style="caption", color="navy")
    assert settings(world, "Dark")["box_color"][:3] == [1, 1, 1]


@pytest.mark.parametrize(
    ("name", "given", "code"),
    [
        ("add_text", {"texts": [{"text": "", "start_time": 0}]}, "invalid_argument"),
        ("add_text", {"texts": [{"text": "x", "start_time": 3, "end_time": 3}]}, "invalid_range"),
        ("add_text", {"texts": [{"text": "x", "start_time": 1}], "channel": 2}, "channel_occupied"),
        ("add_text", {"texts": [{"text": "x", "start_time": 1}], "font": "No"}, "unknown_font"),
        ("add_text", {"texts": [{"text": "x", "start_time": 1}], "place": "away"}, None),
        ("add_text", {"texts": [{"text": "x", "start_time": 1}], "place": "0.5, 2"}, None),
        ("set_text", {"strips": ["A"]}, "missing_argument"),
        ("set_text", {"strips": ["A"], "size": 0}, None),
    ],
)
def test_bad_input_gets_a_sentence_and_changes_nothing(world, name, given, code):
    before = looks(world.scene)
    refused(call(world.session(), name, **given), code or "invalid_argument")
    assert looks(world.scene) == before


def test_a_locked_channel_takes_no_text(world):
    call(world.session(), "set_channels", channels=[6], lock=True)
    given = {"texts": [{"text": "x", "start_time": 1}]}
    refused(call(world.session(), "add_text", channel=6, **given), "channel_locked")
    assert call(world.session(), "add_text", **given)["texts"][0]["channel"] == 7
