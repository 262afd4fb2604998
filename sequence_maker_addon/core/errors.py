"""The one exception for mistakes that the model, or the person, can mend."""

from __future__ import annotations

from typing import Any


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

    def result(self) -> dict[str, Any]:
        """Return the answer for the model: `{"ok": false, "code", "message", ...}`."""
        given = {key: value for key, value in self.details.items() if value is not None}
        return {"ok": False, "code": self.code, "message": self.message, **given}
