"""What is not understood at once is read leniently, and only ever proposed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_score import flat
from plain_world import reading, situation
from sentences import sentences

ROWS = [(text, wanted) for text, wanted in sentences()][::23]
RED = {"channel": 6, "start_time": 5, "end_time": 8, "color": "red"}
LAST_CREATED = (("create_segment", {**RED, "channel": 5}, {}),)
LAST_CHANGED = (("modify_segment", {"segment_id": 8}, {"changed": [{"segment_id": 8}]}),)


def proposed(text: str, **changes) -> list[tuple[str, dict]]:
    """Return the calls of a request that must be proposed."""
    found = reading(text, **changes)
    assert found.kind == "proposal", (text, found)
    return flat([(call.name, call.arguments) for call in found.calls])


@pytest.mark.parametrize(
    "text",
    [
        "chanel 6 red from 5 to 8 s",
        "channel 6 blue, no wait, red from 5 to 8 s",
        "channel 2, sorry, channel 6 red from 5 to 8 s",
        "channel 6 red instead of blue from 5 to 8 s",
        "channel 6 red from 5 to 8 s, don't thank me",
        "channel 6 red from 5 to 8 s because who needs sleep anyway",
        "the judges love it, so channel 6 red from 5 to 8 s",
        "Cue 22: channel 6 red, in 5, out 8",
        "two entries: channel 6 red from 5 to 8 s",
        "channel 6 red over [5, 8)",
    ],
)
def test_what_people_say_around_a_command_is_left_out(text):
    assert proposed(text) == flat([("create_segment", RED)])


@pytest.mark.parametrize(
    "text",
    [
        "channel 6 red while the chorus plays, so 34 through 45 s",
        "make channel 6 red from 34 s to 45 s, which is the chorus",
        "channel 6 should be red during the chorus (34 s to 45 s)",
        "channel 6 red in B2, 34 to 45 s",
        "Kanal 6 rot im Refrain, also von 34 bis 45 Sekunden",
    ],
)
def test_times_said_beside_the_section_that_they_lie_in_are_what_is_meant(text):
    told = {"channel": 6, "start_time": 34, "end_time": 45, "color": "red"}
    assert proposed(text) == flat([("create_segment", told)])


def test_times_that_lie_outside_of_the_section_beside_them_are_not_proposed():
    assert not reading("channel 6 red in the chorus from 2 to 4 seconds").calls


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("hoover up everything on ball 1", ("clear_timeline", {"channel": 1})),
        ("get shot of the purple one", ("delete_segment", {"segment_id": 8})),
        ("the purple one has to go", ("delete_segment", {"segment_id": 8})),
        ("postpone the purple one by 2 s", ("modify_segment", {"segment_id": 8, "start_time": 32})),
        ("the purple of channel 5 to channel 9", ("modify_segment", {"to_channel": 9})),
        ("blink ball 1 white each time the kick hits", ("create_pattern", {"band": "low"})),
        ("I wanna hear it", ("play_audio", {})),
        ("audition it from 0:44 lads", ("play_audio", {"start_time": 44})),
    ],
)
def test_idioms_are_read_as_the_words_that_the_frames_know(text, wanted):
    found = reading(text)
    assert found.kind in ("proposal", "certain"), found
    assert found.calls[0].name == wanted[0]
    assert wanted[1].items() <= found.calls[0].arguments.items()


@pytest.mark.parametrize(
    "text",
    [
        "leave channel 2 exactly as it is",
        "keep your mitts off channel 5",
        "don't you dare clear channel 1, it is perfect",
        "would it look daft if the drum was brown, do you reckon?",
        "clear channel 1, no, forget it",
        "just daydreaming: the drum red from 5 to 8 s",
        "make channel 1 red from 5 to 8 s or blue",
        "no changes to any track until the producer signs off",
        "whenever it rains make channel 1 red from 5 to 8 s",
        "make segment 1 green from 3 to 5 seconds on which channel",
    ],
)
def test_what_must_not_be_done_is_neither_done_nor_proposed(text):
    assert not reading(text).calls


@given(st.sampled_from(ROWS), st.sampled_from(("blorp", "wibble", "gravel")), st.booleans())
def test_a_strange_word_at_either_end_proposes_the_same_or_nothing(row, word, first):
    text, wanted = row
    found = reading(f"{word}, {text}" if first else f"{text}, {word}")
    assert found.kind != "certain"
    if found.calls:
        assert flat([(call.name, call.arguments) for call in found.calls]) == flat(wanted)


def test_signs_that_are_not_read_are_never_passed_over_in_silence():
    assert reading("#ff7f0e on ball 2, 12 s ≤ t < 17 s").kind != "certain"
    found = proposed("#ff7f0e on ball 2, 12 ≤ t < 17")
    assert found[0][1]["start_time"] == 12 and found[0][1]["end_time"] == 17


def test_off_never_lights_and_flashing_is_never_steady_light():
    for text in ("ball 1 red off from 2 to 4", "turn the red off on ball 1 from 2 to 4"):
        assert not any(call.name == "create_segment" for call in reading(text).calls), text
    assert proposed("ball 1 off from 2 to 4")[0][0] == "clear_timeline"
    for text in ("flash ball 1 red from 2 to 5", "Lass Ball 1 von 2 bis 5 Sekunden rot aufblitzen"):
        assert reading(text).kind == "question", text
    assert proposed("a red flash on ball 1 in B1")[0][1]["section"] == "b1"
    assert reading("a red flash on ball 1 from 2 to 3").calls[0].name == "create_segment"


def test_a_row_of_colors_with_a_length_each_is_one_after_the_other():
    found = proposed("ch10: (white 250ms, black 250ms) x4 from 20")
    assert len(found) == 8
    assert found[-1][1]["end_time"] == 22


def test_two_segments_swap_their_colors():
    found = proposed("swap the colors of segments 1 and 3 on ball 1")
    assert [given["segment_index"] for _, given in found] == [1, 3]
    assert [given["color"] for _, given in found] == [(0, 0, 255), (255, 0, 0)]


def test_an_unknown_color_is_asked_about_with_near_ones_that_are_certain():
    for text in (
        "make channel 1 reddish-mauve from 0 to 5 s",
        "flash terracotta on every beat on ball 1",
        "make segment 2 on channel 1 bluish",
    ):
        found = reading(text)
        assert found.kind == "question" and 1 < len(found.options) <= 4, found
        assert all(reading(option).kind == "certain" for option in found.options)
    assert not reading("make channel 1 blurple from 0 to 5").options


def test_the_other_one_takes_up_the_last_turn_where_there_are_two():
    two = tuple(s for s in situation().segments if s.channel in (3, 5))
    lone = {"segments": two, "channels": {}, "last": LAST_CREATED}
    assert reading("the same on the other channel", **lone).calls[0].arguments["channel"] == 3
    assert reading("now the other one too", **lone).calls[0].arguments["channel"] == 3
    found = reading("make the other one blue", last=LAST_CHANGED)
    assert found.calls[0].arguments == {"segment_id": 9, "color": "blue"}
    assert reading("delete the other one", last=LAST_CHANGED).kind == "proposal"
    assert not reading("delete the other one").calls
    assert not reading("clear the other channel", last=LAST_CREATED).calls


def test_questions_in_other_words_are_answered():
    answers = {
        "The song is how much seconds?": "52.3 s",
        "what are the colors on ball 2 at 21 and at 25?": "orange",
        "do I have anything lit at 47 seconds?": "Nothing is lit",
        "What frame rate is this sequence?": "24 frames",
        "which channels are even named": "Drum",
        "Which colour is ball 3 in the first two seconds?": "yellow",
    }
    for text, wanted in answers.items():
        found = reading(text)
        assert found.kind == "answer" and wanted in found.text, (text, found)
