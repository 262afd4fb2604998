"""From a call of the model to the job that carries it out, or says why not."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from ..sequence.errors import ToolError
from ..toolkit.jobs import Job
from ..toolkit.registry import Tool, parse
from ..toolkit.world import Session
from .offer.untrusted import plain_values

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


def sanitize_calls(message: dict[str, Any]) -> dict[str, Any]:
    """Return an assistant message whose calls all have a usable name and JSON arguments.

    Servers refuse a history with anything else; the call's result tells the model what was wrong.
    """
    calls = message.get("tool_calls")
    if not calls:
        return message
    return {**message, "tool_calls": [_acceptable(call) for call in calls]}


def _acceptable(call: dict[str, Any]) -> dict[str, Any]:
    function = dict(call["function"])
    function["name"] = _NO_NAME.sub("_", function["name"])[:LONGEST_NAME] or "unknown"
    try:
        parse(function["arguments"])
    except ToolError:
        function["arguments"] = "{}"
    return {**call, "function": function}


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
