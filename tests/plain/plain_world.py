"""The scene of `tests/data/commands/world.json`, in memory, as a situation and as a session."""

import json
from functools import cache
from pathlib import Path

from bl_ext.user_default.sequence_maker.music.hearing.analysis import Analysis
from bl_ext.user_default.sequence_maker.music.hearing.grid import BeatGrid, Section
from bl_ext.user_default.sequence_maker.music.in_memory.list_music import ListMusic, Sound
from bl_ext.user_default.sequence_maker.music.timed_words import TimedWord
from bl_ext.user_default.sequence_maker.plain.reader import read
from bl_ext.user_default.sequence_maker.plain.reading import Reading
from bl_ext.user_default.sequence_maker.plain.situation import Situation, situation_of
from bl_ext.user_default.sequence_maker.sequence.in_memory.list_scene import ListScene
from bl_ext.user_default.sequence_maker.sequence.in_memory.list_timelines import ListTimelines
from bl_ext.user_default.sequence_maker.sequence.strip import Strip
from bl_ext.user_default.sequence_maker.toolkit.world import Session
from bl_ext.user_default.sequence_maker.tools import TOOLS
from timeline_help import FREE, TransportPlayer, create

DATA = Path(__file__).resolve().parents[1] / "data" / "commands"
PARTS = {"A1": (0, 8), "B1": (8, 24), "A2": (24, 32), "B2": (32, 48), "A3": (48, 52)}


def world() -> dict:
    """Return the world as it is written."""
    return json.loads((DATA / "world.json").read_text(encoding="utf-8"))


def session() -> Session:
    """Return a new session on the world, with its song analyzed."""
    facts = world()
    timelines = ListTimelines(facts["fps"], facts["movie"]["end"])
    timelines.position = facts["playhead"]
    for number, name in facts["names"].items():
        timelines.channel_names[int(number)] = name
    scene = ListScene(timelines, list(_strips(facts)))
    song = facts["song"]["seconds"]
    music = ListMusic(scene, Sound("Song", 0.0, song, _analysis(song), 0.0))
    music.heard.add("Song")
    music.lyrics = [TimedWord(w["text"], w["start"], w["end"], 0) for w in facts["texts"][1:]]
    made = Session(timelines, TransportPlayer(80.0), FREE, scene=scene, songs=music)
    for channel, start, end, color in facts["segments"]:
        create(made, channel, start, end, color)
    made.player.seek(facts["playhead"])
    return made


def _strips(facts: dict):
    song = facts["song"]
    yield Strip("Song", "sound", song["channel"], 0.0, song["seconds"], settings={"volume": 1.0})
    for kind, rows in (("movie", [facts["movie"]]), ("image", facts["images"])):
        for row in rows:
            yield Strip(row["name"], kind, row["channel"], row["start"], row["end"], row["start"])
    for row in facts["texts"]:
        yield Strip(row["name"], "text", row["channel"], row["start"], row["end"], row["start"])


def _analysis(seconds: float) -> Analysis:
    beats = tuple(0.5 * n for n in range(int(seconds * 2)))
    sections = tuple(
        Section(name, start, end, 8 if name[0] == "B" else 3, _label(name))
        for name, (start, end) in PARTS.items()
    )
    grid = BeatGrid(beats, tuple(n % 4 + 1 for n in range(len(beats))), 4, sections)
    return Analysis(seconds, grid)


def _label(name: str) -> str:
    return "loud, perhaps the chorus" if name[0] == "B" else "quiet"


@cache
def situation() -> Situation:
    """Return the world as a situation; it never changes."""
    return situation_of(session())


def reading(text: str, **changes) -> Reading:
    """Read a request in the world, or in the world with other values of the situation."""
    from dataclasses import replace

    return read(text, replace(situation(), **changes), TOOLS)


def calls(text: str, **changes) -> list[tuple[str, dict]]:
    """Return the calls of a request that must be certain."""
    found = reading(text, **changes)
    assert found.kind == "certain", (text, found)
    return [(call.name, call.arguments) for call in found.calls]
