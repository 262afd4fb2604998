"""What calls come to in a fresh file in memory, they come to in Blender, frame by frame."""

import json
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from batch_planner import Caps, Planner
from bl_ext.user_default.sequence_maker.blender.command import files
from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for
from bl_ext.user_default.sequence_maker.chat.offer.state import state
from bl_ext.user_default.sequence_maker.music.hearing.analysis import Analysis
from bl_ext.user_default.sequence_maker.music.in_memory.fresh_world import FreshWorld
from bl_ext.user_default.sequence_maker.toolkit.world import Limits
from bl_ext.user_default.sequence_maker.tools import TOOLS
from music_help import beat_times, rock
from planner_help import OFFLINE
from sound_help import HAS_ENGINE, write

pytestmark = [
    pytest.mark.usefixtures("addon"),
    pytest.mark.skipif(not HAS_ENGINE, reason="this bpy makes no sound strip"),
]
LENGTH = 21.37
"""Seconds: no whole number of frames."""
NAME = "Süß & <loud>"


@cache
def song() -> Path:
    """Return a song, which is heard once for all."""
    path = Path(mkdtemp(prefix="sequence_maker_fresh_")) / f"{NAME}.wav"
    return write(path, rock(beat_times(127.3, LENGTH), LENGTH))


def scene():
    """Return the scene of a fresh file with the song, heard."""
    found = files.open_scene(None, song())
    assert TOOLS["analyze_music"].call(session_for(found))["ok"]
    return found


def in_memory() -> FreshWorld:
    """Return the same file in memory, of what was written down."""
    known = session_for(scene()).songs.known()
    analysis = Analysis.from_json(known.analysis.as_json())
    return FreshWorld(NAME, analysis, LENGTH, song().name)


def picture(session):
    """Return all that lies there, in frames."""
    rate = session.timelines.frame_rate
    segments = [
        (s.id, s.name, s.channel, rate.frame_of(s.start), rate.frame_of(s.end))
        + (s.color, s.end_color, s.pixels)
        for s in session.timelines.segments()
    ]
    strips = [
        (s.name, s.kind, s.channel, rate.frame_of(s.start), rate.frame_of(s.end), s.id)
        for s in session.scene.strips()
        if s.kind != "color"
    ]
    return segments, strips, session.scene.markers()


def same(one, other):
    """Compare pictures; where a fade is cut, Blender may round the color there otherwise."""
    assert one[1:] == other[1:]
    assert [row[:5] + row[7:] for row in one[0]] == [row[:5] + row[7:] for row in other[0]]
    for mine, theirs in zip(one[0], other[0], strict=True):
        for color, wanted in zip(mine[5:7], theirs[5:7], strict=True):
            assert (color is None) == (wanted is None), (mine, theirs)
            near = (abs(a - b) for a, b in zip(color or (), wanted or (), strict=True))
            assert max(near, default=0) <= 1, (mine, theirs)


def test_the_model_is_told_the_same_and_the_song_is_the_same():
    world, found = in_memory(), scene()
    ours, theirs = world.session(), session_for(found)
    assert state(ours) == state(theirs)
    assert ours.timelines.last_time == theirs.timelines.last_time
    assert ours.timelines.names() == theirs.timelines.names()
    one, other = ours.songs.known(), theirs.songs.known()
    for name in ("name", "file", "start", "end", "grid", "notes", "drops", "breaks"):
        assert getattr(one, name) == getattr(other, name), name
    for name in ("onsets", "energy", "pitches"):
        assert getattr(one.music, name) == getattr(other.music, name), name


def test_the_playhead_goes_where_it_is_sent():
    world, found = in_memory(), scene()
    for session in (world.session(), session_for(found)):
        assert TOOLS["seek_audio"].call(session, position=3.01)["ok"]
    assert state(world.session()) == state(session_for(found))


CHANNEL = st.integers(1, 5)
CHANNELS = st.lists(CHANNEL, min_size=1, max_size=3, unique=True)
TIME = st.floats(0, LENGTH).map(lambda time: round(time, 3))
COLOR = st.sampled_from(["red", "#0a0b0c", "teal", "white", "black"])
COLORS = st.lists(COLOR, min_size=1, max_size=3)
GRID = st.sampled_from(["beats", "bars", "onsets"])


def called(name: str, *spans, **arguments):
    """Draw calls of a function; `spans` are those that begin and end somewhere."""
    return st.tuples(st.just(name), row(*spans, **arguments))


def row(*spans, **values):
    """Draw a row of values, with a start and an end if need be."""
    rows = st.fixed_dictionaries(values)
    if not spans:
        return rows
    ends = st.tuples(TIME, st.floats(0.05, 4))
    return st.builds(
        lambda row, span: {**row, "start_time": span[0], "end_time": round(sum(span), 3)},
        rows,
        ends,
    )


PATTERN = called(
    "create_pattern",
    channels=CHANNELS,
    colors=COLORS,
    grid=GRID,
    section=st.sampled_from([None, "A1", "B", "chorus", "Z9"]),
    shape=st.sampled_from(["flash", "hold", "pulse"]),
    spread=st.sampled_from(["alternate", "together", "chase"]),
)
TEXTS = st.lists(row("at", text=st.sampled_from(["one two", "Hello"])), min_size=1, max_size=2)
CALLS = st.one_of(
    PATTERN,
    called("create_segment", "at", channel=CHANNEL, color=COLOR),
    called("modify_segment", segment_id=st.integers(2, 20), color=COLOR),
    called("delete_segment", channel=CHANNEL, segment_index=st.integers(1, 4)),
    called("clear_timeline", channel=CHANNEL),
    called("set_markers", add=st.lists(row(time=TIME, name=COLOR), min_size=1, max_size=3)),
    called("add_text", texts=TEXTS),
    called("create_segments_for_words", channels=CHANNELS, colors=COLORS),
    called("snap_to_beats", channels=CHANNELS),
    called("delete_strips", strips=st.just(["every other strip"]), ripple=st.just("channel")),
    called("set_strips", strips=st.just([NAME]), mute=st.booleans()),
    called("move_strips", strips=st.just([NAME]), by=st.sampled_from([-1, 0.5, 3])),
    called("trim_strips", strips=st.just([NAME]), start_by=st.sampled_from([0.3, 2])),
    called("split_strips", strips=st.just([NAME]), times=st.lists(TIME, min_size=1, max_size=2)),
    called("delete_strips", strips=st.just([NAME])),
    called("duplicate_strips", strips=st.just([NAME]), channel=CHANNEL),
    called("duplicate_strips", strips=st.just(["2"]), start_time=TIME, channel=CHANNEL),
)


FLASHES = {"channels": [1], "colors": ["red"], "grid": "beats", "section": "chorus"}
SHAPE = {"shape": "flash", "spread": "alternate"}


def layered(cut):
    """Calls after which two pieces of the song lie over each other, but for a last digit."""
    return [
        ("split_strips", {"strips": [NAME], "times": [1.0, cut]}),
        ("duplicate_strips", {"strips": ["2"], "start_time": 0.0, "channel": 1}),
        ("delete_strips", {"strips": ["every other strip"], "ripple": "channel"}),
    ]


@example(("create_pattern", FLASHES | SHAPE), layered(1.812))
@example(("create_pattern", FLASHES | SHAPE), layered(2.812))
@settings(max_examples=25)
@given(PATTERN, st.lists(CALLS, min_size=1, max_size=6))
def test_calls_come_to_the_same_frames_as_in_blender(first, more):
    calls = [first, *more]
    world, found = in_memory(), scene()
    mine, theirs = (
        [done(session, *call) for call in calls]
        for session in (world.session(Limits("never")), session_for(found, Limits("never")))
    )
    assert mine == theirs
    same(picture(world.session()), picture(session_for(found)))
    one, other = (s.songs.known() for s in (world.session(), session_for(found)))
    assert (one is None) == (other is None)
    if one is not None:
        assert one.name == other.name
        assert (one.start, one.end) == pytest.approx((other.start, other.end), abs=1e-9)
        assert one.grid.beats == pytest.approx(other.grid.beats, abs=1e-6)
        assert [s.name for s in one.grid.sections] == [s.name for s in other.grid.sections]


def test_what_is_planned_in_memory_comes_to_the_same_in_blender(tmp_path):
    prompts = [
        "light channels 1 and 2 red and blue on every beat",
        "make channel 3 green from 0 to 4 seconds",
    ]
    known = session_for(scene()).songs.known()
    heard = tmp_path / "heard.json"
    heard.write_text(json.dumps(known.analysis.as_json()))
    made = Planner(OFFLINE, prompts, Caps(), tmp_path / "spent.json", yes=True)
    made.add(NAME, heard, LENGTH)
    ended = []
    while made.busy:
        ended += made.step()
    (found,) = ended
    assert found.error is None and len(found.calls) == 2, found
    world, there = in_memory(), scene()
    for session in (world.session(), session_for(there)):
        for call in found.calls:
            assert done(session, call["name"], call["arguments"]) is True
    same(picture(world.session()), picture(session_for(there)))
    assert len(picture(world.session())[0]) > 40


def done(session, name, arguments):
    """Make a call as the chat does; return whether it was carried out, or why not."""
    session.take_snapshot()
    result = TOOLS[name].call(session, **arguments)
    return result["ok"] or result["code"]
