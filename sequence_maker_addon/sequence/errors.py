"""The one exception for mistakes that the model, or the person, can mend."""

from __future__ import annotations

from typing import Any

_MOST = 12
"""Accepted values that are named to a person."""


class ToolError(Exception):
    """A refusal with everything needed to do better; nothing was changed.

    Args:
        code: Stable machine word, such as `channel_occupied`.
        message: One sentence that names field and value.
        field: The argument at fault.
        allowed: What would have been accepted, in words or as a list.
        hint: What to do next.
        problems: The single faults of a batch, each like this error's own result.
    """

    def __init__(
        self,
        code: str,
        message: str,
        *,
        field: str | None = None,
        allowed: Any = None,
        hint: str | None = None,
        problems: list[dict[str, Any]] | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.details = {"field": field, "allowed": allowed, "hint": hint, "problems": problems}

    def sentence(self) -> str:
        """Return the message for a person, with what would have been accepted."""
        return in_a_sentence(self.result())

    def result(self) -> dict[str, Any]:
        """Return the answer for the model: `{"ok": false, "code", "message", ...}`."""
        given = {key: value for key, value in self.details.items() if value is not None}
        return {"ok": False, "code": self.code, "message": self.message, **given}


def in_a_sentence(result: dict[str, Any]) -> str:
    """Return a refusal's message for a person, with what would have been accepted."""
    allowed = result.get("allowed")
    if isinstance(allowed, list):
        more = ", ..." if len(allowed) > _MOST else ""
        allowed = ", ".join(map(str, allowed[:_MOST])) + more
    return f"{result['message']} (allowed: {allowed})" if allowed else str(result["message"])
