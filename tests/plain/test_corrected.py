"""What was just done is corrected or taken back in few words, and the song is asked about."""

import pytest

from plain_world import calls, reading, situation

PATTERN = {"channels": [1], "colors": ["red"], "grid": "beats", "shape": "flash"}
LAST = (("create_pattern", PATTERN, {"created": [{"segment_id": 2}]}),)
GONE = (("create_pattern", PATTERN, {"created": [{"segment_id": 2}, {"segment_id": 999}]}),)
UNDO = ("undo_last_turn", {})


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("no, on channel 3", {"channels": [3]}),
        ("No, only on channel 4.", {"channels": [4]}),
        ("nope, just on channel 4 please", {"channels": [4]}),
        ("no, on channels 3 and 4", {"channels": [3, 4]}),
        ("no, in blue", {"colors": ["blue"]}),
        ("nein, auf Kanal 3", {"channels": [3]}),
        ("nein, nur auf Kanal 4", {"channels": [4]}),
        ("nein, in blau", {"colors": ["blue"]}),
    ],
)
def test_no_takes_the_last_turn_back_and_does_it_as_is_said(text, changed):
    assert calls(text, last=LAST) == [UNDO, ("create_pattern", PATTERN | changed)]


@pytest.mark.parametrize("text", ["no, on channel 3", "nein, nur auf Kanal 4", "no, in blue"])
@pytest.mark.parametrize("last", [(), GONE, (("modify_segment", {"channel": 1}, {}),)])
def test_where_it_is_gone_or_nothing_was_made_no_older_turn_is_taken_back(text, last):
    assert not reading(text, last=last).calls


@pytest.mark.parametrize(
    "text", ["no, not on channel 3", "no", "no, never on channel 3", "nein, nicht auf Kanal 3"]
)
def test_no_alone_and_what_is_refused_do_nothing(text):
    assert not reading(text, last=LAST).calls


@pytest.mark.parametrize("text", ["no, it is 124 bpm", "No. It's 124 bpm", "nein, es sind 124 bpm"])
def test_a_whole_command_behind_no_is_done(text):
    wanted = {"action": "set_tempo", "bpm": 124}
    assert calls(text, last=LAST) == [("edit_beat_grid", wanted)]
    assert not reading(text).calls


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("undo the last two", 2),
        ("undo the last two turns", 2),
        ("please undo the last 3 steps", 3),
        ("undo two turns", 2),
        ("undo twice", 2),
        ("mach die letzten zwei rückgängig", 2),
        ("mach die letzten beiden Schritte rückgängig", 2),
        ("nimm die letzten beiden zurück", 2),
    ],
)
def test_several_turns_are_taken_back_at_once(text, count):
    assert calls(text) == [UNDO] * count


@pytest.mark.parametrize(
    "text", ["undo 5", "undo the last two segments", "undo the last 400", "don't undo the last two"]
)
def test_what_names_no_turns_takes_none_back(text):
    assert not reading(text).calls


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("a bit earlier", "earlier"),
        ("a little later please", "later"),
        ("move it a bit later", "later"),
        ("etwas früher", "earlier"),
        ("ein bisschen später", "later"),
    ],
)
def test_how_much_earlier_is_asked_and_the_answers_are_done(text, way):
    found = reading(text, last=LAST)
    assert found.kind == "question" and way in found.text and len(found.options) == 3
    start = situation().segment(2).start
    ((name, given),) = calls(found.options[1], last=LAST)
    assert (name, given["start_time"] - start) == (
        "modify_segment",
        0.5 if way == "later" else -0.5,
    )
    assert not reading(text).calls and reading(text).kind == "declined"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("which key?", "The key is A minor."),
        ("what key is the song in?", "The key is A minor."),
        ("in welcher Tonart ist das Lied?", "The key is A minor."),
        ("how many beats are there", "The song has 104 beats."),
        ("how many beats does the song have?", "The song has 104 beats."),
        ("wie viele Beats gibt es?", "The song has 104 beats."),
        ("how many bars are there?", "The song has 26 bars."),
        ("wie viele Takte hat das Lied?", "The song has 26 bars."),
        ("how many beats does a bar have?", "Each bar has 4 beats."),
        ("how many beats per minute?", "The tempo is 120 BPM."),
        ("is the metronome on?", "The metronome is off."),
        ("ist das Metronom an?", "The metronome is off."),
    ],
)
def test_the_song_is_asked_about(text, told):
    assert reading(text, key=("A minor", 0.9)).text == told
    assert not reading(text, key=("A minor", 0.9)).calls


def test_what_is_not_sure_or_not_known_is_told_so():
    assert reading("which key?", key=("A minor", 0.1)).text == "The key may be A minor."
    assert reading("is the metronome on?", clicks=True).text == "The metronome is on."
    for text in ("how many beats are there?", "which key?", "wie viele Takte gibt es?"):
        assert "not analyzed" in reading(text, song="", tempo=0.0).text


def test_a_statement_about_the_metronome_or_a_key_asks_for_nothing():
    for text in ("the metronome is on", "the key is A minor", "das Metronom ist an"):
        found = reading(text)
        assert not found.calls and not found.text.startswith("The "), found
