"""The text forms of calls that models write and servers leave unread, one reader each.

Each takes the text of one or more calls without anything around it and returns names and
arguments, or None. The forms are those of the models' own chat templates.
"""

from __future__ import annotations

import ast
import json
import re
from typing import Any

Found = list[tuple[str, Any]]
"""Names and arguments: a dictionary, or texts by name where the form has no types."""

_NAMES = ("name", "tool_name", "function_name", "tool", "function", "action", "recipient_name")
_ARGUMENTS = ("arguments", "parameters", "args", "input", "action_input", "tool_input", "params")
_FENCE = re.compile(r"^```[a-zA-Z_]*\s*\n(.*?)\n?```$", re.DOTALL)
_XML = re.compile(
    r"<function[= ]\s*(?:name=)?\"?(?P<name>[^>\"\s]+)\"?>(?P<inside>.*?)(?:</function>|$)",
    re.DOTALL,
)
_XML_VALUE = re.compile(
    r"<parameter[= ]\s*(?:name=)?\"?(?P<key>[^>\"\s]+)\"?[^>]*>(?P<value>.*?)</parameter>",
    re.DOTALL,
)
_INVOKE = re.compile(
    r"<[^<>]*invoke name=\"(?P<name>[^\"]+)\"[^>]*>(?P<inside>.*?)</[^<>]*invoke>", re.DOTALL
)
_INVOKE_VALUE = re.compile(
    r"<[^<>]*parameter name=\"(?P<key>[^\"]+)\"[^>]*>(?P<value>.*?)</[^<>]*parameter>", re.DOTALL
)
_PAIR = re.compile(
    r"<arg_key>(?P<key>.*?)</arg_key>\s*<arg_value>(?P<value>.*?)</arg_value>", re.DOTALL
)
_PAIRS = re.compile(
    r"^\s*(?P<name>[\w.:\-]+)\s*(?P<inside>(?:<arg_key>.*</arg_value>)?)\s*$", re.DOTALL
)
_NAMED = re.compile(
    r"^\s*(?:function(?:<｜tool▁sep｜>|\s+))?(?:call:|to=)?(?P<name>[\w.:\-]+)\s*"
    r"(?:<\|constrain\|>\w+|<\|channel\|>\w+|\[CALL_ID\]\w+|\s*(?:json|code)(?=<))*\s*"
    r"(?:\[ARGS\]|<\|tool_call_argument_begin\|>|<\|message\|>|<｜tool▁sep｜>|\n)?\s*"
    r"(?:```[a-z]*\s*)?(?P<json>\{.*\})\s*(?:```)?\s*(?:<\|call\|>)?\s*$",
    re.DOTALL,
)


def read(text: str) -> Found | None:
    """Return the calls that a text is, whatever their form; None if it is anything else."""
    text = text.strip().removeprefix(">>>")
    fence = _FENCE.match(text)
    if fence:
        text = fence[1].strip()
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
        at += len(text[at:]) - len(text[at:].lstrip("; ,\n\r\t"))
    found = [call for value in values for call in _objects(value)]
    return found if found and len(found) >= len(values) else None


def _python_objects(text: str) -> Found | None:
    """The same in the notation of Python, as some models write it."""
    try:
        value = ast.literal_eval(text) if len(text) < 100_000 else None
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return None
    values = value if isinstance(value, list) else [value]
    found = [call for one in values for call in _objects(one)]
    return found if found and len(found) == len(values) else None


def _objects(value: Any) -> Found:
    if not isinstance(value, dict):
        return []
    for outer in ("tool_calls", "calls", "tool_uses"):
        if isinstance(value.get(outer), list):
            return [call for inner in value[outer] for call in _objects(inner)]
    for outer in ("function", "function_call", "tool_call"):
        if isinstance(value.get(outer), dict):
            return _objects(value[outer])
    name = next((value[key] for key in _NAMES if isinstance(value.get(key), str)), "")
    places = [key for key in _ARGUMENTS if key in value]
    if not name or not places:
        return []
    arguments = value[places[0]]
    return [(name, arguments if isinstance(arguments, dict | str) else {})]


def _xml(text: str) -> Found | None:
    """`<function=name><parameter=key>value</parameter></function>`; or JSON inside."""
    found: Found = []
    for call in _XML.finditer(text):
        inside = call["inside"].strip()
        values = {v["key"]: v["value"].strip("\n") for v in _XML_VALUE.finditer(inside)}
        if not values and inside.startswith("{"):
            found.append((call["name"], inside))
        else:
            found.append((call["name"], _Texts(values)))
    return found if found and not _XML.sub("", text).strip() else None


def _invoke(text: str) -> Found | None:
    """`<invoke name="…"><parameter name="key">value</parameter></invoke>`, prefixed or not."""
    found: Found = [
        (
            call["name"],
            _Texts({v["key"]: v["value"] for v in _INVOKE_VALUE.finditer(call["inside"])}),
        )
        for call in _INVOKE.finditer(text)
    ]
    return found if found and not _INVOKE.sub("", text).strip() else None


def _pairs(text: str) -> Found | None:
    """`name<arg_key>key</arg_key><arg_value>value</arg_value>`."""
    call = _PAIRS.match(text)
    if call is None or not call["inside"]:
        return None
    return [(call["name"], _Texts({v["key"]: v["value"] for v in _PAIR.finditer(call["inside"])}))]


def _named(text: str) -> Found | None:
    """A name, a mark of the template, and the arguments as JSON."""
    call = _NAMED.match(text)
    return [(call["name"], call["json"])] if call else None


def _python(text: str) -> Found | None:
    """`[name(key=value)]`, also printed; nothing but constants as values."""
    if len(text) > 100_000:
        return None
    try:
        body = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None
    nodes = body.elts if isinstance(body, ast.List) else [body]
    found = [_python_call(node) for node in nodes]
    return [call for call in found if call] if found and all(found) else None


def _python_call(node: ast.expr) -> tuple[str, Any] | None:
    if not isinstance(node, ast.Call):
        return None
    name = ast.unparse(node.func)
    if name == "print" and len(node.args) == 1:
        return _python_call(node.args[0])
    if node.args or any(word.arg is None for word in node.keywords):
        return None
    try:
        return name, {str(word.arg): ast.literal_eval(word.value) for word in node.keywords}
    except (ValueError, TypeError):
        return None


class _Texts(dict[str, str]):
    """Values that the form gives as text, whatever their type."""


def typed(arguments: Any, schema: dict[str, Any]) -> str | None:
    """Return arguments as JSON text, texts made what their parameters want; None if none.

    Args:
        arguments: As a form gave them.
        schema: The schema of the function's arguments.
    """
    if isinstance(arguments, str):
        return arguments
    if isinstance(arguments, _Texts):
        known = schema.get("properties") or {}
        arguments = {key: _value(text, known.get(key) or {}) for key, text in arguments.items()}
    try:
        return json.dumps(arguments, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError):
        return None


def _value(text: str, schema: dict[str, Any]) -> Any:
    kinds = schema.get("type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    stripped = text.strip()
    try:
        value = json.loads(stripped)
    except (ValueError, RecursionError):
        return stripped
    if value is None:
        return None if "null" in kinds else stripped
    if isinstance(value, str):
        return value
    return stripped if "string" in kinds and not isinstance(value, list | dict) else value
