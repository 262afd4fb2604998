"""From a call of the model to the job that carries it out, or says why not."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..sequence.errors import ToolError
from ..toolkit.arguments import ReadArguments, read
from ..toolkit.jobs import Job
from ..toolkit.registry import Tool
from ..toolkit.world import Session
from .conversation_turn import Call
from .offer.untrusted import plain_values
from .wire.events import Finished

LONGEST_REFUSED = 40_000
"""Characters kept of the arguments of a call that was refused."""
_SHORT = '{"shortened": '
LONGEST_NAME = 64
"""Characters of a function's name that servers take."""
_NO_NAME = re.compile(r"[^a-zA-Z0-9_-]")
CUT = "not executed: the answer was cut by the token limit; send the call again, shorter"


def job(tools: Mapping[str, Tool], session: Session, name: str, arguments: dict[str, Any]) -> Job:
    """Return the job of a call; an unknown name gives one that lists the known ones."""
    tool = tools.get(name)
    if tool is not None:
        return tool.start(session, arguments)
    message = f"there is no function {name[:100]!r}"
    return refused(name, "unknown_function", message, allowed=list(tools))


def refused(name: str, code: str, message: str, allowed: Any = None) -> Job:
    """Return a job whose only result is a refusal."""
    result = ToolError(code, message, allowed=allowed).result()
    return Job(name, lambda: result)


def prepared(event: Finished) -> Finished:
    """Return an answer whose calls are read, and whose message servers take; for any thread.

    In the message every call has a usable name and JSON arguments: servers refuse a history with
    anything else. The call's result tells the model what was wrong.
    """
    if not event.calls:
        return event
    found = {call.arguments: read(call.arguments) for call in event.calls}
    calls = tuple(replace(call, read=found[call.arguments]) for call in event.calls)
    rows = [_acceptable(row, found) for row in event.message.get("tool_calls") or ()]
    return replace(event, calls=calls, message={**event.message, "tool_calls": rows})


def _acceptable(call: dict[str, Any], found: dict[str, ReadArguments]) -> dict[str, Any]:
    function = dict(call["function"])
    function["name"] = _NO_NAME.sub("_", function["name"])[:LONGEST_NAME] or "unknown"
    arguments = function["arguments"]
    if (found.get(arguments) or read(arguments)).value is None:
        function["arguments"] = "{}"
    return {**call, "function": function}


def shorten(call: Call, messages: list[dict[str, Any]]) -> None:
    """Keep of a refused call's arguments only a beginning: nobody needs more of them."""
    text = json.dumps(call.arguments, ensure_ascii=False) if call.arguments is not None else ""
    if len(text) <= LONGEST_REFUSED:
        return
    call.arguments, call.raw = None, text[:LONGEST_REFUSED]
    for message in reversed(messages):
        for asked in message.get("tool_calls") or ():
            if asked["id"] == call.id:
                asked["function"] = shortened_call(asked["function"], LONGEST_REFUSED)
                return


def shortened_call(function: dict[str, Any], longest: int) -> dict[str, Any]:
    """Return the function of a call with a beginning of its arguments, which stay JSON."""
    if len(function["arguments"]) <= longest or function["arguments"].startswith(_SHORT):
        return function
    cut = {"shortened": function["arguments"][: longest * 3 // 4]}
    return {**function, "arguments": json.dumps(cut, ensure_ascii=False)}


def for_the_model(result: dict[str, Any]) -> str:
    """Return a result as the model is told it: without what is empty, which takes room."""
    return json.dumps(plain_values(result), ensure_ascii=False, separators=(",", ":"))


def effect(result: dict[str, Any]) -> str:
    """Return what a call did, without the ids that it gave and the names made of them."""

    def without_ids(value: Any) -> Any:
        if isinstance(value, dict):
            default = f"Segment {value.get('segment_id')}"
            return {
                k: without_ids(v) for k, v in value.items() if not k.endswith("id") and v != default
            }
        return [without_ids(part) for part in value] if isinstance(value, list) else value

    return json.dumps(without_ids(result), sort_keys=True)
