"""Prompts to press fit the scene, and the rules read those that are offered to them."""

from dataclasses import replace

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.chat import chats
from bl_ext.user_default.sequence_maker.blender.panel import suggestions
from bl_ext.user_default.sequence_maker.blender.panel.suggestions import There, starters
from bl_ext.user_default.sequence_maker.chat.conversation import Turn
from bl_ext.user_default.sequence_maker.music.hearing.grid import BeatGrid, Section
from bl_ext.user_default.sequence_maker.plain.parts.facts import Part, Situation
from bl_ext.user_default.sequence_maker.plain.reader import read
from bl_ext.user_default.sequence_maker.sequence.change import Change
from bl_ext.user_default.sequence_maker.sequence.segment import Segment
from bl_ext.user_default.sequence_maker.tools import TOOLS
from drawn import Context, Drawn

SEGMENT = Segment(1, 7, 0.0, 2.0, (255, 0, 0))


class Heard:
    """A song with sections: a loud one, a quiet one, and two seconds of silence."""

    grid = BeatGrid(
        tuple(n * 0.5 for n in range(40)),
        tuple(1 + n % 4 for n in range(40)),
        4,
        (Section("A1", 0, 8, energy=2), Section("B1", 8, 18, energy=9), Section("C1", 18, 20)),
    )


def test_an_empty_scene_gets_what_needs_nothing():
    assert starters(There()) == list(suggestions.EMPTY_STARTERS)


def test_what_is_there_is_what_is_offered():
    found = starters(There(channel=7, has_selection=True))
    assert "selected" in found[0] and all("channel 7" in text for text in found[1:])
    assert starters(There(has_sound=True)) == list(suggestions.SOUND_STARTERS)


def test_a_song_names_sections_that_exist_and_no_rest_of_silence():
    found = starters(There(has_sound=True, song=Heard()))
    assert found[0].endswith("every beat of B1")
    assert any(text.endswith("of A1") for text in found)
    assert not any("C1" in text for text in found)


SITUATIONS = {
    "empty": (There(), Situation()),
    "segments": (There(channel=7), Situation(segments=(SEGMENT,), end=10.0)),
    "selected": (
        There(channel=7, has_selection=True),
        Situation(segments=(SEGMENT,), selected=(1,), end=10.0),
    ),
    "sound": (There(has_sound=True), Situation(end=20.0)),
    "song": (
        There(has_sound=True, song=Heard()),
        Situation(
            song="Song",
            tempo=120.0,
            meter=4,
            end=20.0,
            sections=(Part("A1", 0, 8, ""), Part("B1", 8, 18, "")),
        ),
    ),
}


@pytest.mark.parametrize("name", SITUATIONS)
def test_plain_commands_read_every_starter(name):
    found, situation = SITUATIONS[name]
    for text in starters(found, by_rules=True):
        reading = read(text, situation, TOOLS)
        assert reading.kind in ("certain", "answer", "proposal"), (text, reading)


def test_plain_commands_read_every_chip():
    last = (("create_segment", {"channel": 7, "start_time": 0, "end_time": 2, "color": "red"}, {}),)
    situation = Situation(segments=(SEGMENT,), end=10.0, last=last)
    for text in suggestions.CHIP_STARTERS:
        reading = read(text.format(channel=8), situation, TOOLS)
        assert reading.kind == "certain", (text, reading)


@pytest.fixture
def chat(scene):
    """A chat with a turn that wrote a segment."""
    chat = chats.chat_of(scene)
    turn = Turn("Make it red", ["Done."], status="complete", began=1e9)
    turn.ledger.add(Change(added=(SEGMENT,)))
    chat.conversation.turns.append(turn)
    return chat


def test_chips_follow_a_turn_that_wrote(chat):
    layout = Drawn()
    suggestions.draw_chips(layout, Context(), chat, "done")
    given = [o["button"].given["prompt"] for k, _, o in layout.kept if k == "operator"]
    assert given == ["Undo that", "Same on channel 8"]


@pytest.mark.parametrize("state", ["undone", "reverted", "failed", "discarded", "asks"])
def test_no_chips_follow_what_was_taken_back_or_failed(chat, state):
    assert suggestions.chips(chat, state) == []


def test_no_chips_follow_what_wrote_nothing_or_came_with_a_file(chat):
    turn = chat.conversation.turns[0]
    chat.conversation.turns[0] = replace(turn, origin="foreign")
    assert suggestions.chips(chat, "done") == []
    chat.conversation.turns[0] = Turn("Hello", ["Hello."], status="complete")
    assert suggestions.chips(chat, "done") == []


def test_the_scene_is_looked_at(scene):
    assert suggestions.there(bpy.context) == There()
    bpy.ops.sequence_maker.create_segment(
        "EXEC_DEFAULT", channel=7, start_time=0.0, end_time=1.0, color=(1.0, 0.0, 0.0)
    )
    assert suggestions.there(bpy.context) == There(channel=7)
