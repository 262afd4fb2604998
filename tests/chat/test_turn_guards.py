"""What one prompt may take away unasked is counted over the whole turn, and asked about once."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.sequence.ledger import merged
from bl_ext.user_default.sequence_maker.toolkit.jobs import Confirm
from bl_ext.user_default.sequence_maker.toolkit.rehearsal import Rehearsal
from bl_ext.user_default.sequence_maker.toolkit.world import Limits, Session
from bl_ext.user_default.sequence_maker.tools import TOOLS
from music_world import MusicWorld
from playback_server import PlaybackServer
from test_turn import Chat, until
from timeline_help import call

CHANNELS, EACH = 4, 8
LIME = {"color": "lime"}


@pytest.fixture
def chat():
    """A conversation with four channels of eight segments."""
    with PlaybackServer() as server:
        found = Chat(server)
        items = [
            {"channel": c, "start_time": n, "end_time": n + 1, "color": "red"}
            for c in range(1, CHANNELS + 1)
            for n in range(EACH)
        ]
        call(Session(found.timelines, None), "create_segments_batch", segments=items)
        yield found


def clears(*channels):
    return [("clear_timeline", {"channel": channel}) for channel in channels]


def waiting(chat, *calls, **options):
    """Begin a turn of some calls and go on to its question or its end."""
    chat.server.will_call_all(*calls)
    turn = chat.begin("go", **options)
    until(turn, lambda: not turn.active or turn.waiting)
    return turn


def ended(turn, reply=True):
    turn.answer(reply)
    until(turn, lambda: not turn.active or turn.waiting)
    return turn.record


def test_several_calls_ask_once_with_the_sum_before_any_of_them_runs(chat):
    before = chat.timelines.segments()
    turn = waiting(chat, *clears(1, 2, 3, 4))
    assert isinstance(turn.waiting, Confirm) and chat.timelines.segments() == before
    assert turn.waiting.text.startswith("In all for this prompt: 32 removed")
    assert [row[:2] for row in turn.waiting.rows] == [
        ("remove", f"Remove 8 segments from channel {channel}") for channel in (1, 2, 3, 4)
    ]
    assert len(turn.waiting.changes) == 4 and len(chat.events("confirm")) == 1
    chat.server.will_say("Gone.")
    record = ended(turn)
    assert record.status == "complete" and chat.timelines.segments() == []
    assert len(chat.events("confirm")) == 1, "a yes holds for all that was shown"


def test_a_no_refuses_each_writing_call_and_the_others_run(chat):
    before = chat.timelines.segments()
    turn = waiting(chat, *clears(1, 2, 3), ("list_segments", {"channel": 4}))
    chat.server.will_say("As you wish.")
    record = ended(turn, False)
    codes = [found.result.get("code") for found in record.calls]
    assert codes == ["declined", "declined", "declined", None]
    assert chat.timelines.segments() == before and record.calls[3].result["count"] == EACH


def test_what_stays_below_the_limit_is_not_asked(chat):
    chat.server.will_call_all(*clears(1, 2))
    chat.server.will_say("Done.")
    record = chat.ask("go")
    assert record.status == "complete" and not chat.events("confirm")
    assert len(chat.timelines.segments()) == 2 * EACH


def test_a_later_answer_asks_again_with_the_sum_so_far(chat):
    chat.server.will_call_all(*clears(1, 2))
    turn = waiting(chat, *clears(3))
    until(turn, lambda: not turn.active or turn.waiting)
    assert turn.waiting.text.startswith("In all for this prompt: 24 removed")
    chat.server.will_call_all(*clears(4))
    ended(turn)
    assert turn.waiting.text.startswith("In all for this prompt: 32 removed"), "a yes ends there"
    chat.server.will_say("Gone.")
    assert ended(turn).status == "complete" and chat.timelines.segments() == []


@pytest.mark.parametrize(
    ("calls", "word"),
    [
        (
            [("modify_segment", {"segment_id": n, "color": "blue"}) for n in range(1, 25)],
            "24 recolored",
        ),
        (
            [
                (
                    "create_segments_batch",
                    {
                        "segments": [
                            {
                                "channel": c,
                                "start_time": n + 0.5,
                                "end_time": n + 1,
                                "color": "lime",
                            }
                            for n in range(EACH)
                        ]
                    },
                )
                for c in (1, 2, 3)
            ],
            "24 overwritten",
        ),
    ],
    ids=("recolored", "overwritten"),
)
def test_colors_that_are_lost_count_as_well(chat, calls, word):
    turn = waiting(chat, *calls)
    assert word in turn.waiting.text
    chat.server.will_say("Done.")
    assert ended(turn).status == "complete"


def test_where_everything_is_asked_about_one_question_is_enough(chat):
    chat.limits = Limits("always")
    red = {"channel": 9, "start_time": 0, "end_time": 1, "color": "red"}
    turn = waiting(chat, ("create_segment", red), ("create_segment", red | {"channel": 10}))
    assert "2 written" in turn.waiting.text
    chat.server.will_say("Done.")
    assert ended(turn).status == "complete" and len(chat.events("confirm")) == 1


def test_flashing_that_only_several_calls_make_is_asked_about_before_the_first(chat):
    flashes = [
        {"channel": 20, "start_time": n / 4, "end_time": n / 4 + 0.125, "color": "white"}
        for n in range(16)
    ]
    halves = [flashes[::2], flashes[1::2]]
    turn = waiting(chat, *(("create_segments_batch", {"segments": half}) for half in halves))
    assert "flashes a second" in turn.waiting.text and not chat.timelines.segments(20)
    chat.server.will_say("Done.")
    record = ended(turn)
    assert len(chat.timelines.segments(20)) == 16 and len(chat.events("confirm")) == 1
    assert record.calls[1].result["flashing"]


def test_a_call_that_is_refused_spoils_neither_the_question_nor_the_rest(chat):
    turn = waiting(chat, ("delete_segment", {"segment_id": 999}), *clears(1, 2, 3))
    assert "24 removed" in turn.waiting.text
    chat.server.will_say("Done.")
    record = ended(turn)
    assert record.calls[0].result["code"] == "unknown_segment"
    assert len(chat.timelines.segments()) == EACH


def test_a_turn_that_is_cancelled_while_it_asks_has_done_nothing(chat):
    before = chat.timelines.segments()
    turn = waiting(chat, *clears(1, 2, 3, 4))
    turn.cancel()
    assert chat.timelines.segments() == before and turn.record.status == "cancelled"
    assert not turn.queue.waiting and turn.queue.empty


def test_what_the_user_drew_while_it_asked_is_seen(chat):
    turn = waiting(chat, *clears(1, 2, 3))
    red = {"channel": 1, "start_time": 50, "end_time": 51, "color": "red"}
    call(Session(chat.timelines, None), "create_segment", **red)
    turn.answer(True)
    until(turn, lambda: not turn.active or turn.waiting)
    assert "25 removed" in turn.waiting.text, "more than was shown is asked about again"
    chat.server.will_say("Done.")
    assert ended(turn).status == "complete"


CALLS = st.lists(
    st.sampled_from(
        [
            ("create_segment", {"channel": 1, "start_time": 1, "end_time": 4, "color": "blue"}),
            ("create_segment", {"channel": 2, "start_time": 2, "end_time": 3, "color": "red"}),
            ("modify_segment", {"segment_id": 1, "start_time": 3, "end_time": 6}),
            ("delete_segment", {"segment_id": 2}),
            ("clear_timeline", {"channel": 1}),
            ("snap_to_beats", {"strips": ["Image"]}),
            ("snap_to_beats", {"channels": [1, 2]}),
            ("fit_to_section", {"strip": "Image", "section": "B1"}),
            ("cut_on_beats", {"strip": "Movie.001", "every": 2}),
            ("write_markers", {"what": "sections"}),
            ("edit_beat_grid", {"action": "double"}),
            ("set_strips", {"strips": ["Song"], "volume": 0.5}),
            ("create_pattern", {"channels": [1, 5], "colors": ["red"], "every": 4}),
        ]
    ),
    min_size=1,
    max_size=6,
)


@settings(deadline=None)
@given(CALLS)
def test_a_rehearsal_foresees_what_is_written_and_touches_nothing(calls):
    world = MusicWorld()
    session = world.session(Limits("never"))
    call(session, "create_segments_batch", segments=ROW)
    before = world.picture()
    session = world.session(Limits("never"))
    rehearsal = Rehearsal(session, [(TOOLS[name], given) for name, given in calls])
    while not rehearsal.step():
        pass
    assert world.picture() == before
    for name, given_ in calls:
        call(session, name, **given_)
    assert rehearsal._copy.so_far == session.so_far
    now = world.picture()
    change, left = merged(session.take_written()).revert(session.draft(), session.scene)
    assert left == []
    if change:
        session.apply(change)
    after = world.picture()
    states = {key: value for key, value in after[2].items() if value}
    assert (after[:2], states) == (before[:2], before[2]), now


ROW = [
    {"channel": c, "start_time": n * 2, "end_time": n * 2 + 1.5, "color": "red"}
    for c in (1, 2)
    for n in range(3)
]
