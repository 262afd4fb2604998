"""A change as boxes, and what the graphics card is given for them: no window is needed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.blender.ghosts import ghost_overlay, ghost_shader
from bl_ext.user_default.sequence_maker.blender.ghosts.ghost_levels import (
    joined,
    level_of,
    rows_of,
)
from bl_ext.user_default.sequence_maker.blender.ghosts.ghost_shapes import KINDS, Ghost, ghosts_of
from bl_ext.user_default.sequence_maker.sequence.change import Change
from bl_ext.user_default.sequence_maker.sequence.frames import FrameRate, Timebase
from bl_ext.user_default.sequence_maker.sequence.segment import Segment
from bl_ext.user_default.sequence_maker.sequence.strip import Strip, StripChange
from timeline_help import ListWorld, call, create

RED, BLUE = (255, 0, 0), (0, 0, 255)


def segment(number, channel=1, start=0.0, end=4.0, color=RED):
    return Segment(number, channel, start, end, color)


def movie(name="Movie", channel=2, start=0.0, end=4.0, content=0.0):
    return Strip(name, "movie", channel, start, end, content)


def boxes(change):
    return [tuple(box) for box in ghosts_of(change).boxes]


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (Change(added=(segment(1),)), [("new", 1, 0, 4)]),
        (Change(removed=(segment(1),)), [("removed", 1, 0, 4)]),
        (Change(changed=((segment(1), segment(1, color=BLUE)),)), [("changed", 1, 0, 4)]),
        (
            Change(changed=((segment(1), segment(1, 3, 1, 5)),)),
            [("from", 1, 0, 4), ("moved", 3, 1, 5)],
        ),
        (Change(changed=((segment(1), segment(1, end=2.0)),)), [("removed", 1, 2, 4)]),
        (
            Change(
                changed=((segment(1), segment(1, end=1.0)),),
                added=(segment(2, start=2.0),),
                cuts={2: 1},
            ),
            [("removed", 1, 1, 2)],
        ),
        (
            Change(removed=(segment(1),), added=(segment(2, color=BLUE),)),
            [("changed", 1, 0, 4)],
        ),
        (Change(strips=(StripChange(None, movie()),)), [("new", 2, 0, 4)]),
        (Change(strips=(StripChange(movie(), None),)), [("removed", 2, 0, 4)]),
        (
            Change(strips=(StripChange(movie(), movie(start=1.0, end=5.0, content=1.0)),)),
            [("from", 2, 0, 4), ("moved", 2, 1, 5)],
        ),
        (Change(strips=(StripChange(movie(), movie(end=3.0)),)), [("removed", 2, 3, 4)]),
        (
            Change(
                strips=(
                    StripChange(movie(), movie(end=2.0)),
                    StripChange(None, movie("Movie.001", start=2.0), "Movie"),
                )
            ),
            [("changed", 2, 0, 2), ("changed", 2, 2, 4)],
        ),
        (Change(), []),
    ],
)
def test_a_change_is_told_by_boxes(change, wanted):
    assert boxes(change) == wanted


def test_what_moves_is_linked_and_counts_once():
    change = Change(changed=((segment(1), segment(1, 3, 8, 12)),), added=(segment(2, 9),))
    found = ghosts_of(change)
    assert [(a.kind, b.kind) for a, b in found.links] == [("from", "moved")]
    assert found.counts == {"moved": 1, "new": 1} and found.span == (0, 12)
    assert ghost_overlay.told(found) == "1 new · 1 moved · 0–12 s"


def test_a_real_plan_of_functions_is_told():
    session = ListWorld().session()
    create(session, 1, 0, 10)
    session.take_written()
    call(session, "clear_timeline", channel=1, start_time=4, end_time=6)
    assert [boxes(change) for change in session.take_written()] == [[("removed", 1, 4, 6)]]


def test_the_corners_lie_on_frames_and_channels_in_the_order_of_kinds():
    base = Timebase(FrameRate(24.0), 1)
    change = Change(added=(segment(1, 5, 1, 2),), removed=(segment(2, 1, 0, 4),))
    made = ghost_shader.corners(ghosts_of(change).boxes, base)
    assert {name: rows.shape for name, rows in made.items()} == {"pos": (8, 2), "look": (8, 2)}
    np.testing.assert_allclose(made["pos"][0], (1, 1.065), rtol=1e-6)
    np.testing.assert_allclose(made["pos"][7], (49, 5.935), rtol=1e-6)
    assert ghost_shader.triangles(2).tolist() == [[0, 1, 2], [2, 1, 3], [4, 5, 6], [6, 5, 7]]
    np.testing.assert_allclose(made["look"][::4], [(0, 96), (4, 24)], rtol=1e-6)


def segments():
    place = st.tuples(st.integers(1, 4), st.integers(0, 20), st.integers(1, 9))
    return place.map(lambda p: (p[0], float(p[1]), float(p[1] + p[2])))


@given(st.lists(segments(), max_size=9), st.lists(st.tuples(segments(), segments()), max_size=9))
def test_every_change_is_drawn_within_what_it_writes(added, changed):
    changed = [(one, other) for one, other in changed if one != other]
    change = Change(
        added=tuple(segment(100 + n, *place) for n, place in enumerate(added)),
        changed=tuple((segment(n, *a), segment(n, *b)) for n, (a, b) in enumerate(changed, 1)),
    )
    spans = list(change.spans())
    for box in ghosts_of(change).boxes:
        inside = [s for s in spans if s[0] == box.channel]
        assert min(s[1] for s in inside) <= box.start < box.end <= max(s[2] for s in inside)
    if changed or added:
        assert ghosts_of(change).boxes


FRAME = 1 / 24


def ghosts():
    place = st.tuples(st.sampled_from(KINDS), st.integers(1, 3), st.integers(0, 400))
    return st.builds(
        lambda p, length: Ghost(*p[:2], p[2] * FRAME, (p[2] + length) * FRAME),
        place,
        st.integers(1, 60),
    )


@given(st.lists(ghosts(), max_size=40), st.integers(0, 6))
def test_from_afar_all_is_covered_and_no_gap_that_can_be_seen(boxes, level):
    found = joined(boxes, level, FRAME)
    for box in boxes:
        same = [f for f in found if (f.kind, f.channel) == (box.kind, box.channel)]
        assert any(f.start <= box.start and box.end <= f.end for f in same)
    for f in found:
        frames = range(round(f.start / FRAME), round(f.end / FRAME))
        lit = [
            any(
                (b.kind, b.channel) == (f.kind, f.channel) and b.start <= (n + 0.5) * FRAME < b.end
                for b in boxes
            )
            for n in frames
        ]
        dark = "".join("x" if on else " " for on in lit)
        assert max(map(len, dark.split("x")), default=0) <= 2**level
    assert level or sorted(found) == sorted(boxes)


@given(st.lists(ghosts(), max_size=40), st.integers(0, 400), st.integers(1, 200))
def test_what_is_in_the_view_is_drawn(boxes, left, width):
    made = joined(boxes, 0, FRAME)
    starts, ends = ([box[at] / FRAME for box in made] for at in (2, 3))
    drawn = set()
    for row in rows_of([box.kind for box in made], starts, ends):
        first, count = row.within(left, left + width)
        drawn |= set(range(first, first + count))
    seen = {n for n in range(len(made)) if starts[n] < left + width and ends[n] > left}
    assert seen <= drawn


def test_a_long_row_of_lights_is_one_box_from_afar():
    boxes = [Ghost("new", 1, n * 0.5, n * 0.5 + 0.4) for n in range(250)]
    assert len(joined(boxes, level_of(0.3), FRAME)) == 1
    assert len(joined(boxes, level_of(2.0), FRAME)) == 250
