"""A turn as the text that a scene keeps, and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated, Any, Literal, Self, cast, get_args

from pydantic import AfterValidator, ConfigDict, Field, TypeAdapter, model_validator

from ..chat.conversation_turn import Call, CallState, Status, Turn
from ..chat.metrics import FIGURES, Metrics
from ..sequence.ledger import Ledger
from . import ledger_file
from .plain_json import written
from .shapes import LATEST, Count, Name, SegmentId, Shape, Text, checked, clean

NO_LEDGER: dict[str, list[Any]] = {"segments": [], "others": []}
"""What stands where 0.1.0 kept a turn's ledger."""
LONGEST_PROMPT, LONGEST_ENTRY = 200_000, 1_000_000
"""Characters of a prompt and of what a model said, as they are read."""
MOST_ROWS, MOST_NOTES = 5000, 500
"""Messages, and texts and calls, of a turn; its notes and requests."""
LONGEST_SAID, MOST_ENTRIES, LONGEST_TEXT = 20_000, 400, 300
"""Characters of what was said, texts and calls, and characters of names, of a turn in short."""

_Roles = Literal["assistant", "tool"]
_Figure = Annotated[float, Field(ge=0, le=1e12, allow_inf_nan=False)]


class _Function(Shape):
    model_config = ConfigDict(extra="allow")
    name: Name
    arguments: Text


class _Asked(Shape):
    model_config = ConfigDict(extra="allow")
    id: Name
    function: _Function


class _Message(Shape):
    model_config = ConfigDict(extra="allow")
    role: _Roles
    content: Text | None = None
    tool_calls: list[_Asked] | None = None
    tool_call_id: Name | None = None

    @model_validator(mode="after")
    def _result_of_a_call(self) -> Self:
        """Refuse a result that names no call."""
        if self.role == "tool" and self.tool_call_id is None:
            raise ValueError("a result without its call")
        return self


class _Call(Shape):
    id: Name
    name: Name
    arguments: dict[str, Any] | None = None
    raw: Text = ""
    state: CallState = "skipped"
    result: dict[str, Any] | None = None
    seconds: _Figure = 0.0
    touched: Annotated[list[SegmentId], Field(max_length=20_000)] = Field(default_factory=list)
    colors: Annotated[
        list[Annotated[str, Field(pattern="^#[0-9a-f]{6}$")]], Field(max_length=1000)
    ] = Field(default_factory=list)
    kinds: Annotated[
        list[Annotated[str, Field(pattern="^[a-z_]{1,40}$")]], Field(max_length=100)
    ] = Field(default_factory=list)


class _Error(Shape):
    code: Name
    message: Text


_SUM, _TIME = TypeAdapter(Count), TypeAdapter(_Figure)


def _figures(row: dict[str, Any]) -> Metrics:
    """Return the figures of a request; what is not there is unknown."""
    known = {
        name: checked(_SUM if figure.unit == "count" else _TIME, row[name])
        for name, figure in FIGURES.items()
        if row.get(name) is not None
    }
    return Metrics(**known)


class _Turn(Shape):
    prompt: Annotated[Text, Field(max_length=LONGEST_PROMPT)]
    messages: Annotated[list[_Message], Field(max_length=MOST_ROWS)]
    entries: Annotated[
        list[Annotated[Text, Field(max_length=LONGEST_ENTRY)] | _Call], Field(max_length=MOST_ROWS)
    ]
    requests: Annotated[
        list[Annotated[dict[str, Any], AfterValidator(_figures)]], Field(max_length=MOST_NOTES)
    ]
    status: Status
    error: _Error | None = None
    endpoint: Annotated[Text, Field(max_length=2000)] = ""
    began: Annotated[float, Field(ge=0, le=LATEST, allow_inf_nan=False)] = 0.0
    notes: Annotated[list[Text], Field(max_length=MOST_NOTES)] = Field(default_factory=list)
    choices: Annotated[list[Text], Field(max_length=12)] = Field(default_factory=list)
    instead_of: Annotated[float, Field(ge=0, le=LATEST, allow_inf_nan=False)] = 0.0
    quoted: bool = False


def row_of(turn: Turn) -> str:
    """Return a turn as JSON, without its ledger."""
    entries: Iterable[str | Call] = turn.entries
    row = {
        "prompt": turn.prompt,
        "notes": turn.notes,
        "messages": [row for row in turn.messages if row.get("role") in get_args(_Roles)],
        "entries": [
            entry if isinstance(entry, str) else {n: getattr(entry, n) for n in Call.__slots__}
            for entry in entries
        ],
        "requests": [metrics.as_dict() for metrics in turn.requests],
        "status": turn.status,
        "error": turn.error,
        "endpoint": turn.endpoint,
        "began": turn.began,
        "ledger": NO_LEDGER,
    }
    row |= {"choices": turn.choices} if turn.choices else {}
    row |= {"instead_of": turn.instead_of} if turn.instead_of else {}
    return written(row if turn.origin == "own" else {**row, "quoted": True})


def shortened(turn: Turn) -> Turn:
    """Return a turn that the file cannot hold, in short: what was said, and its first calls.

    The model is told no more than the beginning of what was said, and of no call.
    """
    said, room, entries = turn.text, LONGEST_SAID, list[str | Call]()
    for entry in turn.entries[:MOST_ENTRIES]:
        if isinstance(entry, Call):
            entries.append(_shortened(entry))
        elif room > 0:
            entries.append(entry[:room])
            room -= len(entry)
    cut = said[:LONGEST_SAID] + ("…" if len(said) > LONGEST_SAID else "")
    return replace(
        turn,
        prompt=turn.prompt[:LONGEST_SAID],
        messages=[{"role": "assistant", "content": cut}] if said.strip() else [],
        entries=entries,
        requests=[_sane(figures) for figures in turn.requests[:MOST_NOTES]],
        error=None if turn.error is None else {n: t[:2000] for n, t in turn.error.items()},
        endpoint=turn.endpoint[:1000],
        began=min(max(turn.began, 0.0), LATEST),
        notes=[note[:2000] for note in turn.notes[:20]],
        choices=[choice[:2000] for choice in turn.choices[:12]],
    )


def _shortened(call: Call) -> Call:
    """Return a call without what it was given and without the lists of its result."""
    told = {
        name[:LONGEST_TEXT]: value[:LONGEST_TEXT] if isinstance(value, str) else value
        for name, value in (call.result or {}).items()
        if isinstance(value, str | bool | None)
    }
    return Call(
        id=call.id[:LONGEST_TEXT],
        name=call.name[:LONGEST_TEXT],
        state=call.state,
        result=None if call.result is None else told,
        seconds=min(max(call.seconds, 0.0), 1e9),
        touched=call.touched[:500],
        colors=call.colors,
        kinds=call.kinds,
    )


def _sane(figures: Metrics) -> Metrics:
    """Return figures without those that no figure can be."""
    known = {n: v for n, v in figures.as_dict().items() if v is not None and 0 <= v <= 1e12}
    return Metrics(**known)


def turn_of(row: Any, seconds: ledger_file.Seconds) -> Turn:
    """Return the turn that a row keeps; a ledger of 0.1.0 is read, too.

    Raises:
        ValueError: If it is no turn, in one sentence.
    """
    kept = checked(_Turn, row)
    ledger, gone = Ledger(), False
    try:
        ledger = ledger_file.from_json(row.get("ledger") or [], seconds)
    except ValueError:
        gone = True
    return Turn(
        prompt=kept.prompt,
        messages=[_message(message) for message in kept.messages],
        entries=[entry if isinstance(entry, str) else _call(entry) for entry in kept.entries],
        requests=kept.requests,
        status=kept.status,
        error=None if kept.error is None else kept.error.model_dump(),
        endpoint=kept.endpoint,
        began=kept.began,
        ledger=ledger,
        ledger_gone=gone,
        notes=kept.notes,
        choices=kept.choices,
        instead_of=kept.instead_of,
        origin="quoted" if kept.quoted else "own",
    )


def _message(message: _Message) -> dict[str, Any]:
    """Return a message with the fields that it had, those of its server included."""
    return cast(dict[str, Any], plain(message.model_dump(exclude_unset=True)))


def _call(call: _Call) -> Call:
    return Call(**plain(call.model_dump()))


def plain(value: Any) -> Any:
    """Return a value whose texts can be drawn and kept."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(name): plain(part) for name, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return value
