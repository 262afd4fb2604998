"""What the command writes: readable text, or one JSON object a line; and the answers it reads."""

from __future__ import annotations

import io
import json
import os
import sys
import time
from collections.abc import Callable
from typing import Any, Self, TextIO

from ...chat.turn import RunningTurn
from ...toolkit.jobs import Ask, Confirm
from ..chat.chats import Chat
from . import standard_input
from .paths import FileError

YES = ("yes", "y", "true", "apply", "ok")
_NOT_YET = object()
"""Instead of an answer that has not come."""


class Output:
    """Writes the events of turns to standard output, and keeps Blender's own words out of it.

    Blender prints "Saved …" and "Fra: …" to standard output; while this is open, such lines
    go to standard error.

    Args:
        as_json: One JSON object a line instead of text.
        agree: Say yes to every change that asks.
        accept: Say yes to what a prompt may mean.
        plan_alone: Without `as_json`, the plan is all that is written; the rest goes to standard
            error.
    """

    def __init__(
        self, as_json: bool, agree: bool, accept: bool = False, plan_alone: bool = False
    ) -> None:
        self._plan_alone = plan_alone and not as_json
        self._json, self._agree, self._accept = as_json, agree, accept
        self._stream: TextIO = sys.stdout
        self._kept = -1
        self._mid_line = False
        self._broken: OSError | None = None
        self._lines = standard_input.Lines()

    def __enter__(self) -> Self:
        """Take standard output for the events alone; without one, they go nowhere."""
        try:
            if sys.stdout is not None:
                sys.stdout.flush()
            self._kept = os.dup(1)
            os.dup2(2, 1)
            # Half of a surrogate pair is written as \ud83d, which JSON has as well.
            copy, errors = os.dup(self._kept), "backslashreplace"
            self._stream = os.fdopen(copy, "w", 1, encoding="utf-8", errors=errors, newline="\n")
        except OSError:
            self._kept, self._stream = -1, sys.stdout or io.StringIO()
        return self

    def __exit__(self, failed: object, *_: object) -> None:
        """Give standard output back.

        Raises:
            OSError: If not all of it could be written.
        """
        if self._kept >= 0:
            self._end_of(self._stream.close)
            if sys.stdout is not None:
                self._end_of(sys.stdout.flush)  # what others printed meanwhile
            os.dup2(self._kept, 1)
            os.close(self._kept)
        if failed is None:
            self._check()

    def tell(self, event: dict[str, Any]) -> None:
        """Write one event; where that cannot be, `wait` and the end of all tell it."""
        if self._broken is not None:
            return
        try:
            if self._plan_alone and event["event"] != "plan":
                sys.stderr.write(_readable(event) + "\n" * bool(_readable(event)))
            elif self._json or event["event"] == "plan":
                self._stream.write(json.dumps(event, ensure_ascii=False) + "\n")
            else:
                self._write(_readable(event), event["event"] == "text")
            self._stream.flush()
        except OSError as error:  # not raised within a turn, which would be blamed for it
            self._broken = error

    def _end_of(self, ending: Callable[[], None]) -> None:
        try:
            ending()
        except OSError as error:
            self._broken = self._broken or error

    def _check(self) -> None:
        if self._broken is not None:
            raise self._broken

    def wait(
        self,
        chat: Chat,
        turn: RunningTurn,
        decide: Callable[[Confirm | Ask], Any] = lambda waiting: None,
    ) -> None:
        """Carry a turn to its end, answering what it asks.

        Args:
            chat: Whose turn it is.
            turn: The turn.
            decide: Gives an answer before anybody else is asked, None for none.

        Raises:
            KeyboardInterrupt, OSError or FileError: If the process was interrupted, nothing can be
                written any more, or `decide` refuses; the turn is cancelled then.
        """
        try:
            while chat.pump():
                self._check()
                if (waiting := turn.waiting) is not None:
                    reply = decide(waiting)
                    reply = self._answer(waiting) if reply is None else reply
                    if reply is not _NOT_YET:
                        turn.answer(reply)
                time.sleep(0.002)
            self._check()
        except (KeyboardInterrupt, OSError, FileError):
            chat.cancel("Interrupted")
            raise

    def _answer(self, waiting: Confirm | Ask) -> Any:
        """Return True or False to a plan, an answer or None to a question, or `_NOT_YET`."""
        if isinstance(waiting, Confirm):
            agreed = self._accept if waiting.proposal else self._agree
            if agreed:
                return True
        line = self._lines.next()
        if line is None:
            return _NOT_YET
        said = standard_input.said(line)
        if isinstance(waiting, Ask):
            return said if waiting.takes(said) else None
        return said is True or str(said).strip().casefold() in YES

    def _write(self, text: str, piece: bool) -> None:
        if not text:
            return
        if not piece and self._mid_line:
            text = "\n" + text
        self._mid_line = piece and not text.endswith("\n")
        self._stream.write(text if piece else text + "\n")


def complain(error: Exception) -> None:
    """Tell on standard error why something asked for on the command line is not done."""
    try:
        sys.stderr.write(f"sequence_maker: {error}\n")
        sys.stderr.flush()
    except (AttributeError, OSError, ValueError):
        pass  # closed, or its disk is full: the exit code tells it


def _readable(event: dict[str, Any]) -> str:
    match event["event"]:
        case "prompt":
            return f"> {event['text']}"
        case "job":
            return str(event["text"])
        case "chat":
            return f"  chat: {event['name']}"
        case "text":
            return str(event["text"])
        case "tool_call":
            return f"  → {event['name']}({_arguments(event['arguments'])})"
        case "tool_result":
            return f"  {'✓' if event['ok'] else '✗'} {_outcome(event['result'])}"
        case "offer":
            return f"  {_offer(event)}"
        case "retry":
            return f"  waiting {event['delay']:.1f} s: {event['reason']}"
        case "note":
            return f"  ({event['text']})"
        case "choices":
            return "  " + "\n  ".join(event["options"])
        case "confirm" | "question":
            return f"? {event['text']} [{' / '.join(event['options'])}]"
        case "metrics":
            return f"  {_figures(event)}"
        case "done":
            error = event["error"]
            return f"{event['status']}: {error['message']}" if error else str(event["status"])
    return ""


def _offer(event: dict[str, Any]) -> str:
    count = len(event["functions"])
    left = f", {len(event['left_out'])} left out" if event.get("left_out") else ""
    texts = f"{event['form']} texts" if count else "functions of its own"
    return (
        f"window {event['window']:,} tokens ({event['origin']}), {count} functions, {texts}{left}"
    )


def _arguments(arguments: dict[str, Any] | None) -> str:
    if arguments is None:
        return "not JSON"
    given = {key: value for key, value in arguments.items() if value is not None}
    return ", ".join(f"{key}={json.dumps(value)[:60]}" for key, value in given.items())


def _outcome(result: dict[str, Any]) -> str:
    if not result.get("ok"):
        return str(result.get("message"))
    if "segments" in result:
        return f"{result['count']} segments, page {result['page']} of {result['pages']}"
    if "state" in result:
        return f"{result['state']} at {result['position']:g} s"
    parts = []
    for verb in ("created", "changed", "deleted"):
        found = result.get(verb) or []
        count = result.get(f"{verb}_count", len(found))
        if count:
            spans = ", ".join(
                f"channel {s['channel']} {s['start_time']:g}-{s['end_time']:g} s {s['color']}"
                for s in found[:3]
            )
            parts.append(f"{verb} {count}: {spans}")
    if not parts and "done" in result:
        parts.append(str(result["done"]))
    return "; ".join([*parts, *result.get("warnings", [])]) or "done"


def _figures(event: dict[str, Any]) -> str:
    def number(name: str, form: str) -> str:
        value = event[name]
        return "?" if value is None else form.format(value)

    return (
        f"{number('response_time', '{:.2f} s')}, "
        f"first token {number('time_to_first_token', '{:.2f} s')}, "
        f"{number('prompt_tokens', '{}')} + {number('completion_tokens', '{}')} tokens, "
        f"{number('tokens_per_second', '{:.0f} tokens/s')}, {number('cost_usd', '${:.5f}')}"
    )
