"""What is offered stays within its caps, by a real tokenizer, in every world and window."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.chat.offer.offered import ORDER, Offer, cap_of, offered
from bl_ext.user_default.sequence_maker.chat.offer.state import MOST, state, tokens_for
from bl_ext.user_default.sequence_maker.chat.offer.tokens import estimated
from bl_ext.user_default.sequence_maker.sequence.in_memory.list_timelines import ListTimelines
from bl_ext.user_default.sequence_maker.sequence.ledger import Ledger
from bl_ext.user_default.sequence_maker.sequence.segment import Obstacle, Protection, Segment
from bl_ext.user_default.sequence_maker.toolkit.world import Session
from bl_ext.user_default.sequence_maker.tools import TOOLS
from music_world import MusicWorld
from window_server import tokens

CAPS = {4096: 2000, 8192: 3500, 16_384: 5000, 32_768: 8000, 131_072: 8000}
OF_FILES = {name for name, tool in TOOLS.items() if tool.needs == "media"}


EDITING = "list_strips move_strips trim_strips split_strips delete_strips".split()
"""Functions that even the smallest window is offered where there is something to edit."""


def taken(offer: Offer) -> int:
    """Return the tokens of functions and system prompt, in the widest spelling of JSON."""
    return tokens(json.dumps(offer.schemas)) + tokens(offer.system)


@pytest.mark.parametrize(("window", "cap"), CAPS.items())
def test_with_a_song_all_functions_fit_into_every_window(window: int, cap: int) -> None:
    session = MusicWorld().session()
    session.earlier = [Ledger()]
    offer = offered(TOOLS, session, window)
    assert taken(offer) <= cap_of(window, True) <= cap
    small = {"ask_user"} if window == 4096 else set()  # there it asks in plain words
    assert set(offer.forms) == set(TOOLS) - set(offer.left_out) - small - {"forget_wish"} - OF_FILES
    assert {*EDITING, *(["set_strips"] if window >= 8000 else [])} <= set(offer.forms)
    if window > 8192:
        assert not offer.left_out
    elif window == 8192:
        assert len(offer.forms) >= 28 and set(offer.left_out).isdisjoint(ORDER[:25])


@pytest.mark.parametrize("window", CAPS)
def test_where_segments_alone_are_they_can_be_edited_as_strips(window: int) -> None:
    timelines = ListTimelines()
    timelines.put([Segment(1, 1, 0.0, 2.0, (255, 0, 0), None, None, "S")])
    offer = offered(TOOLS, Session(timelines, None), window)
    assert taken(offer) <= cap_of(window, False, True) <= min(CAPS[window], 6000)
    assert {*EDITING, *(["set_strips"] if window >= 8000 else [])} <= set(offer.forms)
    assert not {name for name in offer.forms if TOOLS[name].needs in ("strips", "media")}


class AllowedFolder:
    """The least of `ports.Media`: a folder is allowed."""

    def folders(self):
        return {"Trip": True}


@pytest.mark.parametrize("window", CAPS)
def test_an_allowed_folder_offers_files_and_what_edits_them(window: int) -> None:
    session = Session(ListTimelines(), None, media=AllowedFolder())
    offer = offered(TOOLS, session, window)
    assert taken(offer) <= cap_of(window, True)
    assert {*EDITING, *(["set_strips"] if window >= 8000 else [])} <= set(offer.forms)
    assert window == 4096 or OF_FILES <= set(offer.forms)


@pytest.mark.parametrize("window", CAPS)
def test_an_empty_scene_is_offered_what_it_can_use(window: int) -> None:
    offer = offered(TOOLS, Session(ListTimelines(), None), window)
    assert taken(offer) <= min(CAPS[window], 3000)
    assert {"create_segment", "modify_segment", "create_pattern"} <= set(offer.forms)
    assert {"add_text", "set_markers", "set_frame_range"} <= set(offer.forms) or window == 4096
    absent = ("strips", "earlier", "editing", "media")
    assert not {name for name in offer.forms if TOOLS[name].needs in absent}


def test_the_order_names_every_function_but_wishes() -> None:
    assert set(ORDER) == set(TOOLS) - {"remember_wish", "forget_wish"}


@given(st.integers(256, 300_000), st.booleans())
def test_no_window_is_overfilled(window: int, song: bool) -> None:
    session = MusicWorld().session() if song else Session(ListTimelines(), None)
    offer = offered(TOOLS, session, window)
    if offer.schemas:
        assert taken(offer) <= max(cap_of(window, song), 300)
    assert list(offer.forms) == [name for name in TOOLS if name in offer.forms]


@pytest.mark.parametrize("window", CAPS)
def test_within_a_conversation_the_set_only_grows(window: int) -> None:
    first = offered(TOOLS, Session(ListTimelines(), None), window)
    second = offered(TOOLS, MusicWorld().session(), window, first)
    third = offered(TOOLS, Session(ListTimelines(), None), window, second)
    assert set(first.forms) < set(second.forms) and third is second


NAMES = st.text(max_size=80) | st.sampled_from(["😀" * 60, "日本語" * 20, "0.1-2;3:" * 8])


@given(
    st.lists(st.tuples(st.integers(1, 12), st.floats(0, 900), NAMES, st.booleans()), max_size=120),
    NAMES,
    st.sampled_from(sorted(CAPS)),
)
def test_the_state_stays_within_its_share(
    rows: list[tuple[int, float, str, bool]], name: str, window: int
) -> None:
    timelines = ListTimelines()
    timelines.channel_names[2] = name
    timelines.strips = [
        Obstacle(100 + n, start, start + 3, text) for n, start, text, _ in rows[:25]
    ]
    timelines._segments = {
        n: Segment(
            n, channel, start, start + 0.5, (n % 255, 3, 4), name=text if own else f"Segment {n}"
        )
        for n, (channel, start, text, own) in enumerate(rows, 1)
    }
    timelines.ranges = [Protection(1, 4.0, 6.0)]
    text = state(Session(timelines, None), tokens_for(window))
    assert tokens(text) <= min(MOST, window // 10)
    assert text.startswith("sequence: ")


@given(st.text(st.characters(max_codepoint=126, min_codepoint=32), max_size=400))
def test_the_estimate_is_near(text: str) -> None:
    assert tokens(text) <= 2 * estimated(text) + 4


def test_the_estimate_is_right_for_what_it_is_made_for() -> None:
    text = json.dumps([tool.schema() for tool in TOOLS.values()])
    assert 0.97 <= estimated(text) / tokens(text) <= 1.05
