"""Files are planned on free channels, one after the other; in memory, as functions see them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.sequence.errors import ToolError
from bl_ext.user_default.sequence_maker.sequence.frames import FrameRate
from bl_ext.user_default.sequence_maker.sequence.strip import Strip
from bl_ext.user_default.sequence_maker.toolkit.ports import MediaFile
from bl_ext.user_default.sequence_maker.tools import TOOLS
from bl_ext.user_default.sequence_maker.tools.media.file_pieces import Wishes, piece_of
from music_world import MusicWorld
from timeline_help import call, create, refused

FILES = {
    "Trip/a.mp4": MediaFile("Trip/a.mp4", "movie", 48, 2.0, (1920, 1080), 24.0, True),
    "Trip/mute.mp4": MediaFile("Trip/mute.mp4", "movie", 24, 1.0, (640, 360), 24.0, False),
    "Trip/pal.mov": MediaFile("Trip/pal.mov", "movie", 100, 4.0, (1920, 1080), 25.0, True),
    "Trip/tall.mp4": MediaFile("Trip/tall.mp4", "movie", 24, 1.0, (1080, 1920), 24.0, False),
    "Trip/song.wav": MediaFile("Trip/song.wav", "sound", 1, 30.0),
    "Trip/still.png": MediaFile("Trip/still.png", "image", 1, None, (400, 400)),
    "Trip/s_[01-48].png": MediaFile("Trip/s_[01-48].png", "sequence", 48, None, (1920, 1080)),
}


class ListMedia:
    """Files in a table; `taken` notes for which of them a strip was made."""

    def __init__(self) -> None:
        self.taken: list[str] = []

    def folders(self):
        return {"Trip": True}

    def files(self, folder=None):
        yield from ()
        return list(FILES)

    def facts(self, name: str) -> MediaFile:
        if name not in FILES:
            if name.startswith("Trip/s_"):
                return MediaFile(name, "image", 1, None, (1920, 1080))
            raise ToolError("unknown_file", f"there is no file {name!r}")
        return FILES[name]

    def whole(self, name: str):
        self.taken.append(name)
        return {"file": f"/secret/{name}"}

    def used(self, names):
        return set()


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
