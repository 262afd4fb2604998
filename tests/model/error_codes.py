"""Finds every error code that the package can produce, by reading its source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = next(p for p in Path(__file__).resolve().parents if (p / "blender_manifest.toml").is_file())
PACKAGE = ROOT / "sequence_maker_addon"
CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
PAIRS = ("chat/options.py", "chat/recovery.py", "chat/turn.py", "chat/answer/endings.py")
PAIRS += ("chat/answer/normalizer.py",)
"""Files in which a code is the first, or the second, of a tuple that is returned or passed on."""


def codes() -> dict[str, set[str]]:
    """Return every code with the files that can produce it."""
    found: dict[str, set[str]] = {}
    trees = {
        path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
    }
    takers = dict(_takers(trees.values()))
    for name, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") == "CODES":
                for value in getattr(node.value, "values", ()):
                    found.setdefault(str(getattr(value, "value", "")), set()).add(name)
            for code in _of(node, takers, name in PAIRS):
                if CODE.fullmatch(code):
                    found.setdefault(code, set()).add(name)
    return found


def _takers(trees) -> Iterator[tuple[str, int]]:
    """Yield what takes a code: functions and classes with a parameter or field of that name."""
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                names = [a.arg for a in node.args.args if a.arg not in ("self", "cls")]
                if "code" in names:
                    yield node.name, names.index("code")
            elif isinstance(node, ast.ClassDef):
                yield from _of_class(node)


def _of_class(node: ast.ClassDef) -> Iterator[tuple[str, int]]:
    fields = [
        row.target.id
        for row in node.body
        if isinstance(row, ast.AnnAssign) and isinstance(row.target, ast.Name)
    ]
    if "code" in fields:
        yield node.name, fields.index("code")
    for row in node.body:
        if isinstance(row, ast.FunctionDef) and row.name == "__init__":
            names = [a.arg for a in row.args.args[1:]]
            if "code" in names:
                yield node.name, names.index("code")
    if any(getattr(base, "id", "") in ("ToolError", "FaultError") for base in node.bases):
        yield node.name, 0


def _of(node: ast.AST, takers: dict[str, int], pairs: bool) -> Iterator[str]:
    if isinstance(node, ast.Call):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        place = takers.get(name, -1)
        if 0 <= place < len(node.args):
            yield from _constants(node.args[place])
        yield from (c for k in node.keywords if k.arg == "code" for c in _constants(k.value))
    if isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and key.value == "code":
                yield from _constants(value)
    if isinstance(node, ast.Compare) and "code" in _name(node.left):
        for other in node.comparators:
            yield from _constants(other)
    if isinstance(node, ast.Tuple) and pairs and len(node.elts) in (2, 3):
        last = node.elts[-1]
        told = isinstance(last, ast.JoinedStr | ast.Name | ast.Attribute) or (
            isinstance(last, ast.Constant) and " " in str(last.value)
        )
        if told:
            yield from _constants(node.elts[-2])


def _name(node: ast.expr) -> str:
    return str(getattr(node, "attr", getattr(node, "id", "")))


def _constants(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*_constants(node.body), *_constants(node.orelse))
    elif isinstance(node, ast.BoolOp):
        yield from (c for value in node.values for c in _constants(value))
    elif isinstance(node, ast.Tuple):
        yield from (c for value in node.elts for c in _constants(value))
