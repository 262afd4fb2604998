"""The volume of sounds is set by a call, in memory and in Blender, and comes back."""

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.host import compat
from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for
from bl_ext.user_default.sequence_maker.sequence.ledger import merged
from bl_ext.user_default.sequence_maker.toolkit.world import Limits
from music_world import MusicWorld
from playback_server import PlaybackServer
from sound_help import add_sound, beats, needs_sound
from timeline_help import call, effect, refused
from turn_help import ask, place


def volumes(session):
    scene = session.scene
    found = scene.closely(strip.name for strip in scene.strips())
    return {n: s.settings["volume"] for n, s in found.items() if "volume" in s.settings}


def test_a_sound_gets_another_volume_and_nothing_else_changes():
    session = MusicWorld().session()
    before = session.scene.strips()
    result = call(session, "set_strips", strips=["song", "Movie"], volume=0.25)
    assert volumes(session) == {"Song": 0.25} and result["count"] == result["written"] == 1
    assert [row["reason"] for row in result["skipped"]] == ["it has no volume"]
    places = [(strip.name, strip.place) for strip in before]
    assert [(strip.name, strip.place) for strip in session.scene.strips()] == places


def test_the_same_volume_again_is_no_write():
    session = MusicWorld().session()
    result = call(session, "set_strips", strips=["Song"], volume=1)
    assert result["count"] == result["written"] == 0 and "nothing changed" in result["warnings"][0]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"strips": ["Song"]}, "missing_argument"),
        ({"volume": 0.5}, "missing_argument"),
        ({"strips": ["Nobody"], "volume": 0.5}, "unknown_clip"),
        ({"strips": ["Song"], "volume": -1}, "invalid_argument"),
        ({"strips": ["Song"], "volume": 101}, "invalid_argument"),
        ({"strips": ["Song"], "volume": "loud"}, "invalid_argument"),
    ],
)
def test_bad_input_gets_a_sentence_and_changes_nothing(given, code):
    session = MusicWorld().session()
    assert refused(call(session, "set_strips", **given), code)["message"]
    assert volumes(session) == {"Song": 1.0}


def test_what_is_locked_or_protected_keeps_its_volume():
    world = MusicWorld()
    session = world.session(Limits("never"))
    world.timelines.locks.add(9)
    result = call(session, "set_strips", strips=["Song"], volume=0)
    assert "locked" in result["skipped"][0]["reason"] and volumes(session) == {"Song": 1.0}


def test_mute_and_volume_are_switches_of_their_own_so_that_each_comes_back_as_it_was():
    session = MusicWorld().session(Limits("never"))
    call(session, "set_strips", strips=["Song"], volume=0.25)
    call(session, "set_strips", strips=["Song"], mute=True)
    assert volumes(session) == {"Song": 0.25}
    call(session, "set_strips", strips=["Song"], mute=False)
    assert volumes(session) == {"Song": 0.25}
    call(session, "set_strips", strips=["Song"], volume=0)
    call(session, "set_strips", strips=["Song"], mute=False)
    assert volumes(session) == {"Song": 0.0}


@needs_sound
def test_in_blender_a_turn_sets_it_and_is_reverted(scene, tmp_path):
    strip = add_sound(scene, beats(tmp_path / "a.wav", 4), 2)
    effect(scene, "TEXT", 3, 0, 2, "Title")
    uid, name = scene.session_uid, strip.name
    with PlaybackServer() as server:
        server.will_call("set_strips", strips=[name, "Title"], volume=0.5)
        server.will_say("Done.")
        turn = ask(place(server), scene, "half as loud")
    assert turn.calls[0].result["count"] == 1
    scene = compat.scene_by_uid(uid)
    assert compat.strips(scene.sequence_editor)[name].volume == 0.5
    assert bpy.ops.sequence_maker.take_back(index=0) == {"FINISHED"}
    assert compat.strips(compat.scene_by_uid(uid).sequence_editor)[name].volume == 1.0


@needs_sound
def test_a_volume_that_the_user_changed_since_stays(scene, tmp_path):
    strip = add_sound(scene, beats(tmp_path / "a.wav", 4), 2)
    session = session_for(scene, Limits("never"))
    call(session, "set_strips", strips=[strip.name], volume=0.5)
    strip.volume = 0.75
    change, left = merged(session.take_written()).revert(session.draft(), session.scene)
    assert not change and left == [("strip", strip.name)]


def test_what_is_left_unchanged_is_counted_only_where_there_is_some():
    session = MusicWorld().session(Limits("never"))
    assert call(session, "set_strips", strips=["Song"], mute=True)["done"] == "1 strip set"
    told = call(session, "set_strips", strips=["Song", "Movie"], volume=0.5)["done"]
    assert told == "1 strip set, 1 left unchanged"
