"""What is drawn while turns go on in a window, as a step of the pump."""

from types import SimpleNamespace

import pytest

from bl_ext.user_default.sequence_maker.blender.chat import chats, queued, turn_step
from bl_ext.user_default.sequence_maker.blender.host import pump
from bl_ext.user_default.sequence_maker.toolkit.jobs import Confirm


@pytest.fixture
def turn(addon, monkeypatch):
    """A turn that goes on for ever; its question is what `waiting` says."""
    running = SimpleNamespace(waiting=None, queue=SimpleNamespace(empty=True))
    chat = SimpleNamespace(running=running, pump=lambda budget: True)
    monkeypatch.setattr(chats, "running", lambda: [chat])
    monkeypatch.setattr(queued, "go_on", lambda: False)
    monkeypatch.setattr(pump, "PERIOD", 0.0)
    turn_step._drawn.forget()
    yield running
    turn_step._drawn.forget()


@pytest.fixture
def drawn(monkeypatch):
    """The kinds of regions that were drawn again, step by step."""
    found = []
    monkeypatch.setattr(pump, "redraw", lambda kinds: found.append(kinds))
    return found


def test_the_strips_are_drawn_again_for_each_question_also_for_one_that_lies_where_the_last_did(
    turn, drawn
):
    turn.waiting = Confirm("Change 1 segment?")
    place = id(turn.waiting)
    turn_step._step(0.008)
    turn_step._step(0.008)
    assert ["WINDOW" in kinds for kinds in drawn] == [True, False]
    turn.waiting = None
    others = [Confirm(f"Remove {count} segments?") for count in range(100)]
    turn.waiting = next((other for other in others if id(other) == place), others[0])
    turn_step._step(0.008)
    assert "WINDOW" in drawn[-1]
