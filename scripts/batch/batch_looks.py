"""Reads the recipe of a batch, and refuses one that no song could be made with."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from batch_options import UsageError
from batch_package import part
from batch_stages import RENDERED, Look


def look_of(given: argparse.Namespace, model: Callable[[], str]) -> Look:
    """Return what a command line makes of every song.

    Args:
        given: The command line.
        model: Returns the model and where it is; called where there are prompts.

    Raises:
        UsageError: With a line for everything that is wrong with the recipe.
    """
    recipe = _recipe(given.recipe)
    _check_offset(given.offset_ms)
    return Look(
        recipe,
        rendered=tuple(kind for kind in RENDERED if getattr(given, kind)),
        offset_ms=given.offset_ms,
        limit=given.limit,
        yes=given.yes,
        language=given.language,
        model=model() if recipe.prompts else "",
    )


def _check_offset(milliseconds: float) -> None:
    try:
        part("interchange.step_grid").StepGrid(1, milliseconds)
    except ValueError as error:
        raise UsageError(f"--offset-ms: {error}") from None


def _recipe(path: Path) -> Any:
    recipes = part("kept.recipe_file")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "the text is not UTF-8"
        raise UsageError(f"--recipe {path}: {why}") from error
    try:
        recipe = recipes.read(text, path.suffix)
    except ValueError as error:
        raise UsageError(f"--recipe {path}: {error}") from error
    problems = recipes.problems(recipe, part("tools").TOOLS)
    if problems:
        raise UsageError("\n".join(f"--recipe {path}: {problem}" for problem in problems))
    return recipe
