"""What is said of sections that share a name is done in each of them, however it is said."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.plain.parts.facts import Part
from bl_ext.user_default.sequence_maker.plain.reading import Reading
from plain_world import reading, situation

BOTH = [(8, 24), (32, 48)]
"""Where the song of the world has its choruses."""


def stretches(found: Reading) -> list[tuple[float, float]]:
    """The start and end of all that is made or removed, in order."""
    rows = [row for one in found.calls for row in one.arguments.get("segments", [one.arguments])]
    return [(row["start_time"], row["end_time"]) for row in rows]


@pytest.mark.parametrize(
    "text",
    [
        "make channel 2 red in the chorus",
        "make channel 2 red in the choruses",
        "make channel 2 red in every chorus",
        "channel 2 red during the refrain",
        "make channel 2 red in the B section",
        "clear channel 2 in the chorus",
        "fade channel 3 from red to blue in the chorus",
        "Mach Kanal 2 im Refrain rot",
    ],
)
def test_each_section_of_the_name_is_meant(text: str) -> None:
    found = reading(text)
    assert found.kind == "certain" and stretches(found) == BOTH


def test_the_channels_behind_mean_the_same_sections() -> None:
    found = reading("in the chorus make channel 1 red and channel 2 blue")
    assert sorted(stretches(found)) == sorted(BOTH * 2) and len(found.calls) == 1


@pytest.mark.parametrize("text", ["in the second chorus", "in chorus 2", "in section B2"])
def test_one_of_them_is_named_by_its_number(text: str) -> None:
    assert stretches(reading(f"make channel 2 red {text}")) == BOTH[1:]


def test_titles_come_in_each_of_them() -> None:
    found = reading('add the title "Sing!" in the chorus')
    (one,) = found.calls
    assert [row["start_time"] for row in one.arguments["texts"]] == [8, 32]


def test_one_segment_is_not_put_in_two_places() -> None:
    assert reading("stretch the red on 1 over the chorus").kind in ("declined", "question")


@given(
    st.lists(st.booleans(), min_size=1, max_size=7),
    st.sampled_from(["Drop", "Big Finish", "Chorus", "Strophe"]),
)
def test_titles_that_the_person_gave_are_no_different(named: list[bool], title: str) -> None:
    parts = [
        Part(f"S{n}", 10.0 * n, 10.0 * n + 10, title.casefold() if own else "", title * own)
        for n, own in enumerate(named)
    ]
    scene = replace(situation(), sections=tuple(parts))
    found = reading(f"make channel 2 red in the {title}", sections=scene.sections)
    wanted = [(part.start, part.end) for part in parts if part.title]
    if wanted:
        assert found.kind == "certain" and stretches(found) == wanted
    else:
        assert found.kind != "certain"


def test_the_rest_in_another_color_is_not_read_as_the_only_color() -> None:
    found = reading("make ball 1 red from 0 to 5 s, the rest blue")
    assert not any("blue" in str(one) and "red" not in str(one) for one in found.calls)
