"""What people say about songs, their beats, sections, clicks and captions."""

from dataclasses import replace

import pytest

from plain_world import calls, reading, situation

SHIFT = ("edit_beat_grid", {"action": "shift_half_beat"})
INTRO = (replace(situation().sections[0], title="Intro", label="intro"), *situation().sections[1:])


@pytest.mark.parametrize(
    "text",
    [
        "metronome please",
        "metronome",
        "make it click on the beat",
        "let it click on every beat",
        "start the metronome",
        "the metronome back on",
        "Metronom bitte",
        "Metronom wieder an",
    ],
)
def test_clicks_are_asked_for(text):
    assert calls(text) == [("set_metronome", {"on": True})]


@pytest.mark.parametrize("text", ["stop the clicking", "make it stop clicking", "stopp das Ticken"])
def test_what_clicks_stops_where_the_metronome_is_on(text):
    assert calls(text, clicks=True) == [("set_metronome", {"on": False})]
    assert not reading(text).calls
    assert reading(text).text == "The metronome is off."


@pytest.mark.parametrize("text", ["mute the metronome", "silence the clicks", "Klick aus"])
def test_the_metronome_goes_off(text):
    assert calls(text, clicks=True) == [("set_metronome", {"on": False})]


@pytest.mark.parametrize(
    "text",
    [
        "the metronome stops at the end",
        "no metronome please",
        "make it click on every second beat",
        "click on channel 2",
        "play with the metronome and the music",
        "pause the metronome",
        "the metronome is muted",
        "metronome volume",
    ],
)
def test_of_other_clicks_nothing_is_done(text):
    assert not reading(text).calls


@pytest.mark.parametrize(
    "text",
    [
        "stop the music and the metronome",
        "metronome and music off",
        "turn off the music and the metronome",
        "Musik und Metronom aus",
        "metronome and the lights off",
    ],
)
def test_a_metronome_beside_another_thing_is_not_asked_for(text):
    made = [(call.name, call.arguments) for call in reading(text).calls]
    assert ("set_metronome", {"on": True}) not in made


@pytest.mark.parametrize(
    "text",
    [
        "the beat is off by half a beat",
        "the beats are half a beat late",
        "the beats come half a beat too early",
        "the beat lags half a beat behind",
        "der Beat ist einen halben Schlag zu spät",
        "die Beats sind einen halben Schlag zu früh",
    ],
)
def test_beats_that_are_beside_the_music_are_shifted(text):
    assert calls(text) == [SHIFT]


@pytest.mark.parametrize(
    "text", ["the clicks are half a beat late", "the metronome is off by half a beat"]
)
def test_clicks_tell_of_the_beats_where_there_are_some(text):
    assert calls(text, clicks=True) == [SHIFT]
    assert reading(text).kind == "proposal"


@pytest.mark.parametrize(
    "text",
    [
        "the flashes are half a beat late",
        "are the clicks half a beat late?",
        "the beat was off by half a beat",
        "the beat is not off by half a beat",
        "it's half past three",
        "the beat is off",
    ],
)
def test_of_what_is_beside_something_else_nothing_is_done(text):
    assert not reading(text).calls


@pytest.mark.parametrize(
    "text",
    [
        "bar 1 is at 3.2 seconds",
        "bar one starts at 3.2 seconds",
        "the first bar begins at 3.2 s",
        "the first beat starts at 3.2 s",
        "Takt eins ist bei 3,2 Sekunden",
        "Der erste Takt beginnt bei 3,2 s",
        "Takt 1 fängt bei 3,2 s an",
    ],
)
def test_the_first_bar_is_told(text):
    assert calls(text) == [("edit_beat_grid", {"action": "set_beat_one", "time": 3.2})]


@pytest.mark.parametrize(
    "text", ["bar 2 starts at 3 s", "bar 1 is great", "Takt 2 ist bei 3 s", "bar 1 was at 3 s"]
)
def test_another_bar_is_not_the_first(text):
    assert not reading(text).calls


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("it's twice as fast", "double"),
        ("it is actually twice as fast", "double"),
        ("the song is half as fast", "halve"),
        ("the music is half as fast", "halve"),
        ("es ist doppelt so schnell", "double"),
        ("der Song ist halb so schnell", "halve"),
    ],
)
def test_another_tempo_of_the_song_is_proposed(text, action):
    found = reading(text)
    assert found.kind == "proposal"
    assert [(c.name, c.arguments) for c in found.calls] == [("edit_beat_grid", {"action": action})]


@pytest.mark.parametrize(
    "text", ["the tempo is double", "the tempo is half", "das Tempo ist doppelt so hoch"]
)
def test_which_tempo_is_the_double_is_asked(text):
    found = reading(text)
    assert found.kind == "question" and len(found.options) == 2
    assert [calls(option)[0][1]["action"] for option in found.options] == ["double", "halve"]


@pytest.mark.parametrize("text", ["it's actually 128", "it is really 128", "oh, it's actually 128"])
def test_a_number_alone_may_be_a_tempo(text):
    found = reading(text)
    assert found.kind == "proposal"
    assert found.calls[0].arguments == {"action": "set_tempo", "bpm": 128}


@pytest.mark.parametrize(
    "text",
    [
        "the tempo is double what I want",
        "it's twice as fast as the other one",
        "is it twice as fast",
        "it's 128",
        "it's actually 5",
        "it's actually 128 seconds",
        "it's actually on channel 100",
    ],
)
def test_of_what_may_be_no_tempo_nothing_is_done(text):
    assert not reading(text).calls


def test_it_is_what_was_made_where_something_was():
    made = (("create_segment", {"channel": 1}, {}),)
    assert not reading("it's actually 128", last=made).calls
    assert not reading("it's twice as fast", last=made).calls


@pytest.mark.parametrize(
    "text",
    [
        "the chorus starts at 42 seconds",
        "the chorus begins at 42 s",
        "Der Refrain fängt bei 42 Sekunden an",
        "der Refrain beginnt bei 42 s",
    ],
)
def test_the_nearest_of_several_sections_is_proposed(text):
    found = reading(text)
    assert found.kind == "proposal"
    assert found.calls[0].arguments == {"action": "move", "time": 32, "to_time": 42}


@pytest.mark.parametrize("text", ["the chorus starts at 20 s", "der Refrain beginnt bei 20 s"])
def test_which_of_several_sections_is_asked(text):
    found = reading(text)
    assert found.kind == "question"
    assert [calls(option)[0][1]["time"] for option in found.options] == [8, 32]


@pytest.mark.parametrize(
    "text", ["the chorus starts slowly", "the chorus starts", "start the chorus at 42 seconds"]
)
def test_of_other_starts_no_section_is_moved(text):
    assert "set_sections" not in [call.name for call in reading(text).calls]


@pytest.mark.parametrize("text", ["split the intro at 4 s", "Teile das Intro bei 4 s"])
def test_a_section_is_split_where_it_is_and_missed_where_it_is_not(text):
    assert calls(text, sections=INTRO) == [("set_sections", {"action": "split", "time": 4})]
    assert reading(text).text == "The song has no section intro."
    assert reading(text, sections=()).text == "The song has no sections."
    unheard = reading(text, sections=(), song="")
    assert unheard.text == "The sections are not known yet: the song was not analyzed."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("split the intro at 8 s", ""),
        ("Teile das Intro bei 8 s", ""),
        ("everything off during the breakdown", "breakdown"),
        ("make channel 1 red in the bridge", "bridge"),
        ("how many bars has the verse", "verse"),
        ("mach Kanal 1 rot in der Bridge", "bridge"),
    ],
)
def test_why_a_section_is_in_the_way_is_told(text, name):
    wanted = f"The song has no section {name}." if name else "8 s is not within that section."
    found = reading(text) if name else reading(text, sections=INTRO)
    assert (found.kind, found.text) == ("declined", wanted)


@pytest.mark.parametrize(
    ("text", "name"),
    [("Nenne B2 Strophe 2", "verse 2"), ("Nenn B1 Refrain", "chorus"), ("Nenne A1 Intro", "intro")],
)
def test_sections_are_named_in_german(text, name):
    assert calls(text)[0][1]["name"] == name


@pytest.mark.parametrize("text", ["Teile B1 bei 20 s", "Teile den zweiten Refrain bei 40 s"])
def test_sections_are_split_in_german(text):
    assert calls(text)[0][1]["action"] == "split"


@pytest.mark.parametrize("text", ["Teile 1 und 2", "Nenne mir die Kanäle", "Nenne den Refrain"])
def test_parts_and_lists_are_no_sections(text):
    assert not reading(text).calls


@pytest.mark.parametrize(
    "text",
    ["how many bars has the chorus", "how many bars are in the chorus?", "wie viele Takte hat B1"],
)
def test_bars_of_sections_are_counted(text):
    found = reading(text)
    assert found.kind == "answer" and found.text.startswith("B1 has 8 bars.")


@pytest.mark.parametrize(
    "text",
    [
        "turn the music back on",
        "sound back on",
        "switch the sound on again",
        "Mach die Musik wieder an",
        "Ton wieder an",
        "schalt den Ton wieder ein",
    ],
)
def test_what_is_muted_sounds_again_or_the_playback_goes_on(text):
    assert calls(text) == [("play_audio", {})]
    muted = tuple(replace(s, muted=s.kind == "sound") for s in situation().strips)
    unmute = [("set_strips", {"strips": ["Song"], "mute": False})]
    assert calls(text, strips=muted, playing=True) == unmute
    assert reading(text, strips=muted).kind == "proposal"
    assert reading(text, playing=True).text == "That is already so."


@pytest.mark.parametrize(
    "text", ["turn the lights back on", "mach das Licht wieder an", "geh wieder an den Refrain"]
)
def test_light_is_no_sound(text):
    assert "play_audio" not in [call.name for call in reading(text).calls]


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("add subtitles", {}),
        ("show subtitles at the top", {"place": "top"}),
        ("add captions with one line", {"lines": 1}),
        ("add captions at the bottom, two lines", {"place": "bottom", "lines": 2}),
        ("Füge Untertitel unten hinzu", {"place": "bottom"}),
    ],
)
def test_captions_are_added(text, given):
    assert calls(text) == [("add_captions", given)]
    assert reading(text, words=()).text == "No words are known: import the lyrics first."


@pytest.mark.parametrize(
    "text", ["captions at the bottom, two lines", "Untertitel unten, zwei Zeilen"]
)
def test_captions_without_a_verb_are_proposed(text):
    found = reading(text)
    assert found.kind == "proposal"
    assert found.calls[0].arguments == {"place": "bottom", "lines": 2}


@pytest.mark.parametrize(
    "text",
    [
        "make the captions bigger",
        "make the subtitles a bit larger",
        "show the captions bigger",
        "the captions at the bottom",
        "add a title",
        "add a caption",
        "move captions to the bottom",
        "captions are at the bottom",
        "mach die Untertitel größer",
        "größere Untertitel unten",
        "Untertitel kleiner und unten",
        "füge kleinere Untertitel hinzu",
        "bigger captions at the bottom",
    ],
)
def test_captions_that_are_there_are_not_added_again(text):
    assert not reading(text).calls


@pytest.mark.parametrize(
    "text",
    [
        "flash channel 2 on the beat",
        "let channel 2 blink on every bar",
        "pulse channel 3 every 2 seconds",
        "Lass Kanal 2 im Takt blinken",
    ],
)
def test_the_color_of_flashes_is_asked(text):
    found = reading(text)
    assert found.kind == "question" and found.text == "In which color?"
    assert [calls(option)[0][1]["colors"] for option in found.options] == [["white"], ["red"]]


@pytest.mark.parametrize("text", ["flash on the offbeat", "blink on every beat"])
def test_the_color_and_the_channel_of_flashes_are_asked(text):
    found = reading(text)
    assert found.kind == "question"
    assert [calls(option)[0][1]["channels"] for option in found.options] == [[1], [2], [3]]


@pytest.mark.parametrize(
    "text", ["flash twice per beat", "the flash on the beat", "the flashes on channel 2 are great"]
)
def test_what_no_pattern_has_is_not_asked(text):
    assert reading(text).kind == "declined"


@pytest.mark.parametrize(
    "text",
    [
        "Alle Schläge zwischen 10 und 20 Sekunden rot auf Kanal 1",
        "zwischen 10 und 20 Sekunden rot auf Kanal 1 im Takt",
    ],
)
def test_the_end_of_a_stretch_is_no_length_in_german(text):
    (name, given), *more = calls(text)
    assert (name, more) == ("create_pattern", [])
    assert (given["start_time"], given["end_time"]) == (10, 20)
