"""Keys of one property as plain rows: whatever is there, fades come, change and go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.tools.looks import key_rows

START, END = 10.0, 20.0
values = st.integers(1, 100).map(lambda n: n / 100)
shapes = st.sampled_from(("LINEAR", "BEZIER", "CONSTANT"))
inner = st.dictionaries(st.integers(251, 499).map(lambda n: n / 25), st.tuples(values, shapes))
lengths = st.integers(0, 125).map(lambda n: n / 25)


def rows(drawn):
    return [key_rows.key_at(time, *drawn[time]) for time in sorted(drawn)]


def places(keys):
    return [(round(key["co"][0], 5), round(key["co"][1], 5)) for key in keys]


def fade(keys, into, out, level=0.5):
    found = key_rows.fades_in(keys, START, END, 0.02)
    into = found.into if into is None else into
    out = found.out if out is None else out
    return key_rows.faded(found, START, END, into, out, level)


@given(inner, lengths, lengths)
def test_a_fade_begins_and_ends_with_nothing_and_keeps_what_lies_between(drawn, into, out):
    keys = rows(drawn)
    made = fade(keys, into, out)
    times = [key["co"][0] for key in made]
    assert times == sorted(set(times))
    if into:
        assert places(made)[0] == (START, 0)
        assert key_rows.value_at(made, START) == 0
    if out:
        assert places(made)[-1] == (END, 0)
    kept = [key for key in keys if START + into + 1e-5 < key["co"][0] < END - out - 1e-5]
    assert [key for key in made if key in kept] == kept
    assert len(made) <= len(kept) + 2 * bool(into) + 2 * bool(out)
    for end in ([START + into] if into else []) + ([END - out] if out else []):
        level = key_rows.value_at(keys, end) if keys else 0.5
        assert key_rows.value_at(made, end) == pytest.approx(level, abs=1e-4)


@given(lengths, lengths, lengths, lengths)
def test_a_second_fade_is_as_if_there_had_been_no_first(into, out, later, latest):
    once = fade(fade([], into, out), later, latest)
    assert places(once) == places(fade([], later, latest))


@given(lengths, lengths)
def test_a_fade_that_goes_leaves_nothing(into, out):
    assert fade(fade([], into, out), 0, 0) == []


@given(lengths.filter(bool), lengths.filter(bool), lengths.filter(bool))
def test_one_end_is_changed_without_the_other(into, out, other):
    both = fade([], into, out)
    assert places(fade(both, other, None)) == places(fade([], other, out))
    assert places(fade(both, None, other)) == places(fade([], into, other))


@given(inner, st.floats(9, 21))
def test_a_value_lies_between_those_of_its_neighbors(drawn, time):
    keys = rows(drawn)
    if not keys:
        return
    value = key_rows.value_at(keys, time)
    seen = [key["co"][1] for key in keys]
    assert min(seen) - 1e-6 <= value <= max(seen) + 1e-6
