"""Puts tool calls together from fragments, whatever the provider leaves out of them."""

import json
import uuid
from hashlib import sha256
from typing import Any

from .events import ToolCall, ToolCallDelta
from .fragments import Extras, Text, repair_text

MOST = 2000
"""Calls that one answer may have; it is refused whole when it has more."""
LONGEST_ID = 200
"""Characters of a call's id."""
LONGEST_NAME = 200
"""Characters kept of a function's name."""


ARGUMENTS = ("arguments", "input", "parameters", "args")
"""Where servers put a call's arguments, the usual place first."""


class _Call:
    """One call as far as it has come."""

    def __init__(self, call_id: str, index: int | None) -> None:
        self.id = call_id
        self.index = index
        self.name = ""
        self.size = 0
        self.extras = Extras()
        self.inner = Extras()
        self._arguments = Text()
        self._announced = -1

    def add(self, fragment: dict[str, Any], function: dict[str, Any]) -> int:
        """Take a fragment and return how many characters of arguments it brought."""
        name = _text(function.get("name") or fragment.get("name"))
        self.name = self.name or name[:LONGEST_NAME]
        arguments = _arguments(fragment, function)
        if isinstance(arguments, dict | list):
            self._arguments, self.size = Text(), 0
            arguments = json.dumps(arguments, ensure_ascii=False)
        brought = 0
        if isinstance(arguments, str) and arguments:
            self._arguments.add(arguments)
            brought = len(arguments)
        self.size += brought
        self.extras.add(_unknown(fragment, "id", "index", "type", "function", "name", *ARGUMENTS))
        self.inner.add(_unknown(function, "name", *ARGUMENTS))
        return brought

    def is_over(self, name: str) -> bool:
        """Tell whether a fragment that names a function begins another call than this one."""
        if not name or not self.name:
            return False
        if name != self.name:
            return True
        try:
            return isinstance(json.loads(str(self._arguments)), dict)
        except (ValueError, RecursionError):
            return False

    def delta(self) -> list[ToolCallDelta]:
        """Announce the call if it grew by a character, later by a sixteenth.

        Each delta holds all arguments so far; one per fragment would grow with their square.
        """
        if self._announced >= 0 and self.size - self._announced <= self._announced // 16:
            return []
        self._announced = self.size
        return [ToolCallDelta(self.id, self.name, str(self._arguments))]

    def whole(self) -> ToolCall:
        """Return the call; no arguments at all are an empty object."""
        text = str(self._arguments)
        return ToolCall(self.id, self.name, text if text.strip() else "{}")

    def message(self) -> dict[str, Any]:
        """Return the call as the history keeps it."""
        call = self.whole()
        function = {"name": call.name, "arguments": call.arguments, **self.inner.fields()}
        return {"id": call.id, "type": "function", "function": function, **self.extras.fields()}


class Calls:
    """The calls of one reply, found again by id, by index, or as the newest."""

    def __init__(self) -> None:
        self._all: list[_Call] = []
        self._by_id: dict[str, _Call] = {}
        self._by_index: dict[int, _Call] = {}
        self._by_both: dict[tuple[str, int | None], _Call] = {}
        self.size = 0

    def add(self, fragments: Any) -> list[ToolCallDelta]:
        """Take `delta.tool_calls` and return what is worth showing."""
        deltas: list[ToolCallDelta] = []
        for fragment in fragments if isinstance(fragments, list) else []:
            if len(self._all) > MOST:
                break
            if not isinstance(fragment, dict):
                continue
            function = fragment.get("function")
            function = function if isinstance(function, dict) else {}
            call = self._find(
                _id(fragment.get("id")),
                _index(fragment.get("index")),
                _text(function.get("name") or fragment.get("name")),
            )
            self.size += call.add(fragment, function)
            deltas += call.delta()
        return deltas

    @property
    def too_many(self) -> bool:
        """Whether there are more than an answer may have; the rest is not kept."""
        return len(self._all) > MOST

    def whole(self) -> tuple[ToolCall, ...]:
        """Return all calls in the order in which they began."""
        return tuple(call.whole() for call in self._all)

    def messages(self) -> list[dict[str, Any]]:
        """Return all calls as the history keeps them."""
        return [call.message() for call in self._all]

    def _find(self, call_id: str, index: int | None, name: str) -> _Call:
        if not call_id:
            return self._without_id(index, name)
        known = self._by_both.get((call_id, index)) or self._by_id.get(call_id)
        if known is None:
            return self._new(call_id, index, call_id)
        moved = index is not None and known.index is not None and index != known.index
        if moved and name:
            return self._new(call_id, index, _made_up_id())
        return known

    def _without_id(self, index: int | None, name: str) -> _Call:
        if index is not None:
            known = self._by_index.get(index)
            if known is None or known.is_over(name):
                return self._new("", index, _made_up_id())
            return known
        if name or not self._all:
            return self._new("", None, _made_up_id())
        return self._all[-1]

    def _new(self, sent_id: str, index: int | None, call_id: str) -> _Call:
        call = _Call(call_id, index)
        self._all.append(call)
        if index is not None:
            self._by_index[index] = call
        if sent_id:
            self._by_id[sent_id] = self._by_both[sent_id, index] = call
        return call


def _arguments(fragment: dict[str, Any], function: dict[str, Any]) -> Any:
    """Return what a fragment brings of the arguments: text, an object, or None."""
    for place in (function, fragment):
        for name in ARGUMENTS:
            if place.get(name) is not None:
                return place[name]
    return None


def _made_up_id() -> str:
    return f"call_{uuid.uuid4().hex[:24]}"


def _id(value: Any) -> str:
    """Return a call's id; of one that carries more than an id, always the same short one."""
    text = _text(value)
    return text if len(text) <= LONGEST_ID else f"call_{sha256(text.encode()).hexdigest()[:32]}"


def _text(value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)  # some servers number their ids
    return repair_text(value) if isinstance(value, str) else ""


def _index(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _unknown(fields: dict[str, Any], *known: str) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name not in known}
