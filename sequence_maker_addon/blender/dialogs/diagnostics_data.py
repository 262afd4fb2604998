"""What the diagnostics say: figures, turns and series, and both exports. Asks Blender nothing."""

from __future__ import annotations

import csv
import io
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from ...chat.conversation import Conversation, Turn
from ...chat.metrics import FIGURES, NAMES, Metrics
from ..host.short_texts import in_one_line
from ..wording.numbers import cost, seconds

UNKNOWN = "unknown"
HISTORY = 24
"""Turns in the charts."""
TABLE_ROWS = 8
"""Turns in the table."""
CLIPPED = 200
"""Characters of a prompt in an export."""
VERSION = 1

SHOWN = sorted((n for n, f in FIGURES.items() if f.row), key=lambda name: FIGURES[name].row)
"""The figures in the order of the two columns, row by row."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as it is shown; `value` is None when it is unknown."""

    name: str
    label: str
    value: float | None
    text: str


@dataclass(frozen=True, slots=True)
class TurnRow:
    """One turn as the table shows it; `metrics` are the figures behind the texts."""

    number: int
    prompt: str
    status: str
    time: str
    tokens: str
    cost: str
    speed: str
    metrics: Metrics


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of the last turns, oldest first; what is unknown is None."""

    response: tuple[float | None, ...]
    first: tuple[float | None, ...]
    tokens: tuple[float | None, ...]
    speed: tuple[float | None, ...]


def figures_of(metrics: Metrics) -> list[Figure]:
    """Return the figures of one scope in their order."""
    values = metrics.as_dict()
    return [
        Figure(name, FIGURES[name].label, values[name], text_of(FIGURES[name].unit, values[name]))
        for name in SHOWN
    ]


def text_of(kind: str, value: float | None) -> str:
    """Return a figure as text; `kind` is `seconds`, `count`, `rate` or `cost`."""
    if value is None:
        return UNKNOWN
    if kind == "seconds":
        return seconds(value)
    if kind == "cost":
        return cost(value)
    if kind == "rate":
        return f"{value:,.1f}" if value < 100 else f"{value:,.0f}"
    return f"{int(value):,}"


def turn_rows(conversation: Conversation) -> list[TurnRow]:
    """Return the last turns, newest first."""
    numbered = list(enumerate(conversation.turns, 1))[-TABLE_ROWS:]
    return [_row(number, turn) for number, turn in reversed(numbered)]


def series(conversation: Conversation) -> Series:
    """Return what the charts show."""
    parts = [turn.metrics for turn in conversation.turns[-HISTORY:]]
    return Series(
        tuple(part.response_time for part in parts),
        tuple(part.time_to_first_token for part in parts),
        tuple(tokens_of(part) for part in parts),
        tuple(part.tokens_per_second for part in parts),
    )


def tokens_of(metrics: Metrics) -> int | None:
    """Return the tokens read and written; None if either is unknown."""
    if metrics.prompt_tokens is None or metrics.completion_tokens is None:
        return None
    return metrics.prompt_tokens + metrics.completion_tokens


def charted(conversation: Conversation) -> tuple[tuple[Metrics, ...], ...]:
    """Return the requests of which the charts are, turn by turn."""
    return tuple(tuple(turn.requests) for turn in conversation.turns[-HISTORY:])


def where(turn: Turn | None) -> tuple[str, str]:
    """Return host and model that answered a turn; never the whole address, which may hold a key."""
    address, _, model = (turn.endpoint if turn else "").partition(" ")
    try:
        return urlsplit(address).hostname or "", model
    except ValueError:
        return "", model


def as_json(conversation: Conversation, groups: Mapping[str, Metrics]) -> str:
    """Return all figures as JSON.

    Args:
        conversation: Its turns, each with its requests and calls.
        groups: The figures of every scope by name, such as `last_turn`.
    """
    kept = {
        "version": VERSION,
        "exported": _moment(time.time()),
        "figures": {name: metrics.as_dict() for name, metrics in groups.items()},
        "turns": [_exported(number, turn) for number, turn in enumerate(conversation.turns, 1)],
    }
    return json.dumps(kept, ensure_ascii=False, indent=2) + "\n"


def as_csv(conversation: Conversation) -> str:
    """Return one line per request; a turn that sent none has one line without figures."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("turn", "request", "began", "prompt", "status", "model", "host", *NAMES))
    for number, turn in enumerate(conversation.turns, 1):
        host, model = where(turn)
        for request, metrics in enumerate(turn.requests or [None], 1):
            values = metrics.as_dict() if metrics is not None else dict.fromkeys(NAMES)
            figures = ["" if values[name] is None else values[name] for name in NAMES]
            said = (in_one_line(turn.prompt, CLIPPED), turn.status, model, host)
            sent = request if metrics is not None else ""
            writer.writerow((number, sent, _moment(turn.began), *map(_harmless, said), *figures))
    return text.getvalue()


def _row(number: int, turn: Turn) -> TurnRow:
    metrics = turn.metrics
    speed = text_of("rate", metrics.tokens_per_second)
    return TurnRow(
        number,
        in_one_line(turn.prompt, CLIPPED),
        turn.status,
        text_of("seconds", metrics.response_time),
        text_of("count", tokens_of(metrics)),
        text_of("cost", metrics.cost_usd),
        speed,
        metrics,
    )


def _exported(number: int, turn: Turn) -> dict[str, Any]:
    host, model = where(turn)
    return {
        "turn": number,
        "began": _moment(turn.began),
        "prompt": in_one_line(turn.prompt, CLIPPED),
        "status": turn.status,
        "error": turn.error,
        "host": host,
        "model": model,
        "figures": turn.metrics.as_dict(),
        "requests": [metrics.as_dict() for metrics in turn.requests],
        "calls": [{"name": c.name, "state": c.state, "seconds": c.seconds} for c in turn.calls],
    }


def _harmless(text: str) -> str:
    """Keep a spreadsheet from taking foreign text for a formula."""
    return f"'{text}" if text.lstrip()[:1] in ("=", "+", "-", "@", "|") and text.strip() else text


def _moment(began: float) -> str:
    """Return a time since 1970 in UTC; empty if it is not known."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(began)) if began > 0 else ""
