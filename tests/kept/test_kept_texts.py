"""What the scene keeps of a chat grows at its end alone, so that undo steps share the rest."""

import os.path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.chat.conversation import Conversation, Turn
from bl_ext.user_default.sequence_maker.kept import conversation_file, ledgers
from bl_ext.user_default.sequence_maker.sequence.change import Change
from bl_ext.user_default.sequence_maker.sequence.ledger import Ledger, merged
from bl_ext.user_default.sequence_maker.sequence.segment import Segment
from kept_help import file_of, read, text_of

LARGEST, SMALLER = 8_000, 6_000


def a_turn(number: int, size: int) -> Turn:
    """Return a turn with so many words and so many changed segments."""
    turn = Turn(f"{number} " + "word " * size, status="complete", began=float(number))
    pairs = [
        (Segment(n, 1, n, n + 1), Segment(n, 1, n, n + 1, (9, 9, 9))) for n in range(1, size + 1)
    ]
    turn.ledger = merged([Change(changed=tuple(pairs))]) if size % 3 else Ledger()
    return turn


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(sizes=st.lists(st.integers(1, 8), min_size=20, max_size=60))
def test_a_new_turn_adds_to_the_end_and_the_beginning_goes_rarely(
    sizes: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (conversation_file, ledgers):
        monkeypatch.setattr(module, "LARGEST", LARGEST)
        monkeypatch.setattr(module, "SMALLER", SMALLER)
    conversation, store, file = Conversation(), ledgers.Ledgers(), file_of()
    before, anew, written = ("", ""), [0, 0], [0, 0]
    for number, size in enumerate(sizes):
        turn = a_turn(number, size)
        written[0] += len(text_of(Conversation([turn])))
        written[1] += len(ledgers.Ledgers().keep([turn]))
        conversation.turns.append(turn)
        texts = file.keep(conversation), store.keep(conversation.turns)
        for place, (old, new) in enumerate(zip(before, texts, strict=True)):
            gone = len(old) - old.rfind('"gone"') if place else 0
            if len(os.path.commonprefix([old, new])) < len(old) - gone - 10:
                anew[place] += 1
            assert len(new) < LARGEST * 1.3
        before = texts
    assert store.keep(conversation.turns) == before[1] and file.keep(conversation) == before[0]
    most = [count // (LARGEST - SMALLER) for count in written]
    assert anew[0] <= most[0] and anew[1] <= sum(most), "the beginning goes by a quarter"
    again = read(before[0])
    ledgers.read(before[1], again.turns)
    assert [turn.ledger for turn in again.turns] == [turn.ledger for turn in conversation.turns]
    assert [turn.ledger_gone for turn in again.turns] == [
        turn.ledger_gone for turn in conversation.turns
    ]
