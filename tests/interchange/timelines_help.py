"""Random timelines as a scene may have them, and their colors frame by frame."""

from dataclasses import replace

from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.sequence.frames import FrameRate
from bl_ext.user_default.sequence_maker.sequence.segment import Segment
from bl_ext.user_default.sequence_maker.sheet.show import Row

RATES = (24000 / 1001, 24.0, 25.0, 30000 / 1001, 30.0, 59.94, 60.0, 12.5, 1.0)
rates = st.sampled_from(RATES).map(FrameRate)
names = st.one_of(
    st.sampled_from(["Ball 1", 'a,"b";c', "Bälle 🤹", "=1+1", "  x", "two\nlines", "#ff0000"]),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=12),
)
byte = st.integers(0, 255)
colors = st.one_of(st.just((0, 0, 0)), st.tuples(byte, byte, byte))


def frames(segment, rate):
    """The colors of a segment, frame by frame."""
    numbers = range(rate.frame_of(segment.start), rate.frame_of(segment.end))
    return [segment.color_at(rate.time_of(number)) for number in numbers]


def shown(row, rate, first=-400, last=400):
    """What a channel shows, frame by frame: color and LEDs, None for off."""
    found = [None] * (last - first)
    for segment in row.segments if not row.muted else ():
        start = rate.frame_of(segment.start)
        for place, color in enumerate(frames(segment, rate)):
            if first <= start + place < last:
                found[start + place - first] = (color, segment.pixels)
    return found


@st.composite
def keyed(draw, start, segment, rate):
    """The pieces of a keyed color, one a frame, as a scene tells them."""
    ramp = draw(st.lists(colors, min_size=2, max_size=30))
    if draw(st.booleans()):  # what goes straight is one fade
        ramp = [Segment(1, 1, 0, 40, ramp[0], ramp[-1]).color_at(n) for n in range(41)]
    made = replace(segment, animated=True)
    return [
        replace(
            made,
            start=rate.time_of(start + place),
            end=rate.time_of(start + place + 1),
            color=ramp[place],
            end_color=ramp[place + 1],
        )
        for place in range(len(ramp) - 1)
    ]


@st.composite
def rows(draw, rate, channel):
    """One channel: segments, fades, keyed colors and gaps; some before 0 s."""
    frame, found = draw(st.integers(-30, 30)), []
    for number in range(1, draw(st.integers(1, 8)) + 1):
        frame += draw(st.integers(0, 4))
        length = draw(st.integers(1, 60))
        name = draw(st.one_of(st.just(f"Segment {number}"), names))
        end_color = draw(st.one_of(st.none(), colors))
        times = rate.time_of(frame), rate.time_of(frame + length)
        lit = draw(st.one_of(st.none(), st.integers(1, 60)))
        made = Segment(number, channel, *times, draw(colors), end_color, lit, name)
        if draw(st.integers(0, 3)) == 0:
            found += draw(keyed(frame, made, rate))
            frame = rate.frame_of(found[-1].end)
        else:
            found.append(made)
            frame += length
    return Row(channel, draw(names), tuple(found), muted=draw(st.booleans()))


@st.composite
def shows(draw, most=4):
    """A frame rate and channels on any of the 128."""
    rate = draw(rates)
    numbers = draw(st.lists(st.integers(1, 128), min_size=1, max_size=most, unique=True))
    return rate, [draw(rows(rate, number)) for number in sorted(numbers)]
