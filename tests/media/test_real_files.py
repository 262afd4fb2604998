"""Real files, made on the spot, are added: read back, taken back, saved and loaded."""

import json
import struct
from pathlib import Path

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.host import compat
from bl_ext.user_default.sequence_maker.blender.making.connections import connected
from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for
from bl_ext.user_default.sequence_maker.sequence.ledger import merged
from bl_ext.user_default.sequence_maker.toolkit.world import Limits
from bl_ext.user_default.sequence_maker.tools import TOOLS
from media_help import film, image, images
from sound_help import HAS_ENGINE, beats, needs_sound
from timeline_help import FREE, call, refused, strips_of


def picture(scene) -> list[tuple]:
    """Return all strips as Blender has them."""
    rows = []
    for strip in strips_of(scene):
        file = strip.sound.filepath if strip.type == "SOUND" else getattr(strip, "filepath", "")
        place = (strip.channel, *compat.frames(strip), compat.content_start(strip))
        rows.append((strip.name, strip.type, *place, file))
    return sorted(rows)


def add(scene, **given):
    result = call(session_for(scene, FREE), "add_media", **given)
    assert result["ok"], result
    return result


@pytest.fixture
def tone(tmp_path: Path) -> Path | None:
    return beats(tmp_path / "tone.wav", 3.0) if HAS_ENGINE else None


def test_a_movie_comes_with_its_sound_connected_and_goes_again(scene, trip, tone, tmp_path):
    film(trip / "clip.mp4", 48, sound=tone)
    before, session = picture(scene), session_for(scene, FREE)
    result = call(session, "add_media", files="Trip/clip.mp4", start_time=1)
    first = scene.frame_start + 24
    assert result["ok"] and str(tmp_path) not in json.dumps(result)
    movie = ("clip.mp4", "MOVIE", 1, first, first + 48, first, str(trip / "clip.mp4"))
    sound = ("clip.mp4.001", "SOUND", 2, first, first + 48, first, str(trip / "clip.mp4"))
    assert picture(scene) == ([movie, sound] if tone else [movie])
    if tone:
        assert connected(scene, "clip.mp4") == ["clip.mp4.001"]
    revert = merged(session.take_written()).change().inverse
    session.apply(revert)
    assert picture(scene) == before
    assert not [sound for sound in bpy.data.sounds if sound.users]


def test_every_kind_is_placed_trimmed_and_fitted(scene, trip):
    scene.render.resolution_x, scene.render.resolution_y = 320, 180
    film(trip / "tall.mp4", 48, size=(36, 64))
    image(trip / "still.png", size=(64, 36))
    images(trip, 24)
    add(scene, files="Trip/tall.mp4", channel=1, start_time=0, source_in=0.5, source_out=1.5)
    add(scene, files=["Trip/still.png", "Trip/shot_####.png"], channel=3, start_time=0, fit="fill")
    first = scene.frame_start
    by_name = {strip.name: strip for strip in strips_of(scene)}
    tall, still, shot = (by_name[n] for n in ("tall.mp4", "still.png", "shot_[0001-0024].png"))
    assert (*compat.frames(tall), compat.content_start(tall)) == (first, first + 24, first - 12)
    assert compat.frames(still) == (first, first + 120)
    assert compat.frames(shot) == (first + 120, first + 144)
    assert [element.filename for element in shot.elements][::23] == [
        "shot_0001.png",
        "shot_0024.png",
    ]
    assert tall.transform.scale_x == pytest.approx(180 / 64)
    assert still.transform.scale_y == pytest.approx(5)


@pytest.mark.parametrize("fit", ["fit", "fill", "stretch", "original"])
def test_a_picture_fits_as_when_blender_adds_it(scene, trip, fit):
    image(trip / "still.png", size=(50, 90))
    theirs = strips_of(scene).new_image("B", str(trip / "still.png"), 9, 1, fit_method=fit.upper())
    add(scene, files="Trip/still.png", channel=3, start_time=0, fit=fit)
    ours = next(strip for strip in strips_of(scene) if strip.channel == 3)
    scales = [(s.transform.scale_x, s.transform.scale_y) for s in (ours, theirs)]
    assert scales[0] == pytest.approx(scales[1]) and ours.blend_type == theirs.blend_type


def test_a_rate_that_is_not_the_sequences_is_told(scene, trip, tone):
    film(trip / "film.mp4", 47, base=1.001, sound=tone)
    film(trip / "fast.mp4", 60, fps=30)
    result = add(scene, files=["Trip/film.mp4", "Trip/fast.mp4"], channel=1, start_time=0)
    rows = [strip for strip in picture(scene) if strip[1] == "MOVIE"]
    assert [(row[3], row[4]) for row in rows] == [(48, 108), (1, 48)]
    told = [text for text in result["warnings"] if "frames a second" in text]
    assert any("23.976" in text for text in told) and any(
        "2.500 s in place of 2" in t for t in told
    )


def test_an_hour_of_movie_is_one_strip(scene, trip):
    film(trip / "hour.mp4", 3600, fps=1, size=(16, 16))
    listed = call(session_for(scene), "list_media")["rows"][0]
    assert listed[2] == pytest.approx(3600, abs=1)
    scene.render.fps = 1
    add(scene, files="Trip/hour.mp4", channel=1, start_time=0, source_in=1800)
    (row,) = picture(scene)
    assert row[4] - row[3] == 1800


@needs_sound
def test_a_sound_comes_by_its_length_or_a_part_of_it(scene, trip):
    beats(trip / "song.wav", 10.0)
    add(scene, files="Trip/song.wav", channel=4, start_time=2)
    add(scene, files="Trip/song.wav", channel=5, start_time=2, source_in=1, source_out=3)
    rows = {row[2]: (row[3:6]) for row in picture(scene)}
    at = scene.frame_start + 48
    assert rows == {4: (at, at + 240, at), 5: (at, at + 48, at - 24)}


@needs_sound
def test_sound_that_begins_later_than_its_picture_keeps_its_delay(scene, trip, tone):
    film(trip / "late.mp4", 48, sound=tone)
    delayed(trip / "late.mp4")
    add(scene, files="Trip/late.mp4", channel=1, start_time=0)
    rows = {row[1]: row for row in picture(scene)}
    assert rows["SOUND"][3:5] == rows["MOVIE"][3:5]


def test_a_file_that_is_gone_or_damaged_is_refused_and_nothing_comes(scene, trip):
    film(trip / "good.mp4", 24)
    (trip / "bad.mp4").write_bytes(b"\0\0\0 ftypisom" + bytes(4000))
    for bad, code in (("none", "unknown_file"), ("bad", "no_media")):
        files = ["Trip/good.mp4", f"Trip/{bad}.mp4"]
        refused(call(session_for(scene, FREE), "add_media", files=files), code)
    assert picture(scene) == [] and len(bpy.data.scenes) == 1


def test_a_file_that_is_put_in_place_of_another_while_asked_is_looked_up_again(
    scene, trip, tmp_path
):
    film(trip / "clip.mp4", 24)
    secret = film(tmp_path / "secret.mp4", 24)
    session = session_for(scene, Limits(confirm="always"))
    job = TOOLS["add_media"].start(session, {"files": "Trip/clip.mp4"})
    while not job.waiting:
        assert not job.step(), job.result
    (trip / "clip.mp4").unlink()
    (trip / "clip.mp4").symlink_to(secret)
    job.answer(True)
    while not job.step():
        pass
    refused(job.result, "not_allowed")
    assert picture(scene) == []


def test_a_file_that_was_replaced_while_its_strip_is_there_stays_as_it_was(scene, trip):
    film(trip / "clip.mp4", 48)
    add(scene, files="Trip/clip.mp4", channel=1, start_time=0)
    before = picture(scene)
    film(trip / "clip.mp4", 24)
    add(scene, files="Trip/clip.mp4", channel=2, start_time=0)
    assert picture(scene)[0] == before[0] and picture(scene)[1][4] == scene.frame_start + 24


def test_saved_and_loaded_it_is_the_same(scene, trip, tone, tmp_path):
    film(trip / "clip.mp4", 48, sound=tone)
    images(trip, 9)
    add(scene, files=["Trip/clip.mp4", "Trip/shot_[0001-0009].png"], channel=1, start_time=0)
    before = picture(scene)
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "show.blend"), relative_remap=False)
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "show.blend"))
    loaded = compat.sequencer_scene() or bpy.context.scene
    assert picture(loaded) == before
    add(loaded, files="Trip/shot_0001.png", channel=5, start_time=0)
    added = next(strip for strip in strips_of(loaded) if strip.channel == 5)
    assert added.directory.startswith("//") and added.elements[0].filename == "shot_0001.png"


def test_many_files_come_in_steps_and_a_stop_leaves_nothing(scene, trip):
    image(trip / "a.png")
    data = (trip / "a.png").read_bytes()
    for number in range(60):
        (trip / f"still {number}.png").write_bytes(data)
    files = [f"Trip/still {number}.png" for number in range(60)]
    session, steps = session_for(scene, FREE), 0
    job = TOOLS["add_media"].start(session, {"files": files, "start_time": 0})
    while not session.written:
        assert not job.step(), job.result
    job.cancel()
    assert picture(scene) == []
    session = session_for(scene, FREE)
    job = TOOLS["add_media"].start(session, {"files": files, "start_time": 0})
    while not job.step():
        steps += 1
    assert job.result["count"] == len(picture(scene)) == 60 and steps >= 65
    session.apply(merged(session.take_written()).change().inverse)
    assert picture(scene) == []


def delayed(path: Path, by: float = 0.5) -> None:
    """Let the sound of an MP4 begin later: an empty edit in front of the edits of its track."""
    data = bytearray(path.read_bytes())
    place, parents = data.rfind(b"elst") - 4, ("moov", "trak", "edts")
    assert place > 0 and data.rfind(b"moov") > data.rfind(b"mdat"), "as Blender writes them"
    version, count = struct.unpack_from(">B3xI", data, place + 8)
    assert version == 0
    scale = struct.unpack_from(">I", data, data.rfind(b"mvhd") + 16)[0]
    struct.pack_into(">I", data, place + 12, count + 1)
    data[place + 16 : place + 16] = struct.pack(">IiI", round(by * scale), -1, 1 << 16)
    for at in (place, *(data.rfind(name.encode(), 0, place) - 4 for name in parents)):
        struct.pack_into(">I", data, at, struct.unpack_from(">I", data, at)[0] + 12)
    path.write_bytes(data)
