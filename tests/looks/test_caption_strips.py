"""Captions of the words come as text strips, go again, and are written into files."""

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.command import caption_files
from bl_ext.user_default.sequence_maker.blender.command.paths import FileError
from bl_ext.user_default.sequence_maker.blender.host import compat
from bl_ext.user_default.sequence_maker.blender.music_panel import captions_shown
from bl_ext.user_default.sequence_maker.blender.song import lyrics
from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for
from bl_ext.user_default.sequence_maker.music.timed_words import TimedWord
from music_world import MusicWorld
from timeline_help import FREE, call, effect, refused

SUNG = [
    TimedWord("sun", 1.0, 1.5, 0),
    TimedWord("comes", 1.5, 2.0, 0),
    TimedWord("(ooh)", 1.5, 3.0, 1),
    TimedWord("[bang]", 4.0, 4.5, 2, True, "effect"),
]


class ListWords:
    def __init__(self) -> None:
        self.world = MusicWorld(24)
        self.world.music.lyrics = list(SUNG)

    def session(self):
        return self.world.session()

    def texts(self):
        rows = [s for s in self.world.scene.strips() if s.kind == "text"]
        kept = self.world.scene.closely([s.name for s in rows])
        return {s.name: (kept[s.name].settings["text"], s.channel, s.start, s.end) for s in rows}


class BlenderWords:
    def __init__(self, scene) -> None:
        scene.render.fps, scene.render.fps_base = 24, 1.0
        lyrics.keep(scene, SUNG)
        self.scene, self._session = scene, session_for(scene, FREE)

    def session(self):
        self._session.look_again()
        return self._session

    def texts(self):
        strips = [s for s in compat.strips(self.scene.sequence_editor) if s.type == "TEXT"]
        first = self.scene.frame_start
        spans = {s.name: [(f - first) / 24 for f in compat.frames(s)] for s in strips}
        return {s.name: (s.text, s.channel, *spans[s.name]) for s in strips}


@pytest.fixture(params=["list", "blender"])
def world(request):
    if request.param == "list":
        return ListWords()
    return BlenderWords(request.getfixturevalue("scene"))


def test_the_words_become_text_strips_two_voices_above_each_other(world):
    before = set(world.texts())
    result = call(world.session(), "add_captions", style="caption", size=7)
    assert result["ok"] and result["count"] == 3, result
    made = {name: row for name, row in world.texts().items() if name not in before}
    sun, ooh, bang = (made[name] for name in ("sun comes", "(ooh)", "[bang]"))
    assert sun[0] == "sun comes" and sun[2] == 1.0 and sun[3] == pytest.approx(2.0, abs=0.03)
    assert ooh[1] == sun[1] + 1 and bang[1] == sun[1] and bang[3] == 5.0


def test_rows_places_and_stretches_are_as_said(world):
    result = call(world.session(), "add_captions", characters=8, lines=2, effects=False,
                  end_time=1.6, place="top", channel=40)  # fmt: skip
    texts = {row["text"]: row["channel"] for row in result["texts"]}
    assert texts == {"sun\ncomes": 40, "(ooh)": 41}, result


@pytest.mark.parametrize("given, code", [
    ({"start_time": 30}, "nothing_there"),
    ({"start_time": 3, "end_time": 2}, "invalid_range"),
    ({"characters": 2}, "invalid_argument"),
    ({"font": "none such"}, "unknown_font"),
])  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_is_written(world, given, code):
    before = world.texts()
    refused(call(world.session(), "add_captions", **given), code)
    assert world.texts() == before


def test_without_words_it_says_how_to_get_them(scene):
    result = call(session_for(scene, FREE), "add_captions")
    assert "import lyrics" in refused(result, "nothing_there")["hint"]


def exported(path, **given):
    bpy.ops.sequence_maker.export_captions(filepath=str(path), **given)
    return path.read_text(encoding="utf-8")


def test_captions_go_out_again_as_strips_or_words_say(scene, tmp_path):
    world = BlenderWords(scene)
    effect(scene, "TEXT", 9, 6, 8, "Title").text = "My Film"
    words = exported(tmp_path / "words.srt")
    assert "My Film" not in words and "00:00:01,000 --> 00:00:02,000\nsun comes" in words
    call(world.session(), "add_captions")
    strip = next(s for s in compat.strips(scene.sequence_editor) if s.name == "sun comes")
    strip.text = "sun comes up"
    assert "sun comes up" in exported(tmp_path / "strips.srt")
    assert "sun <00:00:01.500>comes" in exported(tmp_path / "a.vtt", format="VTT", source="WORDS")
    assert "My Film" in exported(tmp_path / "texts.srt", source="TEXTS")
    lyrics.remove(scene)
    bpy.ops.sequence_maker.words_import(filepath=str(tmp_path / "strips.srt"))
    assert {"sun", "comes", "up"} < {word.text for word in lyrics.words_of(scene)}


def test_a_file_that_is_there_stays_where_another_cannot_be_written(scene, tmp_path):
    BlenderWords(scene)
    path = tmp_path / "a.srt"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(RuntimeError, match="exists already"):
        bpy.ops.sequence_maker.export_captions(filepath=str(path))
    assert path.read_text(encoding="utf-8") == "mine"
    assert [file.name for file in tmp_path.iterdir()] == ["a.srt"]


def test_an_empty_scene_has_no_captions_to_export(scene):
    assert not bpy.ops.sequence_maker.export_captions.poll()


def test_the_command_writes_captions_whole_or_says_that_there_are_none(scene, tmp_path):
    path = tmp_path / "a.vtt"
    with pytest.raises(FileError, match="there are no words and no texts to write"):
        caption_files.save(scene, path)
    BlenderWords(scene)
    caption_files.save(scene, path)
    assert path.read_text(encoding="utf-8").startswith("WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n")
    assert [file.name for file in tmp_path.iterdir()] == ["a.vtt"]
    with pytest.raises(FileError, match="--captions"):
        caption_files.save(scene, tmp_path / "no" / "a.srt")


def test_sounds_and_speakers_in_text_strips_are_known_as_such(scene):
    effect(scene, "TEXT", 3, 1, 3, "Own").text = "JOHN: run [bang]\nnow"
    words = session_for(scene, FREE).songs.words()
    assert [(word.text, word.kind) for word in words if word.kind != "word"] == [
        ("JOHN:", "speaker"),
        ("[bang]", "effect"),
    ]
    assert [word.text for word in words if word.kind == "word"] == ["run", "now"]


def test_a_place_that_is_none_is_named_as_it_was_said():
    result = call(ListWords().session(), "add_captions", place="moon")
    assert "'moon' is no place" in refused(result, "invalid_argument")["message"]


def test_captions_after_all_words_are_refused_in_a_sentence():
    result = call(ListWords().session(), "add_captions", start_time=100)
    message = refused(result, "nothing_there")["message"]
    assert message == "there are no imported words after 100 s"


def test_captions_within_metas_are_written_as_they_are_shown(scene):
    scene.render.fps, scene.render.fps_base = 25, 1.0
    inner = effect(scene, "TEXT", 3, 1.0, 5.0, "Inner")
    inner.text = "within"
    strips, metas = compat.strips(scene.sequence_editor), []
    for level in range(2):
        meta = strips.new_meta(f"Meta {level}", channel=10 + level, frame_start=scene.frame_start)
        inner.move_to_meta(meta)
        compat.set_end(meta, scene.frame_start + 75)
        inner = meta
        metas.append(meta)
    compat.shift(metas[-1], 25)
    [caption] = captions_shown.captions_shown(scene, "TEXTS")
    assert (caption.start, caption.end, caption.text) == (2.0, 4.0, "within")
    metas[0].mute = True
    assert captions_shown.captions_shown(scene, "TEXTS") == []
