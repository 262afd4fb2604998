"""The scene in a request: names, references, the last turn, questions; all from a session."""

from dataclasses import replace

import pytest

from bl_ext.user_default.sequence_maker.plain.situation import Part, situation_of
from bl_ext.user_default.sequence_maker.toolkit.world import Session
from plain_world import calls, reading, session, situation

MADE = {"channel": 6, "start_time": 10, "end_time": 14, "color": "red"}
ID = 8
LAST = (("create_segment", MADE, {"ok": True, "created": [{"segment_id": ID}]}),)


def test_a_session_becomes_plain_data():
    found = situation()
    assert found.named == {1: "Ball 1", 2: "Ball 2", 3: "Ball 3", 4: "Drum"}
    assert (found.playhead, found.end, found.fps) == (16, 80, 24)
    assert (found.song, found.tempo, found.meter) == ("Song", 120, 4)
    assert found.sections[1] == Part("B1", 8, 24, "loud, perhaps the chorus", bars=8)
    assert len(found.segments) == 9 and not found.playing
    assert {strip.name for strip in found.strips} >= {"Movie", "Photo", "Song"}


def test_what_cannot_be_read_is_left_out():
    class Broken:
        def __getattr__(self, name):
            raise RuntimeError(name)

    found = situation_of(Session(Broken(), Broken(), scene=Broken(), songs=Broken()), LAST)
    assert found.last == LAST and not found.segments


def test_a_name_wins_over_other_meanings():
    assert calls("make the drum red from 1 to 2 s")[0][1]["channel"] == 4
    names = dict(situation().channels) | {9: "Ball 4"}
    assert calls("clear ball 4", channels=names) == [("clear_timeline", {"channel": 9})]
    assert reading("clear ball 5", channels=names).kind != "certain"


@pytest.mark.parametrize(
    "text",
    [
        "make ball 1 red from 0 to 2 s",
        "all balls red from 0 to 2 s",
        "mach ball 1 rot von 0 bis 2 s",
        "delete the first segment on ball 1",
        "mute the stage",
        "make ball 2 red from 0 to 2 s and mute the stage",
    ],
)
def test_a_name_that_two_channels_have_tells_neither_of_them(text):
    names = dict(situation().channels) | {7: "ball 1", 8: "Stage", 9: "stage"}
    found = reading(text, channels=names)
    assert (found.kind, found.calls) == ("declined", ())
    assert "several channels have that name" in found.text
    assert calls("make ball 2 red from 0 to 2 s", channels=names)[0][1]["channel"] == 2


def test_a_channel_that_is_not_there_is_refused_whatever_is_asked_of_it():
    names = dict(situation().channels) | {9: "Ball 4"}
    for text in ("mute ball 5", "make ball 5 red from 0 to 2 s", "clear ball 5"):
        assert reading(text, channels=names).text.startswith("There is no ball 5"), text


def test_a_color_points_at_the_one_segment_that_has_it():
    assert calls("delete the green one on ball 1") == [("delete_segment", {"segment_id": 2})]
    found = reading("delete the blue one")
    assert found.kind == "question" and len(found.options) == len(found.show) == 2
    assert calls(found.options[1]) == [("delete_segment", {"segment_id": 4})]
    assert calls("delete all blue segments") == [
        ("delete_segment", {"segment_id": number}) for number in (3, 4)
    ]


def test_the_last_turn_is_taken_up():
    assert calls("make it blue instead", last=LAST) == [
        ("modify_segment", {"segment_id": ID, "color": "blue"})
    ]
    assert calls("the same on channel 7", last=LAST) == [("create_segment", MADE | {"channel": 7})]
    later = MADE | {"start_time": 20, "end_time": 24}
    assert calls("again ten seconds later", last=LAST) == [("create_segment", later)]
    found = reading("longer", last=LAST)
    assert found.kind == "question"
    assert calls(found.options[0], last=LAST)[0][1]["end_time"] == 46
    assert reading("make it blue instead").kind != "certain"


TWO = (*LAST, ("create_segment", MADE | {"channel": 8}, {}))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("do that on the second chorus", {"on": "B2"}),
        ("do the same on chorus 2", {"on": "B2"}),
        ("again in B2", {"on": "B2"}),
        ("repeat that in the next chorus", {"on": "next chorus"}),
        ("do it again on the last chorus", {"on": "B2"}),
        ("do it on the second chorus too", {"on": "B2"}),
        ("now the same in the chorus", {"on": "chorus"}),
        ("do the same in the other chorus", {"on": "chorus"}),
        ("again on channels 5 to 8", {"channels": [5, 6, 7, 8]}),
        ("do that on channels 5 and 6", {"channels": [5, 6]}),
        ("the same on chorus 2 on channels 7 and 8", {"on": "B2", "channels": [7, 8]}),
        ("do that again from 1:00 to 1:10", {"on": "60 s to 70 s"}),
        ("repeat it at 40 seconds", {"on": "40 s"}),
    ],
)
def test_what_was_done_is_done_elsewhere(text, wanted):
    assert calls(text, last=TWO) == [("repeat_turn", wanted)]
    refused = reading(text)
    assert refused.kind != "certain" and not refused.calls


def test_sections_are_counted():
    assert calls("make channel 6 red in the second chorus")[0][1]["start_time"] == 32
    assert calls("make channel 6 red during chorus 1")[0][1]["start_time"] == 8
    assert reading("make channel 6 red in the third chorus").kind != "certain"


def test_the_selection_is_what_it_means():
    found = calls("make it yellow", selected=(5,))
    assert found == [("modify_segment", {"segment_id": 5, "color": "yellow"})]


def test_undo_is_no_call_and_stands_alone():
    for text in ("undo that", "take it back", "undo", "please undo the last change"):
        found = reading(text)
        assert found.kind == "certain" and found.undo and not found.calls, text
    assert not reading("don't undo that").undo
    assert reading("undo that and clear channel 1").kind == "declined"


def test_the_playhead_and_sections_are_times():
    found = calls("make channel 6 red from the playhead for 3 seconds")
    assert found[0][1] | {"color": ""} == {
        "channel": 6,
        "start_time": 16,
        "end_time": 19,
        "color": "",
    }
    assert calls("make channel 6 red during B1")[0][1]["end_time"] == 24
    assert calls("flash red on every beat on channel 6 in the chorus")[0][1]["section"] == "chorus"


def test_everything_but_one_channel_is_cleared():
    found = calls("clear everything except ball 1")
    assert [given["channel"] for _, given in found] == [2, 3, 5]


@pytest.mark.parametrize("said", ["the balls", "all three balls", "every ball", "my balls"])
def test_a_family_of_channels_is_meant_where_several_are_said(said):
    ((name, given),) = calls(f"make {said} red from 70 to 80 s")
    assert name == "create_segments_batch"
    assert [row["channel"] for row in given["segments"]] == [1, 2, 3]


@pytest.mark.parametrize("said", ["the ball", "my ball", "ball"])
def test_one_of_a_family_is_not_all_of_it(said):
    assert reading(f"make {said} red from 70 to 80 s").kind != "certain"


def test_questions_are_answered_from_the_scene():
    answers = {
        "what is on channel 2?": "3 segments on Ball 2",
        "how many segments are there?": "I see 9 segments.",
        "what's the tempo?": "The tempo is 120 BPM.",
        "where is the playhead?": "The playhead is at 16 s.",
        "which color is ball 1 at 5 s?": "green lights up Ball 1",
        "how long is the song?": "52.3 s",
        "when is the purple segment?": "30 to 45 s",
        "which sections does the song have?": "B1 (loud, perhaps the chorus) goes from 8 to 24 s",
    }
    for text, wanted in answers.items():
        found = reading(text)
        assert found.kind == "answer" and wanted in found.text, (text, found)
        assert not found.calls
    assert reading("what is on channel 2?").show == (4, 5, 6)


def test_a_session_in_which_something_was_done_is_read_anew():
    made = session()
    assert len(situation_of(made).segments) == 9
    made.player.play()
    assert situation_of(made).playing


def _lit(count: int, listed: int, key: str = "created") -> dict:
    """What changes where the last turn made so many segments and told of some of them."""
    first = situation().segments[0]
    rows = [replace(first, id=800 + n, channel=9, start=n, end=n + 0.5) for n in range(count)]
    told = [{"segment_id": row.id} for row in rows[:listed]]
    span = {f"{key}_channels": [9], f"{key}_span": [0, count]} if listed < count else {}
    result = {"ok": True, key: told, **span, **({f"{key}_count": count} if span else {})}
    last = (("create_pattern", {"channels": [9], "colors": ["white"]}, result),)
    return {"segments": (*situation().segments, *rows), "last": last}


def test_all_that_the_last_turn_made_is_taken_up_although_its_result_lists_a_few():
    found = calls("change it to blue", **_lit(32, 5))
    assert [given["segment_id"] for _, given in found] == list(range(800, 832))


def test_where_a_result_does_not_tell_all_that_was_changed_a_few_are_not_taken_for_all():
    assert reading("change it to blue", **_lit(32, 5, "changed")).kind != "certain"


@pytest.mark.parametrize("text", ["undo everything", "undo all", "mach alles rückgängig"])
def test_undoing_everything_is_not_done_by_undoing_one_turn(text):
    found = reading(text)
    assert not found.undo and "one turn" in found.text
    assert reading("undo that").undo and reading("undo all that").undo
