"""Fifty prompts fit into windows of every size, and what a server keeps of them stays of use."""

import time
from typing import Any

import pytest

from bl_ext.user_default.sequence_maker.chat.conversation import Conversation
from bl_ext.user_default.sequence_maker.chat.options import Options
from bl_ext.user_default.sequence_maker.chat.turn import RunningTurn
from bl_ext.user_default.sequence_maker.chat.wire.endpoint import Endpoint
from bl_ext.user_default.sequence_maker.chat.worker import Worker
from bl_ext.user_default.sequence_maker.tools import TOOLS
from music_world import MusicWorld
from strict_server import serving
from window_server import PROMPTS, WindowServer, compact

WORDS = ("openai", "llama.cpp", "anthropic")


def carry(server: WindowServer, rows: list[dict[str, Any]]) -> tuple[int, list[str]]:
    """Carry prompts through in one conversation; return how many were done, and why others not."""
    world = MusicWorld()
    conversation, done, why = Conversation(), 0, []
    with serving(server) as base_url:
        endpoint = Endpoint("test", base_url, "m")
        for row in rows:
            worker, session = Worker(endpoint), world.session()
            turn = RunningTurn(conversation, row["prompt"], session, TOOLS, worker, Options())
            turn.start()
            while turn.step():
                time.sleep(0.001)
            worker.close()
            calls = [(call.name, call.state) for call in turn.record.calls]
            if turn.record.status == "complete" and calls == [(row["name"], "done")]:
                done += 1
            else:
                results = [call.result for call in turn.record.calls]
                why.append(f"{row['prompt']}: {turn.record.error} {calls} {results}")
    return done, why


def kept(requests: list[dict[str, Any]]) -> float:
    """Return the share of requests that begin as the one before them, up to its last message."""
    good = 0
    for before, after in zip(requests, requests[1:], strict=False):
        old = compact(before["tools"]), compact(before["messages"][:-1])[:-1]
        new = compact(after["tools"]), compact(after["messages"])
        good += old[0] == new[0] and new[1].startswith(old[1])
    return good / (len(requests) - 1)


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("window", [4096, 8192, 16_384, 32_768])
def test_fifty_prompts_are_done_at_every_window(window: int, words: str) -> None:
    server = WindowServer(window, words)
    done, why = carry(server, PROMPTS)
    assert done == 50, why
    assert server.refused <= 2
    if window == 16_384:
        assert kept(server.requests) >= 0.85


def test_without_a_limit_the_prefix_is_kept() -> None:
    server = WindowServer(10**9, "openai")
    assert carry(server, PROMPTS)[0] == 50
    assert kept(server.requests) >= 0.95
