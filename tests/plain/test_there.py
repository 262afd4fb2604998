"""A light where the playhead goes is no pattern, and half a beat is kept when it is done again."""

import pytest

from plain_world import calls, reading

PATTERN = {"channels": [1], "colors": ["red"], "grid": "beats", "shape": "flash"}
FLASHES = (("create_pattern", PATTERN, {"created": [{"segment_id": 2}]}),)
ONE = {"channel": 1, "color": "red", "start_time": 1, "end_time": 2}
SEGMENT = (("create_segment", ONE, {"created": [{"segment_id": 2}]}),)


@pytest.mark.parametrize(
    "text",
    [
        "go to the next beat and flash there",
        "go to the next beat and flash red there",
        "go to the next beat and flash red on channel 2 there",
        "jump to bar 9 and flash channel 2 red there",
        "go to the next beat, then flash white there on channel 2",
        "geh zum nächsten Beat und blitz dort rot auf Kanal 2",
    ],
)
def test_a_flash_where_the_playhead_goes_lights_no_other_beats(text):
    found = reading(text)
    assert found.kind != "certain" and "create_pattern" not in [c.name for c in found.calls]


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("the same on channel 7 half a beat later", {"channels": [7], "shift_ms": 250}),
        ("the same half a beat earlier", {"shift_ms": -250}),
        ("again on channel 7 in blue, half a beat later",
         {"channels": [7], "colors": ["blue"], "shift_ms": 250}),
        ("das gleiche auf Kanal 7 einen halben Beat später", {"channels": [7], "shift_ms": 250}),
    ],
)  # fmt: skip
def test_a_pattern_is_done_again_half_a_beat_later(text, changed):
    assert calls(text, last=FLASHES) == [("create_pattern", PATTERN | changed)]


@pytest.mark.parametrize(
    "text",
    [
        "the same on channel 7 half a beat later",
        "das gleiche auf Kanal 7 einen halben Schlag später",
    ],
)
def test_a_segment_is_made_again_half_a_beat_later(text):
    wanted = ONE | {"channel": 7, "start_time": 1.25, "end_time": 2.25}
    assert calls(text, last=SEGMENT) == [("create_segment", wanted)]


@pytest.mark.parametrize(
    "text", ["the same on channel 7 a beat later", "the same on channel 7 on every bar"]
)
def test_what_would_be_lost_of_it_is_not_left_out(text):
    assert not reading(text, last=FLASHES).calls


def test_without_a_tempo_nobody_knows_how_long_half_a_beat_is():
    text = "the same on channel 7 half a beat later"
    assert not reading(text, last=FLASHES, tempo=0.0).calls


def test_a_color_that_is_held_until_the_next_section_is_a_pattern():
    found = reading(
        "One color per section on channel 17: red, blue. Hold each till the next section."
    )
    assert [call.name for call in found.calls] == ["create_pattern"]
