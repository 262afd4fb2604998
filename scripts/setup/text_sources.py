"""Collects the texts that people see: what Blender is told, what is drawn, what is composed.

A text is its context in Blender, its English, and its plural where it is an amount.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import spoken_texts

OPERATOR = "Operator"
COLOR = "Color"
"""Contexts of labels of operators and of the names of colors."""
SHOWN = ("text", "heading", "placeholder", "title", "cancel_text", "confirm_text")
TRANSLATE = ("tr", "iface_", "tip_", "rpt_", "pgettext_iface", "poll_message_set")
TABLES = re.compile(r"_?[A-Z_]*(LABELS|WORDS|STARTERS|FIGURES|GRIDS|DONE|TITLES)")
"""Names of tables of texts that are translated where they are used."""
CORE = ("sequence", "toolkit", "tools", "music", "chat", "interchange", "companion")
"""Rooms whose sentences are for people as well as for the model."""
ONLY_FOR_THE_MODEL = ("chat/context.py", "chat/proposing/gate.py", "chat/conversation.py")
IN_PROPERTIES = ("chat/metrics.py",)
"""Files of the core whose sentences are properties' tooltips, which Blender tells."""
SENTENCE = re.compile(r"[A-Za-z’']{2,},? [A-Za-z’'{]+|[a-z]{3,}[:;,] |\} [a-z]{2,}|[a-z]{2,} \{")
UNSEEN: tuple[str, ...]
UNSEEN = ("debug", "info", "warning", "exception", "error", "compile", "TypeError", "RuntimeError")
UNSEEN += ("split", "startswith", "removeprefix", "removesuffix", "Formatter", "join", "loads")
NOT_SENTENCES = re.compile(r"hint|_?[A-Z_]*(HINTS?|ONES|TENS_WORDS|ORDINALS|GONE|MARKS)")


class Text(NamedTuple):
    """One text to translate."""

    context: str
    text: str
    plural: str = ""


def collected(
    classes: tuple[Any, ...], package: Path, nouns: dict[str, str], colors: Iterable[str]
) -> set[Text]:
    """Return all texts of the add-on in which there is a word.

    Args:
        classes: What is registered with Blender, while it is registered.
        package: The add-on's folder.
        nouns: What is counted, with its plural.
        colors: Names of colors.
    """
    found = {*registered(classes), *drawn(package), *composed(package), *_spoken(package)}
    found = {text for text in found if re.search(r"[A-Za-z]{2}", text.text)}
    amounts = {Text("*", f"{{count}} {one}", f"{{count}} {many}") for one, many in nouns.items()}
    forms = {Text("*", form) for text in amounts for form in text[1:]}
    return (found - forms) | amounts | {Text(COLOR, name) for name in colors}


def registered(classes: tuple[Any, ...]) -> Iterator[Text]:
    """Yield names and descriptions of registered classes, their properties and choices."""
    import bpy

    for cls in classes:
        rna = cls.bl_rna
        if issubclass(cls, bpy.types.Operator):
            group, name = cls.bl_idname.split(".")
            rna = getattr(getattr(bpy.ops, group), name).get_rna_type()
            yield Text(OPERATOR, cls.bl_label)
            yield Text("*", rna.description)
        elif hasattr(cls, "bl_label"):
            yield Text("*", cls.bl_label)
            yield Text("*", rna.description)
        for prop in rna.properties:
            if prop.is_runtime and not prop.identifier.startswith("filter_"):
                yield from _of_property(prop)


def _of_property(prop: Any) -> Iterator[Text]:
    yield Text(prop.translation_context, prop.name)
    yield Text("*", prop.description)
    if prop.type == "ENUM":
        for item in prop.enum_items_static:
            yield Text(prop.translation_context, item.name)
            yield Text("*", item.description)


def drawn(package: Path) -> Iterator[Text]:
    """Yield the literals that Blender's rooms give to layouts and to translation."""
    for file in sorted(package.rglob("*.py")):
        if (package / "plain") in file.parents:
            continue  # its tables are words that are read
        is_drawn = (package / "blender") in file.parents
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and is_drawn:
                yield from _of_call(node)
            elif isinstance(node, (ast.Assign, ast.AnnAssign)):
                target = node.targets[0] if isinstance(node, ast.Assign) else node.target
                name = getattr(target, "id", "")
                if TABLES.fullmatch(name) and node.value is not None:
                    context = OPERATOR if name == "WORDS" else "*"
                    yield from (Text(context, text) for text in _values(node.value))


def _of_call(node: ast.Call) -> Iterator[Text]:
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    for keyword in node.keywords:
        if keyword.arg in SHOWN and name not in ("StringProperty", "run"):
            context = OPERATOR if name == "operator" else "*"
            yield from (Text(context, text) for text in _literals(keyword.value))
    if name in TRANSLATE and node.args:
        context = next(iter(_literals(node.args[1])), "*") if len(node.args) > 1 else "*"
        yield from (Text(context, text) for text in _literals(node.args[0]))
    if name == "report":
        yield from (Text("*", text) for text in _literals(node.args[1]))
    if name == "Missing":
        yield from (Text("*", text) for text in _literals(node.args[0]))
        yield from (Text(OPERATOR, text) for text in _literals(node.args[1]))


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


def _values(node: ast.expr) -> Iterator[str]:
    """Yield the texts of a table: the values of a dictionary, the second words of rows."""
    if isinstance(node, ast.Dict):
        yield from (text for part in node.values for text in _literals(part))
    for row in getattr(node, "elts", []):
        yield from _literals(row.elts[1] if isinstance(row, ast.Tuple) else row)


def composed(package: Path) -> Iterator[Text]:
    """Yield the sentences of the core, and those that Blender's rooms put together."""
    for room in (*CORE, "blender"):
        for file in sorted((package / room).rglob("*.py")):
            name = file.relative_to(package).as_posix()
            if name not in (*ONLY_FOR_THE_MODEL, *IN_PROPERTIES) and not name.startswith(
                "blender/command"
            ):
                yield from _sentences(file, only_composed=room == "blender")


def _spoken(package: Path) -> Iterator[Text]:
    for file in sorted((package / "plain").rglob("*.py")):
        if file.parent.name in ("lexicon", "dictionaries", "translating"):
            continue  # whose texts are words of requests
        for node in spoken_texts.nodes(ast.parse(file.read_text(encoding="utf-8"))):
            if SENTENCE.search(template(node)):
                yield Text("*", template(node).strip())


def _sentences(file: Path, only_composed: bool) -> Iterator[Text]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    unseen = {id(node) for part in ast.walk(tree) for node in _hidden(part, only_composed)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "free":
            yield from (Text("*", text) for text in map(template, node.args) if text)
        text = template(node)
        if text and id(node) not in unseen and SENTENCE.search(text):
            yield Text("*", text.strip())


def _hidden(part: ast.AST, only_composed: bool) -> Iterator[ast.AST]:
    """Yield what of a part of the code is no text for people."""
    called = getattr(part, "func", None)
    name = getattr(called, "attr", getattr(called, "id", ""))
    error = name.endswith(("Error", "Fault", "Busy", "Outcome", "append", "end_all", "cancel"))
    targets = getattr(part, "targets", [getattr(part, "target", None)])
    keyword = isinstance(part, ast.keyword) and part.arg in ("hint", "name", "tip")
    hidden = isinstance(part, (ast.Compare, ast.JoinedStr, ast.FormattedValue, ast.Subscript))
    hidden = (
        hidden or keyword or isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant)
    )
    hidden = hidden or (isinstance(part, ast.Call) and name in (*UNSEEN, *TRANSLATE))
    hidden = hidden or bool(NOT_SENTENCES.fullmatch(getattr(targets[0], "id", "") or ""))
    below = list(ast.walk(part))[1:] if hidden else []
    if only_composed and not (isinstance(part, ast.Call) and error):
        below += [n for n in ast.iter_child_nodes(part) if isinstance(n, ast.Constant)]
    yield from below


def template(node: ast.AST) -> str:
    """Return a literal, or an f-string with a named place for each of its values."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if not isinstance(node, ast.JoinedStr):
        return ""
    parts: list[str] = []
    names: dict[str, list[str]] = {}
    for part in node.values:
        if isinstance(part, ast.FormattedValue):
            places = names.setdefault(_name(part.value), [])
            code = ast.dump(part.value)
            places += [] if code in places else [code]
            number = places.index(code) + 1
            parts.append(f"{{{_name(part.value)}{number if number > 1 else ''}}}")
        elif isinstance(part, ast.Constant):
            parts.append(str(part.value))
    return "".join(parts)


def _name(value: ast.expr) -> str:
    """Return what a value in an f-string is called for translators."""
    if isinstance(value, ast.Call):
        name = getattr(value.func, "attr", getattr(value.func, "id", "value"))
        if name in ("len", "int", "round", "repr", "str", "quoted", "shown") and value.args:
            return _name(value.args[0])
        return name.strip("_")
    return getattr(value, "attr", getattr(value, "id", "value")).strip("_")
