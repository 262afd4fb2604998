"""What the person points at, and what of it goes along."""

from __future__ import annotations

from dataclasses import dataclass

RANGE = {"preview": "preview range", "markers": "range between the selected markers"}


@dataclass(frozen=True, slots=True)
class Pointed:
    """What the state tells besides the timelines; each can be switched off.

    Attributes:
        song: Whether the song that was heard is told.
        selection: Whether the selected strips are.
        playhead: Whether the playhead is.
        span: A stretch that is marked, in seconds, and by which of `RANGE`.
        edits: What the person changed by hand since the last turn, a sentence each.
    """

    song: bool = True
    selection: bool = True
    playhead: bool = True
    span: tuple[float, float, str] | None = None
    edits: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """Return what is told of range and edits, a line each."""
        found = []
        if self.span is not None:
            start, end, by = self.span
            found.append(f"the user marked {start:g}-{end:g} s ({RANGE.get(by, by)})")
        if self.edits:
            found.append(f"since the last turn the user, by hand: {'; '.join(self.edits)}")
        return found
