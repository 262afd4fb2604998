"""Bad input of a batch is told in a line each before anything starts."""

import json
import os
import re
from pathlib import Path

import pytest

from batch_folder import Shows
from batch_help import RED, Hall
from batch_looks import look_of
from batch_options import UsageError, parser
from batch_songs import SongsError, find


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    """A batch of nothing yet."""
    return Hall(tmp_path)


def test_pictures_empty_and_damaged_songs_and_two_of_one_name_are_told_first(hall: Hall) -> None:
    hall.song("good", 1)
    hall.song("twice", 2)
    for name in ("cover.png", "notes.txt", ".hidden.wav"):
        (hall.songs / name).write_bytes(b"\x89PNG\r\n\x1a\n")
    (hall.songs / "empty.wav").touch()
    (hall.songs / "damaged.mp3").write_bytes(b"no sound at all" * 100)
    (hall.songs / "Twice.flac").write_bytes(b"fLaC" + bytes(100))
    done = hall.run("--engine", "none")
    assert done.code == 1
    start = done.lines.index("Songs are made one after the other.")
    told = "\n".join(done.lines[:start])
    assert "2 files left out that are no songs: cover.png, notes.txt" in told
    assert "empty.wav: failed: it is empty" in told
    assert "damaged.mp3: failed: it is damaged, or not what its ending says" in told
    assert "has the same name; rename one of them" in told and ".hidden" not in done.out
    assert len(hall.rows()) == 2 and "good" in hall.rows()


@pytest.mark.parametrize(
    ("recipe", "told"),
    [
        ("{", "look.json"),
        ("[]", "neither calls nor prompts"),
        ('{"recipe": 2, "calls": []}', "version 2"),
        (json.dumps({"recipe": 1, "calls": [{"name": "paint", "arguments": {}}]}), "paint"),
        (json.dumps({"recipe": 1, "calls": [RED | {"arguments": {"hue": 1}}]}), "hue"),
        (json.dumps({"recipe": 1, "calls": [RED], "prompts": ["x"]}), "one of them"),
    ],
)
def test_a_recipe_that_cannot_be_is_refused_with_a_line_for_each_fault(
    tmp_path: Path, recipe: str, told: str
) -> None:
    path = tmp_path / "look.json"
    path.write_text(recipe, encoding="utf-8")
    given = parser().parse_args(["songs", "--recipe", str(path), "--out", "shows"])
    with pytest.raises(UsageError, match=re.escape(told)) as refused:
        look_of(given, str)
    assert all(line.startswith(f"--recipe {path}: ") for line in str(refused.value).splitlines())


def test_a_refused_recipe_and_a_missing_song_end_before_the_start(hall: Hall) -> None:
    hall.song("good", 1)
    hall.recipe({"name": "paint", "arguments": {}})
    done = hall.run("--engine", "none")
    assert done.code == 2 and "paint: there is no such function" in done.out, done.out
    assert all(line.startswith("error: --recipe") for line in done.lines)
    hall.recipe()
    done = hall.run("missing.wav")
    assert (done.code, done.lines) == (2, ["error: missing.wav: there is no such file or folder"])
    assert not hall.shows.exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--workers", "0"], "less than 1"),
        (["--time-limit", "paint=3"], "STAGE=SECONDS"),
        (["--time-limit", "make=nan"], "not more than 0"),
        (["--limit-usd", "-1"], "not more than 0"),
        (["--engine", "magic"], "invalid choice"),
    ],
)
def test_wrong_usage_is_told(
    capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    with pytest.raises(SystemExit) as end:
        parser().parse_args(["songs", "--recipe", "look.json", "--out", "shows", *arguments])
    assert end.value.code == 2 and told in capsys.readouterr().err


def test_an_address_where_no_scheduler_is_is_told(hall: Hall) -> None:
    hall.song("good", 1)
    done = hall.run("--scheduler", "nonsense://x")
    assert done.code == 2 and "No scheduler answers at nonsense://x" in done.out, done.out
    assert "Traceback" not in done.out and hall.rests() == []


def test_a_folder_without_songs_is_wrong_usage(hall: Hall) -> None:
    hall.songs.mkdir()
    (hall.songs / "cover.png").write_bytes(b"x")
    done = hall.run()
    assert (done.code, "there is no song in" in done.out) == (2, True)


def test_a_show_never_takes_the_place_of_its_song(hall: Hall) -> None:
    hall.song("good", 1)
    movie = hall.songs / "clip.mp4"
    movie.write_bytes(b"\0\0\0\x18ftypmp42" + bytes(100))
    shows = Shows(hall.songs)
    with pytest.raises(SongsError, match="choose another folder"):
        find([hall.songs], False, shows)
    found = find([movie, hall.songs / "good.wav"], False, shows)
    assert [song.name for song in found.songs] == ["good"]
    assert "would be written over it" in found.refused[0][1]


def test_a_dry_run_tells_the_plan_and_writes_nothing(hall: Hall) -> None:
    hall.song("one", 1)
    hall.song("two", 2)
    done = hall.run("--dry-run", "--still")
    assert done.code == 0 and not hall.shows.exists()
    assert {"one: hear, make, render", "2 songs: 2 to hear, 2 to make, 2 to render"} <= {
        *done.lines
    }
    assert any(line.startswith("Time: about ") for line in done.lines)
    assert "Money: nothing, the recipe asks no model" in done.lines


def test_running_again_begins_no_process_for_what_is_finished(hall: Hall) -> None:
    for number in range(3):
        hall.song(f"song{number}", number)
    assert hall.run("--engine", "none").code == 0
    before = hall.told()
    again = hall.run("--engine", "none")
    assert again.code == 0 and hall.told() == before
    assert sum("is there already" in line for line in again.lines) == 3
    (hall.shows / "song1.csv").unlink()
    hall.song("song2", 77)
    assert hall.run("--engine", "none").code == 0
    begun = {what[:2] for what in hall.told()[len(before) :]}
    assert ("song2", "hear") in begun and not any(song == "song0" for song, _ in begun)


def test_a_song_that_passes_the_limit_on_segments_is_told_before_it_is_made(hall: Hall) -> None:
    hall.song("long", 1)
    many = {"channels": list(range(1, 60)), "grid": "beats", "colors": ["red"]}
    hall.recipe({"name": "create_pattern", "arguments": many})
    done = hall.run("--engine", "none")
    told = [n for n, line in enumerate(done.lines) if "as it looks, it will be refused" in line]
    made = [n for n, line in enumerate(done.lines) if line.startswith("[1/1] long: made")]
    assert "5,664 segments" in done.lines[told[0]] and told < made, done.out  # the stand-in's
    (hall.shows / "long.csv").unlink()
    dry = hall.run("--dry-run")
    assert any("5,664 segments" in line for line in dry.lines) and "long: make" in dry.lines


def test_names_of_any_kind_are_told_and_written(hall: Hall) -> None:
    names = ["ü 音 [red]", "\u0085\x1b[31m", "a" * 120]
    for number, name in enumerate(names):
        hall.song(name, number)
    bad = os.fsencode(hall.songs) + b"/\xff.wav"
    with open(bad, "wb") as file:
        file.write((hall.songs / f"{names[0]}.wav").read_bytes())
    done = hall.run("--engine", "none")
    assert done.code == 1 and "its name is not UTF-8, which Blender needs" in done.out, done.out
    assert hall.rows().keys() == set(names) and "ü 音 [red]: made" in done.out
    assert "\x1b" not in done.out and "Traceback" not in done.out
