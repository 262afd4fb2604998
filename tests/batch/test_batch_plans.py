"""Recipes of prompts: asked on this machine, each song once, however many submit or die."""

import json
import sys
import threading
from pathlib import Path

import pytest

from batch_help import Hall, until
from planner_help import Model, segment, song_of
from strict_server import Reply, serving

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks /proc about processes")
ASK = ("--model", "test-model", "--engine", "none")


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    """Three songs and a recipe of a prompt."""
    hall = Hall(tmp_path)
    for number in range(3):
        hall.song(f"song {number}", number)
    hall.recipe(prompts=["light it"])
    return hall


class Holding(Model):
    """A model that answers nobody until it is let go.

    Attributes:
        free: Set when it answers.
    """

    def __init__(self) -> None:
        super().__init__()
        self.free = threading.Event()

    def answer(self, body: dict) -> Reply:
        """Answer a request, when it is time."""
        self.free.wait(60)
        return super().answer(body)


def made_calls(hall: Hall) -> dict[str, list]:
    """Return the calls of the jobs that made the songs."""
    found = {}
    for path in (hall.shows / ".batch" / "jobs").glob("*.make.json"):
        job = json.loads(path.read_text(encoding="utf-8"))
        found[Path(job["song"]).stem] = job["recipe"]["calls"]
    return found


def all_are_planned(hall: Hall, model: Model) -> None:
    """See that each song was made of its own plan, and asked about once by those that lived."""
    wanted = {}
    for number in range(3):
        name, arguments = segment(number)
        wanted[f"song {number}"] = [{"name": name, "arguments": arguments}]
    assert made_calls(hall) == wanted
    assert {row["stages"]["make"] for row in hall.rows().values()} <= {"done", "other"}
    assert hall.rests() == []


def test_prompts_are_planned_and_no_key_travels(hall: Hall) -> None:
    hall.more["OPENAI_API_KEY"] = "sk-secret-0123456789"
    model = Model()
    with serving(model) as url:
        done = hall.run("--base-url", url, *ASK)
        assert done.code == 0, done.out
        all_are_planned(hall, model)
        assert len(model.requests) == 6
        (hall.shows / "song 1.csv").unlink()
        assert hall.run("--base-url", url, *ASK).code == 0
    assert len(model.requests) == 6  # what was planned is not asked again
    assert all(row["tokens"] == 240 for row in hall.rows().values())
    written = [path for path in hall.folder.rglob("*") if path.is_file()]
    assert not any(b"sk-secret" in path.read_bytes() for path in written)


def test_a_submitters_death_while_it_asks_is_made_good_by_running_again(hall: Hall) -> None:
    model = Holding()
    with serving(model) as url:
        run = hall.begin("--base-url", url, *ASK)
        until(lambda: len(model.requests) == 3, "three requests")
        run.kill()
        model.free.set()
        model.requests.clear()
        done = hall.run("--base-url", url, *ASK)
    assert done.code == 0, done.out
    all_are_planned(hall, model)
    assert set(hall.made().values()) == {1}


def test_two_submitters_ask_about_each_song_once(hall: Hall) -> None:
    model = Holding()
    with serving(model) as url:
        runs = [hall.begin("--base-url", url, *ASK) for _ in range(2)]
        until(lambda: len(model.requests) == 3, "three requests")
        until(lambda: len(list((hall.shows / ".batch" / "submitters").iterdir())) == 2, "both")
        model.free.set()
        ends = [run.done() for run in runs]
    assert [done.code for done in ends] == [0, 0], [done.out for done in ends]
    all_are_planned(hall, model)
    first = [body for body in model.requests if body["messages"][-1]["role"] == "user"]
    assert sorted({song_of(body) for body in first}) == ["song 0", "song 1", "song 2"]
    assert set(hall.made().values()) == {1}


def test_an_interrupt_while_it_asks_lets_go_of_the_songs(hall: Hall) -> None:
    model = Holding()
    with serving(model) as url:
        run = hall.begin("--base-url", url, *ASK)
        until(lambda: len(model.requests) == 3, "three requests")
        done = run.interrupt()
        model.free.set()
    assert done.code == 130, done.out
    assert hall.rests() == [] and "Traceback" not in done.out


def test_plain_commands_need_nobody(hall: Hall) -> None:
    hall.recipe(prompts=["red on channel 1 from 0 to 2 seconds"])
    done = hall.run("--offline", "--engine", "none")
    assert done.code == 0, done.out
    assert {calls[0]["name"] for calls in made_calls(hall).values()} == {"create_segment"}


def test_prompts_for_nobody_are_wrong_usage(hall: Hall) -> None:
    done = hall.run("--engine", "none")
    assert done.code == 2 and "the recipe has prompts: say who answers them" in done.out
    done = hall.run("--dry-run", "--base-url", "http://127.0.0.1:9/v1", "--model", "m")
    assert done.code == 0 and "Money: about $0.00" in done.out, done.out
