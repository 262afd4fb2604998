"""A strip of any kind as plain data, and what a call changes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Strip:
    """A strip of any kind, in seconds from the sequence start.

    Attributes:
        name: Its name, unique in the scene.
        kind: Blender's type in lower case: `movie`, `image`, `sound`, `text`, `color`, ...
        channel: The channel it lies on.
        start: Its left handle.
        end: Its right handle.
        content: Where its content begins, trimmed or not.
        locked: Whether it or its channel is locked, or another strip needs it.
        selected: Whether the user has selected it.
        settings: What functions may set of it, such as `volume`, by Blender's names.
        look: A fingerprint of all that the user may have set of it, its place apart; empty where
            nobody looked so closely.
        whole: All that is needed to make it anew; only of a strip that was removed.
    """

    name: str
    kind: str
    channel: int
    start: float
    end: float
    content: float = 0.0
    locked: bool = field(default=False, compare=False)
    selected: bool = field(default=False, compare=False)
    settings: Mapping[str, Any] = field(default_factory=dict)
    look: str = ""
    whole: Mapping[str, Any] | None = field(default=None, compare=False)

    @property
    def place(self) -> tuple[int, float, float, float]:
        """Channel, start, end and content."""
        return self.channel, self.start, self.end, self.content

    def overlaps(self, start: float, end: float) -> bool:
        """Tell whether the strip shares time with `[start, end)`."""
        return self.start < end and start < self.end

    def lies_as(self, other: Strip) -> bool:
        """Tell whether it lies where another does, a thousandth of a frame apart at most."""
        near = all(abs(a - b) < 1e-5 for a, b in zip(self.place, other.place, strict=True))
        return near and self.channel == other.channel

    def is_still(self, other: Strip) -> bool:
        """Tell whether neither place nor look differ from another's."""
        return self.lies_as(other) and self.look == other.look


@dataclass(frozen=True, slots=True)
class StripChange:
    """What becomes of one strip.

    Attributes:
        before: As it was; None for one that comes.
        after: As it will be; None for one that goes.
        cut_from: The name of the strip that a coming one is cut off from.
    """

    before: Strip | None
    after: Strip | None
    cut_from: str = ""

    @property
    def name(self) -> str:
        """The strip's name."""
        strip = self.after or self.before
        assert strip is not None
        return strip.name

    @property
    def inverse(self) -> StripChange:
        """The change that takes this one back."""
        return StripChange(self.after, self.before)


@dataclass(frozen=True, slots=True)
class Move:
    """New handles for a strip.

    Attributes:
        name: Which strip.
        start: Its new left handle, in seconds.
        end: Its new right handle.
        shift: The content goes along with the left handle; else it stays where it is.
    """

    name: str
    start: float
    end: float
    shift: bool = True
