"""What the model is told of strips of every kind: with ids, marks, and the sum of what is left."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for
from bl_ext.user_default.sequence_maker.chat.offer.state import state, tokens_for
from bl_ext.user_default.sequence_maker.sequence.in_memory.list_scene import ListScene
from bl_ext.user_default.sequence_maker.sequence.in_memory.list_timelines import ListTimelines
from bl_ext.user_default.sequence_maker.sequence.strip import Strip
from bl_ext.user_default.sequence_maker.toolkit.world import Session
from timeline_help import create, strips_of
from window_server import tokens

KINDS = ("movie", "sound", "image", "text", "cross", "meta")


def strip(number: int, kind: str, channel: int, start: float, **more) -> Strip:
    place = (channel, start, start + 2.0, start)
    return Strip(f"{kind.title()} {number}", kind, *place, id=number, **more)


def told(*strips: Strip, most: int = 1500, silent=(), locks=()) -> str:
    timelines = ListTimelines()
    timelines.mutes, timelines.locks = set(silent), set(locks)
    return state(Session(timelines, None, scene=ListScene(timelines, strips)), most)


def test_each_strip_has_its_kind_id_place_mutes_and_locks_in_the_order_of_time():
    late = strip(3, "movie", 2, 8, muted=True, locked=True)
    text = told(late, strip(9, "sound", 1, 0), strip(4, "text", 2, 2), silent={1}, locks={2})
    assert text.splitlines()[2:] == [
        'channel 1 "Channel 1": 1 sound, muted',
        '  s9 sound "Sound 9": 0-2 s',
        'channel 2 "Channel 2": 1 movie, 1 text, locked',
        '  s4 text "Text 4": 2-4 s',
        '  s3 movie "Movie 3": 8-10 s, muted, locked',
    ]


def test_what_is_selected_is_told_by_id_whatever_its_kind():
    text = told(strip(3, "movie", 2, 8, selected=True), strip(5, "meta", 3, 8, selected=True))
    assert "selected: strips s3, s5" in text


def test_strips_beyond_the_frame_range_are_told():
    assert "frame range: 0-60 s" in told(strip(1, "text", 1, 0)).splitlines()[1]
    text = told(strip(1, "text", 1, 0), strip(2, "text", 1, 59))
    assert "frame range: 0-60 s; 1 strip lies beyond it" in text
    text = told(*(strip(n, "text", 1, 59 + 2 * n) for n in (1, 2)))
    assert "frame range: 0-60 s; 2 strips lie beyond it" in text


ROWS = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(1, 9), st.integers(0, 400)), max_size=300
)


@given(ROWS, st.sampled_from([4096, 8192, 16_384, 131_072]))
def test_every_strip_is_either_told_or_counted_by_its_kind(rows, window):
    strips = [strip(n, kind, channel, 2.0 * at) for n, (kind, channel, at) in enumerate(rows, 1)]
    text = told(*strips, most=tokens_for(window))
    assert tokens(text) <= tokens_for(window)
    for kind in KINDS:
        shown = len(re.findall(rf"^  s\d+ {kind} ", text, re.M))
        left = sum(
            int(count)
            for line in text.splitlines()
            if line.lstrip().startswith("…")
            for count in re.findall(rf"\b(\d+) {kind}\b", line)
        )
        assert shown + left == sum(row[0] == kind for row in rows), (kind, text)


def test_a_long_channel_leaves_room_for_the_others():
    clips = [strip(n, "movie", 1, 2.0 * n) for n in range(1, 400)]
    text = told(*clips, strip(900, "sound", 7, 0), most=700)
    assert '  s900 sound "Sound 900": 0-2 s' in text
    assert re.search(r"… \d+ more up to 800 s \(\d+ movie\): use list_strips", text)


def test_strips_of_a_scene_are_told_with_what_blender_says(scene):
    session = session_for(scene)
    create(session, 2, 3, 4)
    made = _text(scene, "Hello", 2, 1, 49)
    made.mute = made.select = True
    scene.sequence_editor.channels[2].mute = True
    scene.frame_end = 60
    lines = state(session).splitlines()
    assert lines[1] == "frame range: 0-2.5 s; 1 strip lies beyond it"
    assert 'channel 2 "Channel 2": 1 segments, 1 text, muted' in lines
    row = next(line for line in lines if "  " in line[:2] and '"Hello"' in line)
    assert re.fullmatch(r'  (s\d+ )?text "Hello": 0-2 s, muted', row)


def _text(scene, name, channel, first, end):
    import bpy

    place = {"length": end - first} if bpy.app.version >= (5, 0, 0) else {"frame_end": end}
    return strips_of(scene).new_effect(
        name=name, type="TEXT", channel=channel, frame_start=first, **place
    )


@pytest.mark.parametrize("count", [0, 1])
def test_without_a_scene_only_places_are_told(count):
    from bl_ext.user_default.sequence_maker.sequence.segment import Obstacle

    timelines = ListTimelines()
    timelines.strips = [Obstacle(5, 0.0, 3.0, "A")] * count
    assert ('  strip "A": 0-3 s' in state(Session(timelines, None))) == bool(count)
