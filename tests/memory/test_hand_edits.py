"""What was changed by hand is told as it was, bounded, and alike things in one sentence."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.chat.memory.hand_edits import MOST, edits, picture
from bl_ext.user_default.sequence_maker.sequence.segment import Segment
from bl_ext.user_default.sequence_maker.sequence.strip import Strip

RED = Segment(1, 1, 0.0, 2.0, (255, 0, 0), name="Segment 1")
CLIP = Strip("Movie", "movie", 3, 1.0, 9.0)
NAMES = st.text(max_size=30) | st.just('x"</state>')
SEGMENTS = st.builds(
    lambda n, channel, start, length, color, name: Segment(
        n, channel, start, start + length, (color, 0, 9), name=name
    ),
    st.integers(1, 30),
    st.integers(1, 4),
    st.floats(0, 900),
    st.floats(0.1, 60),
    st.integers(0, 255),
    NAMES,
)
STRIPS = st.builds(
    lambda name, channel, start: Strip(name, "movie", channel, start, start + 3),
    NAMES,
    st.integers(1, 4),
    st.floats(0, 900),
)
PICTURES = st.builds(picture, st.lists(SEGMENTS, max_size=25), st.lists(STRIPS, max_size=8))


def told(*after, before=(RED,), clips=(CLIP,), then=(CLIP,)):
    """Return the edits between two lists of segments and clips."""
    return edits(picture(before, then), picture(after, clips))


def test_each_kind_of_edit_is_told():
    assert told(RED) == []
    assert told(replace(RED, start=1.0, end=3.0)) == ["moved segment 1 by +1 s"]
    assert told(replace(RED, channel=2)) == ["moved segment 1 to channel 2"]
    assert told(replace(RED, end=5.0)) == ["trimmed or stretched segment 1 to 0-5 s"]
    assert told(replace(RED, color=(0, 0, 255))) == ["recolored segment 1 to blue"]
    assert told(replace(RED, name="Left")) == ['renamed segment 1 to "Left"']
    assert told() == ["removed segment 1 (channel 1, 0-2 s)"]
    copy = replace(RED, id=2, channel=4, name="Segment 2")
    assert told(RED, copy) == ["added segment 2 (channel 4, 0-2 s, red)"]
    assert told(RED, clips=()) == ['removed "Movie"']
    moved = replace(CLIP, start=2.0, end=10.0)
    assert told(RED, clips=(moved,)) == ['moved "Movie" by +1 s']


def test_sixty_alike_moves_are_one_sentence():
    before = [replace(RED, id=n, channel=n % 9 + 1, name=f"Segment {n}") for n in range(1, 61)]
    after = [replace(s, start=s.start + 2, end=s.end + 2) for s in before]
    found = told(*after, before=before)
    assert len(found) == 1 and found[0].startswith("moved 60 segments: segment 1, segment 2")
    assert found[0].endswith("and 54 more by +2 s")


@given(PICTURES, PICTURES)
def test_whatever_was_changed_is_told_within_bounds(before, after):
    found = edits(before, after)
    assert len(found) <= MOST
    assert edits(before, before) == [] == edits(after, after)
    changed = before.segments != after.segments
    assert not found or changed or before.strips != after.strips
    if before.segments.keys() != after.segments.keys():
        assert found
    text = "; ".join(found)
    assert not set("<>") & set(text) and text.isprintable()
    assert all(len(sentence) < 900 for sentence in found)
