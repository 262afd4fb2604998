"""Sections as the person says: what it is called and where it lies stays."""

import pytest

from bl_ext.user_default.sequence_maker.chat.offer.state import state
from music_world import BEAT, FIRST, MusicWorld
from timeline_help import call, picture, refused

BAR = 4 * BEAT
EDGES = [FIRST + bar * BAR for bar in (0, 4, 12, 16, 24)]


@pytest.fixture
def world():
    return MusicWorld()


@pytest.fixture
def session(world):
    return world.session()


def rows(session):
    call(session, "analyze_music")
    return [(s.name, s.title, s.start, s.end) for s in session.songs.known().grid.sections]


def names(session):
    return [name for name, *_ in rows(session)]


def test_what_the_person_calls_the_chorus_is_the_chorus(session):
    told = call(session, "set_sections", action="rename", time=EDGES[2] + 1, name="Chorus")
    assert told["written"] == 1 and told["sections"][2][3] == "Chorus"
    made = call(
        session, "create_pattern", channels=[1], colors=["red"], grid="downbeats", section="chorus"
    )
    assert not any("guess" in warning for warning in made["warnings"])
    lit = picture(session)
    assert lit[0][1] == pytest.approx(EDGES[2], abs=0.05) and lit[-1][1] < EDGES[3]


def test_what_is_like_a_named_section_is_still_guessed_to_be_the_same(session):
    call(session, "set_sections", action="rename", sections=["B1"], name="Chorus")
    given = {"channels": [1], "colors": ["red"], "grid": "downbeats"}
    made = call(session, "create_pattern", **given, section="the chorus")
    assert any("B2 is the chorus is only a guess" in warning for warning in made["warnings"])
    assert picture(session)[-1][1] > EDGES[3]
    call(session, "set_sections", action="rename", sections=["B2"], name="Outro")
    call(session, "clear_timeline", channel=1)
    call(session, "create_pattern", **given, section="chorus")
    assert picture(session)[-1][1] < EDGES[2]


def test_a_letter_names_all_of_its_sections(session):
    call(session, "set_sections", action="rename", sections=["B"], name="the drop")
    assert [title for _, title, *_ in rows(session)] == ["", "the drop", "", "the drop"]
    call(session, "set_sections", action="rename", sections="The Drop", name="hook")
    assert [title for _, title, *_ in rows(session)] == ["", "hook", "", "hook"]
    assert "hook" in state(session)


def test_sections_are_split_joined_and_moved(session):
    call(session, "set_sections", action="split", time=EDGES[1] + 4 * BAR + 0.05, name="drop")
    assert names(session) == ["A1", "B1", "D1", "C1", "B2"]
    assert rows(session)[2][2] == pytest.approx(EDGES[1] + 4 * BAR, abs=1e-4)  # on the beat
    call(session, "set_sections", action="join", sections=["A1", "B1"])
    assert names(session) == ["A1", "D1", "C1", "B2"]
    call(session, "set_sections", action="join", time=EDGES[2] + 1)
    assert names(session) == ["A1", "D1", "B2"]
    call(session, "set_sections", action="move", time=EDGES[3], to_time=EDGES[3] + BAR)
    assert rows(session)[2][2] == pytest.approx(EDGES[3] + BAR, abs=1e-4)


def test_a_section_is_set_where_none_was_heard_and_those_heard_come_back(session):
    told = call(
        session, "set_sections", action="set", time=2, to_time=4, name="intro", sound="Silence"
    )
    assert [row[3] for row in told["sections"]] == ["intro"]
    before = rows(session)
    call(session, "set_sections", action="set", time=EDGES[0], to_time=EDGES[2], name="verse")
    assert names(session) == ["D1", "C1", "B2"]
    call(session, "set_sections", action="restore")
    assert rows(session) == before


def test_what_the_person_said_stays_when_it_is_heard_again(session):
    call(session, "set_sections", action="rename", sections=["C1"], name="bridge")
    call(session, "edit_beat_grid", action="set_tempo", bpm=99)
    assert ("C1", "bridge") in [row[:2] for row in rows(session)]
    call(session, "edit_beat_grid", action="set_tempo", bpm=120, time=1)
    assert ("C1", "bridge") in [row[:2] for row in rows(session)]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"action": "rename", "time": 3}, "missing_argument"),
        ({"action": "rename", "name": "verse"}, "missing_argument"),
        ({"action": "rename", "sections": ["Z9"], "name": "verse"}, "unknown_section"),
        ({"action": "rename", "sections": ["A1"], "name": "v" * 61}, "invalid_argument"),
        ({"action": "split"}, "missing_argument"),
        ({"action": "split", "time": 58}, "out_of_range"),
        ({"action": "split", "time": FIRST}, "invalid_argument"),
        ({"action": "join", "sections": ["A1"]}, "invalid_argument"),
        ({"action": "join", "time": 2, "sound": "Silence"}, "unknown_section"),
        ({"action": "move", "time": 8}, "missing_argument"),
        ({"action": "move", "time": EDGES[1], "to_time": EDGES[3]}, "invalid_argument"),
        ({"action": "set", "time": 9, "to_time": 8, "name": "x"}, "invalid_range"),
        ({"action": "erase"}, "invalid_argument"),
    ],
    ids=str,
)
def test_bad_input_gets_a_sentence_and_changes_nothing(world, session, given, code):
    before = world.picture()
    assert refused(call(session, "set_sections", **given), code)["message"]
    assert world.picture() == before


def test_a_name_is_one_row_and_a_refusal_names_what_is_wrong(session):
    told = call(session, "set_sections", action="rename", sections=["A1"], name="Bridge \n two")
    assert told["sections"][0][3] == "Bridge two" and "\n" not in told["done"]
    for given, field in (
        ({"action": "rename", "sections": ["C1"], "name": "b1"}, "name"),
        ({"action": "join", "sections": ["A1"]}, "sections"),
    ):
        assert refused(call(session, "set_sections", **given), "invalid_argument")["field"] == field
