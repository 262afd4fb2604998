"""Strips are named by ids, names and rules: one way for every function."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.sequence.errors import ToolError
from bl_ext.user_default.sequence_maker.sequence.strip import Strip
from bl_ext.user_default.sequence_maker.sequence.times import END
from bl_ext.user_default.sequence_maker.tools import TOOLS
from bl_ext.user_default.sequence_maker.tools.editing import choosing
from bl_ext.user_default.sequence_maker.tools.editing.choosing import chosen
from bl_ext.user_default.sequence_maker.tools.editing.strip_rules import read_rule
from bl_ext.user_default.sequence_maker.tools.editing.strip_words import KINDS, Rule, told
from music_world import MusicWorld
from timeline_help import call, create, refused

TIMES = st.integers(0, 3_600_000).map(lambda ms: ms / 1000) | st.just(END)
WORDS = st.text("abcXYZ 019_-.&äß'", min_size=1, max_size=12).filter(lambda t: t.strip() == t)
CHANNEL_NAMES = st.sampled_from(["Music", "Ball 1", "Left and right", "on the left"])
RULES = st.builds(
    Rule,
    kind=st.sampled_from(["", *KINDS]),
    every=st.integers(1, 130),
    first=st.integers(0, 9),
    last=st.integers(0, 9),
    selected=st.sampled_from([None, True]),
    muted=st.sampled_from([None, True, False]),
    locked=st.sampled_from([None, True, False]),
    channels=st.lists(st.integers(1, 128) | CHANNEL_NAMES, max_size=3).map(tuple),
    start=st.none() | TIMES,
    end=st.none() | TIMES,
    at=st.none() | TIMES,
    words=st.just("") | WORDS.filter(lambda t: "  " not in t),
)


@given(RULES)
def test_whatever_rule_is_told_reads_back(rule):
    assert read_rule(told(rule)) == rule


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("selected", Rule(selected=True)),
        ("the selected strips", Rule(selected=True)),
        ("the selection", Rule(selected=True)),
        ("all", Rule()),
        ("everything", Rule()),
        ("All Movies", Rule("movie")),
        ("movies", Rule("movie")),
        ("all movies on channel 2", Rule("movie", channels=(2,))),
        ("all movie strips of track 2", Rule("movie", channels=(2,))),
        ("sounds on channels 3-5", Rule("sound", channels=(3, 4, 5))),
        ("sounds on channels 1, 3 and Music", Rule("sound", channels=(1, 3, "Music"))),
        ("every 2nd", Rule(every=2)),
        ("every other clip", Rule(every=2)),
        ("every third movie", Rule("movie", every=3)),
        ("from 10 to 20 s", Rule(start=10, end=20)),
        ("from 1 to 2 minutes", Rule(start=60, end=120)),
        ("between 0:10 and 1:30", Rule(start=10, end=90)),
        ("images from 1m to the end", Rule("image", start=60, end=END)),
        ("named like drone", Rule(words="drone")),
        ("with drone in the name", Rule(words="drone")),
        ('all clips with "on air" in their name before 30 s', Rule(words="on air", end=30)),
        ("muted sounds", Rule("sound", muted=True)),
        ("all unmuted locked strips", Rule(muted=False, locked=True)),
        ("before 30 s", Rule(end=30)),
        ("after 30 s on channel 3", Rule(start=30, channels=(3,))),
        ("first 3 images", Rule("image", first=3)),
        ("the last movie on channel 3", Rule("movie", last=1, channels=(3,))),
        ("the movie at 12 s", Rule("movie", at=12)),
        (
            "every 2nd image on channel 3 from 10 to 60 s",
            Rule("image", every=2, channels=(3,), start=10, end=60),
        ),
    ],
)
def test_rules_are_read_as_people_say_them(text, rule):
    assert read_rule(text) == rule


@pytest.mark.parametrize(
    "text", ["", "movie", "the song", "Drone 7", "all the best", "from here to there", "a" * 500]
)
def test_what_is_no_rule_is_none(text):
    assert read_rule(text) is None


def names(session, *strips):
    return [target.name for target in chosen(session, list(strips) or None)]


def test_ids_names_and_rules_may_stand_beside_each_other():
    session = MusicWorld().session()
    number = create(session, 1, 0, 4)
    assert names(session, "movie", "Movie.001", f"s{number}") == [
        "Movie",
        "Movie.001",
        f"Segment {number}",
    ]
    assert names(session, str(number)) == names(session, "segments") == [f"Segment {number}"]
    assert names(session, "all movies", "Movie", "everything at 8 s") == [
        "Movie",
        "Movie.001",
        "Song",
    ]
    assert names(session, "every 2nd movie") == ["Movie.001"]
    assert names(session, "all unmuted before 1.5 s on channels 3-4") == ["Movie", "Image"]


def test_a_strip_whose_name_is_a_rule_wins_as_a_name():
    world = MusicWorld()
    world.scene.place([Strip("all", "movie", 1, 0, 2), Strip("B, C", "movie", 1, 2, 4)])
    session = world.session()
    assert names(session, "all") == ["all"]
    result = call(session, "set_strips", strips="B, C", volume=0.5)
    assert [row["strip"] for row in result["skipped"]] == ["B, C"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Nobody", "unknown_clip"),
        ("s99", "unknown_clip"),
        ("all masks", "nothing_there"),
        ("movies on channel 77", "nothing_there"),
        ("movies on channel Nowhere", "unknown_channel"),
        ("selected", "missing_argument"),
    ],
)
def test_what_matches_nothing_gets_a_sentence_that_names_what_is_there(text, code):
    session = MusicWorld().session()
    told = refused(call(session, "set_strips", strips=text, volume=0.5), code)
    assert told["field"] in ("strips", "channel") and len(str(told)) < 900


def test_too_many_strips_are_refused_before_any_work(monkeypatch):
    session = MusicWorld().session()
    many = [f"s{number}" for number in range(10_000)]
    refused(call(session, "set_strips", strips=many, volume=0.5), "invalid_argument")
    monkeypatch.setattr(choosing, "MOST", 2)
    with pytest.raises(ToolError) as caught:
        chosen(session, ["all"])
    assert caught.value.code == "too_many_strips" and "4 strips" in caught.value.message


def test_every_function_that_takes_strips_takes_them_alike():
    taking = [t for t in TOOLS.values() if any(p.name == "strips" for p in t.parameters)]
    assert len(taking) >= 2
    for tool in taking:
        (found,) = [p for p in tool.parameters if p.name == "strips"]
        assert found.value.name == "names" and tool.model.model_fields["strips"]
        items = tool.schema()["function"]["parameters"]["properties"]["strips"]["items"]
        assert items == {"type": "string"}
