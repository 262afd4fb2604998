"""What holds for any text: no exception, no nonsense carried out, no entity dropped, in no time."""

import json
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.plain.reader import read
from bl_ext.user_default.sequence_maker.plain.situation import Situation
from bl_ext.user_default.sequence_maker.tools import TOOLS
from plain_world import calls, reading, situation
from sentences import sentences

ROWS = [text for text, _ in sentences()][::7]
NONSENSE = "blorp wibble frantic cucumber yesterday opinion gravel tuesday narwhal because mumble"
KNOWN = (
    "make red channel 1 2 from to 5 s on and then delete segment the every beat all but not first "
    "second one last it play stop at for between , . ; - : # 10 % fade in out blue clear ball with "
    "again same later longer instead until end start everything half a minute flash move"
).split()


@given(st.text(max_size=300))
@example("\x00 \ud800")
@example("🔴🔵 ✨")
@example("")
def test_no_text_raises_and_the_same_text_is_read_the_same(text):
    assert reading(text) == reading(text)


@given(st.lists(st.sampled_from(KNOWN), max_size=25))
def test_no_salad_of_known_words_raises_and_what_is_certain_can_be_kept_as_json(words):
    found = reading(" ".join(words))
    for call in found.calls:
        assert call.name in TOOLS
        json.dumps(call.arguments)
    assert found.kind in ("certain", "proposal") or not found.calls


@given(st.lists(st.sampled_from(NONSENSE.split()), min_size=1, max_size=12))
def test_words_that_mean_nothing_are_never_carried_out_or_proposed(words):
    assert not reading(" ".join(words)).calls


@given(st.sampled_from(ROWS), st.sampled_from(NONSENSE.split()), st.integers(0, 30))
def test_a_nonsense_word_between_good_ones_makes_a_sentence_uncertain(text, word, place):
    words = text.split()
    words.insert(min(place, len(words)), word)
    assert reading(" ".join(words)).kind != "certain", words


@given(st.sampled_from(ROWS), st.integers(130, 999), st.integers(0, 30))
def test_a_number_more_never_leaves_the_same_calls_certain(text, number, place):
    words = text.split()
    words.insert(min(place, len(words)), str(number))
    found = reading(" ".join(words))
    assert found.kind != "certain" or found.calls != reading(text).calls, words


@given(st.sampled_from(ROWS), st.data())
def test_a_number_less_never_leaves_the_same_calls_certain(text, data):
    numbers = [m for m in re.finditer(r"(?<![\d:.#f])\d+(?:[:.]\d+)*(?![\d:.f])", text)]
    if not numbers:
        return
    match = data.draw(st.sampled_from(numbers))
    shorter = text[: match.start()] + text[match.end() :]
    found = reading(shorter)
    assert found.kind != "certain" or found.calls != reading(text).calls, shorter


def test_ten_thousand_characters_of_anything_end_at_once():
    for text in (
        "red " * 2500,
        "1" * 10_000,
        ", and " * 1600,
        "(" * 10_000,
        "channel 1-128 " * 700,
    ):
        assert not reading(text[:10_000]).calls
        assert not any(call.name == "clear_timeline" for call in reading(text[:1900]).calls)


def test_what_cannot_be_is_told_in_one_sentence_and_nothing_is_done():
    for text in (
        "make channel 1 red from 10 to 5",
        "make channel 500 red from 1 to 5 s",
        "clear channel 0",
        "delete the last segment on channel 40",
        "make channel 1 blurple from 0 to 5",
        "rends le canal 1 rouge de 0 à 5 secondes",
    ):
        found = reading(text)
        assert not found.calls, (text, found)
        assert found.text or found.word, text
        assert found.text.count(". ") == 0, found.text


def test_what_is_missing_is_asked_and_every_offered_answer_is_certain():
    for text in (
        "make ball 1 red",
        "paint it gold from 5 to 10 s",
        "flash channel 2 white",
        "a white flash on channel 2 from 10 to 20 seconds",
        "I want to hear it from fifty seconds",
        "flash channel 2 red on every beat with a warning flash",
        'light channel 1 blue on every "you" with a white warning',
        "make channel 2 red on every beat, blue in between",
        "clear",
    ):
        found = reading(text)
        assert found.kind == "question", (text, found)
        assert found.options, text
        for option in found.options:
            assert reading(option).kind == "certain", option


@pytest.mark.parametrize(
    "text",
    [
        "make channel 6 teal from 0 to 12.5 s, while the song is playing",
        "while the music plays, make channel 6 teal from 0 to 12.5 s",
        "while playing, make channel 6 teal from 0 to 12.5 s",
    ],
)
def test_what_goes_on_meanwhile_is_no_command(text):
    told = {"channel": 6, "start_time": 0, "end_time": 12.5, "color": "teal"}
    assert calls(text) == [("create_segment", told)]


def test_while_a_section_plays_is_the_time_of_the_section():
    told = {"channel": 6, "start_time": 32, "end_time": 48, "color": "red"}
    assert calls("make channel 6 red while B2 is playing") == [("create_segment", told)]
    assert not reading("while the song is playing").calls


def test_a_function_that_is_not_there_is_not_called():
    fewer = {name: tool for name, tool in TOOLS.items() if name != "clear_timeline"}
    assert read("clear channel 3", situation(), fewer).kind == "declined"
    assert read("clear channel 3", Situation(), TOOLS).kind == "certain"


def test_a_language_without_a_lexicon_is_declined_in_a_sentence():
    assert read("clear channel 3", situation(), TOOLS, "xx").kind == "declined"
