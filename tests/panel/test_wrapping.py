"""Wrapping, clipping and drawing of text in labels, measured with Blender's own font."""

import time
from types import SimpleNamespace
from typing import Any

import pytest

from bl_ext.user_default.sequence_maker.blender.draw import wrap

PROSE = "Ball 1 now changes on every beat of the first verse, and Ball 2 follows. "


class Layout:
    """Records what a layout would draw."""

    def __init__(self) -> None:
        self.drawn: list[str] = []
        self.scale_y = 1.0

    def column(self, align: bool = False) -> "Layout":
        return self

    def label(self, text: str, translate: bool = True) -> None:
        assert not translate
        self.drawn.append(text)

    def separator(self, factor: float = 1.0) -> None:
        self.drawn.append("")


def region(width: int, zoom: float = 1.0) -> Any:
    """A context whose region is `width` pixels wide and drawn at a zoom."""
    view = SimpleNamespace(region_to_view=lambda x, y: (x / zoom, y / zoom))
    return SimpleNamespace(region=SimpleNamespace(width=width, view2d=view))


@pytest.mark.parametrize("width", [60, 120, 340, 700])
@pytest.mark.parametrize(
    "text",
    [
        PROSE * 5,
        "把第一个球在每个小节变成红色，其余的拍子保持蓝色。" * 4,
        "한국어: 첫 번째 공에 32개의 세그먼트를 만들었습니다 🎉✨ و العربية",
        "x" * 300,
        "https://example.org/" + "path/" * 40,
        "• " + PROSE * 3,
        "mixed 中文 and English文字 without spaces" * 3,
    ],
)
def test_every_line_fits_and_nothing_is_lost(text: str, width: int) -> None:
    found = wrap.lines(text, width)
    assert all(wrap.measure(line) <= width for line in found)
    assert "".join("".join(found).split()) == "".join(text.split())


def test_lines_are_as_full_as_they_can_be() -> None:
    found = wrap.lines(PROSE * 5, 340)
    for line, following in zip(found, found[1:], strict=False):
        assert wrap.measure(f"{line} {following.split()[0]}") > 340


def test_paragraphs_and_empty_lines_stay() -> None:
    assert wrap.lines("one\n\ntwo\n", 340) == ["one", "", "two", ""]
    assert wrap.lines("", 340) == [""]


def test_chinese_breaks_anywhere_but_not_before_its_stops() -> None:
    found = wrap.lines("变成红色，其余的拍子保持蓝色。一共创建了三十二个片段。" * 6, 130)
    assert len(found) > 6
    assert not any(line[0] in "，。" for line in found)


def test_joined_signs_stay_together() -> None:
    found = wrap.lines("é" * 200 + "👩\u200d👧" * 20, 100)
    assert not any(line[0] in "\u0301\u200d" for line in found)
    assert not any(line.endswith("\u200d") for line in found)


def test_list_items_hang() -> None:
    first, second, *_ = wrap.lines("• " + PROSE * 2, 200)
    assert first.startswith("• Ball") and second.startswith("  ")


def test_2000_characters_take_about_a_millisecond_and_nothing_when_cached() -> None:
    wrap.lines("warm the font up", 340)
    text = PROSE * 28
    cold = min(_seconds(text + str(number)) for number in range(5))
    assert cold < 0.005
    wrap.lines(text, 341)
    assert _seconds(text, 341) < 0.0005


def test_text_that_streams_in_only_wraps_its_last_paragraph_anew() -> None:
    before = wrap._wrapped.cache_info().misses
    text = "\n".join(f"{number} {PROSE}" for number in range(20))
    wrap.lines(text, 333)
    for number in range(10):
        wrap.lines(text + " more" * number, 333)
    assert wrap._wrapped.cache_info().misses - before <= 20 + 10


def test_200_kilobytes_in_one_paragraph_are_bearable() -> None:
    assert _seconds("word " * 40_000) < 20, "it grows faster than the text"
    assert _seconds("w" * 200_000) < 20, "it grows faster than the text"


def test_a_line_is_clipped_with_an_ellipsis() -> None:
    text = wrap.fit(PROSE, 150)
    assert text.endswith("…") and PROSE.startswith(text[:-1])
    assert wrap.measure(text) <= 150
    assert wrap.fit("short\nlines", 150) == "short lines"
    assert wrap.fit(PROSE, 0) == "" == wrap.fit(PROSE, -20)
    assert wrap.fit("", 100) == ""


def test_of_joined_parts_whole_ones_go() -> None:
    text = "Ball 1 · 5–21 s · 32 segments"
    assert wrap.fit(text, wrap.measure(text) - 5) == "Ball 1 · 5–21 s"


def test_drawing_tells_how_many_lines_were_left_out() -> None:
    layout = Layout()
    every = wrap.lines(PROSE * 5, 200)
    assert wrap.draw(layout, PROSE * 5, 200, most=3) == len(every) - 3
    assert layout.drawn == every[:3]
    assert wrap.draw(Layout(), PROSE * 5, 200) == 0


def test_the_width_follows_the_region_and_its_zoom() -> None:
    unit = wrap.unit()
    assert wrap.content_width(region(400)) == pytest.approx(400 - 3 * unit)
    assert wrap.content_width(region(400), 0.8) == pytest.approx(400 - 3.8 * unit)
    assert wrap.content_width(region(400, 2.0)) == pytest.approx(200 - 3 * unit)
    assert wrap.content_width(region(1)) == 3 * unit
    assert wrap.content_width(SimpleNamespace(region=None)) > 3 * unit


def _seconds(text: str, width: float = 340) -> float:
    began = time.thread_time()
    wrap.lines(text, width)
    return time.thread_time() - began
