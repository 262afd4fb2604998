"""Colors: what is understood, what is refused and in which words."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.sequence.color import hex_of, mix, name_of, rgb
from bl_ext.user_default.sequence_maker.sequence.css_colors import CSS_COLORS

channels = st.integers(0, 255)
colors = st.tuples(channels, channels, channels)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=5,
)


@pytest.mark.parametrize(
    ("written", "color"),
    [
        ("red", (255, 0, 0)),
        ("Dark Orange", (255, 140, 0)),
        ("dark-orange", (255, 140, 0)),
        ("REBECCAPURPLE", (102, 51, 153)),
        (" light goldenrod yellow ", (250, 250, 210)),
        ("'blue'", (0, 0, 255)),
        ("#f80", (255, 136, 0)),
        ("#ff8000", (255, 128, 0)),
        ("#FF8000", (255, 128, 0)),
        ("ff8000", (255, 128, 0)),
        ("0xff8000", (255, 128, 0)),
        ("f80", (255, 136, 0)),
        ("rgb(255, 128, 0)", (255, 128, 0)),
        ("RGB(255 128 0)", (255, 128, 0)),
        ("[255, 128, 0]", (255, 128, 0)),
        ("255, 128, 0", (255, 128, 0)),
        ([255, 128, 0], (255, 128, 0)),
        ((255, 128.0, 0.0), (255, 128, 0)),
    ],
)
def test_a_color_is_understood(written: Any, color: tuple[int, int, int]) -> None:
    assert rgb(written) == color
    assert all(type(part) is int for part in rgb(written))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("bluish", "unknown color 'bluish'; nearest names: blue,"),
        ("oragne", "nearest names: orange"),
        ("sky", "nearest names: skyblue"),
        ("", "unknown color ''"),
        ("xyzzy", "or give #rrggbb"),
        ("#ff8000ff", "alpha"),
        ("#12345", "3 or 6 hex digits"),
        ("#١١١", "unknown color"),
        ("rgb(10%, 0, 0)", "whole numbers 0-255"),
        ("rgb(300, 0, 0)", "whole numbers 0-255, got 300"),
        ("rgb(1, 2)", "three numbers"),
        ([1, 2], "three numbers"),
        ([1, 2, 256], "got 256"),
        ([1, 2, -1], "got -1"),
        ([1, 2, 2.5], "got 2.5"),
        ([1, 2, True], "got True"),
        ([1, 2, math.nan], "got nan"),
        ([1, 2, math.inf], "got inf"),
        ([1, 2, "3"], "got '3'"),
        ([1, 2, 10**5000], "too many digits"),
        (None, "got None"),
        (255, "got 255"),
        ({}, "got a dict"),
    ],
)
def test_anything_else_is_refused_in_a_sentence(written: Any, said: str) -> None:
    with pytest.raises(ValueError) as refusal:
        rgb(written)
    assert said in str(refusal.value)


def test_a_very_long_name_is_clipped_in_the_message() -> None:
    with pytest.raises(ValueError) as refusal:
        rgb("red" * 100_000)
    assert len(str(refusal.value)) < 200


def test_every_css_name_is_known() -> None:
    assert len(CSS_COLORS) == 148
    assert all(rgb(name) == color for name, color in CSS_COLORS.items())
    assert all(rgb(name_of(color)) == color for color in CSS_COLORS.values())


def test_of_two_names_the_usual_one_is_given() -> None:
    names = [name_of(rgb(name)) for name in ("aqua", "fuchsia", "grey", "darkslategrey")]
    assert names == ["cyan", "magenta", "gray", "darkslategray"]
    assert name_of((1, 2, 3)) is None


@given(colors)
def test_hex_reads_back(color: tuple[int, int, int]) -> None:
    assert rgb(hex_of(color)) == rgb(list(color)) == rgb(f"rgb{color}") == color


@given(colors, colors, st.floats(0, 1))
def test_a_mix_lies_between(
    a: tuple[int, int, int], b: tuple[int, int, int], factor: float
) -> None:
    mixed = mix(a, b, factor)
    assert all(min(p) <= m <= max(p) for p, m in zip(zip(a, b, strict=True), mixed, strict=True))
    assert (mix(a, b, 0), mix(a, b, 1)) == (a, b)


def test_mix_rounds_and_refuses_other_factors() -> None:
    assert mix((0, 0, 0), (255, 128, 1), 0.5) == (128, 64, 1)
    for factor in (-0.1, 1.1, math.nan):
        with pytest.raises(ValueError):
            mix((0, 0, 0), (1, 1, 1), factor)


@given(anything)
def test_never_anything_but_a_color_or_a_sentence(value: Any) -> None:
    try:
        color = rgb(value)
    except ValueError as refusal:
        assert 10 < len(str(refusal)) < 250
    else:
        assert len(color) == 3 and all(0 <= part <= 255 for part in color)
