"""What may be sent as a prompt."""

from __future__ import annotations

from ...chat.wire.endpoint import Endpoint
from ...sequence.errors import ToolError

LONGEST = 100_000
"""Characters of a prompt."""


def checked(prompt: str, endpoint: Endpoint) -> str:
    """Return a prompt as it is sent and kept: no half signs, no key.

    Raises:
        ToolError: If it is too long.
    """
    if len(prompt) > LONGEST:
        message = f"The prompt has {len(prompt):,} characters; at most {LONGEST:,}"
        raise ToolError("prompt_too_long", message)
    return endpoint.redacted(prompt.encode("utf-8", "replace").decode("utf-8"))
