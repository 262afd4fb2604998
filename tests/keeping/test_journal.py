"""What a Blender that dies has not saved is offered, and brought back on a button."""

import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.chat import chats
from bl_ext.user_default.sequence_maker.blender.host import compat
from bl_ext.user_default.sequence_maker.blender.keeping import (
    chat_journal,
    journal_file,
    journal_return,
)
from bl_ext.user_default.sequence_maker.blender.wishes import own_secret
from bl_ext.user_default.sequence_maker.kept import journal_lines
from bl_ext.user_default.sequence_maker.kept.journal_lines import Entry, Head
from bl_ext.user_default.sequence_maker.kept.signatures import Signer
from kept_help import SIGNER, PaperScene, shelf_of
from playback_server import chunk, sse
from test_shelf import a_turn
from turn_help import BLUE, RED, ask, place, send

pytest_plugins = ["client_fixtures"]

HERE = Path(__file__).resolve().parents[1]
SILENT = sse(chunk({"content": "Now "}), done=False)


@pytest.fixture
def journals(tmp_path, monkeypatch):
    """A folder for journals of this test alone."""
    chat_journal.closed()
    folder = tmp_path / "journals"
    monkeypatch.setattr(chat_journal, "folder", lambda: folder)
    chat_journal.forget_offers()
    yield folder
    chat_journal.closed()
    chat_journal.forget_offers()


def head(file="", began=1.7e9):
    return Head(version=journal_lines.VERSION, file=file, began=began)


def entries_of(shelf, scene):
    """Return what a journal would hold of chats that were just written."""
    shelf.write(scene)
    rows = shelf.take_fresh()
    return [
        Entry(scene="S", chat=r.uid, name=r.name, title=r.title, key=str(p), row=t, ledger=ledger)
        for p, (r, t, ledger) in rows.items()
    ]


def talked(*prompts):
    """Return a scene, its chats and their journal after some turns."""
    scene = PaperScene()
    shelf = shelf_of(scene)
    for number, prompt in enumerate(prompts):
        turn = a_turn(prompt)
        turn.began += number
        shelf.conversation.turns.append(turn)
    return scene, shelf, entries_of(shelf, scene)


@pytest.mark.parametrize("saved", [True, False])
def test_a_blender_that_is_killed_in_a_turn_loses_at_most_that_turn(
    server, scene, tmp_path, monkeypatch, saved
):
    server.will_call("create_segment", **RED)
    server.will_say("Red.")
    server.will_call("create_segment", **BLUE)
    server.will_play(SILENT, stall_at=len(SILENT), stall_seconds=60)
    file, user = tmp_path / "show.blend", tmp_path / "user"
    user.mkdir()
    ended = subprocess.run(
        [sys.executable, str(HERE / "die_unsaved.py"), server.base_url, str(file) if saved else ""],
        env={**os.environ, "TMPDIR": str(user)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ended.returncode == -9, ended.stdout + ended.stderr
    (path,) = user.rglob(journal_file.NAME)
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    secret = own_secret.secret_in(path.parents[2])
    monkeypatch.setattr(own_secret, "signer", lambda: Signer(secret))
    monkeypatch.setattr(chat_journal, "folder", lambda: path.parents[1])
    if saved:
        bpy.ops.wm.open_mainfile(filepath=str(file))
    chat_journal.forget_offers()
    opened = compat.sequencer_scene()
    assert not chats.chat_of(opened).conversation.turns
    assert bpy.ops.sequence_maker.return_chat() == {"FINISHED"}
    one, two = chats.chat_of(opened).conversation.turns
    assert (one.prompt, one.text.strip(), one.status) == ("make it red", "Red.", "complete")
    assert (two.prompt, two.status, two.error["code"]) == ("and blue", "incomplete", "interrupted")
    assert two.calls[0].result["ok"] and one.is_own and two.is_own
    assert not path.exists() and not bpy.ops.sequence_maker.return_chat.poll()
    chat_journal.closed()


def test_a_turn_whose_first_result_came_before_anybody_looked_is_noted(
    server, scene, journals, monkeypatch
):
    monkeypatch.setattr(chat_journal, "PERIOD", 0.0)
    server.will_call("create_segment", **RED)
    server.will_say("Red.")
    server.will_call("create_segment", **BLUE)
    server.will_play(SILENT, stall_at=len(SILENT), stall_seconds=60)
    ask(place(server, read_timeout=60.0), scene, "make it red")
    chat = send(place(server, read_timeout=60.0), scene, "and blue")
    turn = chat.running
    while not turn.record.calls or turn.record.calls[0].result is None:
        turn.step(0.008)  # as one long look at an answer that is there already
    chat.pump()
    (journal,) = journals.glob(f"*/{journal_file.NAME}")
    found = journal_lines.entries_of(journal.read_text(encoding="utf-8"), own_secret.signer())
    assert "#0000ff" in list(found)[-1].row
    chat.cancel()


def test_turns_come_back_to_their_scene_whatever_it_was_called_since_the_file_was_saved(
    server, scene, journals, tmp_path
):
    name, other = scene.name, bpy.data.scenes.new("Other")
    server.will_say("Hello.")
    ask(place(server), scene, "hi")
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "show.blend"))
    scene, other = bpy.data.scenes[name], bpy.data.scenes["Other"]
    server.will_say("Again.")
    ask(place(server), scene, "again")
    other.name, scene.name = "Third", "Other"
    server.will_say("Once more.")
    ask(place(server), scene, "once more")
    chat_journal._journal.get().file.close(keep=True)  # as the system does for one that dies
    chat_journal._journal.get().file = None
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "show.blend"))
    chat_journal.forget_offers()
    assert bpy.ops.sequence_maker.return_chat() == {"FINISHED"}
    assert prompts(chats.chat_of(bpy.data.scenes[name])) == ["hi", "again", "once more"]
    assert not chats.chat_of(bpy.data.scenes["Other"]).conversation.turns


def test_a_turn_that_was_noted_under_two_names_comes_back_once_as_it_was_last():
    _, _, entries = talked("one", "two")
    renamed = entries[1].model_copy(update={"scene": "T"})
    empty = PaperScene()
    opened = shelf_of(empty)
    assert journal_return.put_back(opened, empty, [*entries, renamed], SIGNER) == 2
    assert prompts(opened) == ["one", "two"]


def noted(journals):
    """Return the prompts in the journal, and whether there is one."""
    files = list(journals.glob(f"*/{journal_file.NAME}"))
    texts = [path.read_text(encoding="utf-8") for path in files]
    found = [e for text in texts for e in journal_lines.entries_of(text, own_secret.signer())]
    return [prompt for e in found for prompt in ("pears", "plums") if prompt in e.row], len(files)


def test_what_was_said_in_a_deleted_chat_is_in_no_journal_until_it_is_brought_back(
    server, scene, journals
):
    server.will_say("One.")
    ask(place(server), scene, "pears")
    bpy.ops.sequence_maker.new_chat()
    server.will_say("Two.")
    ask(place(server), scene, "plums")
    first, second = (row.number for row in chats.chat_of(scene).shelf.rows)
    assert noted(journals) == (["pears", "plums"], 1)
    bpy.ops.sequence_maker.delete_chat(number=second)
    assert noted(journals) == (["pears"], 1)
    assert "plums" not in next(journals.glob("*/*")).read_text(encoding="utf-8")
    bpy.ops.sequence_maker.delete_chat(number=first)
    assert noted(journals) == ([], 0)
    bpy.ops.sequence_maker.restore_chat()
    assert noted(journals) == (["pears"], 1)
    bpy.ops.sequence_maker.restore_chat()
    assert noted(journals) == (["pears", "plums"], 1)


def test_saving_removes_the_journal_and_the_next_turn_begins_another(
    server, scene, journals, tmp_path
):
    server.will_say("Hello.")
    ask(place(server), scene, "hi")
    (first,) = journals.glob(f"*/{journal_file.NAME}")
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "copy.blend"), copy=True)
    assert first.exists(), "a copy is not the open file"
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "show.blend"))
    assert list(journals.iterdir()) == []
    server.will_say("Again.")
    ask(place(server), compat.sequencer_scene(), "again")
    (second,) = journals.glob(f"*/{journal_file.NAME}")
    text = second.read_text(encoding="utf-8")
    assert "again" in text and "Hello" not in text
    found = journal_lines.head_of(text, own_secret.signer())
    assert found.file == str(tmp_path / "show.blend")
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "show.blend"))
    assert list(journals.iterdir()) == [], "without a window nobody died"


def test_blenders_that_run_keep_their_journals_to_themselves(tmp_path):
    _, _, entries = talked("mine")
    mine = journal_file.JournalFile(tmp_path / "j" / "a", head(), SIGNER)
    other = journal_file.JournalFile(tmp_path / "j" / "b", head("/x.blend"), SIGNER)
    for file in (mine, other):
        file.add(entries)
    assert journal_file.orphans(tmp_path / "j", SIGNER) == []
    other.close(keep=True)  # as the system does for one that dies
    (orphan,) = journal_file.orphans(tmp_path / "j", SIGNER)
    assert orphan.head.file == "/x.blend"
    with journal_file.taken(orphan, SIGNER) as found:
        assert found == entries
        assert journal_file.orphans(tmp_path / "j", SIGNER) == []
        with pytest.raises(OSError), journal_file.taken(orphan, SIGNER):
            pass
    mine.close(keep=False)
    assert [path.name for path in (tmp_path / "j").iterdir()] == []


def test_a_journal_that_cannot_be_used_stays(tmp_path):
    _, _, entries = talked("mine")
    file = journal_file.JournalFile(tmp_path / "j" / "a", head(), SIGNER)
    file.add(entries)
    file.close(keep=True)
    (orphan,) = journal_file.orphans(tmp_path / "j", SIGNER)
    with pytest.raises(RuntimeError), journal_file.taken(orphan, SIGNER):
        raise RuntimeError
    assert journal_file.orphans(tmp_path / "j", SIGNER) == [orphan]


def test_a_month_later_nobody_wants_it(tmp_path):
    folder = tmp_path / "j"
    journal_file.JournalFile(folder / "a", head(), SIGNER).close(keep=True)
    old = time.time() - journal_file.OLDEST - 60
    os.utime(folder / "a" / journal_file.NAME, (old, old))
    assert journal_file.orphans(folder, SIGNER) == [] and list(folder.iterdir()) == []


def test_only_what_was_written_here_is_read_and_a_cut_line_costs_itself(tmp_path):
    _, _, entries = talked("one", "two", "three")
    own = [journal_lines.line_of(part, SIGNER) for part in (head(), *entries)]
    other = Signer(b"somebody else's, on their own....")
    forged = journal_lines.line_of(entries[0].model_copy(update={"name": "forged"}), other)
    moved = own[2].replace("two", "TWO")
    text = "".join([own[0], own[1], forged, moved, "junk\n", "\n", own[3][: len(own[3]) // 2]])
    assert list(journal_lines.entries_of(text, SIGNER)) == entries[:1]
    for first in ("", "{}", own[1], forged, own[0][:-9]):
        with pytest.raises(ValueError):
            journal_lines.head_of(first, SIGNER)


def test_a_turn_that_is_noted_often_is_there_once_and_the_file_stays_small(tmp_path, monkeypatch):
    monkeypatch.setattr(journal_file, "ROOM", 20_000)
    _, _, (entry,) = talked("mine")
    file = journal_file.JournalFile(tmp_path / "j" / "a", head(), SIGNER)
    for number in range(300):
        file.add([entry.model_copy(update={"name": f"{number}"})])
    path = tmp_path / "j" / "a" / journal_file.NAME
    assert path.stat().st_size < 30_000
    (found,) = journal_lines.entries_of(path.read_text(encoding="utf-8"), SIGNER)
    assert found.name == "299"
    monkeypatch.setattr(journal_file, "LARGEST", 5000)
    with pytest.raises(OSError):
        file.add([entry.model_copy(update={"row": "x" * 6000})])
    file.close(keep=False)


def prompts(shelf):
    return [turn.prompt for turn in shelf.conversation.turns]


def test_turns_come_back_to_their_chat_and_replace_what_the_file_has_of_them():
    scene, shelf, entries = talked("one", "two", "three")
    saved = shelf.conversation.turns[:2]
    earlier = PaperScene()
    opened = shelf_of(earlier)
    opened.current.uid = shelf.current.uid
    opened.conversation.turns += saved
    opened.write(earlier)
    assert journal_return.put_back(opened, earlier, entries[1:], SIGNER) == 2
    opened.write(earlier)
    assert prompts(opened) == prompts(shelf_of(earlier)) == ["one", "two", "three"]
    assert all(turn.is_own for turn in shelf_of(earlier).conversation.turns)


def test_where_the_person_went_on_since_they_are_a_chat_of_their_own():
    scene, shelf, entries = talked("one", "two")
    shelf.conversation.turns[1:] = []
    later = a_turn("later")
    later.began += 100
    shelf.conversation.turns.append(later)
    shelf.write(scene)
    assert journal_return.put_back(shelf, scene, entries[1:], SIGNER) == 1
    shelf.write(scene)
    assert prompts(shelf) == ["two"] and len(shelf.rows) == 2
    shelf.turn_to(scene, shelf.rows[0])
    assert prompts(shelf) == ["one", "later"]


def test_a_chat_that_the_file_does_not_have_comes_back_with_its_name():
    scene, shelf, _ = talked("one")
    shelf.current.name = "Intro"
    shelf.conversation.turns[0].began += 1
    _, _, entries = talked("one")
    entries = [entry.model_copy(update={"name": "Intro"}) for entry in entries]
    empty = PaperScene()
    opened = shelf_of(empty)
    assert journal_return.put_back(opened, empty, entries, SIGNER) == 1
    assert opened.current.name == "Intro" and prompts(opened) == ["one"]
