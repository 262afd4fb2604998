"""The page of the functions is what the functions say, and its example calls work."""

import subprocess
import sys
from pathlib import Path

import pytest

from bl_ext.user_default.sequence_maker.chat.memory.wish import Wish
from bl_ext.user_default.sequence_maker.sequence.ledger import merged
from bl_ext.user_default.sequence_maker.sequence.strip import Strip
from bl_ext.user_default.sequence_maker.toolkit.world import Deed, Playback
from bl_ext.user_default.sequence_maker.tools import TOOLS
from media_world import ListMedia
from music_world import MusicWorld
from wish_help import ListWishes

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
PAGE = SCRIPTS.parent / "docs" / "tools.md"


def test_the_committed_page_is_current() -> None:
    command = [sys.executable, str(SCRIPTS / "docs.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr


def test_every_function_and_argument_is_on_the_page() -> None:
    sections = PAGE.read_text(encoding="utf-8").split("\n## ")[1:]
    assert [section.split("\n")[0] for section in sections] == list(TOOLS)
    for section, tool in zip(sections, TOOLS.values(), strict=True):
        assert all(f"| `{parameter.name}` |" in section for parameter in tool.parameters)


class Still:
    """A player that stands still in a song of two minutes."""

    def playback(self) -> Playback:
        return Playback("stopped", 0.0, 120.0)

    def play(self, position: float | None = None) -> None:
        """Nothing to do."""

    pause = stop = seek = play


@pytest.mark.parametrize("name", list(TOOLS))
def test_the_example_on_the_page_works(name: str) -> None:
    world = MusicWorld()
    session = world.session()
    session.player, session.media = Still(), ListMedia()
    looks = {"text": "Begin", "location": [0.5, 0.5]}
    title = Strip("Title", "text", 6, 1.0, 5.0, 1.0, settings=looks)
    session.scene.place([*session.scene.strips(), title])
    session.scene.user_markers.append((1.5, "Old"))
    session.wishes = ListWishes(session.scene)
    sunset = Wish("palette", name="sunset", colors=("red", "navy"))
    session.scene.states["wishes"] = [session.wishes.row(sunset)]
    done = []
    for start in range(3):
        given = {"channel": 1, "color": "red", "start_time": start, "end_time": start + 1}
        done.append(("create_segment", given, TOOLS["create_segment"].call(session, **given)))
    session.earlier = [merged(session.take_written())]
    session.deeds, session.tools = [Deed("go", done)], TOOLS
    section = PAGE.read_text(encoding="utf-8").split(f"\n## {name}\n")[1]
    call = section.split("```")[1].strip()
    job = TOOLS[name].start(session, call.removeprefix(name))
    while not job.step():
        assert (job.waiting is not None) == (TOOLS[name].risk == "ask")
        if job.waiting is not None:
            job.answer("the left one")
    assert job.result is not None and job.result["ok"], job.result
