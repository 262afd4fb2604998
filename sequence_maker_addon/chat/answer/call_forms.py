"""The text forms of calls that models write and servers leave unread, one reader each.

Each takes the text of one or more calls without anything around it and returns names and
arguments, or None. A form is read whole or not at all: what is left over, unclosed or cut makes it
none, for half of the arguments may be a call of another kind. The forms are those of the models'
own chat templates.
"""

from __future__ import annotations

import ast
import json
import re
from typing import Any

from .argument_repairs import CHATTER

Found = list[tuple[str, Any]]
"""Names and arguments: a dictionary, or `Texts` where the form has no types."""

_NAMES = ("name", "tool_name", "function_name", "tool", "function", "action", "recipient_name")
_ARGUMENTS = ("arguments", "parameters", "args", "input", "action_input", "tool_input", "params")
_OTHERS = frozenset({"id", "type", "index", "tool_call_id", *CHATTER})
_OUTER = ("tool_calls", "calls", "tool_uses", "function", "function_call", "tool_call")
_FUNCTION = re.compile(r"<function[= ]\s{0,5}(?:name=)?\"?([\w.:/-]{1,200})\"?\s{0,5}>")
_PARAMETER = re.compile(r"<parameter[= ]\s{0,5}(?:name=)?\"?([\w.-]{1,100})\"?(?: [^<>]{0,200})?>")
_INVOKE = re.compile(r"<[^<>\s]{0,20}invoke name=\"([^\"<>]{1,200})\"[^<>]{0,200}>")
_INVOKE_END = re.compile(r"</[^<>\s]{0,20}invoke>")
_VALUE = re.compile(r"<[^<>\s]{0,20}parameter name=\"([^\"<>]{1,100})\"[^<>]{0,200}>")
_VALUE_END = re.compile(r"</[^<>\s]{0,20}parameter>")
_PAIR = re.compile(r"<arg_key>([^<>]{1,100})</arg_key>\s{0,20}<arg_value>")
_NAME = re.compile(
    r"\s{0,50}(?:function(?:<｜tool▁sep｜>|\s{1,5}))?(?:commentary )?"
    r"(?:call:|to=)?([\w.:/-]{1,200})"
)
_MARK = re.compile(
    r"\s+|<\|constrain\|>\w+|<\|channel\|>\w+|\[CALL_ID\]\w+|\[ARGS\]|<\|tool_call_argument_begin\|>"
    r"|<\|message\|>|<｜tool▁sep｜>|```[a-z]*|(?:json|code)(?=[<{\s])"
)
_END = re.compile(r"\s+|```|<\|call\|>")


class Texts(dict[str, str]):
    """Values that the form gives as text, whatever their type."""


def read(text: str) -> Found | None:
    """Return the calls that a text is, whatever their form; None if it is anything else."""
    text = text.strip().removeprefix(">>>")
    if text.startswith("```") and text.endswith("```") and "\n" in text:
        text = text[text.index("\n") : -3].strip()
    if not text:
        return None
    for form in (_json, _xml, _invoke, _pairs, _named, _python):
        found = form(text)
        if found:
            return found
    return None


def _json(text: str) -> Found | None:
    """`{"name": …, "arguments": {…}}`, one, several or a list of them."""
    if text[0] not in "{[":
        return None
    values, decoder, at = [], json.JSONDecoder(), 0
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return _python_objects(text) if at == 0 else None
        values += value if isinstance(value, list) else [value]
        while at < len(text) and text[at] in "; ,\n\r\t":
            at += 1
    return _all(values)


def _python_objects(text: str) -> Found | None:
    """The same in the notation of Python, as some models write it."""
    try:
        value = ast.literal_eval(text) if len(text) < 100_000 else None
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return None
    return _all(value if isinstance(value, list) else [value])


def _all(values: list[Any]) -> Found | None:
    """Return the calls that all of some values are, None if one of them is none."""
    found: Found = []
    for value in values:
        calls = _objects(value)
        if not calls:
            return None
        found += calls
    return found or None


def _objects(value: Any, depth: int = 4) -> Found:
    """Return the calls of an object; an object with anything else is data and no call."""
    if not isinstance(value, dict) or depth == 0:
        return []
    for outer in _OUTER:
        inner = value.get(outer)
        if isinstance(inner, dict | list) and set(value) <= {outer} | _OTHERS:
            rows = inner if isinstance(inner, list) else [inner]
            return _all_deep(rows, depth)
    name = next((key for key in _NAMES if isinstance(value.get(key), str)), "")
    place = next((key for key in _ARGUMENTS if key in value), "")
    if not name or not place or not set(value) <= {name, place} | _OTHERS:
        return []
    arguments = _dictionary(value[place])
    if arguments is None or {"type", "properties"} <= set(arguments):
        return []
    return [(value[name], arguments)]


def _all_deep(rows: list[Any], depth: int) -> Found:
    found = [_objects(row, depth - 1) for row in rows]
    return [call for calls in found for call in calls] if all(found) else []


def _dictionary(value: Any) -> dict[str, Any] | None:
    """Return arguments that are an object, or the text of one; None if they are neither."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return None
    return value if isinstance(value, dict) else None


def _xml(text: str) -> Found | None:
    """`<function=name><parameter=key>value</parameter></function>`; or JSON inside."""
    found: Found = []
    while text := text.strip():
        head = _FUNCTION.match(text)
        end = text.find("</function>")
        if head is None or end < head.end():
            return None
        arguments = _inside(text[head.end() : end], _PARAMETER, re.compile("</parameter>"))
        if arguments is None:
            return None
        found.append((head[1], arguments))
        text = text[end + len("</function>") :]
    return found


def _invoke(text: str) -> Found | None:
    """`<invoke name="…"><parameter name="key">value</parameter></invoke>`, prefixed or not."""
    found: Found = []
    while text := text.strip():
        head = _INVOKE.match(text)
        end = _INVOKE_END.search(text, head.end()) if head else None
        if head is None or end is None:
            return None
        arguments = _inside(text[head.end() : end.start()], _VALUE, _VALUE_END)
        if arguments is None:
            return None
        found.append((head[1], arguments))
        text = text[end.end() :]
    return found


def _inside(text: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> Any:
    """Return the values between tags, or the object in their place; None for anything else."""
    text = text.strip()
    if text.startswith("{"):
        return _dictionary(text)
    values = Texts()
    while text:
        head = opening.match(text)
        end = closing.search(text, head.end()) if head else None
        if head is None or end is None or opening.search(text, head.end(), end.start()):
            return None
        values[head[1]] = text[head.end() : end.start()].strip("\n")
        text = text[end.end() :].lstrip()
    return values


def _pairs(text: str) -> Found | None:
    """`name<arg_key>key</arg_key><arg_value>value</arg_value>`."""
    head = _NAME.match(text)
    if head is None:
        return None
    values, text = Texts(), text[head.end() :].strip()
    if text and not text.startswith("<arg_key>"):
        return None
    while text:
        pair = _PAIR.match(text)
        end = text.find("</arg_value>", pair.end()) if pair else -1
        if pair is None or end < 0 or "<arg_" in text[pair.end() : end]:
            return None
        values[pair[1]] = text[pair.end() : end]
        text = text[end + len("</arg_value>") :].lstrip()
    return [(head[1], values)]


def _named(text: str) -> Found | None:
    """A name, marks of the template, and the arguments as JSON."""
    head = _NAME.match(text)
    if head is None:
        return None
    at = head.end()
    while mark := _MARK.match(text, at):
        at = mark.end()
    if at >= len(text) or text[at] != "{":
        return None
    try:
        value, at = json.JSONDecoder().raw_decode(text, at)
    except (ValueError, RecursionError):
        return None
    while end := _END.match(text, at):
        at = end.end()
    return [(head[1], value)] if at == len(text) and isinstance(value, dict) else None


def _python(text: str) -> Found | None:
    """`[name(key=value)]`, also printed; nothing but constants as values."""
    if len(text) > 100_000 or "(" not in text:
        return None
    try:
        lines = ast.parse(text.strip()).body
        values = [line.value if isinstance(line, ast.Expr) else None for line in lines]
        if len(values) == 1 and isinstance(values[0], ast.List):
            values = list(values[0].elts)
        found = [_python_call(node) for node in values]
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None
    return [call for call in found if call] if found and all(found) else None


def _python_call(node: ast.expr | None) -> tuple[str, Any] | None:
    if not isinstance(node, ast.Call):
        return None
    named = node.func
    if isinstance(named, ast.Name) and named.id == "print" and len(node.args) == 1:
        return _python_call(node.args[0])
    name = _dotted(named)
    if not name or node.args or any(word.arg is None for word in node.keywords):
        return None
    return name, {str(word.arg): ast.literal_eval(word.value) for word in node.keywords}


def _dotted(node: ast.expr, depth: int = 3) -> str:
    """Return a name with at most a few dots, "" for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and depth:
        before = _dotted(node.value, depth - 1)
        return f"{before}.{node.attr}" if before else ""
    return ""
