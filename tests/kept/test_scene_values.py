"""Words, beat grids, markers, ids and figures that a file brings, whatever they are."""

import json
import math

import bpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.blender.chat import scene_metrics
from bl_ext.user_default.sequence_maker.blender.host import compat, damaged
from bl_ext.user_default.sequence_maker.blender.song import corrections, lyrics
from bl_ext.user_default.sequence_maker.blender.timeline import markers, segment_ids
from bl_ext.user_default.sequence_maker.chat.metrics import NAMES
from bl_ext.user_default.sequence_maker.kept import scene_values
from bl_ext.user_default.sequence_maker.music.hearing.grid import BeatGrid, Section
from bl_ext.user_default.sequence_maker.music.timed_words import TimedWord
from kept_help import TEXTS, VALUES
from timeline_help import call, effect
from turn_help import session_for

GRID = BeatGrid((0.5, 1.0, 1.5), (1, 2, 3), 4, (Section("A1", 0.0, 2.0, 3, "quiet", 0.5),))
READERS = (scene_values.words_of, scene_values.beat_grid_of, scene_values.markers_of)


@given(st.sampled_from(READERS), st.text() | VALUES.map(json.dumps))
def test_any_text_is_read_or_refused_in_a_sentence(reader, text):
    try:
        reader(text)
    except ValueError as error:
        assert len(str(error)) < 200 and "\n" not in str(error)


@given(st.lists(st.tuples(TEXTS, st.floats(0, 1e6), st.floats(0, 1e6)), max_size=5))
def test_words_come_back(rows):
    words = [TimedWord(text.replace("\x7f", ""), start, end) for text, start, end in rows]
    clean = [w for w in words if all(c.isprintable() for c in w.text)]
    text = scene_values.text_of_words(clean)
    assert (scene_values.words_of(text) if text else []) == clean


def test_grids_and_markers_come_back():
    assert scene_values.beat_grid_of(json.dumps(GRID.as_json())) == GRID
    rows = [(1, "Bar 1"), (-20, "ü")]
    assert scene_values.markers_of(scene_values.text_of_markers(rows)) == rows


DAMAGED = ["{", "[" * 100_000, '[{"text": 5}]', '{"beats": ["a"]}', '[["x", 1]]', "null", "5"]


@pytest.mark.parametrize("text", DAMAGED, ids=range(len(DAMAGED)))
def test_damaged_values_are_none_and_the_text_is_kept_and_told_once(scene, text, caplog):
    scene.sequence_maker.lyrics = scene.sequence_maker.markers = text
    grid = scene.sequence_maker.grids.add()
    grid.name, grid.data, grid.words = "k", text, text
    for _ in range(3):
        assert lyrics.words_of(scene) == [] and markers.ours(scene) == []
        assert corrections.own_grid(scene, grid) is None
    assert len(caplog.records) == 3, "words, markers and beat grid, each once"
    lyrics.keep(scene, [TimedWord("a", 0.0, 1.0)])
    markers.replace(scene, [(5, "x")])
    damaged.keep(scene)
    kept = damaged.texts(scene)
    assert ("words", text) in kept and ("markers", text) in kept and ("beat grid", text) in kept
    assert [word.text for word in lyrics.words_of(scene)] == ["a"]


def test_damaged_texts_add_up_whatever_the_file_had_there(scene):
    scene.sequence_maker.damaged = "[" * 50_000
    damaged.note(scene, "words", "new", "why")
    damaged.keep(scene)
    damaged.note(scene, "words", "newer", "why")
    damaged.note(scene, "words", "\ud800", "why")
    damaged.keep(scene)
    rows = [("earlier", "[" * 50_000), ("words", "new"), ("words", "newer"), ("words", "\ud800")]
    assert damaged.texts(scene) == rows


@pytest.mark.parametrize("text", ['{"x": "\\ud800"}', '[["a", "\\ud800"]]', "[1]", '[["a"]]', "5"])
def test_whatever_stands_where_damaged_texts_are_kept_harms_nothing(scene, text):
    scene.sequence_maker.damaged = text
    damaged.note(scene, "words", "new", "why")
    damaged.keep(scene)
    assert damaged.texts(scene)[-1] == ("words", "new")


@pytest.mark.parametrize("number", [2**31 - 1, -5, 0, 2**30 + 1, "7", 3.5, [1], True])
def test_an_id_that_is_none_of_ours_gets_another(scene, number):
    strip = effect(scene, "COLOR", 3, 0, 1, "Odd")
    strip[segment_ids.KEY] = number
    result = call(
        session_for(scene), "create_segment", channel=1, start_time=0, end_time=1, color="red"
    )
    assert result["ok"] and result["created"]
    ids = {found.get(segment_ids.KEY) for found in compat.strips(scene.sequence_editor)}
    assert len(ids) == 2 and all(type(i) is int and 1 <= i < 100 for i in ids)


@pytest.mark.parametrize("number", [2**31 - 1, -5, "7", [1, 2], 2.5])
def test_a_next_id_that_is_none_is_passed_over(scene, number):
    scene["sequence_maker_next_id"] = number
    assert segment_ids.next_id(scene) == 1


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, -7.0])
def test_odd_figures_of_a_file_are_unknown(scene, value):
    totals = scene.sequence_maker.totals
    for name in NAMES:
        if isinstance(getattr(totals, name), float):
            setattr(totals, name, value)
    found = scene_metrics.read(totals)
    assert found.response_time is None and found.cost_usd is None and found.tool_time == 0
    scene_metrics.write(totals, found)


def test_protections_of_any_numbers_are_drawn_and_told(scene):
    from bl_ext.user_default.sequence_maker.blender.wording.numbers import span

    for start, end in ((math.nan, 1.0), (0.0, math.inf), (-math.inf, math.nan)):
        kept = scene.sequence_maker.protections.add()
        kept.start_time, kept.end_time = start, end
        assert span(kept.start_time, kept.end_time)
    assert call(session_for(scene), "list_segments")["ok"]
    assert bpy.context.scene is not None
