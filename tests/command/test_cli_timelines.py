"""The command reads and writes timelines, with a prompt or without any."""

import json
from pathlib import Path

import pytest

from command import command

LINE = "make channel 2 blue from 5 to 10 seconds"


def channels(path: Path) -> list[dict]:
    """Return the channels of a file."""
    found: list[dict] = json.loads(path.read_text("utf-8"))["channels"]
    return found


def test_timelines_go_out_and_come_in_again_in_every_form(tmp_path: Path) -> None:
    first, blend = tmp_path / "a.json", tmp_path / "a.blend"
    ran = command("--offline", LINE, "--timelines", first, "--save", blend)
    assert ran.code == 0, ran.err
    (channel,) = channels(first)
    assert (channel["channel"], channel["refresh_rate"], channel["end_time"]) == (2, 24, 240)
    assert channel["sequence"] == {
        "0": {"color": [0, 0, 0], "gap": True},
        "120": {"color": [0, 0, 255]},
    }
    before = first
    for name in ("b.csv", "props", "c.json"):
        after = tmp_path / name
        ran = command("--json", "--import", before, "--timelines", after)
        assert ran.code == 0 and [row["event"] for row in ran.rows] == ["note", "timeline"], ran.err
        before = after
    assert channels(before) == channels(first)
    assert [place.name for place in (tmp_path / "props").iterdir()] == ["002_Channel_2.json"]
    ran = command("--blend", blend, "--timelines", tmp_path / "d.json", "--offset-ms", "-1000")
    assert ran.code == 0 and list(channels(tmp_path / "d.json")[0]["sequence"]) == ["0", "96"]
    ran = command("--import", tmp_path / "d.json", "--offset-ms", "-1000", "--timelines", before)
    assert ran.code == 0, ran.err
    ran = command("--import", before, "--offset-ms", "-1000", "--timelines", tmp_path / "e.csv")
    assert ran.code == 0 and "\n2,Channel 2,,4,9," in (tmp_path / "e.csv").read_text()


def test_what_is_imported_is_there_for_the_prompt_and_replaced_on_yes(tmp_path: Path) -> None:
    file, blend = tmp_path / "a.csv", tmp_path / "a.blend"
    file.write_text("channel,start_time,end_time,color\n1,0,4,red\n1,4,8,lime\n")
    ran = command(
        *("--json", "--offline", "--import", file, "clear everything on channel 1 after 4 s"),
        *("--save", blend),
    )
    assert ran.code == 0 and [s["color"] for s in ran.timeline["1"]] == ["#ff0000"]
    ran = command("--import", file, "--blend", blend, "--save", blend)
    assert ran.code == 2 and ran.err.count("channel 1 has segment 1 from 0 to 4 s") == 1
    assert "--yes replaces what is there" in ran.err
    ran = command("--json", "--import", file, "--blend", blend, "--yes")
    assert ran.code == 0 and [s["color"] for s in ran.timeline["1"]] == ["#ff0000", "#00ff00"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--timelines", "a.txt"), "the name must end in .json or .csv"),
        (("--timelines", "no/a.json"), "there is no such folder"),
        (("--timelines", "no/props"), "there is no such folder"),
        (("--import", "none.json"), "there is no such file"),
        (("--import", "bad.json"), "neither a list of channels nor a sequence"),
        (("--import", "bad.json", "--plan", "hi"), "--plan takes one PROMPT"),
        (("--offset-ms", "5", "hi"), "--offset-ms needs --timelines or --import"),
        (("--offset-ms", "-600001", "--timelines", "a.json"), "the offset must be from"),
        (("--offset-ms", "nan", "--timelines", "a.json"), "the offset must be from"),
        (("--offset-ms", "x", "--timelines", "a.json"), "invalid float value"),
    ],
)
def test_wrong_files_are_told_in_one_sentence_before_anything_is_done(
    tmp_path: Path, options: tuple[str, ...], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bad.json").write_text("{}")
    monkeypatch.chdir(tmp_path)
    ran = command("--offline", *options)
    assert ran.code == 2 and words in ran.err and "Traceback" not in ran.err
    assert sorted(place.name for place in tmp_path.iterdir()) == ["bad.json"]


def test_an_empty_scene_has_no_timelines(tmp_path: Path) -> None:
    ran = command("--timelines", tmp_path / "a.json")
    assert ran.code == 1 and "there is no segment to write" in ran.err
    assert not list(tmp_path.iterdir())
