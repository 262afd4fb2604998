"""Prints the shape of the code: sizes of files and functions, and the faults of each house rule.

Usage: python3 scripts/measure/shape.py [--json]
"""

from __future__ import annotations

import ast
import importlib.util
import json
import statistics
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

ROOT = next(p for p in Path(__file__).resolve().parents if (p / "blender_manifest.toml").is_file())
PARTS = {"add-on": "sequence_maker_addon", "scripts": "scripts", "tests": "tests"}
GOALS = {"file median": 120, "function p90": 20}
"""The most lines of half of the add-on's files, and of nine tenths of its functions."""


def main(arguments: Sequence[str]) -> int:
    """Print all; return 1 when the add-on misses a goal or a rule has a fault."""
    parts = {name: measured(files_in(ROOT / folder)) for name, folder in PARTS.items()}
    addon = ROOT / PARTS["add-on"]
    rooms = {path.parent.relative_to(addon).as_posix() for path in files_in(addon)}
    parts |= {f"- {room}": measured(sorted((addon / room).glob("*.py"))) for room in sorted(rooms)}
    rules = faults_of_rules()
    if "--json" in arguments:
        print(json.dumps({"parts": parts, "rules": rules}, indent=2))
    else:
        print_table(parts)
        print("\nFaults of each rule")
        for rule, count in rules.items():
            print(f"{count:>4}  {rule}")
    missed = [name for name, most in GOALS.items() if parts["add-on"][name] > most]
    for name in missed:
        print(f"{name}: {parts['add-on'][name]:g}, goal {GOALS[name]}", file=sys.stderr)
    return int(bool(missed or any(rules.values())))


def files_in(folder: Path) -> list[Path]:
    """Return the Python files below a folder."""
    return sorted(folder.rglob("*.py"))


def measured(files: Iterable[Path]) -> dict[str, float]:
    """Return the figures of some files; lengths in lines, those of functions with their head."""
    texts = [path.read_text(encoding="utf-8") for path in files]
    lengths = [len(text.splitlines()) for text in texts]
    functions = [
        (node.end_lineno or node.lineno) - node.lineno + 1
        for text in texts
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return {
        "files": len(lengths),
        "lines": sum(lengths),
        **{f"file {name}": value for name, value in spread(lengths).items()},
        "functions": len(functions),
        **{f"function {name}": value for name, value in spread(functions).items()},
    }


def spread(lengths: Sequence[int]) -> dict[str, float]:
    """Return the median, the length that nine tenths do not pass, and the greatest."""
    if not lengths:
        return {"median": 0, "p90": 0, "max": 0}
    ordered = sorted(lengths)
    high = ordered[min(len(ordered) - 1, int(0.9 * len(ordered)))]
    return {"median": statistics.median(ordered), "p90": high, "max": ordered[-1]}


def faults_of_rules() -> dict[str, int]:
    """Return how many faults the test of each house rule finds: circles and state among them."""
    path = next((ROOT / "tests").rglob("test_architecture.py"))
    spec = importlib.util.spec_from_file_location("test_architecture", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look themselves up there
    spec.loader.exec_module(module)
    rules = {name: value for name, value in vars(module).items() if name.startswith("test_")}
    return {name[5:].replace("_", " "): faults(rule) for name, rule in rules.items()}


def faults(rule: Callable[[], Any]) -> int:
    """Run the test of a rule and count the lines of what it finds."""
    try:
        rule()
    except AssertionError as error:
        return max(str(error).strip().count("\n") + 1, 1)
    return 0


def print_table(parts: dict[str, dict[str, float]]) -> None:
    """Print the figures of every part in one line."""
    columns = list(next(iter(parts.values())))
    print(" " * 22 + "".join(f"{name:>16}" for name in columns))
    for part, figures in parts.items():
        print(f"{part:<22}" + "".join(f"{figures[name]:>16,.10g}" for name in columns))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
