"""A short soak: turn after turn leaves nothing behind and does not become slower."""

import gc
import sys
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest

from bl_ext.user_default.sequence_maker.blender.chat import chats
from playback_server import PlaybackServer

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
TURNS, SHORT, WINDOW = 120, 20, 20
"""Fewer than `scripts/measure/memory.py` runs, the turns of one conversation, of one window."""
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
def test_turn_after_turn_leaves_no_objects_behind(scene, soak, talk):
    chat, places, marks = chats.chat_of(scene), 8, list[tuple[Counter[str], int, int]]()
    with PlaybackServer() as server:
        for number in range(TURNS + 1):
            if number % SHORT == 0:
                chat.clear()
            if number == SHORT:
                tracemalloc.start()
            if number and number % WINDOW == 0:
                marks.append(_mark(soak, chat))
            soak.one_turn(server, chat, number % places, talk=talk)
    tracemalloc.stop()
    windows = list(pairwise(marks))
    # what is loaded once shows in one of them; what a turn leaves behind, in each
    grown = [after[1] - before[2] for before, after in windows]
    more = [
        {name for name, count in (after[0] - before[0]).items() if count > OBJECTS * WINDOW}
        for before, after in windows
    ]
    assert set.intersection(*more) == set() and min(grown) < BYTES * WINDOW, (more, grown)


def _mark(soak: ModuleType, chat: chats.Chat) -> tuple[Counter[str], int, int]:
    """How many objects of each type there are, and the bytes before and after they were counted.

    Bytes are of all but the session's copy of all chats, which undo cannot take.
    """
    soak.left_open()  # once all is at rest, and what is in circles is gone
    before = tracemalloc.get_traced_memory()[0] - chat.shelf.places.size()
    objects = Counter(type(each).__qualname__ for each in gc.get_objects())
    return objects, before, tracemalloc.get_traced_memory()[0] - chat.shelf.places.size()
