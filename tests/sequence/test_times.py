"""Times and positions: plain words in, seconds out, or a sentence."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.sequence.times import END, ordinal, seconds, span, spoken

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=5,
)

UNDERSTOOD = {
    0: [0, -0.0, "0", "zero", "the beginning", "beginning", "start", "the start", "0:00"],
    0.25: ["250ms", ".25", "a quarter of a second", "0:00.25"],
    0.5: ["half a second", "half second"],
    1.5: ["1,5s", "1.5 seconds", "one point five", "a second and a half"],
    2.5: ["two and a half seconds", "2 and a half", 2.5, "two and half seconds"],
    5: ["5", "5 sec", "5 sec.", "5s", "'5s'", "at 5", "0:05", "5.", "from 0:05", "five", 5],
    5.5: ["0:05.5", "5.5s", "0:05,5"],
    10: ["first ten seconds", "the first 10 seconds", "until ten seconds", "ten seconds in"],
    15: ["a quarter of a minute", "0:15", "15 SECONDS"],
    25: ["twenty-five seconds", "twenty five", "25secs"],
    30: ["half a minute", "half minute", "thirty", "the 30 second mark", "second 30"],
    60.5: ["one minute and half a second", "1m0.5s"],
    90: ["90", "1:30", "90s", "one minute thirty", "a minute and a half", "1m30", "1:30 min"],
    99: ["ninety nine seconds", "one minute thirty-nine"],
    120: ["2 min", "two minutes", "2m", "minute two", "a hundred and twenty seconds"],
    150: ["2m30s", "2 minutes 30 seconds", "two minutes, thirty seconds", "2.5 min"],
    250: ["two hundred fifty seconds", "two hundred and fifty"],
    3600: ["1h", "1:00:00", "an hour", "60 minutes"],
    3723: ["1:02:03", "1h2m3s", "one hour two minutes and three seconds"],
    5400: ["1h30", "an hour and a half", "one hour thirty", "1.5 hours"],
    END: ["the end", "end", "end of the song", "until the end", "the end of the track"],
}

REFUSED = [
    *["", " ", "soon", "5 apples", "end of the verse", "the last ten seconds", "1,000", "1e3"],
    *["nan", "inf", "5-10", "5 to 10 seconds", "30 sec 2 min", "5 sec 3 sec", "2 seconds 20"],
    *["1:75", "1:30:99", "1:2:3:4", "1.5:30", "1:", ":30", "٣", "5" * 90, "5 5", "1.2.3"],
    *["a", "and", "second", "one thirty", "twenty fifteen", "five point", "½", "\ud800", "\0"],
]


@pytest.mark.parametrize(
    ("written", "meant"), [(form, meant) for meant, forms in UNDERSTOOD.items() for form in forms]
)
def test_a_time_is_understood(written: Any, meant: float) -> None:
    assert seconds(written) == pytest.approx(meant)
    assert math.copysign(1, seconds(written)) == 1


@pytest.mark.parametrize("written", REFUSED)
def test_other_phrases_are_refused_with_the_forms(written: str) -> None:
    with pytest.raises(ValueError, match="is not understood; give a number of seconds") as refusal:
        seconds(written)
    assert len(str(refusal.value)) < 300


@pytest.mark.parametrize(
    "value", [-1, -0.001, math.nan, math.inf, -math.inf, 1e7 + 1, 10**400, "9" * 20, "9999999h"]
)
def test_numbers_out_of_range_are_refused(value: Any) -> None:
    with pytest.raises(ValueError, match="a time must be from 0 to 10000000 seconds, got"):
        seconds(value)


def test_negative_phrases_and_other_kinds_are_refused() -> None:
    with pytest.raises(ValueError, match="must not be negative, got '-5s'"):
        seconds("-5s")
    for value in (True, None, [5], {"seconds": 5}, b"5"):
        with pytest.raises(ValueError, match="a time must be a number of seconds"):
            seconds(value)


@pytest.mark.parametrize(
    ("phrase", "stretch"),
    [
        ("first ten seconds", (0, 10)),
        ("the first half minute", (0, 30)),
        ("for the first minute", (0, 60)),
        ("First 1m30s", (0, 90)),
        ("the whole song", (0, END)),
        ("ten seconds", None),
        ("the beginning", None),
        ("last ten seconds", None),
        ("first verse", None),
        (10, None),
        (None, None),
    ],
)
def test_a_stretch_is_understood(phrase: Any, stretch: tuple[float, float] | None) -> None:
    assert span(phrase) == stretch


@pytest.mark.parametrize(
    ("value", "clock"),
    [
        (0, "0:00"),
        (5, "0:05"),
        (65.5, "1:05.5"),
        (0.001, "0:00.001"),
        (59.9999, "1:00"),
        (3723.25, "1:02:03.25"),
        (END, "the end"),
    ],
)
def test_seconds_are_spoken_as_a_clock(value: float, clock: str) -> None:
    assert spoken(value) == clock


def test_only_times_are_spoken() -> None:
    for value in (-1, math.nan):
        with pytest.raises(ValueError):
            spoken(value)


@given(st.floats(0, 1e7))
def test_a_spoken_time_reads_back(value: float) -> None:
    assert seconds(spoken(value)) == pytest.approx(value, abs=0.00051)


@given(st.integers(0, 99), st.integers(0, 59), st.integers(0, 59))
def test_unit_forms_read_back(hours: int, minutes: int, rest: int) -> None:
    total = 3600 * hours + 60 * minutes + rest
    assert seconds(f"{hours}h{minutes}m{rest}s") == total
    assert seconds(f"{hours} hours, {minutes} minutes and {rest} seconds") == total
    assert seconds(f"{hours}:{minutes:02d}:{rest:02d}") == total


@pytest.mark.parametrize(
    ("written", "position"),
    [
        (2, 2),
        (2.0, 2),
        ("2", 2),
        ("2nd", 2),
        ("second", 2),
        ("the second", 2),
        ("channel two", 2),
        ("Channel 12", 12),
        ("#3", 3),
        ("third channel", 3),
        ("the twenty-first segment", 21),
        ("twenty one", 21),
        ("thirtieth", 30),
    ],
)
def test_a_position_is_understood(written: Any, position: int) -> None:
    assert ordinal(written) == position


@pytest.mark.parametrize(
    "written", ["last", "", "2.5", 2.5, True, None, -1, math.nan, 10**30, "two three", "drums", []]
)
def test_other_positions_are_refused(written: Any) -> None:
    with pytest.raises(ValueError, match='is no position; give a number, "second" or "2nd"'):
        ordinal(written)


WORDS = ["a", "and", "half", "first", "second", "one", "twenty", "hundred", "minute", "point", "of"]
WORDS += [":", "5", "1.5", "the", "end", "ms", "h", "quarter", ",", "-", "start", "song", "second"]
phrases = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)


@given(anything | phrases | st.text(alphabet="0123456789.,:- hms", max_size=12))
def test_never_anything_but_seconds_or_a_sentence(value: Any) -> None:
    try:
        found = seconds(value)
    except ValueError as refusal:
        assert 10 < len(str(refusal)) < 300
    else:
        assert type(found) is float and (0 <= found <= 1e7 or found == END)
    assert span(value) is None or span(value)[0] == 0.0
    try:
        assert 0 <= ordinal(value) <= 1e7
    except ValueError as refusal:
        assert 10 < len(str(refusal)) < 300
