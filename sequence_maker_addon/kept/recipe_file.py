"""A recipe ("a look") as a text: calls of functions, or prompts, that make a show of any song."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field

from ..music.musical_times import musical_time, musical_times_in
from ..toolkit.planning.recipe_call import RecipeCall as RecipeCall
from ..toolkit.registry import Tool
from .plain_json import check_depth, parsed, written
from .shapes import Name, Shape, checked
from .turn_file import LONGEST_PROMPT

NO_RECIPE = "it is no recipe, or it is damaged"
MOST_CALLS, MOST_PROMPTS = 2000, 200
LARGEST = 8_000_000
"""Characters of a recipe."""
_Pair = Annotated[tuple[Annotated[int, Field(ge=0, le=2**53)], Name], Field(strict=False)]


class _Call(Shape):
    name: Name
    arguments: dict[str, Any] = {}
    made: Annotated[list[_Pair], Field(max_length=200_000)] = []


class _Recipe(Shape):
    recipe: Literal[1]
    name: Name = ""
    calls: Annotated[list[_Call], Field(max_length=MOST_CALLS)] = []
    prompts: list[Annotated[str, Field(max_length=LONGEST_PROMPT)]] = []


@dataclass(frozen=True, slots=True)
class Recipe:
    """A look: either calls or prompts, never both.

    Attributes:
        name: How the person calls it; empty where it has no name.
        calls: In order; they need no model.
        prompts: In order, all on one timeline.
    """

    name: str
    calls: tuple[RecipeCall, ...] = ()
    prompts: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data, the same for the same recipe."""
        row: dict[str, Any] = {"recipe": 1, "name": self.name}
        if self.prompts:
            return row | {"prompts": list(self.prompts)}
        return row | {"calls": [call.as_json() for call in self.calls]}


def read(text: str, suffix: str = ".json") -> Recipe:
    """Return the recipe of a text.

    Args:
        text: A recipe, a JSON list of calls, or a call a line; of a `.txt`, a prompt a line.
        suffix: The ending of the file.

    Raises:
        ValueError: If it is none; one sentence.
    """
    if suffix.lower() == ".txt":
        prompts = [line.strip() for line in text.splitlines() if line.strip()]
        return of_data({"recipe": 1, "prompts": prompts})
    return of_data(_value(text))


def of_data(value: Any) -> Recipe:
    """Return the recipe of plain data: an object, or a list of calls.

    Raises:
        ValueError: If it is none; one sentence.
    """
    check_depth(value)
    value = {"recipe": 1, "calls": value} if isinstance(value, list) else value
    if not isinstance(value, dict) or "recipe" not in value:
        raise ValueError(NO_RECIPE)
    if value["recipe"] != 1:
        raise ValueError(f"it is a recipe of version {str(value['recipe'])[:20]}, not 1")
    try:
        row = checked(_Recipe, value)
    except ValueError as error:
        raise ValueError(f"{NO_RECIPE}: {error}") from None
    prompts = tuple(prompt.strip() for prompt in row.prompts if prompt.strip())
    if bool(row.calls) == bool(prompts):
        what = "both calls and prompts" if prompts else "neither calls nor prompts"
        raise ValueError(f"it has {what}; a recipe has one of them")
    if len(prompts) > MOST_PROMPTS:
        raise ValueError(f"it has {len(prompts):,} prompts, at most {MOST_PROMPTS} are sent")
    calls = tuple(RecipeCall(c.name, c.arguments, tuple(c.made)) for c in row.calls)
    return Recipe(" ".join(row.name.split()), calls, prompts)


def text_of(recipe: Recipe) -> str:
    """Return the text of a recipe: a call a line, for people who change it."""
    if recipe.prompts:
        return written(recipe.as_json()) + "\n"
    rows = ",\n  ".join(written(call.as_json()) for call in recipe.calls)
    return f'{{"recipe": 1, "name": {written(recipe.name)}, "calls": [\n  {rows}\n]}}\n'


def problems(recipe: Recipe, tools: Mapping[str, Tool]) -> list[str]:
    """Return what of a recipe cannot be carried out on any song, a sentence each.

    Functions that do not exist, arguments that they do not have or that are missing, and times by
    the music that are none.
    """
    rows = enumerate(recipe.calls, 1)
    return [
        f"call {number}, {call.name}: {told}" for number, call in rows for told in _of(call, tools)
    ]


def _value(text: str) -> Any:
    """Return the value of a text, or the list of the values of its lines."""
    try:
        return parsed(text, LARGEST)
    except ValueError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < 2 or len(text) > LARGEST:
            raise error from None
        try:
            return [parsed(line) for line in lines]
        except ValueError:
            raise error from None


def _of(call: RecipeCall, tools: Mapping[str, Tool]) -> Iterator[str]:
    tool = tools.get(call.name)
    if tool is None:
        yield "there is no such function"
        return
    known = {parameter.name: parameter for parameter in tool.parameters}
    yield from (f"{name} is no argument of it" for name in _sorted(call.arguments.keys() - known))
    missing = [n for n, p in known.items() if p.required and call.arguments.get(n) is None]
    yield from (f"{name} is missing" for name in missing)
    for found in musical_times_in(list(call.arguments.values())):
        try:
            musical_time(found)
        except ValueError as error:
            yield str(error)


def _sorted(names: Iterable[str]) -> Sequence[str]:
    return sorted(name[:60] for name in names)
