"""What plain commands make of sentences about strips: certain, with these calls, or nothing."""

import pytest

from edit_sentences import NEVER_DONE, SAME
from plain_world import calls, reading

ROWS = [(text, name, wanted) for name, rows in SAME.items() for text, wanted in rows]


@pytest.mark.parametrize(("text", "name", "wanted"), ROWS, ids=[text for text, *_ in ROWS])
def test_a_sentence_is_certain_and_means_its_call(text, name, wanted):
    assert calls(text) == [(name, wanted)]


@pytest.mark.parametrize("text", NEVER_DONE)
def test_what_is_not_asked_for_is_not_done(text):
    found = reading(text)
    assert found.kind != "certain" or not found.calls, found


@pytest.mark.parametrize(("text", "name", "wanted"), ROWS, ids=[text for text, *_ in ROWS])
def test_with_a_word_that_turns_it_nothing_is_done(text, name, wanted):
    found = reading(f"don't {text}")
    assert found.kind != "certain" or not found.calls, found
