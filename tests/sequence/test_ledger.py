"""What a turn wrote is kept as it was before the first write, and goes back from after the last."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.blender.host import damaged
from bl_ext.user_default.sequence_maker.chat.conversation import Conversation, Turn
from bl_ext.user_default.sequence_maker.kept import ledger_file, ledgers
from bl_ext.user_default.sequence_maker.sequence.change import Change
from bl_ext.user_default.sequence_maker.sequence.ledger import Ledger, merged
from bl_ext.user_default.sequence_maker.sequence.segment import Segment
from bl_ext.user_default.sequence_maker.toolkit.world import Session
from kept_help import PaperScene, shelf_of, text_of
from timeline_help import FREE, ListWorld, call, create, picture


@pytest.fixture
def session():
    return ListWorld().session()


def reverted(session, ledger):
    """Revert a ledger in a session of its own; what is left."""
    later = Session(session.timelines, None, FREE)
    change, left = ledger.revert(later.draft(), None)
    later.apply(change)
    return left


def test_a_segment_that_a_turn_wrote_twice_comes_back_as_it_was_first(session):
    one = create(session, 1, 0, 4, "red")
    before = session.timelines.segments()
    session.take_written()
    call(session, "modify_segment", segment_id=one, color="blue")
    call(session, "modify_segment", segment_id=one, color="lime", start_time=1)
    call(session, "delete_segment", segment_id=one)
    assert reverted(session, merged(session.take_written())) == []
    assert session.timelines.segments() == before


def test_what_a_turn_made_and_removed_itself_leaves_nothing_to_revert(session):
    one = create(session, 1, 0, 4, "red")
    call(session, "delete_segment", segment_id=one)
    ledger = merged(session.take_written())
    assert not ledger.change() and reverted(session, ledger) == []
    assert session.timelines.segments() == []


WRITES = st.lists(
    st.one_of(
        st.tuples(
            st.just("create_segment"),
            st.fixed_dictionaries(
                {
                    "channel": st.integers(1, 2),
                    "start_time": st.integers(0, 9),
                    "end_time": st.integers(10, 19),
                    "color": st.sampled_from(["red", "lime"]),
                    "end_color": st.sampled_from([None, "blue"]),
                }
            ),
        ),
        st.tuples(
            st.just("modify_segment"),
            st.fixed_dictionaries(
                {
                    "segment_id": st.integers(1, 9),
                    "start_time": st.integers(0, 9),
                    "end_time": st.integers(10, 14),
                    "to_channel": st.integers(1, 2),
                }
            ),
        ),
        st.tuples(
            st.just("delete_segment"), st.fixed_dictionaries({"segment_id": st.integers(1, 9)})
        ),
        st.tuples(
            st.just("clear_timeline"), st.fixed_dictionaries({"end_time": st.integers(1, 12)})
        ),
    ),
    max_size=8,
)


@settings(deadline=None)
@given(WRITES, WRITES)
def test_reverting_brings_back_the_picture_whatever_was_written(first, second):
    session = ListWorld().session()
    for name, arguments in first:
        call(session, name, **arguments)
    session.take_written()
    before = session.timelines.segments()
    for name, arguments in second:
        call(session, name, **arguments)
    ledger = merged(session.take_written())
    kept = ledger_file.from_json(json.loads(json.dumps(ledger_file.as_json(ledger))))
    assert kept == ledger
    assert reverted(session, kept) == [] and session.timelines.segments() == before


@settings(deadline=None)
@given(WRITES, WRITES)
def test_what_was_reverted_comes_again_exactly_also_as_a_file_has_it(first, second):
    session = ListWorld().session()
    for name, arguments in first:
        call(session, name, **arguments)
    session.take_written()
    before = session.timelines.segments()
    for name, arguments in second:
        call(session, name, **arguments)
    ledger, after = merged(session.take_written()), session.timelines.segments()
    for _ in range(2):
        later = Session(session.timelines, None, FREE)
        change, _left = ledger.revert(later.draft(), None)
        ledger.back = merged([later.apply(change)])
        assert session.timelines.segments() == before
        ledger = ledger_file.from_json(json.loads(json.dumps(ledger_file.as_json(ledger))))
        assert ledger.back is not None and reverted(session, ledger.back) == []
        assert session.timelines.segments() == after


@pytest.mark.parametrize("back", [5, "x", [], [[1]], {"segments": 3}, {"back": {}}])
def test_a_return_that_cannot_be_read_costs_the_ledger_alone(back):
    data = ledger_file.as_json(merged([many(3, (1, 2, 3))])) | {"back": back}
    with pytest.raises(ValueError):
        ledger_file.from_json(data)


def test_a_return_is_not_kept_of_a_return():
    data = ledger_file.as_json(Ledger())
    deep = data | {"back": data | {"back": data | {"back": 5}}}
    assert ledger_file.from_json(deep).back.back is None


@settings(deadline=None)
@given(WRITES)
def test_each_change_is_taken_back_by_its_inverse(writes):
    session = ListWorld().session()
    pictures = [session.timelines.segments()]
    changes = []
    for name, arguments in writes:
        call(session, name, **arguments)
        for change in session.take_written():
            changes.append(change)
            pictures.append(session.timelines.segments())
    for change, before in zip(reversed(changes), reversed(pictures[:-1]), strict=True):
        session.timelines.apply(change.inverse)
        assert session.timelines.segments() == before


def many(count, color):
    pairs = [(Segment(n, 1, n, n + 1), Segment(n, 1, n, n + 1, color)) for n in range(1, count)]
    return Change(changed=tuple(pairs))


def test_the_talk_never_goes_for_what_can_be_reverted():
    scene = PaperScene()
    shelf = shelf_of(scene)
    conversation = shelf.conversation
    for number in range(40):
        conversation.turns.append(Turn(f"small {number}", status="complete", began=number))
    for number in range(20):
        turn = Turn(f"large {number}", status="complete", began=100 + number)
        turn.ledger = merged([many(2000, (number, 0, 0))])
        conversation.turns.append(turn)
        shelf.write(scene)
    assert len(conversation.turns) == 60 and conversation.dropped == 0
    kept = sum(len(row.ledger) for row in scene.sequence_maker.kept_turns)
    assert kept < ledgers.LARGEST * 1.01
    gone = [turn.ledger_gone for turn in conversation.turns[40:]]
    assert gone == sorted(gone, reverse=True) and gone[0] and not gone[-1], "the oldest go first"
    again = shelf_of(scene).conversation
    assert [turn.ledger for turn in again.turns] == [turn.ledger for turn in conversation.turns]
    assert [turn.ledger_gone for turn in again.turns[40:]] == gone


@pytest.mark.parametrize("text", ["{", "[]", '{"version": 9}', '{"version": null}', '"x"'])
def test_a_store_that_cannot_be_read_leaves_the_talk(text):
    with pytest.raises(ValueError, match=r"^it is "):
        ledgers.of_former(text)


@pytest.mark.parametrize("text", ["{", '{"version": 9}', '"x"', "5"])
def test_a_ledger_that_cannot_be_read_leaves_the_turn(text):
    turn = Turn("one", status="complete")
    with pytest.raises(ValueError):
        ledgers.give(turn, text)
    assert turn.ledger == Ledger() and turn.ledger_gone


def test_of_several_ledgers_the_whole_ones_are_read():
    scene = PaperScene()
    shelf = shelf_of(scene)
    for number in range(3):
        turn = Turn(str(number), status="complete", began=number)
        turn.ledger = merged([many(3, (1, 2, 3))])
        shelf.conversation.turns.append(turn)
    shelf.write(scene)
    first = scene.sequence_maker.kept_turns[0]
    first.ledger = first.ledger.replace('"start": 1', '"start": "x"', 1)
    again = shelf_of(scene).conversation.turns
    assert [bool(turn.ledger) for turn in again] == [False, True, True]
    assert damaged.found(scene) == ["list of changes"]


def test_how_many_turns_earlier_versions_dropped_is_kept():
    scene = PaperScene(text_of(Conversation([Turn("one", status="complete")], dropped=3)))
    shelf = shelf_of(scene)
    shelf.conversation.turns.append(Turn("more", status="complete"))
    shelf.write(scene)
    assert shelf.conversation.dropped == shelf_of(scene).conversation.dropped == 3


def test_what_was_changed_since_stays_and_is_named(session):
    one = create(session, 1, 0, 4, "red")
    two = create(session, 2, 0, 4, "red")
    ledger = merged(session.take_written())
    call(session, "modify_segment", segment_id=two, color="blue")
    assert reverted(session, ledger) == [("segment", str(two))]
    assert picture(session) == [(2, 0, 4, "#0000ff")] and one
