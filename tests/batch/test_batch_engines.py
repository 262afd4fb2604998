"""Thirty songs of five seconds come out the same from every engine, byte for byte: real units.

What is heard is heard once, by the first engine; the others hear three songs themselves, and take
of the rest what was heard, since nearly all of a unit's time is Blender's start.
"""

import json
import os
import shutil
import signal
import sys
import wave
from pathlib import Path

import numpy as np
import pytest

from batch_help import Done, Hall, cluster, until, workers_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks /proc about processes")
COUNT, AGAIN, LONGEST = 30, 3, 580.0
RATE = 22050
CALLS = [
    {
        "name": "create_pattern",
        "arguments": {"channels": [1, 2], "grid": "onsets", "colors": ["red", "blue"]},
    },
    {
        "name": "create_segment",
        "arguments": {
            "channel": 3,
            "start_time": {"song": "start", "seconds": 0.5},
            "end_time": {"song": "end"},
            "color": "white",
            "end_color": "#102030",
        },
    },
]


def compose(path: Path, number: int) -> None:
    """Write five seconds of drums at a tempo of their own."""
    sound, time = np.zeros(5 * RATE), np.arange(2000) / RATE
    for beat in np.arange(0.3, 4.9, 60 / (100 + number)):
        place = int(beat * RATE)
        hit = np.exp(-40 * time) * np.sin(2 * np.pi * (80 + number) * time)
        sound[place : place + 2000] += hit[: len(sound) - place]
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((sound * 20000).astype("<i2").tobytes())


def hall_at(folder: Path, heard: Hall | None = None) -> Hall:
    """Return a batch of thirty songs, with what another heard of all but three."""
    hall = Hall(folder, fake=False)
    for number in range(COUNT):
        compose(hall.songs / f"song{number:02}.wav", number)
    hall.recipe(*CALLS)
    if heard is not None:
        kept = sorted((heard.shows / ".batch" / "heard").glob("*.json"))
        (hall.shows / ".batch" / "heard").mkdir(parents=True)
        for path in kept[AGAIN:]:
            shutil.copy(path, hall.shows / ".batch" / "heard")
    return hall


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> tuple[Hall, Done]:
    """The songs as a cluster of this machine makes them, one of whose workers is killed midway."""
    hall = hall_at(tmp_path_factory.mktemp("local"))
    run = hall.begin("--workers", 2)
    until(lambda: len(hall.timelines()) >= 3, "three songs", LONGEST)
    os.kill(workers_of(run.process.pid)[0], signal.SIGKILL)
    return hall, run.done(LONGEST)


def the_same(hall: Hall, done: Done, local: Hall) -> None:
    """Compare what an engine made with what the cluster of this machine made."""
    assert done.code == 0, done.out
    assert hall.timelines() == local.timelines() and len(hall.timelines()) == COUNT
    for path in local.shows.glob("*.csv"):
        assert path.read_bytes() == (hall.shows / path.name).read_bytes()
    heard = [row["stages"]["hear"] for row in hall.rows().values()]
    assert sorted(heard) == ["done"] * AGAIN + ["kept"] * (COUNT - AGAIN)


def test_a_cluster_of_this_machine_makes_all_songs_though_a_worker_dies(
    local: tuple[Hall, Done],
) -> None:
    hall, done = local
    assert done.code == 0, done.out
    assert len(hall.timelines()) == len(set(hall.timelines().values())) == COUNT
    assert {row["state"] for row in hall.rows().values()} == {"ok"} and hall.rests() == []
    record = json.loads((hall.shows / "song07.result.json").read_text(encoding="utf-8"))
    assert record["state"] == "ok" and record["segments"] > 5
    attempts = [sum(row["attempts"].values()) for row in hall.rows().values()]
    assert sum(attempts) <= 2 * COUNT + 2


def test_a_scheduler_with_two_workers_makes_the_same_bytes(
    local: tuple[Hall, Done], tmp_path: Path
) -> None:
    hall = hall_at(tmp_path, local[0])
    with cluster(hall, workers=2) as (address, _):
        done = hall.begin("--scheduler", address).done(LONGEST)
    the_same(hall, done, local[0])


def test_no_engine_makes_the_same_bytes(local: tuple[Hall, Done], tmp_path: Path) -> None:
    hall = hall_at(tmp_path, local[0])
    the_same(hall, hall.begin("--engine", "none").done(LONGEST), local[0])
