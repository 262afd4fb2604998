"""What came of planning a song."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

Error = dict[str, str]


@dataclass(frozen=True)
class Planned:
    """A song whose planning has ended.

    Attributes:
        name: The song's.
        calls: What is to be done: `name` and `arguments` of each call.
        requests: Requests that were answered, or failed for good.
        tokens: Read and written; estimated where the server does not count.
        cost_usd: Dollars, None if unknown.
        warnings: What the person should know, a sentence each.
        error: Code and sentence where there is no plan, else None.
        seconds: How long it took, waiting included.
    """

    name: str
    calls: list[dict[str, Any]] = field(default_factory=list)
    requests: int = 0
    tokens: int = 0
    cost_usd: float | None = 0.0
    warnings: list[str] = field(default_factory=list)
    error: Error | None = None
    seconds: float = 0.0

    def after(self, earlier: Planned) -> Planned:
        """Return it with what an earlier try of the same song took."""
        costs = earlier.cost_usd, self.cost_usd
        return replace(
            self,
            requests=earlier.requests + self.requests,
            tokens=earlier.tokens + self.tokens,
            cost_usd=None if None in costs else sum(cost or 0.0 for cost in costs),
            seconds=earlier.seconds + self.seconds,
        )
