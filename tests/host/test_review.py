"""What a reviewer of the zip looks for: each rule is read in the files as the zip has them."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import bpy
import pytest

import contents
from bl_ext.user_default.sequence_maker.blender.addon import registration

PROCESSES = {"subprocess", "multiprocessing", "pty", "_posixsubprocess"}
INSTALLERS = {"pip", "ensurepip", "setuptools", "venv", "zipimport", "site"}
NETWORK = {"urllib.request.urlopen", "http.client", "requests", "ftplib", "smtplib", "telnetlib"}
CODE = {"eval", "exec", "__import__", "compile"}
OPENS = re.compile(r".*\b(urlopen|urlretrieve|build_opener|HTTPSConnection|create_connection)")
STARTS = re.compile(r"os\.(system|popen|fork\w*|exec\w+|spawn\w+|posix_spawn\w*|startfile)")
LOADERS = {"__init__.py", "blender/host/dependencies.py", "blender/settings/small_model.py"}
"""Forgets an older version of ours; shows our packages theirs; looks for the small model's."""
ALLOWED = {"bpy.types.Scene.sequence_maker", "bpy.types.WindowManager.sequence_maker"}
"""What of others' modules is set; Blender means it so."""


@cache
def files() -> dict[str, ast.Module]:
    """Return the Python files of the zip, parsed."""
    with TemporaryDirectory() as place:
        contents.stage(Path(place), contents.packages(["linux-x64"])[0], [], contents.Publisher())
        return {
            path.relative_to(place).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
            for path in sorted(Path(place).rglob("*.py"))
        }


def nodes() -> Iterator[tuple[str, ast.AST]]:
    """Yield everything that is written in the files."""
    for path, tree in files().items():
        yield from ((path, node) for node in ast.walk(tree))


def imported(tree: ast.Module) -> Iterator[str]:
    """Yield what a file imports from outside the package."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def under(name: str, banned: set[str]) -> bool:
    """Tell whether a name is one of some modules, or lies in one."""
    return any(name == one or name.startswith(f"{one}.") for one in banned)


def test_there_are_files_to_read_and_no_process_among_them() -> None:
    assert len(files()) > 150
    assert not [path for path in files() if "companion" in path.split("/")[:-1]]


@pytest.mark.parametrize("banned", [PROCESSES, INSTALLERS, NETWORK], ids=str)
def test_nothing_is_imported_that_starts_installs_or_goes_round_the_client(banned) -> None:
    found = [(path, name) for path, tree in files().items() for name in imported(tree)]
    assert [(path, name) for path, name in found if under(name, banned)] == []


def test_no_code_is_made_no_process_started_and_no_connection_opened_but_by_the_client() -> None:
    def bad(call: ast.Call) -> bool:
        name = ast.unparse(call.func)
        return name in CODE or bool(STARTS.fullmatch(name) or OPENS.fullmatch(name))

    calls = [(path, node) for path, node in nodes() if isinstance(node, ast.Call)]
    assert [(path, ast.unparse(node)) for path, node in calls if bad(node)] == []


def test_the_path_is_left_alone_and_modules_are_too_but_in_three_places() -> None:
    uses = [(p, ast.unparse(n)) for p, n in nodes() if isinstance(n, ast.Attribute)]
    assert [path for path, text in uses if text in ("sys.path", "sys.meta_path")] == []
    assert {path for path, text in uses if text == "sys.modules"} <= LOADERS


def test_nothing_of_others_is_replaced() -> None:
    def targets(node: ast.AST) -> list[ast.expr]:
        if isinstance(node, ast.Assign):
            return node.targets
        return [node.target] if isinstance(node, ast.AugAssign | ast.AnnAssign) else []

    for path, tree in files().items():
        roots = {name.split(".")[0] for name in imported(tree)}
        for node in ast.walk(tree):
            for target in targets(node):
                text = ast.unparse(target)
                if isinstance(target, ast.Attribute) and text.split(".")[0] in roots:
                    known = text in ALLOWED or text.startswith("bpy.context.")
                    assert known, f"{path}:{target.lineno}: {text}"


def test_the_manifest_alone_describes_the_add_on() -> None:
    names = {node.id for _, node in nodes() if isinstance(node, ast.Name)}
    assert "bl_info" not in names


def test_nobody_is_told_to_install_anything() -> None:
    texts = [(p, n.value) for p, n in nodes() if isinstance(n, ast.Constant)]
    told = [(path, text) for path, text in texts if isinstance(text, str) and "pip " in text]
    assert [(path, text) for path, text in told if "install" in text] == []


def test_every_class_says_whose_it_is() -> None:
    for cls in registration.CLASSES:
        name = cls.__name__
        if issubclass(cls, bpy.types.Operator):
            assert name == f"SEQUENCE_MAKER_OT_{cls.bl_idname.removeprefix('sequence_maker.')}"
        elif issubclass(cls, bpy.types.Menu | bpy.types.Panel):
            assert re.fullmatch(r"SEQUENCER_[MP]T_sequence_maker\w*", name)
        else:
            assert name.startswith("SequenceMaker")
