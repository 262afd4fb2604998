"""What plain commands say, in an interface in German: questions, answers, refusals."""

import pytest

from test_plain_turn import say
from turn_help import rows


@pytest.mark.parametrize(
    ("prompt", "said"),
    [
        ("what is on channel 1?", "Ich sehe 1 Segment auf Kanal 1: Rot von 0 bis 2 s."),
        ("which color is channel 1 at 1 s?", "Was bei 1 s leuchtet: Rot leuchtet auf Kanal 1."),
        ("how many segments are there?", "Ich sehe 2 Segmente."),
        ("which channels are there?", "Segmente liegen auf: Kanal 1; Kanal 2."),
        ("what's the tempo?", "Das Tempo ist noch nicht bekannt: Das Lied wurde nicht analysiert."),
    ],
)
def test_an_answer_is_said_in_the_language_of_the_interface(scene, german, prompt, said):
    say(scene, "make channel 1 red from 0 to 2 seconds")
    say(scene, "make channel 2 navy from 4 to 6 seconds")
    turn, _ = say(scene, prompt)
    assert (turn.status, turn.text) == ("complete", said)


def test_a_question_and_a_refusal_are_said_in_it_too(scene, german):
    turn, _ = say(scene, "create green from 3 to 5 seconds")
    assert (turn.error["code"], turn.text) == ("question", "Welcher Kanal?")
    turn, _ = say(scene, "make channel 500 red from 1 to 5 s")
    assert turn.error["message"].startswith("Es gibt keinen Kanal 500: Kanäle gehen von 1 bis 128")
    turn, _ = say(scene, "delete the red one on channel 7")
    assert turn.error["message"] == "Auf Kanal 7 gibt es kein Segment in Rot."


def test_without_a_language_it_is_english(scene):
    turn, _ = say(scene, "create green from 3 to 5 seconds")
    assert turn.text == "Which channel?"


def test_a_request_in_german_is_done_and_its_question_is_answered_by_a_button(scene, german):
    turn, _ = say(scene, "mach Kanal 2 von 1 bis 4 Sekunden rot")
    assert turn.status == "complete" and [row[0] for row in rows(scene.session_uid)] == [2]
    turn, _ = say(scene, "grün von 3 bis 5 Sekunden")
    assert turn.text == "Welcher Kanal?" and all(" auf Kanal " in way for way in turn.choices)
    turn, _ = say(scene, turn.choices[-1])
    assert turn.status == "complete" and len(rows(scene.session_uid)) == 2
    turn, _ = say(scene, "mach das rückgängig")
    assert [call.name for call in turn.calls] == ["undo_last_turn"]
    turn, _ = say(scene, "was liegt auf Kanal 2?")
    assert turn.text == "Ich sehe 1 Segment auf Kanal 2: Rot von 1 bis 4 s."
    turn, _ = say(scene, "Schreib bitte ein Gedicht")
    assert turn.error["message"].startswith("Ich verstehe einfache Befehle wie: mach Kanal 1 rot")


def test_a_negated_request_in_german_does_nothing(scene, german):
    turn, _ = say(scene, "mach Kanal 2 von 1 bis 4 Sekunden nicht rot")
    assert (turn.error["code"], rows(scene.session_uid)) == ("not_understood", [])
