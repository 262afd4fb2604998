"""The words beside a call that edits strips: how far, to when, which words; never a fault."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.blender.wording.call_phrases import important
from bl_ext.user_default.sequence_maker.chat.conversation import Call
from bl_ext.user_default.sequence_maker.tools import TOOLS

TOLD = [
    ("move_strips", {"strips": ["Photo"], "by": 2}, "Photo · 2 s later"),
    ("move_strips", {"by": -1.5, "ripple": "all"}, "1.5 s earlier · with ripple"),
    (
        "move_strips",
        {"strips": ["A", "B"], "to": "0:20", "channel": 40},
        "channel 40 · A … · to 20 s",
    ),
    ("move_strips", {"by": "10 frames"}, "10 frames"),
    ("trim_strips", {"strips": ["Movie"], "end_by": -2}, "Movie · end 2 s earlier"),
    ("trim_strips", {"slip_by": 1}, "content 1 s later"),
    (
        "split_strips",
        {"strips": ["Movie"], "times": [10, 20, 30, 40]},
        "Movie · at 10 s, 20 s, 30 s …",
    ),
    ("delete_strips", {"ranges": [[40, 42], [50, 51.5]]}, "40–42 s, 50–51.5 s"),
    (
        "fade_strips",
        {"strips": ["Song"], "fade_in": 2, "fade_out": 0.5},
        "Song · fade in 2 s · fade out 0.5 s",
    ),
    (
        "set_strips",
        {"strips": ["all images"], "mute": True, "opacity": 0.5},
        "all images · muted · opacity 0.5",
    ),
    ("set_channels", {"channels": [5, 6], "lock": False}, "channel 5–6 · not locked"),
    ("set_markers", {"add": [{"time": 3, "name": "Drop"}]}, "Drop"),
    ("set_markers", {"delete": ["Verse", "Drop"]}, "Verse, Drop"),
    ("set_frame_range", {"end": "the end"}, "until the end"),
    ("set_frame_range", {"start": 1, "end": 20}, "1 s – 20 s"),
    ("add_text", {"texts": [{"text": "Hello", "start_time": 3}]}, "“Hello”"),
    ("add_media", {"files": ["Trip/a.mp4"], "start_time": 4}, "a.mp4 · from 4 s"),
    ("add_transition", {"channel": 2, "at": 12}, "channel 2 · at 12 s"),
    (
        "animate_strips",
        {"what": "volume", "keys": [{"time": 1, "value": 0}, {"time": 3, "value": 1}]},
        "volume · at 1 s, 3 s",
    ),
]


@pytest.mark.parametrize(("name", "arguments", "told"), TOLD)
def test_the_words_say_what_matters(name, arguments, told):
    assert important(Call("1", name, arguments, state="done"), {}) == told


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=6,
)
NAMES = sorted({parameter.name for tool in TOOLS.values() for parameter in tool.parameters})


@given(st.sampled_from(sorted(TOOLS)), st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=6))
def test_whatever_a_model_gives_there_are_words_for_it(name, arguments):
    assert isinstance(important(Call("1", name, arguments, state="failed"), {}), str)
