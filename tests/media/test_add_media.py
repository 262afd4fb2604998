"""Files are planned on free channels, one after the other; in memory, as functions see them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.sequence.errors import ToolError
from bl_ext.user_default.sequence_maker.sequence.frames import FrameRate
from bl_ext.user_default.sequence_maker.sequence.strip import Strip
from bl_ext.user_default.sequence_maker.tools import TOOLS
from bl_ext.user_default.sequence_maker.tools.media.file_pieces import Wishes, piece_of
from media_world import FILES, ListMedia
from music_world import MusicWorld
from timeline_help import call, create, refused


@pytest.fixture
def world():
    world = MusicWorld()
    world.session_ = world.session()
    world.session_.media = ListMedia()
    return world


def places(result) -> list[tuple]:
    assert result["ok"], result
    rows = result["strips"]
    return [(r["strip"], r["kind"], r["channel"], r["start_time"], r["end_time"]) for r in rows]


def test_a_movie_comes_with_its_sound_behind_all_that_is_there(world):
    end = max(strip.end for strip in world.scene.strips())
    start = FrameRate(24).snap(end)
    result = call(world.session_, "add_media", files="Trip/a.mp4")
    assert places(result) == [
        ("a.mp4", "movie", 1, pytest.approx(start, abs=1e-3), pytest.approx(start + 2, abs=1e-3)),
        (
            "a.mp4.001",
            "sound",
            2,
            pytest.approx(start, abs=1e-3),
            pytest.approx(start + 2, abs=1e-3),
        ),
    ]
    assert result["count"] == 2 and "/secret" not in str(result)


def test_pictures_follow_one_another_and_sounds_lie_beside_them(world):
    files = ["Trip/a.mp4", "Trip/song.wav", "Trip/still.png", "Trip/mute.mp4"]
    result = call(world.session_, "add_media", files=files, channel=20, start_time=10)
    assert places(result) == [
        ("a.mp4", "movie", 20, 10, 12),
        ("a.mp4.001", "sound", 21, 10, 12),
        ("still.png", "image", 20, 12, 17),
        ("mute.mp4", "movie", 20, 17, 18),
        ("song.wav", "sound", 22, 10, 40),
    ]


def test_channels_that_hold_something_segments_or_a_lock_are_left_out(world):
    create(world.session_, channel=1, start_time=50, end_time=51)
    world.timelines.locks.add(2)
    result = call(world.session_, "add_media", files="Trip/a.mp4", start_time=1.5)
    assert [row[2] for row in places(result)] == [5, 6]


def test_what_is_in_the_way_on_the_channel_that_was_named_is_told(world):
    before = world.picture()
    given = {"files": "Trip/a.mp4", "channel": 3, "start_time": 2}
    refused(call(world.session_, "add_media", **given), "clip_in_the_way")
    assert world.picture() == before


def test_source_times_are_of_the_file_and_content_lies_before_the_strip(world):
    given = {"files": "Trip/a.mp4", "channel": 30, "source_in": 0.5, "source_out": 1.25}
    call(world.session_, "add_media", **given, start_time=100)
    strip = world.session_.seen.by_name["a.mp4"]
    assert strip.place == (30, 100.0, 100.75, 99.5)
    sound = world.session_.seen.by_name["a.mp4.001"]
    assert sound.place == (31, 100.0, 100.75, 99.5)


def test_another_frame_rate_is_told_with_what_it_does(world):
    result = call(world.session_, "add_media", files="Trip/pal.mov", channel=30, start_time=0)
    assert places(result)[0][3:] == (0, pytest.approx(100 / 24, abs=1e-3))
    (told,) = [text for text in result["warnings"] if "frames a second" in text]
    assert "25" in told and "4.167 s in place of 4.000 s" in told


def test_a_sequence_is_one_strip_or_single_images_of_a_length(world):
    result = call(world.session_, "add_media", files="Trip/s_[01-48].png", channel=30, start_time=0)
    assert places(result) == [("s_[01-48].png", "image", 30, 0, 2)]
    given = {"files": "Trip/s_[01-48].png", "channel": 31, "start_time": 0, "image_length": 0.5}
    result = call(world.session_, "add_media", **given)
    assert result["count"] == 48 and places(result)[1] == ("s_02.png", "image", 31, 0.5, 1)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"files": "Trip/none.mp4"}, "unknown_file"),
        ({"files": ["Trip/a.mp4", "Trip/none.mp4"]}, "unknown_file"),
        ({"files": "Trip/a.mp4", "source_in": 3}, "invalid_time"),
        ({"files": "Trip/a.mp4", "source_in": 1, "source_out": 1}, "invalid_time"),
        ({"files": "Trip/song.wav", "source_in": 31}, "invalid_time"),
        ({"files": ["Trip/a.mp4"] * 501}, "invalid_argument"),
        ({"files": []}, "invalid_argument"),
        ({"files": "Trip/a.mp4", "start_time": 1e9}, "invalid_argument"),
        ({"files": "Trip/a.mp4", "fit": "squeeze"}, "invalid_argument"),
    ],
)
def test_bad_input_changes_nothing(world, given, code):
    before = world.picture()
    refused(call(world.session_, "add_media", **given), code)
    assert world.picture() == before and not world.session_.media.taken


def test_names_with_commas_are_parted_behind_an_ending():
    parameter = next(p for p in TOOLS["add_media"].parameters if p.name == "files")
    model = TOOLS["add_media"].model
    assert parameter.kind == "files"
    found = model(files="Trip/red, blue.mp4, Trip/b.png;Trip/c.jpeg")
    assert found.files == ["Trip/red, blue.mp4", "Trip/b.png", "Trip/c.jpeg"]


def test_many_files_are_written_in_slices_as_one_change_and_a_cancel_leaves_nothing(world):
    before = world.picture()
    job = TOOLS["add_media"].start(world.session_, {"files": ["Trip/a.mp4"] * 40, "start_time": 0})
    while not world.session_.written:
        assert not job.step(), job.result
    job.step()
    assert len(world.scene.strips()) > len(before[1])
    job.cancel()
    assert world.picture() == before
    call(world.session_, "add_media", files=["Trip/a.mp4"] * 40, start_time=0)
    assert len(world.scene.strips()) == len(before[1]) + 80


def test_a_slice_that_is_refused_takes_back_those_before_it(world):
    before = world.scene.strips()
    given = {"files": ["Trip/a.mp4"] * 40, "channel": 40, "start_time": 0}
    job = TOOLS["add_media"].start(world.session_, given)
    while not world.session_.written:
        assert not job.step(), job.result
    hand = Strip("Hand", "image", 40, 70.0, 71.0, 70.0)
    world.scene.place([*world.scene.strips(), hand])
    while not job.step():
        pass
    refused(job.result, "clip_in_the_way")
    assert world.scene.strips() == sorted([*before, hand], key=lambda s: (s.channel, s.start))


def test_inserting_cuts_what_spans_and_moves_what_is_later(world):
    given = {"files": "Trip/a.mp4", "channel": 3, "start_time": 2, "mode": "insert"}
    result = call(world.session_, "add_media", **given)
    assert places(result)[0] == ("a.mp4", "movie", 3, 2, 4)
    rows = [strip.place for strip in world.scene.strips() if strip.channel == 3]
    assert rows == [(3, 1.0, 2.0, 1.0), (3, 2, 4, 2), (3, 4, 5.0, 3.0), (3, 5.0, 11.0, 5.0)]
    assert world.session_.seen.by_name["Image"].place == (4, 1, 2, 1)


def test_inserting_with_a_ripple_on_all_channels_moves_the_others_too(world):
    scene, still = world.scene, Strip("Late", "image", 12, 20.0, 25.0, 20.0)
    scene.place([*scene.strips(), still])
    given = {"files": "Trip/mute.mp4", "channel": 3, "start_time": 3, "mode": "insert"}
    assert call(world.session_, "add_media", **given, ripple="all")["ok"]
    by_name = world.session_.seen.by_name
    assert by_name["Late"].start == 21 and by_name["Movie.001"].start == 4
    assert by_name["Song"].start == 0 and by_name["Movie"].end == 3


def test_overwriting_takes_out_what_lies_there_and_nothing_moves(world):
    given = {"files": "Trip/a.mp4", "channel": 3, "start_time": 2, "mode": "overwrite"}
    assert call(world.session_, "add_media", **given)["ok"]
    rows = [strip.place for strip in world.scene.strips() if strip.channel == 3]
    assert rows == [(3, 1.0, 2.0, 1.0), (3, 2, 4, 2), (3, 4.0, 9.0, 3.0)]


def test_sounds_go_to_where_those_of_the_channel_lie(world):
    call(world.session_, "add_media", files="Trip/a.mp4", channel=40, start_time=0)
    world.scene.joined.append({"a.mp4", "a.mp4.001"})
    call(world.session_, "add_media", files="Trip/song.wav", channel=60, start_time=0)
    sound = Strip("Own", "sound", 41, 30.0, 31.0, 30.0)
    world.scene.place([*world.scene.strips(), sound])
    result = call(world.session_, "add_media", files="Trip/a.mp4", channel=40)
    assert [row[2:] for row in places(result)] == [(40, 2, 4), (41, 2, 4)]


@pytest.mark.parametrize("mode", ["insert", "overwrite"])
def test_room_is_made_on_a_channel_that_is_said_and_free_of_locks(world, mode):
    session, before = world.session_, world.picture()
    given = {"files": "Trip/a.mp4", "mode": mode, "start_time": 2}
    refused(call(session, "add_media", **given), "missing_argument")
    world.timelines.locks.add(3)
    result = call(session, "add_media", **given, channel=3)
    assert not result["ok"] and world.picture() == before


@given(
    st.sampled_from(sorted(FILES)),
    st.one_of(st.none(), st.floats(0, 5)),
    st.one_of(st.none(), st.floats(0, 40)),
    st.sampled_from([23.976, 24.0, 25.0, 29.97, 60.0]),
)
def test_a_piece_is_whole_frames_and_lies_within_its_file(name, start, end, fps):
    file, rate = FILES[name], FrameRate(fps)
    try:
        piece = piece_of(file, Wishes(start, end), rate)
    except ToolError as error:
        assert error.code == "invalid_time"
        return
    frames, before = piece.length * fps, piece.skipped * fps
    assert round(frames) >= 1 and abs(frames - round(frames)) < 1e-6 > abs(before - round(before))
    if file.kind in ("movie", "sequence"):
        assert 0 <= round(before) < round(before + frames) <= file.frames
