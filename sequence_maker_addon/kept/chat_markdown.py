"""A chat as Markdown, for people: who said what, and what was done."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator

from ..chat.conversation_turn import Call, Turn
from .plain_json import written

_FENCE = re.compile("`{3,}")


def markdown_of(name: str, turns: Iterable[Turn]) -> str:
    """Return a chat as Markdown.

    Args:
        name: The chat's name, its heading.
        turns: Its turns, oldest first.
    """
    parts = [f"# {' '.join(name.split())}"]
    for turn in turns:
        parts += _of_turn(turn)
    return "\n\n".join(parts) + "\n"


def _of_turn(turn: Turn) -> Iterator[str]:
    if turn.began:
        yield f"## {time.strftime('%Y-%m-%d %H:%M', time.localtime(turn.began))}"
    else:
        yield "## –"
    yield "\n".join(f"> {line}" for line in turn.prompt.splitlines() or [""])
    for entry in turn.entries:
        if isinstance(entry, Call):
            yield _of_call(entry)
        elif entry.strip():
            yield entry.strip()
    yield from (f"*{' '.join(note.split())}*" for note in turn.notes)
    if turn.error is not None:
        yield f"**{' '.join(turn.error['message'].split())}**"


def _of_call(call: Call) -> str:
    """Return a call as a block of code, longer fences around what has fences."""
    told = written({"arguments": call.arguments, "result": call.result})
    longest = max((len(found) for found in _FENCE.findall(told)), default=2)
    fence = "`" * (longest + 1)
    return f"`{call.name}` ({call.state})\n\n{fence}json\n{told}\n{fence}"
