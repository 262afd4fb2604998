"""Sections that the person names, moves, splits and joins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.music import sectioning
from bl_ext.user_default.sequence_maker.music.hearing.grid import BeatGrid, Section
from bl_ext.user_default.sequence_maker.music.sectioning import (
    NotPossible,
    called,
    joined,
    laid,
    moved,
    renamed,
    split,
)

SONG = (
    Section("A1", 0.0, 10.0, 3, "quiet", 0.5),
    Section("B1", 10.0, 30.0, 8, "loud, perhaps the chorus", 0.8),
    Section("A2", 30.0, 40.0, 3, "quiet", 0.8),
    Section("B2", 40.0, 60.0, 8, "loud, perhaps the chorus", 0.8),
)
TIMES = st.floats(-5, 65).map(lambda value: round(value, 2))


def test_a_name_is_the_persons_and_no_other_section_is_guessed_to_be_it():
    made = renamed(SONG, ["A2"], "Chorus")
    assert [called(s) for s in made] == ["A1", "B1", "Chorus", "B2"]
    assert [s.said for s in made] == [False, False, True, False]
    assert not any("chorus" in s.label for s in made)
    assert made[1].label == "loud"


def test_a_half_that_is_split_off_has_a_letter_of_its_own():
    made = split(SONG, 20.0, "Drop")
    assert [s.name for s in made] == ["A1", "B1", "C1", "A2", "B2"]
    assert (made[1].end, made[2].start, made[2].end) == (20.0, 20.0, 30.0)
    assert made[2].title == "Drop" and made[1].label == "loud, perhaps the chorus"


def test_joined_sections_keep_the_first_ones_name():
    made = joined(SONG, ["B1", "A1"])
    assert [s.name for s in made] == ["A1", "A2", "B2"]
    assert (made[0].start, made[0].end, made[0].energy) == (0.0, 30.0, 6)
    assert [s.name for s in joined(SONG, [s.name for s in SONG])] == ["A1"]


def test_no_section_is_called_by_the_letter_of_another():
    with pytest.raises(NotPossible, match="another section is called so"):
        renamed(SONG, ["A1"], "b1")
    assert called(renamed(SONG, ["B1"], "B1")[1]) == "B1"


def test_joined_sections_keep_the_name_that_the_person_gave():
    named = renamed(renamed(SONG, ["B1"], "Chorus"), ["A2"], "Verse")
    made = joined(named, ["A1", "B1", "A2"])
    assert [called(s) for s in made] == ["Chorus", "B2"] and made[0].name == "A1"


def test_sections_that_others_part_are_not_joined_so_that_none_is_lost():
    song = renamed(SONG, ["A2"], "{Drop}")
    with pytest.raises(NotPossible, match="lie between them: B1, {Drop}"):
        joined(song, ["A1", "B2"])


def test_a_border_takes_both_neighbors_along():
    made = moved(SONG, 30.0, 28.5)
    assert made[1].end == made[2].start == 28.5
    assert moved(SONG, 0.0, 2.0)[0].start == 2.0


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (lambda: split(SONG, 70.0), "no section at 70 s"),
        (lambda: split(SONG, 10.05), "begins or ends"),
        (lambda: joined(SONG, ["A1"]), "two sections"),
        (lambda: moved(SONG, 30.0, 41.0), "from 10.10 to 39.90 s"),
        (lambda: moved(SONG, 60.0, 30.0), "from 40.10"),
    ],
)
def test_what_is_not_possible_gets_a_sentence(act, told):
    with pytest.raises(ValueError, match=told):
        act()


def test_a_section_is_laid_over_others():
    made = laid(SONG, 5.0, 35.0, "Bridge")
    assert [(called(s), s.start, s.end) for s in made] == [
        ("A1", 0.0, 5.0),
        ("Bridge", 5.0, 35.0),
        ("A2", 35.0, 40.0),
        ("B2", 40.0, 60.0),
    ]
    inside = laid(SONG, 15.0, 20.0, "Drop")
    assert [s.start for s in inside] == [0.0, 10.0, 15.0, 20.0, 30.0, 40.0]
    assert len({s.name for s in inside}) == 6
    assert laid((), 1.0, 2.0, "Chorus")[0].title == "Chorus"


def edits():
    names = st.lists(st.sampled_from(["A1", "B1", "A2", "B2", "C1", "D1"]), min_size=1)
    titles = st.sampled_from(["Chorus", "verse", "Drop"])
    return st.one_of(
        st.tuples(st.just(renamed), names, titles),
        st.tuples(st.just(split), TIMES, titles),
        st.tuples(st.just(joined), names),
        st.tuples(st.just(moved), st.sampled_from([0.0, 10.0, 30.0, 40.0, 60.0]), TIMES),
        st.tuples(st.just(laid), TIMES, TIMES, titles),
    )


@given(st.lists(edits(), max_size=8))
def test_whatever_is_done_sections_follow_each_other_and_have_names_of_their_own(every):
    sections = SONG
    for act, *given_to in every:
        if act is laid and given_to[1] - given_to[0] < sectioning.LEAST:
            continue
        try:
            sections = act(sections, *given_to)
        except ValueError as error:
            assert str(error)
        assert all(a.end <= b.start for a, b in zip(sections, sections[1:], strict=False))
        assert all(s.end - s.start >= sectioning.LEAST - 1e-9 for s in sections)
        assert len({s.name for s in sections}) == len(sections)
        grid = BeatGrid(sections=sections)
        assert BeatGrid.from_json(grid.as_json()) == grid
