"""Collects every fixed text that Blender shows of the add-on, with Blender's context for it."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import bpy

Text = tuple[str, str]

SHOWN = ("text", "heading", "placeholder", "title", "cancel_text", "confirm_text")
TRANSLATE = ("tr", "iface_", "tip_", "rpt_", "pgettext_iface", "poll_message_set")
TABLES = ("_LABELS", "_DONE", "_TITLES", "STARTERS")
"""Tables of texts that are translated where they are used."""
OPERATOR = "Operator"


def registered(classes: tuple[type, ...]) -> Iterator[Text]:
    """Yield names and descriptions of registered classes, their properties and choices."""
    for cls in classes:
        rna = cls.bl_rna  # type: ignore[attr-defined]
        if issubclass(cls, bpy.types.Operator):
            group, name = cls.bl_idname.split(".")
            rna = getattr(getattr(bpy.ops, group), name).get_rna_type()
            yield OPERATOR, cls.bl_label
            yield "*", rna.description
        elif hasattr(cls, "bl_label"):
            yield "*", cls.bl_label
        for prop in rna.properties:
            if prop.is_runtime and not prop.identifier.startswith("filter_"):
                yield from _of_property(prop)


def _of_property(prop: Any) -> Iterator[Text]:
    yield prop.translation_context, prop.name
    yield "*", prop.description
    if prop.type == "ENUM":
        for item in prop.enum_items_static:
            yield prop.translation_context, item.name
            yield "*", item.description


def drawn(folder: Path) -> Iterator[Text]:
    """Yield the literals that the modules in a folder give to layouts and to translation."""
    for file in sorted(folder.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield from _of_call(node)
            elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in TABLES:
                yield from (("*", text) for text in _values(node.value))


def _of_call(node: ast.Call) -> Iterator[Text]:
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    for keyword in node.keywords:
        if keyword.arg in SHOWN and name not in ("StringProperty", "run"):
            context = OPERATOR if name == "operator" else "*"
            yield from ((context, text) for text in _literals(keyword.value))
    if name in TRANSLATE and node.args:
        yield from (("*", text) for text in _literals(node.args[0]))
    if name == "report":
        yield from (("*", text) for text in _literals(node.args[1]))
    if name == "Missing":
        yield from (("*", text) for text in _literals(node.args[0]))
        yield from ((OPERATOR, text) for text in _literals(node.args[1]))


def _literals(node: ast.expr) -> list[str]:
    """Return the whole texts that an expression may be; those in f-strings are not."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, ast.IfExp):
        return _literals(node.body) + _literals(node.orelse)
    if isinstance(node, ast.BoolOp):
        return [text for value in node.values for text in _literals(value)]
    if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "format":
        return _literals(node.func.value)  # type: ignore[attr-defined]
    return []


def _values(node: ast.expr) -> list[str]:
    parts = node.values if isinstance(node, ast.Dict) else getattr(node, "elts", [])
    return [text for part in parts for text in _literals(part)]
