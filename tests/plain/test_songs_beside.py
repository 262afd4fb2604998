"""What is said beside a beat, a section, clicks or captions, so that another thing is meant."""

import pytest

from plain_world import calls, reading

UNKNOWN = "The sections are not known yet: the song was not analyzed."


def made(text: str, **changes) -> list[str]:
    """Return the functions that a request would call."""
    return [call.name for call in reading(text, **changes).calls]


@pytest.mark.parametrize(
    "text",
    [
        "do it again on the song",
        "make it again on the song",
        "again on the track",
        "turn it on again on the song",
        "put the music back on the track",
        "set the music back on channel 3",
        "mach das nochmal auf dem Song",
        "mach es nochmal auf dem Track",
        "wieder auf dem Lied",
        "Musik wieder auf den Song",
    ],
)
def test_on_the_song_is_a_place(text):
    assert made(text) == []


@pytest.mark.parametrize(
    "text", ["music on again", "can you turn the music back on", "turn the song back on, please"]
)
def test_the_music_goes_on_where_on_stands_behind_it(text):
    assert calls(text) == [("play_audio", {})]


@pytest.mark.parametrize(
    "text",
    [
        "start the music on the first beat at 3 s",
        "start at the first beat at 3 s",
        "start the first bar at 3 s",
        "begin with the first bar at 3 s",
        "play the first bar at 3 s",
        "start on beat one at 3 s",
        "the song starts on the first beat at 3 s",
        "first bar starts at the end",
        "the first bar starts at the start",
        "beat one is at the end",
        "starte die Musik auf dem ersten Schlag bei 3 s",
        "starte den ersten Takt bei 3 s",
        "beginne beim ersten Takt bei 3 s",
        "Starte bei der Eins bei 3 s",
        "der erste Takt beginnt am Ende",
        "die Eins ist am Ende",
    ],
)
def test_a_start_that_is_asked_for_tells_no_first_bar(text):
    assert "edit_beat_grid" not in made(text)


@pytest.mark.parametrize(
    "text",
    [
        "the first bar of the song starts at 3.2 s",
        "I think bar 1 is at 3.2 s",
        "beat one is at 3.2 s",
        "die Eins ist bei 3,2 s",
    ],
)
def test_the_first_bar_is_told_in_other_words(text):
    assert calls(text) == [("edit_beat_grid", {"action": "set_beat_one", "time": 3.2})]


@pytest.mark.parametrize(
    "text",
    [
        "how many bars until the chorus",
        "how many bars before the chorus",
        "how many bars after the chorus",
        "how many bars are outside the chorus",
        "how many bars without the chorus",
        "how many bars other than the chorus",
        "in how many bars does the chorus start",
        "how many bars are left in the chorus",
        "how many bars are left",
        "how many bars are in A and B",
        "how many bars are in the chorus and in A",
        "wie viele Takte bis zum Refrain",
        "wie viele Takte vor dem Refrain",
        "wie viele Takte nach dem Refrain",
        "wie viele Takte außerhalb des Refrains",
        "wie viele Takte ohne den Refrain",
        "wie viele Takte sind noch im Refrain",
        "wie viele Takte noch bis zum Refrain",
        "wie viele Takte hat der Refrain noch",
        "wie viele Takte hat das Lied noch",
        "wie viele Takte in A und B",
    ],
)
def test_of_other_bars_than_those_of_a_section_nothing_is_told(text):
    assert reading(text).kind == "declined"


@pytest.mark.parametrize(
    "text",
    [
        "how many bars long is the chorus",
        "can you tell me how many bars the chorus has",
        "wie viele Takte lang ist der Refrain",
        "wie viele Takte gibt es im Refrain",
    ],
)
def test_bars_of_a_section_are_told_in_other_words(text):
    assert reading(text).text == "B1 has 8 bars. B2 has 8 bars."


@pytest.mark.parametrize(
    "text",
    [
        "lass das Klicken",
        "lass das Ticken",
        "lass das Metronom",
        "let the clicking be",
        "make the light click on every beat",
        "make the song click on every beat",
        "make them click on the beat",
        "lass Ball 2 auf jedem Schlag klicken",
        "it clicks on the beat again",
        "it plays clicks on every beat",
        "it is clicking",
        "es klickt wieder",
        "I hear clicks on every beat",
        "we have clicks",
        "start clicking",
        "ticking",
    ],
)
def test_of_what_clicks_itself_nothing_is_done(text):
    for clicks in (False, True):
        assert made(text, clicks=clicks) == []


@pytest.mark.parametrize(
    "text",
    ["lass das Klicken sein", "lass das Ticken sein", "lass den Klick sein", "mach das Ticken aus"],
)
def test_to_let_the_clicking_be_is_to_stop_it(text):
    assert calls(text, clicks=True) == [("set_metronome", {"on": False})]


@pytest.mark.parametrize(
    "text",
    [
        "start clicking on the beat",
        "turn the clicking on",
        "play clicks on every beat",
        "use the metronome",
        "lass das Metronom laufen",
        "lass das Klicken an",
        "schalte das Ticken ein",
    ],
)
def test_clicks_are_asked_for_in_other_words(text):
    assert calls(text) == [("set_metronome", {"on": True})]


@pytest.mark.parametrize(
    "text",
    [
        "hide captions at the bottom",
        "captions at the bottom off",
        "turn captions at the bottom off",
        "select captions at the bottom",
        "rename captions at the bottom",
        "find captions at the bottom",
        "I hate captions at the bottom",
        "fade captions at the bottom",
        "captions at the bottom are ugly",
        "verstecke Untertitel unten",
        "blende Untertitel unten aus",
        "Untertitel unten aus",
        "ich hasse Untertitel unten",
        "lass die Untertitel unten",
    ],
)
def test_captions_with_another_verb_are_not_added(text):
    assert made(text) == []


@pytest.mark.parametrize(
    "text",
    ["I want captions at the bottom", "captions at the bottom please", "ich will Untertitel unten"],
)
def test_captions_that_are_wished_for_are_proposed(text):
    found = reading(text)
    assert found.kind == "proposal" and found.calls[0].arguments == {"place": "bottom"}


@pytest.mark.parametrize(
    "text",
    [
        "play the chorus starting at 42 s",
        "go to where the chorus starts at 42 s",
        "fade out before the chorus starts at 42 s",
        "red where the chorus starts at 42 s",
        "when the chorus starts at 42 s",
        "if the chorus starts at 42 s",
        "the first bar of the chorus starts at 42 s",
        "the second chorus starts at the beginning",
        "wenn der Refrain bei 42 s beginnt",
        "spiel den Refrain ab 42 s",
        "blende aus bevor der Refrain bei 42 s beginnt",
        "der erste Takt des Refrains beginnt bei 42 s",
    ],
)
def test_where_more_is_said_than_where_a_section_starts_none_is_moved(text):
    assert "set_sections" not in made(text)


@pytest.mark.parametrize(
    "text", ["the chorus starts at 8 s", "A1 ends at 8 s", "der Refrain beginnt bei 8 s"]
)
def test_a_section_that_starts_there_already_is_not_moved(text):
    assert (made(text), reading(text).text) == ([], "That is already so.")


@pytest.mark.parametrize(
    "text",
    [
        "flash all channels on every bar",
        "flash everything on the beat",
        "flash both channels on the beat",
        "flash channel 2 on the beat like channel 1",
        "flash channel 2 as on channel 1 on the beat",
        "lass alle Kanäle im Takt blinken",
        "lass Kanal 2 im Takt blinken wie Kanal 1",
    ],
)
def test_flashes_of_which_more_is_open_than_the_color_are_not_asked_for_it(text):
    assert reading(text).kind == "declined"


@pytest.mark.parametrize(
    "text", ["flash all balls on the beat", "kannst du Kanal 2 im Takt blinken lassen"]
)
def test_the_color_is_asked_where_the_answer_is_done(text):
    found = reading(text)
    assert found.text == "In which color?"
    assert [calls(option)[0][1]["colors"] for option in found.options] == [["white"], ["red"]]


@pytest.mark.parametrize(
    "text",
    [
        "split the intro at 4 s",
        "how many bars has the chorus",
        "how many bars has verse 2",
        "call the first section intro",
        "wie viele Takte hat der Refrain",
    ],
)
def test_a_song_without_sections_is_no_song_that_was_not_analyzed(text):
    found = reading(text, sections=())
    assert (found.kind, found.text) == ("declined", "The song has no sections.")
    found = reading(text, sections=(), song="")
    assert (found.kind, found.text) == ("declined", UNKNOWN)


@pytest.mark.parametrize("text", ["nenne B1 Hook", "benenne B1 Hook", "benenne B1 in Hook um"])
def test_a_section_gets_the_name_that_was_said(text):
    assert calls(text) == [
        ("set_sections", {"action": "rename", "sections": ["B1"], "name": "hook"})
    ]
