"""The clock that stands for Blender's playback, alone and on a scene with a sound."""

import math
import struct
import wave

import pytest

from bl_ext.user_default.sequence_maker.blender.host import compat, memory
from bl_ext.user_default.sequence_maker.blender.sound import player
from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for
from bl_ext.user_default.sequence_maker.sequence.clock import Transport
from timeline_help import call, create, refused, strips_of


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def transport(clock):
    return Transport(10.0, clock)


def test_a_new_transport_stands_at_the_start(transport):
    assert (transport.state, transport.position) == ("stopped", 0.0)


def test_it_plays_with_the_clock(transport, clock):
    transport.play()
    clock.now += 2.5
    assert (transport.state, transport.position) == ("playing", 2.5)
    transport.play()
    clock.now += 1
    assert transport.position == 3.5


def test_pause_keeps_the_position_and_play_goes_on_from_it(transport, clock):
    transport.play(4)
    clock.now += 1
    transport.pause()
    clock.now += 60
    assert (transport.state, transport.position) == ("paused", 5)
    transport.pause()
    assert transport.state == "paused"
    transport.play()
    clock.now += 1
    assert (transport.state, transport.position) == ("playing", 6)


def test_a_pause_of_what_does_not_play_leaves_it_stopped(transport):
    transport.pause()
    assert transport.state == "stopped"


def test_stop_goes_back_to_the_start(transport, clock):
    transport.play(3)
    clock.now += 1
    transport.stop()
    assert (transport.state, transport.position) == ("stopped", 0)


def test_seek_keeps_on_doing_what_it_did(transport, clock):
    transport.seek(4)
    assert (transport.state, transport.position) == ("stopped", 4)
    transport.play()
    clock.now += 1
    transport.seek(8)
    clock.now += 1
    assert (transport.state, transport.position) == ("playing", 9)
    transport.pause()
    transport.seek(2)
    assert (transport.state, transport.position) == ("paused", 2)
    transport.seek(99)
    assert transport.position == 10
    transport.seek(-1)
    assert transport.position == 0


def test_it_stops_by_itself_at_the_end_and_play_begins_anew(transport, clock):
    transport.play(9)
    clock.now += 5
    assert (transport.position, transport.state) == (10, "stopped")
    clock.now += 5
    transport.pause()
    assert transport.state == "stopped"
    transport.play()
    clock.now += 1
    assert (transport.state, transport.position) == ("playing", 1)


def test_a_seek_after_the_end_was_passed_does_not_play_on(transport, clock):
    transport.play(9)
    clock.now += 5
    transport.seek(2)
    clock.now += 1
    assert (transport.state, transport.position) == ("stopped", 2)


@pytest.fixture
def song(tmp_path):
    """Five seconds of a tone."""
    path = tmp_path / "song.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        values = (int(9000 * math.sin(n / 3)) for n in range(40_000))
        file.writeframes(b"".join(struct.pack("<h", value) for value in values))
    return path


@pytest.fixture
def session(scene, song, clock, monkeypatch):
    if not compat.sound_has_engine():
        pytest.skip("this Blender is built without audio")
    strips_of(scene).new_sound("Song", str(song), 128, scene.frame_start)
    monkeypatch.setattr(player, "Transport", lambda duration: Transport(duration, clock))
    memory.forget_scenes()
    return session_for(scene)


def test_without_a_sound_the_playhead_moves_and_playback_runs(scene, clock, monkeypatch):
    monkeypatch.setattr(player, "Transport", lambda duration: Transport(duration, clock))
    memory.forget_scenes()
    session = session_for(scene)
    assert call(session, "seek_audio", position=3)["position"] == 3.0, "in an empty sequence, too"
    create(session, 1, 0, 4)
    assert call(session, "play_audio", start_time=1)["state"] == "playing"
    clock.now += 1.5
    assert call(session, "pause_audio")["position"] == 2.5
    assert call(session, "stop_audio")["state"] == "stopped"
    assert refused(call(session, "seek_audio", position=5), "out_of_range")["allowed"] == "0 to 4 s"


def test_the_end_is_where_what_is_seen_or_heard_ends(scene):
    session, end = session_for(scene), session_for(scene).timelines.end
    base = session.timelines.timebase
    assert end() == base.time_of(scene.frame_end + 1), "of an empty sequence, the range's"
    create(session, 1, 0, 4)
    create(session, 2, 0, 6)
    create(session, 3, 0, 9)
    assert end() == 9.0
    strips_of(scene)[-1].mute = True
    assert end() == 6.0
    scene.sequence_editor.channels[2].mute = True
    assert end() == 4.0


def test_without_a_sequence_the_error_says_so(scene):
    session = session_for(scene)
    scene.sequence_editor_clear()
    refused(call(session, "play_audio"), "no_sequence")


def test_play_pause_seek_and_stop_tell_the_real_state_and_move_the_frame(scene, session, clock):
    told = call(session, "play_audio", start_time="0:01")
    assert (told["state"], told["position"], told["duration"]) == ("playing", 1.0, 5.0)
    clock.now += 1
    assert call(session, "pause_audio")["position"] == 2.0
    assert scene.frame_current == scene.frame_start + 48
    clock.now += 1
    told = call(session, "seek_audio", position=4.01)
    assert (told["state"], told["position"]) == ("paused", 4.01)
    assert scene.frame_current == scene.frame_start + 96
    assert call(session, "play_audio")["position"] == 4.01
    told = call(session, "stop_audio")
    assert (told["state"], told["position"]) == ("stopped", 0.0)
    assert scene.frame_current == scene.frame_start


def test_play_begins_where_the_user_put_the_playhead(scene, session, clock):
    scene.frame_set(scene.frame_start + 48)
    assert call(session, "play_audio")["position"] == 2.0
    clock.now += 1
    scene.frame_set(scene.frame_start + 96)
    assert call(session, "pause_audio")["position"] == 4.0


def test_a_pause_of_nothing_warns(session):
    assert "stopped" in call(session, "pause_audio")["warnings"][0]


def test_a_position_after_the_end_is_refused_and_nothing_moves(scene, session):
    scene.frame_set(scene.frame_start + 10)
    for name, field in (("seek_audio", "position"), ("play_audio", "start_time")):
        result = refused(call(session, name, **{field: 6}), "out_of_range")
        assert result["field"] == field and result["allowed"] == "0 to 5 s"
    assert scene.frame_current == scene.frame_start + 10


def test_the_end_is_the_end_of_the_sound_where_nothing_is_seen_after_it(session):
    create(session, 1, 0, 4)
    assert call(session, "seek_audio", position="the end")["position"] == 5.0
    created = call(
        session, "create_segment", channel=2, start_time=0, end_time="the end", color="red"
    )
    assert created["created"][0]["end_time"] == 5.0
    create(session, 1, 0, 60)
    assert call(session, "seek_audio", position="the end")["position"] == 60.0


def test_two_scenes_have_two_clocks(scene, session, song, clock):
    import bpy

    other = bpy.data.scenes.new("Other")
    other.sequence_editor_create()
    strips_of(other).new_sound("Song", str(song), 1, 1)
    call(session, "play_audio")
    clock.now += 1
    assert "stopped" in call(session_for(other), "pause_audio")["warnings"][0]
    assert call(session, "pause_audio")["position"] == 1.0
