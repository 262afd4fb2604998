"""Collects what the rules of plain commands say: questions, answers, refusals and their parts.

Their files are full of words that are read and of examples, which are no texts for people: what is
said stands in f-strings, in what makes an answer, and in constants named `CAN` or `..._LONG`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

SPEAKS = ("Found", "Reading", "_answer", "_which")
"""What is made of sentences."""
NAMED = re.compile(r"CAN|[A-Z]+_LONG|text")
"""Variables that hold sentences."""
ONLY_READ = ("Item", "Frame", "tags", "call", "weigh", "format", "startswith")
"""What is made of words of requests."""


def nodes(tree: ast.AST) -> list[ast.AST]:
    """Return the parts of a module that are texts for people, if they are sentences."""
    read = {id(node) for part in ast.walk(tree) if _only_read(part) for node in ast.walk(part)}
    said = [node for part in ast.walk(tree) for node in _said(part)]
    kept = {id(node): node for node in said if id(node) not in read}
    inner = {
        id(node)
        for part in kept.values()
        if isinstance(part, ast.JoinedStr)
        for node in list(ast.walk(part))[1:]
    }
    return [node for key, node in kept.items() if key not in inner]


def _said(part: ast.AST) -> Iterator[ast.AST]:
    """Yield the texts of what speaks, and every f-string."""
    if isinstance(part, ast.JoinedStr):
        yield part
    if isinstance(part, ast.Call) and _name(part) in SPEAKS:
        given = [*part.args, *(k.value for k in part.keywords if k.arg == "text")]
        for value in given:
            yield from (n for n in ast.walk(value) if isinstance(n, ast.Constant))
    if isinstance(part, ast.Assign) and NAMED.fullmatch(getattr(part.targets[0], "id", "")):
        yield from (n for n in ast.walk(part.value) if isinstance(n, ast.Constant))


def _only_read(part: ast.AST) -> bool:
    """Tell whether a part makes requests or words of them."""
    if isinstance(part, ast.Compare):
        return True
    if isinstance(part, ast.Call):
        asked = getattr(getattr(part.func, "value", None), "id", "") == "options"
        return asked or _name(part) in ONLY_READ
    if isinstance(part, ast.keyword):
        return part.arg == "options"
    targets = getattr(part, "targets", [getattr(part, "target", None)])
    target = targets[0]
    names = [getattr(own, "id", "") for own in getattr(target, "elts", [target])]
    return any(name in ("options", "option", "marked") for name in names)


def _name(called: ast.Call) -> str:
    return getattr(called.func, "attr", getattr(called.func, "id", ""))
