"""A turn that is planned whole: nothing is written before it is applied, and then just that."""

import json
import time

import pytest

from bl_ext.user_default.sequence_maker.chat.conversation import Conversation
from bl_ext.user_default.sequence_maker.chat.options import Options
from bl_ext.user_default.sequence_maker.chat.planning.planned_turn import PlannedTurn
from bl_ext.user_default.sequence_maker.chat.wire.endpoint import Endpoint
from bl_ext.user_default.sequence_maker.chat.worker import Worker
from bl_ext.user_default.sequence_maker.sequence.in_memory.list_scene import ListScene
from bl_ext.user_default.sequence_maker.sequence.in_memory.list_timelines import ListTimelines
from bl_ext.user_default.sequence_maker.sequence.segment import Segment
from bl_ext.user_default.sequence_maker.toolkit.planning.plan_question import PlanQuestion
from bl_ext.user_default.sequence_maker.toolkit.world import Limits, Session
from bl_ext.user_default.sequence_maker.tools import TOOLS
from playback_server import PlaybackServer
from timeline_help import TransportPlayer, picture
from turn_help import valid

RED = {"channel": 1, "start_time": 0, "end_time": 2, "color": "#ff0000"}
BLUE = {"channel": 2, "start_time": 0, "end_time": 2, "color": "#0000ff"}
LATE = {**RED, "start_time": 10, "end_time": 12}


class Planner:
    """A conversation on lists, whose turns are planned."""

    def __init__(self, server):
        self.server, self.told, self.shown, self.turns = server, [], [None], []
        self.timelines = ListTimelines()
        self.scene = ListScene(self.timelines)
        self.conversation = Conversation()
        self.limits = Limits("always")

    @property
    def session(self):
        """The world as it is."""
        return Session(self.timelines, TransportPlayer(60.0), self.limits, scene=self.scene)

    def begin(self, *calls, said="Done.", **options):
        """Plan a turn of answers, each of several calls, until it waits."""
        for answer in calls:
            self.server.will_call_all(*answer)
        self.server.will_say(said)
        endpoint = Endpoint("test", self.server.base_url, "test-model")
        self.real = self.session
        turn = PlannedTurn(
            self.conversation,
            "make a show",
            self.real,
            TOOLS,
            Worker(endpoint),
            Options(plan_only=True, **options),
            "somewhere",
            self.told.append,
            self.shown.append,
        )
        self.turns.append(turn)
        turn.start()
        return self.until(turn)

    def until(self, turn, ready=lambda turn: turn.waiting):
        """Carry a turn on until it waits or ends."""
        deadline = time.monotonic() + 30
        while turn.active and not ready(turn):
            assert time.monotonic() < deadline, turn.status
            turn.step()
            time.sleep(0.001)
        return turn

    def picture(self):
        """Return what lies there."""
        return picture(self.session)


@pytest.fixture
def planner():
    """Lists, and a server that answers as prepared."""
    with PlaybackServer() as server:
        found = Planner(server)
        yield found
        for turn in found.turns:
            turn.cancel()


def apply(planner, turn):
    """Press Apply, and carry the turn on to its end or its next question."""
    turn.answer(True)
    return planner.until(turn)


def created(turn):
    """Return the ids in the results of a turn's calls."""
    rows = [row for call in turn.record.calls for row in (call.result or {}).get("created", [])]
    return [row["segment_id"] for row in rows]


def test_nothing_is_written_before_apply_and_then_all_of_it(planner):
    turn = planner.begin([("create_segment", RED)], [("create_segment", BLUE)])
    assert isinstance(turn.waiting, PlanQuestion) and planner.picture() == []
    assert turn.waiting.total == "2 new on channels 1, 2, 0:00 to 0:02"
    assert planner.shown[-1] is turn.waiting.plan and not turn.record.ledger
    assert [call.state for call in turn.record.calls] == ["waiting", "waiting"]
    apply(planner, turn)
    assert turn.record.status == "complete" and planner.shown[-1] is None
    assert planner.picture() == [(1, 0, 2, "#ff0000"), (2, 0, 2, "#0000ff")]
    assert [call.state for call in turn.record.calls] == ["done", "done"]
    assert len(turn.record.ledger.entries) == 2
    told = [json.loads(row["content"]) for row in turn.record.messages if row["role"] == "tool"]
    assert all(row["ok"] and "planned" not in row for row in told)


def test_the_model_is_told_that_nothing_is_written_yet(planner):
    planner.begin([("create_segment", RED)])
    sent = planner.server.requests
    assert "plan only" in sent[0]["messages"][-1]["content"]
    assert "planned" in json.loads(sent[1]["messages"][-1]["content"].partition("\n")[0])


def test_a_discarded_plan_leaves_nothing_and_the_model_knows(planner):
    turn = planner.begin([("create_segment", RED)])
    turn.answer(False)
    assert not turn.active and turn.record.error["code"] == "discarded"
    assert planner.picture() == [] and not turn.record.ledger
    told = [json.loads(row["content"]) for row in turn.record.messages if row["role"] == "tool"]
    assert [row["code"] for row in told] == ["declined"]
    valid(turn.record.messages)


def test_a_call_that_is_switched_off_takes_along_what_needs_it(planner):
    calls = [("create_segment", RED), ("create_segment", LATE)]
    more = [("modify_segment", {"segment_id": 1, "color": "green"})]
    more += [("modify_segment", {"segment_id": 2, "color": "blue"})]
    turn = planner.begin(calls, more)
    assert [call.off for call in turn.waiting.plan.calls] == ["", "", "", ""]
    turn.switch(0)
    planner.until(turn)
    plan = turn.waiting.plan
    assert [call.off for call in plan.calls] == ["switched off", "", "create_segment", ""]
    assert any("left out" in text for text in plan.differences)
    assert [(s.start, s.color) for s in plan.change.added] == [(10, (0, 0, 255))]
    apply(planner, turn)
    assert planner.picture() == [(1, 10, 12, "#0000ff")]
    assert [call.state for call in turn.record.calls] == ["failed", "done", "failed", "done"]
    valid(turn.record.messages)


def test_a_switched_call_comes_back(planner):
    turn = planner.begin([("create_segment", RED), ("create_segment", BLUE)])
    before = turn.waiting.plan.change
    for _ in range(2):
        turn.switch(0)
        planner.until(turn)
    assert turn.waiting.plan.change == before


def test_nothing_is_written_on_a_channel_that_is_switched_off(planner):
    batch = {"segments": [{**RED, "channel": channel} for channel in (1, 2, 3)]}
    turn = planner.begin([("create_segments_batch", batch)])
    turn.switch_channel(2)
    planner.until(turn)
    assert turn.waiting.plan.channels == [1, 3] and turn.waiting.plan.every_channel == [1, 2, 3]
    apply(planner, turn)
    assert {row[0] for row in planner.picture()} == {1, 3}


def test_what_changed_meanwhile_is_planned_again_and_told_before_it_is_written(planner):
    turn = planner.begin([("create_segment", {**RED, "end_time": 8})])
    planner.timelines.put([Segment(7, 1, 2.0, 4.0, (9, 9, 9), name="the user's")])
    planner.timelines.next = 8
    requests = len(planner.server.requests)
    apply(planner, turn)
    assert isinstance(turn.waiting, PlanQuestion) and turn.waiting.plan.differences
    assert len(planner.picture()) == 1 and len(planner.server.requests) == requests
    apply(planner, turn)
    assert planner.picture() == [(1, 0, 8, "#ff0000")] and turn.record.status == "complete"


def test_what_changed_elsewhere_needs_no_second_click(planner):
    calls = [("create_segment", RED), ("create_segment", LATE)]
    turn = planner.begin(calls, [("modify_segment", {"segment_id": 2, "color": "blue"})])
    planner.timelines.put([Segment(1, 9, 0.0, 4.0, (9, 9, 9), name="the user's")])
    planner.timelines.next = 2
    apply(planner, turn)
    assert not turn.active
    there = {(row[0], row[1], row[3]) for row in planner.picture()}
    assert there == {(9, 0, "#090909"), (1, 0, "#ff0000"), (1, 10, "#0000ff")}


def test_what_comes_out_otherwise_while_it_is_written_is_told(planner):
    careful = {**RED, "on_overlap": "error"}
    turn = planner.begin([("create_segment", BLUE), ("create_segment", careful)])
    turn.answer(True)
    planner.timelines.put([Segment(7, 1, 1.0, 4.0, (9, 9, 9), name="the user's")])
    planner.until(turn)
    assert [call.state for call in turn.record.calls] == ["done", "failed"]
    assert any(note.startswith("Otherwise than planned: ") for note in turn.record.notes)
    assert {row[0] for row in planner.picture()} == {1, 2}


def test_a_correction_plans_anew_from_what_was_there_and_the_first_stays_reachable(planner):
    turn = planner.begin([("create_segment", RED)])
    planner.server.will_call("create_segment", **BLUE)
    planner.server.will_say("Only blue, then.")
    turn.correct("rather blue")
    assert planner.shown[-1] is None
    planner.until(turn)
    assert "rather blue" in json.dumps(planner.server.requests[-2]["messages"])
    assert (turn.waiting.number, turn.waiting.count) == (2, 2)
    assert [s.channel for s in turn.waiting.plan.change.added] == [2]
    turn.turn_to(-1)
    assert [s.channel for s in turn.waiting.plan.change.added] == [1]
    turn.turn_to(-1)
    assert turn.waiting.number == 1
    turn.turn_to(1)
    apply(planner, turn)
    assert planner.picture() == [(2, 0, 2, "#0000ff")]
    assert [call.state for call in turn.record.calls] == ["failed", "done"]
    valid(turn.record.messages)


def test_the_earlier_plan_can_be_applied_in_place_of_the_corrected_one(planner):
    turn = planner.begin([("create_segment", RED)])
    planner.server.will_call("create_segment", **BLUE)
    planner.server.will_say("Blue.")
    turn.correct("rather blue")
    planner.until(turn)
    turn.turn_to(-1)
    apply(planner, turn)
    assert planner.picture() == [(1, 0, 2, "#ff0000")]


def test_a_correction_that_leads_nowhere_leaves_the_plan(planner):
    turn = planner.begin([("create_segment", RED)])
    planner.server.will_say("What do you mean?")
    turn.correct("hm")
    planner.until(turn)
    assert isinstance(turn.waiting, PlanQuestion) and turn.waiting.count == 1
    apply(planner, turn)
    assert planner.picture() == [(1, 0, 2, "#ff0000")]


def test_cancelling_while_a_plan_waits_ends_it_and_says_so(planner):
    turn = planner.begin([("create_segment", RED)])
    turn.cancel("Cancelled by undo")
    assert turn.record.status == "cancelled" and planner.shown[-1] is None
    assert planner.picture() == [] and any("has ended" in note for note in turn.record.notes)
    valid(turn.record.messages)


def test_flashing_is_part_of_the_plan_and_agreed_to_with_it(planner):
    flashes = [
        {**RED, "start_time": n / 10, "end_time": (n + 0.5) / 10, "color": "white"}
        for n in range(20)
    ]
    turn = planner.begin([("create_segments_batch", {"segments": flashes})])
    assert turn.waiting.total.endswith("1 flash asked about")
    apply(planner, turn)
    assert not turn.active and len(planner.picture()) == 20


def test_playback_does_nothing_in_a_plan_and_plays_when_applied(planner):
    turn = planner.begin([("create_segment", RED), ("seek_audio", {"position": 1})])
    assert planner.real.player.position == 0
    told = [json.loads(row["content"]) for row in turn.record.messages if row["role"] == "tool"]
    assert told[1]["position"] == 1 and "planned" in told[1]
    apply(planner, turn)
    assert planner.real.player.position == 1


def test_a_turn_that_only_plays_or_reads_asks_nothing(planner):
    turn = planner.begin([("seek_audio", {"position": 5}), ("list_segments", {})])
    assert not turn.active and turn.record.status == "complete"
    assert planner.real.player.position == 5


def test_a_limit_lets_what_was_planned_so_far_wait(planner):
    turn = planner.begin([("create_segment", RED)], max_requests=1)
    assert isinstance(turn.waiting, PlanQuestion)
    apply(planner, turn)
    assert turn.record.error["code"] == "max_requests" and len(planner.picture()) == 1


def test_indices_of_segments_are_of_the_answer_that_named_them(planner):
    delete = ("delete_segment", {"channel": 1, "segment_index": 1})
    turn = planner.begin([("create_segment", RED), ("create_segment", LATE)], [delete], [delete])
    assert turn.waiting.plan.change.added == ()
    apply(planner, turn)
    assert not turn.active and planner.picture() == []
