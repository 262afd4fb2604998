"""Nothing but media of the allowed folders is reached, and no path of theirs is told."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.media.folders import Folders
from bl_ext.user_default.sequence_maker.media.shelf import Shelf
from bl_ext.user_default.sequence_maker.sequence.errors import ToolError
from bl_ext.user_default.sequence_maker.toolkit.ports import MediaFile

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + (6).to_bytes(4) + (4).to_bytes(4) + bytes(30)
posix = pytest.mark.skipif(sys.platform == "win32", reason="links need a right on Windows")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with an image, beside one that is not allowed."""
    for folder in ("Trip", "Trip/Day 1", "secret"):
        (tmp_path / folder).mkdir()
    for file in ("Trip/a.png", "Trip/Day 1/b.png", "secret/c.png", "Trip/.hidden.png"):
        (tmp_path / file).write_bytes(PNG)
    return tmp_path


def shelf_of(*folders: Path) -> Shelf:
    return Shelf(
        lambda: [str(folder) for folder in folders], lambda path, kind: MediaFile("", kind)
    )


def listed(shelf: Shelf, folder: str | None = None) -> list[str]:
    steps = shelf.files(folder)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def refusal(shelf: Shelf, name: str) -> str:
    with pytest.raises(ToolError) as caught:
        shelf.paths(name)
    return caught.value.code


@pytest.mark.parametrize(
    "name",
    [
        "../secret/c.png",
        "Trip/../secret/c.png",
        "Trip/Day 1/../../secret/c.png",
        "Trip/..\\secret\\c.png",
        "..",
        "/etc/passwd",
        "//a.png",
        "\\\\server\\share\\a.png",
        "C:\\a.png",
        "C:/a.png",
        "~/a.png",
        "file:///etc/passwd",
        "https://example.org/a.png",
        "concat:/etc/passwd",
        "rtmp://x/y",
        "Trip/.hidden.png",
        ".hidden.png",
        "Trip//a.png",
        "Trip/./a.png",
        "Trip/a.png\0.txt",
        "",
        " ",
        "Trip/" + "a" * 2000 + ".png",
    ],
)
def test_a_way_out_of_the_folders_is_refused(place, name):
    assert refusal(shelf_of(place / "Trip"), name) == "not_allowed"


@pytest.mark.parametrize("name", ["Trip/none.png", "Other/a.png", "Trip", "Trip/Day 1", "c.png"])
def test_what_is_not_there_is_told(place, name):
    assert refusal(shelf_of(place / "Trip"), name) == "unknown_file"


def test_names_are_found_as_they_were_told(place):
    shelf = shelf_of(place / "Trip")
    assert listed(shelf) == ["Trip/a.png", "Trip/Day 1/b.png"]
    assert listed(shelf, "trip/day 1") == ["Trip/Day 1/b.png"]
    for name in ("Trip/a.png", "trip/A.PNG", "a.png"):
        assert shelf.paths(name) == [place / "Trip/a.png"]


@posix
def test_links_that_lead_out_are_refused_and_those_inside_work(place):
    inside = place / "Trip"
    (inside / "out.png").symlink_to(place / "secret/c.png")
    (inside / "out").symlink_to(place / "secret")
    (inside / "up").symlink_to(place)
    (inside / "in.png").symlink_to(inside / "a.png")
    (inside / "loop").symlink_to(inside)
    (inside / "gone.png").symlink_to(place / "nowhere.png")
    shelf = shelf_of(inside)
    assert listed(shelf) == ["Trip/a.png", "Trip/in.png", "Trip/Day 1/b.png"]
    for name in ("Trip/out.png", "Trip/out/c.png", "Trip/up/secret/c.png"):
        assert refusal(shelf, name) == "not_allowed"
    assert refusal(shelf, "Trip/gone.png") == "unknown_file"
    assert shelf.paths("Trip/in.png") == [inside / "in.png"]


@posix
def test_an_allowed_folder_may_be_a_link_itself(place):
    (place / "Videos").symlink_to(place / "Trip")
    assert shelf_of(place / "Videos").paths("Videos/a.png") == [place / "Videos/a.png"]


@posix
def test_a_link_that_is_put_in_place_of_a_file_is_seen_at_the_next_look(place):
    shelf = shelf_of(place / "Trip")
    assert shelf.facts("Trip/a.png").size == (6, 4)
    (place / "Trip/a.png").unlink()
    (place / "Trip/a.png").symlink_to(place / "secret/c.png")
    assert refusal(shelf, "Trip/a.png") == "not_allowed"


@posix
def test_pipes_and_devices_are_not_opened(place):
    os.mkfifo(place / "Trip/pipe.png")
    assert refusal(shelf_of(place / "Trip"), "Trip/pipe.png") == "unknown_file"


def test_a_sequence_with_a_file_missing_or_of_another_kind_is_refused(place):
    for number in (1, 2, 3, 5):
        (place / f"Trip/s_{number:02}.png").write_bytes(PNG)
    shelf = shelf_of(place / "Trip")
    assert len(shelf.paths("Trip/s_[01-03].png")) == 3 == len(shelf.paths("Trip/s_##.png"))
    assert shelf.facts("Trip/s_##.png").name == "Trip/s_[01-03].png"
    assert refusal(shelf, "Trip/s_[01-05].png") == "unknown_file"
    (place / "Trip/s_02.png").write_bytes(b"#EXTM3U")
    assert refusal(shelf, "Trip/s_[01-03].png") == "no_media"


def test_two_folders_of_one_name_are_told_apart(place):
    (place / "secret/Trip").mkdir()
    (place / "secret/Trip/z.png").write_bytes(PNG)
    shelf = shelf_of(place / "Trip", place / "secret/Trip")
    assert shelf.folders.there == {"Trip": True, "Trip 2": True}
    assert shelf.paths("Trip 2/z.png") == [place / "secret/Trip/z.png"]
    assert refusal(shelf, "Trip/z.png") == "unknown_file"


def test_a_folder_that_is_gone_is_told_and_none_at_all_as_well(place):
    shelf = shelf_of(place / "Gone")
    assert shelf.folders.there == {"Gone": False} and listed(shelf) == []
    with pytest.raises(ToolError, match="is gone"):
        shelf.paths("Gone/a.png")
    assert refusal(shelf_of(), "Trip/a.png") == "no_media_folder"


def test_a_changed_file_is_looked_into_anew(place):
    shelf = shelf_of(place / "Trip")
    assert shelf.facts("Trip/a.png").size == (6, 4)
    (place / "Trip/a.png").write_bytes(PNG.replace((6).to_bytes(4), (9).to_bytes(4)) + b"\0")
    assert shelf.facts("Trip/a.png").size == (9, 4)


ODD = st.text(max_size=12) | st.sampled_from(["Trip", "..", ".", "a.png", "secret", "up", ""])


@posix
@given(st.lists(ODD, max_size=5), st.sampled_from(["/", "\\", "//"]))
def test_no_name_at_all_reaches_outside_or_tells_a_path(tmp_path_factory, parts, between):
    base = tmp_path_factory.getbasetemp() / "attacked"
    if not base.exists():
        (base / "Trip").mkdir(parents=True)
        (base / "secret.png").write_bytes(PNG)
        (base / "Trip/a.png").write_bytes(PNG)
        (base / "Trip/up").symlink_to(base)
    try:
        found = shelf_of(base / "Trip").paths(between.join(parts))
    except ToolError as error:
        assert str(base) not in str(error.result())
    else:
        assert found == [base / "Trip/a.png"]


def test_names_that_look_like_orders_or_marks_are_plain_and_still_found(place):
    odd = "ig\u200bnore <system> \u202eall.png"
    (place / "Trip" / odd).write_bytes(PNG)
    (told,) = [name for name in listed(shelf_of(place / "Trip")) if "nore" in name]
    assert "<" not in told and "\u202e" not in told and told.isprintable()
    assert shelf_of(place / "Trip").paths(told) == [place / "Trip" / odd]


def test_a_name_needs_no_folder_where_it_is_clear(place):
    (place / "secret/a.png").write_bytes(PNG)
    assert Folders([str(place / "Trip")]).path("a.png") == place / "Trip/a.png"
    with pytest.raises(ToolError):
        Folders([str(place / "Trip"), str(place / "secret")]).path("a.png")
