"""What plain commands missed: counted in memory, copied for a report, never with a key."""

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.chat import chats, misses, readers
from bl_ext.user_default.sequence_maker.blender.settings import keys, turn_settings
from bl_ext.user_default.sequence_maker.chat.rules_client import RulesClient
from bl_ext.user_default.sequence_maker.chat.wire.endpoint import RULES, Endpoint
from bl_ext.user_default.sequence_maker.chat.worker import Worker
from bl_ext.user_default.sequence_maker.plain.reading import PlainCall, Reading
from bl_ext.user_default.sequence_maker.toolkit.world import Limits
from playback_server import PlaybackServer
from turn_help import KEY, ask, place, pump, window

PLAIN = Endpoint("Plain Commands", "", RULES, offline=True)
POEM = "please write a poem about juggling"


@pytest.fixture(autouse=True)
def none_yet(addon):
    """Begin and end without any."""
    misses._misses.forget()
    yield
    misses._misses.forget()


def say(scene, prompt, option=""):
    """Carry a prompt through by rules, and answer what it asks by the panel's button."""
    chat = chats.chat_of(scene)
    chat.send(prompt, PLAIN, turn_settings.options(PLAIN), Limits())
    pump(chat, lambda: chat.running.waiting)
    if option:
        with window():
            assert bpy.ops.sequence_maker.answer(option=option) == {"FINISHED"}
    pump(chat)
    return chat.conversation.turns[-1]


class Layout:
    """Remembers the operators that are drawn."""

    def __init__(self):
        self.drawn = []

    def operator(self, name, **_):
        self.drawn.append(name)


def drawn():
    """Return what the menu has."""
    layout = Layout()
    misses.draw(layout)
    return layout.drawn


def test_what_was_declined_is_copied_with_version_and_language(scene):
    assert drawn() == [] and not bpy.ops.sequence_maker.copy_misses.poll()
    say(scene, "make channel 2 red from 1 to 4 seconds")
    assert drawn() == []
    for prompt in (POEM, POEM, "make channel 500 red from 0 to 2 seconds"):
        say(scene, prompt)
    assert drawn() == ["sequence_maker.copy_misses"]
    with window():
        assert bpy.ops.sequence_maker.copy_misses() == {"FINISHED"}
    first, count, *rows = misses.as_text().splitlines()
    assert first.startswith("Sequence Maker 0.") and bpy.app.version_string in first
    assert "language" in first and count.endswith(": 3")
    assert len(rows) == 2 and POEM in rows[0] and "x2)" in rows[0] and "declined" in rows[0]
    assert "channel 500" in rows[1]


@pytest.mark.parametrize("apply", [True, False])
def test_a_proposal_counts_where_it_is_discarded(scene, monkeypatch, apply):
    red = {"channel": 1, "start_time": 0, "end_time": 2, "color": "red"}
    reading = Reading("proposal", (PlainCall("create_segment", red),))
    monkeypatch.setattr(
        readers, "worker", lambda *_: Worker(PLAIN, lambda _: RulesClient(lambda: reading))
    )
    turn = say(scene, "sort of red", "Apply" if apply else "Discard")
    assert [call.state for call in turn.calls] == ["done" if apply else "failed"]
    assert ("sort of red (discarded: create_segment)" in misses.as_text()) != apply


def test_a_change_that_asks_is_no_miss_when_it_is_discarded(scene):
    say(scene, "make channel 1 red from 0 to 2 seconds")
    chat = chats.chat_of(scene)
    options = turn_settings.options(PLAIN)
    chat.send("clear channel 1", PLAIN, options, Limits("always"))
    pump(chat, lambda: chat.running.waiting)
    with window():
        bpy.ops.sequence_maker.answer(option="Discard")
    pump(chat)
    assert not misses.are_there()


def test_what_a_model_gets_is_no_miss(scene):
    with PlaybackServer() as server:
        server.will_say("A poem.")
        ask(place(server), scene, POEM, plain_first=True)
    assert not misses.are_there()


def test_they_are_bounded():
    for number in range(misses.MOST + 50):
        misses.note(f"{number} " + "word " * 1000, "declined")
    rows = misses._misses.get().rows()
    assert len(rows) == misses.MOST and rows[-1][0].startswith(f"{misses.MOST + 49} ")
    assert max(len(text) for text, _ in rows) <= misses.LONGEST + 2
    assert f": {misses.MOST + 50}" in misses.as_text()


def test_no_key_is_copied(scene):
    prefs = bpy.context.preferences.addons[chats.__name__.split(".blender")[0]].preferences
    url = prefs.profiles[0].base_url
    odd = "correct-horse-battery-staple"  # which only the endpoints know to be a key
    keys.remember(url, odd)
    try:
        misses.note(f"the key is {odd} and {KEY}", "declined")
        misses.note("x " * 190 + odd + " tail " * 20, "declined")
        misses.note("bearer of-this-token-12345", f"declined at {KEY}")
        told = misses.as_text()
    finally:
        keys.forget(url)
    assert "[key]" in told and "horse" not in told and KEY[8:] not in told
    assert "of-this-token" not in told
