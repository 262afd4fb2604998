"""Functions called by the command without a prompt, and what prompts did kept as recipes."""

import json

import pytest

from command import command

RED = {"channel": 1, "start_time": 0, "end_time": 2, "color": "red"}
BLUE = {**RED, "channel": 2, "color": "blue"}


def text(value):
    return json.dumps(value)


def written(path, value):
    """Keep a file of text or JSON."""
    path.write_text(value if isinstance(value, str) else text(value), encoding="utf-8")
    return path


def refused(ran, *words):
    """Check that nothing was begun, and why in one sentence."""
    assert ran.code == 2, (ran.code, ran.out, ran.err)
    assert all(word in ran.err for word in words), ran.err
    assert "Traceback" not in ran.err and not ran.out


def test_calls_are_carried_out_in_order_and_tell_the_events_of_a_prompt(tmp_path):
    blend = tmp_path / "show.blend"
    change = {"segment_id": 1, "color": "green"}
    given = ("--call", "create_segment", text(RED), "--call", "modify_segment", text(change))
    ran = command(*given, "--save", blend, "--json", guard=True)
    assert ran.code == 0 and blend.is_file(), ran.err
    assert [row["name"] for row in ran.of("tool_call")] == ["create_segment", "modify_segment"]
    assert [row["ok"] for row in ran.of("tool_result")] == [True, True]
    assert ran.of("prompt")[0]["text"] == "create_segment, modify_segment"
    assert ran.timeline["1"][0]["color"] == "#008000" and ran.done["status"] == "complete"
    again = command("--blend", blend, "--json", "--offline", "undo the last turn")
    assert again.code == 0 and not again.timeline, again.err


def test_a_file_of_calls_may_be_a_recipe_a_list_or_a_call_a_line(tmp_path):
    rows = [{"name": "create_segment", "arguments": row} for row in (RED, BLUE)]
    forms = ({"recipe": 1, "name": "Look", "calls": rows}, rows, "\n".join(map(text, rows)))
    for number, form in enumerate(forms):
        ran = command("--calls", written(tmp_path / f"look{number}.json", form), "--json")
        assert ran.code == 0 and sorted(ran.timeline) == ["1", "2"], ran.err
    assert ran.of("prompt")[0]["text"] == "Recipe: look2"


def test_all_calls_are_done_or_none(tmp_path):
    wrong = {**RED, "channel": 300}
    given = ("--call", "create_segment", text(RED), "--call", "create_segment", text(wrong))
    ran = command(*given, "--json")
    assert ran.code == 1 and not ran.timeline and ran.done["status"] == "incomplete", ran.err
    assert ran.done["error"]["code"] == "invalid_argument"
    assert ran.done["error"]["message"].startswith("call 2, create_segment: channel")


def test_what_asks_is_asked_once_and_yes_agrees(tmp_path):
    rows = [{**RED, "start_time": n, "end_time": n + 1} for n in range(30)]
    blend = tmp_path / "show.blend"
    given = ("--call", "create_segments_batch", text({"segments": rows}), "--save", blend)
    assert command(*given).code == 0
    clear = ("--blend", blend, "--call", "clear_timeline", text({"channel": 1}), "--json")
    ran = command(*clear, answers="no\n")
    assert ran.code == 1 and len(ran.timeline["1"]) == 30 and len(ran.of("confirm")) == 1
    ran = command(*clear, "--yes")
    assert ran.code == 0 and not ran.timeline, ran.err


def test_what_a_prompt_did_is_kept_as_a_recipe_and_replayed(tmp_path):
    look = tmp_path / "look.json"
    ran = command("--offline", "--recipe-out", look, "make channel 3 red from 1 to 2 seconds")
    assert ran.code == 0, ran.err
    assert "there is no song, so times are told in seconds" in ran.out
    recipe = json.loads(look.read_text())
    assert recipe["recipe"] == 1 and recipe["calls"][0]["name"] == "create_segment"
    ran = command("--calls", look, "--json")
    assert ran.code == 0 and ran.timeline["3"][0]["start_time"] == 1.0, ran.err


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("--call", "make_it_pop", "{}"), "make_it_pop: there is no such function"),
        (("--call", "create_segment", "{"), "the arguments are not JSON"),
        (("--call", "create_segment", "{}"), "channel is missing"),
        (("--call", "stop_audio", "{}", "go"), "takes no prompt"),
        (("--call", "stop_audio", "{}", "--base-url", "http://127.0.0.1:1"), "no endpoint"),
        (("--call", "stop_audio", "{}", "--plan"), "no plan"),
        (("--calls", "none.json"), "there is no such file"),
        (("--recipe-out", "look.svg", "--offline", "go"), "must end in .json"),
    ],
)
def test_what_cannot_be_begun_is_refused_in_one_sentence(given, words):
    refused(command(*given), words)


def test_a_file_that_is_no_recipe_of_calls_is_refused(tmp_path):
    prompts = written(tmp_path / "said.txt", "light it red\n")
    refused(command("--calls", prompts), "a recipe of prompts")
    refused(command("--calls", written(tmp_path / "a.json", "[")), "a.json: it is no JSON")
    section = {**RED, "start_time": {"section": "B1"}}
    look = [{"name": "create_segment", "arguments": section}]
    ran = command("--calls", written(tmp_path / "b.json", look), "--json")
    assert ran.code == 1 and ran.done["error"]["code"] == "no_sound"
