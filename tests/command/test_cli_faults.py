"""What the command does when something is wrong: exit codes, refusals, and no traceback."""

import json
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from command import begin, command
from playback_server import PlaybackServer

KEY = "sk-test-0123456789abcdef"
ORANGE = {"channel": 1, "start_time": 0, "end_time": 2, "color": "#ff8000"}


@pytest.fixture
def server() -> Iterator[PlaybackServer]:
    """A server that answers as prepared."""
    with PlaybackServer() as running:
        yield running


@pytest.mark.parametrize("key", ["", KEY])
def test_another_machine_is_not_asked_while_online_access_is_off(key: str) -> None:
    address = {"OPENAI_BASE_URL": "https://192.0.2.1/v1"}
    ran = command("--json", "hello", guard=True, OPENAI_API_KEY=key, **address)
    assert ran.code == 1 and "loopback_only" not in ran.err
    assert [row["event"] for row in ran.rows] == ["prompt", "done"]
    assert ran.done["status"] == "failed" and ran.done["error"]["code"] == "offline"
    assert "Online Access" in ran.done["error"]["message"]


def test_naming_the_address_is_the_consent() -> None:
    ran = command(
        "--json", "--base-url", "https://192.0.2.1/v1", "x", guard=True, OPENAI_API_KEY=KEY
    )
    assert ran.code == 97 and "192.0.2.1" in ran.err


PLAIN = "http://192.0.2.1/v1"


@pytest.mark.parametrize(
    ("way", "variables"),
    [
        (("--base-url", PLAIN), {"OPENAI_API_KEY": KEY}),
        (("--base-url", "http://lights.example.com/v1"), {}),
        (("--base-url", "http://192.168.0.9:1/v1"), {"OPENAI_API_KEY": KEY}),
        ((), {"OPENAI_BASE_URL": PLAIN, "OPENAI_API_KEY": KEY}),
    ],
)
def test_nothing_is_sent_unencrypted_unless_that_is_said(way, variables) -> None:
    ran = command(*way, "--json", "hello", guard=True, **variables)
    assert ran.code == 2 and ran.out == "" and "loopback_only" not in ran.err
    assert ran.err.strip().endswith("without encryption: use https, or add --plain-http")
    assert len(ran.err.strip().splitlines()) == 1 and KEY not in ran.err


def test_plain_http_is_the_consent_to_that() -> None:
    ran = command("--plain-http", "--base-url", PLAIN, "x", guard=True, OPENAI_API_KEY=KEY)
    assert ran.code == 97 and "192.0.2.1" in ran.err


def test_a_key_in_place_of_the_model_is_refused_and_kept_nowhere(server, tmp_path) -> None:
    blend, key = tmp_path / "a.blend", "sk-proj-4pQ9zT7uV2wX8yA1bC3dE5fG"
    ran = command("--base-url", server.base_url, "--model", key, "--save", blend, "hello")
    assert ran.code == 1 and "looks like a key" in ran.out and server.requests == []
    assert key not in ran.out + ran.err and key.encode() not in blend.read_bytes()


def test_a_server_that_fails_is_told_and_ends_with_1(server: PlaybackServer) -> None:
    server.will_fail(401, {"message": f"wrong key {KEY}"})
    ran = command("--base-url", server.base_url, "--json", "hello", OPENAI_API_KEY=KEY)
    assert ran.code == 1 and ran.done["status"] == "failed"
    assert ran.done["error"]["message"].strip() and "Traceback" not in ran.err
    assert KEY not in ran.out + ran.err
    events = [row["event"] for row in ran.rows]
    assert events == ["prompt", "offer", "along", "metrics", "timeline", "done"]


def test_an_answer_that_breaks_off_runs_nothing(server: PlaybackServer) -> None:
    server.will_call("create_segment", **ORANGE)
    server._answers[-1].body = server._answers[-1].body[:400]
    ran = command("--base-url", server.base_url, "--json", "orange")
    assert ran.code == 1 and ran.done["status"] == "incomplete"
    assert not ran.of("tool_call", "tool_result") and ran.timeline == {}


def test_too_many_requests_leave_the_turn_incomplete(server: PlaybackServer) -> None:
    for _ in range(3):
        server.will_call("list_segments")
    ran = command("--base-url", server.base_url, "--json", "--max-requests", "2", "go on")
    assert ran.code == 1 and len(server.requests) == 2
    assert ran.done["status"] == "incomplete" and ran.done["requests"] == 2
    assert ran.done["error"]["code"] == "max_requests"


def test_an_interrupt_cancels_the_turn(server: PlaybackServer) -> None:
    server.will_say("Never.", stall_before=60)
    child = begin("--base-url", server.base_url, "--json", "hello")
    assert server.arrived.acquire(timeout=60)
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=30)
    last = json.loads(out.splitlines()[-1])
    assert child.returncode == 130 and "Traceback" not in err
    assert last["status"] == "cancelled" and last["error"]["code"] == "cancelled"


def test_what_cannot_be_saved_or_rendered_ends_with_1(
    server: PlaybackServer, tmp_path: Path
) -> None:
    server.will_say("Nothing to do.")
    ran = command("--base-url", server.base_url, "--json", "--render", tmp_path / "a.png", "hello")
    assert ran.code == 1 and ran.done["status"] == "complete"
    assert f"--render {tmp_path / 'a.png'}: nothing to show" in ran.err


def test_the_exit_code_of_wrong_usage_reaches_the_shell() -> None:
    ran = command("--offline", "--base-url", "http://127.0.0.1:1/v1", "hello")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.strip() == "sequence_maker: --offline and --base-url exclude each other"


@pytest.mark.usefixtures("addon")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "give either a PROMPT or --prompts FILE"),
        (["hello", "--prompts", "p.txt"], "give either a PROMPT or --prompts FILE"),
        (["  "], "there is no prompt to send"),
        (["--prompts", "missing.txt"], "--prompts missing.txt"),
        (["hello", "world"], "unrecognized arguments: world"),
        (["--nonsense", "hello"], "unrecognized arguments: --nonsense"),
        (["--max-requests", "0", "hello"], "0 is less than 1"),
        (["--sound", "missing.wav", "hello"], "--sound missing.wav: there is no such file"),
        (["--blend", "missing.blend", "hello"], "--blend missing.blend: there is no such file"),
        (["--render", "out.gif", "hello"], "the name must end in one of .png, .jpg"),
        (["--media", "nowhere", "hello"], "--media nowhere: there is no such folder"),
        (["--sheet", "a.svg", "--language", "tlh", "hello"], "invalid choice: 'tlh'"),
        (["--sheet", "out.png", "hello"], "the name must end in .svg"),
        (["--captions", "a.txt", "hello"], "the name must end in .srt or .vtt"),
        (["--captions", "no/such/a.srt", "hello"], "there is no such folder"),
        (["--sheet", "no/such/a.svg", "hello"], "there is no such folder"),
        (["--lamps", "--picture", "hello"], "not allowed with argument"),
        (["--save", "out.txt", "hello"], "--save out.txt: the name must end in .blend"),
        (["--save", "no/such/a.blend", "hello"], "there is no such folder"),
        (["--model", "big", "hello"], "--model needs --base-url"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_sent(
    arguments: list[str], said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    from bl_ext.user_default.sequence_maker.blender.command import cli

    assert cli.main(arguments) == 2
    out, err = capfd.readouterr()
    assert out == "" and said in err


@pytest.mark.usefixtures("addon")
def test_a_file_that_is_no_sound_is_refused(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    from bl_ext.user_default.sequence_maker.blender.command import cli

    (tmp_path / "a.wav").write_text("not a sound")
    assert cli.main(["--offline", "--sound", str(tmp_path / "a.wav"), "hello"]) == 2
    out, err = capfd.readouterr()
    assert out == "" and f"--sound {tmp_path / 'a.wav'}: " in err
