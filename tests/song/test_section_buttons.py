"""The buttons of sections, taps, the metronome, and jumps from beat to beat."""

import random
import types
from contextlib import suppress
from pathlib import Path

import bpy
import numpy as np
import pytest

from bl_ext.user_default.sequence_maker.blender.host import compat
from bl_ext.user_default.sequence_maker.blender.music_panel import metronome, section_rows, taps
from bl_ext.user_default.sequence_maker.blender.song import shown as shown_songs
from bl_ext.user_default.sequence_maker.blender.sound import source
from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for
from bl_ext.user_default.sequence_maker.music.clicks import RATE, clicked, clicks, mark
from formed_songs import Form, played_form
from music_help import RATE as MADE_RATE
from sound_help import add_sound, beats, needs_sound, write
from timeline_help import call

ops = bpy.ops.sequence_maker
pytestmark = [pytest.mark.usefixtures("forgetful"), needs_sound]
FORM = Form((("A", 8), ("B", 8), ("A", 8)), {"A": (0, 4, 5, 3), "B": (1, 1, 4, 4)}, 120.0)


@pytest.fixture
def song(scene, tmp_path):
    """A scene with a song of three sections; returns how to look at it."""
    scene.render.fps, scene.render.fps_base = 25, 1.0
    samples = 0.9 * played_form(FORM) / np.abs(played_form(FORM)).max()
    add_sound(scene, write(tmp_path / "a.wav", samples, MADE_RATE))
    assert ops.song_listen() == {"FINISHED"}
    return lambda: shown_songs.known_song(bpy.context)


def called(song):
    return [(s.name, s.title) for s in song().grid.sections]


def to(scene, seconds):
    scene.frame_set(round(seconds * 25) + scene.frame_start)


def test_sections_are_named_split_joined_and_moved(scene, song):
    heard = song().grid.sections
    assert [s.name for s in heard] == ["A1", "B1", "A2"]
    ops.section_rename(section="B1", title="Chorus")
    to(scene, 4.0)
    ops.section_split()
    assert called(song) == [("A1", ""), ("C1", ""), ("B1", "Chorus"), ("A2", "")]
    assert song().grid.sections[1].start == pytest.approx(4.0, abs=0.05)
    ops.section_join(section="A1")
    assert called(song) == [("A1", ""), ("B1", "Chorus"), ("A2", "")]
    to(scene, 18.0)
    ops.section_move()
    assert song().grid.sections[1].start == pytest.approx(18.0, abs=0.05)
    ops.sections_restore()
    assert song().grid.sections == heard


def test_what_is_not_possible_is_told(scene, song):
    with pytest.raises(RuntimeError, match="two sections"):
        ops.section_join(section="A2")
    to(scene, 3000)
    with pytest.raises(RuntimeError, match="no section at the playhead"):
        ops.section_rename(title="Verse")
    with pytest.raises(RuntimeError, match="is not within 'Song'"):
        ops.section_split()


def test_sections_that_the_person_named_stay_when_it_is_heard_again(scene, song):
    ops.section_rename(section="B1", title="Chorus")
    ops.song_tempo(bpm=60, meter="3")
    assert ("B1", "Chorus") in called(song)
    assert song().grid.bpm == pytest.approx(60, abs=1) and song().grid.meter == 3
    call(session_for(scene), "edit_beat_grid", action="set_tempo", bpm=120)
    assert ("B1", "Chorus") in called(song)
    ops.song_restore()
    assert ("B1", "") in called(song)


def test_sections_of_a_trimmed_strip_are_those_of_the_whole_sound(scene, song):
    whole = song().grid.sections
    strip = compat.strips(scene.sequence_editor)[0]
    strip.frame_offset_start = 250  # ten seconds
    strip.frame_offset_end = 250
    ops.section_rename(section="B1", title="Chorus")
    strip.frame_offset_start = strip.frame_offset_end = 0
    shown_songs.forget()
    assert [s.start for s in song().grid.sections] == pytest.approx([s.start for s in whole])
    assert song().grid.sections[-1].end == pytest.approx(whole[-1].end)
    assert called(song)[1] == ("B1", "Chorus")


def test_a_section_is_changed_wherever_the_song_is_heard(scene, song, tmp_path):
    add_sound(scene, tmp_path / "a.wav", 3, 3000 + scene.frame_start, "Again")
    shown_songs.forget()
    assert [name for name, _ in called(song)] == ["A1", "B1", "A2"] * 2
    starts = [s.start for s in song().own.sections]
    to(scene, 120 + starts[1] + 4)
    ops.section_rename(title="Chorus")
    assert called(song) == [("A1", ""), ("B1", "Chorus"), ("A2", "")] * 2
    ops.section_split()
    told = [s.start for s in song().grid.sections]
    assert len(told) == 8 and told[4:] == pytest.approx(
        [120 + start for start in told[:4]], abs=0.05
    )
    with pytest.raises(RuntimeError, match=r"begins or ends at 1[34]\d"):
        ops.section_split()
    ops.sections_restore()
    assert [s.start for s in song().own.sections] == starts
    to(scene, 100)
    with pytest.raises(RuntimeError, match="is not within 'Song'"):
        ops.section_split()


def test_the_playhead_goes_from_beat_to_beat(scene, song):
    frames = [round(beat * 25) + scene.frame_start for beat in song().grid.beats]
    scene.frame_set(frames[10])
    ops.beat_next()
    assert scene.frame_current == pytest.approx(frames[11], abs=1)
    ops.beat_last()
    ops.beat_last()
    assert scene.frame_current == pytest.approx(frames[9], abs=1)
    scene.frame_set(frames[-1] + 100)
    assert ops.beat_next() == {"CANCELLED"}
    ops.beat_last()
    assert scene.frame_current == pytest.approx(frames[-1], abs=1)


def test_a_metronome_clicks_on_the_beats_is_no_song_and_goes_whole(scene, song, tmp_path):
    assert not ops.metronome_remove.poll()
    before = len(bpy.data.sounds)
    ops.metronome_add()
    file = Path(clicks_of(scene)[0].sound.filepath)
    others = {path for path in file.parent.glob("*.wav") if path != file}  # other tests' own
    ops.metronome_add()  # takes the place of the first
    made = clicks_of(scene)
    assert len(made) == 1 and len(bpy.data.sounds) == before + 1
    assert made[0].sound.packed_file is not None
    file = Path(made[0].sound.filepath)
    assert set(file.parent.glob("*.wav")) == {*others, file}
    assert made[0].channel != source.song_strip(scene).channel
    assert [s.name for s in source.sound_strips(scene)] == ["Song"]
    first, end = compat.frames(made[0])
    assert end - first == pytest.approx((song().end - song().start) * 25, abs=2)
    ops.metronome_remove()
    assert not metronome.there(scene) and len(bpy.data.sounds) == before
    assert not file.exists()


@pytest.mark.parametrize("seed", range(4))
def test_the_metronome_follows_whatever_corrects_the_beats(scene, song, seed):
    chance, frames = random.Random(seed), range(1, 150)
    buttons = "halve double shift beat_one beat_add beat_remove restore accept tempo".split()
    ops.metronome_add()
    for name in chance.choices(buttons, k=16):
        before = metronome.there(scene)
        scene.frame_set(chance.choice(frames))
        given = {"bpm": chance.choice([60, 90, 120])} if name == "tempo" else {}
        with suppress(RuntimeError):  # where it is not possible there
            getattr(ops, f"song_{name}")(**given)
        assert len(clicks_of(scene)) == 1, name
        assert metronome.there(scene) == mark(clicked([song()])), name
        assert name != "shift" or metronome.there(scene) != before
    ops.song_drop()
    assert not metronome.there(scene)
    ops.song_restore()
    assert not metronome.there(scene), "what went with the beats comes by its own button"


def test_clicks_stay_as_they_were_set_where_they_follow(scene, song):
    ops.metronome_add()
    (strip,) = clicks_of(scene)
    assert not strip.select
    strip.volume, strip.mute, strip.pan, strip.channel = 0.25, True, -0.5, 30
    strip.name, strip.color_tag = "My clicks", "COLOR_03"
    strip.frame_final_start += 20
    ops.song_shift()
    (strip,) = clicks_of(scene)
    kept = strip.name, strip.volume, strip.mute, strip.pan, strip.channel, strip.color_tag
    assert kept == ("My clicks", 0.25, True, -0.5, 30, "COLOR_03") and not strip.select
    assert compat.frames(strip)[0] == compat.content_start(strip) + 20, "it stays trimmed"
    second = strip.split(100, "SOFT")
    assert second is not None and len(clicks_of(scene)) == 2
    ops.song_shift()
    assert [s.sound for s in clicks_of(scene)] == [strip.sound] * 2 and strip.sound.packed_file
    assert metronome.there(scene) == mark(clicked([song()]))
    compat.shift(source.song_strip(scene), 40)
    ops.song_shift()
    (strip,) = clicks_of(scene)
    kept = strip.name, strip.volume, strip.mute, strip.pan, strip.channel, strip.color_tag
    assert kept == ("My clicks", 0.25, True, -0.5, 30, "COLOR_03") and not strip.select
    ops.metronome_remove()


def clicks_of(scene):
    return [s for s in compat.strips(scene.sequence_editor) if metronome.is_metronome(s)]


def test_without_a_beat_there_is_no_metronome(scene, tmp_path):
    add_sound(scene, write(tmp_path / "quiet.wav", np.zeros(5 * 22050)))
    ops.song_listen()
    with pytest.raises(RuntimeError, match="no beat is known"):
        ops.metronome_add()
    assert not ops.beat_next.poll()


def test_clicks_lie_on_the_beats_and_the_first_of_a_bar_is_higher():
    times, places = [1.0, 1.5, 2.0, 2.5, 9.0], [1, 2, 1, 2, 1]
    made = clicks(times, places, 0.5, 3.0)
    assert len(made) == 3 * RATE
    loud = np.flatnonzero(np.abs(made.astype(int)) > 3000)
    starts = loud[np.diff(loud, prepend=-RATE) > RATE // 10] / RATE + 0.5
    assert starts == pytest.approx(times[:4], abs=0.001)
    pieces = [made[round((time - 0.5) * RATE) :][:400] for time in (1.0, 1.5)]
    high, low = (np.abs(np.fft.rfft(piece)).argmax() for piece in pieces)
    assert high > 1.3 * low


def layout(seen):
    """A layout that writes down what is drawn."""
    made = types.SimpleNamespace(active=True, enabled=True)
    made.label = lambda text="", **_: seen.append(text)
    made.operator = lambda name, **_: seen.append(name) or types.SimpleNamespace()
    made.box = made.column = made.row = lambda **_: layout(seen)
    return made


def test_what_was_tapped_is_shown_with_how_even_it_is(scene, tmp_path):
    add_sound(scene, beats(tmp_path / "a.wav", 3))
    seen: list[str] = []

    def pair(_, __, *buttons):
        seen.extend(name for name, _ in buttons)

    section_rows.draw_tapped(layout(seen), bpy.context, scene, pair)
    assert not seen and not ops.taps_apply.poll()
    for number, late in enumerate((0, 1, 1, 0, 0, 1, 1, 0)):
        taps.of(scene).tap(100 + 0.5 * number + 0.01 * late)
    section_rows.draw_tapped(layout(seen), bpy.context, scene, pair)
    assert "120.0 BPM · 8 taps" in seen[0] and {"taps_apply", "taps_drop"} <= set(seen)
    assert any("Even, ±5 ms" in text for text in seen)
    ops.taps_drop()
    assert not len(taps.of(scene)) and not ops.taps_drop.poll()


def test_applied_taps_set_the_tempo(scene, song):
    for number in range(6):
        taps.of(scene).tap(100 + number)
    ops.taps_apply()
    assert song().grid.bpm == pytest.approx(60, abs=1) and not len(taps.of(scene))


@pytest.mark.parametrize(("spread", "word"), [(0.005, "Even"), (0.03, "Fairly even"), (0.1, "Un")])
def test_taps_are_even_beside_their_distance(spread, word):
    assert taps.evenness(taps.Rhythm(120.0, None, spread)).startswith(word)


def test_what_was_named_and_split_stays_where_a_tempo_is_told_and_then_doubled(scene, song):
    session = session_for(scene)
    given = {"action": "rename", "sections": ["B1"], "name": "Chorus"}
    assert call(session, "set_sections", **given)["ok"]
    assert call(session, "set_sections", action="split", time=4.0)["ok"]
    named = called(song)
    for wanted in ({"action": "set_tempo", "bpm": 62}, {"action": "double"}):
        assert call(session_for(scene), "edit_beat_grid", **wanted)["ok"]
        assert called(song) == named
