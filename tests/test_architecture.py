"""The rules of docs/architecture.md that a machine can check."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "sequence_maker_addon"
FILES = sorted(PACKAGE.rglob("*.py"))
MAY_IMPORT = {
    "sequence": {"sequence"},
    "toolkit": {"sequence", "toolkit"},
    "music": {"sequence", "toolkit", "music"},
    "tools": {"sequence", "toolkit", "music", "tools"},
    "chat": {"sequence", "toolkit", "chat"},
    "blender": {"sequence", "toolkit", "music", "tools", "chat", "blender"},
}
LONGEST = 250

every_file = pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(PACKAGE)))


def layer(file: Path) -> str:
    """The folder below the package that a file belongs to; empty for the top `__init__`."""
    parts = file.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else ""


def tree(file: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def absolute_imports(file: Path) -> Iterator[str]:
    """The top-level names that a file imports from outside the package."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield str(node.module).split(".")[0]


def relative_imports(file: Path) -> Iterator[str]:
    """The layers that a file imports from; a name that the top `__init__` gives is left out."""
    depth = len(file.relative_to(PACKAGE).parts) - 1
    for node in ast.walk(tree(file)):
        if not isinstance(node, ast.ImportFrom) or node.level == 0:
            continue
        kept = file.relative_to(PACKAGE).parts[: depth - (node.level - 1)]
        path = [*kept, *(node.module or "").split(".")]
        names = [path[0]] if path[0] else [alias.name for alias in node.names]
        yield from (name for name in names if (PACKAGE / name).is_dir())


def test_there_is_something_to_check() -> None:
    assert {layer(file) for file in FILES} >= {"", "sequence", "tools", "chat", "blender"}


@every_file
def test_a_layer_imports_only_the_layers_below_it(file: Path) -> None:
    allowed = MAY_IMPORT.get(layer(file), set(MAY_IMPORT))
    assert set(relative_imports(file)) <= allowed


@every_file
def test_our_own_modules_are_imported_relatively(file: Path) -> None:
    ours = {"bl_ext", "sequence_maker", "sequence_maker_addon", *MAY_IMPORT}
    assert not ours & set(absolute_imports(file))


@every_file
def test_only_the_blender_layer_knows_blender(file: Path) -> None:
    if layer(file) not in ("", "blender"):
        assert not {"bpy", "aud", "blf", "gpu", "mathutils"} & set(absolute_imports(file))


@every_file
def test_only_the_client_knows_openai(file: Path) -> None:
    if file != PACKAGE / "chat" / "wire" / "client.py":
        assert "openai" not in set(absolute_imports(file))


@every_file
def test_nothing_is_printed(file: Path) -> None:
    calls = (node.func for node in ast.walk(tree(file)) if isinstance(node, ast.Call))
    assert "print" not in {call.id for call in calls if isinstance(call, ast.Name)}


@every_file
def test_a_file_can_be_read_in_one_go(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= LONGEST


@every_file
def test_every_module_says_what_it_is_for(file: Path) -> None:
    assert ast.get_docstring(tree(file))
