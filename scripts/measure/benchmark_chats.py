"""What opening and storing cost in a file with 20 MB of chats, against a plain read of their texts.

One line, in processor time of the main thread: opening reads the list and the newest turns of one
chat, storing writes one turn.
"""

from __future__ import annotations

import statistics
import time
from typing import Any

TURNS, CHATS = 5000, 10
WORDS = "the chorus glows in orange and the verse stays blue until the drums come in "
REPEATS = 7
LONGEST = 0.1
"""Seconds of processor time that opening may take."""
OPEN, STORE = 6.0, 1.0
"""The most that opening and storing may take of a plain read of all texts."""


def chats() -> bool:
    """Print the line; tell whether both are as quick as they must be."""
    import bpy

    scene, taken = _filled(), dict[str, list[float]](read=[], open=[], store=[])
    size = sum(turn.size for turn in scene.sequence_maker.kept_turns)
    for _ in range(REPEATS):
        for name, way in (("read", _read), ("open", _open), ("store", _store)):
            taken[name].append(way(scene))
    read, opened, stored = (statistics.median(taken[name]) for name in ("read", "open", "store"))
    print(
        f"Blender {bpy.app.version_string}, {size / 1e6:.0f} MB of chats: opened in "
        f"{opened * 1e3:.1f} ms, a turn stored in {stored * 1e3:.1f} ms; {opened / read:.2f} and "
        f"{stored / read:.2f} x a plain read of all texts ({read * 1e3:.1f} ms)",
        flush=True,
    )
    return opened <= LONGEST and opened <= OPEN * read and stored <= STORE * read


def _shelf(scene: Any) -> Any:
    from bl_ext.user_default.sequence_maker.blender.keeping.chat_shelf import Shelf
    from bl_ext.user_default.sequence_maker.blender.wishes import own_secret

    return Shelf(scene, own_secret.signer())


def _turn(number: int) -> Any:
    from bl_ext.user_default.sequence_maker.chat.conversation import Call, Turn

    calls = [
        Call(f"c{n}", "create_segment", {"channel": n, "name": WORDS}, "", "done", {"ok": True})
        for n in range(4)
    ]
    return Turn(
        f"prompt {number}",
        messages=[{"role": "assistant", "content": WORDS * 18}],
        entries=[*calls, WORDS * 18],
        status="complete",
        began=1.7e9 + number,
    )


def _filled() -> Any:
    """Return a scene with ten chats of together 20 MB."""
    from bl_ext.user_default.sequence_maker.blender.command import files

    scene = files.open_scene(None, None)
    shelf = _shelf(scene)
    for chat in range(CHATS):
        shelf.begin(scene, f"Chat {chat}")
        share = TURNS // CHATS
        shelf.conversation.turns += [_turn(chat * share + number) for number in range(share)]
        shelf.write(scene)
    return scene


def _read(scene: Any) -> float:
    begun = time.thread_time()
    size = sum(len(turn.text) for turn in scene.sequence_maker.kept_turns)
    taken = time.thread_time() - begun
    assert size > 20_000_000, size
    return taken


def _open(scene: Any) -> float:
    begun = time.thread_time()
    shelf = _shelf(scene)
    taken = time.thread_time() - begun
    assert len(shelf.conversation.turns) == 30
    return taken


def _store(scene: Any) -> float:
    shelf = _shelf(scene)
    shelf.conversation.turns.append(_turn(TURNS))
    begun = time.thread_time()
    assert len(shelf.write(scene)) == 1
    return time.thread_time() - begun
