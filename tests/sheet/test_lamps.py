"""The lamps as pixels: exact colors, a grid that fits, and nothing left of what was before."""

import zlib

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.sequence.segment import Segment
from bl_ext.user_default.sequence_maker.sheet import frame_png, lamp_grid
from bl_ext.user_default.sequence_maker.sheet.lamp_light import Lamps
from bl_ext.user_default.sequence_maker.sheet.show import Row, brightest

tones = st.tuples(*[st.integers(0, 255)] * 3)
sizes = st.sampled_from([(640, 360), (320, 180), (1280, 720), (480, 640)])


@given(count=st.integers(1, 128), size=sizes)
def test_all_lamps_lie_apart_and_within_the_picture(count: int, size: tuple[int, int]) -> None:
    grid = lamp_grid.grid_of(count, *size)
    assert len(grid.cells) == len(set(grid.cells)) == count
    for cell in grid.cells:
        assert 0 <= cell.left <= size[0] - grid.cell_width
        assert 0 <= cell.top <= size[1] - grid.cell_height
    taken = np.zeros((size[1], size[0]), int)
    for cell in grid.cells:
        rows = slice(cell.top, cell.top + grid.cell_height)
        taken[rows, cell.left : cell.left + grid.cell_width] += 1
    assert taken.max() == 1


@given(colors=st.lists(st.none() | tones, min_size=1, max_size=12), size=sizes)
def test_a_lamp_has_exactly_its_color_in_its_middle(colors, size) -> None:
    grid = lamp_grid.grid_of(len(colors), *size)
    pixels = Lamps(grid).frame(colors)
    for place, color in enumerate(colors):
        x, y = grid.middle(place)
        shown = tuple(pixels[y, x].tolist())
        assert shown == color if color else max(shown) < 60
    edges = (pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1])
    assert max(int(edge.max()) for edge in edges) == 0


@given(
    before=st.lists(st.none() | tones, min_size=3, max_size=3),
    after=st.lists(st.none() | tones, min_size=3, max_size=3),
)
def test_a_frame_does_not_depend_on_the_one_before(before, after) -> None:
    grid = lamp_grid.grid_of(3, 320, 180)
    lamps = Lamps(grid)
    lamps.frame(before)
    assert np.array_equal(lamps.frame(after), Lamps(grid).frame(after))


def test_a_lamp_glows_beyond_its_rim_and_names_stay() -> None:
    grid = lamp_grid.grid_of(1, 320, 180)
    names = np.zeros((180, 320), np.float32)
    names[grid.cells[0].top + grid.light + 2, 160] = 1.0
    pixels = Lamps(grid, names).frame([(200, 100, 0)])
    x, y = grid.middle(0)
    reds = pixels[y, x:, 0].astype(int)
    assert reds[0] == 200 and (np.diff(reds) <= 8).all() and 5 < reds[int(grid.light * 0.36)] < 130
    assert pixels[grid.cells[0].top + grid.light + 2, 160].min() > 150


@given(pixels=st.integers(0, 2**31), size=st.tuples(st.integers(1, 30), st.integers(1, 30)))
def test_a_png_has_the_pixels(pixels: int, size: tuple[int, int]) -> None:
    width, height = size
    made = np.random.default_rng(pixels).integers(0, 256, (height, width, 3), np.uint8)
    data = frame_png.encoded(made)
    length = int.from_bytes(data[33:37], "big")
    rows = np.frombuffer(zlib.decompress(data[41 : 41 + length]), np.uint8).reshape(height, -1)
    assert (rows[:, 0] == 2).all()  # each row is the difference to the one above
    found = np.cumsum(rows[:, 1:].astype(int), axis=0) % 256
    assert np.array_equal(found.reshape(height, width, 3), made)


@st.composite
def rows(draw: st.DrawFn) -> list[Row]:
    """Channels whose segments do not overlap."""
    made = []
    for channel in range(1, draw(st.integers(1, 5)) + 1):
        edges = sorted(draw(st.sets(st.integers(0, 60), max_size=10)))
        pairs = list(zip(edges, edges[1:], strict=False))[:: draw(st.integers(1, 2))]
        found = (
            Segment(n, channel, a, b, (n, 1, 2), (255, 0, 9)) for n, (a, b) in enumerate(pairs)
        )
        made.append(Row(channel, "", tuple(found), muted=draw(st.booleans())))
    return made


@given(made=rows(), time=st.floats(-5, 70))
def test_a_channel_shows_what_its_segment_shows(made: list[Row], time: float) -> None:
    for row in made:
        here = [s for s in row.segments if s.start <= time < s.end and not row.muted]
        assert row.color_at(time) == (here[0].color_at(time) if here else None)


@given(made=rows())
def test_the_brightest_moment_has_the_most_lamps(made: list[Row]) -> None:
    assume(any(row.segments for row in made))

    def lit(time: float) -> int:
        return sum(row.color_at(time) is not None for row in made)

    assert lit(brightest(made)) == max(lit(step / 2) for step in range(130))


def test_without_a_segment_there_is_no_lamp() -> None:
    with pytest.raises(ValueError, match="there is no segment to show"):
        lamp_grid.grid_of(0, 320, 180)
    with pytest.raises(ValueError, match="there is no segment to show"):
        brightest([Row(1, "")])
