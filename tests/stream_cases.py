"""The streams that every reader of replies must understand: ours, and a shared set if there."""

import json
from pathlib import Path
from typing import Any, NamedTuple

OWN = Path(__file__).parent / "streams"
SHARED = Path(__file__).resolve().parents[2] / "shared" / "streams"
SPLITS = (1, 2, 3, 7, 64, 0)


class Case(NamedTuple):
    """One stream and what must come out of it."""

    name: str
    body: bytes
    expected: dict[str, Any]
    message: dict[str, Any] | None


def load(folder: Path) -> list[Case]:
    """Return the cases of a folder, none if it does not exist."""
    cases = []
    for path in sorted(folder.glob("*.sse")):
        about = json.loads(path.with_suffix(".expected.json").read_text("utf-8"))
        body = path.read_bytes()
        cases.append(Case(path.stem, body, about["expected"], about.get("message")))
    return cases


def as_expected(got: dict[str, Any], case: Case) -> None:
    """Assert that content, reasoning, calls and tokens are those of the case."""
    expected = case.expected
    assert got["content"] == expected["content"]
    assert got["reasoning"] == expected["reasoning"]
    assert (got["refusal"] or None) == (expected["refusal"] or None)
    assert got["finish_reason"] == expected["finish_reason"]
    assert len(got["calls"]) == len(expected["tool_calls"])
    for call, wanted in zip(got["calls"], expected["tool_calls"], strict=True):
        assert call.name == wanted["name"]
        assert call.id and wanted["id"] in (None, "", call.id)
        same_calls(call.arguments, wanted["arguments"])
    assert len({call.id for call in got["calls"]}) == len(got["calls"])
    for name, value in (expected["usage"] or {}).items():
        assert getattr(got["usage"], name, value) == value


def same_calls(arguments: str, wanted: Any) -> None:
    """Assert that arguments are those wanted, as text or, sent as an object, by value."""
    if isinstance(wanted, dict):
        assert json.loads(arguments) == wanted
    else:
        assert arguments == (wanted or "{}")
