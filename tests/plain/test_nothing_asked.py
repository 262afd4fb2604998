"""Of what tells, asks, plans, thanks or is unclear nothing is done, and little is proposed."""

import pytest

from nothing_asked import sentences
from plain_world import reading

ALL = [*sentences("en"), *sentences("de")]
KINDS = sorted({kind for kind, _ in ALL})


def _edits(found) -> bool:
    return bool(found.calls) or found.undo


@pytest.mark.parametrize("kind", KINDS)
def test_of_what_asks_for_no_edit_nothing_is_done(kind):
    texts = [text for own, text in ALL if own == kind]
    done = [text for text in texts if _edits(found := reading(text)) and found.kind == "certain"]
    assert not done


def test_little_of_what_asks_for_no_edit_is_proposed():
    texts = [text for kind, text in ALL if kind not in ("unclear", "reminded")]
    proposed = [text for text in texts if reading(text).kind == "proposal"]
    assert len(proposed) <= len(texts) / 8, proposed


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I muted the movie. Now delete the photo.", "delete_strips"),
        ("thanks for the marker at 10 s, now split the movie at 12 s", "split_strips"),
        ("ich habe Photo gelöscht. Jetzt schalte Movie stumm.", "set_strips"),
    ],
)
def test_a_request_beside_a_remark_is_proposed_alone(text, name):
    found = reading(text)
    assert (found.kind, [call.name for call in found.calls]) == ("proposal", [name])


@pytest.mark.parametrize(
    "text",
    [
        "I'd like you to mute the movie",
        "we need the movie muted",
        "the movie should be muted",
        "could we lock channel 5?",
        "is it possible to mute the movie?",
        "do you think you could mute the movie?",
        "I was hoping you could lock channel 5",
        "hey I was wondering if you could split the movie at 12 s",
        "we're going to need a marker at 10 s",
        "thank you for your help, please lock channel 5",
        "I'll have channel 1 in red from 5 to 8 s",
        "schaltest du Movie stumm?",
        "ich hätte gern einen Marker bei 10 s",
    ],
)
def test_what_is_asked_for_politely_is_still_a_request(text):
    assert reading(text).kind == "certain"
