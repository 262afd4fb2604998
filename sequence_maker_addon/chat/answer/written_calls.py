"""Calls that stand in the text of an answer, if the whole answer is such a call."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from . import call_forms
from .known_names import known_name
from .visible_text import CALLS

Schemas = dict[str, dict[str, Any]]
"""The schemas of functions' arguments, by name."""

_MARKS = re.compile(
    r"<\|?/?(?:tools|tool_calls?|TOOLCALL|function_calls?|tool_call_(?:start|end)|python_tag"
    r"|tool_calls?_section_(?:begin|end)|tool_call_(?:begin|end)|call|START_ACTION|END_ACTION"
    r"|action_start|action_end|plugin|eom_id|eot_id|im_end|end|start_function_call"
    r"|end_function_call|longcat_tool_call)\|?>"
    r"|</?[a-zA-Z]+:tool_call>|</?｜DSML｜(?:function_calls|tool_calls)>"
    r"|<｜tool▁calls?▁(?:begin|end)｜>|\[/?TOOL_CALLS\]"
    r"|(?:<\|start\|>assistant)?<\|channel\|>commentary to=|<\|start_function_call\|?>"
)
_IN_AN_EXAMPLE = re.compile(
    r"(example|e\.g\.|for instance|such as|would |could |like this|syntax|format|template|looks?)"
    r"[^.\n]*$",
    re.IGNORECASE,
)


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
    if not thought and not _stands_alone(prose):
        return NONE
    pieces = [piece for piece in _MARKS.split(body) if piece and piece.strip(" \n\r\t;,")]
    calls: tuple[tuple[str, str], ...] = ()
    for number, piece in enumerate(pieces):
        found = _known(call_forms.read(piece.strip(" \n\r\t;,")), schemas)
        if not found:
            is_prose_behind = number > 0 and not re.search(r"[{<\[]", piece)
            return NONE if is_prose_behind else Written(prose, unreadable=True)
        calls += found
    return Written(prose, calls) if calls else Written(prose, unreadable=True)


def _first_mark(text: str) -> int:
    return min((at for mark in CALLS if (at := text.find(mark)) >= 0), default=-1)


def _stands_alone(prose: str) -> bool:
    """Tell whether a call behind this text stands by itself and is no example within it."""
    if not prose.strip():
        return True
    if prose.count("```") % 2 or not prose.rstrip(" \t").endswith("\n"):
        return False
    return not _IN_AN_EXAMPLE.search(prose.rstrip())


def _known(found: call_forms.Found | None, schemas: Schemas) -> tuple[tuple[str, str], ...]:
    """Return calls with the names that the functions have; none if one of them is unknown."""
    calls: list[tuple[str, str]] = []
    for name, arguments in found or ():
        known = known_name(name, schemas)
        text = call_forms.typed(arguments, schemas[known]) if known else None
        if known is None or text is None:
            return ()
        calls.append((known, text))
    return tuple(calls)
