"""What a request was read as: calls, a proposal, a question, an answer, or none of ours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .parts.plain_call import PlainCall as PlainCall

Degree = Literal["certain", "proposal", "question", "answer", "declined"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a request was read as.

    Attributes:
        kind: `certain` calls may run; a `proposal` is shown first; a `question` asks for what is
            missing; an `answer` tells of the scene; what is `declined` is no plain command.
        calls: Of what is certain or proposed.
        text: What is said: the question, the answer, or why not; one sentence in English.
        options: Of a question: answers to offer, each a whole request that then is certain.
        word: The word that it stumbled over.
        show: Ids of the segments that an answer is about.
        undo: Revert the last turn.
    """

    kind: Degree
    calls: tuple[PlainCall, ...] = ()
    text: str = ""
    options: tuple[str, ...] = ()
    word: str = ""
    show: tuple[int, ...] = ()
    undo: bool = False
