"""The buttons of the music: listening in steps, corrections, tapping, markers, words, the panel."""

import types

import bpy
import numpy as np
import pytest

from bl_ext.user_default.sequence_maker.blender.host import compat
from bl_ext.user_default.sequence_maker.blender.making import parking
from bl_ext.user_default.sequence_maker.blender.music_panel import (
    marker_operators,
    song_panel,
    taps,
    word_owners,
)
from bl_ext.user_default.sequence_maker.blender.song import listening, lyrics
from bl_ext.user_default.sequence_maker.blender.song import shown as shown_songs
from bl_ext.user_default.sequence_maker.blender.tools import operators, running
from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for
from bl_ext.user_default.sequence_maker.sequence.strip import Move
from sound_help import RATE, add_sound, beats, needs_sound, write
from strip_hands import StripHands
from timeline_help import call, effect

ops = bpy.ops.sequence_maker


pytestmark = pytest.mark.usefixtures("forgetful")


@pytest.fixture
def song(scene, tmp_path):
    """A scene with a song that was listened to; returns how to look at it."""
    scene.render.fps, scene.render.fps_base = 25, 1.0
    add_sound(scene, beats(tmp_path / "a.wav"))
    assert ops.song_listen() == {"FINISHED"}
    return lambda: shown_songs.known_song(bpy.context)


def test_without_a_sound_the_buttons_say_so(scene):
    assert not ops.song_listen.poll() and not ops.song_halve.poll()
    assert not ops.song_cancel.poll() and not ops.song_markers_remove.poll()
    assert not ops.song_tempo.poll() and not ops.song_tap.poll()
    for name in ("listen", "tempo", "tap"):
        with pytest.raises(RuntimeError, match="Add a sound to the Sequencer first"):
            getattr(ops, f"song_{name}")()
    with pytest.raises(RuntimeError, match="No music is being analyzed"):
        ops.song_cancel()


def test_every_box_of_a_generated_operator_has_a_tooltip(addon):
    for kind in operators.CLASSES:
        shown = getattr(ops, kind.tool.name).get_rna_type().properties
        named = [name for name in kind.__annotations__ if not shown[name].description]
        assert not named, kind.tool.name


@needs_sound
def test_corrections_change_the_grid_and_can_be_dropped(scene, song):
    before = song().grid
    ops.song_halve()
    assert len(song().grid.beats) == pytest.approx(len(before.beats) / 2, abs=1)
    ops.song_double()
    ops.song_shift()
    wanted = before.beats[5] + before.period / 2
    assert song().grid.nearest(wanted) == pytest.approx(wanted, abs=0.02)
    ops.song_restore()
    assert song().grid == before
    wanted = before.beats[6]
    scene.frame_set(round(wanted * 25) + 1)
    ops.song_beat_one()
    assert song().grid.positions[6] == 1
    scene.frame_set(scene.frame_current + 6)
    ops.song_beat_add()
    assert len(song().grid.beats) == len(before.beats) + 1
    ops.song_beat_remove()
    assert len(song().grid.beats) == len(before.beats)


@needs_sound
def test_there_is_no_beat_far_from_the_song(scene, song):
    scene.frame_set(5000)
    with pytest.raises(RuntimeError, match="is not within 'Song'"):
        ops.song_beat_remove()
    with pytest.raises(RuntimeError, match="is not within 'Song'"):
        ops.song_beat_add()


@needs_sound
def test_a_known_tempo_makes_it_listen_again(scene, song):
    assert song().grid.bpm == pytest.approx(120, abs=0.5)
    ops.song_tempo(bpm=60)
    assert song().grid.bpm == pytest.approx(60, abs=0.5)
    ops.song_restore()
    assert song().grid.bpm == pytest.approx(120, abs=0.5)


@needs_sound
def test_a_tempo_that_is_told_gives_beats_even_where_nothing_is_heard(scene, song, tmp_path):
    add_sound(scene, write(tmp_path / "quiet.wav", np.zeros(5 * RATE)), 7, name="Quiet")
    scene.sequence_maker.song = "Quiet"
    ops.song_tempo(bpm=120)
    assert song().grid.bpm == pytest.approx(120) and len(song().grid.beats) == 10
    told = call(session_for(scene), "edit_beat_grid", action="set_tempo", bpm=60, sound="Quiet")
    assert told["beats"] == 5


@needs_sound
def test_beats_are_accepted_or_dropped_by_a_click(scene, song):
    before = song().grid
    ops.song_drop()
    assert not song().grid.beats and not song().grid.doubtful
    ops.song_restore()
    assert song().grid == before
    ops.song_accept()
    assert song().grid.beats == before.beats and song().grid.sure
    assert ops.song_restore.poll(), "what was accepted is kept with the scene"


@needs_sound
def test_restoring_is_offered_only_after_a_correction(scene, song):
    assert not ops.song_restore.poll()
    ops.song_shift()
    assert ops.song_restore.poll()
    ops.song_restore()
    assert not ops.song_restore.poll()
    ops.song_tempo(bpm=60)
    assert ops.song_restore.poll()


@needs_sound
def test_corrections_are_right_on_a_moved_and_trimmed_strip(scene, song):
    strip = compat.strips(scene.sequence_editor)[0]
    compat.shift(strip, 50)
    compat.set_first(strip, 101)
    before = song().grid
    assert before.beats[0] >= 4.0
    ops.song_halve()
    kept = set(song().grid.beats)
    assert kept and all(min(abs(a - b) for b in before.beats) < 1e-6 for a in kept)
    scene.frame_set(round(before.beats[7] * 25) + 1)
    ops.song_restore()
    ops.song_beat_one()
    assert song().grid.positions[7] == 1
    compat.set_first(strip, 51)
    assert len(song().grid.beats) > len(before.beats)


@needs_sound
@pytest.mark.parametrize("late", [0.0, 0.03, 0.25, 0.4])
def test_tapped_beats_win_over_heard_ones(scene, song, late):
    beat = song().grid.period
    for number in (0, 1, 2, 4, 5, 6):
        place = song().grid.beats[8] + late + number * beat
        taps.of(scene).tap(100 + number * beat, place)
    ops.song_tempo(bpm=120)
    wanted = song().grid.nearest(place)
    assert abs(wanted - place) <= taps.LATENCY + 1e-6
    assert song().grid.bpm == pytest.approx(120, abs=0.5)
    assert not len(taps.of(scene))


@needs_sound
def test_a_bad_file_is_told_and_kept_for_the_panel(scene, tmp_path):
    path = beats(tmp_path / "a.wav", 3)
    add_sound(scene, path)
    path.write_bytes(b"no sound at all")
    with pytest.raises(RuntimeError, match=r"a\.wav"):
        ops.song_listen()
    assert "a.wav" in listening.fault(scene) and listening.running() is None
    assert not ops.song_halve.poll()


@needs_sound
def test_a_function_that_must_listen_first_ends_by_itself(scene, tmp_path, monkeypatch):
    add_sound(scene, beats(tmp_path / "a.wav", 20, bpm=99), 5, scene.frame_start)
    monkeypatch.setattr(listening, "bpy", fake_window())
    monkeypatch.setattr(operators, "bpy", fake_window())
    told = []
    monkeypatch.setattr(
        running, "tell", lambda tool, result: told.append((tool.name, result["ok"]))
    )
    given = {"channels": "1", "colors": "red", "shape": "flash"}
    assert ops.create_pattern(**given) == {"CANCELLED"}
    assert listening.running() is not None and not told
    while listening.running() is not None:
        listening.step(0.05)
    assert told == [("create_pattern", True)]
    assert len(session_for(scene).timelines.segments(1)) > 30
    assert ops.create_pattern(**{**given, "channels": "2"}) == {"FINISHED"}, "now it is known"


@needs_sound
def test_listening_goes_in_small_steps_and_can_be_stopped(scene, tmp_path, monkeypatch):
    add_sound(scene, beats(tmp_path / "a.wav", 30, bpm=99))
    monkeypatch.setattr(listening, "bpy", fake_window())
    ops.song_listen()
    job = listening.running()
    listening.step(0.0)
    listening.step(0.01)
    assert job is listening.running() and 0 <= job.progress.factor <= 1
    assert ops.song_cancel() == {"FINISHED"}
    assert listening.running() is None and shown_songs.known_song(bpy.context) is None
    ops.song_listen()
    while listening.running():
        listening.step()
    assert shown_songs.known_song(bpy.context).grid.bpm == pytest.approx(99, abs=0.5)


def fake_window():
    """Blender as it is with a window, its timers put out of work."""
    timers = types.SimpleNamespace(
        register=lambda *_, **__: None, is_registered=lambda _: False, unregister=lambda _: None
    )
    app = types.SimpleNamespace(background=False, timers=timers)
    return types.SimpleNamespace(app=app)


@needs_sound
@pytest.mark.parametrize("kind", ["SECTIONS", "BARS", "BEATS"])
def test_markers_come_and_go_and_the_users_stay(scene, song, kind):
    scene.timeline_markers.new("mine", frame=7)
    count = len(marker_operators.marker_list(song(), kind))
    ops.song_markers(kind=kind)
    assert count and len(scene.timeline_markers) == count + 1
    ops.song_markers_remove()
    assert [marker.name for marker in scene.timeline_markers] == ["mine"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_words_are_imported_in_any_usual_encoding(scene, tmp_path, encoding):
    path = tmp_path / "a.lrc"
    path.write_bytes("[00:01.00]Grün wie\n[00:03.00]Gras".encode(encoding))
    ops.words_import(filepath=str(path))
    assert [word.text for word in lyrics.words_of(scene)] == ["Grün", "wie", "Gras"]


@pytest.mark.parametrize("content", [b"", b"\x00\xff" * 500, b"just words"])
def test_a_file_without_words_is_refused(scene, tmp_path, content):
    path = tmp_path / "a.lrc"
    path.write_bytes(content)
    with pytest.raises(RuntimeError):
        ops.words_import(filepath=str(path))
    with pytest.raises(RuntimeError):
        ops.words_import(filepath=str(tmp_path / "missing.lrc"))
    assert lyrics.words_of(scene) == []


class Layout:
    """Takes every call of a layout and keeps what is shown."""

    def __init__(self, shown):
        self.__dict__["shown"] = shown

    def __getattr__(self, name):
        def call(*args, **kwargs):
            if name in ("operator", "operator_menu_enum"):
                self.shown.append(args[0])
            if "text" in kwargs:
                self.shown.append(kwargs["text"])
            return Layout(self.shown)

        return call

    def __setattr__(self, name, value):
        pass


def drawn(context):
    shown = []
    panel = types.SimpleNamespace(layout=Layout(shown))
    song_panel.SEQUENCER_PT_sequence_maker_music.draw(panel, context)
    return shown


@needs_sound
def test_the_panel_shows_the_song_or_how_to_get_it(scene, tmp_path, monkeypatch):
    monkeypatch.setattr(song_panel.wrap, "content_width", lambda *_: 300.0)
    add_sound(scene, beats(tmp_path / "a.wav"))
    assert drawn(bpy.context) == ["sequence_maker.song_listen"]
    ops.song_listen()
    shown_songs.forget()
    shown = drawn(bpy.context)
    assert "a.wav" in shown and "sequence_maker.song_halve" in shown
    assert any("120.0" in text for text in shown)


@needs_sound
def test_the_panel_of_a_song_without_beats_shows_how_to_make_some(scene, tmp_path, monkeypatch):
    monkeypatch.setattr(song_panel.wrap, "content_width", lambda *_: 300.0)
    noise = np.random.default_rng(1).standard_normal(20 * RATE) * 0.1
    add_sound(scene, write(tmp_path / "a.wav", noise))
    ops.song_listen()
    shown_songs.forget()
    shown = drawn(bpy.context)
    assert {"sequence_maker.song_tap", "sequence_maker.song_tempo"} <= set(shown)
    assert "sequence_maker.song_halve" not in shown
    ops.song_tempo(bpm=100)
    assert shown_songs.known_song(bpy.context).grid.bpm == pytest.approx(100, abs=3)
    shown_songs.forget()
    assert "sequence_maker.song_restore" in drawn(bpy.context)


@needs_sound
def test_words_imported_again_are_not_doubled_and_can_be_removed(scene, tmp_path):
    assert not ops.words_remove.poll()
    path = tmp_path / "a.lrc"
    path.write_text("[00:01.00]one\n[00:02.00]two")
    ops.words_import(filepath=str(path))
    add_sound(scene, beats(tmp_path / "a.wav"), frame=49)
    ops.words_import(filepath=str(path))
    found = [(word.text, round(word.start, 2)) for word in lyrics.words_of(scene)]
    assert found == [("one", 3.0), ("two", 4.0)]
    ops.words_remove()
    assert lyrics.words_of(scene) == [] and not ops.words_remove.poll()


@needs_sound
def test_words_that_lie_beyond_the_sound_are_told(scene, tmp_path, capfd):
    add_sound(scene, beats(tmp_path / "a.wav"), frame=49)
    path = tmp_path / "a.srt"
    path.write_text("1\n01:00:01,000 --> 01:00:02,000\nhey\n")
    ops.words_import(filepath=str(path))
    assert (
        "none of the words is heard: the first is at 3601 s of the sound" in capfd.readouterr()[0]
    )


@needs_sound
def test_panel_and_functions_agree_about_the_words_of_a_song_that_was_replaced(scene, tmp_path):
    add_sound(scene, beats(tmp_path / "a.wav"))
    path = tmp_path / "a.lrc"
    path.write_text("[00:01.00]one\n[00:02.00]two")
    ops.words_import(filepath=str(path))
    assert word_owners.counts(scene).heard == 2
    with pytest.raises(RuntimeError, match="All words have their sound"):
        ops.words_bring()
    strips = compat.strips(scene.sequence_editor)
    strips.remove(strips[0])
    add_sound(scene, beats(tmp_path / "b.wav", bpm=110))
    found = word_owners.counts(scene)
    assert (found.heard, found.lost) == (len(lyrics.words_of(scene)), 2) == (0, 2)
    assert ops.words_bring() == {"FINISHED"}
    assert [word.text for word in lyrics.words_of(scene)] == ["one", "two"]
    found = word_owners.counts(scene)
    assert (found.heard, found.lost) == (2, 0)
    strips[0].mute = True  # as its beats, its words are told
    assert word_owners.counts(scene).heard == len(lyrics.words_of(scene)) == 2
    add_sound(scene, beats(tmp_path / "c.wav", bpm=100), 3)
    assert word_owners.counts(scene).heard == len(lyrics.words_of(scene)) == 0


@needs_sound
def test_a_sound_in_a_meta_strip_counts(scene, song):
    strip = compat.strips(scene.sequence_editor)[0]
    meta = compat.strips(scene.sequence_editor).new_meta("Meta", channel=3, frame_start=1)
    strip.move_to_meta(meta)
    compat.set_end(meta, 600)
    shown_songs.forget()
    assert shown_songs.has_sound(bpy.context) and ops.song_listen.poll()


@needs_sound
def test_markers_and_flashes_of_the_same_beats_share_their_frames(scene, song):
    session = session_for(scene)
    call(session, "edit_beat_grid", action="set_tempo", time=0, bpm=120)
    call(session, "create_pattern", channels=[1], colors=["red"], shape="flash", end_time=8)
    call(session, "write_markers", what="beats", end_time=8)
    flashes = [round(row.start * 25) + 1 for row in session.timelines.segments(1)]
    assert flashes == sorted(marker.frame for marker in scene.timeline_markers)
    assert len(flashes) >= 16


def test_strips_that_could_not_be_moved_go_back(scene, monkeypatch):
    scene.render.fps, scene.render.fps_base = 25, 1.0
    clips = StripHands(session_for(scene))
    effect(scene, "TEXT", 2, 0, 2, "A")
    effect(scene, "TEXT", 2, 2, 5, "B")
    effect(scene, "TEXT", 2, 6, 8, "C")
    before = clips.places()

    trim, calls = parking.trim, []

    def broken(strip, first, end):
        calls.append(strip.name)
        if strip.name == "B" and calls.count("B") == 1:
            raise RuntimeError("for the test")
        trim(strip, first, end)

    monkeypatch.setattr(parking, "trim", broken)
    moves = [Move("A", 0, 1, False), Move("B", 1, 4, False), Move("C", 9, 11)]
    with pytest.raises(RuntimeError):
        clips.move(moves)
    assert clips.places() == before
