"""What the rules decline the small model may propose: turns in a real scene, and the command."""

import io
import sys
import time
from types import SimpleNamespace

import pytest

from bl_ext.user_default.sequence_maker.blender.chat import chats, readers
from bl_ext.user_default.sequence_maker.blender.command import cli
from bl_ext.user_default.sequence_maker.blender.host.memory import Why
from bl_ext.user_default.sequence_maker.blender.settings import small_model, turn_settings
from bl_ext.user_default.sequence_maker.blender.wording.labels import reader_of
from bl_ext.user_default.sequence_maker.chat.proposing import small_client
from bl_ext.user_default.sequence_maker.chat.wire.endpoint import RULES, Endpoint
from bl_ext.user_default.sequence_maker.plain.reader import CAN
from bl_ext.user_default.sequence_maker.plain.reading import Reading
from bl_ext.user_default.sequence_maker.toolkit.world import Limits
from companion_help import ELSEWHERE, NAME, NEEDS_MODEL, enabled, loaded
from playback_server import PlaybackServer
from turn_help import at_rest, rows

PLAIN = Endpoint("Plain Commands", "", RULES, offline=True)
DECLINED = "Please enter one record: channel 9, time in 2.5, time out 4.5, color red"
CALL = {"channel": 9, "color": "red", "start_time": "2.5", "end_time": "4.5"}


@pytest.fixture
def server():
    """A server in the small model's place."""
    with PlaybackServer() as running:
        yield running


@pytest.fixture
def small(addon, server):
    """An extension that fulfils the contract, and counts how often it is started and stopped."""
    place = SimpleNamespace(base_url=server.base_url, api_key="k" * 32, model="small")
    made = SimpleNamespace(version=small_model.CONTRACT, started=0, stopped=0, fails="")

    def start():
        made.started += 1
        if made.fails:
            raise RuntimeError(made.fails)
        return place

    def stop():
        made.stopped += 1

    made.start, made.stop = start, stop
    small_model.forget_trouble()
    with enabled(ELSEWHERE, made):
        yield made
    small_model.forget_trouble()


@pytest.fixture(autouse=True)
def declining(monkeypatch):
    """Let the rules decline one request, however much they learn."""
    real = readers.read

    def read(text, *rest, **more):
        return Reading("declined", text=CAN) if text == DECLINED else real(text, *rest, **more)

    monkeypatch.setattr(readers, "read", read)


def say(scene, prompt, agree=None):
    """Carry a prompt through; return the turn and what was asked."""
    chat, told = chats.chat_of(scene), []
    chat.send(prompt, PLAIN, turn_settings.options(PLAIN), Limits(), told.append)
    limit = time.monotonic() + 90
    while chat.pump():
        assert time.monotonic() < limit
        if chat.running.waiting:
            assert agree is not None, chat.running.waiting
            chat.running.answer(agree)
        time.sleep(0.002)
    at_rest(chat)
    asked = [event for event in told if event["event"] in ("confirm", "question")]
    return chat.conversation.turns[-1], asked


def test_a_declined_request_becomes_a_proposal_and_apply_does_it(scene, small, server):
    server.will_call("create_segment", **CALL)
    turn, (asked,) = say(scene, DECLINED, agree=True)
    assert asked["event"] == "confirm" and asked["kind"] == "proposal"
    assert turn.status == "complete" and turn.text.startswith("1 segment created on channel 9")
    assert [row[0] for row in rows(scene.session_uid)] == [9]
    assert reader_of(turn.endpoint) == "Small model"
    assert turn.metrics.prompt_tokens == 10 and turn.metrics.cost_usd == 0.0
    (body,) = server.requests
    assert [message["content"] for message in body["messages"]] == [DECLINED]
    assert body["temperature"] == 0 and body["parallel_tool_calls"] is True


def test_discard_leaves_all_as_it_is(scene, small, server):
    server.will_call("create_segment", **CALL)
    turn, asked = say(scene, DECLINED, agree=False)
    assert len(asked) == 1 and rows(scene.session_uid) == []
    assert [call.state for call in turn.calls] == ["failed"]


@pytest.mark.parametrize(
    "arguments",
    [{**CALL, "channel": 8}, {**CALL, "color": "blue"}, {**CALL, "end_time": "9"}, {"channel": 9}],
)
def test_what_does_not_pass_the_gate_is_declined_in_the_words_of_the_rules(
    scene, small, server, arguments
):
    server.will_call("create_segment", **arguments)
    turn, asked = say(scene, DECLINED)
    assert asked == [] and rows(scene.session_uid) == []
    assert turn.error == {"code": "not_understood", "message": CAN} and turn.calls == []
    assert reader_of(turn.endpoint) == "Plain commands"


def test_words_alone_are_no_answer(scene, small, server):
    server.will_say("Channel 9 is red now, as you wanted.")
    turn, _ = say(scene, DECLINED)
    assert turn.error["code"] == "not_understood" and turn.text == ""


@pytest.mark.parametrize(
    "prompt",
    [
        "make channel 2 red from 1 to 4 seconds",
        "create green from 3 to 5 seconds",
        "write a poem about juggling",
        "do not make gizmo channel 9 red from 2 to 4",
        "gizmo, fade wibble channel 9 red from 2 to 4 not",
    ],
    ids=["certain", "asked", "no values", "negated", "another kind"],
)
def test_it_is_asked_only_where_rules_decline_and_something_could_pass(scene, small, prompt):
    say(scene, prompt)
    assert small.started == 0


def test_what_keeps_it_from_starting_is_told_in_one_sentence_until_it_works(scene, small, server):
    small.fails = "the small model's file is missing:\n install it again"
    turn, _ = say(scene, DECLINED)
    told = "The small model's file is missing: install it again."
    assert turn.error == {"code": "small_model", "message": told} and turn.status == "failed"
    assert small_model.state() == "broken" and small_model.trouble() == told
    small.fails = ""
    server.will_call("create_segment", **CALL)
    turn, _ = say(scene, DECLINED, agree=True)
    assert turn.status == "complete" and small_model.state() == "ready"


def test_a_process_that_ends_in_the_middle_is_told_and_the_next_prompt_works(scene, small, server):
    server.will_play(end="nothing")
    turn, _ = say(scene, DECLINED)
    assert turn.error == {"code": "small_model", "message": small_client.ENDED}
    assert small_model.state() == "ready", "nothing has to be installed again"
    server.will_call("create_segment", **CALL)
    assert say(scene, DECLINED, agree=True)[0].status == "complete"


def test_stop_ends_the_request(scene, small, server):
    server.will_say("x" * 4000, piece=8, pause=0.05)
    chat = chats.chat_of(scene)
    chat.send(DECLINED, PLAIN, turn_settings.options(PLAIN), Limits())
    assert server.arrived.acquire(timeout=20)
    chat.cancel()
    at_rest(chat)
    assert chat.conversation.turns[-1].status == "cancelled"


def test_it_is_found_in_any_repository_and_only_by_the_contract(scene, addon, small, monkeypatch):
    assert small_model.enabled_name() == ELSEWHERE and small_model.state() == "ready"
    small.version = 2
    assert (small_model.state(), small_model.trouble()) == ("broken", small_model.NO_FIT)
    assert small_model.ready() is None
    turn, _ = say(scene, DECLINED)
    assert turn.error["code"] == "not_understood" and small.started == 0
    small.version = small_model.CONTRACT
    monkeypatch.delattr(small, "start")
    assert small_model.trouble() == small_model.NOT_LOADED and small_model.ready() is None
    monkeypatch.delitem(sys.modules, ELSEWHERE)
    assert small_model.trouble() == small_model.NOT_LOADED and small_model.ready() is None


def test_without_it_the_rules_decline_as_ever(scene, addon):
    assert small_model.state() == "absent" and small_model.ready() is None
    turn, asked = say(scene, DECLINED)
    assert turn.error == {"code": "not_understood", "message": CAN} and asked == []


def test_it_ends_with_the_add_on_that_started_it(scene, small, server):
    server.will_call("create_segment", **CALL)
    say(scene, DECLINED, agree=True)
    before = small.stopped
    small_model._in_use.end(True, Why.ADDON)
    assert small.stopped == before + 1


@pytest.mark.parametrize(
    ("options", "said", "done"),
    [
        ([], "", False),
        (["--yes"], "", False),
        (["--yes"], "no\n", False),
        (["--accept-proposals"], "", True),
        ([], "yes\n", True),
        ([], '{"answer": true}\n', True),
    ],
)
def test_the_command_agrees_to_a_proposal_only_where_that_is_said(
    small, server, capfd, monkeypatch, options, said, done
):
    for variable in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO(said))
    server.will_call("create_segment", **CALL)
    cli.main(["--offline", "--json", *options, DECLINED])
    out = capfd.readouterr().out
    assert '"event": "confirm"' in out and '"kind": "proposal"' in out
    assert ('"9": [' in out) is done


@NEEDS_MODEL
def test_the_real_model_proposes_and_leaves_no_process(scene, addon):
    with enabled(NAME) as companion:
        turn, asked = say(
            scene,
            DECLINED,
            agree=True,
        )
        (running,) = companion._servers
        child = running._child
        assert child is not None and child.poll() is None
    assert child.returncode == 0, "disabling ends it"
    assert turn.status == "complete" and asked[0]["kind"] == "proposal"
    assert [row[0] for row in rows(scene.session_uid)] == [9]


def test_a_disabled_one_starts_nothing(addon):
    companion = loaded()
    with pytest.raises(companion.OfflineError, match="disabled"):
        companion.start()
    companion.stop()
