"""A server that says a key back in any place of any answer, and all that keeps something of it.

One generator for the whole of an answer: status and its words, headers, names and values of JSON,
texts in pieces over chunks, pages, and where the connection cuts it.
"""

from __future__ import annotations

import copy
import io
import json
import logging
import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import bpy
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.blender.chat import chats
from bl_ext.user_default.sequence_maker.blender.command import output
from bl_ext.user_default.sequence_maker.blender.dialogs import export_operators
from bl_ext.user_default.sequence_maker.blender.host import compat
from bl_ext.user_default.sequence_maker.blender.settings import learned_file, preferences
from bl_ext.user_default.sequence_maker.chat.faults import fault as faults
from bl_ext.user_default.sequence_maker.chat.options import Options
from bl_ext.user_default.sequence_maker.chat.wire.client import Client
from bl_ext.user_default.sequence_maker.chat.wire.endpoint import Endpoint, EndpointError
from bl_ext.user_default.sequence_maker.chat.wire.probe import Probe
from bl_ext.user_default.sequence_maker.toolkit.world import Limits
from playback_server import PlaybackServer, chunk, pieces, sse, usage
from secret_places import FORMS, ISSUED, SIGNS, forms, found_in
from turn_help import kept_text

LOGGER = "bl_ext.user_default.sequence_maker"
ARGUMENTS = {"channel": 1, "start_time": 0, "end_time": 1, "color": "red", "name": "N"}
DETAILS = [{"type": "reasoning.text", "text": "t", "index": 0, "signature": "s"}]
CALL = {
    "index": 0,
    "id": "call_1",
    "type": "function",
    "extra_content": {"google": {"thought": "a"}},
    "function": {"name": "create_segment", "arguments": "", "odd": "o"},
}
STREAM: list[dict[str, Any]] = [
    {"id": "c", "system_fingerprint": "f", **chunk({"role": "assistant", "content": "Well "})},
    chunk({"reasoning_content": "hm ", "odd": "x", "reasoning_details": DETAILS}),
    chunk({"content": "<think>so</think> it is", "deep": {"er": [["est", 1, None]]}}),
    chunk({"refusal": None, "annotations": [{"type": "a", "url": "u"}]}),
    chunk({}, "stop", service_tier="t"),
    usage(9000, 12, cost=0.1, prompt_tokens_details={"cached_tokens": 3}),
]
CALLING: list[dict[str, Any]] = [
    chunk({"role": "assistant", "content": "I do. "}),
    chunk({"tool_calls": [CALL]}),
    chunk({}, "tool_calls"),
    usage(),
]
ERROR: dict[str, Any] = {
    "error": {"message": "no", "type": "t", "param": "p", "code": "c", "metadata": {"raw": "r"}},
    "detail": [{"loc": ["body", "x"], "msg": "m", "type": "t"}],
    "message": "again",
}
MODELS = {
    "object": "list",
    "data": [{"id": "test-model", "object": "model", "owned_by": "o", "meta": {"n_ctx": 9000}}],
}
HEADERS = ("X-Echo", "X-Request-Id", "Retry-After", "Location", "Server", "Content-Type")
keys = st.integers(0, 2**64).map(
    lambda number: (
        random.Random(number).choice(ISSUED)
        + "".join(random.Random(number).choices(SIGNS, k=16 + number % 40))
    )
)
"""Keys without long repetitions, which stand in files by chance."""


def _leaves(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the ways to all values of a JSON value, and to all names (which end in None)."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield (*way, name, None)
            yield from _leaves(part, (*way, name))
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from _leaves(part, (*way, place))
    else:
        yield way


def _put(value: Any, way: tuple[Any, ...], said: str) -> None:
    """Put words in a place, in front of what is there or as a name beside it."""
    for step in way[:-2]:
        value = value[step]
    if way[-1] is None:
        value[said] = value[way[-2]]
        return
    inner = value[way[-2]] if len(way) > 1 else value
    old = inner[way[-1]]
    inner[way[-1]] = f"{old} {said}." if isinstance(old, str) and old else said


@st.composite
def _streams(draw: st.DrawFn, words: st.SearchStrategy[str]) -> bytes:
    """Return a stream with the words in any of its places, texts in pieces over chunks."""
    rows = copy.deepcopy(draw(st.sampled_from((STREAM, CALLING))))
    ways = list(_leaves(rows))
    for way in draw(st.lists(st.sampled_from(ways), max_size=3, unique=True)):
        _put(rows, way, draw(words))
    more: list[dict[str, Any]] = []
    size = draw(st.integers(1, 60))
    for field in sorted(draw(st.sets(st.sampled_from(("content", "reasoning_content", "odd"))))):
        said = f"It is {draw(words)}, {draw(words)}"
        more += [chunk({field: part.decode()}) for part in pieces(said.encode(), size)]
    if "tool_calls" in json.dumps(rows):
        said = draw(words)
        quoted = json.dumps({**ARGUMENTS, "name": f"\n{said}"})
        if draw(st.booleans()):  # the escapes of the words are JSON's own
            quoted = quoted.replace("\\\\u", "\\u")
        for part in pieces(quoted.encode(), size):
            function = {"arguments": part.decode()}
            more.append(chunk({"tool_calls": [{"index": 0, "function": function}]}))
    rows[-2:-2] = more
    if draw(st.booleans()):
        said = draw(words)
        rows.insert(draw(st.integers(0, len(rows))), {"error": {"message": said, "code": said}})
    return sse(*rows, done=draw(st.booleans()))


@st.composite
def _errors(draw: st.DrawFn, words: st.SearchStrategy[str]) -> bytes:
    """Return an error in JSON, a page or words, the key far behind or within."""
    said = "x" * draw(st.integers(0, 310)) + " " * draw(st.integers(0, 40)) + draw(words)
    if draw(st.booleans()):
        body = copy.deepcopy(ERROR)
        ways = draw(st.lists(st.sampled_from(list(_leaves(body))), min_size=1, max_size=3))
        for way in ways:
            _put(body, way, said)
        text = json.dumps(body)
        return (json.dumps({"error": {"message": text}}) if draw(st.booleans()) else text).encode()
    page = f"<html><title>{said}</title><h1>{said}</h1></html>"
    return draw(st.sampled_from((said, page, f'"{said}"', f"data: {said}\n\n"))).encode()


@st.composite
def answers(draw: st.DrawFn, key: str) -> dict[str, Any]:
    """Return any answer, as `PlaybackServer.will_play` takes it."""
    words = forms.map(lambda form: FORMS[form](key))
    status = draw(st.sampled_from((200, 200, 200, 200, 400, 401, 404, 422, 429, 500, 503)))
    body = draw(_streams(words) if status == 200 and draw(st.booleans()) else _errors(words))
    names = draw(st.sets(st.sampled_from(HEADERS), max_size=2))
    plain = words.map(lambda said: said.replace("\r", "").replace("\n", ""))
    found: dict[str, Any] = {
        "body": body[: draw(st.integers(0, len(body)))] if draw(st.booleans()) else body,
        "status": status,
        "reason": draw(plain) if draw(st.booleans()) else "",
        "headers": {name: draw(plain) for name in sorted(names)},
        "piece": draw(st.sampled_from((0, 0, 1, 7, 100))),
        "end": draw(st.sampled_from(("clean", "clean", "clean", "cut", "close", "reset"))),
    }
    return found


@st.composite
def lists(draw: st.DrawFn, key: str) -> dict[str, Any]:
    """Return any list of models."""
    words = forms.map(lambda form: FORMS[form](key))
    body = copy.deepcopy(MODELS)
    for way in draw(st.lists(st.sampled_from(list(_leaves(body))), max_size=2, unique=True)):
        _put(body, way, draw(words))
    return {"body": json.dumps(body).encode(), "headers": {"Content-Type": "application/json"}}


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, list[dict[str, Any]], dict[str, Any]]:
    """Return a key, the answers of a turn, and a list of models."""
    key = draw(keys)
    return key, draw(st.lists(answers(key), min_size=1, max_size=2)), draw(lists(key))


class Stores:
    """What keeps something of a turn, read as it is kept."""

    def __init__(self) -> None:
        self.log = io.StringIO()
        self.told: list[str] = []
        self.scene: Any = None

    def contents(self) -> Iterator[tuple[str, str | bytes]]:
        """Yield the name and the content of each."""
        yield "log", self.log.getvalue()
        yield "events", "\n".join(self.told)
        yield "learned.json", learned_file.learned().to_json()
        for form in ("JSON", "CSV"):
            yield f"export {form}", export_operators.text_of(self.scene, form)
        with tempfile.TemporaryDirectory() as folder:
            for compress in (False, True):
                path = Path(folder) / "a.blend"
                bpy.ops.wm.save_as_mainfile(filepath=str(path), compress=compress, copy=True)
                yield f"blend, compress={compress}", path.read_bytes()
        bpy.ops.wm.save_userpref()
        config = Path(bpy.utils.user_resource("CONFIG"))
        yield "userpref", (config / "userpref.blend").read_bytes()
        kept = config.parent.rglob("learned.json")
        for path in (*kept, *Path(bpy.app.tempdir).glob("*.crash.txt")):
            yield path.name, path.read_bytes()


def check(case: tuple[str, list[dict[str, Any]], dict[str, Any]]) -> list[str]:
    """Carry out a case; return where something of the key was found, and how the turn ended."""
    key, replies, models = case
    stores = Stores()
    handler = logging.StreamHandler(stores.log)
    logger, level = logging.getLogger(LOGGER), logging.getLogger(LOGGER).level
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    try:
        with PlaybackServer() as server, mock.patch.object(faults, "delay", lambda *_: 0.0):
            ended = _turn(server, stores, key, replies)
            _models(server, stores, key, models)
        found = [
            f"{name}: {runs}"
            for name, content in stores.contents()
            if (runs := found_in(content, key))
        ]
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
    assert found == [], found
    return [ended]


def _endpoint(server: PlaybackServer, key: str) -> Endpoint:
    known = learned_file.learned()
    return Endpoint("x", server.base_url, "test-model", key, read_timeout=5.0, learned=known)


def _turn(server: PlaybackServer, stores: Stores, key: str, replies: list[dict[str, Any]]) -> str:
    """Carry out a turn whose prompt has the key as well; return its status."""
    scene = stores.scene = compat.sequencer_scene() or bpy.context.scene
    chat = chats.chat_of(scene)
    chat.clear()
    for reply in replies:
        server.will_play(**reply)
    server.will_say("Done.")
    teller = output.Output(True, True)
    teller._stream = io.StringIO()
    options = Options(max_requests=4, max_seconds=20.0)
    limits = Limits("never")
    turn = chat.send(f"say {key}", _endpoint(server, key), options, limits, teller.tell)
    teller.wait(chat, turn)
    stores.told += [
        teller._stream.getvalue(),
        repr(turn.record),
        kept_text(chat.scene),
    ]
    assert turn.record.error is None or turn.record.error["code"] != "internal", (
        stores.log.getvalue()
    )
    sent = [json.dumps(body, ensure_ascii=False) for body in server.requests]
    stores.told += sent
    for body in server.requests:
        _matched(body["messages"])
    return turn.record.status


def _matched(messages: list[dict[str, Any]]) -> None:
    """Check that each result answers a call."""
    asked = {call["id"] for row in messages for call in row.get("tool_calls") or ()}
    assert {row["tool_call_id"] for row in messages if row["role"] == "tool"} == asked


def _models(server: PlaybackServer, stores: Stores, key: str, models: dict[str, Any]) -> None:
    """Fetch the list of models, choose the last one, and test the connection."""
    server._answers.clear()
    profile = preferences.active_profile(preferences.preferences())
    client = Client(_endpoint(server, key))
    server.will_play(**models)
    try:
        names = client.models()
        stores.told.append(repr(names))
        profile.model = names[-1] if names else ""
    except EndpointError as error:
        stores.told.append(str(error))
    finally:
        client.close()
    server.will_play(**models)
    stores.told.append(repr(Probe(_endpoint(server, key)).run()))


def run(count: int, number: int) -> Counter[str]:
    """Carry out so many cases; the same number is the same run.

    Raises:
        AssertionError: At the first one that keeps twelve characters of the key anywhere.
    """
    seen, usual = Counter[str](), preferences.active_profile(preferences.preferences())
    model = usual.model

    @seed(number)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(cases())
    def all_are_clean(case: tuple[str, list[dict[str, Any]], dict[str, Any]]) -> None:
        seen.update(check(case))

    try:
        all_are_clean()
    finally:
        usual.model = model
    return seen
