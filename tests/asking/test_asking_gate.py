"""The gate of a batch: no minute has more than it may, nobody is overtaken, and 429 slows down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asking_gate import GROWS_AFTER, MINUTE, Caps, Gate


class Clock:
    """A clock that stands still until it is told to go on."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def out(gate: Gate, clock: Clock, tokens: int):
    """Wait by the clock until a request is out."""
    found = gate.join(tokens)
    while (wait := gate.wait_of(found)) > 0:
        clock.now += wait
    return found


REQUEST = st.tuples(st.integers(1, 1500), st.integers(0, 2000), st.floats(0, 30))


@given(st.integers(1, 6), st.integers(500, 3000), st.lists(REQUEST, max_size=40))
def test_no_minute_has_more_requests_or_tokens_than_it_may(most, tokens, requests):
    clock = Clock()
    gate, passed = Gate(Caps(most, tokens), clock=clock), []
    for asked, counted, pause in requests:
        found = out(gate, clock, asked)
        passed.append((clock.now, asked))
        gate.answered(found, min(counted, asked))
        clock.now += pause
    for place, (first, _) in enumerate(passed):
        minute = [row for row in passed[place:] if row[0] - first < MINUTE - 1e-6]
        assert len(minute) <= most


@given(st.integers(500, 3000), st.lists(st.integers(1, 4000), min_size=1, max_size=40))
def test_tokens_of_a_minute_are_kept_but_a_single_request_may_be_larger(tokens, requests):
    clock = Clock()
    gate, passed = Gate(Caps(None, tokens, at_once=99), clock=clock), []
    for asked in requests:
        out(gate, clock, asked)
        passed.append((clock.now, asked))
    for place, (first, _) in enumerate(passed):
        minute = [asked for at, asked in passed[place:] if at - first < MINUTE - 1e-6]
        assert len(minute) == 1 or sum(minute) <= tokens


def test_a_limit_is_used_up_and_not_only_kept():
    clock = Clock()
    gate = Gate(Caps(10, None, at_once=99), clock=clock)
    for _ in range(30):
        out(gate, clock, 1)
    assert clock.now - 1000 == pytest.approx(2 * MINUTE)


def test_what_was_counted_stands_for_what_was_estimated():
    clock = Clock()
    gate = Gate(Caps(None, 1000), clock=clock)
    gate.answered(out(gate, clock, 900), 100)
    out(gate, clock, 900)
    assert clock.now == 1000


def test_nobody_is_overtaken():
    gate = Gate(Caps(at_once=1), clock=Clock())
    first, second, third = (gate.join(1) for _ in range(3))
    assert gate.wait_of(second) > 0 and gate.wait_of(first) == 0 and gate.wait_of(second) > 0
    gate.answered(first, 1)
    assert gate.wait_of(third) > 0 and gate.wait_of(second) == 0
    gate.leave(second)
    assert gate.wait_of(third) == 0


def test_who_gives_up_holds_nobody_up():
    gate = Gate(Caps(at_once=1), clock=Clock())
    first, second = gate.join(1), gate.join(1)
    gate.leave(first)
    assert gate.wait_of(second) == 0


def test_too_much_halves_once_for_all_that_were_out_and_answers_bring_it_back():
    clock, told = Clock(), []
    gate = Gate(Caps(at_once=8), told.append, clock)
    passes = [out(gate, clock, 1) for _ in range(8)]
    clock.now += 1
    for found in passes:
        gate.refused(found, 2.0)
    assert gate.at_once == 4 and len(told) == 1
    before = clock.now
    found = out(gate, clock, 1)
    assert clock.now - before == pytest.approx(2.0), "nobody asks before the time that it names"
    gate.refused(found, 0.0)
    assert gate.at_once == 2
    for _ in range(6 * GROWS_AFTER):
        gate.answered(out(gate, clock, 1), 1)
    assert gate.at_once == 8, "and never more than was allowed"
    for _ in range(9):
        clock.now += 1
        gate.refused(out(gate, clock, 1), 0.0)
    assert gate.at_once == 1, "one always may"


@pytest.mark.parametrize(
    "values", [{"requests_per_minute": 0}, {"tokens_per_minute": -1}, {"usd": 0}, {"at_once": 0}]
)
def test_limits_with_which_nothing_could_be_asked_are_refused(values):
    with pytest.raises(ValueError, match="must be above 0"):
        Caps(**values)
