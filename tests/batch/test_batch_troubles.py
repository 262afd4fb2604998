"""What goes wrong in a batch is told in one line, costs its own song only, and runs again."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from batch_help import Hall, lives, until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks /proc about processes")


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    """A batch of nothing yet."""
    return Hall(tmp_path)


@pytest.mark.parametrize("engine", ["none", "local"])
def test_a_song_that_crashes_every_time_is_tried_thrice_and_left(hall: Hall, engine: str) -> None:
    hall.song("fine", 1)
    hall.song("bad", 2, "CRASH-make")
    done = hall.run("--engine", engine, "--workers", 1)
    assert done.code == 1
    row = hall.rows()["bad"]
    assert (row["state"], row["error"]["code"], row["attempts"]["make"]) == ("failed", "crashed", 3)
    assert "SIGSEGV" in row["error"]["message"]
    assert sum("bad: failed in make: it crashed with SIGSEGV" in line for line in done.lines) == 1
    begun = [what for what in hall.told() if what[:3] == ("bad", "make", "begun")]
    assert len(begun) == 3 and hall.rows()["fine"]["state"] == "ok"
    assert [path.name for path in hall.shows.glob("bad.*")] == ["bad.result.json"]


def test_a_song_that_kills_its_worker_every_time_is_left(hall: Hall) -> None:
    hall.song("bad", 2, "KILLER-hear")
    hall.song("fine", 1)
    done = hall.run("--workers", 1)
    assert done.code == 1, done.out
    error = hall.rows()["bad"]["error"]
    assert error["code"] == "crashed" and "its worker died each time, 3 times" in error["message"]
    assert hall.rows()["fine"]["state"] == "ok"


def test_a_song_that_fails_by_itself_is_told_with_its_own_words_and_not_tried_again(
    hall: Hall,
) -> None:
    hall.song("deaf", 1, "FAIL")
    done = hall.run("--engine", "none")
    assert done.code == 3
    assert any("deaf: failed in hear: it cannot be heard" in line for line in done.lines)
    assert hall.rows()["deaf"]["attempts"] == {"hear": 1}


def test_a_stage_that_takes_too_long_is_ended(hall: Hall) -> None:
    hall.song("slow", 1, "WAIT-hear")
    done = hall.run("--engine", "none", "--time-limit", "hear=1.5")
    assert done.code == 3
    assert hall.rows()["slow"]["error"]["code"] == "time_limit"
    assert not any(lives(process) for *_, process in hall.told())


@pytest.mark.parametrize("engine", ["none", "local"])
def test_an_interrupt_ends_all_and_keeps_what_is_finished(hall: Hall, engine: str) -> None:
    hall.song("a", 1)
    hall.song("b", 2, "WAIT-make")
    run = hall.begin("--engine", engine, "--workers", 2)
    unit = hall.running("b", "make")
    until(lambda: hall.rows().get("a", {}).get("state") == "ok", "the first song")
    done = run.interrupt()
    assert done.code == 130, done.out
    assert "Interrupted. What is finished stays; run this again to go on." in done.lines
    assert "Traceback" not in done.out
    until(lambda: not lives(unit), "the unit to end")
    assert hall.rests() == []
    hall.go()
    assert hall.run("--engine", "none").code == 0
    assert set(hall.made().values()) == {1}


def test_a_song_whose_process_is_told_to_end_is_interrupted_and_no_crash(hall: Hall) -> None:
    hall.song("a", 1, "WAIT-make")
    run = hall.begin("--engine", "none")
    os.kill(hall.running("a", "make"), signal.SIGTERM)
    assert run.done().code == 3
    assert hall.rows()["a"]["error"]["code"] == "interrupted"
    hall.go()
    assert hall.run("--engine", "none").code == 0 and hall.rows()["a"]["state"] == "ok"


def test_two_submitters_on_one_folder_make_each_song_once(hall: Hall) -> None:
    for number in range(6):
        hall.song(f"song{number}", number, "WAIT-make" if number == 3 else "")
    runs = [hall.begin("--engine", "none") for _ in range(2)]
    hall.running("song3", "make")
    until(
        lambda: all(row["state"] == "ok" for name, row in hall.rows().items() if name != "song3"),
        "the others",
    )
    hall.go()
    ends = [run.done() for run in runs]
    assert [done.code for done in ends] == [0, 0], [done.out for done in ends]
    assert set(hall.made().values()) == {1} and len(hall.made()) == 12
    assert hall.rests() == []
    text = (hall.shows / "batch.jsonl").read_text(encoding="utf-8")
    assert all(row["state"] == "ok" for row in hall.rows().values()), text


def test_another_recipe_is_not_made_in_the_same_folder_at_the_same_time(hall: Hall) -> None:
    hall.song("slow", 1, "WAIT-hear")
    run = hall.begin("--engine", "none")
    hall.running("slow", "hear")
    done = hall.run("--engine", "none", "--yes")
    assert (done.code, "another recipe is being made there now" in done.out) == (2, True)
    hall.go()
    assert run.done().code == 0


def test_songs_of_the_same_content_are_heard_once(hall: Hall) -> None:
    first = hall.song("one", 1)
    (hall.songs / "two.wav").write_bytes(first.read_bytes())
    assert hall.run("--engine", "none").code == 0
    assert sum(count for (_, stage), count in hall.made().items() if stage == "hear") == 1
    assert hall.timelines().keys() == {"one", "two"}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 400 kB."""
    place = tmp_path / "disk"
    place.mkdir()
    if os.geteuid() != 0 or os.system(f"mount -t tmpfs -o size=400k tmpfs {place} 2>/dev/null"):
        pytest.skip("needs root, to mount a small disk")
    yield place
    os.system(f"umount -l {place}")


def test_a_full_disk_is_told_and_made_good_when_there_is_room(hall: Hall, small_disk: Path) -> None:
    for number in range(4):
        hall.song(f"song{number}", number)
    filler = small_disk / "filler"
    assert hall.run("--engine", "none", "--dry-run").code == 0
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            pass
    out = ("--out", small_disk / "shows")
    full = hall.run("--engine", "none", *out)
    assert full.code in (2, 3) and "No space left on device" in full.out, full.out
    assert "Traceback" not in full.out
    filler.unlink()
    done = hall.run("--engine", "none", *out)
    assert done.code == 0, done.out
    for path in (small_disk / "shows").rglob("*"):
        assert ".part-" not in path.name
