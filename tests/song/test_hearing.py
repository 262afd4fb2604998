"""Sounds become songs: files of all kinds, bad ones too, and their place on the timeline."""

import wave
from itertools import islice, pairwise

import bpy
import numpy as np
import pytest

from bl_ext.user_default.sequence_maker.blender.host import compat, memory
from bl_ext.user_default.sequence_maker.blender.song import cache, listening
from bl_ext.user_default.sequence_maker.blender.sound import decode, source
from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for
from bl_ext.user_default.sequence_maker.sequence.errors import ToolError
from music_help import speech
from sound_help import (
    RATE,
    add_sound,
    beats,
    converted,
    forget,
    heard,
    movie,
    needs_sound,
    write,
)
from timeline_help import call, strips_of

pytestmark = pytest.mark.usefixtures("forgetful")


@pytest.fixture
def music(scene):
    return session_for(scene).songs


@needs_sound
def test_the_song_lies_where_its_strip_lies(scene, music, tmp_path):
    scene.render.fps, scene.render.fps_base = 30, 1.001
    add_sound(scene, beats(tmp_path / "a.wav"), frame=61)
    song, told = heard(music.analyze())
    zero = 60 * 1.001 / 30
    assert song.name == "Song" and song.file == "a.wav"
    assert song.start == pytest.approx(zero) and song.end - song.start == pytest.approx(20, abs=0.1)
    wanted = zero + 0.5
    assert song.grid.nearest(wanted) == pytest.approx(wanted, abs=0.02)
    assert song.grid.bpm == pytest.approx(120, abs=0.2)
    assert told[-1].factor <= 1 and len(told) > 5
    assert song.music.onsets["all"][0][0] == pytest.approx(wanted, abs=0.02)
    assert music.known() is song


@needs_sound
def test_trim_and_move_need_no_new_analysis(scene, music, tmp_path):
    strip = add_sound(scene, beats(tmp_path / "a.wav"))
    first, _ = heard(music.analyze())
    strip.frame_start += 24
    strip.frame_offset_start, strip.frame_offset_end = 48, 48
    moved = music.known()
    rate = scene.render.fps / scene.render.fps_base
    assert moved.start == pytest.approx(72 / rate)
    assert all(moved.start <= beat < moved.end for beat in moved.grid.beats)
    wanted = first.grid.beats[10] + 24 / rate
    assert moved.grid.nearest(wanted) == pytest.approx(wanted, abs=1e-4)
    assert len(moved.grid.beats) < len(first.grid.beats)
    assert moved.music.energy[0][0] >= moved.start


@needs_sound
def test_a_second_session_reads_the_analysis_from_the_file(scene, music, tmp_path, monkeypatch):
    add_sound(scene, beats(tmp_path / "a.wav"))
    first, _ = heard(music.analyze())
    memory.forget_scenes()
    monkeypatch.setattr(decode, "open_sound", lambda *_: pytest.fail("decoded again"))
    again, _ = heard(music.analyze())
    assert again.analysis == first.analysis and again.analysis is not first.analysis
    for file in cache.folder().glob("*.json"):
        file.write_text("{spoilt")
    memory.forget_scenes()
    assert music.known() is None


@needs_sound
def test_corrections_are_kept_in_source_time_and_win(scene, music, tmp_path):
    strip = add_sound(scene, beats(tmp_path / "a.wav"))
    song, _ = heard(music.analyze())
    count = len(song.grid.beats)
    strip.frame_offset_end = 240
    short = music.known()
    halved = music.set_grid(short, short.own.halved())
    assert len(halved.grid.beats) == pytest.approx(len(short.grid.beats) / 2, abs=1)
    strip.frame_offset_end = 0
    full = music.known()
    assert len(full.grid.beats) == pytest.approx(count / 2, abs=1)
    assert full.grid.beats[: len(halved.grid.beats)] == halved.grid.beats
    path = tmp_path / "kept.blend"
    bpy.ops.wm.save_as_mainfile(filepath=str(path))
    bpy.ops.wm.open_mainfile(filepath=str(path))
    memory.forget_scenes()
    edited = next(s for s in bpy.data.scenes if s.sequence_editor)
    again, _ = heard(session_for(edited).songs.analyze())
    assert again.grid.beats == pytest.approx(full.grid.beats)


@needs_sound
def test_the_longest_sound_that_is_not_muted_is_chosen(scene, music, tmp_path):
    add_sound(scene, beats(tmp_path / "long.wav", 12), 3, name="Long")
    add_sound(scene, beats(tmp_path / "short.wav", 6), 4, name="Short")
    assert source.song_strip(scene).name == "Long"
    scene.sequence_editor.channels[3].mute = True
    assert source.song_strip(scene).name == "Short"
    assert source.song_strip(scene, " long").name == "Long"
    song, _ = heard(music.analyze("Long"))
    assert any("channel 3 is muted" in note for note in song.notes)
    with pytest.raises(ToolError) as caught:
        source.song_strip(scene, "Nothing")
    assert caught.value.code == "unknown_clip"
    assert caught.value.details["allowed"] == ["Long", "Short"]


@needs_sound
def test_an_effect_does_not_become_the_song_when_the_music_is_muted(scene, tmp_path):
    add_sound(scene, beats(tmp_path / "song.wav", 12), 3, name="Song").mute = True
    bell = add_sound(scene, beats(tmp_path / "bell.wav", 3), 4, name="Bell")
    assert source.song_strip(scene).name == "Song"
    bell.mute = True
    assert source.song_strip(scene).name == "Song"
    compat.strips(scene.sequence_editor).remove(compat.strips(scene.sequence_editor)["Song"])
    assert source.song_strip(scene).name == "Bell"


@needs_sound
def test_the_song_that_the_user_chose_comes_before_the_longest(scene, music, tmp_path):
    add_sound(scene, beats(tmp_path / "long.wav", 12), 3, name="Long")
    add_sound(scene, beats(tmp_path / "short.wav", 6), 4, name="Short")
    scene.sequence_maker.song = "Short"
    assert (
        source.song_strip(scene).name == "Short" and source.song_strip(scene, "Long").name == "Long"
    )
    scene.sequence_maker.song = "Gone"
    assert source.song_strip(scene).name == "Long"


@needs_sound
def test_a_strip_that_is_renamed_while_it_is_heard_is_found_again(scene, music, tmp_path):
    strip = add_sound(scene, beats(tmp_path / "a.wav", 12))
    steps = music.analyze()
    for _ in range(4):
        next(steps)
    strip.name = "Renamed"
    song, _ = heard(steps)
    assert song.name == "Renamed" and song.grid.beats


@needs_sound
def test_a_song_changed_in_its_middle_alone_is_another(scene, tmp_path):
    quiet = np.zeros(60 * RATE)
    keys = []
    for number, level in enumerate((0.1, 0.2)):
        sound = quiet.copy()
        sound[25 * RATE : 35 * RATE] = level
        path = write(tmp_path / f"{number}.wav", sound)
        keys.append(source.sound_file_of(add_sound(scene, path, channel=2 + number)).key)
    assert keys[0] != keys[1]


def test_without_a_sound_the_way_out_is_named(scene, music):
    with pytest.raises(ToolError) as caught:
        heard(music.analyze())
    assert caught.value.code == "no_sound" and music.known() is None


@needs_sound
def test_a_sound_whose_file_is_gone_is_named(scene, music, tmp_path):
    path = beats(tmp_path / "gone.wav", 3)
    add_sound(scene, path)
    path.unlink()
    with pytest.raises(ToolError) as caught:
        heard(music.analyze())
    assert caught.value.code == "unreadable_sound" and "gone.wav" in caught.value.message
    assert music.known() is None


@needs_sound
def test_a_packed_sound_is_heard_without_its_file(scene, music, tmp_path):
    path = beats(tmp_path / "packed.wav", 10)
    add_sound(scene, path).sound.pack()
    path.unlink()
    song, _ = heard(music.analyze())
    assert song.grid.bpm == pytest.approx(120, abs=0.5)


WHY = {3: "No clear beat", 0.2: "too short", 5: "nothing to hear"}


@needs_sound
@pytest.mark.parametrize(("seconds", "level"), [(3, 0.2), (0.2, 0.2), (5, 0)])
def test_short_and_silent_sounds_are_no_fault(scene, music, tmp_path, seconds, level):
    sound = np.random.default_rng(5).normal(size=int(seconds * RATE)) * level
    add_sound(scene, write(tmp_path / "a.wav", sound))
    song, _ = heard(music.analyze())
    assert song.end - song.start == pytest.approx(seconds, abs=0.1)
    if song.grid.beats:
        assert song.grid.doubtful and seconds == 3, "noise is a guess at most"
    else:
        assert any(WHY[seconds] in note for note in song.notes), song.notes


@needs_sound
@pytest.mark.parametrize(("fps", "base"), [(1, 10.0), (240, 1.0), (30, 1.001)])
def test_any_frame_rate_gives_the_same_seconds(scene, music, tmp_path, fps, base):
    scene.render.fps, scene.render.fps_base = fps, base
    add_sound(scene, beats(tmp_path / "a.wav", 20))
    song, _ = heard(music.analyze())
    assert song.grid.nearest(10.0) == pytest.approx(10.0, abs=0.02)


@needs_sound
@pytest.mark.parametrize(("fps", "base"), [(1, 10.0), (240, 1.0)])
def test_a_pattern_at_an_odd_frame_rate_ends_well(scene, tmp_path, fps, base):
    scene.render.fps, scene.render.fps_base = fps, base
    add_sound(scene, beats(tmp_path / "a.wav", 20))
    session = session_for(scene)
    song, _ = heard(session.songs.analyze())
    assert list(song.grid.beats) == sorted(set(song.grid.beats))
    result = call(session, "create_pattern", channels=[1], colors=["red"], shape="flash")
    rows = session.timelines.segments(1)
    assert result["ok"] and result["points"] > 0 and rows
    assert all(a.end <= b.start for a, b in pairwise(rows))


@needs_sound
def test_cancelling_leaves_nothing_behind(scene, music, tmp_path, monkeypatch):
    sound = add_sound(scene, converted(beats(tmp_path / "a.wav", 15, bpm=111), ".mp3")).sound
    sound.pack()
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(source.tempfile, "tempdir", str(temporary))
    steps = music.analyze()
    count = len(list(steps))
    assert not list(temporary.iterdir()) and count > 15
    cancelled = 0
    for stop in range(1, count, max(count // 40, 1)):
        forget()
        steps = music.analyze()
        told = [progress.factor for progress in islice(steps, stop)]
        steps.close()
        if len(told) < stop:  # it waits for a thread, now in more steps and now in fewer
            continue
        cancelled += 1
        assert told == sorted(told) and told[-1] <= 1
        assert not list(temporary.iterdir()) and not list(cache.folder().iterdir())
        assert music.known() is None
    assert cancelled >= 15


@needs_sound
def test_a_job_is_cancelled_between_two_ticks(scene, tmp_path, monkeypatch):
    add_sound(scene, beats(tmp_path / "a.wav", 60))
    monkeypatch.setattr(listening, "running", lambda: None)  # so that start does not run to the end
    listening.start(scene)
    monkeypatch.undo()
    listening.step(0.0001)
    assert listening.running().progress.factor < 0.5
    listening.cancel()
    assert listening.running() is None and not listening.fault(scene)
    assert session_for(scene).songs.known() is None


@needs_sound
def test_three_hours_are_heard_to_their_end(scene, music, tmp_path):
    hours, rate = 3 * 3600, 4000
    path = beats(tmp_path / "a.wav", 60)
    with wave.open(str(path)) as file:
        minute = np.frombuffer(file.readframes(file.getnframes()), "<i2")[:: RATE // rate]
    rate = RATE / (RATE // rate)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, round(rate), 0, "NONE", ""))
        for _ in range(hours // 60):
            file.writeframesraw(minute[: round(60 * rate)].tobytes())
    add_sound(scene, path)
    song, told = heard(music.analyze())
    assert song.end - song.start == pytest.approx(hours, abs=1)
    assert song.grid.bpm == pytest.approx(120, abs=0.1)
    assert song.grid.beats[-1] > hours - 2 and song.music.onsets["all"][-1][0] > hours - 2
    factors = [step.factor for step in told]
    assert factors == sorted(factors) and len(factors) > 10_000


@needs_sound
def test_speech_has_no_beats_but_onsets(scene, music, tmp_path):
    add_sound(scene, write(tmp_path / "a.wav", speech(25, 4) * 0.3))
    song, _ = heard(music.analyze())
    assert not song.grid.beats and "No clear beat" in song.notes[0]
    assert song.music.onsets["all"]


def faulty(music, name=None):
    """Listen to what cannot be heard; return the sentence."""
    with pytest.raises(ToolError) as caught:
        heard(music.analyze(name))
    assert caught.value.code == "unreadable_sound"
    assert music.known(name) is None
    return caught.value.message


@needs_sound
def test_a_sound_without_a_file_is_named(scene, music, tmp_path):
    strip = add_sound(scene, beats(tmp_path / "a.wav", 3))
    strip.sound.filepath = ""
    assert faulty(music) == "the sound of the strip 'Song' has no file"


@needs_sound
@pytest.mark.parametrize("kind", ["folder", "empty", "corrupt"])
def test_a_strip_whose_file_was_spoilt_is_named(scene, music, tmp_path, kind):
    path = beats(tmp_path / "a.wav", 3)
    add_sound(scene, path)
    path.unlink()
    if kind == "folder":
        path.mkdir()
    else:
        path.write_bytes(b"" if kind == "empty" else np.random.default_rng(3).bytes(5000))
    told = faulty(music)
    assert "a.wav" in told
    assert {"folder": "missing", "empty": "empty", "corrupt": "no sound"}[kind] in told


@needs_sound
def test_a_file_that_goes_away_while_it_is_heard_is_named(scene, music, tmp_path):
    path = converted(beats(tmp_path / "a.wav", 20), ".ogg")
    add_sound(scene, path)
    steps = music.analyze()
    for _ in range(4):
        next(steps)
    path.unlink()
    with pytest.raises(ToolError, match="'a.ogg' went away or was changed"):
        heard(steps)
    assert not list(cache.folder().iterdir())


@needs_sound
def test_a_movie_is_heard_if_it_has_sound(scene, music, tmp_path):
    scene.render.fps, scene.render.fps_base = 2, 1.0  # of a movie made for 1
    loud = movie(tmp_path / "loud.mp4", beats(tmp_path / "a.wav", 12))
    dumb = movie(tmp_path / "dumb.mp4")
    for channel, path in enumerate((loud, dumb), 2):
        options = {"channel": channel, "frame_start": 1}
        strips_of(scene).new_movie(name=path.stem, filepath=str(path), **options)
    song, _ = heard(music.analyze("loud"))
    assert song.end - song.start == pytest.approx(6)
    assert song.grid.bpm == pytest.approx(240, abs=1)
    assert faulty(music, "dumb") == "the file 'dumb.mp4' holds no sound that can be read"


@needs_sound
def test_a_sound_within_a_meta_strip_counts_as_far_as_it_is_shown(scene, music, tmp_path):
    add_sound(scene, beats(tmp_path / "a.wav", 8), 5, name="Short")
    inner = add_sound(scene, beats(tmp_path / "b.wav", 16), 6, frame=25, name="Inner")
    meta = strips_of(scene).new_meta(name="Meta", channel=7, frame_start=1)
    inner.move_to_meta(meta)
    compat.set_end(meta, compat.frames(inner)[1])
    rate = scene.render.fps / scene.render.fps_base
    assert source.song_strip(scene).name == "Inner"
    song, _ = heard(music.analyze())
    assert song.start == pytest.approx(24 / rate) and song.end - song.start > 15
    compat.set_end(meta, 25 + round(4 * rate))
    assert source.song_strip(scene).name == "Short"
    assert music.known("Inner").end == pytest.approx(song.start + 4)
    scene.sequence_editor.channels[7].mute = True
    assert "channel 7 of its meta strip 'Meta' is muted" in music.known("Inner").notes[-2]
    compat.set_end(meta, 25 + round(16 * rate))
    assert source.song_strip(scene).name == "Short"


@needs_sound
def test_of_stems_the_one_on_the_lowest_channel_is_heard(scene, music, tmp_path):
    for channel, name in ((6, "Left"), (4, "Drums"), (5, "Right")):
        path = beats(tmp_path / f"{name}.wav", 6, start=0.1 * channel)
        add_sound(scene, path, channel, name=name)
    song, _ = heard(music.analyze())
    assert song.name == "Drums"
    assert "'Left'" in song.notes[-1] and "'Right'" in song.notes[-1]
    scene.sequence_editor.channels[4].mute = True
    assert source.song_strip(scene).name == "Right"
