"""Asks the person what only the person can know."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, WithJsonSchema

from ..sequence.errors import ToolError
from ..toolkit.jobs import Ask, Steps
from ..toolkit.parameters import SEVERAL, Kind
from ..toolkit.registry import tool
from ..toolkit.world import Session

DECIDE = "do what is most likely meant and say what you assumed, or say what you need to know"

Question = Annotated[
    str, Field(min_length=1, max_length=1000), WithJsonSchema({"type": "string"}), Kind("text")
]
Answers = Annotated[
    list[Annotated[str, Field(min_length=1, max_length=100), Kind("text")]],
    SEVERAL,
    Field(min_length=1, max_length=6),
    Kind("names"),
]
"""What a question may be answered with."""


@tool("ask", tip="The assistant asks you a question, with answers to press", needs="room")
def ask_user(session: Session, question: Question, options: Answers | None = None) -> Steps:
    """Ask the user one question and wait; only when the answer changes what you do.

    Args:
        question: One short sentence in the user's language.
        options: Two to six likely answers, a few words each; another answer can be typed.
    """
    most = session.limits.max_questions
    if session.questions >= most:
        message = f"the user is asked {most} times for one prompt at most"
        raise ToolError("too_many_questions", message, hint=DECIDE)
    session.questions += 1
    reply = yield Ask(question, tuple(options or ()), free=True)
    if not isinstance(reply, str) or not reply.strip():
        raise ToolError("no_answer", "the user gave no answer", hint=DECIDE)
    return {"ok": True, "answer": reply.strip()}
