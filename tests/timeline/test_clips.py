"""Strips of any kind are moved, trimmed and cut where they are; our markers; words."""

import pytest

from bl_ext.user_default.sequence_maker.blender.host import compat
from bl_ext.user_default.sequence_maker.blender.song import lyrics
from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for
from bl_ext.user_default.sequence_maker.music.lyrics_files import read_words
from bl_ext.user_default.sequence_maker.sequence.errors import ToolError
from bl_ext.user_default.sequence_maker.sequence.strip import Move
from sound_help import add_sound, beats, needs_sound
from strip_hands import StripHands
from timeline_help import effect, strips_of


@pytest.fixture
def clips(scene):
    scene.render.fps, scene.render.fps_base = 25, 1.0
    return StripHands(session_for(scene))


def text(scene, channel, start, end, name):
    return effect(scene, "TEXT", channel, start, end, name)


def places(clips):
    return clips.places()


def test_every_strip_is_listed_by_channel_and_time(scene, clips):
    text(scene, 2, 4, 6, "B")
    text(scene, 2, 0, 2, "A")
    text(scene, 1, 8, 9, "C").lock = True
    found = clips.strips()
    assert [clip.name for clip in found] == ["C", "A", "B"]
    assert (found[0].kind, found[0].locked, found[1].locked) == ("text", True, False)


def test_a_strip_moves_with_its_length(scene, clips):
    text(scene, 2, 0, 2, "A")
    clips.move([Move("A", 3.0, 5.0)])
    assert places(clips) == {"A": (2, 3, 5)}


@pytest.mark.parametrize(("start", "end"), [(3, 4), (3, 9), (0.4, 1), (0.4, 7), (1, 3)])
def test_a_strip_moves_and_gets_another_length_at_once(scene, clips, start, end):
    strip = text(scene, 2, 0, 2, "A")
    text(scene, 2, 9, 10, "B")
    clips.move([Move("A", start, end)])
    assert places(clips)["A"] == (2, start, end) and strip.channel == 2


def test_two_strips_change_places(scene, clips):
    text(scene, 2, 0, 2, "A")
    text(scene, 2, 2, 5, "B")
    clips.move([Move("A", 3, 5), Move("B", 0, 3)])
    assert places(clips) == {"A": (2, 3, 5), "B": (2, 0, 3)}


@pytest.mark.parametrize("step", [0.4, -0.4])
def test_a_row_of_neighbors_shifts_by_less_than_its_length(scene, clips, step):
    for number in range(5):
        text(scene, 3, 2 + number, 3 + number, f"T{number}")
    clips.move([Move(f"T{n}", 2 + n + step, 3 + n + step) for n in range(5)])
    wanted = {f"T{n}": (3, 2 + n + step, 3 + n + step) for n in range(5)}
    assert places(clips) == {name: pytest.approx(place) for name, place in wanted.items()}


def test_a_common_cut_moves_either_way(scene, clips):
    text(scene, 2, 0, 2, "A")
    text(scene, 2, 2, 5, "B")
    clips.move([Move("A", 0, 3, False), Move("B", 3, 5, False)])
    assert places(clips) == {"A": (2, 0, 3), "B": (2, 3, 5)}
    clips.move([Move("B", 1, 5, False), Move("A", 0, 1, False)])
    assert places(clips) == {"A": (2, 0, 1), "B": (2, 1, 5)}


def test_what_is_in_the_way_is_named_and_nothing_moves(scene, clips):
    text(scene, 2, 0, 2, "A")
    text(scene, 2, 4, 6, "B")
    text(scene, 3, 0, 1, "C")
    before = places(clips)
    with pytest.raises(ToolError) as caught:
        clips.move([Move("C", 5, 6), Move("A", 3, 5)])
    assert caught.value.code == "clip_in_the_way" and "'B'" in caught.value.message
    assert places(clips) == before


def test_locked_strips_stay_and_an_effect_goes_where_its_input_goes(scene, clips):
    text(scene, 2, 0, 2, "A").lock = True
    under = text(scene, 4, 0, 2, "Under")
    effect(scene, "GAUSSIAN_BLUR", 5, 0, 2, "Blur", input1=under)
    text(scene, 6, 0, 2, "Far")
    scene.sequence_editor.channels[6].lock = True
    refusals = {"A": "clip_locked", "Far": "clip_locked", "Blur": "effect_in_the_way"}
    for name, code in {**refusals, "Nobody": "unknown_clip"}.items():
        with pytest.raises(ToolError) as caught:
            clips.move([Move(name, 3, 5)])
        assert caught.value.code == code, name
    clips.move([Move("Under", 3, 5)])
    assert places(clips)["Under"] == (4, 3, 5) and places(clips)["Blur"] == (5, 3, 5)


def test_a_strip_is_cut_at_times(scene, clips):
    text(scene, 2, 0, 6, "A")
    parts = clips.split("A", [1.0, 2.4, 2.4, 9.0, 0.0])
    assert len(parts) == 3 and parts[0] == "A"
    found = places(clips)
    assert [found[part][1:] for part in parts] == [(0, 1), (1, 2.4), (2.4, 6)]
    assert {found[part][0] for part in parts} == {2}


@needs_sound
def test_a_sound_is_trimmed_and_its_content_stays(scene, clips, tmp_path):
    strip = add_sound(scene, beats(tmp_path / "a.wav", 10), 2)
    content = compat.content_start(strip)
    clips.move([Move("Song", 2, 8, False)])
    assert places(clips)["Song"] == (2, 2, 8) and compat.content_start(strip) == content
    clips.move([Move("Song", 1, 9, False)])
    assert places(clips)["Song"] == (2, 1, 9) and compat.content_start(strip) == content
    clips.move([Move("Song", 4, 12)])
    assert places(clips)["Song"] == (2, 4, 12)
    assert compat.content_start(strip) == content + 75


def test_a_trim_to_where_the_strip_is_not_is_refused(scene, clips):
    text(scene, 2, 0, 2, "A")
    with pytest.raises(ToolError):
        clips.move([Move("A", 4, 6, False)])
    assert places(clips) == {"A": (2, 0, 2)}
    with pytest.raises(ToolError):
        clips.move([Move("A", 1, 1, False)])


def test_only_our_own_markers_go(scene, clips):
    scene.timeline_markers.new("mine", frame=26)
    scene.timeline_markers.new("Bar 1", frame=101)
    assert clips.set_markers([(0.0, "Bar 1"), (2.0, "Bar 2"), (1.0, "mine")]) == (2, 0)
    assert clips.set_markers([(0.0, "Bar 1"), (4.0, "Bar 1"), (6.0, "Bar 4")]) == (2, 2)
    marker = next(m for m in scene.timeline_markers if m.name == "Bar 4")
    marker.frame += 5
    assert clips.set_markers([]) == (0, 1)
    names = sorted((m.name, m.frame) for m in scene.timeline_markers)
    assert names == [("Bar 1", 101), ("Bar 4", 156), ("mine", 26)]
    assert clips.session.scene.markers()[0] == (1.0, "mine")


def test_spoilt_lists_harm_nothing(scene, clips):
    scene.sequence_maker.markers, scene.sequence_maker.lyrics = "{", '[{"no": 1}]'
    assert clips.set_markers([]) == (0, 0) and clips.session.songs.words() == []


def test_words_come_from_text_strips_or_imported_lyrics(scene, clips):
    text(scene, 2, 1, 3, "T").text = "one more time"
    text(scene, 2, 4, 5, "U").text = "Go!"
    text(scene, 2, 6, 7, "V").mute = True
    words = clips.session.songs.words()
    assert [word.text for word in words] == ["one", "more", "time", "Go!"]
    assert words[0].start == 1 and words[2].end == pytest.approx(3)
    assert not words[0].exact and words[3].exact
    lyrics.keep(scene, read_words("[00:01.00]Hello wörld", "a.lrc"))
    assert [word.text for word in clips.session.songs.words()] == ["Hello", "wörld"]
    assert len(strips_of(scene)) == 3
