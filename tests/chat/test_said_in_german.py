"""What plain commands say, in an interface in German: questions, answers, refusals."""

import pytest

from test_plain_turn import say


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
