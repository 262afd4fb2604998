"""What the timeline functions promise, on a list and on strips alike."""

import pytest

from bl_ext.user_default.sequence_maker.toolkit.jobs import Confirm
from bl_ext.user_default.sequence_maker.toolkit.world import Limits
from bl_ext.user_default.sequence_maker.tools import TOOLS
from timeline_help import ListWorld, StripWorld, call, create, picture, refused

RED, LIME, BLUE = "#ff0000", "#00ff00", "#0000ff"


@pytest.fixture(params=["list", "strips"])
def world(request):
    if request.param == "list":
        return ListWorld()
    return StripWorld(request.getfixturevalue("scene"))


@pytest.fixture
def session(world):
    return world.session()


def test_a_segment_is_created_and_told_as_it_is_stored(session):
    result = call(
        session, "create_segment", channel=2, start_time="0:01", end_time="2.5s",
        color="#f80", pixels=12, name="Ball",
    )  # fmt: skip
    assert result["created"] == [
        {
            "segment_id": 1, "channel": 2, "start_time": 1.0, "end_time": 2.5, "color": "#ff8800",
            "end_color": None, "pixels": 12, "name": "Ball",
        }
    ]  # fmt: skip
    assert (result["changed"], result["deleted"], result["skipped"]) == ([], [], [])
    assert result["rounding_ms"] == 0 and result["warnings"] == []
    assert [s.described() for s in session.timelines.segments()] == result["created"]


def test_times_are_rounded_to_frames_and_the_result_says_by_how_much(session):
    result = call(session, "create_segment", channel=1, start_time=0.03, end_time=1, color="red")
    assert result["created"][0]["start_time"] == round(1 / 24, 6)
    assert result["rounding_ms"] == pytest.approx(11.7, abs=0.05)


def test_a_segment_lasts_one_frame_at_least(session):
    result = call(session, "create_segment", channel=1, start_time=1, end_time=1.001, color="red")
    assert result["created"][0]["end_time"] == round(25 / 24, 6)
    assert result["rounding_ms"] == pytest.approx(40.7, abs=0.05)


@pytest.mark.parametrize(
    ("start", "end", "rest"),
    [
        (2, 6, [(1, 0.0, 2.0, RED), (1, 2.0, 6.0, BLUE)]),
        (-1, 2, [(1, 0.0, 2.0, BLUE), (1, 2.0, 4.0, RED)]),
        (1, 3, [(1, 0.0, 1.0, RED), (1, 1.0, 3.0, BLUE), (1, 3.0, 4.0, RED)]),
        (-1, 9, [(1, 0.0, 9.0, BLUE)]),
        (4, 5, [(1, 0.0, 4.0, RED), (1, 4.0, 5.0, BLUE)]),
    ],
    ids=["right", "left", "inside", "covered", "beside"],
)
def test_the_new_one_wins_and_its_neighbors_are_cut(session, start, end, rest):
    first = create(session, 1, 0, 4)
    result = call(
        session, "create_segment", channel=1, start_time=max(start, 0), end_time=end, color="blue"
    )
    assert picture(session) == rest
    told = [s["segment_id"] for s in (*result["changed"], *result["deleted"])]
    assert told == ([] if start == 4 else [first])


def test_a_split_keeps_the_id_on_the_left_and_numbers_the_right(session):
    first = create(session, 1, 0, 4, pixels=7)
    create(session, 1, 1, 3, "blue")
    left, middle, right = session.timelines.segments()
    assert left.id == first and len({left.id, middle.id, right.id}) == 3
    assert (left.pixels, right.pixels) == (7, 7)
    assert right.name == f"Segment {right.id}"


def test_on_overlap_error_refuses_and_changes_nothing(session):
    create(session, 1, 0, 4)
    before = session.timelines.segments()
    place = {"channel": 1, "start_time": 3, "end_time": 5, "color": "blue"}
    result = refused(call(session, "create_segment", **place, on_overlap="error"), "overlap")
    assert "segment 1 from 0 to 4 s" in result["message"] and "trim" in result["hint"]
    assert session.timelines.segments() == before
    assert call(session, "create_segment", **{**place, "start_time": 4}, on_overlap="error")["ok"]


def test_a_cut_fade_keeps_the_colors_it_showed_there(session):
    create(session, 1, 0, 4, "#000000", end_color="#640000")
    create(session, 1, 1, 2, "blue")
    assert picture(session) == [
        (1, 0.0, 1.0, "#000000>#190000"),
        (1, 1.0, 2.0, BLUE),
        (1, 2.0, 4.0, "#320000>#640000"),
    ]


def test_modify_moves_over_a_neighbor_and_cuts_it(session):
    moved = create(session, 1, 0, 2)
    create(session, 1, 5, 9, "blue")
    result = call(session, "modify_segment", segment_id=moved, start_time=4, end_time=7)
    assert picture(session) == [(1, 4.0, 7.0, RED), (1, 7.0, 9.0, BLUE)]
    assert len(result["changed"]) == 2


def test_modify_moves_into_the_middle_of_a_neighbor_and_splits_it(session):
    moved = create(session, 1, 0, 1)
    create(session, 1, 2, 9, "blue")
    call(session, "modify_segment", segment_id=moved, start_time=4, end_time=5)
    assert picture(session) == [(1, 2.0, 4.0, BLUE), (1, 4.0, 5.0, RED), (1, 5.0, 9.0, BLUE)]


@pytest.mark.parametrize("place", [(0, 4), (1, 4), (2, 4), (3, 8), (6, 20), (0, 20), (4.5, 5)])
def test_modify_reaches_every_place_between_two_neighbors(session, place):
    create(session, 1, 0, 2, "lime")
    moved = create(session, 1, 4, 6)
    create(session, 1, 8, 10, "blue")
    start, end = place
    call(session, "modify_segment", segment_id=moved, start_time=start, end_time=end)
    segments = {segment.id: segment for segment in session.timelines.segments()}
    assert (segments[moved].channel, segments[moved].start, segments[moved].end) == (1, start, end)
    ordered = session.timelines.segments(1)
    assert all(a.end <= b.start for a, b in zip(ordered, ordered[1:], strict=False))


def test_modify_moves_to_another_channel_and_cuts_there(session):
    moved = create(session, 1, 0, 4)
    create(session, 2, 2, 8, "blue")
    call(session, "modify_segment", channel=1, segment_index=1, to_channel=2, end_time=3)
    assert picture(session) == [(2, 0.0, 3.0, RED), (2, 3.0, 8.0, BLUE)]
    assert session.timelines.segments()[0].id == moved


def test_modify_grows_and_shrinks(session):
    one = create(session, 1, 2, 4)
    for times in ((1, 6), (3, 4), (0, 0.5), (7, 30)):
        call(session, "modify_segment", segment_id=one, start_time=times[0], end_time=times[1])
        assert picture(session) == [(1, *map(float, times), RED)]


def test_modify_recolors_and_turns_a_plain_color_into_a_fade_and_back(session):
    one = create(session, 1, 0, 2)
    call(session, "modify_segment", segment_id=one, color="blue")
    assert picture(session) == [(1, 0.0, 2.0, BLUE)]
    call(session, "modify_segment", segment_id=one, end_color="lime")
    assert picture(session) == [(1, 0.0, 2.0, f"{BLUE}>{LIME}")]
    call(session, "modify_segment", segment_id=one, color="red", start_time=1, end_time=5)
    assert picture(session) == [(1, 1.0, 5.0, f"{RED}>{LIME}")]
    call(session, "modify_segment", segment_id=one, end_color="none")
    assert picture(session) == [(1, 1.0, 5.0, RED)]


def test_modify_sets_pixels_and_name_and_a_fade_keeps_its_colors_under_a_new_name(session):
    one = create(session, 1, 0, 2, end_color="blue")
    call(session, "modify_segment", segment_id=one, pixels=30, name='The "big" \\ one"')
    found = session.timelines.segments()[0]
    assert (found.pixels, found.name) == (30, 'The "big" \\ one"')
    assert found.end_color == (0, 0, 255)
    call(session, "modify_segment", segment_id=one, end_color="none")
    assert session.timelines.segments()[0].end_color is None


def test_an_empty_name_is_no_name(session):
    one = create(session, 1, 0, 2, name="")
    assert session.timelines.segments()[0].name == "Segment 1"
    result = call(session, "modify_segment", segment_id=one, name="", color="red")
    assert "nothing changed" in result["warnings"][0]
    assert session.timelines.segments()[0].name == "Segment 1"


def test_a_long_name_is_cut_and_told_as_stored(session):
    one = create(session, 1, 0, 2, name="x" * 150)
    result = call(session, "modify_segment", segment_id=one, name="y" * 150)
    assert result["changed"][0]["name"] == session.timelines.segments()[0].name == "y" * 61


def test_equal_names_are_made_unique_and_told(session):
    create(session, 1, 0, 2, name="Ball")
    result = call(
        session, "create_segment", channel=1, start_time=2, end_time=3, color="red", name="Ball"
    )
    assert result["created"][0]["name"] == "Ball.001"


def test_modify_without_a_change_says_what_is_missing(session):
    one = create(session)
    refused(call(session, "modify_segment", segment_id=one), "missing_argument")
    refused(call(session, "modify_segment", color="red"), "missing_argument")


def test_modify_refuses_times_that_would_turn_the_segment_around(session):
    one = create(session, 1, 2, 4)
    result = refused(call(session, "modify_segment", segment_id=one, start_time=5), "invalid_range")
    assert result["field"] == "start_time" and result["allowed"] == "a start before 4 s"
    result = refused(call(session, "modify_segment", segment_id=one, end_time=1), "invalid_range")
    assert result["field"] == "end_time" and result["allowed"] == "later than 2 s"
    assert picture(session) == [(1, 2.0, 4.0, RED)]


def test_delete_by_id_and_by_place(session):
    one, two, three = (create(session, 3, at, at + 1) for at in (0, 2, 4))
    session.take_snapshot()
    assert call(session, "delete_segment", segment_id=two)["deleted"][0]["segment_id"] == two
    call(session, "delete_segment", channel=3, segment_index=3)
    assert [s.id for s in session.timelines.segments()] == [one]
    assert three not in [s.id for s in session.timelines.segments()]


def test_indices_count_as_when_the_request_was_sent(session):
    numbers = [create(session, 1, at, at + 1) for at in range(4)]
    session.take_snapshot()
    call(session, "delete_segment", channel=1, segment_index=1)
    call(session, "delete_segment", channel=1, segment_index=2)
    create(session, 1, 0, 0.5)
    call(session, "modify_segment", channel=1, segment_index=3, color="blue")
    left = {s.id: s.color for s in session.timelines.segments()}
    assert numbers[0] not in left and numbers[1] not in left
    assert left[numbers[2]] == (0, 0, 255)
    gone = call(session, "delete_segment", channel=1, segment_index=1)
    assert refused(gone, "unknown_segment")["allowed"] == [5, 3, 4]


def test_an_unknown_segment_is_refused_with_what_is_there(session):
    create(session, 4)
    result = refused(call(session, "delete_segment", segment_id=99), "unknown_segment")
    assert result["field"] == "segment_id" and result["allowed"] == [1]
    session.take_snapshot()
    result = refused(call(session, "delete_segment", channel=4, segment_index=2), "unknown_segment")
    assert result["field"] == "segment_index" and result["allowed"] == "1 to 1"
    result = refused(call(session, "delete_segment", channel=5, segment_index=1), "unknown_segment")
    assert "4" in result["allowed"]


def test_clear_takes_a_channel_or_all(session):
    for channel in (1, 1, 2):
        create(session, channel, 0, 2)
    call(session, "clear_timeline", channel=1)
    assert [row[0] for row in picture(session)] == [2]
    call(session, "clear_timeline")
    assert picture(session) == []
    assert "nothing to clear" in call(session, "clear_timeline")["warnings"][0]


def test_clear_takes_a_range_and_cuts_what_reaches_over(session):
    create(session, 1, 0, 4, "#000000", end_color="#640000")
    create(session, 2, 0, 1)
    call(session, "clear_timeline", start_time=1, end_time=2)
    assert picture(session) == [
        (1, 0.0, 1.0, "#000000>#190000"),
        (1, 2.0, 4.0, "#320000>#640000"),
        (2, 0.0, 1.0, RED),
    ]
    call(session, "clear_timeline", channel=1, start_time=3)
    assert [row[2] for row in picture(session, 1)] == [1.0, 3.0]
    call(session, "clear_timeline", end_time=2.5)
    assert picture(session) == [(1, 2.5, 3.0, "#3f0000>#4b0000")]


@pytest.mark.parametrize("when", [{"end_time": 3}, {"start_time": 9}])
def test_clearing_where_nothing_is_changes_nothing(session, when):
    create(session, 1, 4, 6)
    result = call(session, "clear_timeline", **when)
    assert result["ok"] and "nothing changed" in result["warnings"][0]
    assert picture(session) == [(1, 4.0, 6.0, RED)]


def test_clear_skips_locked_channels_and_says_so(world, session):
    create(session, 1)
    create(session, 2)
    world.lock(2)
    result = call(session, "clear_timeline")
    assert result["skipped"] == [{"channel": 2, "reason": "channel is locked"}]
    assert picture(session) == [(2, 0.0, 4.0, RED)]
    result = refused(call(session, "clear_timeline", channel=2), "channel_locked")
    assert result["field"] == "channel"


def test_a_lock_protects_from_every_writer(world, session):
    one = create(session, 2)
    other = create(session, 1)
    world.lock(2)
    item = {"channel": 2, "start_time": 5, "end_time": 6, "color": "red"}
    for name, given in (
        ("create_segment", item),
        ("create_segments_batch", {"segments": [item]}),
        ("modify_segment", {"segment_id": one, "color": "blue"}),
        ("modify_segment", {"segment_id": other, "to_channel": 2}),
        ("delete_segment", {"segment_id": one}),
    ):
        assert "channel 2" in refused(call(session, name, **given), "channel_locked")["message"]
    assert picture(session) == [(1, 0.0, 4.0, RED), (2, 0.0, 4.0, RED)]


def item(start, end, channel=1, color="red", **more):
    return {"channel": channel, "start_time": start, "end_time": end, "color": color, **more}


def test_a_batch_creates_all_and_later_items_cut_earlier_ones(session):
    items = [item(0, 10), item(2, 4, color="lime"), item(0, 1, 2), item(3, 5, color="blue")]
    result = call(session, "create_segments_batch", segments=items)
    assert picture(session, 1) == [
        (1, 0.0, 2.0, RED), (1, 2.0, 3.0, LIME), (1, 3.0, 5.0, BLUE), (1, 5.0, 10.0, RED),
    ]  # fmt: skip
    assert len(result["created"]) == 5


def test_a_batch_tells_of_items_that_later_ones_covered(session):
    result = call(session, "create_segments_batch", segments=[item(1, 2), item(0, 4)])
    assert "1 items were wholly covered" in result["warnings"][0]
    assert picture(session) == [(1, 0.0, 4.0, RED)]


def test_a_split_does_not_hide_that_an_item_was_covered(session):
    items = [item(5, 6), item(5, 6), item(0, 4), item(1, 2, color="blue")]
    result = call(session, "create_segments_batch", segments=items)
    assert "1 items were wholly covered" in result["warnings"][0]


def test_a_bad_batch_creates_nothing_and_reports_each_bad_item(session):
    create(session)
    items = [item(0, 1), item(3, 2), item(4, 5), item(9, 9)]
    result = refused(call(session, "create_segments_batch", segments=items), "invalid_batch")
    assert [problem["item"] for problem in result["problems"]] == [1, 3]
    assert result["problems"][0]["field"] == "segments.1.end_time"
    assert picture(session) == [(1, 0.0, 4.0, RED)]


def test_wrong_values_in_a_batch_are_named_by_item_and_field(session):
    items = [item(0, 1, color="rad"), item(0, 1, channel=0), item("soon", 1)]
    result = refused(call(session, "create_segments_batch", segments=items), "invalid_argument")
    fields = [problem["field"] for problem in result["problems"]]
    assert fields == ["segments.0.color", "segments.1.channel", "segments.2.start_time"]
    assert "red" in result["problems"][0]["message"]
    assert picture(session) == []


def test_a_batch_with_on_overlap_error_refuses_what_is_there_already(session):
    create(session)
    items = [item(8, 9), item(3, 5)]
    result = call(session, "create_segments_batch", segments=items, on_overlap="error")
    assert [p["item"] for p in refused(result, "invalid_batch")["problems"]] == [1]
    assert len(picture(session)) == 1


def test_two_thousand_segments_are_the_limit(world):
    session = world.session(Limits("never", max_segments=10_000))
    items = [item(n / 24, (n + 1) / 24) for n in range(2000)]
    result = call(session, "create_segments_batch", segments=items)
    assert (result["created_count"], len(result["created"])) == (2000, 20)
    assert result["created_channels"] == [1] and result["created_span"] == [0, round(2000 / 24, 6)]
    for more in ({"channel": 2, "start_time": 0}, {"channel": 1, "start_time": 100}):
        more = {**more, "end_time": 101, "color": "red"}
        refused(call(session, "create_segment", **more), "too_many_segments")
    assert call(session, "create_segment", channel=1, start_time=0, end_time=1, color="blue")["ok"]
    assert len(session.timelines.segments()) == 2000 - 23
    again = call(session, "create_segments_batch", segments=[item(0, 90), *items[:1999]])
    assert again["ok"] and len(session.timelines.segments()) == 2000


def test_listing_goes_by_pages_of_fifty(session):
    call(session, "create_segments_batch", segments=[item(n, n + 1) for n in range(60)])
    create(session, 2, 0, 1)
    first = call(session, "list_segments")
    assert (first["count"], first["page"], first["pages"]) == (61, 1, 2)
    assert len(first["segments"]) == 50
    second = call(session, "list_segments", page=2)["segments"]
    assert [row["segment_index"] for row in second] == [*range(51, 61), 1]
    assert refused(call(session, "list_segments", page=3), "out_of_range")["allowed"] == "1 to 2"


def test_listing_a_stretch_keeps_the_indices_of_the_channel(session):
    call(session, "create_segments_batch", segments=[item(n, n + 1) for n in range(9)])
    rows = call(session, "list_segments", channel=1, start_time=3, end_time=4.5)["segments"]
    assert [row["segment_index"] for row in rows] == [4, 5]
    assert call(session, "list_segments", channel=7)["segments"] == []
    refused(call(session, "list_segments", start_time=5, end_time=4), "invalid_range")


def test_channels_go_by_name(world, session):
    world.rename(7, "Ball 1")
    create(session, "ball 1")
    create(session, "Channel 9")
    create(session, " 11 ")
    assert [row[0] for row in picture(session)] == [7, 9, 11]
    place = {"start_time": 0, "end_time": 1, "color": "red"}
    result = refused(call(session, "create_segment", channel="Ball", **place), "invalid_argument")
    assert "Ball 1" in result["message"] and result["field"] == "channel"


@pytest.mark.parametrize("channel", [0, 129, -1, 1.5, True, "0", "129", "--5", "", "١", 10**30])
def test_a_channel_that_does_not_exist_is_refused(session, channel):
    result = call(session, "create_segment", channel=channel, start_time=0, end_time=1, color="red")
    assert refused(result, "invalid_argument")["field"] == "channel"
    assert "1 to 128" in result["message"]


def test_a_strip_in_the_way_is_named_with_free_channels(world, session):
    world.clip(1, 2, 6, "Title")
    world.clip(2, 0, 1, "Early")
    world.lock(3)
    one = create(session, 5, 0, 8)
    place = {"channel": 1, "start_time": 5, "end_time": 7, "color": "red"}
    for name, given in (
        ("create_segment", place),
        ("create_segments_batch", {"segments": [place]}),
        ("modify_segment", {"segment_id": one, "to_channel": 1, "start_time": 5, "end_time": 7}),
    ):
        result = refused(call(session, name, **given), "channel_occupied")
        assert "'Title'" in result["message"]
        assert result["allowed"][:3] == [2, 4, 5]
    assert create(session, 1, 0, 2) and create(session, 1, 6, 7)


def test_a_time_beyond_what_can_be_stored_is_refused(session):
    late = {"channel": 1, "start_time": 0, "end_time": 1_000_000, "color": "red"}
    result = refused(call(session, "create_segment", **late), "out_of_range")
    assert result["field"] == "end_time" and picture(session) == []


def test_the_last_frame_can_be_used_and_left_again(session):
    last = session.timelines.last_time
    one = create(session, 1, last - 10, last)
    call(session, "modify_segment", segment_id=one, to_channel=2)
    assert [row[0] for row in picture(session)] == [2]
    assert session.timelines.segments()[0].end == last


def test_ids_are_unique_and_never_used_again(session):
    seen = [create(session, 1, at, at + 1) for at in range(3)]
    call(session, "clear_timeline")
    seen += [create(session, 1, 0, 10), create(session, 1, 4, 5)]
    seen.append(session.timelines.segments()[-1].id)
    assert len(set(seen)) == 6 and session.timelines.next_id() > max(seen)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("modify_segment", {"segment_id": 1, "color": "red"}),
        ("modify_segment", {"segment_id": 1, "start_time": 0.01}),
        ("clear_timeline", {"start_time": 5, "end_time": 6}),
    ],
)
def test_a_call_that_changes_nothing_says_so(session, name, given):
    create(session)
    result = call(session, name, **given)
    assert result["ok"] and "nothing changed" in result["warnings"][0]
    assert not (result["created"] or result["changed"] or result["deleted"])


def test_a_turn_writes_no_more_than_its_limit(world):
    session = world.session(Limits("never", max_segments=3))
    one = create(session, 1, 0, 1)
    create(session, 1, 1, 2)
    result = refused(
        call(session, "create_segments_batch", segments=[item(4, 5), item(5, 6)]), "turn_limit"
    )
    assert "2 were written" in result["message"]
    assert call(session, "modify_segment", segment_id=one, color="blue")["ok"]
    refused(call(session, "delete_segment", segment_id=one), "turn_limit")
    assert call(session, "list_segments")["count"] == 2


def asked(session, name, /, **given):
    """Start a job up to its question."""
    job = TOOLS[name].start(session, given)
    assert not job.step() and isinstance(job.waiting, Confirm)
    return job


def test_a_large_removal_waits_for_a_yes(world):
    session = world.session(Limits("destructive", confirm_threshold=2))
    call(session, "create_segments_batch", segments=[item(n, n + 1) for n in range(3)])
    before = session.timelines.segments()
    job = asked(session, "clear_timeline")
    assert job.waiting.text == "Remove 3 segments on channel 1"
    assert not job.step() and session.timelines.segments() == before
    job.answer(False)
    assert job.step() and refused(job.result, "declined")
    assert session.timelines.segments() == before
    job = asked(session, "clear_timeline")
    job.answer(True)
    assert job.step() and job.result["ok"] and picture(session) == []


def test_a_question_that_is_cancelled_changes_nothing(world):
    session = world.session(Limits("always"))
    job = asked(session, "create_segment", channel=1, start_time=0, end_time=1, color="red")
    job.cancel()
    assert refused(job.result, "cancelled") and picture(session) == []


def test_a_plan_is_not_carried_out_on_timelines_that_changed_while_it_waited(world):
    session = world.session(Limits("always"))
    one = create(session, 1, 0, 4)
    job = asked(session, "create_segment", channel=1, start_time=1, end_time=2, color="blue")
    call(world.session(), "delete_segment", segment_id=one)
    job.answer(True)
    job.step()
    refused(job.result, "timelines_changed")
    assert picture(session) == []


def test_a_plan_whose_place_was_locked_while_it_waited_is_refused(world):
    session = world.session(Limits("always"))
    job = asked(session, "create_segment", channel=1, start_time=1, end_time=2, color="blue")
    world.lock(1)
    job.answer(True)
    job.step()
    refused(job.result, "channel_locked")


def test_policies_ask_always_or_never(world):
    session = world.session(Limits("never", confirm_threshold=0))
    create(session)
    job = TOOLS["clear_timeline"].start(session, {})
    assert job.step() and job.result["ok"]
