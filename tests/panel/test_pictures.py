"""The drawn icons: their pixels, and that the collection is bounded and cached."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from bl_ext.user_default.sequence_maker.blender.draw import charting, icons, painting
from bl_ext.user_default.sequence_maker.blender.host import memory

WHITE = (0.9, 0.9, 0.9)
BLACK = (0.0, 0.0, 0.0)


@pytest.fixture
def gallery(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """An open collection of its own."""
    own = memory.PerAddon(icons.Gallery, end=icons.Gallery.end)
    monkeypatch.setattr(icons, "_gallery", own)
    yield own.get()
    own.forget()


@pytest.mark.parametrize(
    "image",
    [
        painting.swatch("red"),
        painting.swatch("#000", "white"),
        painting.swatch("no such color"),
        painting.ring(0.4, 0.0, WHITE),
        painting.ring(None, 0.5, BLACK),
        *(painting.sign(name, WHITE) for name in ("add", "change", "remove")),
        painting.band(["red", "lime", "#00f"], 320, 32),
        charting.bars([1.0, None, 3.0], [0.5, None, 1.0], (0.3, 0.5, 0.9), WHITE, 96),
    ],
)
def test_pixels_are_premultiplied_and_not_blank(image: painting.Image) -> None:
    assert image.dtype == np.float32 and image.shape[2] == 4
    assert image.min() >= 0 and image.max() <= 1
    assert (image[..., :3] <= image[..., 3:] + 1e-5).all()
    assert image[..., 3].max() > 0.9 and image[..., 3].min() < 0.5


def test_a_swatch_shows_its_color_and_a_fade_both() -> None:
    assert painting.swatch("#3366cc")[16, 16] == pytest.approx([0.2, 0.4, 0.8, 1.0])
    fade = painting.swatch("red", "blue")
    assert fade[16, 5, 0] > 0.9 and fade[16, 26, 2] > 0.9
    assert painting.swatch("red")[16, 2, 0] < 0.7  # the rim


def test_a_ring_fills_with_its_factor() -> None:
    filled = [float((painting.ring(n / 16, 0.0, WHITE)[..., 3] > 0.6).sum()) for n in range(17)]
    assert filled[0] == 0 and all(np.diff(filled) > 0)
    quarter = painting.ring(0.25, 0.0, WHITE)
    assert quarter[9, 23, 3] > 0.9 > 0.5 > quarter[23, 9, 3]  # clockwise from the top


def test_the_tiles_of_a_bar_are_one_picture_of_all_colors(gallery: Any) -> None:
    whole = painting.band(["red", "lime", "blue"], 3 * 32, 32)
    assert whole[16, 10, 0] > 0.9 and whole[16, 48, 1] > 0.9 and whole[16, 86, 2] > 0.9
    assert len(icons.bar(["#ff0000", "#00ff00"], 7)) == 7
    assert icons.bar([], 7) == [] == icons.bar(["red"], 0)
    assert len(icons.bar(["#123456"] * 5000, 3)) == 3


def test_charts_scale_to_their_highest_value_and_mark_the_newest() -> None:
    image = charting.bars([2.0] * 11 + [4.0], None, (0.0, 0.0, 1.0), WHITE, 120)
    last, first = image[:, 112], image[:, 8]
    assert (last[:, 2] > 0.7).sum() == pytest.approx(2 * (first[:, 2] > 0.7).sum(), abs=4)
    assert last[100, 0] > first[100, 0]  # brighter


@pytest.mark.parametrize("values", [[], [None], [0.0], [1e-9], [float("nan"), 2.0], [1e9] * 300])
def test_a_chart_of_odd_values_is_drawn(values: list[float | None]) -> None:
    image = charting.bars(values, values, (0.0, 0.0, 1.0), WHITE, 64)
    assert np.isfinite(image).all()


@pytest.mark.parametrize(
    ("highest", "step"),
    [(4.12, 2.0), (4.0, 1.0), (2315, 1000.0), (58.2, 20.0), (0.08, 0.02), (0, 1.0)],
)
def test_grid_lines_stand_at_round_numbers(highest: float, step: float) -> None:
    assert icons.grid_step([None, highest]) == pytest.approx(step)


def test_the_same_picture_is_painted_once(gallery: Any) -> None:
    icons.swatch("red")
    icons.ring(0.5)
    icons.sign("add")
    held = len(gallery.slots)
    icons.swatch("red")
    icons.ring(0.51)
    icons.sign("add")
    assert len(gallery.slots) == held == len(gallery.icons) == 3


def test_a_turning_ring_has_a_bounded_number_of_pictures(gallery: Any, monkeypatch: Any) -> None:
    for tick in range(100):
        monkeypatch.setattr(icons.time, "monotonic", lambda tick=tick: tick / 7)
        icons.ring(None)
    assert len(gallery.slots) <= icons.TURNS


def test_many_colors_do_not_pile_up(gallery: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(icons, "MOST", 8)
    for number in range(30):
        icons.swatch(f"#0000{number:02x}")
        icons.swatch("red")
    assert len(gallery.icons) == len(gallery.slots) == 8
    assert ("swatch", "red", None) in gallery.slots


def test_a_chart_is_painted_again_only_when_its_values_change(
    gallery: Any, monkeypatch: Any
) -> None:
    painted = []
    show = icons._show
    monkeypatch.setattr(icons, "_show", lambda *given: (painted.append(1), show(*given)))
    for values in ([1.0, 2.0], [1.0, 2.0], [1.0, 3.0]):
        icons.chart("tokens", values, size=64)
    assert len(painted) == 2 and len(gallery.icons) == 1
    slot = gallery.charts["tokens"][1]
    pixels = np.zeros(64 * 64 * 4, np.float32)
    slot.image_pixels_float.foreach_get(pixels)
    assert tuple(slot.image_size) == (64, 64) and pixels.max() > 0.5


def test_without_a_collection_there_are_no_icons(monkeypatch: Any) -> None:
    monkeypatch.setattr(icons, "_gallery", memory.PerAddon(icons.Gallery))
    assert icons.swatch("red") == icons.ring() == icons.sign("add") == 0
    assert icons.chart("x", [1.0]) == 0 and icons.bar(["red"], 3) == []
