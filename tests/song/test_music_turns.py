"""Whole turns about music in a scene: heard, lit, cut, undone and taken back."""

from pathlib import Path

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.chat import chats
from bl_ext.user_default.sequence_maker.blender.host import compat, memory
from bl_ext.user_default.sequence_maker.blender.music_panel import metronome
from bl_ext.user_default.sequence_maker.blender.song import cache, lyrics, shown
from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for
from bl_ext.user_default.sequence_maker.chat.offer.state import state
from bl_ext.user_default.sequence_maker.music.clicks import clicked, mark
from bl_ext.user_default.sequence_maker.music.lyrics_files import read_words
from playback_server import PlaybackServer
from sound_help import HAS_ENGINE, add_sound, beats
from strip_hands import StripHands
from timeline_help import call, effect
from turn_help import ask, place, redo, step, undo, window

BEAT, FIRST = 0.5, 0.5
"""Of the song, in seconds; it begins with the sequence."""


pytestmark = pytest.mark.usefixtures("forgetful")


@pytest.fixture
def server():
    with PlaybackServer() as running:
        yield running


@pytest.fixture
def song(scene, tmp_path):
    """A scene at 30 fps with 20 s of clicks at 120 beats a minute, and two clips."""
    if not HAS_ENGINE:
        pytest.skip("this bpy has no Audaspace, so it makes no sound strip")
    scene.render.fps, scene.render.fps_base = 30, 1.0
    add_sound(scene, beats(tmp_path / "song.wav", 20.0, 120.0, FIRST), 9, scene.frame_start)
    effect(scene, "TEXT", 3, 1.2, 3.2, "Title")
    effect(scene, "TEXT", 4, 4, 8, "Film")
    bpy.context.preferences.edit.use_global_undo = True
    step("beginning")
    return scene


def told(server, uid, *calls, prompt="go"):
    """Run a turn of some calls, all of which must succeed."""
    server.will_call_all(*calls)
    server.will_say("Done.")
    turn = ask(place(server), compat.scene_by_uid(uid), prompt)
    assert [call.result.get("ok") for call in turn.calls] == [True] * len(calls), turn.calls
    return turn


def clips(uid):
    strips = session_for(compat.scene_by_uid(uid)).scene.strips()
    return {c.name: (c.channel, round(c.start, 3), round(c.end, 3)) for c in strips}


def markers(uid):
    return [(m.frame, m.name) for m in compat.scene_by_uid(uid).timeline_markers]


def grid(uid):
    return session_for(compat.scene_by_uid(uid)).songs.known().grid


CALLS = (
    ("snap_to_beats", {"strips": ["Title"]}),
    ("cut_on_beats", {"strip": "Film", "every": 2}),
    ("write_markers", {"what": "beats", "every": 4}),
    ("edit_beat_grid", {"action": "double"}),
)


def test_flashes_lie_on_the_beats_to_the_frame(server, song):
    uid = song.session_uid
    given = {"channels": [1], "colors": ["white"], "grid": "beats", "shape": "flash"}
    turn = told(server, uid, ("create_pattern", given))
    found = session_for(compat.scene_by_uid(uid)).timelines.segments(1)
    wanted = [FIRST + BEAT * n for n in range(len(found))]
    assert len(found) > 35 and turn.calls[0].result["created_count"] == len(found)
    assert [s.start for s in found] == pytest.approx(wanted, abs=1e-6)


def test_moving_the_strip_moves_the_beats_without_listening_again(server, song, monkeypatch):
    uid = song.session_uid
    told(server, uid, ("analyze_music", {}))
    before = grid(uid).beats
    monkeypatch.setattr(cache.Analyses, "keeping", None)  # nothing new may be heard
    strip = compat.strips(compat.scene_by_uid(uid).sequence_editor)["Song"]
    compat.shift(strip, 60)
    assert [beat - 2.0 for beat in grid(uid).beats] == pytest.approx(before)
    compat.set_first(strip, compat.frames(strip)[0] + 120)
    assert grid(uid).beats[0] >= 6.0 and grid(uid).beats[-1] == pytest.approx(before[-1] + 2)


def test_the_model_is_told_of_a_song_once_it_was_heard(server, song):
    uid = song.session_uid
    assert "music" not in state(session_for(song))
    told(server, uid, ("analyze_music", {}))
    line = next(x for x in state(session_for(song)).splitlines() if x.startswith("music"))
    assert '"bpm":120.0' in line and len(line) < 1500


def test_a_tempo_that_is_not_the_one_heard_is_not_passed_over(song):
    told = call(session_for(song), "edit_beat_grid", action="set_tempo", bpm=124)
    assert told["bpm"] == 120 and any(
        "120.0 is heard near 124; say where beat 1 is" in t for t in told["warnings"]
    )
    told = call(session_for(song), "edit_beat_grid", action="set_tempo", bpm=120)
    assert not told["warnings"]


def test_clips_markers_and_beats_of_a_turn_are_one_undo_step(server, song):
    uid = song.session_uid
    told(server, uid, ("analyze_music", {}))
    before = clips(uid), markers(uid), grid(uid)
    told(server, uid, *CALLS)
    after = clips(uid), markers(uid), grid(uid)
    assert after[0]["Title"] == (3, 1.0, 3.0) and len(after[0]) == len(before[0]) + 3
    assert after[1] and len(after[2].beats) > 1.9 * len(before[2].beats)
    undo()
    assert (clips(uid), markers(uid), grid(uid)) == before
    redo()
    assert (clips(uid), markers(uid), grid(uid)) == after


def test_an_older_turn_about_clips_can_be_taken_back(server, song):
    uid = song.session_uid
    told(server, uid, ("analyze_music", {}))
    before = clips(uid), markers(uid), grid(uid)
    told(server, uid, *CALLS)
    red = {"channel": 1, "start_time": 0, "end_time": 1, "color": "red"}
    told(server, uid, ("create_segment", red))
    assert bpy.ops.sequence_maker.take_back(index=1) == {"FINISHED"}
    assert ({k: v for k, v in clips(uid).items() if v[0] != 1}, markers(uid), grid(uid)) == before
    assert len(session_for(compat.scene_by_uid(uid)).timelines.segments(1)) == 1
    assert bpy.ops.sequence_maker.take_back(index=1) == {"CANCELLED"}


def test_what_the_user_changed_since_stays_when_a_turn_is_taken_back(server, song):
    uid = song.session_uid
    told(server, uid, *CALLS[:2])
    strips = compat.strips(compat.scene_by_uid(uid).sequence_editor)
    compat.shift(strips["Title"], 300)
    assert bpy.ops.sequence_maker.take_back(index=0) == {"FINISHED"}
    found = clips(uid)
    assert found["Title"] == (3, 11.0, 13.0) and found["Film"] == (4, 4.0, 8.0)
    assert not [name for name in found if name.startswith("Film.")]


@pytest.mark.parametrize("edit", ["rename", "remove", "mute", "effect"])
def test_a_cut_of_which_a_part_was_edited_is_not_taken_back(server, song, edit):
    uid = song.session_uid
    told(server, uid, CALLS[0], CALLS[1])
    strips = compat.strips(compat.scene_by_uid(uid).sequence_editor)
    if edit == "rename":
        strips["Film"].name = "Mine"
    elif edit == "remove":
        strips.remove(strips["Film"])
    elif edit == "mute":
        strips["Film.001"].mute = True
    else:
        effect(
            compat.scene_by_uid(uid), "GAUSSIAN_BLUR", 6, 5, 6, "Blur", input1=strips["Film.001"]
        )
    before = {name: span for name, span in clips(uid).items() if name != "Title"}
    assert bpy.ops.sequence_maker.take_back(index=0) == {"FINISHED"}
    after = clips(uid)
    assert after.pop("Title") == (3, 1.2, 3.2) and after == before


def test_locked_clips_are_not_taken_back(server, song):
    uid = song.session_uid
    told(server, uid, CALLS[0])
    compat.scene_by_uid(uid).sequence_editor.channels[3].lock = True
    assert bpy.ops.sequence_maker.take_back(index=0) == {"CANCELLED"}
    assert clips(uid)["Title"] == (3, 1.0, 3.0)


def test_what_is_in_the_way_keeps_only_its_own(server, song):
    uid = song.session_uid
    red = {"channel": 1, "start_time": 0, "end_time": 1, "color": "red"}
    given = {"strip": "Title", "section": "A1"}
    told(server, uid, ("fit_to_section", given), ("create_segment", red))
    fitted = clips(uid)["Title"]
    effect(compat.scene_by_uid(uid), "TEXT", 3, 21, 22, "Far")
    strips = compat.strips(compat.scene_by_uid(uid).sequence_editor)
    first = compat.frames(strips["Title"])[0]
    compat.set_first(strips["Title"], first)
    assert bpy.ops.sequence_maker.take_back(index=0) == {"FINISHED"}
    assert clips(uid)["Title"] == (3, 1.2, 3.2) != fitted
    assert not session_for(compat.scene_by_uid(uid)).timelines.segments(1)


def test_a_marker_with_a_camera_is_the_users(song):
    port = StripHands(session_for(song))
    port.set_markers([(1.0, "A"), (2.0, "B")])
    song.timeline_markers["A"].camera = next(o for o in bpy.data.objects if o.type == "CAMERA")
    port.set_markers([(3.0, "C")])
    assert sorted(marker.name for marker in song.timeline_markers) == ["A", "C"]


def test_a_ledger_of_clips_is_kept_with_the_file(server, song, tmp_path):
    uid = song.session_uid
    told(server, uid, CALLS[0])
    memory.forget_scenes()
    scene = compat.scene_by_uid(uid)
    (found,) = chats.chat_of(scene).conversation.turns[0].ledger.strips.values()
    now = session_for(scene).scene.closely(["Title"])["Title"]
    assert found.name == "Title" and now.is_still(found.after) and not now.is_still(found.before)


def test_words_move_and_are_cut_with_the_strip_of_their_sound(song):
    uid = song.session_uid
    words = read_words("[00:01.00]one\n[00:02.00]two\n[00:12.00]three\n[00:13.00]", "a.lrc")
    assert lyrics.keep(song, words) == "Song" and lyrics.count(song) == 3
    port = session_for(song).songs
    assert [round(word.start, 2) for word in port.words()] == [1, 2, 12]
    strip = compat.strips(song.sequence_editor)["Song"]
    compat.shift(strip, 120)
    compat.set_first(strip, song.frame_start + 180)
    compat.set_end(strip, song.frame_start + 480)
    found = [(word.text, round(word.start, 2)) for word in port.words()]
    assert found == [("two", 6.0)]
    assert uid == song.session_uid


def test_words_without_a_sound_count_from_the_sequence(scene):
    assert lyrics.keep(scene, read_words("[00:01.00]one", "a.lrc")) == ""
    assert [word.text for word in session_for(scene).songs.words()] == ["one"]


def clicks(uid):
    strips = compat.strips(compat.scene_by_uid(uid).sequence_editor)
    return [strip.name for strip in strips if metronome.is_metronome(strip)]


def test_the_metronome_comes_and_goes_by_chat_and_is_taken_back(server, song):
    uid = song.session_uid
    turn = told(server, uid, ("set_metronome", {"on": True}))
    assert clicks(uid) == ["Metronome"]
    again = told(server, uid, ("set_metronome", {"on": True}))
    assert "already so" in again.calls[0].result["warnings"][0] and clicks(uid) == ["Metronome"]
    told(server, uid, ("set_metronome", {"on": False}))
    assert not clicks(uid)
    undo()
    assert clicks(uid) == ["Metronome"]
    chats.chat_of(compat.scene_by_uid(uid))
    taken = session_for(compat.scene_by_uid(uid))
    taken.earlier = (turn.ledger,)
    assert call(taken, "undo_last_turn")["ok"] and not clicks(uid)


def clicks_file(uid):
    strips = compat.strips(compat.scene_by_uid(uid).sequence_editor)
    return next(strip.sound.filepath for strip in strips if metronome.is_metronome(strip))


def test_the_metronome_follows_corrections_by_chat_and_goes_back_with_them(server, song):
    uid = song.session_uid
    told(server, uid, ("set_metronome", {"on": True}))

    def marks():
        scene = compat.scene_by_uid(uid)
        return metronome.there(scene), mark(clicked(shown.music_in(scene).every()))

    heard, file = marks(), Path(clicks_file(uid))
    others = {path for path in file.parent.glob("*.wav") if path != file}  # other tests' own
    turn = told(server, uid, ("edit_beat_grid", {"action": "shift_half_beat"}))
    assert turn.calls[0].result["ok"] and len(clicks(uid)) == 1
    assert marks()[0] == marks()[1] != heard[0]
    undo()
    assert marks() == heard
    turn = told(server, uid, ("edit_beat_grid", {"action": "set_tempo", "bpm": 60}))
    assert marks()[0] == marks()[1] != heard[0]
    taken = session_for(compat.scene_by_uid(uid))
    taken.earlier = (turn.ledger,)
    assert call(taken, "undo_last_turn")["ok"] and marks() == heard
    assert set(file.parent.glob("*.wav")) == {*others, Path(clicks_file(uid))}
    told(server, uid, ("edit_beat_grid", {"action": "drop"}))
    assert not clicks(uid) and set(file.parent.glob("*.wav")) == others
    told(server, uid, ("edit_beat_grid", {"action": "set_tempo", "bpm": 60}))
    assert not clicks(uid)


def test_clicks_that_were_added_after_a_correction_follow_when_that_is_taken_back(server, song):
    uid = song.session_uid
    told(server, uid, ("analyze_music", {}))
    turn = told(server, uid, ("edit_beat_grid", {"action": "shift_half_beat"}))
    with window():
        assert bpy.ops.sequence_maker.metronome_add() == {"FINISHED"}
    scene = compat.scene_by_uid(uid)
    shifted, taken = metronome.there(scene), session_for(scene)
    taken.earlier = (turn.ledger,)
    assert call(taken, "undo_last_turn")["ok"]
    every = shown.music_in(scene).every()
    assert metronome.there(scene) == mark(clicked(every)) != shifted
