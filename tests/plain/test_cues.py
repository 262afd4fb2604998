"""Warnings before lights and the color between them: read, asked, or left alone; never guessed."""

import pytest

from plain_world import calls, reading

BAR = {"channels": [2], "colors": ["red"], "grid": "downbeats"}
FLASH = BAR | {"shape": "flash"}
SAID = {
    "red on every bar on channel 2, warn in white half a second before each bar": BAR
    | {"cue_ms": 500, "cue_color": "white"},
    "half a second before each bar, warn in white, red on channel 2": BAR
    | {"cue_ms": 500, "cue_color": "white"},
    "flash red on every bar on channel 2 with a 50 ms white warning flash 200 ms before each": FLASH
    | {"cue_ms": 200, "cue_length_ms": 50, "cue_color": "white"},
    "flash red on every bar on channel 2, warn me with a gold flash 200 ms before": FLASH
    | {"cue_ms": 200, "cue_color": "gold"},
    "flash red on every bar on channel 2 on a dark red background": FLASH
    | {"rest_color": "darkred"},
    "flash red on every bar on channel 2 from 10 to 20 s with a warning 0.2 s before": FLASH
    | {"cue_ms": 200, "start_time": 10, "end_time": 20},
    "every bar flash channel 2 in random colors of red and blue, seed 7": FLASH
    | {"colors": ["red", "blue"], "palette": "random", "seed": 7},
}


@pytest.mark.parametrize("text", SAID)
def test_a_warning_and_the_rest_are_told_in_many_ways(text):
    assert calls(text) == [("create_pattern", SAID[text])]


def test_words_have_warnings_too_and_their_own_colors():
    given = {"channels": [1], "colors": ["red"], "words": ["love"], "cue_ms": 300}
    said = "flash red on the word love on channel 1 with a white warning 300 ms before, 50 ms long"
    wanted = given | {"cue_length_ms": 50, "cue_color": "white"}
    assert calls(said) == [("create_segments_for_words", wanted)]
    colors = {"colors": ["red", "blue", "green"], "palette": "random"}
    said = "light every word on channel 1 in random colors of red, blue and green"
    assert calls(said) == [("create_segments_for_words", {"channels": [1]} | colors)]


@pytest.mark.parametrize(
    "text",
    [
        'a warning flash 200 ms before every "you"',
        "warn in white half a second before each bar on channel 2",
        "flash red on every bar on channel 1 with red and white warning flashes 200 ms before",
        "flash red on every bar on channel 1 with a blurple warning flash 200 ms before",
        "flash red on every bar on channel 1, with a blurple warning flash 200 ms before",
        "warn the juggler with a white flash 200 ms before every beat, blue on channel 2",
        "flash red on every bar in white warning in blue 200 ms before on channel 1",
        "flash red on every bar on channel 1 with no warning",
        "flash red on every beat on channel 1 with a warning 200 ms before or 300 ms before",
        "flash red on every beat on channel 1 with a warning flash 20 s before",
        "make ball 1 red from 0 to 5 s with a warning flash 200 ms before",
        "clear channel 3 with a warning flash 200 ms before",
        'blue on channel 1 on every word, with a warning flash 200 ms before every "you"',
        "flash channel 1 in red dark red in between on every beat",
    ],
)
def test_what_is_not_clear_is_neither_done_nor_proposed(text):
    assert not reading(text).calls


def test_a_warning_belongs_to_what_was_said_before_it():
    one = "flash red on channel 1 on every beat"
    other = "flash blue on channel 2 on every beat"
    for joint in (", and ", "; then ", ". "):
        found = calls(f"{one}, with a warning 200 ms before{joint}{other}")
        assert [given.get("cue_ms") for _, given in found] == [200, None], joint
        found = calls(f"{one}{joint}{other}, with a warning 200 ms before")
        assert [given.get("cue_ms") for _, given in found] == [None, 200], joint


def test_channels_with_colors_of_their_own_are_patterns_of_their_own():
    found = calls("flash red on channel 1 on every beat and flash blue on channel 2 on every beat")
    assert [(given["channels"], given["colors"]) for _, given in found] == [
        ([1], ["red"]),
        ([2], ["blue"]),
    ]
    assert reading("flash red on channel 1 and blue on channel 2 on every beat").kind != "certain"
