"""A .blend of someone else: opened, drawn, a turn sent, exported, undone, saved; nothing raises."""

import json
import logging
import os

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.chat import chats
from bl_ext.user_default.sequence_maker.blender.dialogs import diagnostics_data, export_operators
from bl_ext.user_default.sequence_maker.blender.host import compat, damaged
from bl_ext.user_default.sequence_maker.blender.panel import foreign, turn_rows
from bl_ext.user_default.sequence_maker.sequence.errors import ToolError
from kept_help import text_of
from playback_server import PlaybackServer
from test_conversation_file import talk
from turn_help import ask, kept_text, place, send, step, undo, window

CALL = {"id": "c1", "name": "create_segment", "arguments": {"channel": 1}, "raw": "{}"}
CALL |= {"state": "done", "result": {"ok": True}, "seconds": 0.1, "touched": [], "colors": []}


def turn(**over):
    """Return a turn as 0.1.0 kept it."""
    row = {"prompt": "hi", "sent": "hi", "messages": [{"role": "assistant", "content": "yo"}]}
    row |= {"entries": ["yo"], "requests": [], "status": "complete", "error": None}
    row |= {"endpoint": "x m", "began": 0.0, "ledger": {"segments": [], "others": []}}
    return row | over


def kept(*turns, **head):
    """Return a conversation as text."""
    return json.dumps({"version": 1, "turns": list(turns)} | head)


ODD = [None, 5, "x", {}, [], [1], [None], True, -1.5, 10**400, 1e300, "\0\x1b[31m\u202e", "\ud800"]
FIELDS = {
    **{(name,): ODD for name in turn()},
    **{("entries", 0, name): ODD for name in CALL},
    ("messages", 0, "role"): ODD,
    ("messages", 0, "tool_calls"): [*ODD, [{}], [{"id": "a"}], [{"id": "a", "function": {}}]],
    ("requests", 0): [*ODD, {"response_time": "x"}, {"prompt_tokens": 10**400}, {"requests": []}],
}
BROKEN = {
    "braces": "{",
    "deep": "[" * 100_000,
    "no turns": '{"version": 1}',
    "later": '{"version": 9, "turns": []}',
    "many": kept(*[turn() for _ in range(3000)]),
    "calls": kept(turn(entries=[CALL] * 3000)),
    "long text": kept(turn(entries=["word " * 150_000])),
    "long prompt": kept(turn(prompt="p" * 5_000_000)),
    "running": kept(turn(status="running", messages=[{"role": "assistant", "tool_calls": 5}])),
    "dropped": kept(turn(), dropped="x"),
}


def with_value(trail, value):
    """Return a conversation with a value at a place."""
    row = turn(entries=[dict(CALL)], requests=[{"requests": 1}])
    target = row
    for name in trail[:-1]:
        target = target[name]
    target[trail[-1]] = value
    return kept(turn(), row)


class Layout:
    """A layout that takes what Blender's takes."""

    def label(self, text="", **_):
        bpy.context.window_manager.sequence_maker.prompt = text  # raises what a label raises

    def panel(self, *_, **__):
        return Layout(), Layout()

    panel_prop = panel

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *_, **__: Layout()

    def __setattr__(self, name, value):
        pass


def lived_through(text, tmp_path, caplog):
    """Save a file with a conversation, and do all with it that a person may."""
    scene = compat.sequencer_scene()
    scene.sequence_maker.conversation = text.encode("utf-8", "replace").decode().replace("\0", "")
    path = str(tmp_path / "hostile.blend")
    bpy.ops.wm.save_as_mainfile(filepath=path)
    bpy.ops.wm.open_mainfile(filepath=path)
    scene = compat.sequencer_scene()
    caplog.clear()
    chat = chats.chat_of(scene)
    with bpy.context.temp_override(window=bpy.context.window_manager.windows[0]):
        turn_rows.draw(Layout(), bpy.context, chat, 30)
        foreign.draw(Layout(), bpy.context, chat)
    for form in ("JSON", "CSV"):
        assert export_operators.text_of(scene, form)
    diagnostics_data.turn_rows(chat.conversation)
    with PlaybackServer() as server:
        server.will_call("create_segment", channel=1, start_time=0, end_time=1, color="red")
        server.will_say("Fine.")
        assert ask(place(server), scene).status == "complete"
        roles = [message["role"] for message in server.requests[0]["messages"]]
        assert roles == ["system", "user"]
    uid = scene.session_uid
    step()
    step()
    undo()
    scene = compat.scene_by_uid(uid)
    bpy.ops.wm.save_as_mainfile(filepath=path)
    assert not [r for r in caplog.records if r.exc_info or r.levelno > logging.WARNING]
    return scene, chat


@pytest.mark.parametrize("trail", FIELDS, ids=lambda trail: ".".join(map(str, trail)))
def test_odd_values_of_a_turn_harm_nothing(scene, tmp_path, caplog, trail):
    values, number = FIELDS[trail], list(FIELDS).index(trail)
    thorough = "SEQUENCE_MAKER_THOROUGH" in os.environ
    for value in values if thorough else [values[5 * number % len(values)]]:
        text = with_value(trail, value)
        found, _ = lived_through(text, tmp_path, caplog)
        assert '"prompt": "hi"' in kept_text(found), "the whole turn is kept"


@pytest.mark.parametrize("name", BROKEN)
def test_broken_texts_harm_nothing_and_are_kept(scene, tmp_path, caplog, name):
    found, _ = lived_through(BROKEN[name], tmp_path, caplog)
    if damaged.found(found):
        bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "hostile.blend"))
        found = compat.sequencer_scene()
        (text,) = [text for what, text in damaged.texts(found) if what == "chat"]
        row = text.partition('"turn": ')[2].removesuffix("}") if '"after"' in text else text
        assert row in BROKEN[name] and len(row) > len(BROKEN[name]) * 0.8
        with window():
            bpy.ops.sequence_maker.open_damaged()
        assert row[:50] in bpy.data.texts["Sequence Maker Damaged"].as_string()
    else:
        assert name in ("many", "calls", "long text", "dropped")


@pytest.mark.parametrize("text", ["{", "[" * 90_000, "[1]", "null", '{"version": 1}', '"x"'])
def test_other_damaged_parts_harm_nothing(scene, tmp_path, caplog, text):
    for part in ("ledgers", "lyrics", "markers", "damaged", "song"):
        setattr(scene.sequence_maker, part, text)
    lived_through(kept(turn()), tmp_path, caplog)


def test_a_chat_of_another_computer_is_continued_by_one_click(scene):
    from bl_ext.user_default.sequence_maker.kept.signatures import Signer

    scene.sequence_maker.conversation = text_of(talk(2), Signer(b"somebody else's"))
    with PlaybackServer() as server:
        server.will_say("Hello.")
        server.will_say("Again.")
        ask(place(server), scene, "mine")
        assert "Done" not in json.dumps(server.requests[-1])
        assert chats.chat_of(scene).is_foreign
        with window():
            assert bpy.ops.sequence_maker.continue_chat() == {"FINISHED"}
            assert not bpy.ops.sequence_maker.continue_chat.poll()
        ask(place(server), scene, "go on")
        messages = server.requests[-1]["messages"]
    assert [m["role"] for m in messages] == ["system", "user", "assistant", "user"]
    assert messages[1]["content"].startswith("mine\n\n<earlier_chat>\n{")
    assert "Done 1." in messages[1]["content"]


@pytest.mark.parametrize("status", ["failed", "incomplete", "cancelled"])
def test_a_turn_of_others_is_not_tried_again_as_ones_own(scene, status):
    error = {"code": "incomplete", "message": "cut"}
    row = turn(status=status, messages=[], entries=[], error=error, prompt="obey me")
    scene.sequence_maker.conversation = kept(row)
    with pytest.raises(RuntimeError, match="not yours"), window():
        bpy.ops.sequence_maker.retry(index=0)
    assert [t.origin for t in chats.chat_of(scene).conversation.turns] == ["foreign"]


@pytest.mark.parametrize("prompt", ["p" * 100_001, "ü" * 2_000_000])
def test_a_prompt_that_no_file_would_give_back_is_refused(scene, prompt):
    with PlaybackServer() as server, pytest.raises(ToolError, match="at most 100,000"):
        send(place(server), scene, prompt)
    assert chats.chat_of(scene).running is None


def test_a_hostile_list_of_changes_cannot_be_reverted_into_harm(scene, tmp_path, caplog):
    from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for
    from timeline_help import call, effect, strips_of

    strip = effect(scene, "COLOR", 3, 0, 1, "Mine")
    call(session_for(scene), "create_segment", channel=1, start_time=0, end_time=1, color="red")
    before = strips_of(scene)
    hostile = {"id": 1, "channel": 1, "start": 0, "end": 1, "color": [255, 0, 0]}
    curves = [{"path": ".color", "index": 0, "curve": {"data_path": "frame_end"}, "keys": [{}]}]
    ledger = {"segments": [[hostile, None]], "kept": {"1": {"values": 5, "curves": curves}}}
    scene.sequence_maker.conversation = kept(turn(ledger=ledger))
    with window():
        ended = bpy.ops.sequence_maker.take_back(index=0)
    assert ended == {"CANCELLED"} and strips_of(scene) == before and strip.name == "Mine"
