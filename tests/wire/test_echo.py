"""The key is kept out of everything, also when the server says it back or sends us elsewhere."""

import json
import logging
from dataclasses import replace

import bpy
import pytest

from bl_ext.user_default.sequence_maker.chat.faults.redactor import SHORTEST_KEY, Redactor
from bl_ext.user_default.sequence_maker.chat.wire import events
from bl_ext.user_default.sequence_maker.chat.wire.client import Client
from bl_ext.user_default.sequence_maker.chat.wire.redaction import redacted_events
from command import command
from playback_server import PlaybackServer, chunk, pieces, sse, usage
from turn_help import KEY, RED, ask, at_rest, calling, place, pump, send

pytest_plugins = ["client_fixtures"]


def saved(tmp_path):
    """Save the file and return its bytes."""
    file = tmp_path / "show.blend"
    bpy.ops.wm.save_as_mainfile(filepath=str(file), compress=False)
    content = file.read_bytes()
    assert content.startswith(b"BLENDER") and b"Marker of the prompt" in content
    return content


@pytest.mark.parametrize("size", [1, 5, 7, 24, 100])
def test_a_key_that_the_server_says_back_is_kept_nowhere(
    server, scene, tmp_path, caplog, capfd, size
):
    caplog.set_level(logging.DEBUG)
    for logger in ("httpx2", "httpcore2", "openai"):
        logging.getLogger(logger).setLevel(logging.DEBUG)
    said = f"Your key is {KEY}, {KEY[:9]} or {KEY}s."
    parts = [part.decode() for part in pieces(said.encode(), size)]
    named = json.dumps({**RED, "name": KEY})
    server.will_play(
        sse(
            *(chunk({"reasoning_content": part, "content": part, "odd": part}) for part in parts),
            *(
                chunk({"tool_calls": [{"index": 0, "id": "c1", "function": function}]})
                for function in (
                    {"name": "create_segment", "arguments": named[:30]},
                    {"arguments": named[30:]},
                )
            ),
            chunk({}, "tool_calls"),
            usage(),
        )
    )
    server.will_fail(401, {"message": f"Incorrect API key provided: {KEY}"})
    turn = ask(place(server), scene, f"Marker of the prompt, {KEY}")
    assert turn.error["code"] == "key_refused" and "[key]" in turn.error["message"]
    assert turn.text == f"Your key is [key], {KEY[:9]} or [key]s."
    out, err = capfd.readouterr()
    assert KEY not in out + err + caplog.text + repr(turn) + repr(place(server))
    assert KEY.encode() not in saved(tmp_path)
    assert all(KEY not in json.dumps(body) for body in server.requests)
    assert server.headers[0]["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize("end", ["cut", "error", "page"])
def test_a_failed_turn_does_not_keep_the_key_either(server, scene, tmp_path, end):
    half = sse(chunk({"content": f"It is {KEY} and"}), calling("x", KEY[:-1]), done=False)
    error = sse({"error": {"message": f"bad {KEY}", "code": KEY}}, done=False)
    server.will_play({"cut": half, "error": half + error, "page": f"<p>{KEY}</p>".encode()}[end])
    turn = ask(place(server), scene, "Marker of the prompt")
    assert turn.error and KEY not in repr(turn)
    content = saved(tmp_path)
    assert KEY.encode() not in content and KEY[:-1].encode() not in content


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_to_another_host_is_not_followed(server, scene, status):
    with PlaybackServer() as other:
        other.will_say("Give me your key.")
        server.will_play(b"", status=status, headers={"Location": f"{other.base_url}/x"})
        turn = ask(place(server), scene)
        assert turn.error["code"] == "bad_url" and "moved" in turn.error["message"]
        assert other.paths == [] and other.headers == []


def test_neither_is_one_of_the_list_of_models(server, endpoint):
    with PlaybackServer() as other:
        server.will_play(b"", status=302, headers={"Location": f"{other.base_url}/models"})
        with pytest.raises(Exception, match="moved"):
            Client(endpoint).models()
        assert other.paths == []


def test_the_command_prints_no_key(server):
    echo = (chunk({"content": KEY[:7]}), chunk({"content": KEY[7:] + "!"}))
    server.will_play(sse(*echo, calling("list_segments", "{}"), chunk({}, "tool_calls"), usage()))
    server.will_fail(401, {"message": f"no {KEY}"})
    variables = {"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": server.base_url}
    ended = command("--base-url", server.base_url, "--json", "hello", **variables)
    assert ended.text == "[key]!" and KEY not in ended.out + ended.err, ended
    assert [found["authorization"] for found in server.headers] == [f"Bearer {KEY}"] * 2


def test_text_that_only_begins_like_the_key_is_all_there():
    texts = ["s", "sk", "-te", "st and s", "sk-test-", "x", "sk-"]
    timing = events.Timing(None, 0.0, None, 0, 0)
    end = events.Failed("incomplete", "x", "".join(texts), None, timing)
    got = list(redacted_events(iter([*map(events.TextDelta, texts), end]), Redactor([KEY])))
    assert got[-1] == end
    assert "".join(event.text for event in got[:-1]) == "".join(texts)


def test_a_word_that_stands_for_a_key_is_an_ordinary_word(server, scene):
    assert len("ollama") < SHORTEST_KEY
    server.will_say("I am ollama.")
    assert ask(replace(place(server), api_key="ollama"), scene).text.strip() == "I am ollama."


def test_cancelling_keeps_no_half_of_the_key(server, scene):
    body = sse(chunk({"content": f"It is {KEY[:20]}"}), done=False)
    server.will_play(body, stall_at=len(body), stall_seconds=20)
    chat = send(place(server), scene)
    pump(chat, lambda: chat.running.record.text)
    chat.cancel()
    at_rest(chat)
    assert chat.conversation.turns[-1].text == "It is [key]"


def test_ids_with_a_key_stay_those_of_their_results(server, scene):
    function = {"name": "list_segments", "arguments": "{}"}
    calls = [{"index": index, "id": f"{KEY}{index}", "function": function} for index in range(2)]
    server.will_play(sse(chunk({"tool_calls": calls}), chunk({}, "tool_calls"), usage()))
    server.will_say("Done.")
    ask(place(server), scene)
    asked, *results = server.requests[1]["messages"][-3:]
    ids = [call["id"] for call in asked["tool_calls"]]
    assert ids == [row["tool_call_id"] for row in results] and len(set(ids)) == 2
    assert KEY[:12] not in json.dumps(server.requests)
