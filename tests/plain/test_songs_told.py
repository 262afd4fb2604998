"""What is said of a song: its words, which are words of requests, too."""

from dataclasses import replace

import pytest

from plain_world import calls, reading, situation

SUNG = tuple("can you make it go red is all the music on from to song are love don't".split())
"""Words of a song that requests are made of."""


def lit() -> dict:
    """Return what changes in a scene when all words of its song are lit."""
    first = situation().segments[0]
    rows = [replace(first, id=900 + n, channel=9, name=word) for n, word in enumerate(SUNG)]
    return {"words": SUNG, "segments": (*situation().segments, *rows)}


@pytest.mark.parametrize(
    "text",
    [
        "can you make channel 11 red from 0 to 5 seconds?",
        "go to 10 s",
        "flash channel 12 white on every beat",
        "what is on channel 2?",
        "clear everything on channel 5 after 40 s",
        "make all segments on channel 2 red",
    ],
)
def test_segments_named_after_words_do_not_change_what_is_read(text: str) -> None:
    assert reading(text, **lit()) == reading(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('light channel 3 red on the word "love"', ["love"]),
        ('light channel 3 red on every "love"', ["love"]),
        ('light channel 3 red on the words "love" and "you"', ["love", "you"]),
        ("light channel 3 red on the word love", ["love"]),
    ],
)
def test_words_that_are_lit_already_can_be_lit_again(text: str, words: list[str]) -> None:
    ((name, given),) = calls(text, **lit())
    assert name == "create_segments_for_words" and given["words"] == words


def test_a_segment_named_after_a_word_is_reached_by_a_quotation() -> None:
    ((name, given),) = calls('delete the segment "love"', **lit())
    assert (name, given) == ("delete_segment", {"segment_id": 900 + SUNG.index("love")})


@pytest.mark.parametrize(
    "text",
    [
        "light each word on channel 3 in white",
        "light the words on channel 3 in white",
        "light every word red on channel 3",
        "light the words from 10 to 20 s on channel 3 in white",
    ],
)
def test_small_words_behind_the_words_are_not_the_ones_that_are_lit(text: str) -> None:
    ((name, given),) = calls(text, words=SUNG)
    assert name == "create_segments_for_words" and "words" not in given


@pytest.mark.parametrize("text", ["light channel 3 red on the word on", "on the word to light channel 3 red"])
def test_a_small_word_is_lit_where_nothing_goes_on_behind_it(text: str) -> None:
    ((_, given),) = calls(text, words=SUNG)
    assert given["words"] == [text.split("word ")[1].split()[0]]
