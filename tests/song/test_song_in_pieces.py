"""A song is its content: cut, moved, looped, in metas or retimed, its beats are what is heard."""

import random

import bpy
import numpy as np
import pytest

from bl_ext.user_default.sequence_maker.blender.host import compat
from bl_ext.user_default.sequence_maker.blender.music_panel import captions_shown, metronome
from bl_ext.user_default.sequence_maker.blender.song import cache, lyrics, shown
from bl_ext.user_default.sequence_maker.blender.sound import source
from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for
from bl_ext.user_default.sequence_maker.chat.offer.state import state
from bl_ext.user_default.sequence_maker.music.hearing.analysis import Analysis
from bl_ext.user_default.sequence_maker.music.hearing.candidates import Hints
from bl_ext.user_default.sequence_maker.music.hearing.grid import BeatGrid, Section
from bl_ext.user_default.sequence_maker.music.laying import grid_of
from bl_ext.user_default.sequence_maker.music.timed_words import TimedWord
from sound_help import add_sound, clicks, converted, movie, needs_sound, peaks
from test_mapping import operate
from timeline_help import call, effect, strips_of

pytestmark = pytest.mark.usefixtures("forgetful")

FPS, SECONDS = 25, 20.0
CLICKS = [round(float(t), 3) for t in np.cumsum([0.31, *([0.37, 0.53, 0.44, 0.61] * 10)])]
CLICKS = [time for time in CLICKS if time < SECONDS - 0.3]
LA_OH = (("la", 0.2), ("oh", 1.2))
EDGE = 0.03
"""Seconds beside the edge of a piece in which a click may be cut, or only its rest be heard."""
RETIMES = bpy.app.version >= (5, 2, 0)
"""Older ones divide by zero at times when they mix down a retimed sound."""
SPLITS = ("SOFT", "HARD") if RETIMES else ("SOFT",)
"""Older ones play a hold split piece that was moved up to a frame beside where they show it."""


@pytest.fixture
def music(scene):
    scene.render.fps, scene.render.fps_base = FPS, 1.0
    return session_for(scene).songs


def known_by(scene, strip, times=CLICKS, seconds=SECONDS):
    """Let a strip's content be heard already, with beats exactly at times."""
    content = source.sound_file_of(strip)
    positions = tuple(number % 4 + 1 for number in range(len(times)))
    half = times[len(times) // 2 // 4 * 4]
    sections = Section("A1", times[0], half, 3), Section("B1", half, seconds, 8)
    grid = BeatGrid(tuple(times), positions, 4, sections)
    found = Analysis(seconds, grid, onsets={"all": [(time, 0.7) for time in times]})
    list(cache.of(scene).keeping(cache.cache_key(content.key, Hints()), found))


def mixed(scene, tmp_path):
    """Return where clicks are in what Blender mixes."""
    scene.frame_start, scene.frame_end = 1, 1 + max(compat.frames(s)[1] for s in strips_of(scene))
    bpy.context.view_layer.update()
    out = tmp_path / "mix.wav"
    options = {"container": "WAV", "codec": "PCM", "format": "S16", "accuracy": 64}
    bpy.ops.sound.mixdown(filepath=str(out), check_existing=False, **options)
    return np.asarray(peaks(out, 0.025)[0])


def check(scene, music, tmp_path, several=True):
    """Every beat told is a click that is heard, to 5 ms, and every click is told."""
    song, found = music.known(), mixed(scene, tmp_path)
    edges = [edge for piece in song.pieces for edge in (piece.mapping.start, piece.mapping.end)]
    assert len(song.pieces) > 1 or not several
    told = np.asarray(song.grid.beats)
    clear = [time for time in told if min(abs(time - edge) for edge in edges) > EDGE]
    assert len(clear) > 5
    off = [float(np.abs(found - time).min()) for time in clear]
    assert max(off) < 0.005, (clear[int(np.argmax(off))], max(off))
    whole = [time for time in found if min(abs(time - edge) for edge in edges) > EDGE]
    assert all(np.abs(told - time).min() < 0.005 for time in whole)
    return song


def hidden_in_metas(scene, strip, depth, chance):
    """Put a strip into metas, the outermost moved and trimmed."""
    for level in range(depth):
        channel = 40 + 10 * level + chance.randrange(8)
        while any(other.channel == channel for other in strips_of(scene)):
            channel += 1
        meta = strips_of(scene).new_meta(name=f"Meta {level}", channel=channel, frame_start=1)
        first, end = compat.frames(strip)
        strip.move_to_meta(meta)
        compat.set_end(meta, end)
        compat.set_first(meta, first)
        strip = meta
    first, end = compat.frames(strip)
    compat.set_first(strip, first + chance.randrange(8))
    compat.set_end(strip, end - chance.randrange(8))
    return strip


@needs_sound
@pytest.mark.parametrize("seed", range(14))
def test_whatever_is_done_to_pieces_beats_are_the_clicks_that_are_heard(
    scene, music, tmp_path, seed
):
    chance, path = random.Random(seed), clicks(tmp_path / "a.wav", CLICKS, SECONDS, 44_100)
    known_by(scene, add_sound(scene, path, 1))
    if chance.random() < 0.5:  # another piece that is cut out of the file anew, as a loop has it
        again = add_sound(scene, path, 2, 1)
        compat.set_first(again, 1 + chance.randrange(20, 150))
        compat.set_end(again, compat.frames(again)[0] + chance.randrange(60, 200))
    for _ in range(chance.randrange(1, 4)):
        strip = max(strips_of(scene), key=lambda s: compat.frames(s)[1] - compat.frames(s)[0])
        first, end = compat.frames(strip)
        at = chance.randrange(first + 25, end - 25)
        strip.split(frame=at, split_method=chance.choice(SPLITS))
    pieces = list(strips_of(scene))
    chance.shuffle(pieces)
    place = 1 + chance.randrange(60)
    for number, strip in enumerate(pieces):
        strip.channel = 10 + number
        compat.shift(strip, place - compat.frames(strip)[0])
        if RETIMES and chance.random() < 0.4 and not compat.content_trim(strip)[0]:
            strip.pitch_correction = False
            speed = chance.choice((80.0, 125.0))
            operate(scene, strip, "retiming_segment_speed_set", speed=speed)
        place = compat.frames(strip)[1] + chance.choice((0, 0, 13))
    for strip in pieces[: chance.randrange(3)]:
        hidden_in_metas(scene, strip, chance.randrange(1, 3), chance)
    check(scene, music, tmp_path)


@needs_sound
@pytest.mark.parametrize("method", ["SOFT", "HARD"])
def test_a_cut_changes_nothing_of_what_is_told(scene, music, tmp_path, method):
    strip = add_sound(scene, clicks(tmp_path / "a.wav", CLICKS, SECONDS, 44_100), 1, 26)
    known_by(scene, strip)
    before = music.known()
    strip.split(frame=151, split_method=method)
    after = check(scene, music, tmp_path)
    assert after.grid == before.grid and after.name == before.name
    assert len(after.pieces) == 2 and len(after.spans) == 1


@needs_sound
def test_what_lies_between_two_pieces_is_no_change_of_tempo(scene, music, tmp_path):
    even = [0.3 + 0.5 * number for number in range(38)]
    strip = add_sound(scene, clicks(tmp_path / "a.wav", even, SECONDS, 44_100), 1)
    known_by(scene, strip, even)
    strip.split(frame=151, split_method="SOFT").channel = 2
    late = next(s for s in strips_of(scene) if s.channel == 2)
    compat.shift(late, 33)
    told = call(session_for(scene), "analyze_music")
    assert told["piece_count"] == 2 and told["tempo"]["steady"] is True


@needs_sound
def test_a_correction_of_one_piece_holds_for_all(scene, music, tmp_path):
    path = clicks(tmp_path / "a.wav", CLICKS, SECONDS, 44_100)
    known_by(scene, add_sound(scene, path, 1, name="Song"))
    copy = add_sound(scene, path, 2, frame=1 + 30 * FPS, name="Again")
    session = session_for(scene)
    time = 30 + CLICKS[5]
    result = call(session, "edit_beat_grid", action="set_beat_one", time=time, sound="Again")
    assert result["ok"]
    song = music.known()
    ones = [round(beat, 3) for beat in song.grid.downbeats]
    assert CLICKS[5] in ones and round(time, 3) in ones
    assert music.known("Again") is music.known("Song")
    result = call(session, "edit_beat_grid", action="remove_beat", time=CLICKS[8])
    assert result["ok"] and len(music.known().grid.beats) == 2 * (len(CLICKS) - 1)
    refused = call(session, "edit_beat_grid", action="add_beat", time=25.0)
    assert refused["code"] == "out_of_range" and "30 to 50 s" in refused["allowed"]
    copy.mute = True
    assert len(music.known().grid.beats) == len(CLICKS) - 1


@needs_sound
def test_two_songs_are_both_known_each_by_its_name(scene, music, tmp_path):
    first = add_sound(scene, clicks(tmp_path / "one.wav", CLICKS, SECONDS, 44_100), 1, name="One")
    late = [time * 0.7 for time in CLICKS]
    path = clicks(tmp_path / "two.wav", late, 15.0, 44_100)
    second = add_sound(scene, path, 2, frame=1 + 20 * FPS, name="Two")
    known_by(scene, first)
    assert "'Two'" in music.known().notes[-1]
    known_by(scene, second, late, 15.0)
    assert [song.name for song in music.every()] == ["One", "Two"]
    assert not any("listened" in note for note in music.known().notes)
    told = state(session_for(scene))
    assert 'music "One": {"t":[0.0,20.0]' in told and 'music "Two": {"t":[20.0,35.0]' in told
    for name, start in (("One", 0), ("Two", 20)):
        result = call(session_for(scene), "analyze_music", sound=name)
        assert (result["strip"], result["t0"]) == (name, start)
    result = call(
        session_for(scene),
        "create_pattern",
        channels=[5],
        colors=["red"],
        shape="flash",
        sound="Two",
    )
    assert result["ok"] and result["created_span"][0] == pytest.approx(20 + late[0], abs=0.03)
    drawn = grid_of(shown.shown_songs(bpy.context))
    assert len(drawn.beats) == len(CLICKS) + len(late)
    assert bpy.ops.sequence_maker.song_choose(strip="Two") == {"FINISHED"}
    assert shown.shown_song(bpy.context).name == "Two"
    assert [song.name for song in music.every()] == ["Two", "One"]


@needs_sound
def test_many_short_pieces_of_a_song_come_before_one_longer_effect(scene, music, tmp_path):
    path = clicks(tmp_path / "a.wav", CLICKS, SECONDS, 44_100)
    for number in range(4):
        piece = add_sound(scene, path, 1, 1 + 1000 * number, f"P{number}")
        compat.set_end(piece, 1 + 1000 * number + 3 * FPS)
    add_sound(scene, clicks(tmp_path / "long.wav", [1.0], 8.0, 44_100), 2, name="Effect")
    assert source.song_strip(scene).name == "P0"


@needs_sound
def test_the_words_follow_every_piece_and_a_cut_does_not_double_them(scene, music, tmp_path):
    strip = add_sound(scene, clicks(tmp_path / "a.wav", CLICKS, SECONDS, 44_100), 1)
    lyrics.keep(scene, [TimedWord("one", 1.0, 1.4), TimedWord("two", 5.8, 6.2)])
    right = strip.split(frame=151, split_method="HARD")
    assert [(w.text, w.start) for w in lyrics.words_of(scene)] == [("one", 1.0), ("two", 5.8)]
    compat.shift(right, 25)
    found = [(w.text, round(w.start, 2), round(w.end, 2)) for w in lyrics.words_of(scene)]
    assert found == [("one", 1.0, 1.4), ("two", 5.8, 6.0), ("two", 7.0, 7.2)]


@needs_sound
def test_the_sound_of_a_movie_is_one_song_by_either_strip(scene, music, tmp_path):
    path = movie(tmp_path / "av.mp4", clicks(tmp_path / "a.wav", CLICKS, SECONDS, 44_100), 12.0)
    picture = strips_of(scene).new_movie(name="Clip", filepath=str(path), channel=2, frame_start=26)
    known_by(scene, picture)
    assert music.known("Clip").strips == ("Clip",)
    add_sound(scene, path, 3, frame=51, name="Clip sound")
    song = music.known("Clip")
    assert song.strips == ("Clip sound",) and song.start == 2.0
    assert music.known() is song


@needs_sound
def test_what_is_drawn_follows_every_piece_at_once(scene, music, tmp_path):
    strip = add_sound(scene, clicks(tmp_path / "a.wav", CLICKS, SECONDS, 44_100), 1)
    known_by(scene, strip)
    shown.forget()
    assert shown.shown_song(bpy.context).pieces == music.known().pieces
    right = strip.split(frame=151, split_method="SOFT")
    for change in (
        lambda: compat.shift(right, 50),
        lambda: compat.set_end(right, compat.frames(right)[1] - 30),
        lambda: setattr(right, "mute", True),
        lambda: setattr(right, "mute", False),
        lambda: strips_of(scene).remove(strip),
    ):
        change()
        assert shown.shown_song(bpy.context).pieces == music.known().pieces


@needs_sound
def test_a_section_that_is_cut_in_an_mp3_stays_one(scene, music, tmp_path):
    path = converted(clicks(tmp_path / "a.wav", CLICKS, SECONDS, 44_100), ".mp3")
    strip = add_sound(scene, path, 1)
    known_by(scene, strip)
    lyrics.keep(scene, [TimedWord("one", 5.8, 6.2)])
    before = [section.name for section in music.known().grid.sections]
    strip.split(frame=151, split_method="SOFT")
    song = music.known()
    assert [section.name for section in song.grid.sections] == before == ["A1", "B1"]
    assert len(song.grid.beats) == len(CLICKS)
    assert len(song.spans) == 1 and len(lyrics.words_of(scene)) == 1


@needs_sound
def test_each_time_round_a_loop_has_captions_of_its_own(scene, music, tmp_path):
    path = clicks(tmp_path / "a.wav", CLICKS, SECONDS, 44_100)
    for number in range(3):
        piece = add_sound(scene, path, 1, 1 + 2 * FPS * number, f"Loop {number}")
        compat.set_end(piece, 1 + 2 * FPS * (number + 1))
    lyrics.keep(scene, [TimedWord("la", 0.2, 0.9), TimedWord("oh", 1.2, 1.9, 1)])
    texts = call(session_for(scene), "add_captions")["texts"]
    assert [(t["text"], t["start_time"], t["channel"]) for t in texts] == [
        (word, round(start + 2 * turn, 2), 2) for turn in range(3) for word, start in LA_OH
    ]


@needs_sound
def test_a_line_that_a_cut_goes_through_stays_one_caption(scene, music, tmp_path):
    strip = add_sound(scene, clicks(tmp_path / "a.wav", CLICKS, SECONDS, 44_100), 1)
    lyrics.keep(scene, [TimedWord(word, 5.2 + n, 5.9 + n) for n, word in enumerate("abcd")])
    middle = strip.split(frame=151, split_method="SOFT")
    last = middle.split(frame=176, split_method="SOFT")
    strips_of(scene).remove(middle)
    compat.shift(last, -25)
    [caption] = captions_shown.captions_shown(scene)
    assert caption.text == "a c d" and caption.start == 5.2


@needs_sound
def test_of_a_muted_song_words_are_told_as_its_beats_are(scene, music, tmp_path):
    strip = add_sound(scene, clicks(tmp_path / "a.wav", CLICKS, SECONDS, 44_100), 1)
    known_by(scene, strip)
    lyrics.keep(scene, [TimedWord("one", 1.0, 1.4)])
    strip.mute = True
    assert music.known().grid.beats
    assert call(session_for(scene), "create_segments_for_words", channels=[3], colors=["red"])["ok"]


def two_songs(scene, folder):
    """Add `One` at 0 s and `Two` at 20 s, both known; return the strips and the beats of `Two`."""
    first = add_sound(scene, clicks(folder / "one.wav", CLICKS, SECONDS, 44_100), 1, name="One")
    late = [time * 0.7 for time in CLICKS]
    path = clicks(folder / "two.wav", late, 15.0, 44_100)
    second = add_sound(scene, path, 2, frame=1 + 20 * FPS, name="Two")
    known_by(scene, first)
    known_by(scene, second, late, 15.0)
    return first, second, late


@needs_sound
def test_metronome_and_jumps_go_through_all_songs(scene, music, tmp_path):
    first, second, late = two_songs(scene, tmp_path)
    assert call(session_for(scene), "set_metronome", on=True)["done"].endswith("of One, Two")
    first.mute = second.mute = True
    found, told = mixed(scene, tmp_path), [*CLICKS, *(20 + time for time in late)]
    assert max(np.abs(found - time).min() for time in told) < 0.005
    first.mute = second.mute = False
    call(session_for(scene), "edit_beat_grid", action="remove_beat", time=20 + late[0], sound="Two")
    first.mute = second.mute = True
    found = mixed(scene, tmp_path)
    assert max(np.abs(found - time).min() for time in CLICKS) < 0.005
    assert np.abs(found - (20 + late[0])).min() > 0.05, "the clicks follow"
    first.mute = second.mute = False
    scene.frame_set(round(1 + FPS * CLICKS[-1]) + 1)
    assert bpy.ops.sequence_maker.beat_next() == {"FINISHED"}
    assert scene.frame_current == pytest.approx(1 + FPS * (20 + late[1]), abs=1)
    assert bpy.ops.sequence_maker.metronome_remove() == {"FINISHED"}


@needs_sound
def test_a_metronome_that_is_asked_for_again_clicks_on_the_beats_as_they_are_now(
    scene, music, tmp_path
):
    strip = add_sound(scene, clicks(tmp_path / "a.wav", CLICKS, SECONDS, 44_100), 1)
    known_by(scene, strip)
    assert call(session_for(scene), "set_metronome", on=True)["written"] == 1
    assert not call(session_for(scene), "set_metronome", on=True)["written"]
    for step in (13, -6):
        compat.shift(strip, step)
        assert call(session_for(scene), "set_metronome", on=True)["written"] == 1
        assert len([s for s in strips_of(scene) if metronome.is_metronome(s)]) == 1
        assert not call(session_for(scene), "set_metronome", on=True)["written"]
    compat.shift(strip, -2000)
    gone = call(session_for(scene), "set_metronome", on=True)
    assert gone["code"] == "invalid_range" and "ends before the sequence" in gone["message"]
    assert call(session_for(scene), "set_metronome", on=False)["written"] == 1
    assert not metronome.there(scene)


@needs_sound
def test_where_another_song_is_heard_it_is_meant(scene, music, tmp_path):
    _, _, late = two_songs(scene, tmp_path)

    def done(name, **given):
        result = call(session_for(scene), name, **given)
        assert result["ok"], result
        return result

    lit = done("create_pattern", channels=[5], colors=["red"], start_time=24, end_time=30)
    assert lit["created_span"][0] >= 24 and lit["points"] > 5
    both = done("create_pattern", channels=[6], colors=["red"], start_time=10, end_time=30)
    there = [time for time in CLICKS if time >= 10], [time for time in late if time < 10]
    assert [row[0] for row in both["songs"]] == ["One", "Two"]
    assert both["points"] == sum(map(len, there))
    title = effect(scene, "TEXT", 7, 25.0, 34.0, "Title")
    assert done("cut_on_beats", strip=title.name)["count"] > 5
    time = 20 + late[9]
    assert done("edit_beat_grid", action="set_beat_one", time=time)["strip"] == "Two"
    assert done("set_sections", action="split", time=20 + late[4])["done"].startswith("Two: ")
    assert len(music.known("One").grid.sections) == 2
    scene.frame_set(1 + round(FPS * (20 + late[12])))
    for button in (bpy.ops.sequence_maker.song_beat_remove, bpy.ops.sequence_maker.section_split):
        assert button() == {"FINISHED"}
    assert len(music.known("Two").grid.beats) == len(late) - 1
    assert [len(music.known(name).grid.sections) for name in ("One", "Two")] == [2, 4]
    assert done("edit_beat_grid", action="halve")["strip"] == "One"
