"""From one typed, documented function: schema, validation, operator and documentation.

A tool's first parameter is the session; every other one needs a line under `Args:`. A
function may be a generator that yields `Progress`, `Confirm` or `Ask` (see `jobs`).
"""

from __future__ import annotations

import inspect
import re
import types
import typing
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from ..sequence.errors import ToolError
from ..sequence.numerals import shown
from .arguments import parse as parse
from .jobs import Job
from .parameters import Kind
from .schema import item_model, object_schema
from .tips import first_sentence, in_plain_words
from .world import Session

Risk = Literal["read", "write", "audio", "ask"]
"""What it does to the sequence; one that asks is for models alone: people have no button for it."""
Needs = Literal["", "editing", "strips", "earlier", "room", "wishes", "media"]
"""Nothing; any strip or an allowed folder; strips that are no segments; an earlier turn; room; a
wish; an allowed folder."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One argument of a tool, as its function declares and its docstring tells it."""

    name: str
    annotation: Any
    description: str
    required: bool
    default: Any = None
    tip: str = ""

    @property
    def kind(self) -> str:
        """The kind of value: channel, time, color, whole, text, choice, channels and so on."""
        return self.value.name

    @property
    def value(self) -> Kind:
        """The kind of value with its limits."""
        for found in _metadata(self.annotation):
            if isinstance(found, Kind):
                return found
        raise TypeError(f"the parameter {self.name} has no Kind")

    @property
    def choices(self) -> tuple[str, ...]:
        """The words that a choice may be."""
        return _words(self.annotation)

    @property
    def items(self) -> tuple[str, ...]:
        """The fields that the items of a list have, in order; none where they are no objects."""
        found = item_model(self.annotation)
        return tuple(found.model_fields) if found is not None else ()


@dataclass(frozen=True, slots=True, eq=False)
class Tool:
    """A function that the model, the search menu and scripts can call.

    Attributes:
        description: What the model reads.
        tip: What a person reads.
        needs: What must be there for it to be of use; a model is not offered it before.
    """

    name: str
    description: str
    tip: str
    risk: Risk
    function: Callable[..., Any]
    parameters: tuple[Parameter, ...]
    model: type[BaseModel]
    needs: Needs = ""

    def schema(self) -> dict[str, Any]:
        """Return the entry for the request's `tools`; `short_schema` has shorter forms.

        Every property is required and optional ones may be null: the subset that every
        known server takes, OpenAI's strict mode included.
        """
        function = {
            "name": self.name,
            "description": self.description,
            "parameters": object_schema(self.model, self._descriptions()),
        }
        return {"type": "function", "function": function}

    def _descriptions(self) -> dict[str, str]:
        return {parameter.name: parameter.description for parameter in self.parameters}

    def start(self, session: Session, arguments: str | dict[str, Any]) -> Job:
        """Return the job that validates the arguments and carries the call out."""
        return Job(self.name, lambda: self._run(session, arguments), session.look_again)

    def call(self, session: Session, **arguments: Any) -> dict[str, Any]:
        """Run the whole call at once, agreeing to what it asks; for scripts and tests."""
        job = self.start(session, arguments)
        while not job.step():
            if job.waiting:
                job.answer(True)
        assert job.result is not None
        return job.result

    def _run(self, session: Session, arguments: str | dict[str, Any]) -> Any:
        given = self._as_wished(session, self._without_nulls(parse(arguments)))
        try:
            valid = self.model.model_validate(given, context=session)
        except ValidationError as error:
            raise _in_words(error, self) from None
        names = [parameter.name for parameter in self.parameters]
        return self.function(session, **{name: getattr(valid, name) for name in names})

    def _without_nulls(self, given: dict[str, Any]) -> dict[str, Any]:
        """Leave out nulls where a default stands; a strict schema makes models write them."""
        optional = {parameter.name for parameter in self.parameters if not parameter.required}
        return {key: v for key, v in given.items() if v is not None or key not in optional}

    def _as_wished(self, session: Session, given: dict[str, Any]) -> dict[str, Any]:
        """Fill in what the person wishes where an argument is left out."""
        wished = session.wishes.defaults() if session.wishes is not None else {}
        optional = {parameter.name for parameter in self.parameters if not parameter.required}
        return {name: value for name, value in wished.items() if name in optional} | given


def tool(
    risk: Risk, tip: str = "", needs: Needs = "", **tips: str
) -> Callable[[Callable[..., Any]], Tool]:
    """Make a tool of a function; a missing type or docstring line stops Blender's start.

    Args:
        risk: What it does to the sequence.
        tip: What people read; else the first sentence of the docstring, in plain words.
        needs: What must be there for it to be of use.
        **tips: The same for arguments, by name.

    Raises:
        TypeError: If an argument is not annotated or not documented.
    """

    def make(function: Callable[..., Any]) -> Tool:
        description, lines = _docstring(function)
        hints = typing.get_type_hints(function, include_extras=True)
        parameters = []
        for name, found in list(inspect.signature(function).parameters.items())[1:]:
            if name not in lines or name not in hints:
                raise TypeError(f"{function.__name__}: the argument {name} needs a type and a line")
            required = found.default is inspect.Parameter.empty
            default = None if required else found.default
            shown = tips.get(name) or in_plain_words(lines[name])
            parameters.append(Parameter(name, hints[name], lines[name], required, default, shown))
        fields: dict[str, Any] = {
            p.name: (p.annotation, ... if p.required else p.default) for p in parameters
        }
        model = create_model(function.__name__, __config__=ConfigDict(extra="forbid"), **fields)
        name = function.__name__
        return Tool(
            name,
            description,
            tip or first_sentence(description),
            risk,
            function,
            tuple(parameters),
            model,
            needs,
        )

    return make


def _metadata(annotation: Any) -> list[Any]:
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        return [found for part in typing.get_args(annotation) for found in _metadata(part)]
    return list(getattr(annotation, "__metadata__", ()))


def _words(annotation: Any) -> tuple[str, ...]:
    """The words of the first `Literal` in an annotation."""
    parts = typing.get_args(annotation)
    if typing.get_origin(annotation) is Literal:
        return parts
    return next((found for part in parts if (found := _words(part))), ())


def _docstring(function: Callable[..., Any]) -> tuple[str, dict[str, str]]:
    text = inspect.getdoc(function) or ""
    head, _, tail = text.partition("\nArgs:\n")
    lines: dict[str, str] = {}
    name = ""
    for line in inspect.cleandoc(tail).splitlines():
        start = re.match(r"(\w+): (.*)", line)
        if start:
            name = start[1]
            lines[name] = start[2]
        elif line.strip() and name:
            lines[name] += " " + line.strip()
    if not head:
        raise TypeError(f"{function.__name__} needs a docstring")
    return " ".join(head.split()), lines


def _in_words(error: ValidationError, tool: Tool) -> ToolError:
    problems = [_problem(found, tool) for found in error.errors(include_url=False)]
    if len(problems) == 1:
        only = problems[0]
        return ToolError(
            "invalid_argument",
            only["message"],
            field=only["field"],
            allowed=only.get("allowed"),
        )
    message = f"{len(problems)} faults: " + "; ".join(p["message"] for p in problems[:3])
    return ToolError(
        "invalid_argument", message, problems=problems[:50], field=problems[0]["field"]
    )


def _problem(found: Any, tool: Tool) -> dict[str, Any]:
    field = ".".join(str(part) for part in found["loc"] if not str(part).startswith("function-"))
    described = {parameter.name: parameter.description for parameter in tool.parameters}
    if found["type"] == "extra_forbidden":
        message = f"{field} is not an argument here"
        return {"field": field, "message": message, "allowed": list(described)}
    text = found["msg"].removeprefix("Value error, ")
    problem = {"field": field, "message": f"{field}: {text}"}
    if field in described:
        problem["allowed"] = described[field]
    if found["type"] == "missing":
        return {**problem, "message": f"{field} is missing"}
    if found["type"] != "value_error":
        problem["message"] += f", got {shown(found['input'])}"
    return problem
