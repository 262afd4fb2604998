"""From a call of the model to the job that carries it out, or says why not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..core.errors import ToolError
from ..core.jobs import Job
from ..core.registry import Tool
from ..core.session import Session

CUT = "not executed: the answer was cut by the token limit; send the call again, shorter"


def job(tools: Mapping[str, Tool], session: Session, name: str, arguments: str) -> Job:
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
