"""A short soak: turn after turn leaves nothing behind and does not become slower."""

import gc
import sys
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from bl_ext.user_default.sequence_maker.blender.chat import chats
from playback_server import PlaybackServer

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
TURNS, SHORT = 100, 20
"""A twentieth of what `scripts/measure/memory.py` runs, and the turns of one conversation."""
OBJECTS, BYTES = 0.5, 4000
"""What a turn may leave behind of one type, and in all; one that is not let go keeps 10,000."""


@pytest.fixture
def soak(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The script that soaks."""
    monkeypatch.syspath_prepend(str(SCRIPTS))
    import soak as script

    yield script
    for name in ("soak", "extension"):
        sys.modules.pop(name, None)


def test_sixty_turns_leave_no_thread_timer_handler_or_file_handle(scene, soak):
    with PlaybackServer() as server:
        found = soak.run(server, scene, turns=60, warm_up=20, sample=20, short=20)
    assert not any(found.left.values())
    assert found.growth < 0.3 and found.slower < 10  # a sixty-turn sample on a busy machine


@pytest.mark.parametrize("talk", [True, False])
def test_a_hundred_turns_leave_no_objects_behind(scene, soak, talk):
    chat, places = chats.chat_of(scene), 8
    with PlaybackServer() as server:
        for number in range(TURNS):
            if number % SHORT == 0:
                chat.clear()
            if number == 2 * SHORT:
                tracemalloc.start()
            if number == 3 * SHORT:
                before, traced = _objects(soak), tracemalloc.get_traced_memory()[0]
                kept = chat.shelf.places.size()
            soak.one_turn(server, chat, number % places, talk=talk)
        chat.clear()
        soak.left_open()
        grown = tracemalloc.get_traced_memory()[0] - traced  # the list of objects is our own
        after = _objects(soak)
    tracemalloc.stop()
    turns = TURNS - 3 * SHORT
    more = {name: count for name, count in (after - before).items() if count > OBJECTS * turns}
    kept = (
        chat.shelf.places.size() - kept
    )  # the session's copy of all chats, which undo cannot take
    assert more == {} and grown - kept < BYTES * turns


def _objects(soak: ModuleType) -> Counter[str]:
    soak.left_open()  # once all is at rest, and what is in circles is gone
    return Counter(type(each).__qualname__ for each in gc.get_objects())
