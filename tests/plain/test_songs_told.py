"""What is said of a song: its words, which are words of requests, too."""

from dataclasses import replace

import pytest

from bl_ext.user_default.sequence_maker.plain.parts.facts import Part
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


@pytest.mark.parametrize(
    "text", ["light channel 3 red on the word on", "on the word to light channel 3 red"]
)
def test_a_small_word_is_lit_where_nothing_goes_on_behind_it(text: str) -> None:
    ((_, given),) = calls(text, words=SUNG)
    assert given["words"] == [text.split("word ")[1].split()[0]]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("it is in three", {"meter": 3}),
        ("it's in 6/8", {"meter": 6}),
        ("the song is in 3/4 time", {"meter": 3}),
        ("it is a waltz", {"meter": 3}),
        ("the time signature is 5/4", {"meter": 5}),
        ("it is 128 bpm, in 3/4", {"bpm": 128, "meter": 3}),
    ],
)
def test_the_meter_is_told_as_people_say_it(text: str, meant: dict) -> None:
    assert calls(text) == [("edit_beat_grid", {"action": "set_tempo"} | meant)]


@pytest.mark.parametrize(
    "text", ["it is not in three", "the song is on 3", "it is in 3 s", "put it in 3", "is in 13"]
)
def test_no_meter_is_heard_where_a_channel_or_a_time_is_said(text: str) -> None:
    assert not [one for one in reading(text).calls if one.name == "edit_beat_grid"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("call B2 verse 2", {"action": "rename", "sections": ["B2"], "name": "verse 2"}),
        (
            "rename section A2 to chorus 3",
            {"action": "rename", "sections": ["A2"], "name": "chorus 3"},
        ),
        ("call the last section outro", {"action": "rename", "sections": ["A3"], "name": "outro"}),
        ("the second chorus starts at 33 s", {"action": "move", "time": 32, "to_time": 33}),
        ("A2 ends at 30 s", {"action": "move", "time": 32, "to_time": 30}),
        ("restore the sections", {"action": "restore"}),
        ("split B1 at 12 s", {"action": "split", "time": 12}),
    ],
)
def test_sections_are_corrected_as_people_say_it(text: str, meant: dict) -> None:
    assert calls(text) == [("set_sections", meant)]


def test_sections_that_are_not_known_yet_are_not_counted() -> None:
    found = reading("call the second section verse", sections=(), song="")
    assert not found.calls and "not known yet" in found.text
    found = reading("call the second section verse", sections=())
    assert not found.calls and found.text == "The song has no sections."


def test_a_section_is_not_split_at_a_time_that_lies_in_another() -> None:
    found = reading("split A1 at 30 s")
    assert not found.calls and "30 s is not within" in found.text


@pytest.mark.parametrize(
    "text",
    [
        "flash channel 3 red on every beat of verse 2",
        "flash channel 3 red on every beat of the bridge",
        "flash channel 3 red on every beat of the last verse",
        "make channel 3 red in the third chorus",
    ],
)
def test_a_section_that_the_song_does_not_have_is_never_taken_for_all_of_it(text: str) -> None:
    for one in reading(text).calls:
        assert one.arguments["section"] == "verse 2", text


def test_what_is_asked_of_sections_is_told_in_seconds_that_people_say() -> None:
    parts = (Part("A1", 0, 7.740132, "quiet"), Part("B1", 7.740132, 19.353001, "chorus"))
    assert "Chorus: from 7.74 to 19.35 s" in reading("when is the chorus?", sections=parts).text
    assert "B1 (chorus)" in reading("which section is at 12 s?", sections=parts).text


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("show the lyrics as captions at the top", {"place": "top"}),
        ("add captions of the lyrics, 20 characters a row", {"characters": 20}),
    ],
)
def test_captions_are_as_they_were_asked_for(text: str, given: dict) -> None:
    (one,) = reading(text).calls
    assert (one.name, one.arguments) == ("add_captions", given)


@pytest.mark.parametrize(
    "text",
    [
        "light each word on channel 2",
        'light channel 1 on every "love"',
        "random colors on every word of the chorus on channel 4",
        "beleuchte jedes Wort auf Kanal 2",
    ],
)
def test_the_color_of_words_is_asked_for_where_it_is_not_said(text: str) -> None:
    found = reading(text)
    assert found.kind == "question" and found.options
    for option in found.options:
        ((name, _),) = calls(option)
        assert name == "create_segments_for_words"


@pytest.mark.parametrize("text", ["put a marker at every section", "put the beats back"])
def test_what_is_selected_is_not_moved_where_something_else_is_put(text: str) -> None:
    found = reading(text, selected_strips=("Photo",))
    assert not [one for one in found.calls if one.name == "snap_to_beats"]


@pytest.mark.parametrize("text", ["put it on the beat", "snap to the beats"])
def test_what_is_selected_is_moved_onto_the_beats(text: str) -> None:
    (one,) = reading(text, selected_strips=("Photo",)).calls
    assert one.name == "snap_to_beats"


@pytest.mark.parametrize("text", ["set a marker at every drop", "flash channel 1 red on the drop"])
def test_a_drop_of_the_song_is_nothing_that_is_removed(text: str) -> None:
    assert not reading(text).calls
