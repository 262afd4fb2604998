"""Every text of the page has a contrast of at least 4.5 to 1 to its ground, light and dark."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.sequence.color import Rgb, mix, rgb
from bl_ext.user_default.sequence_maker.sequence.flashing import luminance
from bl_ext.user_default.sequence_maker.sequence.segment import Obstacle, Segment
from bl_ext.user_default.sequence_maker.sheet import page, svg
from bl_ext.user_default.sequence_maker.sheet.page_style import SECTIONS, STYLE
from bl_ext.user_default.sequence_maker.sheet.show import Row, Show

READABLE = 4.5
LIGHT, _, DARK = STYLE.partition("@media(prefers-color-scheme:dark){")
BLACK, WHITE = (0, 0, 0), (255, 255, 255)
tones = st.tuples(*[st.integers(0, 255)] * 3)


def fills(*styles: str) -> dict[str, Rgb]:
    """Return the color of each class; what comes later wins, as in a browser."""
    found = {}
    for style in styles:
        for name, rule in re.findall(r"([.\w]+)\{([^}]*)\}", style):
            if fill := re.search(r"fill:(#\w+)", rule):
                found[name.lstrip(".")] = rgb(fill[1])
    return found


THEMES = {"light": fills(LIGHT), "dark": fills(LIGHT, DARK)}


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the ratio of WCAG, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_the_pages_own_texts_are_read_on_their_grounds(theme: str) -> None:
    known = THEMES[theme]
    for kind in ("title", "sub", "name", "small", "word", "mark"):
        assert contrast(known[kind], known["page"]) >= READABLE, kind
    assert contrast(known["text"], known["other"]) >= READABLE
    for tint in SECTIONS:
        assert contrast(known["light"], rgb(tint)) >= READABLE, tint


@given(color=tones)
def test_a_name_in_a_muted_channel_is_read_on_any_color(color: Rgb) -> None:
    (opacity,) = re.findall(r"\.off\{opacity:([.\d]+)\}", STYLE)
    for known in THEMES.values():
        for ground in (color, known["other"]):
            shown = mix(mix(known["page"], known["row"], float(opacity)), ground, float(opacity))
            assert contrast(known["dim"], shown) >= READABLE


@given(first=tones, last=tones)
def test_a_name_on_a_segment_is_read_all_along_it(first: Rgb, last: Rgb) -> None:
    ink, *rim = svg.ink_on(first, last).split()
    own, other = (BLACK, WHITE) if ink == "ink" else (WHITE, BLACK)
    known = THEMES["light"]
    assert known[ink] == own and THEMES["dark"][ink] == own
    if rim:
        assert f".{ink}.rim{{stroke:#{'fff' if other == WHITE else '000'}}}" in STYLE
        assert first != last
    for step in range(41):
        ground = own if rim else mix(first, last, step / 40)
        assert contrast(other if rim else own, ground) >= READABLE * 0.99


def test_texts_of_muted_channels_stand_over_what_is_faded() -> None:
    row = Row(
        1,
        "Left",
        (Segment(1, 1, 0.0, 9.0, (255, 255, 0), None, None, "Verse"),),
        (Obstacle(1, 10.0, 19.0, "Clip"),),
        muted=True,
    )
    drawn = page.drawn(Show("A", 20.0, (row,)))
    faded = re.findall(r'<g class="off">(.*?)</g>', drawn, re.DOTALL)
    assert len(faded) == 1 and "<text" not in faded[0] and faded[0].count("<rect") == 3
    assert len(re.findall(r'<text [^>]*class="dim"[^>]*>(?:Verse|Clip)</text>', drawn)) == 2
