"""Workers, the scheduler and the submitter die by kill -9: no song is lost, half or made twice."""

import os
import signal
import sys
from collections import Counter
from pathlib import Path

import pytest

from batch_help import Hall, cluster, lives, parent, until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks /proc about processes")
STAGES = ("hear", "make", "render")
ONCE = Counter({(f"at-{song}", stage): 1 for song in STAGES for stage in STAGES})


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    """Three songs, each of which waits in another stage."""
    hall = Hall(tmp_path)
    for number, stage in enumerate(STAGES):
        hall.song(f"at-{stage}", number, f"WAIT-{stage}")
    return hall


def all_is_well(hall: Hall) -> None:
    """See that each stage of each song was made once, and nothing else lies there."""
    assert hall.made() == ONCE
    assert {row["state"] for row in hall.rows().values()} == {"ok"} and len(hall.rows()) == 3
    assert hall.rests() == []


def test_a_workers_death_in_each_stage_costs_nothing(tmp_path: Path) -> None:
    hall = Hall(tmp_path)
    hall.song("one", 1, "WAIT")
    run = hall.begin("--still", "--workers", 2)
    for stage in STAGES:
        unit = hall.running("one", stage)
        os.kill(parent(unit), signal.SIGKILL)
        until(lambda unit=unit: not lives(unit), "the unit to end with its worker")
        assert hall.running("one", stage) != unit
        hall.go(stage)
    done = run.done()
    assert done.code == 0, done.out
    assert hall.made() == Counter({("one", stage): 1 for stage in STAGES})
    assert hall.rows()["one"]["attempts"] == dict.fromkeys(STAGES, 2) and hall.rests() == []


def test_a_submitters_death_in_each_stage_is_made_good_by_running_again(hall: Hall) -> None:
    run = hall.begin("--still", "--workers", 3)
    for stage in STAGES:
        hall.running(f"at-{stage}", stage)
    run.kill()
    hall.go()
    done = hall.run("--still", "--engine", "none")
    assert done.code == 0, done.out
    all_is_well(hall)


def test_a_schedulers_death_in_each_stage_is_told_and_made_good_by_running_again(
    hall: Hall,
) -> None:
    with cluster(hall, workers=3) as (address, scheduler):
        run = hall.begin("--still", "--scheduler", address)
        for stage in STAGES:
            hall.running(f"at-{stage}", stage)
        scheduler.kill()
        done = run.done()
        assert done.code == 3, done.out
        assert "The scheduler has gone. Run this again to go on." in done.lines
    hall.go()
    assert hall.run("--still", "--engine", "none").code == 0
    all_is_well(hall)
