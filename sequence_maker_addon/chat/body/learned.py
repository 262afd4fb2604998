"""What was learned of each model at each server, kept over sessions."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields
from typing import Any

VERSION = 1
MOST = 200
"""Models at servers that are remembered; the oldest go."""
LEAST_PER_TOKEN, MOST_PER_TOKEN = 1.0, 8.0


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one model at one server.

    Attributes:
        window: Its context window in tokens, as errors, usage or lists told; None if unknown.
        per_token: Characters of a request per token, as the server counts; None if unknown.
        refused: Optional parameters that it refuses.
        no_fields: Fields of messages that it refuses.
        demands: Fields of the model's messages that must come back, be they empty.
        plain_schemas: Whether it refuses words of the functions' schemas.
        plain_messages: Whether it takes only the plainest messages, `role` and `content` and calls.
        no_system: Whether it takes no system message; the first prompt then tells it.
    """

    window: int | None = None
    per_token: float | None = None
    refused: frozenset[str] = frozenset()
    no_fields: frozenset[str] = frozenset()
    demands: frozenset[str] = frozenset()
    plain_schemas: bool = False
    plain_messages: bool = False
    no_system: bool = False

    def merged(self, other: Facts) -> Facts:
        """Return these facts and what `other` adds to them; what was learned last counts."""
        return Facts(
            other.window or self.window,
            other.per_token or self.per_token,
            self.refused | other.refused,
            (self.no_fields - other.demands) | other.no_fields,
            (self.demands - other.no_fields) | other.demands,
            self.plain_schemas or other.plain_schemas,
            self.plain_messages or other.plain_messages,
            self.no_system or other.no_system,
        )


NOTHING = Facts()


@dataclass(slots=True)
class Learned:
    """Facts by address and model; any thread may use it.

    Attributes:
        changed: Called, in whichever thread, after something was learned.
    """

    changed: Callable[[], None] = lambda: None
    _facts: dict[tuple[str, str], Facts] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, url: str, model: str) -> Facts:
        """Return what is known of a model at a server."""
        with self._lock:
            return self._facts.get((url, model.strip()), NOTHING)

    def add(self, url: str, model: str, facts: Facts) -> bool:
        """Learn facts; tell whether any of them was new."""
        place = (url, model.strip())
        with self._lock:
            before = self._facts.pop(place, NOTHING)
            after = self._facts[place] = before.merged(facts)
            while len(self._facts) > MOST:
                del self._facts[next(iter(self._facts))]
        if after != before:
            self.changed()
        return after != before

    def forget(self) -> None:
        """Forget what servers refuse, as after a change of the preferences; sizes stay."""
        with self._lock:
            for place, facts in self._facts.items():
                self._facts[place] = Facts(facts.window, facts.per_token)
        self.changed()

    def to_json(self) -> str:
        """Return all facts as text for a file; no key is in it."""
        with self._lock:
            rows = [
                {"url": url, "model": model, **_plain(facts)}
                for (url, model), facts in self._facts.items()
            ]
        return json.dumps({"version": VERSION, "learned": rows}, indent=1)

    def read(self, text: str) -> None:
        """Take in what `to_json` gave and is not known better; nonsense is passed over."""
        try:
            rows = json.loads(text)["learned"]
        except (ValueError, KeyError, TypeError, RecursionError):
            return
        for row in rows if isinstance(rows, list) else []:
            if isinstance(row, dict) and isinstance(row.get("url"), str):
                facts = _facts(row)
                if isinstance(row.get("model"), str) and facts is not None:
                    self._take((row["url"], row["model"]), facts)

    def _take(self, place: tuple[str, str], facts: Facts) -> None:
        """Keep what a file says of a model that nothing is known of yet, where there is room."""
        with self._lock:
            if place not in self._facts and len(self._facts) < MOST:
                self._facts[place] = facts


def _plain(facts: Facts) -> dict[str, Any]:
    return {
        name: sorted(value) if isinstance(value, frozenset) else value
        for name, value in asdict(facts).items()
        if value
    }


def _facts(row: dict[str, Any]) -> Facts | None:
    found: dict[str, Any] = {}
    for known in fields(Facts):
        value = row.get(known.name)
        if isinstance(known.default, frozenset):
            names = value if isinstance(value, list) else []
            found[known.name] = frozenset(name for name in names if isinstance(name, str))
        elif isinstance(known.default, bool):
            found[known.name] = value is True
        elif isinstance(value, int | float) and not isinstance(value, bool) and value > 0:
            found[known.name] = value
    window = found.get("window")
    if window is not None:
        found["window"] = int(min(window, 10**8))
    return Facts(**found)


def believable(characters: int, tokens: int) -> float:
    """Return the characters per token of a request, as far as that can be believed.

    Some servers count only what they had not cached; by that a window would never be reached.
    """
    return min(max(LEAST_PER_TOKEN, characters / tokens), MOST_PER_TOKEN)
