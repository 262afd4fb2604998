"""What a streamed answer costs: against a bare loop of the openai package, and on the main thread.

Three lines: processor time per chunk of our client and of the bare loop, in the same run; time from
the last byte of an answer to the executed call; time per tick while 200 tokens a second arrive.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from typing import Any

import lists
from environment import ROOT

CHUNKS = 6000
REPEATS = 5
LIMIT = 1.3
TOKENS = 200
"""Chunks a second, for the ticks."""
SECONDS = 8
TICK = 0.05
"""As `blender/host/pump.py` has it."""
LONGEST_TICK = 0.008
KEY = "sk-not-a-real-key-0123456789abcdef"
"""As long as real ones, for it is looked for in all that a server says."""
CALL = {"channel": 1, "start_time": 0, "end_time": 2, "color": "#ff0000"}


def chat() -> bool:
    """Print the three lines; tell whether all are as good as they must be."""
    with _server() as server:
        good = [_overhead(server), _reaction(server), _ticks(server)]
    return all(good)


def _server() -> Any:
    return _playback().PlaybackServer()


def _playback() -> Any:
    sys.path.insert(0, str(ROOT / "tests"))
    try:
        import playback_server
    finally:
        sys.path.remove(str(ROOT / "tests"))
    return playback_server


def _overhead(server: Any) -> bool:
    """Compare the processor time of the reading thread, our client's and the bare loop's."""
    body = _answer()
    taken: dict[str, list[float]] = {"bare": [], "ours": []}
    for number in range(REPEATS + 1):
        for name, way in (("bare", _bare), ("ours", _ours)):
            server.will_play(body, piece=4000)
            seconds = way(server.base_url)
            if number:  # the first one pays for the imports
                taken[name].append(seconds)
    bare, ours = (statistics.median(taken[name]) for name in ("bare", "ours"))
    print(
        f"A stream of {CHUNKS} chunks: {ours / CHUNKS * 1e6:.0f} us per chunk, {ours / bare:.2f} x "
        f"a bare loop of the openai package ({bare / CHUNKS * 1e6:.0f} us)",
        flush=True,
    )
    return ours / bare <= LIMIT


def _answer() -> bytes:
    """Return words and a long call, as a server streams them."""
    playback = _playback()
    chunk = playback.chunk
    rows = [chunk({"role": "assistant", "content": ""})]
    rows += [chunk({"content": f"word{number} "}) for number in range(CHUNKS // 2)]
    head = {"index": 0, "id": "call_1", "type": "function"}
    name = {"name": "create_segment", "arguments": '{"name": "'}
    rows.append(chunk({"tool_calls": [{**head, "function": name}]}))
    part = {"index": 0, "function": {"arguments": "abcd"}}
    rows += [chunk({"tool_calls": [part]}) for _ in range(CHUNKS - len(rows) - 3)]
    part = {"index": 0, "function": {"arguments": '"}'}}
    rows += [chunk({"tool_calls": [part]}), chunk({}, "tool_calls"), playback.usage()]
    return bytes(playback.sse(*rows))


def _bare(base_url: str) -> float:
    """The loop that every example of the openai package shows."""
    import openai

    client = openai.OpenAI(base_url=base_url, api_key="none", max_retries=0)
    messages: Any = [{"role": "user", "content": "hello"}]
    begun, text, arguments = time.thread_time(), list[str](), list[str]()
    stream = client.chat.completions.create(model="test-model", messages=messages, stream=True)
    for chunk in stream:
        for choice in chunk.choices:
            text.append(choice.delta.content or "")
            for call in choice.delta.tool_calls or ():
                if call.function is not None:
                    arguments.append(call.function.arguments or "")
    taken = time.thread_time() - begun
    json.loads("".join(arguments))
    client.close()
    return taken


def _ours(base_url: str) -> float:
    from bl_ext.user_default.sequence_maker.chat.answer.normalizer import normalized
    from bl_ext.user_default.sequence_maker.chat.wire.client import Client
    from bl_ext.user_default.sequence_maker.chat.wire.endpoint import Endpoint
    from bl_ext.user_default.sequence_maker.chat.wire.events import Finished

    client = Client(Endpoint("benchmark", base_url, "test-model", KEY))
    client.openai()  # the bare loop's client is made before its clock starts, too
    begun, last = time.thread_time(), None
    for event in normalized(client.stream([{"role": "user", "content": "hello"}], []), []):
        last = event
    taken = time.thread_time() - begun
    assert isinstance(last, Finished) and json.loads(last.calls[0].arguments)
    client.close()
    return taken


def _reaction(server: Any) -> bool:
    """Measure from the last byte of an answer to the executed call, pumped as in a window."""
    waits = []
    for _ in range(12):
        server.will_call("create_segment", **CALL)
        server.will_say("Done.")
        turn = _turn(server.base_url)
        sent = _last_byte(turn)
        executed = 0.0
        while turn.active:
            time.sleep(TICK)
            turn.step()
            if not executed and turn.record.calls and turn.record.calls[0].result is not None:
                executed = time.monotonic()
        waits.append(executed - sent())
    worst, middle = max(waits), statistics.median(waits)
    print(
        f"From the last byte to the executed call: {middle * 1000:.0f} ms, {worst * 1000:.0f} ms "
        f"at most, {worst / TICK:.2f} ticks of {TICK * 1000:.0f} ms",
        flush=True,
    )
    return middle <= TICK


def _last_byte(turn: Any) -> Any:
    """Have the worker note when the first answer was read to its end."""
    from bl_ext.user_default.sequence_maker.chat.wire.events import Finished

    worker, noted = turn._worker, list[float]()
    deliver = worker._deliver

    def delivered(event: Any) -> bool:
        if isinstance(event, Finished):
            noted.append(time.monotonic())
        return bool(deliver(event))

    worker._deliver = delivered
    return lambda: noted[0]


def _turn(base_url: str) -> Any:
    from bl_ext.user_default.sequence_maker.chat.conversation import Conversation
    from bl_ext.user_default.sequence_maker.chat.options import Options
    from bl_ext.user_default.sequence_maker.chat.turn import RunningTurn
    from bl_ext.user_default.sequence_maker.chat.wire.endpoint import Endpoint
    from bl_ext.user_default.sequence_maker.chat.worker import Worker
    from bl_ext.user_default.sequence_maker.tools import TOOLS

    options = Options()
    worker = Worker(Endpoint("benchmark", base_url, "test-model"))
    turn = RunningTurn(
        Conversation(), "go", lists.session(), TOOLS, worker, options, f"{base_url} test-model"
    )
    turn.start()
    return turn


def _ticks(server: Any) -> bool:
    """Measure what the main thread gives to each tick while an answer streams in."""
    words = " ".join(f"word{number}" for number in range(TOKENS * SECONDS))
    size = len(_playback().sse(_playback().chunk({"content": "word1234 "}), done=False))
    server.will_say(words, piece=size, pause=0.8 / TOKENS)
    turn = _turn(server.base_url)
    taken = []
    while turn.active:
        time.sleep(TICK)
        begun = time.perf_counter()
        turn.step()
        taken.append(time.perf_counter() - begun)
    taken.sort()
    worst = taken[int(len(taken) * 0.99)]
    rate = len(turn.record.text.split()) / (len(taken) * TICK)
    print(
        f"A tick of the main thread at {rate:.0f} tokens/s: {statistics.median(taken) * 1e3:.2f} "
        f"ms, 99 of 100 within {worst * 1e3:.2f} ms, {taken[-1] * 1e3:.2f} ms at most",
        flush=True,
    )
    return worst <= LONGEST_TICK
