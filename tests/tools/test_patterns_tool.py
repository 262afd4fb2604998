"""create_pattern: one call makes hundreds, each on its frame, and asks where they may harm."""

import bpy
import pytest

from bl_ext.user_default.sequence_maker.music.timed_words import TimedWord
from bl_ext.user_default.sequence_maker.sequence.segment import Protection
from bl_ext.user_default.sequence_maker.toolkit.jobs import Confirm
from bl_ext.user_default.sequence_maker.toolkit.world import Limits
from bl_ext.user_default.sequence_maker.tools import TOOLS
from music_world import BEAT, FIRST, MusicWorld
from timeline_help import ListWorld, StripWorld, call, create, picture, refused

WIDE = Limits("never", max_segments=5000)


@pytest.fixture
def world():
    return MusicWorld()


@pytest.fixture
def session(world):
    return world.session()


def pattern(session, **more):
    """Make a pattern on channel 1, white unless said otherwise."""
    return call(session, "create_pattern", **{"channels": [1], "colors": ["white"], **more})


def starts(session, channel=1):
    return [segment.start for segment in session.timelines.segments(channel)]


def beats(session):
    return session.songs.known().grid.beats


def check_rows(session, rate=24):
    """Check that nothing overlaps and that everything lies on frames."""
    rows = session.timelines.segments()
    for a, b in zip(rows, rows[1:], strict=False):
        assert a.channel != b.channel or a.end <= b.start
    for row in rows:
        for edge in (row.start * rate, row.end * rate):
            assert edge == pytest.approx(round(edge), abs=1e-6)


RATES = [23.976, 24, 25, 29.97, 30, 60, 240]


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("spread", ["chase", "alternate", "bounce"])
def test_what_holds_until_the_next_leaves_no_hole_and_no_double_light(rate, spread):
    world = MusicWorld(rate)
    world.scene.place([clip for clip in world.scene.strips() if clip.channel == 9])
    session = world.session()
    pattern(session, channels=[1, 2, 3], spread=spread)
    edges: dict[int, list[float]] = {}
    for row in session.timelines.segments():
        edges.setdefault(round(row.start * rate), []).append(round(row.end * rate))
    starts = sorted(edges)
    for first, after in zip(starts, starts[1:], strict=False):
        assert set(edges[first]) == {after}


@pytest.mark.parametrize("rate", RATES)
def test_patterns_of_sections_that_follow_each_other_touch(rate):
    session = MusicWorld(rate).session()
    for section in ("A1", "B1", "C1"):
        pattern(session, section=section, colors=["red", "blue"])
    rows = session.timelines.segments(1)
    assert all(a.end == b.start for a, b in zip(rows, rows[1:], strict=False))


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("given", [{}, {"length": 0.05}, {"shape": "pulse", "length": 0.3}])
def test_flashes_are_all_as_long(rate, given):
    session = MusicWorld(rate).session()
    pattern(session, **{"shape": "flash", **given})
    rows = session.timelines.segments(1)
    step = 2 if "shape" in given else 1
    pairs = zip(rows[::step], rows[step - 1 :: step], strict=True)
    assert len({round((b.end - a.start) * rate) for a, b in pairs}) == 1


def test_the_color_of_rest_is_nothing_that_is_warned_of(session):
    given = {"grid": "bars", "shape": "flash", "cue_ms": 200}
    result = pattern(session, rest_color="green", **given)
    assert not any("warnings come as late" in text for text in result["warnings"])


@pytest.mark.parametrize("rate", RATES)
def test_every_beat_lands_on_its_frame_by_half_a_frame_at_most(rate):
    session = MusicWorld(rate).session()
    result = pattern(session, shape="flash")
    assert result["ok"] and result["points"] == 96 == result["created_count"]
    for start, beat in zip(starts(session), beats(session), strict=True):
        assert abs(start - beat) <= 0.5 / rate + 1e-9
    worst = max(abs(a - b) for a, b in zip(starts(session), beats(session), strict=True))
    assert result["rounding_ms"] == pytest.approx(1000 * worst, abs=0.06)
    check_rows(session, rate)


def test_the_result_says_how_many_where_and_how_far_from_the_beat(session):
    result = pattern(session, section="B1", shape="flash")
    assert len(result["created"]) == 5 and result["created_count"] == 32
    assert result["created_channels"] == [1]
    ((name, start, end),) = result["where"]
    assert (name, start) == ("B1", round(FIRST + 16 * BEAT, 3))
    assert end == round(FIRST + 48 * BEAT, 3)
    assert 0 < result["rounding_ms"] <= 500 / 24 + 0.1


@pytest.mark.parametrize(
    ("section", "names"), [("b2", ["B2"]), ("B", ["B1", "B2"]), ("the chorus", ["B1", "B2"])]
)
def test_sections_go_by_name_by_letter_and_by_guess(session, section, names):
    result = pattern(session, section=section, grid="downbeats", shape="flash")
    assert [row[0] for row in result["where"]] == names
    assert any("guess" in text for text in result["warnings"]) == (section == "the chorus")
    assert result["points"] == 8 * len(names)


def test_an_unknown_section_is_refused_with_the_known_ones(session):
    result = refused(pattern(session, section="Z"), "unknown_section")
    assert result["allowed"][1] == "B1 (loud, perhaps the chorus)"
    assert picture(session) == []


@pytest.mark.parametrize(
    ("grid", "count"),
    [("beats", 96), ("downbeats", 24), ("bars", 24), ("offbeats", 96), ("sections", 4),
     ("words", 3), ("markers", 2), ("onsets", 144)],
)  # fmt: skip
def test_every_grid_gives_its_points(world, session, grid, count):
    world.scene.user_markers = [(1.0, "here"), (2.5, "there")]
    assert pattern(session, grid=grid, shape="flash")["points"] == count
    check_rows(session)


def test_a_period_needs_no_music_at_all():
    session = ListWorld().session()
    result = pattern(session, grid="period", period="half a second", end_time=10, shape="flash")
    assert result["ok"] and starts(session) == [n / 2 for n in range(20)]


def test_every_other_beat_and_those_between(session):
    pattern(session, every=2, channels=[1], shape="flash")
    pattern(session, every=2, offset=1, channels=[2], shape="flash")
    assert len(starts(session, 1)) == len(starts(session, 2)) == 48
    assert abs(starts(session, 2)[0] - (FIRST + BEAT)) <= 0.5 / 24


def test_hold_leaves_no_gap(session):
    pattern(session, colors=["red", "lime", "blue"])
    rows = session.timelines.segments(1)
    assert all(a.end == b.start for a, b in zip(rows, rows[1:], strict=False))
    assert [row[3] for row in picture(session)[:4]] == ["#ff0000", "#00ff00", "#0000ff", "#ff0000"]


def test_flashes_are_of_one_length(session):
    pattern(session, shape="flash", length="125ms")
    lengths = {round(24 * (s.end - s.start)) for s in session.timelines.segments(1)}
    assert lengths == {3}


def test_a_pulse_is_two_fades_that_touch_and_begin_and_end_in_the_dark(session):
    pattern(session, shape="pulse", section="A1", grid="downbeats")
    rows = picture(session)
    assert [row[3] for row in rows] == ["#000000>#ffffff", "#ffffff>#000000"] * 4
    assert all(a[2] == b[1] for a, b in zip(rows, rows[1:], strict=False))


@pytest.mark.parametrize(
    ("spread", "counts"),
    [("together", [16, 16, 16]), ("chase", [6, 5, 5]), ("bounce", [4, 8, 4]),
     ("alternate", [8, 8, 8])],
)  # fmt: skip
def test_spreads_over_channels(session, spread, counts):
    pattern(session, channels="5-7", spread=spread, section="A1", shape="flash")
    assert [len(starts(session, channel)) for channel in (5, 6, 7)] == counts


@pytest.mark.parametrize("palette", ["cycle", "random", "gradient", "energy", "pitch"])
def test_palettes_are_the_same_each_time(palette):
    pictures = []
    for _ in range(2):
        session = MusicWorld().session()
        pattern(session, palette=palette, colors=["red", "blue", "lime"], seed=7)
        pictures.append(picture(session))
    assert pictures[0] == pictures[1] and len({row[3] for row in pictures[0]}) > 1


def test_a_lead_keeps_the_first_beat_of_a_section(session):
    result = pattern(session, section="B1", shape="flash", shift_ms=-100)
    assert result["points"] == 32 == len(starts(session))
    assert abs(starts(session)[0] - (FIRST + 16 * BEAT - 0.1)) <= 0.5 / 24


def test_a_lag_does_not_lose_the_last_beat(session):
    pattern(session, section="B1", shape="flash", shift_ms=400)
    assert len(starts(session)) == 32


def test_a_warning_comes_before_each_even_the_first(session):
    pattern(
        session, grid="sections", section="B", shape="flash", cue_ms=500, cue_color="red",
        rest_color="black",
    )  # fmt: skip
    cues = [row for row in picture(session) if row[3] == "#ff0000"]
    whites = [row for row in picture(session) if row[3] == "#ffffff"]
    assert len(cues) == len(whites) == 2
    for cue, white in zip(cues, whites, strict=True):
        assert cue[1] == pytest.approx(white[1] - 0.5, abs=1 / 24)
    assert picture(session)[0][3] == "#ff0000", "no color of rest before the section's own warning"


def test_rest_fills_the_stretch(session):
    pattern(session, section="A1", grid="downbeats", shape="flash", rest_color="navy")
    rows = session.timelines.segments(1)
    assert all(a.end == b.start for a, b in zip(rows, rows[1:], strict=False))
    assert {row[3] for row in picture(session)} == {"#ffffff", "#000080"}


def test_a_pattern_cuts_into_what_is_there_or_is_refused(session):
    create(session, 1, 0, 60, "red")
    before = picture(session)
    refused(pattern(session, shape="flash", on_overlap="error"), "overlap")
    assert picture(session) == before
    pattern(session, shape="flash", section="A1")
    assert len(picture(session)) == 16 * 2 + 1
    check_rows(session)


def test_channels_go_by_name_and_pixels_are_kept(world, session):
    world.timelines.channel_names[5] = "Ball, big"
    pattern(session, channels=["ball, big", 6], pixels=12, section="A1", shape="flash")
    assert {s.channel for s in session.timelines.segments()} == {5, 6}
    assert {s.pixels for s in session.timelines.segments()} == {12}


def test_five_hundred_segments_in_a_blink():
    session = MusicWorld(240).session(WIDE)
    session.timelines.duration = 125.0
    result = pattern(session, grid="period", period=0.25, end_time=125, shape="flash",
                     colors=["red", "blue"], rest_color=None)  # fmt: skip
    assert result["created_count"] == 500


def test_a_beat_a_hair_before_the_start_is_the_first(session):
    """A beat heard 4 ms before the bar that the user names falls on the same frame."""
    span = {"start_time": FIRST + 8 * BEAT + 0.004, "end_time": FIRST + 16 * BEAT + 0.004}
    assert pattern(session, every=2, shape="flash", **span)["points"] == 4
    assert starts(session)[0] == pytest.approx(FIRST + 8 * BEAT, abs=1 / 48 + 1e-6)


def test_too_much_flashing_is_asked_with_its_times_first(world, session):
    given = {"channels": [1], "colors": ["white"], "grid": "period", "period": 0.2,
             "start_time": 2, "end_time": 5, "shape": "flash", "length": 0.1}  # fmt: skip
    before = world.picture()
    for reply in (False, True):
        job = TOOLS["create_pattern"].start(session, given)
        while not job.step() and not job.waiting:
            pass
        assert isinstance(job.waiting, Confirm)
        assert "5 flashes a second" in job.waiting.text and "channel 1 2.0-" in job.waiting.text
        assert world.picture() == before
        job.answer(reply)
        job.step()
        if not reply:
            refused(job.result, "declined")
            assert world.picture() == before
    assert job.result["ok"] and len(picture(session)) == 15
    assert job.result["flashing"]


def test_the_limit_of_flashing_is_the_users(world):
    session = world.session(Limits("never", flashes_per_second=30.0))
    given = {"channels": [1], "colors": ["white"], "grid": "period", "period": 0.2, "end_time": 3,
             "shape": "flash"}  # fmt: skip
    job = TOOLS["create_pattern"].start(session, given)
    assert job.step() and job.result["ok"] and "flashing" not in job.result


def test_consent_to_flashing_does_not_outlive_a_change(session):
    given = {"channels": [1], "colors": ["white"], "grid": "period", "period": 0.2, "end_time": 3,
             "shape": "flash"}  # fmt: skip
    job = TOOLS["create_pattern"].start(session, given)
    job.step()
    create(session, 1, 10, 12)
    job.answer(True)
    job.step()
    refused(job.result, "timelines_changed")


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"channels": []}, "invalid_argument", "channels"),
        ({"channels": ["Ball"]}, "invalid_argument", "channels.0"),
        ({"channels": [1, 1]}, "invalid_argument", "channels"),
        ({"channels": {}}, "invalid_argument", "channels"),
        ({"channels": "1-999"}, "invalid_argument", None),
        ({"colors": []}, "invalid_argument", "colors"),
        ({"colors": ["rad"]}, "invalid_argument", "colors.0"),
        ({"grid": "notes"}, "invalid_argument", "grid"),
        ({"grid": 3}, "invalid_argument", "grid"),
        ({"grid": "period"}, "missing_argument", "period"),
        ({"grid": "period", "period": 0}, "invalid_argument", "period"),
        ({"grid": "period", "period": 0.001, "end_time": 1}, "invalid_argument", "period"),
        ({"grid": "period", "period": 0.01, "end_time": 9e6}, "too_many_points", "period"),
        ({"grid": "period", "period": 0.02, "end_time": 60}, "too_many_segments", "every"),
        ({"grid": "markers"}, "nothing_there", "grid"),
        ({"grid": "onsets", "min_strength": 1}, "nothing_there", "grid"),
        ({"start_time": 5, "end_time": 5}, "invalid_range", "end_time"),
        ({"start_time": 55, "end_time": 58}, "nothing_there", "grid"),
        ({"section": "B1", "end_time": 2}, "invalid_range", "section"),
        ({"every": 0}, "invalid_argument", "every"),
        ({"offset": -1}, "invalid_argument", "offset"),
        ({"shape": "fixed"}, "invalid_argument", "length"),
        ({"channels": [1, 2, 1]}, "invalid_argument", "channels"),
        ({"channels": "1-200"}, "invalid_argument", "channels.0"),
        ({"length": "the end"}, "invalid_argument", "length"),
        ({"shift_ms": "soon"}, "invalid_argument", "shift_ms"),
        ({"shift_ms": 1e9}, "invalid_argument", "shift_ms"),
        ({"cue_ms": -5}, "invalid_argument", "cue_ms"),
        ({"min_strength": 7}, "invalid_argument", "min_strength"),
        ({"sound": "Nothing"}, "unknown_clip", None),
        ({"sound": "Silence"}, "nothing_there", "grid"),
        ({"channels": [9]}, "channel_occupied", "channel"),
        ({"channels": [8]}, "channel_locked", "channel"),
        ({"channels": [7]}, "protected_time", "start_time"),
    ],
    ids=str,
)
def test_bad_input_gets_a_sentence_and_changes_nothing(world, session, given, code, field):
    world.timelines.locks.add(8)
    world.timelines.protected_ranges.append(Protection(10.0, 11.0, 7))
    before = world.picture()
    result = refused(pattern(session, **given), code)
    assert field is None or result["field"] == field, result
    assert len(result["message"]) < 400
    assert world.picture() == before


def test_music_is_refused_where_there_is_none():
    refused(pattern(ListWorld().session()), "no_strips")


def test_at_a_tenth_of_a_frame_a_second_what_does_not_fit_is_told():
    session = MusicWorld(0.1).session()
    result = pattern(session)
    assert result["ok"] and any("shorter than a frame" in text for text in result["warnings"])
    check_rows(session, 0.1)


def test_words_become_segments_as_long_as_they_are_sung(session):
    result = call(session, "create_segments_for_words", channels=[1], colors=["red", "blue"])
    rows = session.timelines.segments(1)
    assert [row.name for row in rows] == ["Hello", "world,", "hello"]
    assert rows[0].end == rows[1].start and rows[1].end < rows[2].start
    assert any("share their line" in text for text in result["warnings"])


def test_only_some_words_whatever_their_case(session):
    call(session, "create_segments_for_words", channels=[1], colors=["red"], words=["HELLO"])
    assert len(picture(session)) == 2
    given = {"channels": [1], "colors": ["red"], "words": ["goodbye"]}
    result = refused(call(session, "create_segments_for_words", **given), "nothing_there")
    assert result["allowed"] == ["Hello", "world,", "hello"]


@pytest.mark.parametrize(
    "said", ["don't", "DON\u2019T", "don`t", "dont", "caf\u00e9", "Cafe", "cafe\u0301,"]
)
def test_words_are_found_whatever_their_apostrophes_and_accents(world, session, said):
    world.music.lyrics = [
        TimedWord("Don\u2019t", FIRST + 1, FIRST + 2),
        TimedWord("caf\u00e9", FIRST + 3, FIRST + 4),
    ]
    given = {"channels": [1], "colors": ["red"], "words": [said]}
    result = call(session, "create_segments_for_words", **given)
    assert result["ok"] and len(picture(session)) == 1
    assert not any("not sung" in text for text in result["warnings"])


def test_apostrophes_count_where_both_spellings_are_sung(world, session):
    world.music.lyrics = [TimedWord("were", 1, 2), TimedWord("we're", 3, 4)]
    given = {"channels": [1], "colors": ["red"], "words": ["were"]}
    assert call(session, "create_segments_for_words", **given)["ok"]
    assert len(picture(session)) == 1


@pytest.mark.parametrize("name", ["create_segments_for_words", "create_pattern"])
def test_who_has_words_elsewhere_is_not_told_to_import_some(session, name):
    grid = {"grid": "words"} if name == "create_pattern" else {}
    given = {"channels": [1], "colors": ["red"], "start_time": 20, "end_time": 30, **grid}
    assert "import" not in refused(call(session, name, **given), "nothing_there")["hint"]


def test_a_warning_before_every_word_of_a_kind_is_one_call(world, session):
    sung = enumerate("a you b you".split())
    world.music.lyrics = [TimedWord(w, FIRST + n, FIRST + n + 0.5) for n, w in sung]
    look = {"cue_ms": 250, "cue_length_ms": 125, "cue_color": "yellow", "rest_color": "blue"}
    given = {"channels": [1], "colors": ["red"], "words": ["you"], **look}
    assert call(session, "create_segments_for_words", **given)["ok"]
    rows = session.timelines.segments(1)
    lit = [row for row in rows if row.color == (255, 0, 0)]
    warned = [row for row in rows if row.color == (255, 255, 0)]
    leads = [round(b.start - a.start, 3) for a, b in zip(warned, lit, strict=True)]
    assert leads == [0.25, 0.25] and {row.name[:3] for row in lit} == {"you"}
    assert any(row.color == (0, 0, 255) for row in rows)


def test_words_take_the_palettes_of_patterns(world, session):
    world.music.lyrics = [TimedWord("la", FIRST + n, FIRST + n + 0.5) for n in range(8)]
    given = {"channels": [1], "colors": ["red", "green", "blue"], "palette": "random"}
    looks = []
    for seed in (1, 1, 2):
        call(session, "create_segments_for_words", seed=seed, **given)
        looks.append([row.color for row in session.timelines.segments(1)])
    assert looks[0] == looks[1] != looks[2]


def test_sounds_and_speakers_are_dark_unless_asked_for(world, session):
    world.music.lyrics = [
        TimedWord("JOHN:", FIRST, FIRST + 1, kind="speaker"),
        TimedWord("hi", FIRST, FIRST + 1),
        TimedWord("[door slams]", FIRST + 2, FIRST + 3, kind="effect"),
    ]
    given = {"channels": [1], "colors": ["red"]}
    result = call(session, "create_segments_for_words", **given)
    assert [row.name for row in session.timelines.segments(1)] == ["hi"]
    assert any("2 sound effects" in text for text in result["warnings"])
    call(session, "create_segments_for_words", words=["door"], **given)
    assert "[door slams]" in [row.name for row in session.timelines.segments(1)]
    call(session, "clear_timeline", channel=1)
    call(session, "create_segments_for_words", effects=True, **given)
    assert len(session.timelines.segments(1)) >= 2


def test_without_lyrics_it_says_how_to_get_them(world, session):
    world.music.lyrics = []
    result = call(session, "create_segments_for_words", channels=[1], colors=["red"])
    assert "import lyrics" in refused(result, "nothing_there")["hint"]


def test_the_operator_takes_lists_as_text(scene):
    result = bpy.ops.sequence_maker.create_pattern(
        channels="2-3, 5", colors="red, rgb(0, 0, 255)", grid="period", use_period=True, period=0.5,
        use_end_time=True, end_time=2.0, shape="flash", spread="chase",
    )  # fmt: skip
    assert result == {"FINISHED"}
    world = StripWorld(scene)
    assert {row[0] for row in picture(world.session())} == {2, 3, 5}
    choices = bpy.ops.sequence_maker.create_pattern.get_rna_type().properties["grid"].enum_items
    assert [item.identifier for item in choices][:3] == ["beats", "downbeats", "bars"]


def test_a_choice_of_the_operators_is_translated_like_any_label(scene):
    found = bpy.ops.sequence_maker.create_segment.get_rna_type().properties["on_overlap"]
    assert [item.name for item in found.enum_items] == ["Trim", "Refuse"]
