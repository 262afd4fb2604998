"""How long a question waits for its answer, by the clock of its turn."""

import pytest

from bl_ext.user_default.sequence_maker.chat.turn_clock import TurnClock


def test_a_clock_knows_how_long_a_question_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [10.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    clock = TurnClock()
    now[0] = 12.0
    clock.pause()
    now[0] = 15.0
    assert clock.asked_for == 3 and clock.is_left_alone(2) and not clock.is_left_alone(3)
    clock.go_on()
    now[0] = 16.0
    clock.pause()
    assert clock.asked_for == 0 and clock.seconds == 3
