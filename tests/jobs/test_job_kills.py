"""Jobs that are killed, that run out of room, and that two processes are at."""

import json
import os
import time

import pytest

from bl_ext.user_default.sequence_maker.blender.jobs import job_outputs
from bl_ext.user_default.sequence_maker.blender.jobs.job_claims import Claim, Claimed
from job_help import MADE, child, ended, job, record, run, whole
from sound_help import needs_sound

pytestmark = [needs_sound, pytest.mark.usefixtures("addon")]
POSIX = pytest.mark.skipif(os.name == "nt", reason="kills and limits of POSIX")
KINDS = (*MADE, "still")
POINTS = [
    ("blender.jobs.job_hearing.write_whole", "1"),
    ("blender.jobs.job_outputs._to_the_disk", "2"),
    ("blender.command.files.save_sheet", "1"),
    ("blender.command.files._is_whole", "1"),
    ("blender.show.timeline_files.is_written", "1"),
    ("blender.jobs.job_outputs._to_the_disk", "5"),
    ("kept.result_file.text_of", "2"),
    ("blender.command.files.render", "1"),
    ("blender.jobs.job_rendering._check", "1"),
    ("kept.result_file.text_of", "4"),
]
"""In each stage: before what is heard is kept, the outputs, between them, and before the record."""


@POSIX
@pytest.mark.parametrize("point", POINTS, ids=[f"{p.rpartition('.')[2]}-{n}" for p, n in POINTS])
def test_a_job_that_is_killed_is_made_whole_by_the_next_run(tmp_path, point):
    path = job(tmp_path, kinds=KINDS)
    code, said = ended(child(path, *point))
    assert code == -9, said
    result = tmp_path / "out" / "song.result.json"
    if result.exists():
        assert record(path)["state"] == "failed"
        assert record(path)["error"]["code"] == "interrupted"
    assert run(path) == 0  # at once: the process that had the claim is gone
    whole(path, KINDS)


@POSIX
@pytest.mark.parametrize("limit", [2_000, 30_000, 50_000])
def test_a_disk_that_is_full_leaves_nothing_half_and_then_it_is_made(tmp_path, limit):
    """The heard song, a page and the .blend are the first that do not fit."""
    path = job(tmp_path)
    code, said = ended(child(path, limit=limit))
    assert code == 1 and "Traceback" not in said, said
    out = tmp_path / "out"
    assert not [name for name in os.listdir(out) if name != "heard" and "result" not in name]
    assert record(path)["state"] == "failed" and record(path)["error"]["message"]
    assert run(path) == 0
    whole(path)


def test_one_is_at_a_job_and_the_other_says_so(tmp_path, capfd):
    path = job(tmp_path)
    (tmp_path / "out").mkdir()
    claim = tmp_path / "out" / "song.result.json.claim"
    with Claim(claim):
        assert run(path) == 4
        said = capfd.readouterr().out
        assert said.startswith(f"claimed: process {os.getpid()} on ") and said.count("\n") == 1
        assert os.listdir(tmp_path / "out") == [claim.name]
    assert run(path) == 0
    whole(path)


@POSIX
def test_of_several_processes_one_makes_the_job(tmp_path):
    path = job(tmp_path)
    every = [child(path) for _ in range(3)]
    codes = sorted(ended(process)[0] for process in every)
    assert codes[0] == 0 and set(codes) <= {0, 4}, codes
    whole(path)


def test_a_claim_is_taken_over_when_its_owner_gives_no_sign_of_life(tmp_path):
    path = tmp_path / "claim"
    with Claim(path, beat=1000) as first:
        with pytest.raises(Claimed, match="is at it"), Claim(path):
            pass
        data = json.loads(path.read_text())
        data["host"] = "elsewhere 1"  # nobody here can tell whether that process runs
        path.write_text(json.dumps(data))
        with pytest.raises(Claimed, match="on elsewhere is at it"), Claim(path):
            pass
        os.utime(path, (time.time() - 61,) * 2)
        with Claim(path) as second:
            assert second.is_mine and not first.is_mine
        assert not path.exists()
    assert os.listdir(tmp_path) == []


def test_a_claim_that_was_taken_over_gets_its_signs_of_life_from_its_owner_alone(tmp_path):
    path = tmp_path / "claim"
    with Claim(path, beat=0.05) as first:
        data = json.loads(path.read_text())
        path.write_text(json.dumps(data | {"token": "another's"}))
        old = time.time() - 61
        os.utime(path, (old, old))
        time.sleep(0.3)
        assert not first.is_mine and path.stat().st_mtime == pytest.approx(old, abs=1.0)


def test_a_process_whose_claim_was_taken_over_writes_no_record(tmp_path, monkeypatch):
    path = job(tmp_path, kinds=["csv"])
    monkeypatch.setattr(Claim, "is_mine", False)
    assert run(path) == 1
    assert record(path)["error"]["code"] == "interrupted"


def test_leftovers_of_others_outputs_are_let_alone(tmp_path):
    names = [".a.part-1.blend", ".a.part-1.blend@", ".ab.part-1.blend", ".part-1", "a.part-1.blend"]
    for name in names:
        (tmp_path / name).write_text("half")
    job_outputs.clear_leftovers([tmp_path / "a.blend", tmp_path / "none" / "a.json"])
    assert sorted(os.listdir(tmp_path)) == sorted(names[2:])
