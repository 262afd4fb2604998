"""The files of the allowed folders are listed with what they are, and no path goes out."""

import json

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.permits import media_folders
from bl_ext.user_default.sequence_maker.blender.settings.preferences import preferences
from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for
from bl_ext.user_default.sequence_maker.chat.offer.offered import offered
from bl_ext.user_default.sequence_maker.tools import TOOLS
from media_help import film, image, images
from sound_help import HAS_ENGINE, beats
from timeline_help import call, refused, strips_of


def rows(result) -> dict[str, list]:
    assert result["ok"], result
    return {row[0]: row[1:] for row in result["rows"]}


def test_every_kind_is_listed_with_what_it_is(scene, trip, tmp_path):
    tone = beats(tmp_path / "tone.wav", 3.0) if HAS_ENGINE else None
    film(trip / "clip.mp4", 48, sound=tone)
    film(trip / "film.mp4", 47, base=1.001)
    film(trip / "tall.mov", 30, fps=30, size=(36, 64))
    image(trip / "still.png")
    images(trip, 9)
    (trip / "notes.txt").write_text("secret")
    (trip / "fake.mp4").write_text("#EXTM3U\n/etc/passwd")
    has = True if tone else None
    result = call(session_for(scene), "list_media")
    found = rows(result)
    assert found["Trip/clip.mp4"] == ["movie", 2.0, "64x36", 24.0, has, False]
    assert found["Trip/film.mp4"][1:4] == [
        pytest.approx(47 * 1.001 / 24, abs=1e-3),
        "64x36",
        23.976,
    ]
    assert found["Trip/tall.mov"] == ["movie", 1.0, "36x64", 30.0, False if tone else None, False]
    assert found["Trip/still.png"] == ["image", None, "6x4", None, None, False]
    assert found["Trip/shot_[0001-0009].png"] == ["sequence of 9", None, "6x4", None, None, False]
    assert result["folders"] == ["Trip"] and result["count"] == 6
    assert [row["file"] for row in result["unreadable"]] == ["Trip/fake.mp4"]
    assert str(tmp_path) not in json.dumps(result) and len(bpy.data.scenes) == 1


def test_kind_words_folder_and_limit_narrow_the_list(scene, trip):
    (trip / "Day 1").mkdir()
    for name in ("red car.png", "Red house.png", "blue.png", "Day 1/red sea.png"):
        image(trip / name)
    session = session_for(scene)
    every = rows(call(session, "list_media", words="RED"))
    assert list(every) == ["Trip/red car.png", "Trip/Red house.png", "Trip/Day 1/red sea.png"]
    assert list(rows(call(session, "list_media", folder="trip/day 1"))) == [
        "Trip/Day 1/red sea.png"
    ]
    assert not rows(call(session, "list_media", kind="movie"))
    short = call(session, "list_media", limit=2)
    assert len(short["rows"]) == 2 and short["count"] == 4 and short["done"] == "2 of 4 files"
    refused(call(session, "list_media", folder="Home"), "unknown_folder")


def test_what_the_sequence_uses_is_told(scene, trip):
    image(trip / "a.png"), image(trip / "b.png")
    strips_of(scene).new_image("A", str(trip / "a.png"), 1, 1)
    found = rows(call(session_for(scene), "list_media"))
    assert found["Trip/a.png"][-1] is True and found["Trip/b.png"][-1] is False


def test_a_broken_movie_is_told_by_its_name_alone(scene, trip, tmp_path):
    (trip / "bad.mp4").write_bytes(b"\0\0\0 ftypisom" + bytes(4000))
    (told,) = call(session_for(scene), "list_media")["unreadable"]
    assert told["file"] == "Trip/bad.mp4" and "cannot read" in told["reason"]
    assert str(tmp_path) not in told["reason"] and len(bpy.data.scenes) == 1


def test_ten_thousand_files_are_looked_through_in_many_steps(scene, trip):
    for number in range(10_000):
        (trip / f"take {number} of day.mp4").touch()
    job = TOOLS["list_media"].start(session_for(scene), {"words": "TAKE 77"})
    steps = 0
    while not job.step():
        steps += 1
    assert job.result["count"] == sum("77" in str(n) for n in range(10_000)) and steps >= 50


def test_without_a_folder_the_model_is_offered_nothing_of_files(scene):
    session = session_for(scene)
    assert "list_media" not in offered(TOOLS, session, 128_000).forms
    told = refused(call(session, "list_media"), "no_media_folder")
    assert "Allow a Folder" in told["hint"]
    media_folders.allow_for_this_run(["/nowhere"])
    assert "list_media" in offered(TOOLS, session, 128_000).forms
    assert call(session, "list_media")["folders"] == ["nowhere (gone)"]
    media_folders.allow_for_this_run([])


def test_a_folder_is_allowed_by_the_button_and_kept_in_the_preferences_alone(scene, tmp_path):
    kept = preferences().media_folders
    assert not kept and media_folders.allowed() == []
    assert bpy.ops.sequence_maker.allow_folder(directory=str(tmp_path)) == {"FINISHED"}
    assert [row.path for row in kept] == media_folders.allowed() == [str(tmp_path)]
    assert bpy.ops.sequence_maker.allow_folder(directory=str(tmp_path) + "/") == {"CANCELLED"}
    call(session_for(scene), "list_media")
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "show.blend"), compress=False, copy=True)
    data = (tmp_path / "show.blend").read_bytes()
    own = str(tmp_path).encode()
    assert data.count(own) == data.count(own + b"/show.blend")
    assert bpy.ops.sequence_maker.forget_folder(index=0) == {"FINISHED"}
    assert media_folders.allowed() == []
    assert bpy.ops.sequence_maker.forget_folder(index=0) == {"CANCELLED"}
