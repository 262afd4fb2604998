"""Timelines of a file into a scene: one change, nothing of the user's lost, clear refusals."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.interchange.bringing_in import bring_in
from bl_ext.user_default.sequence_maker.interchange.timeline_rows import joined, told
from bl_ext.user_default.sequence_maker.sequence.errors import ToolError
from bl_ext.user_default.sequence_maker.sequence.frames import FrameRate
from bl_ext.user_default.sequence_maker.sequence.in_memory.list_scene import ListScene
from bl_ext.user_default.sequence_maker.sequence.segment import Protection, Segment
from bl_ext.user_default.sequence_maker.sequence.strip import Strip
from bl_ext.user_default.sequence_maker.sheet.show import Row
from bl_ext.user_default.sequence_maker.toolkit.world import Limits
from timeline_help import FREE, ListWorld, create
from timelines_help import shows

RED, BLUE = (255, 0, 0), (0, 0, 255)
WILD = Limits(confirm="never", flashes_per_second=0, max_segments=0)


class World(ListWorld):
    """Timelines in memory with a scene around them."""

    def __init__(self):
        super().__init__()
        self.clips = []

    def session(self, limits=FREE):
        made = super().session(limits)
        made.scene = ListScene(self.timelines, self.clips)
        return made

    def clip(self, channel, start, end, name):
        self.clips.append(Strip(name, "text", channel, start, end))


@pytest.fixture
def world():
    return World()


def row(channel, *spans, name="", muted=False):
    """A timeline of red segments."""
    made = [Segment(n, channel, a, b, RED) for n, (a, b) in enumerate(spans, 1)]
    return Row(channel, name, tuple(made), muted=muted)


def run(steps, answer=None):
    """Carry it to its end; with an answer to what it asks."""
    asked = None
    try:
        while True:
            asked = steps.send(answer if asked is not None else None)
            assert answer is not None, asked
    except StopIteration as end:
        return end.value


def spans(world, channel):
    return [(s.start, s.end, s.color) for s in world.timelines.segments(channel)]


@given(shows(), st.booleans())
@settings(max_examples=40, deadline=None)
def test_what_comes_in_is_what_was_read(show, replaced):
    rate, before = show
    world = World()
    world.timelines.frame_rate = FrameRate(rate)
    rows = list(map(joined, before))
    run(bring_in(world.session(WILD), rows, replaced))
    names, mutes = world.timelines.names(), world.timelines.silent()
    after = [
        Row(n, "", tuple(world.timelines.segments(n)), muted=n in mutes) for n in sorted(names)
    ]
    assert told(after, rate) == told([replace(row, name="") for row in rows], rate)
    ids = [segment.id for segment in world.timelines.segments()]
    assert len(set(ids)) == len(ids) == sum(len(row.segments) for row in rows)


def test_channels_are_named_and_muted_where_nothing_was_there(world):
    world.rename(2, "Drums")
    create(world.session(), 3, 20, 21)
    result = run(
        bring_in(
            world.session(),
            [
                row(1, (0, 1), name="Ball 1", muted=True),
                row(2, (0, 1), name="Ball 2"),
                row(3, (0, 1), name="Ball 3", muted=True),
            ],
        )
    )
    names = world.timelines.names()
    assert [names[n] for n in (1, 2, 3)] == ["Ball 1", "Drums", "Ball 3"]
    assert world.timelines.silent() == {1}
    assert "channel 2 is named 'Drums', 'Ball 2' in the file" in result["warnings"]
    assert "channel 3 is muted in the file" in result["warnings"]


def test_a_timeline_without_a_number_goes_to_the_channel_of_its_name_or_an_empty_one(world):
    world.rename(5, "Left Ball")
    create(world.session(), 1, 0, 1, "blue")
    world.lock(2)
    world.clip(3, 0, 1, "film")
    run(bring_in(world.session(), [row(0, (0, 1), name="left_ball"), row(0, (0, 2), name="x")]))
    assert spans(world, 5) == [(0, 1, RED)] and spans(world, 4) == [(0, 2, RED)]
    assert spans(world, 1) == [(0, 1, BLUE)] and world.timelines.names()[4] == "x"


def test_what_is_in_the_way_is_refused_and_replaced_on_wish(world):
    create(world.session(), 1, 1, 2, "blue")
    create(world.session(), 1, 4, 6, "blue")
    rows = [row(2, (0, 1)), row(1, (0, 1.5), (3, 5))]
    with pytest.raises(ToolError) as refused:
        run(bring_in(world.session(), rows))
    assert refused.value.code == "overlap" and not spans(world, 2)
    assert spans(world, 1) == [(1, 2, BLUE), (4, 6, BLUE)]
    run(bring_in(world.session(), rows, replaced=True))
    assert spans(world, 1) == [(0, 1.5, RED), (3, 5, RED), (5, 6, BLUE)]


def test_segments_that_only_touch_are_not_in_the_way(world):
    create(world.session(), 1, 1, 2, "blue")
    run(bring_in(world.session(), [row(1, (0, 1), (2, 3))]))
    assert len(spans(world, 1)) == 3


def test_locks_protected_ranges_and_other_strips_hold_whatever_is_wished(world):
    world.lock(1)
    world.timelines.protected_ranges.append(Protection(0, 5, 2))
    world.clip(3, 0, 5, "film")
    codes = []
    for channel in (1, 2, 3):
        with pytest.raises(ToolError) as refused:
            run(bring_in(world.session(), [row(9, (0, 1)), row(channel, (0, 1))], replaced=True))
        codes.append(refused.value.code)
    assert codes == ["channel_locked", "protected_time", "channel_occupied"]
    assert not world.timelines.segments()


def test_flashing_is_asked_about_and_a_large_loss_too(world):
    flashes = [(n / 8, n / 8 + 1 / 16) for n in range(40)]
    white = [replace(s, color=(255, 255, 255)) for s in row(1, *flashes).segments]
    rows = [Row(1, "", tuple(white))]
    with pytest.raises(ToolError) as refused:
        run(bring_in(world.session(), rows), answer=False)
    assert refused.value.code == "declined" and not world.timelines.segments()
    run(bring_in(world.session(), rows), answer=True)
    assert len(world.timelines.segments()) == 40
    careful = world.session(Limits(flashes_per_second=0))
    with pytest.raises(ToolError) as refused:
        run(bring_in(careful, [row(1, (0, 30))], replaced=True), answer=False)
    assert refused.value.code == "declined" and len(world.timelines.segments()) == 40


def test_what_is_shorter_than_a_frame_is_told(world):
    result = run(bring_in(world.session(), [row(1, (0, 0.01), (1, 2))]))
    assert spans(world, 1) == [(1, 2, RED)]
    assert any(text.startswith("1 segments are shorter than") for text in result["warnings"])
    with pytest.raises(ToolError) as refused:
        run(bring_in(world.session(), [row(1, (5, 5.01))]))
    assert refused.value.code == "missing_argument"


def test_two_timelines_for_one_channel_and_a_full_scene_are_refused(world):
    with pytest.raises(ToolError, match="two timelines are for channel 4: 'a' and 'b'"):
        run(bring_in(world.session(), [row(4, (0, 1), name="a"), row(4, (2, 3), name="b")]))
    for channel in range(1, 129):
        world.clip(channel, 0, 1, f"film {channel}")
    with pytest.raises(ToolError, match="no channel is empty"):
        run(bring_in(world.session(), [row(0, (0, 1))]))
    assert not world.timelines.segments()
