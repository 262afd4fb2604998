"""Chats in real scenes: buttons, undo, saving and opening, appending, exports, the command."""

import json
import secrets

import bpy
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.blender.chat import chats, window_state
from bl_ext.user_default.sequence_maker.blender.host import compat
from bl_ext.user_default.sequence_maker.blender.keeping import exchange
from command import command
from test_shelf import a_turn
from turn_help import (
    BLUE,
    RED,
    ask,
    at_rest,
    kept_text,
    place,
    pump,
    redo,
    send,
    step,
    undo,
    window,
)

pytest_plugins = ["client_fixtures"]
ops = bpy.ops.sequence_maker


@pytest.fixture
def edited(scene):
    """The scene, with an undo stack that begins here."""
    bpy.context.preferences.edit.use_global_undo = True
    step("beginning")
    return scene


def prompts(scene):
    return [turn.prompt for turn in chats.chat_of(scene).conversation.turns]


def names(scene):
    return [row.shown for row in chats.chat_of(scene).shelf.rows]


def say(scene, *texts):
    """Let turns be there as if they had been sent."""
    chat = chats.chat_of(scene)
    for text in texts:
        chat.conversation.turns.append(a_turn(text))
        chat.store()


def saved_and_opened(path):
    bpy.ops.wm.save_as_mainfile(filepath=str(path))
    bpy.ops.wm.open_mainfile(filepath=str(path))
    return compat.sequencer_scene()


def test_the_buttons_begin_choose_rename_pin_delete_and_restore(scene, tmp_path):
    say(scene, "the first talk", "and more")
    with window():
        assert ops.new_chat() == ops.new_chat() == {"FINISHED"}
        assert prompts(scene) == [] and names(scene) == ["the first talk", ""]
        say(scene, "the second talk")
        assert ops.rename_chat(name="  Chorus \n lights ") == {"FINISHED"}
        assert ops.pin_chat() == {"FINISHED"}
        assert ops.switch_chat(number=1) == {"FINISHED"}
        assert prompts(scene) == ["the first talk", "and more"]
        assert not ops.restore_chat.poll()
        assert ops.delete_chat() == {"FINISHED"}
        assert prompts(scene) == ["the second talk"] and names(scene) == ["Chorus lights"]
        assert "the first talk" not in kept_text(scene)
        assert ops.restore_chat() == {"FINISHED"}
        assert prompts(scene) == ["the first talk", "and more"] and not ops.restore_chat.poll()
        with pytest.raises(RuntimeError, match="no such chat"):
            ops.switch_chat(number=77)
    opened = saved_and_opened(tmp_path / "a.blend")
    assert prompts(opened) == ["the first talk", "and more"]
    assert sorted(names(opened)) == ["Chorus lights", "the first talk"]
    assert [row.pinned for row in chats.chat_of(opened).shelf.rows if row.name] == [True]


def test_while_a_turn_runs_no_other_chat_is_opened(server, scene):
    server.will_play(b"", stall_before=20)
    chat = send(place(server), scene)
    pump(chat, lambda: server.requests)
    for name in ("switch_chat", "rename_chat", "delete_chat", "import_chat", "export_chat"):
        assert not getattr(ops, name).poll()
    chat.cancel()
    at_rest(chat)


def test_older_turns_come_thirty_at_a_time(scene, tmp_path):
    say(scene, *(f"prompt {number}" for number in range(100)))
    opened = saved_and_opened(tmp_path / "a.blend")
    chat = chats.chat_of(opened)
    window_state.open_newest(len(chat.conversation.turns))
    seen = [len(chat.conversation.turns)]
    while ops.show_older.poll():
        with window():
            ops.show_older()
        seen.append(len(chat.conversation.turns))
        assert len(window_state.state().turns) == seen[-1]
        assert [turn.is_open for turn in window_state.state().turns] == [False] * (seen[-1] - 1) + [
            True
        ]
    assert seen == [30, 60, 90, 100] and chat.shown >= 100
    assert prompts(opened) == [f"prompt {number}" for number in range(100)]
    with pytest.raises(RuntimeError, match="poll"), window():
        ops.show_older()


@pytest.fixture
def empty(edited, tmp_path):
    """A file without a chat, which has undo steps of its own when it is opened."""
    path = tmp_path / "empty.blend"
    bpy.ops.wm.save_as_mainfile(filepath=str(path))
    return path


ACTS = st.tuples(
    st.sampled_from("new switch rename delete restore send undo redo step load append".split()),
    st.integers(0, 6),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12)
@given(st.lists(ACTS, min_size=4, max_size=16))
def test_undo_saving_and_appending_take_no_chat_away(empty, tmp_path, acts):
    bpy.ops.wm.open_mainfile(filepath=str(empty))
    edited = compat.sequencer_scene()
    step("beginning")
    path, uid, count = tmp_path / "b.blend", edited.session_uid, 0
    talks, at = {}, chats.chat_of(edited).shelf.current.uid
    for what, number in acts:
        scene = compat.scene_by_uid(uid)
        chat = chats.chat_of(scene)
        shelf = chat.shelf
        row = shelf.rows[number % len(shelf.rows)]
        if what == "new":
            chat.clear()
        elif what == "switch":
            with window():
                ops.switch_chat(number=row.number)
        elif what == "rename":
            with window():
                ops.rename_chat(number=row.number, name=f"name {number}")
        elif what == "delete" and not talks.get(row.uid):
            with window():
                ops.delete_chat(number=row.number)
        elif what == "send":
            count += 1
            say(scene, f"prompt {count}")
            talks.setdefault(shelf.current.uid, []).append(f"prompt {count}")
        elif what in ("undo", "redo"):
            try:
                {"undo": undo, "redo": redo}[what]()
            except RuntimeError:
                pass  # there is nothing to take back
        elif what == "step":
            step()
        elif what == "load":
            uid = saved_and_opened(path).session_uid
        elif what == "append":
            beside = str(tmp_path / f"{secrets.token_hex(8)}.blend")
            bpy.ops.wm.save_as_mainfile(filepath=beside, copy=True)
            with bpy.data.libraries.load(beside) as (there, here):
                here.scenes = [scene.name]
            other = here.scenes[0]
            say(other, "only in the other one")
            assert {row.uid for row in chats.chat_of(other).shelf.rows} >= set(talks)
        chat = chats.chat_of(compat.scene_by_uid(uid))
        if what in ("undo", "redo", "step", "append", "load", "rename") and talks.get(at):
            assert chat.shelf.current.uid == at
        at = chat.shelf.current.uid
        kept = compat.scene_by_uid(uid).sequence_maker
        there = {row.number: row.uid for row in kept.chats}
        found = {}
        for turn in kept.kept_turns:
            if turn.chat:
                said = json.loads(turn.text)["turn"]["prompt"]
                found.setdefault(there[turn.chat], []).append(said)
        assert found == talks


def test_a_chat_is_exported_and_imported_as_a_quotation(server, scene, tmp_path):
    server.will_call("create_segment", **RED)
    server.will_say("It *is* red.")
    ask(place(server), scene, "make it red")
    text, page = tmp_path / "chat.json", tmp_path / "chat.md"
    with window():
        ops.rename_chat(name="Reds")
        assert ops.export_chat(filepath=str(tmp_path / "chat"), format="JSON") == {"FINISHED"}
        assert ops.export_chat(filepath=str(page), format="MARKDOWN") == {"FINISHED"}
        with pytest.raises(RuntimeError, match="exists already"):
            ops.export_chat(filepath=str(text), format="JSON")
        assert ops.import_chat(filepath=str(text)) == {"FINISHED"}
    markdown = page.read_text(encoding="utf-8")
    assert markdown.startswith("# Reds\n\n## 20") and "\n> make it red\n" in markdown
    assert "`create_segment` (done)" in markdown and "It *is* red." in markdown
    chat = chats.chat_of(scene)
    assert names(scene) == ["Reds", "Reds"] and chat.is_foreign
    assert prompts(scene) == ["make it red"] and not chat.conversation.turns[0].ledger
    server.will_say("Hello.")
    server.will_say("Yes.")
    ask(place(server), scene, "is it?")
    assert "It *is* red." not in str(server.requests[-1]["messages"])
    with window():
        ops.continue_chat()
    ask(place(server), scene, "and now?")
    assert "It *is* red." in str(server.requests[-1]["messages"])


def test_an_export_has_the_turns_that_are_not_loaded(scene, tmp_path):
    say(scene, *(f"prompt {number}" for number in range(80)))
    opened = saved_and_opened(tmp_path / "a.blend")
    shelf = chats.chat_of(opened).shelf
    assert shelf.older == 50
    data = json.loads(exchange.as_json(shelf, opened, shelf.current))
    assert len(data["turns"]) == 80
    other = chats.chat_of(bpy.data.scenes.new("Other"))
    exchange.import_chat(other.shelf, other.scene, json.dumps(data))
    assert len(other.conversation.turns) == 30 and other.shelf.older == 50


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"version": 9}', '{"version": 2, "turns": []}', '{"version": 2, "turns": [5]}',
     '{"version": 2, "turns": [{"prompt": 5}]}', "\xff\x00", "x" * 100_000],
    ids=range(9),
)  # fmt: skip
def test_what_is_no_exported_chat_is_refused_in_one_sentence(scene, tmp_path, text):
    say(scene, "mine")
    path = tmp_path / "chat.json"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(RuntimeError, match="no exported chat"), window():
        ops.import_chat(filepath=str(path))
    with pytest.raises(RuntimeError, match="cannot be read"), window():
        ops.import_chat(filepath=str(tmp_path / "none.json"))
    assert prompts(scene) == ["mine"] and names(scene) == ["mine"]


def test_new_chat_while_a_turn_runs_keeps_what_was_done(server, scene):
    server.will_call("create_segment", **BLUE)
    server.will_play(b"", stall_before=20)
    chat = send(place(server), scene, "make it blue")
    while not chat.conversation.turns[-1].done:
        chat.pump()
    with window():
        ops.new_chat()
    assert prompts(scene) == [] and "make it blue" in kept_text(scene)
    assert chat.running is None


def test_the_command_goes_on_in_a_named_chat(server, tmp_path):
    file = tmp_path / "a.blend"
    for name, prompt, turns in (("Reds", "one", 0), ("Blues", "two", 0), ("reds", "three", 1)):
        server.will_say("Fine.")
        begin = ["--blend", file] if file.exists() else []
        asked = ["--base-url", server.base_url, "--json", "--save", file, "--chat", name, prompt]
        ran = command(*begin, *asked)
        assert ran.code == 0, ran.err
        assert ran.of("chat") == [{"event": "chat", "name": name, "turns": turns}]
    sent = str(server.requests[-1]["messages"])
    assert "one" in sent and "two" not in sent.replace("two", "", 0).split("<state>")[0]
    bpy.ops.wm.open_mainfile(filepath=str(file))
    assert names(compat.sequencer_scene() or bpy.context.scene) == ["Reds", "Blues"]
    ran = command("--base-url", server.base_url, "--chat", " ", "x")
    assert ran.code == 2 and "--chat: the name is empty" in ran.err
