"""Chats of scenes under any sequence of what a person does: nothing is lost, nothing mixes."""

import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.blender.host import damaged
from bl_ext.user_default.sequence_maker.blender.keeping import chat_overview, open_chat
from bl_ext.user_default.sequence_maker.blender.keeping.chat_shelf import Shelf
from bl_ext.user_default.sequence_maker.chat.conversation import Conversation, Turn
from bl_ext.user_default.sequence_maker.kept import ledgers, signed_turns
from bl_ext.user_default.sequence_maker.kept.signatures import Signer
from bl_ext.user_default.sequence_maker.sequence.change import Change
from bl_ext.user_default.sequence_maker.sequence.ledger import merged
from bl_ext.user_default.sequence_maker.sequence.segment import Segment
from kept_help import SIGNER, TEXTS, PaperScene, Rows, shelf_of, text_of

OTHER = Signer(b"the secret of another computer..")
ACTS = ("new", "switch", "rename", "pin", "delete", "restore", "send", "retry", "undo", "load")


def a_turn(prompt, **more):
    return Turn(prompt, entries=["Done."], status="complete", began=1.7e9, **more)


class Person:
    """What somebody does with the chats of one scene, and what there must be after it."""

    def __init__(self, label):
        self.label, self.scene = label, PaperScene()
        self.shelf, self.steps, self.count = Shelf(self.scene, SIGNER), [], 0
        self.turns = {self.shelf.current.uid: []}
        self.names, self.pinned, self.deleted = {}, {}, []

    def store(self):
        self.shelf.write(self.scene)
        self.steps.append(copy.deepcopy(self.scene.sequence_maker))

    def act(self, what, number):
        rows, shelf = self.shelf.rows, self.shelf
        row = rows[number % len(rows)]
        if what == "new":
            shelf.begin(self.scene)
            self.turns.setdefault(shelf.current.uid, [])
        elif what == "switch":
            shelf.turn_to(self.scene, row)
        elif what == "rename":
            row.name = self.names[row.uid] = f"{self.label} {number}"
        elif what == "pin":
            row.pinned = self.pinned[row.uid] = not row.pinned
        elif what == "delete":
            self.deleted.append(row.uid)
            shelf.delete(self.scene, row)
            self.turns.setdefault(shelf.current.uid, [])
        elif what == "restore" and shelf.deleted:
            assert shelf.bring_back(self.scene).uid == self.deleted.pop()
        elif what == "send":
            self.count += 1
            prompt = f"{self.label} prompt {self.count}"
            shelf.conversation.turns.append(a_turn(prompt))
            self.turns[shelf.current.uid].append(prompt)
        elif what == "retry" and shelf.conversation.turns:
            shelf.conversation.turns[-1] = a_turn(self.turns[shelf.current.uid][-1])
        elif what == "undo" and self.steps:
            self.scene.sequence_maker = copy.deepcopy(self.steps[number % len(self.steps)])
            shelf.write(self.scene, again=True)
        elif what == "load":
            self.store()
            for uid in self.deleted:  # they could be brought back until now
                del self.turns[uid]
            self.shelf, self.steps, self.deleted = Shelf(self.scene, SIGNER), [], []
            self.turns.setdefault(self.shelf.current.uid, [])
        self.store()

    def check(self):
        """Every chat is there with its turns, in the session and in the file, one's own."""
        at = self.shelf.current.uid
        saved = PaperScene()
        saved.sequence_maker = copy.deepcopy(self.scene.sequence_maker)
        for shelf in (self.shelf, Shelf(saved, SIGNER)):
            there = {row.uid: row for row in shelf.rows}
            assert shelf.current.uid == at or not self.turns[at]
            for uid, prompts in self.turns.items():
                if uid in self.deleted or not prompts and uid not in there:
                    continue
                row = there[uid]
                assert row.name == self.names.get(uid, "")
                assert row.pinned == self.pinned.get(uid, False) or not prompts
                scene = saved if shelf is not self.shelf else self.scene
                places = shelf.places.of(row.number)
                found = [
                    json.loads(shelf.places.get(scene, at)[0])["turn"]["prompt"] for at in places
                ]
                assert found == prompts
            assert all(turn.is_own for turn in shelf.conversation.turns)
        assert not damaged.found(saved)


@settings(max_examples=120)
@given(
    st.lists(
        st.tuples(st.booleans(), st.sampled_from(ACTS), st.integers(0, 12)), min_size=5, max_size=40
    )
)
def test_nothing_is_ever_lost_and_two_scenes_never_mix(acts):
    people = Person("one"), Person("other")
    for is_other, what, number in acts:
        person = people[is_other]
        person.act(what, number)
        person.check()
    for person in people:
        assert all(person.label in text for text in person.scene.texts)


def many(count, size=10, signer=SIGNER):
    """Return a scene with a chat of so many turns."""
    turns = [a_turn(f"prompt {number} " + "x" * size) for number in range(count)]
    scene = PaperScene()
    shelf = Shelf(scene, signer)
    shelf.conversation.turns += turns
    shelf.write(scene)
    return scene


def test_a_file_of_20_mb_is_opened_by_its_newest_thirty_turns_and_all_are_reachable(monkeypatch):
    scene, parsed = many(1000, 20_000), []
    assert sum(map(len, scene.texts)) > 20_000_000
    read = signed_turns.turn_of
    monkeypatch.setattr(signed_turns, "turn_of", lambda *a: parsed.append(1) or read(*a))
    shelf = Shelf(scene, SIGNER)
    assert len(parsed) == len(shelf.conversation.turns) == 30 and shelf.older == 970
    assert shelf.conversation.dropped == 970
    while shelf.older:
        assert 0 < shelf.load_older(scene) <= 30
    prompts = [turn.prompt.split(" x")[0] for turn in shelf.conversation.turns]
    assert prompts == [f"prompt {number}" for number in range(1000)]
    assert shelf.conversation.dropped == 0
    assert all(turn.is_own for turn in shelf.conversation.turns)


def test_storing_writes_one_turn_and_touches_no_other(monkeypatch):
    scene = many(50)
    shelf = Shelf(scene, SIGNER)
    assert shelf.write(scene) == []
    shelf.conversation.turns.append(a_turn("one more"))
    before = list(scene.texts)
    assert shelf.write(scene) == [50]
    assert scene.texts[:50] == before and shelf.write(scene) == []


def test_a_long_session_holds_no_more_turns_than_so_and_loses_none(monkeypatch):
    monkeypatch.setattr(open_chat, "MOST_LOADED", 40)
    monkeypatch.setattr(open_chat, "FEWER_LOADED", 30)
    scene = PaperScene()
    shelf = Shelf(scene, SIGNER)
    for number in range(100):
        shelf.conversation.turns.append(a_turn(f"prompt {number}"))
        shelf.write(scene)
        assert len(shelf.conversation.turns) <= 40
        assert shelf.conversation.dropped + len(shelf.conversation.turns) == number + 1
    while shelf.older:
        shelf.load_older(scene)
    prompts = [turn.prompt for turn in shelf.conversation.turns]
    assert prompts == [f"prompt {number}" for number in range(100)]


@given(st.integers(0, 9), TEXTS, st.integers(0, 60))
def test_a_damaged_turn_costs_itself_only_and_stays_as_it_came(number, junk, cut):
    scene = many(10)
    kept = scene.sequence_maker.kept_turns
    whole = kept[number].text
    kept[number].text = damage = whole[: len(whole) - 1 - cut] + junk
    shelf = shelf_of(scene)
    found = [turn.prompt.split(" x")[0] for turn in shelf.conversation.turns if turn.is_own]
    assert [f"prompt {n}" for n in range(10) if n != number] == [
        prompt for prompt in found if prompt != f"prompt {number}"
    ]
    if len(shelf.conversation.turns) < 10:
        assert ("chat", damage) in damaged.texts(scene)
    shelf.conversation.turns.append(a_turn("on it goes"))
    shelf.write(scene)
    assert damage in scene.texts
    assert len(shelf_of(scene).conversation.turns) >= 10


@pytest.mark.parametrize("count", [3, 45])
def test_a_chat_of_another_computer_is_foreign_also_where_it_is_loaded_later(count):
    scene = many(count, signer=OTHER)
    shelf = Shelf(scene, SIGNER)
    assert shelf.quote() == min(count, 30)
    shelf.write(scene)
    again = Shelf(scene, SIGNER)
    assert {turn.origin for turn in again.conversation.turns} == {"quoted"}
    assert again.load_older(scene) == count - min(count, 30)
    origins = [turn.origin for turn in again.conversation.turns]
    assert origins == ["foreign"] * (count - min(count, 30)) + ["quoted"] * min(count, 30)


def test_a_turn_that_is_taken_out_of_a_chat_makes_the_next_one_foreign():
    scene = many(5)
    del scene.sequence_maker.kept_turns[2]
    origins = [turn.origin for turn in shelf_of(scene).conversation.turns]
    assert origins == ["own", "own", "foreign", "own"]


def test_turns_whose_chat_is_not_listed_are_a_chat_all_the_same():
    scene = many(3)
    scene.sequence_maker.chats.clear()
    shelf = shelf_of(scene)
    assert [turn.origin for turn in shelf.conversation.turns] == ["foreign"] * 3


def test_ledgers_go_before_any_talk_and_say_so(monkeypatch):
    monkeypatch.setattr(ledgers, "LARGEST", 3000)
    monkeypatch.setattr(ledgers, "SMALLER", 2000)
    scene = PaperScene()
    shelf = Shelf(scene, SIGNER)
    for number in range(12):
        pair = (Segment(1, 1, 0, 1), Segment(1, 1, 0, 1, (9, 9, number)))
        turn = a_turn(f"prompt {number}")
        turn.ledger = merged([Change(changed=(pair,))])
        shelf.conversation.turns.append(turn)
        shelf.write(scene)
        assert sum(len(row.ledger) for row in scene.sequence_maker.kept_turns) < 3400
    for found in (shelf.conversation, shelf_of(scene).conversation):
        assert len(found.turns) == 12
        gone = [turn.ledger_gone for turn in found.turns]
        assert gone == sorted(gone, reverse=True) and gone[0] and not gone[-1]
        assert [bool(turn.ledger) for turn in found.turns] == [not lost for lost in gone]


def test_chats_of_0_1_are_taken_over_with_what_they_can_revert():
    pair = (Segment(1, 1, 0, 1), Segment(1, 1, 0, 1, (9, 9, 9)))
    turns = [a_turn("one"), a_turn("two")]
    turns[1].ledger = merged([Change(changed=(pair,))])
    former = {"version": 1, "gone": [f"{1.7e9!r}/1"], "ledgers": [
        {"turn": f"{1.7e9!r}/2", "ledger": json.loads(ledgers.text_of(turns[1]))}
    ]}  # fmt: skip
    scene = PaperScene(text_of(Conversation(turns, dropped=7)), json.dumps(former))
    shelf = shelf_of(scene)
    assert [turn.origin for turn in shelf.conversation.turns] == ["own", "own"]
    assert shelf.conversation.turns[0].ledger_gone
    assert shelf.conversation.turns[1].ledger == turns[1].ledger
    assert shelf.current.title == "one" and shelf.conversation.dropped == 7
    shelf.write(scene)
    assert scene.sequence_maker.conversation == scene.sequence_maker.ledgers == ""
    assert [turn.prompt for turn in shelf_of(scene).conversation.turns] == ["one", "two"]


def test_the_list_has_pinned_chats_first_and_finds_words_of_any_turn():
    scene = PaperScene()
    shelf = Shelf(scene, SIGNER)
    for name in ("Blue", "Red", "Green"):
        shelf.begin(scene, name)
        shelf.conversation.turns.append(a_turn(f"make it {name.lower()}, as the Straße is"))
        shelf.write(scene)
    shelf.rows[0].pinned = True
    names = lambda words: [row.name for row in chat_overview.listed(shelf, scene, words)]  # noqa: E731
    assert names("") == ["Blue", "Green", "Red"]
    assert names("  RED ") == ["Red"] and names("straße") and names("nothing") == []
    assert chat_overview.total([scene])[0] == 3


def test_a_search_finds_what_a_turn_says_now_as_long_as_it_said_something_else_before():
    scene = PaperScene()
    shelf = shelf_of(scene)
    (turn,) = shelf.conversation.turns[:] = [a_turn("hello")]
    turn.entries, turn.status = ["Blue."], "running"
    shelf.write(scene)
    assert chat_overview.listed(shelf, scene, "blue")
    assert not chat_overview.listed(shelf, scene, "pink")
    turn.entries = ["Pink."]
    shelf.write(scene)
    assert chat_overview.listed(shelf, scene, "pink")


HOSTILE = st.integers(-(2**31), 2**31 - 1) | st.integers(-2, 4)


@given(
    st.lists(st.tuples(HOSTILE, HOSTILE, st.text(max_size=30), st.text(max_size=30)), max_size=5),
    st.lists(st.tuples(HOSTILE, TEXTS, TEXTS, HOSTILE), max_size=4),
    HOSTILE,
)
def test_whatever_a_file_has_for_chats_can_be_opened_used_and_kept(turns, rows, chosen):
    scene = many(2)
    for chat, size, text, ledger in turns:
        row = scene.sequence_maker.kept_turns.add()
        row.chat, row.size, row.text, row.ledger = chat, size, text, ledger
    for number, uid, name, made in rows:
        row = scene.sequence_maker.chats.add()
        row.number, row.uid, row.name, row.made = number, uid, name, made
    scene.sequence_maker.current_chat = chosen
    shelf = shelf_of(scene)
    chat_overview.listed(shelf, scene, "prompt")
    for row in list(shelf.rows):
        shelf.turn_to(scene, row)
        shelf.conversation.turns.append(a_turn("mine"))
        shelf.write(scene)
    shelf.delete(scene, shelf.current)
    shelf.bring_back(scene)
    shelf.write(scene)
    found = shelf_of(scene)
    assert found.conversation.turns[-1].prompt == "mine" and found.conversation.turns[-1].is_own


class Walked(Rows):
    """A collection in which every place is found by a walk from the first on, as in Blender."""

    steps = 0

    def __getitem__(self, place):
        self.steps += len(self) if isinstance(place, slice) else place
        return super().__getitem__(place)


def test_a_long_chat_is_written_in_few_walks_through_what_the_scene_keeps():
    count = 400
    scene = PaperScene(text_of(Conversation([a_turn(str(number)) for number in range(count)])))
    scene.sequence_maker.kept_turns = rows = Walked()
    Shelf(scene, SIGNER).write(scene)
    assert [row.chat > 0 for row in rows] == [True] * count
    assert rows.steps < 5 * count
