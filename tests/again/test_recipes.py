"""A turn becomes a recipe: the same on the same song, the corresponding places on another."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.blender.chat import readers
from bl_ext.user_default.sequence_maker.chat.conversation import Call
from bl_ext.user_default.sequence_maker.kept import recipe_file
from bl_ext.user_default.sequence_maker.kept.recipe_file import Recipe
from bl_ext.user_default.sequence_maker.music.in_memory.list_music import Sound
from bl_ext.user_default.sequence_maker.sequence.errors import ToolError
from bl_ext.user_default.sequence_maker.toolkit.planning.recipe_call import RecipeCall
from bl_ext.user_default.sequence_maker.toolkit.world import Limits
from bl_ext.user_default.sequence_maker.tools import TOOLS
from music_world import BEAT, FIRST
from recipe_help import Show
from songs_help import Laid, analysis

END = FIRST + 24 * 4 * BEAT
FRAME = 1 / 24


def beat(number):
    """The time of a beat of the song, from 0."""
    return round(FIRST + BEAT * number, 5)


def light(channel, start, end, color="red"):
    """A call that lights a channel."""
    place = {"channel": channel, "start_time": start, "end_time": end}
    return "create_segment", {**place, "color": color}


def again(made):
    """Write a recipe as a text and read it."""
    return recipe_file.read(recipe_file.text_of(Recipe("Look", made.calls))).calls


on_beats = st.integers(0, 92).map(beat)
between = st.tuples(st.integers(0, 92), st.sampled_from([1 / 4, 1 / 3, 1 / 2, 3 / 4])).map(sum)
anywhere = st.floats(0, 43).map(lambda time: round(time, 3))
times = on_beats | between.map(beat) | anywhere
lengths = st.sampled_from([BEAT, 4 * BEAT, 0.5, 1.37])
lights = st.builds(
    lambda channel, start, length: light(channel, start, round(start + length, 5)),
    st.integers(10, 14),
    times,
    lengths,
)
batches = st.lists(lights, min_size=1, max_size=4).map(
    lambda rows: ("create_segments_batch", {"segments": [row for _, row in rows]})
)
patterns = st.builds(
    lambda section, start: (
        "create_pattern",
        {"channels": [20, 21], "colors": ["red", "blue"]}
        | ({"section": section} if section else {"start_time": start, "end_time": start + 5}),
    ),
    st.sampled_from(["A1", "B1", "B", "chorus", ""]),
    on_beats,
)
turns = st.lists(lights | batches | patterns, min_size=1, max_size=4)


@given(turns)
def test_on_the_same_song_a_recipe_gives_the_same_frame_by_frame(calls):
    show = Show()
    recipe = again(show.recipe(show.turn(*calls)))
    other = Show()
    record = other.look(recipe)
    assert record.status == "complete", record.error
    assert other.picture() == show.picture()


@given(st.lists(lights, min_size=1, max_size=3), st.floats(0.6, 1.7), st.floats(0, 9))
@example([light(10, 43.70667, END + 0.15667)], 1.5, 0.0)
def test_on_another_song_all_is_at_the_corresponding_places(calls, factor, shift):
    """Equal beats, shifted and stretched: each edge lies where its beat lies there.

    What lies beyond the song's end lies as many seconds beyond it there.
    """
    calls = [(name, {**row, "channel": 10 + n}) for n, (name, row) in enumerate(calls)]
    show, other = Show(), Show(factor, shift)
    recipe = again(show.recipe(show.turn(*calls)))
    assert other.look(recipe).status == "complete"
    found = {s.channel: s for s in other.world.timelines.segments()}
    miss = FRAME / 2 + max(0.05, FRAME) * abs(factor - 1) + FRAME / 2 * max(factor, 1)
    for _, row in calls:
        there = found[row["channel"]]
        for time, place in ((row["start_time"], there.start), (row["end_time"], there.end)):
            meant = shift + factor * min(time, END) + max(time - END, 0)
            assert abs(meant - place) <= miss + 1e-6, (time, place)


def test_times_are_told_by_sections_and_beats():
    show = Show()
    turn = show.turn(light(10, beat(16), beat(48)), light(11, 0, "the end"), light(12, 0, END))
    turn2 = show.turn(light(10, beat(20.5), beat(22)), light(11, beat(17) - 0.045, beat(95) + 0.6))
    rows = [call.arguments for made in (turn, turn2) for call in show.recipe(made).calls]
    told = [(row["start_time"], row["end_time"]) for row in rows]
    assert told == [
        ({"section": "B1"}, {"section": "B1", "edge": "end"}),
        ({"song": "start"}, "the end"),
        ({"song": "start"}, {"song": "end"}),
        ({"section": "B1", "beats": 4.5}, {"section": "B1", "beats": 6}),
        ({"section": "B1", "beats": 1, "seconds": -0.045}, told[4][1]),
    ]
    assert "seconds" not in json.dumps(told[:4]) and told[4][1] != END


def test_later_calls_name_what_earlier_ones_made_by_other_ids():
    show = Show()
    show.turn(light(30, 0, 1), light(31, 0, 1))  # so ids are others than in a fresh show
    turn = show.turn(
        ("create_segments_batch", {"segments": [light(10, n, n + 1)[1] for n in range(3)]}),
        ("modify_segment", {"segment_id": 4, "color": "blue"}),
        ("modify_segment", {"channel": 10, "segment_index": 3, "color": "green"}),
        ("set_strips", {"strips": ["s3"], "name": "First"}),
        ("delete_strips", {"strips": "First"}),
    )
    made = show.recipe(turn)
    assert [call.made for call in made.calls[1:]] == [()] * 4 and len(made.calls[0].made) == 3
    other = Show()
    record = other.look(again(made))
    assert record.status == "complete", record.error
    assert other.picture(10) == show.picture(10) and len(other.picture(10)) == 2


def test_what_only_this_file_has_is_left_out_and_told():
    show = Show()
    show.turn(light(30, 0, 1))
    turn = show.turn(
        ("modify_segment", {"segment_id": 1, "color": "blue"}),
        ("set_strips", {"strips": "all segments on channel 30", "name": "Old"}),
        ("move_strips", {"strips": ["Movie"], "channel": 7}),
        ("edit_beat_grid", {"action": "shift_half_beat"}),
        ("list_segments", {}),
        light(10, 0, 1),
    )
    made = show.recipe(turn)
    names = [call.name for call in made.calls]
    assert names == ["set_strips", "move_strips", "create_segment"]
    assert made.notes == ("left out: modify_segment is about segment 1, which was there before",)
    with pytest.raises(ToolError, match="nothing of that turn makes a recipe"):
        show.recipe(show.turn(("modify_segment", {"segment_id": 1, "color": "red"})))


def test_a_turn_that_was_repeated_elsewhere_is_told_by_its_calls():
    show = Show()
    first = show.turn(light(10, beat(16), beat(18)))
    session = show.session()
    readers.tell_of(session, [first])
    second = show.turn()
    result = TOOLS["repeat_turn"].call(session, on="B2")
    call = Call("1", "repeat_turn", {"on": "B2"})
    second.entries.append(call)
    second.carried_out(call, result, 0.0, session.take_written())
    (told,) = show.recipe(second).calls
    assert told.name == "create_segment" and told.arguments["start_time"] == {"section": "B2"}


def test_rules_ranges_and_times_are_told_by_the_music_too():
    show = Show()
    turn = show.turn(
        ("split_strips", {"strips": ["Movie.001"], "times": [beat(8), beat(10)]}),
        ("delete_strips", {"ranges": [[beat(2), beat(3)]], "channels": [4]}),
        ("set_strips", {"strips": f"all movies from {beat(4)} to {beat(16)} s", "mute": True}),
        ("set_markers", {"add": [{"time": beat(16), "name": "Drop"}]}),
    )
    split, gone, muted, marked = (call.arguments for call in show.recipe(turn).calls)
    first, second = ({"section": "A1", "beats": number} for number in (8, 10))
    assert split["times"] == [first, second]
    assert gone["ranges"] == [[{"section": "A1", "beats": n} for n in (2, 3)]]
    (rule,) = muted["strips"]
    assert rule["start"] == {"section": "A1", "beats": 4}
    assert rule["end"] == {"section": "A1", "edge": "end"}
    assert marked["add"] == [{"time": {"section": "B1"}, "name": "Drop"}]
    calls = again(show.recipe(turn))
    here = Show(1.0, 2.0).here(calls)
    assert here.calls[0].arguments["times"] == pytest.approx([beat(8) + 2, beat(10) + 2])
    assert here.calls[2].arguments["strips"][0].startswith("all movies from 4.19")


def musical(channel, **more):
    return RecipeCall("create_segment", {"channel": channel, "color": "red", **more})


def test_a_section_that_is_not_there_is_told_before_anything_is_done():
    show = Show()
    calls = [
        musical(10, start_time=0, end_time=1),
        musical(11, start_time={"section": "D1"}, end_time={"section": "D1", "edge": "end"}),
        musical(11, start_time={"section": "E2"}, end_time={"song": "end"}),
    ]
    with pytest.raises(ToolError, match="'Song' has no section D1, E2, which the recipe needs"):
        show.here(calls)
    assert show.picture() == Show().picture()


def test_what_is_longer_than_its_section_is_cut_and_what_lies_behind_is_left_out():
    """A1 has 16 beats here."""
    spans = [(0, 4), (12, 20), (16, 20), (40, 44)]
    rows = [
        {"channel": 10, "color": "red"}
        | {"start_time": {"section": "A1", "beats": a}, "end_time": {"section": "A1", "beats": b}}
        for a, b in spans
    ]
    made = tuple((number, f"Segment {number}") for number in (1, 2, 3, 4))
    calls = [
        RecipeCall("create_segments_batch", {"segments": rows}, made),
        RecipeCall("modify_segment", {"segment_id": 2, "color": "blue"}),
        RecipeCall("modify_segment", {"segment_id": 4, "color": "blue"}),
        musical(11, start_time={"section": "A1", "beats": 30}, end_time={"section": "B1"}),
    ]
    show = Show()
    here = show.here(calls)
    assert [call.name for call in here.calls] == ["create_segments_batch", "modify_segment"]
    kept = here.calls[0].arguments["segments"]
    assert [(row["start_time"], row["end_time"]) for row in kept] == [
        pytest.approx((beat(0), beat(4))),
        pytest.approx((beat(12), beat(16))),
    ]
    assert here.calls[0].made == made[:2] and len(here.notes) == 3
    assert show.replay(here.calls).status == "complete"
    assert [s.color for s in show.world.timelines.segments()] == [(255, 0, 0), (0, 0, 255)]


def test_all_of_a_recipe_is_done_or_nothing():
    show = Show()
    calls = (musical(10, start_time=0, end_time=1), musical(300, start_time=0, end_time=1))
    record = show.replay(calls)
    assert record.status == "incomplete" and record.error["code"] == "invalid_argument"
    assert record.error["message"].startswith("call 2, create_segment: channel")
    assert record.error["message"].endswith("nothing was written")
    assert not show.world.timelines.segments() and not record.ledger
    results = [row["ok"] for row in show.told if row["event"] == "tool_result"]
    assert results == [False]


def test_a_recipe_is_a_turn_with_the_events_of_a_prompt():
    show = Show()
    record = show.replay((musical(10, start_time=0, end_time=1),) * 3)
    assert record.status == "complete" and record.done == ["create_segment"] * 3 and record.ledger
    kinds = [row["event"] for row in show.told]
    assert kinds.count("tool_call") == kinds.count("tool_result") == 3 and "confirm" not in kinds
    assert all(row["result"]["created"] for row in show.told if row["event"] == "tool_result")


@pytest.mark.parametrize("answer", [True, False])
def test_what_may_not_be_written_unasked_is_asked_about_once_before_any_of_it(answer):
    show, limits = Show(), Limits("destructive", confirm_threshold=1)
    show.turn(*[light(10, n, n + 1) for n in range(4)])
    before = show.picture()
    calls = (RecipeCall("clear_timeline", {"channel": 10}), musical(11, start_time=0, end_time=1))
    record = show.replay(calls, answer, limits)
    asked = [row for row in show.told if row["event"] == "confirm"]
    assert len(asked) == 1
    assert record.status == ("complete" if answer else "cancelled")
    assert (show.picture() == before) is not answer


def test_a_recipe_of_what_lies_on_another_song_says_that_times_go_by_the_chosen_one():
    show = Show()
    other = Sound("Other", 50.0, 60.0, analysis(Laid("Other", 50.0, 60.0, 0.5)), 50.0)
    show.world.music.sounds.append(other)
    show.world.music.heard |= {"Song", "Other"}
    for start, count in ((20, 0), (52, 1)):
        made = show.recipe(show.turn(light(10, start, start + 2)))
        assert sum("'Other' is heard there" in note for note in made.notes) == count
