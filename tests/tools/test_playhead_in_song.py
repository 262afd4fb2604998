"""The playhead goes to beats, bars, sections and drops of the song."""

import pytest

from bl_ext.user_default.sequence_maker.tools import TOOLS
from music_world import BEAT, FIRST, MusicWorld

BAR = 4 * BEAT


def gone(session, **given):
    """Move the playhead and return what was told."""
    return TOOLS["seek_audio"].call(session, **given)


@pytest.fixture
def session():
    return MusicWorld().session()


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({"place": "the next beat"}, FIRST),
        ({"place": "next beat"}, FIRST),
        ({"place": "next 3 beats"}, FIRST + 2 * BEAT),
        ({"place": "beat 6"}, FIRST + 5 * BEAT),
        ({"place": "Bar 9"}, FIRST + 8 * BAR),
        ({"place": "next 2 sections"}, FIRST + 4 * BAR),
        ({"place": "drop"}, FIRST + 4 * BAR),
        ({"place": "section B2"}, FIRST + 16 * BAR),
        ({"place": "the chorus"}, FIRST + 4 * BAR),
    ],
)
def test_it_goes_to_a_point_of_the_song(session, given, where):
    told = gone(session, **given)
    assert told["ok"] and told["position"] == pytest.approx(where, abs=0.001)


def test_next_and_previous_go_from_beat_to_beat_although_beats_lie_between_frames(session):
    rate = session.seen.frame_rate
    for number in range(1, 8):
        assert gone(session, place="next beat")["position"] == pytest.approx(
            FIRST + (number - 1) * BEAT, abs=0.001
        )
        session.player.seek(rate.snap(session.player.playback().position))
    for number in range(6, 0, -1):
        assert gone(session, place="previous beat")["position"] == pytest.approx(
            FIRST + (number - 1) * BEAT, abs=0.001
        )
        session.player.seek(rate.snap(session.player.playback().position))


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({}, "invalid_argument"),
        ({"position": 3, "place": "next beat"}, "invalid_argument"),
        ({"place": "previous beat"}, "nothing_there"),
        ({"place": "drop 3"}, "nothing_there"),
        ({"place": "bridge"}, "unknown_section"),
    ],
)
def test_where_there_is_no_such_point_the_playhead_stays(session, given, code):
    told = gone(session, **given)
    assert not told["ok"] and told["code"] == code
    assert session.player.playback().position == 0.0


def test_it_plays_from_a_place_and_not_at_all_where_there_is_none(session):
    assert not TOOLS["play_audio"].call(session, place="drop 3")["ok"]
    assert session.player.playback().state == "stopped"
    told = TOOLS["play_audio"].call(session, place="drop")
    assert (told["state"], told["position"]) == ("playing", pytest.approx(FIRST + 4 * BAR, abs=0.1))
