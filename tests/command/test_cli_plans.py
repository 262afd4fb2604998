"""Plans of the command: printed as JSON, carried out later, refused in one sentence."""

import json

import pytest

from command import command
from playback_server import PlaybackServer

RED = {"channel": 1, "start_time": 0, "end_time": 2, "color": "red"}


@pytest.fixture
def show(tmp_path):
    """A file with a red segment."""
    path = tmp_path / "show.blend"
    ran = command("--offline", "--save", path, "make channel 1 red from 0 to 2 seconds")
    assert ran.code == 0, ran.err
    return path


def planned(blend, *more, prompt="make channel 2 blue from 0 to 2 seconds"):
    """Print a plan for a file, and return it."""
    ran = command("--offline", "--blend", blend, "--plan", *more, prompt)
    assert ran.code == 0, ran.err
    return ran


def written(path, text):
    """Keep a plan."""
    path.write_text(text, encoding="utf-8")
    return path


def refused(ran, words):
    """Check that a plan was refused in one sentence, and nothing done."""
    assert ran.code == 2, (ran.code, ran.out, ran.err)
    assert words in ran.err and "Traceback" not in ran.err


def test_a_plan_is_printed_kept_and_carried_out(show, tmp_path):
    before = show.read_bytes()
    ran = planned(show)
    plan = json.loads(ran.out)
    assert plan["total"] == "1 new on channel 2, 0:00 to 0:02" and plan["file"] == "show.blend"
    assert [call["name"] for call in plan["calls"]] == ["create_segment"]
    assert show.read_bytes() == before
    kept, result = written(tmp_path / "plan.json", ran.out), tmp_path / "done.blend"
    done = command("--blend", show, "--apply", kept, "--save", result, "--json")
    assert done.code == 0, done.err
    assert done.timeline["2"][0]["color"] == "#0000ff" and len(done.timeline["1"]) == 1
    refused(command("--blend", result, "--apply", kept), "made for another file")


def test_a_stale_a_damaged_and_a_missing_plan_are_refused(show, tmp_path):
    kept = written(tmp_path / "plan.json", planned(show).out)
    changed = command(
        "--offline", "--blend", show, "--save", show, "make channel 5 green from 0 to 1 seconds"
    )
    assert changed.code == 0, changed.err
    refused(command("--blend", show, "--apply", kept), "was changed since")
    for number, text in enumerate(("", "{}", kept.read_text()[:-40], '{"event": "plan"}')):
        damaged = written(tmp_path / f"damaged{number}.json", text)
        refused(command("--blend", show, "--apply", damaged), "no plan, or it is damaged")
    refused(command("--apply", tmp_path / "none.json"), "there is no such file")


def test_a_plan_whose_words_were_changed_is_refused(show, tmp_path):
    plan = json.loads(planned(show).out)
    plan["calls"][0]["arguments"]["channel"] = 7
    kept = written(tmp_path / "plan.json", json.dumps(plan))
    refused(command("--blend", show, "--apply", kept), "come out otherwise")
    plan["calls"][0]["arguments"]["end_time"] = -1
    kept = written(tmp_path / "plan.json", json.dumps(plan))
    refused(command("--blend", show, "--apply", kept), "come out otherwise")
    plan["files"] = [str(tmp_path / "gone.mp4")]
    kept = written(tmp_path / "plan.json", json.dumps(plan))
    refused(command("--blend", show, "--apply", kept), "a file of the plan is gone")


def test_a_plan_of_several_answers_is_carried_out_whole(show, tmp_path):
    with PlaybackServer() as server:
        server.will_call("create_segment", **{**RED, "channel": 4})
        server.will_call("delete_segment", channel=4, segment_index=1)
        server.will_call("create_segment", **{**RED, "channel": 6})
        server.will_say("There.")
        ran = command("--base-url", server.base_url, "--blend", show, "--plan", "--json", "go on")
    assert ran.code == 0 and ran.done["status"] == "planned", ran.err
    (plan,) = ran.of("plan")
    assert [call["answer"] for call in plan["calls"]] == [1, 2, 3]
    kept = written(tmp_path / "plan.jsonl", ran.out)
    done = command("--blend", show, "--apply", kept, "--json")
    assert done.code == 0 and sorted(done.timeline) == ["1", "6"], done.err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--plan", "--save", "there.blend", "go"), "writes nothing"),
        (("--plan", "--apply", "plan.json", "go"), "plan.json"),
        (("--apply", "plan.json", "go"), "plan.json"),
        (("--plan",), "PROMPT"),
    ],
)
def test_options_that_exclude_each_other(options, words, tmp_path):
    refused(command("--offline", *options), words)
