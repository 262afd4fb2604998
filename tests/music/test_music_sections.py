"""Sections of songs whose form is known: borders and letters."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.music.hearing.analysis import analyze
from bl_ext.user_default.sequence_maker.music.hearing.candidates import Hints
from bl_ext.user_default.sequence_maker.music.hearing.energy import guess_labels
from formed_songs import Form, played_form
from music_help import RATE

SONG = {"A": (0, 4, 5, 3), "B": (1, 1, 4, 4), "C": (2, 3, 0, 6)}


def sections_of(form, bpm=None):
    return analyze(played_form(form), RATE, Hints(meter=form.meter, bpm=bpm)).grid.sections


def off(form, sections):
    """Seconds from each true border to the nearest one that was found."""
    found = [section.start for section in sections] + [sections[-1].end]
    return [min(abs(time - border) for time in found) for border in form.borders]


def akin(one, other):
    """Chords that share two tones, such as C and A minor."""
    return (one - other) % 7 in (0, 2, 5)


PROGRESSIONS = list(permutations(range(6), 4))


@st.composite
def two_progressions(draw):
    """Two progressions of four chords, of which one is not the other in relatives."""
    verse = draw(st.sampled_from(PROGRESSIONS))
    turned = [slice(turn, None) for turn in range(4)]

    def unlike(bridge):
        ways = [(*bridge[part], *bridge[: part.start]) for part in turned]
        apart = [sum(not akin(*pair) for pair in zip(verse, way, strict=True)) for way in ways]
        return min(apart) >= 2 and not (akin(verse[0], bridge[0]) or akin(verse[3], bridge[3]))

    return verse, draw(st.sampled_from([one for one in PROGRESSIONS if unlike(one)]))


@settings(max_examples=8)
@given(
    two_progressions(),
    st.floats(85, 160),
    st.integers(0, 11),
    st.sampled_from([3, 4]),
    st.sampled_from([(0.0, 0.0), (1.5, 0.0), (0.0, 5.0), (2.0, 8.0)]),
)
def test_a_bridge_of_other_chords_is_found_though_it_sounds_alike(chords, bpm, key, meter, silence):
    assume(meter == 4 or bpm > 95)  # bars of slower ones in three may be heard beside: music.md
    parts = (("A", 8), ("A", 8), ("B", 8), ("A", 8))
    form = Form(parts, dict(zip("AB", chords, strict=True)), bpm, key, meter, silence=silence)
    found = sections_of(form, bpm)  # slow ones in three are heard at double
    first, _, *others = off(form, found)  # between two verses nothing tells them apart
    assert max(first, *others) < 0.3
    assert found[-1].letter == found[0].letter != found[-2].letter


@pytest.mark.parametrize("form", ["ABABCB", "ABACABA", "ABCAB", "ABCBAB"])
def test_forms_of_equal_timbre_get_their_borders_and_letters(form):
    song = Form(tuple((letter, 8) for letter in form), SONG, 100 + 7 * len(form), key=len(form))
    found = sections_of(song)
    assert max(off(song, found)) < 0.3
    assert [section.letter for section in found] == list(form)


def test_an_intro_and_a_tune_are_sections_of_their_own():
    parts = (("C", 4), ("A", 8), ("B", 8), ("A", 8), ("B", 8))
    song = Form(parts, SONG | {"B": SONG["A"]}, 118, lead="B", soft="C", silence=(0, 4))
    found = sections_of(song)
    assert max(off(song, found)) < 0.3
    assert found[0].letter == "A" and found[1].letter == found[3].letter != found[2].letter


@pytest.mark.parametrize("silence", [(0.0, 10.0), (6.0, 0.0), (5.0, 30.0)])
def test_silence_is_no_section(silence):
    song = Form((("A", 8), ("B", 8)), SONG, 120, silence=silence)
    found = sections_of(song)
    assert found[0].start == pytest.approx(silence[0], abs=0.3)
    assert found[-1].end == pytest.approx(song.borders[-1], abs=0.3)
    assert len(found) == 2


def test_a_louder_part_that_comes_again_is_guessed_to_be_the_chorus():
    assert guess_labels(["A", "B", "A", "B"], [5, 9, 5, 9])[1] == "loud, perhaps the chorus"
    assert not any("chorus" in label for label in guess_labels(["A", "B"], [5, 5]))


def test_a_song_of_thousands_of_bars_takes_small_steps_and_little_memory():
    import tracemalloc

    from bl_ext.user_default.sequence_maker.music.hearing.pooled import Pooled
    from bl_ext.user_default.sequence_maker.music.hearing.sections import repetition

    chance, count = np.random.default_rng(3), 3000
    chroma = np.cumsum(np.tile(chance.random((160, 12)), (count * 20 // 160, 1)), axis=0)
    pooled = Pooled(np.zeros((1, 64)), np.concatenate([np.zeros((1, 12)), chroma]), np.zeros(1))
    bars = np.arange(count + 1) * 2.0
    tracemalloc.start()
    steps, number = repetition(bars, pooled), 0
    while True:
        try:
            next(steps)
        except StopIteration as end:
            table = end.value
            break
        number += 1
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert table.shape[0] == count and table.shape[1] <= 128
    assert number >= count // 32 and most < 40e6
    assert table.max() == pytest.approx(1 / np.sqrt(table.shape[1]), rel=0.01)
