"""Calls of functions that the command line gives, in place of a prompt; and turns as recipes."""

from __future__ import annotations

import argparse
from pathlib import Path

from ...chat.conversation_turn import Turn
from ...kept import recipe_file
from ...kept.recipe_file import Recipe, RecipeCall
from ...sequence.errors import ToolError
from ...toolkit.arguments import parse
from ...tools import TOOLS
from ..again import turn_recipes
from ..host.whole_file import write_bytes
from . import paths
from .asked import UsageError
from .paths import FileError

CALL = (
    "call a function with its arguments as a JSON object, without a prompt; may come again: all of "
    "them are done in order, or none"
)
CALLS = "the same from a file: a recipe, a JSON list of calls, or a call a line"
RECIPE = "keep what the last prompt did as a recipe for other songs, told by sections and beats"
LONGEST_TOLD = 5
"""Faults of a recipe that are told."""


def add_options(found: argparse.ArgumentParser) -> None:
    """Add the options."""
    add = found.add_argument
    add("--call", nargs=2, action="append", metavar=("FUNCTION", "JSON"), help=CALL)
    add("--calls", type=Path, metavar="FILE", help=CALLS)
    add("--recipe-out", type=Path, metavar="FILE", help=RECIPE)


def recipe(given: argparse.Namespace) -> Recipe | None:
    """Return the calls that are given; None where prompts are.

    Raises:
        UsageError or FileError: If there is anything wrong with them; in one sentence.
    """
    if given.recipe_out is not None:
        if given.recipe_out.suffix.lower() != ".json":
            raise FileError(f"--recipe-out {given.recipe_out}: the name must end in .json")
        paths.writable("--recipe-out", given.recipe_out)
    if given.call is None and given.calls is None:
        return None
    option = "--calls" if given.call is None else "--call"
    others = (given.prompt, given.prompts, given.apply, given.base_url, given.model)
    if any(other is not None for other in others) or given.plan or given.offline:
        raise UsageError(f"{option} takes no prompt, no plan and no endpoint: nobody is asked")
    if given.call is not None and given.calls is not None:
        raise UsageError("give either --call or --calls")
    found = _read(given.calls) if given.call is None else _named(given.call)
    faults = recipe_file.problems(found, TOOLS)
    if faults:
        more = len(faults) - LONGEST_TOLD
        told = "; ".join(faults[:LONGEST_TOLD]) + (f"; and {more} more" if more > 0 else "")
        raise UsageError(f"{option}: {told}" if given.calls is None else _at(given.calls, told))
    return found


def _read(path: Path) -> Recipe:
    try:
        found = recipe_file.read(paths.text_of("--calls", path, paths.LARGEST_CALLS), path.suffix)
    except FileError:
        raise
    except ValueError as error:
        raise FileError(_at(path, str(error))) from None
    if found.prompts:
        raise FileError(_at(path, "it is a recipe of prompts; --calls takes calls of functions"))
    return found if found.name else Recipe(path.stem, found.calls)


def _named(rows: list[list[str]]) -> Recipe:
    """Return the recipe of options, each a function's name and its arguments."""
    calls = list[RecipeCall]()
    for name, text in rows:
        try:
            calls.append(RecipeCall(name, parse(text)))
        except ToolError as error:
            raise UsageError(f"--call {name[:60]}: {error.message}") from None
    return Recipe("", tuple(calls))


def _at(path: Path, told: str) -> str:
    return f"--calls {path}: {told}"


def keep(scene: object, turn: Turn | None, path: Path) -> list[str]:
    """Write what a turn did as a recipe; return what is to be said.

    Raises:
        FileError: If there is nothing to write, or it cannot be written.
    """
    with paths.told("--recipe-out", path):
        if turn is None:
            raise ValueError("nothing was done")
        found, notes = turn_recipes.told(scene, turn)
        write_bytes(path, recipe_file.text_of(found).encode())
    return notes
