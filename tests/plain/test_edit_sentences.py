"""What plain commands make of sentences about strips: certain, with these calls, or nothing."""

import pytest

import german_edits
from edit_sentences import NEVER_DONE, SAME
from german_sentences import TURNED
from plain_world import calls, reading

GERMAN = [(t, name, wanted) for name, rows in german_edits.SAME.items() for t, wanted in rows]
ROWS = [(text, name, wanted) for name, rows in SAME.items() for text, wanted in rows]


BOTH = [*ROWS, *GERMAN]


@pytest.mark.parametrize(("text", "name", "wanted"), BOTH, ids=[text for text, *_ in BOTH])
def test_a_sentence_is_certain_and_means_its_call(text, name, wanted):
    assert calls(text) == [(name, wanted)]


@pytest.mark.parametrize("text", [*NEVER_DONE, "delete the marker", *german_edits.NEVER_DONE])
def test_what_is_not_asked_for_is_not_done(text):
    found = reading(text)
    assert found.kind != "certain" or not found.calls, found


@pytest.mark.parametrize(("text", "name", "wanted"), ROWS, ids=[text for text, *_ in ROWS])
def test_with_a_word_that_turns_it_nothing_is_done(text, name, wanted):
    found = reading(f"don't {text}")
    assert found.kind != "certain" or not found.calls, found


@pytest.mark.parametrize("form", [*TURNED, "{text} nicht", "soll ich {text}?"])
def test_with_a_german_word_that_turns_it_nothing_is_done_or_proposed(form):
    meant = [text for text, *_ in GERMAN if reading(form.format(text=text)).calls]
    assert not meant
