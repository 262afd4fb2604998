"""Every frame's examples are read as their calls, and every call can be said and read again."""

import pytest

from bl_ext.user_default.sequence_maker.plain.every_frame import FRAMES
from bl_ext.user_default.sequence_maker.plain.reader import examples
from bl_ext.user_default.sequence_maker.tools import TOOLS
from command_score import flat
from plain_world import calls, reading, session
from said_edits import SAID_EDITS

UNSAID = {"list_segments", "get_music", "list_strips", "list_media"}
"""Functions that a question stands for."""


REFUSED = (
    "unknown_segment out_of_range cannot_move unknown_marker no_media_folder nothing_there".split()
)
"""What functions say of an example whose things the world does not have."""


@pytest.mark.parametrize(("text", "wanted"), examples(), ids=[text for text, _ in examples()])
def test_an_example_is_read_as_its_calls(text, wanted):
    assert calls(text) == [(call.name, call.arguments) for call in wanted]


@pytest.mark.parametrize(("text", "wanted"), examples(), ids=[text for text, _ in examples()])
def test_the_calls_of_an_example_said_in_plain_words_are_read_as_the_same(text, wanted):
    said = "; ".join(_said(call.name, call.arguments) for call in wanted)
    assert flat(calls(said)) == flat([(call.name, call.arguments) for call in wanted]), said


def test_every_function_has_a_frame_with_an_example():
    known = {name for frame in FRAMES for name in frame.functions}
    shown = {call.name for _, wanted in examples() for call in wanted}
    by_name = set(TOOLS) - {"undo_last_turn", "ask_user"}  # said by `Reading.undo`; for models
    by_name -= {"repeat_turn"}  # which takes up what was done, see `test_situation`
    by_name -= {"remember_wish", "forget_wish"}  # whole sentences, see `remembering_words`
    assert known == by_name
    assert shown == by_name - UNSAID


def test_the_functions_take_every_example_or_say_why_not():
    for text, wanted in examples():
        for call in wanted:
            result = TOOLS[call.name].call(session(), **call.arguments)
            assert result["ok"] or result["code"] in REFUSED, (text, result)


def test_of_several_segments_the_others_get_a_color_that_one_has_already():
    found = reading("Make all segments on channel 1 red and 1 s longer")
    given = [call.arguments for call in found.calls]
    assert [row.get("color") for row in given] == [None, "red", "red"]
    assert [row["end_time"] for row in given] == [5, 9, 13]


def _said(name: str, given: dict) -> str:
    """Say a call in plain words: the way back."""
    return SAID[name](given)


def _span(given: dict) -> str:
    if "start_time" not in given and "end_time" not in given:
        return f" in section {given['section']}" if "section" in given else ""
    return f" from {given.get('start_time', 0)} s to {given.get('end_time', 'the end')} s"


def _segment(given: dict) -> str:
    if "segment_id" in given:
        return f"segment id {given['segment_id']}"
    return f"segment {given['segment_index']} on channel {given['channel']}"


def _created(given: dict) -> str:
    if "end_color" in given:
        both = f"from {given['color']} to {given['end_color']}"
        return f"fade channel {given['channel']} {both}{_span(given)}"
    return f"make channel {given['channel']} {given['color']}{_span(given)}"


def _modified(given: dict) -> str:
    if "to_channel" in given:
        return f"move {_segment(given)} to channel {given['to_channel']}"
    if "color" in given:
        return f"change {_segment(given)} to {given['color']}"
    return f"let {_segment(given)} end at {given['end_time']} s"


def _grid(given: dict) -> str:
    nouns = {"beats": "beat", "downbeats": "bar", "sections": "song section"}
    count = f"{given['every']} " if given.get("every", 1) > 1 else ""
    noun = nouns[given["grid"]]
    return f"every {count}{noun}{'s' if count else ''}"


def _pattern(given: dict) -> str:
    where = " and ".join(f"channel {channel}" for channel in given["channels"])
    colors = " and ".join(given["colors"])
    return f"{given['shape']} {colors} on {where} on {_grid(given)}{_span(given)}{_around(given)}"


def _around(given: dict) -> str:
    """Say the warnings before lights, and the color between them."""
    said = ""
    if "cue_ms" in given:
        color = f" in {given['cue_color']}" if "cue_color" in given else ""
        said = f", warn{color} {given['cue_ms'] / 1000} s before each"
    if "cue_length_ms" in given:
        said += f" for {given['cue_length_ms']} ms"
    return said + (f", the rest {given['rest_color']}" if "rest_color" in given else "")


def _words(given: dict) -> str:
    words = " and ".join(f'"{word}"' for word in given["words"])
    where = f"light channel {given['channels'][0]} in {given['colors'][0]}"
    return f"{where} on the words {words}{_around(given)}"


def _beats(given: dict) -> str:
    if "meter" in given:
        return f"the meter is {given['meter']}"
    return f"set the tempo to {given['bpm']} bpm" if "bpm" in given else "double the tempo"


def _sections(given: dict) -> str:
    if given["action"] == "rename":
        return f"name the section at {given['time']} s {given['name']}"
    if given["action"] == "join":
        return f"merge sections {' and '.join(given['sections'])}"
    if given["action"] == "move":
        return f"move the boundary at {given['time']} s to {given['to_time']} s"
    return f"cut the section at {given['time']} s"


def _place(given: dict) -> str:
    time = given.get("position", given.get("start_time"))
    return f"{time} s" if time is not None else given["place"]


SAID = {
    "create_segment": _created,
    "create_segments_batch": lambda given: "; ".join(map(_created, given["segments"])),
    "modify_segment": _modified,
    "delete_segment": lambda given: f"delete {_segment(given)}",
    "clear_timeline": lambda given: f"clear channel {given['channel']}{_span(given)}",
    "create_pattern": _pattern,
    "create_segments_for_words": _words,
    "snap_to_beats": lambda given: f"snap channel {given['channels'][0]} to the beats",
    "cut_on_beats": lambda given: f"cut {given['strip']} on {_grid(given)}",
    "fit_to_section": lambda given: f"fit {given['strip']} to section {given['section']}",
    "write_markers": lambda given: (
        "delete the markers"
        if given["what"] == "none"
        else f"write markers on {_grid({'grid': given['what']})}"
    ),
    "edit_beat_grid": _beats,
    "set_sections": _sections,
    "analyze_music": lambda given: "analyze the song",
    "play_audio": lambda given: "play" + (f" from the {_place(given)}" if given else ""),
    "pause_audio": lambda given: "pause the music",
    "stop_audio": lambda given: "stop",
    "seek_audio": lambda given: f"please go to the {_place(given)}",
    "set_metronome": lambda given: "add a metronome" if given["on"] else "remove the metronome",
    **SAID_EDITS,
}
