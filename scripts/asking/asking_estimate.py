"""What planning a batch will take, before anything is asked: tokens, and dollars where known."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import extension

extension.load()

from bl_ext.user_default.sequence_maker.chat import prices  # noqa: E402
from bl_ext.user_default.sequence_maker.chat.offer.offered import offered  # noqa: E402
from bl_ext.user_default.sequence_maker.chat.offer.state import state  # noqa: E402
from bl_ext.user_default.sequence_maker.chat.offer.tokens import estimated  # noqa: E402
from bl_ext.user_default.sequence_maker.chat.offer.windows import window_of  # noqa: E402
from bl_ext.user_default.sequence_maker.music.hearing.analysis import Analysis  # noqa: E402
from bl_ext.user_default.sequence_maker.music.hearing.grid import (  # noqa: E402
    BeatGrid,
    Section,
)
from bl_ext.user_default.sequence_maker.music.in_memory.fresh_world import (  # noqa: E402
    FreshWorld,
)
from bl_ext.user_default.sequence_maker.toolkit.world import Limits  # noqa: E402
from bl_ext.user_default.sequence_maker.tools import TOOLS  # noqa: E402

REQUESTS = 2
"""Requests of a prompt: one that is answered by calls, and one by words."""
CALLS, RESULTS, WORDS = 300, 400, 60
"""Tokens of a prompt's calls, of their results and of the last words."""
SECTION = 25.0
"""Seconds of a section."""


def estimate(
    prompts: Sequence[str], lengths: Sequence[float], endpoint: Any
) -> tuple[int, float | None]:
    """Return tokens and dollars that planning songs will take, about; dollars None if unknown.

    Args:
        prompts: What is asked for of each song, one after the other.
        lengths: The songs' lengths in seconds.
        endpoint: Who is asked.

    What a server keeps of the request before is not subtracted.
    """
    if endpoint.by_rules:
        return 0, 0.0
    sent = received = 0
    known: dict[int, int] = {}
    for length in lengths:
        count = max(1, round(length / SECTION))
        if count not in known:
            known[count] = _head(count * SECTION, endpoint)
        talk = 0
        for prompt in prompts:
            asked = estimated(prompt)
            sent += REQUESTS * (known[count] + talk + asked) + CALLS + RESULTS
            received += CALLS + WORDS
            talk += asked + CALLS + RESULTS + WORDS
    return sent + received, _dollars(sent, received, endpoint)


def _head(length: float, endpoint: Any) -> int:
    """Return the tokens of a request that are no talk: prompt of the system, functions, state."""
    bounds = [SECTION * number for number in range(max(1, round(length / SECTION)))]
    sections = tuple(Section(f"A{n}", t, t + SECTION, 5, "loud") for n, t in enumerate(bounds, 1))
    grid = BeatGrid((0.0, 0.5), (1, 2), 4, sections)
    session = FreshWorld("Song", Analysis(length, grid), length).session(Limits())
    offer = offered(TOOLS, session, window_of(endpoint).tokens)
    functions = sum(estimated(json.dumps(schema)) for schema in offer.schemas)
    return int(estimated(offer.system) + functions + estimated(state(session)))


def _dollars(sent: int, received: int, endpoint: Any) -> float | None:
    if prices.is_local(endpoint.url):
        return 0.0
    price = prices.list_price(endpoint.model, endpoint.url)
    found: float | None = None if price is None else price.cost(sent, received, 0)
    return found
