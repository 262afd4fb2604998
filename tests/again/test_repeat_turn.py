"""What an earlier turn did is done again: in other sections, on other channels, all or nothing."""

import pytest

from bl_ext.user_default.sequence_maker.blender.chat import readers
from bl_ext.user_default.sequence_maker.chat.conversation import Call, Turn
from bl_ext.user_default.sequence_maker.music.in_memory.list_music import Sound
from bl_ext.user_default.sequence_maker.toolkit.rehearsal_world import rehearsed
from bl_ext.user_default.sequence_maker.toolkit.world import Limits
from bl_ext.user_default.sequence_maker.tools import TOOLS
from music_world import BEAT, FIRST, MusicWorld
from songs_help import Laid, analysis
from timeline_help import FREE, call, picture, refused


def beat(number):
    """The time of a beat of the song, from 0."""
    return round(FIRST + BEAT * number, 5)


def frame(world, time):
    return round(world.timelines.frame_rate.snap(time), 6)


class Talk:
    """A chat of turns of calls, carried out as they are told."""

    def __init__(self, limits=FREE):
        self.world = MusicWorld()
        self.world.session()
        self.limits, self.turns = limits, []
        self.heard()

    def heard(self):
        session = self.world.session()
        assert call(session, "analyze_music")["ok"]

    def session(self):
        session = self.world.session(self.limits)
        readers.tell_of(session, self.turns)
        return session

    def turn(self, *calls):
        """Carry calls out as a turn; return their results."""
        session, results, entries = self.session(), [], []
        for name, given in calls:
            results.append(TOOLS[name].call(session, **given))
            assert results[-1]["ok"], results[-1]
            entries.append(Call("1", name, given, state="done", result=results[-1]))
        made = Turn("go", entries=entries, status="complete", began=len(self.turns) + 1.0)
        for change in session.take_written():
            made.ledger.add(change)
        self.turns.append(made)
        return results

    def again(self, **given):
        return self.turn(("repeat_turn", given))[0]

    def refused(self, code, **given):
        before = self.picture()
        result = refused(TOOLS["repeat_turn"].call(self.session(), **given), code)
        assert self.picture() == before
        return result

    def picture(self, channel=None):
        return picture(self.world.session(), channel)


@pytest.fixture
def talk():
    return Talk()


def lit(channel, first, last, color="red"):
    """Light a channel from one beat to another."""
    place = {"channel": channel, "start_time": beat(first), "end_time": beat(last)}
    return "create_segment", {**place, "color": color}


def test_a_light_of_the_first_chorus_comes_on_the_same_beats_of_the_second(talk):
    talk.turn(lit(1, 16, 20), lit(2, 21, 22, "blue"))
    result = talk.again(on="B2")
    rows = talk.picture()
    assert len(rows) == 4
    assert [row["at"] for row in result["calls"]] == ["B2", "B2 bar 2 beat 2"]
    places = [(row[0], row[1], row[2]) for row in rows if row[1] > beat(60)]
    shown = [(1, 64, 68), (2, 69, 70)]
    for (channel, start, end), (wanted, first, last) in zip(places, shown, strict=True):
        assert channel == wanted
        assert start == pytest.approx(frame(talk.world, beat(first)), abs=1e-3)
        assert end == pytest.approx(frame(talk.world, beat(last)), abs=1e-3)


@pytest.mark.parametrize(
    "on", ["chorus 2", "second chorus", "the next chorus", "last chorus", "chorus", "all choruses"]
)
def test_sections_are_named_by_their_order(talk, on):
    talk.turn(lit(1, 16, 20))
    result = talk.again(on=on)
    assert [row["arguments"]["start_time"] for row in result["calls"]] == [
        pytest.approx(beat(64), abs=1e-3)
    ]
    assert any("guess" in text for text in result["warnings"])


def test_a_pattern_named_by_its_section_gets_the_name_of_the_other(talk):
    given = {"channels": [1], "grid": "beats", "section": "B1", "colors": ["red"]}
    talk.turn(("create_pattern", given))
    result = talk.again(on="B2", channels=[5])
    assert result["calls"][0]["arguments"]["section"] == "B2"
    assert result["calls"][0]["arguments"]["channels"] == [5]
    assert len(talk.picture(5)) == len(talk.picture(1)) == 32


def test_a_pattern_over_all_of_the_song_comes_within_the_stretch(talk):
    talk.turn(("create_pattern", {"channels": [1], "grid": "bars", "colors": ["red"]}))
    talk.again(on="B2", channels=[2])
    rows = talk.picture(2)
    assert len(rows) == 8 and rows[0][1] == pytest.approx(frame(talk.world, beat(64)), abs=1e-3)


def test_channels_are_taken_in_their_order(talk):
    talk.turn(lit(12, 0, 4), lit(14, 0, 4, "blue"))
    talk.again(channels=[17, 18])
    assert [(row[0], row[3]) for row in talk.picture()] == [
        (12, "#ff0000"),
        (14, "#0000ff"),
        (17, "#ff0000"),
        (18, "#0000ff"),
    ]
    talk.again(channels=[21, 22, 23, 24])
    assert [row[0] for row in talk.picture()] == [12, 14, 17, 18, 21, 22, 23, 24]
    result = talk.refused("invalid_argument", channels=[1, 2, 3])
    assert "21, 22, 23, 24" in result["message"]


def test_one_channel_goes_to_as_many_as_are_named(talk):
    talk.turn(lit(1, 0, 4))
    talk.again(channels="15-18")
    assert [row[0] for row in talk.picture()] == [1, 15, 16, 17, 18]


def test_what_the_turn_made_itself_is_its_copy_and_what_was_there_is_left_out(talk):
    old = talk.turn(lit(11, 16, 20))[0]["created"][0]["segment_id"]
    session = talk.session()
    made = session.timelines.next_id()
    talk.turn(
        lit(1, 16, 20),
        ("modify_segment", {"segment_id": made, "color": "lime"}),
        ("modify_segment", {"segment_id": old, "color": "blue"}),
    )
    result = talk.again(on="B2")
    assert [row["name"] for row in result["calls"]] == ["create_segment", "modify_segment"]
    assert f"segment {old} itself" in result["skipped"][0]["reason"]
    rows = talk.picture(1)
    assert [row[3] for row in rows] == ["#00ff00", "#00ff00"]


def test_a_repeated_turn_can_be_repeated(talk):
    talk.turn(lit(1, 16, 20))
    talk.again(on="B2")
    talk.again(channels=[3])
    assert [row[1] for row in talk.picture(3)] == [
        pytest.approx(frame(talk.world, beat(64)), abs=1e-3)
    ]
    talk.again(turn=3, channels=[4])
    assert [row[1] for row in talk.picture(4)] == [
        pytest.approx(frame(talk.world, beat(16)), abs=1e-3)
    ]


def test_a_range_and_a_time_begin_with_the_first_of_it(talk):
    talk.turn(lit(1, 17, 21))
    talk.again(on="0:20 to 0:21")
    talk.again(turn=2, on="25")
    rows = talk.picture(1)[1:]
    assert [row[1] for row in rows] == [20, 25]
    assert rows[0][2] == 21 and rows[1][2] - 25 == pytest.approx(4 * BEAT, abs=0.05)


def test_all_of_it_is_done_or_nothing(talk):
    talk.turn(lit(1, 16, 20), lit(2, 16, 20))
    talk.world.timelines.locks.add(16)
    result = talk.refused("channel_locked", channels=[15, 16])
    assert "create_segment" in result["message"]


def test_one_question_comes_before_all_of_it():
    talk = Talk(Limits(confirm="destructive", confirm_threshold=1))
    talk.turn(lit(1, 16, 18), lit(1, 18, 20), lit(2, 64, 66), lit(2, 66, 68))
    calls = [("clear_timeline", {"channel": 1, "start_time": beat(16), "end_time": beat(20)})]
    session = talk.session()
    TOOLS["clear_timeline"].call(session, **calls[0][1])
    talk.turns.append(
        Turn("clear", entries=[Call("1", *calls[0], state="done", result={"ok": True})])
    )
    before = talk.picture()
    for agree, rows in ((False, before), (True, [])):
        job = TOOLS["repeat_turn"].start(talk.session(), {"on": "B2", "channels": [2]})
        asked = []
        while not job.step():
            if job.waiting:
                asked.append(job.waiting)
                job.answer(agree)
        assert len(asked) == 1 and asked[0].rows
        assert talk.picture() == rows
        assert job.result["ok"] is agree


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({}, "missing_argument"),
        ({"on": "B9"}, "unknown_section"),
        ({"on": "ninth chorus"}, "unknown_section"),
        ({"on": "0:30 to 0:20"}, "invalid_range"),
        ({"turn": 5, "on": "B2"}, "out_of_range"),
        ({"on": "B2", "channels": [200]}, "invalid_argument"),
    ],
)
def test_bad_input_gets_one_sentence(talk, given, code):
    talk.turn(lit(1, 16, 20))
    talk.refused(code, **given)


def test_where_nothing_was_done_there_is_nothing_to_repeat(talk):
    talk.refused("nothing_to_repeat", on="B2")
    talk.turn(lit(1, 16, 20))
    session = talk.session()
    made = talk.picture()
    talk.turn(("modify_segment", {"channel": 1, "segment_index": 1, "color": "blue"}))
    assert made and session.deeds
    talk.refused("nothing_to_repeat", on="B2")


def images(talk):
    """Where the images are: channel and start."""
    strips = talk.world.scene.strips()
    return sorted((s.channel, round(s.start, 2), s.muted) for s in strips if s.kind == "image")


def test_strips_that_a_rule_names_are_those_of_the_other_place(talk):
    kind = {"strips": ["all images on channel 4"]}
    talk.turn(("set_strips", {**kind, "opacity": 0.5}))
    result = talk.again(on="0:00 to 0:10")
    assert result["calls"][0]["arguments"]["strips"] == ["all images on channel 4 from 0 s to 10 s"]
    talk.again(turn=2, channels=[4])
    talk.refused("nothing_there", turn=3, channels=[40])


def test_texts_and_markers_go_along_and_what_has_no_place_is_left_out(talk):
    talk.turn(
        ("add_text", {"texts": [{"text": "Hi", "start_time": beat(16), "end_time": beat(18)}]}),
        ("set_markers", {"add": [{"time": beat(20), "name": "Here"}]}),
        ("set_channels", {"channels": [30], "name": "Light"}),
    )
    result = talk.again(on="B2")
    assert [row["name"] for row in result["calls"]] == ["add_text", "set_markers"]
    text = result["calls"][0]["arguments"]["texts"][0]
    assert text["start_time"] == pytest.approx(beat(64), abs=1e-3)
    marker = result["calls"][1]["arguments"]["add"][0]
    assert marker["time"] == pytest.approx(beat(68), abs=1e-3)
    assert "no place of its own" in result["skipped"][0]["reason"]


def test_a_copy_made_in_the_turn_is_meant_by_its_id(talk):
    made = talk.turn(lit(1, 16, 18))[0]["created"][0]["segment_id"]
    talk.turn(("duplicate_strips", {"strips": [f"s{made}"], "start_time": beat(20)}))
    talk.refused("nothing_to_repeat", on="B2")
    session = talk.session()
    number = session.timelines.next_id()
    talk.turn(
        lit(1, 24, 26),
        ("duplicate_strips", {"strips": [f"s{number}"], "start_time": beat(28)}),
    )
    result = talk.again(on="B2")
    assert [row["name"] for row in result["calls"]] == ["create_segment", "duplicate_strips"]
    starts = [row[1] for row in talk.picture(1)]
    for wanted in (72, 76):
        assert any(abs(start - beat(wanted)) < 0.05 for start in starts), (wanted, starts)


def test_in_a_plan_it_is_done_on_the_copy_alone(talk):
    talk.turn(lit(1, 16, 20))
    before = talk.picture()
    copy = rehearsed(talk.session())
    result = TOOLS["repeat_turn"].call(copy, on="B2", channels=[12])
    assert result["ok"] and talk.picture() == before
    assert [segment.channel for segment in copy.timelines.segments()] == [1, 12]


def test_where_another_song_is_heard_it_is_said_that_times_go_by_the_chosen_one(talk):
    other = Laid("Other", 50.0, 60.0, 0.5)
    talk.world.music.sounds.append(Sound("Other", 50.0, 60.0, analysis(other), 50.0))
    talk.turn(lit(1, 0, 4))
    talk.world.music.heard.add("Other")
    assert not any("is heard there" in text for text in talk.again(on="20")["warnings"])
    told = "'Other' is heard there, but times go by 'Song': to mean it, choose it as the song"
    assert told in talk.again(on="52")["warnings"]
