"""What functions of looks write is read back, comes back exactly, and touches nothing else."""

import pytest

from looks_help import BlenderLooks, ListLooks, looks, segment, take_back
from timeline_help import call, refused


@pytest.fixture(params=["list", "blender"])
def world(request):
    if request.param == "list":
        return ListLooks()
    return BlenderLooks(request.getfixturevalue("scene"))


def settings(world, name):
    return world.scene.closely([name])[name].settings


def keys(world, name, prop="blend_alpha"):
    rows = [row for row in settings(world, name)["curves"] if row["path"] == f".{prop}"]
    return [tuple(round(x, 4) for x in key["co"]) for row in rows for key in row["keys"]]


CALLS = [
    ("set_strips", {"strips": ["A", "C"], "mute": True, "opacity": 0.5, "color_tag": "red"}),
    ("set_strips", {"strips": ["A"], "lock": True, "blend_mode": "multiply"}),
    ("set_strips", {"strips": ["A", "B"], "name": "Take"}),
    ("set_strips", {"strips": ["A"], "name": "B", "opacity": 0.25}),
    ("set_channels", {"channels": [2, 5], "name": "Titles", "mute": True, "lock": True}),
    ("fade_strips", {"strips": ["A", "B"], "fade_in": 0.5, "fade_out": 1}),
    (
        "animate_strips",
        {
            "strips": ["A"],
            "what": "opacity",
            "keys": [
                {"time": 1, "value": 0.5, "interpolation": "smooth"},
                {"time": 3, "value": 1, "interpolation": "hold"},
            ],
        },
    ),
    ("set_markers", {"add": [{"time": 2, "name": "Verse"}], "delete": ["mine"]}),
    (
        "set_markers",
        {"rename": [{"marker": "mine", "name": "X"}], "move": [{"marker": "8", "time": 9}]},
    ),
    ("set_frame_range", {"end": "last strip", "preview_start": 1, "preview_end": 2}),
    ("set_frame_range", {"start": 2, "end": 6}),
]


@pytest.mark.parametrize(("name", "given"), CALLS)
def test_what_is_written_is_told_once_and_comes_back_exactly(world, name, given):
    world.mark(1, "mine")
    world.mark(8, "other")
    session = world.session()
    segment(session)
    session.take_written()
    before = looks(world.scene)
    result = call(session, name, **given)
    assert result["ok"] and result["written"] and not result["skipped"], result
    assert looks(world.scene) != before
    again = call(world.session(), name, **given) if "name" not in given else None
    if name in ("fade_strips", "animate_strips", "set_frame_range"):
        assert "nothing changed" in again["warnings"][0], again
    assert take_back(world.session()) == [] and looks(world.scene) == before


def test_all_calls_of_a_turn_come_back_together(world):
    world.mark(1, "mine")
    world.mark(8, "other")
    before = looks(world.scene)
    fades = {"fade_in": 0.4, "fade_out": 0.4}
    for name, given in [
        ("fade_strips", {"strips": ["A"], **fades}),
        ("set_strips", {"strips": ["A"], "name": "First", "lock": False}),
        ("fade_strips", {"strips": ["First", "C"], "fade_in": 1}),
        ("set_strips", {"strips": ["C"], "name": "A"}),
        ("set_markers", {"add": [{"time": 3, "name": "New"}]}),
        ("set_markers", {"move": [{"marker": "New", "time": 5}]}),
        ("set_frame_range", {"start": 3}),
        ("set_strips", {"strips": ["First", "B"], "lock": True}),
        ("set_channels", {"channels": [2, 3], "lock": True, "name": "Mine"}),
    ]:
        assert call(world.session(), name, **given)["ok"], name
    assert take_back(world.session()) == [] and looks(world.scene) == before


def test_several_strips_are_named_in_a_row_and_their_keys_go_along(world):
    call(world.session(), "fade_strips", strips=["B"], fade_in=1)
    result = call(world.session(), "set_strips", strips=["A", "B"], name="Take")
    assert result["strips"] == ["Take 1", "Take 2"]
    assert keys(world, "Take 2") == [(4, 0), (5, 1)]


def test_a_segment_is_muted_faded_and_named_like_any_strip(world):
    name = segment(world.session())
    given = {"mute": True, "name": "Lamp"}
    assert call(world.session(), "set_strips", strips=[name], **given)["count"] == 1
    call(world.session(), "fade_strips", strips=["Lamp"], fade_out=1)
    assert settings(world, "Lamp")["mute"] is True
    assert keys(world, "Lamp") == [(3, 1), (4, 0)]
    (found,) = world.session().timelines.segments()
    assert found.name == "Lamp" and not found.animated and found.end_color is None


def test_a_fade_replaces_the_earlier_one_keeps_other_keys_and_goes_with_0(world):
    animated = [{"time": 1.6, "value": 0.5}, {"time": 2, "value": 0.8}]
    call(world.session(), "animate_strips", strips=["A"], what="opacity", keys=animated)
    call(world.session(), "fade_strips", strips=["A"], fade_in=1, fade_out=1)
    first = [(0, 0), (1, 0.5), (1.6, 0.5), (2, 0.8), (3, 0.8), (4, 0)]
    assert keys(world, "A") == first
    call(world.session(), "fade_strips", strips=["A"], fade_in=0.2)
    assert keys(world, "A") == [(0, 0), (0.2, 0.5), *first[2:]]
    call(world.session(), "fade_strips", strips=["A"], fade_in=0, fade_out=0)
    assert keys(world, "A") == [(1.6, 0.5), (2, 0.8)]
    call(world.session(), "animate_strips", strips=["A"], what="opacity", keys=[])
    assert keys(world, "A") == [] and settings(world, "A")["blend_alpha"] == 0.5


def test_a_fade_goes_from_the_value_that_the_strip_has_and_leaves_it(world):
    call(world.session(), "set_strips", strips=["A"], opacity=0.5)
    call(world.session(), "fade_strips", strips=["A"], fade_in=2, fade_out=2)
    assert keys(world, "A") == [(0, 0), (2, 0.5), (4, 0)]
    told = call(world.session(), "set_strips", strips=["A"], opacity=1)
    assert "animate_strips" in told["skipped"][0]["reason"]
    call(world.session(), "fade_strips", strips=["A"], fade_in=0, fade_out=0)
    assert keys(world, "A") == [] and settings(world, "A")["blend_alpha"] == 0.5


@pytest.mark.parametrize(
    ("name", "given", "code"),
    [
        ("fade_strips", {"strips": ["Alone"], "fade_in": 1.5, "fade_out": 1}, "invalid_range"),
        ("fade_strips", {"strips": ["A"]}, "missing_argument"),
        ("fade_strips", {"strips": ["A"], "fade_in": -1}, "invalid_argument"),
        ("animate_strips", {"what": "opacity", "keys": [{"time": 1, "value": 2}]}, None),
        ("set_markers", {"delete": ["mine", "nowhere"]}, "unknown_marker"),
        ("set_markers", {"move": [{"marker": "twice", "time": 1}]}, "several_markers"),
        ("set_frame_range", {"start": 5, "end": 5}, "invalid_range"),
        ("set_channels", {"channels": [1]}, "missing_argument"),
        ("set_channels", {"channels": [200], "mute": True}, "invalid_argument"),
        ("set_strips", {"strips": ["A"], "opacity": 2}, "invalid_argument"),
        ("set_strips", {"strips": ["A"], "name": " "}, "invalid_argument"),
    ],
)
def test_bad_input_gets_a_sentence_and_changes_nothing(world, name, given, code):
    for time, text in ((1, "mine"), (2, "twice"), (3, "twice")):
        world.mark(time, text)
    before = looks(world.scene)
    refused(call(world.session(), name, **given), code or "invalid_argument")
    assert looks(world.scene) == before


def test_what_the_user_locked_stays_locked_and_what_the_turn_locked_does_not(world):
    world.lock("A")
    result = call(world.session(), "set_strips", strips=["A", "B"], lock=False, mute=True)
    assert [row["strip"] for row in result["skipped"]] == ["A"]
    assert "user" in result["skipped"][0]["reason"]
    call(world.session(), "set_strips", strips=["B"], lock=True)
    assert settings(world, "B")["lock"] is True
    assert not call(world.session(), "fade_strips", strips=["B"], fade_in=1)["written"]
    assert call(world.session(), "set_strips", strips=["B"], lock=False)["written"]
    call(world.session(), "set_channels", channels=[9], lock=True)
    assert call(world.session(), "set_channels", channels=[9], lock=False)["count"] == 1


def test_markers_that_the_user_made_since_stay_when_the_turn_is_taken_back(world):
    world.mark(1, "mine")
    given = {"add": [{"time": 2, "name": "New"}], "rename": [{"marker": "mine", "name": "First"}]}
    call(world.session(), "set_markers", **given)
    world.mark(6, "since")
    assert take_back(world.session()) == []
    assert world.scene.state("all_markers") == [[1, "mine"], [6, "since"]]


def test_all_stands_for_our_markers_alone(world):
    world.mark(1, "mine")
    session = world.session()
    draft = session.draft()
    draft.set_state("markers", [[2.0, "Bar 1"], [4.0, "Bar 2"]])
    session.apply(draft.change())
    call(world.session(), "set_markers", delete=["all"])
    assert world.scene.state("all_markers") == [[1, "mine"]]


def test_a_later_start_of_the_range_moves_no_time(world):
    before = world.session().scene.strips()
    result = call(world.session(), "set_frame_range", start=2, end="last strip")
    assert result["range"] == {"start": 2, "end": 12}
    assert world.session().scene.strips() == before
