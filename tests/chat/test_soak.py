"""A short soak: turn after turn leaves nothing behind and does not become slower."""

import sys
from pathlib import Path

from playback_server import PlaybackServer

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"


def test_sixty_turns_leave_no_thread_timer_or_file_handle(scene, monkeypatch):
    monkeypatch.syspath_prepend(str(SCRIPTS))
    import soak

    with PlaybackServer() as server:
        found = soak.run(server, scene, turns=60, warm_up=20, sample=20, short=20)
    for name in ("soak", "extension"):
        sys.modules.pop(name, None)
    assert not any(found.left.values())
    assert found.growth < 0.3 and found.slower < 10  # a sixty-turn sample on a busy machine
