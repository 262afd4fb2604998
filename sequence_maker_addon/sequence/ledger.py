"""What a turn wrote, kept so that it can be taken back later without harming newer work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields, replace
from typing import Any

from .draft import Draft
from .segment import Change, Segment

Entry = tuple[Segment | None, Segment | None]
"""A segment before and after; None where it was not there."""
Other = tuple[str, Any, Any]
"""A write of what is no segment (clips, markers, beats): its key, and its states as plain data
before and after; see `music.port.StatesPort`."""


class Ledger:
    """What changes touched, segments and others: as it was before the first and after the last."""

    def __init__(
        self,
        entries: dict[int, Entry] | None = None,
        others: Iterable[Other] = (),
    ) -> None:
        self.entries = entries or {}
        self.others = list(others)

    def __eq__(self, other: object) -> bool:
        """Tell whether another ledger holds the same."""
        if not isinstance(other, Ledger):
            return NotImplemented
        return (self.entries, self.others) == (other.entries, other.others)

    def __bool__(self) -> bool:
        """Tell whether anything was written."""
        return bool(self.entries or self.others)

    def add(self, change: Change) -> None:
        """Take a written change in."""
        pairs: list[Entry] = [(None, segment) for segment in change.added]
        pairs += [(segment, None) for segment in change.removed]
        pairs += list(change.changed)
        for before, after in pairs:
            number = (before or after).id  # type: ignore[union-attr]
            first = self.entries[number][0] if number in self.entries else before
            self.entries[number] = (first, after)

    def as_json(self) -> dict[str, Any]:
        """Return plain data for the file."""
        rows = [
            [None if segment is None else asdict(segment) for segment in entry]
            for entry in self.entries.values()
        ]
        return {"segments": rows, "others": [list(other) for other in self.others]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Ledger:
        """Return the ledger that a file keeps."""
        entries = {}
        for row in data["segments"]:
            before, after = (_segment(found) for found in row)
            known = before or after
            if known is not None:
                entries[known.id] = (before, after)
        return cls(entries, [(key, before, after) for key, before, after in data["others"]])

    def take_back(self, draft: Draft, now: dict[int, Segment]) -> list[str]:
        """Plan the return to before; return a sentence for each segment left as it is.

        Args:
            draft: Where the plan is made; what stands in the way is cut.
            now: The segments as they are, by id.
        """
        kept = []
        backwards = []
        for number, (before, after) in self.entries.items():
            present = now.get(number)
            if not _alike(present, after):
                kept.append(f"segment {number} was changed since")
            elif present is not None:
                draft.remove(present)
                backwards.append(before)
            else:
                backwards.append(before)
        for before in backwards:
            if before is not None:
                draft.put_back(before)
        return kept


def _alike(one: Segment | None, other: Segment | None) -> bool:
    if one is None or other is None:
        return one is other
    return replace(one, name="") == replace(other, name="")


def _segment(row: dict[str, Any] | None) -> Segment | None:
    if row is None:
        return None
    known = {field.name: row[field.name] for field in fields(Segment)}
    for name in ("color", "end_color"):
        known[name] = None if known[name] is None else tuple(known[name])
    return Segment(**known)
