"""Calls that stand in the text of an answer, if the whole answer is such a call."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from . import call_forms
from .call_values import typed
from .known_names import known_name
from .text_marks import CALLS

Schemas = dict[str, dict[str, Any]]
"""The schemas of functions' arguments, by name."""

_MARKS = re.compile(
    r"<\|?/?(?:tools|tool_calls?|TOOLCALL|function_calls?|tool_call_(?:start|end)|python_tag|python_start|python_end"
    r"|tool_calls?_section_(?:begin|end)|tool_call_(?:begin|end)|call|START_ACTION|END_ACTION"
    r"|action_start|action_end|plugin|eom_id|eot_id|im_end|end|start_function_call"
    r"|end_function_call|longcat_tool_call)\|?>"
    r"|</?[a-zA-Z]+:tool_call>|</?｜DSML｜(?:function_calls|tool_calls)>"
    r"|<｜tool▁calls?▁(?:begin|end)｜>|\[/?TOOL_CALLS\]"
    r"|(?:<\|start\|>assistant)?<\|channel\|>(?:commentary|analysis) to=|<\|start_function_call\|?>"
)
_NO_CALL = re.compile(
    r"example|e\.g\.|instance|such as|would|could|should|like this|syntax|format|template|look"
    r"|form\b"
    r"|\bnot\b|never|n't|\byou|\bif\b|earlier|\?|how to"
    r"|beispiel|etwa|so sieht|nicht|\bnie\b|w[üu]rde|k[öo]nnte|\bwenn\b|\bdu\b|\bsie\b|form:",
    re.IGNORECASE,
)
"""Words before a call that is an example, a question or a warning."""
NEAR = 400
"""Characters before a call in which such words are looked for."""
_DESTRUCTIVE = re.compile(r"(clear|delete|remove)_")
"""Functions that are not carried out because of a text with anything else in it."""
_LOOKS_LIKE = re.compile(r"\s*[{<\[]|[\w.:/-]+(?:\s+(?:code|json))?\s*[{(<\[]")


@dataclass(frozen=True, slots=True)
class Written:
    """What was found.

    Attributes:
        prose: The text before the first call.
        calls: Names and arguments as JSON text, in order.
        unreadable: There is a call that cannot be read, or to a function that is not there.
    """

    prose: str = ""
    calls: tuple[tuple[str, str], ...] = ()
    unreadable: bool = False


NONE = Written()


def written(text: str, schemas: Schemas, thought: bool = False) -> Written:
    """Look for calls in a text.

    Args:
        text: The answer, or the thinking of an answer that is nothing else.
        schemas: The functions that were offered.
        thought: It is thinking, which may say something before the call in the same line.
    """
    text = re.sub(r"^\s*functools(?=\[)", "", text)
    at = _first_mark(text)
    if at < 0:
        whole = _known(call_forms.read(text), schemas)
        return Written(calls=whole) if whole else NONE
    prose, body = text[:at], text[at:]
    if not _stands_alone(prose, thought or body.startswith(("<|", "<｜"))):
        return NONE
    calls: tuple[tuple[str, str], ...] = ()
    for piece in _MARKS.split(body):
        if not piece or not piece.strip(" \n\r\t;,"):
            continue
        found = _known(call_forms.read(piece.strip(" \n\r\t;,")), schemas)
        if not found:
            is_prose = not _LOOKS_LIKE.match(piece) or bool(calls and piece.lstrip()[:1] != "<")
            return NONE if is_prose else Written(prose, unreadable=True)
        calls += found
    spoken = bool(prose.strip())
    if not calls or (spoken and any(_DESTRUCTIVE.match(name) for name, _ in calls)):
        return Written(prose, unreadable=True)
    return Written(prose, calls)


def _first_mark(text: str) -> int:
    return min((at for mark in CALLS if (at := text.find(mark)) >= 0), default=-1)


def _stands_alone(prose: str, special: bool) -> bool:
    """Tell whether a call behind this text stands by itself and is no example within it.

    Args:
        prose: The text.
        special: The call need not begin a line: its mark is no text, or it stands in thinking.
    """
    if not prose.strip():
        return True
    if prose.count("```") % 2 or prose.count("~~~") % 2:
        return False
    if not (special or prose.rstrip(" \t").endswith("\n")):
        return False
    return not _NO_CALL.search(prose[-NEAR:])


def _known(found: call_forms.Found | None, schemas: Schemas) -> tuple[tuple[str, str], ...]:
    """Return calls with the names that the functions have; none if one of them is unknown."""
    calls: list[tuple[str, str]] = []
    for name, arguments in found or ():
        known = known_name(name, schemas)
        text = typed(known, arguments, schemas[known]) if known else None
        if known is None or text is None:
            return ()
        calls.append((known, text))
    return tuple(calls)
