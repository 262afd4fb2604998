"""Shows for the tests of sheet and lamps, small and large."""

import random

from bl_ext.user_default.sequence_maker.music.hearing.analysis import Analysis
from bl_ext.user_default.sequence_maker.music.hearing.grid import BeatGrid, Section
from bl_ext.user_default.sequence_maker.music.points import Music
from bl_ext.user_default.sequence_maker.music.song import Song
from bl_ext.user_default.sequence_maker.music.timed_words import TimedWord
from bl_ext.user_default.sequence_maker.sequence.segment import Segment
from bl_ext.user_default.sequence_maker.sheet.show import Levels, Row, Show

BEAT = 0.48


def song(end: float, name: str = "song", label: str = "loud") -> Song:
    """A song with even beats, two kinds of sections and no sound of its own."""
    beats = tuple(place * BEAT for place in range(int(end / BEAT)))
    half = end / 2
    sections = (Section("A1", 0, half, 3, label), Section("B1", half, end, 8, label))
    grid = BeatGrid(beats, tuple(place % 4 + 1 for place in range(len(beats))), 4, sections)
    return Song(name, f"{name}.wav", 0.0, end, Analysis(), grid, Music(grid))


def show(count: int, channels: int = 8, end: float = 200.0) -> Show:
    """So many segments, a fifth of them fades, on some channels."""
    chance, each = random.Random(count), count // channels
    step, rows = end / each, []
    for channel in range(1, channels + 1):
        made = []
        for place in range(each):
            first, last = ((chance.randrange(256),) * 2 + (chance.randrange(256),) for _ in "ab")
            start = place * step
            stop = start + step * chance.choice((0.3, 0.6, 1.0))
            fade = last if chance.random() < 0.2 else None
            number = channel * 1000 + place
            made.append(Segment(number, channel, start, stop, first, fade, None, f"Seg {number}"))
        rows.append(Row(channel, f"Channel {channel}", tuple(made)))
    levels = Levels(0.0, 0.02, [abs((n % 100) - 50) / 50 for n in range(int(end / 0.02))])
    words = [TimedWord(f"word{n}", n * 0.7, n * 0.7 + 0.5) for n in range(int(end))]
    markers = [(n * 9.0, f"cue {n}") for n in range(int(end / 9))]
    return Show("A Show", end, tuple(rows), song(end), words, markers, levels)
