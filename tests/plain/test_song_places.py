"""The playhead goes by beats, bars, sections and drops; clicks; and what "would you mind" asks."""

from dataclasses import replace

import pytest

from plain_world import calls, reading, situation

NEXT = ("seek_audio", {"place": "next beat"})
ON, OFF = [("set_metronome", {"on": True})], [("set_metronome", {"on": False})]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("go to the next beat", [NEXT]),
        ("could you jump to the next beat please?", [NEXT]),
        ("next beat", [NEXT]),
        ("gehe zum nächsten Beat", [NEXT]),
        ("jump to the previous beat", [("seek_audio", {"place": "previous beat"})]),
        ("springe zum vorherigen Schlag", [("seek_audio", {"place": "previous beat"})]),
        ("skip to the next section", [("seek_audio", {"place": "next section"})]),
        ("geh zum nächsten Abschnitt", [("seek_audio", {"place": "next section"})]),
        ("gehe zum nächsten Takt", [("seek_audio", {"place": "next bar"})]),
        ("jump to bar 9", [("seek_audio", {"place": "bar 9"})]),
        ("spring zu Takt 9", [("seek_audio", {"place": "bar 9"})]),
        ("go to beat 5", [("seek_audio", {"place": "beat 5"})]),
        ("jump to the drop", [("seek_audio", {"place": "drop"})]),
        (
            "play from the drop",
            [("play_audio", {"place": "drop"})],
        ),
        ("play the chorus", [("play_audio", {"start_time": 8})]),
        ("play from the second chorus", [("play_audio", {"start_time": 32})]),
        ("spiel ab dem zweiten Refrain", [("play_audio", {"start_time": 32})]),
        ("jump to the second chorus", [("seek_audio", {"position": 32})]),
        ("go to the bridge", [("seek_audio", {"place": "bridge"})]),
    ],
)
def test_the_playhead_goes_to_points_of_the_song(text, wanted):
    assert calls(text) == wanted


@pytest.mark.parametrize("text", ["go to the chorus", "jump to the chorus", "geh zum Refrain"])
def test_a_song_that_was_not_heard_is_heard_for_a_section(text):
    assert calls(text, sections=(), song="") == [("seek_audio", {"place": "chorus"})]


@pytest.mark.parametrize(
    ("text", "told"),
    [("jump to the second bridge", "has no section bridge 2"), ("play verse 7", "no section")],
)
def test_a_section_that_is_not_there_is_told(text, told):
    found = reading(text)
    assert not found.calls and told in found.text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("turn the metronome on", ON),
        ("would you turn on the metronome?", ON),
        ("metronome on", ON),
        ("add a click", ON),
        ("metronome off", OFF),
        ("turn the metronome off please", OFF),
        ("remove the metronome", OFF),
        ("Metronom an", ON),
        ("schalte das Metronom ein", ON),
        ("mach den Klick an", ON),
        ("schalte das Metronom aus", OFF),
        ("Klick aus", OFF),
    ],
)
def test_the_metronome_is_turned_on_and_off(text, wanted):
    assert calls(text) == wanted


def test_a_metronome_that_is_there_is_turned_off_although_its_strip_has_that_name():
    from dataclasses import replace

    from plain_world import situation

    clicks = replace(situation().sounds[0], name="Metronome", channel=40)
    strips = (*situation().strips, clicks)
    assert calls("turn the metronome off", strips=strips) == OFF
    assert calls("remove the metronome", strips=strips) == OFF


@pytest.mark.parametrize(
    "text", ["make the metronome louder", "the metronome is on", "is the metronome on?"]
)
def test_what_is_said_of_a_metronome_turns_none_on(text):
    assert not [call for call in reading(text).calls if call.name == "set_metronome"]


@pytest.mark.parametrize(
    ("mind", "plain"),
    [
        ("would you mind muting the music?", "mute the music"),
        ("do you mind locking channel 5?", "lock channel 5"),
        ("would you mind please splitting Movie at 12 s?", "split Movie at 12 s"),
        ("would you mind making channel 3 red from 0 to 5 s?", "make channel 3 red from 0 to 5 s"),
        (
            "would you mind clearing channel 2 and locking channel 5?",
            "clear channel 2 and lock channel 5",
        ),
    ],
)
def test_would_you_mind_asks_for_what_the_plain_verb_does(mind, plain):
    assert calls(mind) == calls(plain) != []


@pytest.mark.parametrize(
    "text",
    [
        "would you mind not muting the music?",
        "would you mind if I muted the music?",
        "I wouldn't mind muting the music",
        "never mind muting the music",
        "do you mind that muting the music breaks it?",
    ],
)
def test_other_words_about_minding_ask_for_nothing(text):
    assert not reading(text).calls


def test_a_channel_that_is_cleared_beside_one_that_is_locked_is_not_locked_itself():
    assert calls("clear channel 2 and lock channel 5") == [
        ("clear_timeline", {"channel": 2}),
        ("set_channels", {"channels": [5], "lock": True}),
    ]


@pytest.mark.parametrize(
    "text",
    ["move them half a beat later", "shift them by half a beat", "move it half a beat earlier"],
)
def test_what_was_lit_and_is_to_move_half_a_beat_moves_no_beats(text):
    assert not [call for call in reading(text).calls if call.name == "edit_beat_grid"]


def test_beats_that_were_just_corrected_move_when_they_are_called_it():
    half, double = {"action": "shift_half_beat"}, ("edit_beat_grid", {"action": "double"}, {})
    assert calls("shift the beats by half a beat") == [("edit_beat_grid", half)]
    assert calls("shift it by half a beat", last=(double,)) == [("edit_beat_grid", half)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("what is on channel 20?", "Movie from 0 to 80 s"),
        ("which strips are on channel 21?", "Logo from 12.2 to 15 s"),
        ("what is on channel 128?", "Song from 0 to 52.3 s"),
        ("what is on channel 21 at 5 s?", "No segment is there at 5 s, but Photo from 3.1"),
        ("was liegt auf Kanal 20?", "Movie from 0 to 80 s"),
        ("what is on channel 50?", "There is nothing on channel 50."),
        ("what is on channel 2 at 12 s?", "Nothing is lit at 12 s."),
    ],
)
def test_a_channel_with_strips_of_other_kinds_is_not_called_empty(text, told):
    found = reading(text)
    assert found.kind == "answer" and told in found.text


@pytest.mark.parametrize(
    ("mind", "plain"),
    [
        ("würde es dir etwas ausmachen, die Musik stummzuschalten?", "mute the music"),
        ("würde es dir etwas ausmachen, Kanal 5 zu sperren?", "lock channel 5"),
    ],
)
def test_what_one_would_not_mind_is_asked_for_in_german_too(mind, plain):
    assert calls(mind) == calls(plain)


def test_the_music_that_is_unmuted_is_the_sound_that_is_muted():
    song = next(strip for strip in situation().strips if strip.name == "Song")
    heard = replace(song, name="Whoosh", end=song.start + 2)
    muted = [replace(strip, muted=True) if strip is song else strip for strip in situation().strips]
    for known in ("", "Whoosh", "Song"):
        for text in ("unmute the music", "schalte die Musik wieder laut"):
            found = calls(text, strips=(heard, *muted), song=known)
            assert found == [("set_strips", {"strips": ["Song"], "mute": False})]
