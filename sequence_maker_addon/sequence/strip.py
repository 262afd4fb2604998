"""A strip of any kind as plain data, and what a call changes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .errors import ToolError


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
        content_length: How long its content is, in seconds; None where nothing limits it (colors,
            texts, single images, effects) or nobody knows.
        locked: Whether it or its channel is locked.
        selected: Whether the user has selected it.
        id: Its id, of one number space with the segments'; 0 where it has none.
        muted: Whether it is muted itself.
        inputs: The names of the strips whose effect it is.
        users: The names of the effects, or masked strips, that need it.
        settings: What functions may set of it, such as `volume`, by Blender's names; `curves`
            are its F-curves as rows with times in seconds.
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
    id: int = field(default=0, compare=False)
    muted: bool = field(default=False, compare=False)
    content_length: float | None = field(default=None, compare=False)
    inputs: tuple[str, ...] = field(default=(), compare=False)
    users: tuple[str, ...] = field(default=(), compare=False)
    settings: Mapping[str, Any] = field(default_factory=dict)
    look: str = ""
    whole: Mapping[str, Any] | None = field(default=None, compare=False)

    @property
    def fixed(self) -> bool:
        """Whether it is locked, an effect of others, or needed by one."""
        return bool(self.locked or self.inputs or self.users)

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

    def settings_at(self, other: Strip) -> dict[str, Any]:
        """Return its settings as they would be where another lies: keys go along with a move."""
        by = other.start - self.start
        if abs(other.end - self.end - by) > 1e-5:  # it was trimmed, and keys stay
            by = other.content - self.content if self.kind in ("sound", "movie") else 0.0
        if abs(by) < 1e-5 or not self.settings.get("curves"):
            return dict(self.settings)
        curves = [_shifted(row, by) for row in self.settings["curves"]]
        return {**self.settings, "curves": curves}

    def is_still(self, other: Strip) -> bool:
        """Tell whether neither place nor look differ from another's, as far as both are known."""
        known = bool(self.look and other.look)
        return self.lies_as(other) and (self.look == other.look or not known)


def _shifted(row: Mapping[str, Any], by: float) -> dict[str, Any]:
    """Return an F-curve whose keys lie later."""
    names = ("co", "handle_left", "handle_right")
    keys = [
        key | {name: [key[name][0] + by, key[name][1]] for name in names if name in key}
        for key in row["keys"]
    ]
    return {**row, "keys": keys}


@dataclass(frozen=True, slots=True)
class StripChange:
    """What becomes of one strip.

    Attributes:
        before: As it was; None for one that comes.
        after: As it will be; None for one that goes.
        cut_from: The name of the strip that a coming one is cut off from; `cut_at` tells where.
        copy_of: The name of the strip that a coming one is a copy of. One that is neither cut
            off nor a copy is made of its `whole`.
    """

    before: Strip | None
    after: Strip | None
    cut_from: str = ""
    copy_of: str = ""

    @property
    def name(self) -> str:
        """The strip's name; of one that gets another the one that it has before."""
        strip = self.before or self.after
        assert strip is not None
        return strip.name

    def cut_at(self, source: Strip) -> float:
        """Return where a strip is cut so that this part begins, in its time before the change.

        The part may lie elsewhere by then: its content has gone along.
        """
        assert self.after is not None
        return self.after.start - (self.after.content - source.content)

    @property
    def new_name(self) -> str:
        """The name that it has afterwards."""
        return self.after.name if self.after is not None else self.name

    @property
    def unlocks(self) -> bool:
        """Whether it takes the strip's own lock off."""
        before, after = self.before, self.after
        if before is None or after is None:
            return False
        return bool(before.settings.get("lock")) and after.settings.get("lock") is False

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
        channel: Its new channel; None for the one that it lies on.
        slip: Seconds by which the content moves under the handles, later or (negative) earlier.
    """

    name: str
    start: float
    end: float
    shift: bool = True
    channel: int | None = None
    slip: float = 0.0


def moved(strip: Strip, move: Move) -> Strip:
    """Return a strip with new handles.

    Raises:
        ToolError: `invalid_time` for a trim to where the strip is not.
    """
    content = strip.content + move.slip
    if move.shift:
        content += move.start - strip.start
    elif move.start >= strip.end or move.end <= strip.start:
        message = f"{move.name!r} cannot be trimmed to a range that it does not cover"
        raise ToolError("invalid_time", message, hint="move it as a whole")
    channel = strip.channel if move.channel is None else move.channel
    return replace(strip, channel=channel, start=move.start, end=move.end, content=content)
