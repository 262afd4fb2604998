"""The command: what it is asked by a model, and what answers it on standard input."""

import io
import os
import time

import pytest

from bl_ext.user_default.sequence_maker.blender.command import standard_input
from bl_ext.user_default.sequence_maker.blender.command.output import Output
from bl_ext.user_default.sequence_maker.toolkit.jobs import Ask, Confirm
from command import command
from playback_server import PlaybackServer

WHICH = {"question": "Which ball?", "options": ["the left one", "the right one"]}


@pytest.mark.parametrize(
    ("line", "to_plan", "to_question"),
    [
        ('{"answer": true}\n', True, None),
        ('{"answer": "yes"}\n', True, None),
        ('{"id": "call_1", "text": "Apply"}\n', True, None),
        ("Yes\n", True, None),
        ('{"answer": "Discard"}\n', False, None),
        ('{"answer": false}\n', False, None),
        ('{"answer": "left"}\n', False, "left"),
        ("right\n", False, "right"),
        ('["left"]\n', False, None),
        ("{}\n", False, None),
        ("\n", False, None),
        ("", False, None),
    ],
)
def test_a_line_answers_a_plan_or_a_question(
    line: str, to_plan: bool, to_question: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(line))
    assert Output(as_json=True, agree=False)._answer(Confirm("Remove 21 segments")) is to_plan
    monkeypatch.setattr("sys.stdin", io.StringIO(line))
    question = Ask("Which one?", ("left", "right"))
    assert Output(as_json=True, agree=False)._answer(question) == to_question


@pytest.mark.parametrize(
    ("typed", "code", "answer"),
    [
        ('{"answer": "the left one"}\n', None, "the left one"),
        ("neither, take both\n", None, "neither, take both"),
        ("\n", "no_answer", None),
        ("", "no_answer", None),
    ],
)
def test_a_model_asks_and_is_told_what_was_said(typed, code, answer):
    with PlaybackServer() as server:
        server.will_call("ask_user", **WHICH)
        server.will_say("Good.")
        ran = command("--base-url", server.base_url, "--json", "light a ball", answers=typed)
    assert ran.code == 0, ran.err
    (asked,) = ran.of("question")
    assert asked["text"] == WHICH["question"] and asked["options"] == WHICH["options"]
    (told,) = ran.of("tool_result")
    assert told["result"].get("answer") == answer and told["result"].get("code") == code


def until(found, patience=20.0):
    """Return what comes at last."""
    deadline = time.monotonic() + patience
    while not (value := found()):
        assert time.monotonic() < deadline
        time.sleep(0.002)
    return value


@pytest.fixture
def piped(monkeypatch):
    """Standard input as a pipe, and its other end."""
    reading, writing = os.pipe()
    with os.fdopen(reading, "r") as end:
        monkeypatch.setattr("sys.stdin", end)
        yield writing


def test_nobody_is_waited_for_while_a_line_is_not_there(piped):
    lines = standard_input.Lines()
    assert lines.next() is None, "nothing was typed"
    os.write(piped, b"le")
    os.write(piped, b"ft\nright")
    assert until(lines.next) == "left"
    assert lines.next() is None, "its end is not there"
    os.close(piped)
    assert until(lines.next) == "right"
    assert until(lambda: lines.next() == "") and lines.next() == ""
