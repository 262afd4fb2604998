"""Plans the pieces of color that a pattern is made of: pure, never overlapping, always in range."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from ..sequence.color import Rgb
from .palette import PALETTES, Palette, painted
from .points import Point

Shape = Literal["hold", "fixed", "flash", "pulse", "fade_in", "fade_out"]
Spread = Literal["together", "chase", "bounce", "alternate"]
SHAPES: tuple[Shape, ...] = get_args(Shape)
SPREADS: tuple[Spread, ...] = get_args(Spread)
SHORTEST = 0.001
_FLASH_SECONDS = 0.1
_RISE = 0.25


@dataclass(frozen=True, slots=True)
class Piece:
    """A color, or a fade to `end_color`, over `[start, end)` seconds of a channel.

    Where it ends by a length, not with another point, `lasting` has the time from which it counts
    and that length, so that on frames all are as long.
    """

    channel: int
    start: float
    end: float
    color: Rgb
    end_color: Rgb | None = None
    lasting: tuple[float, float] | None = None


class PatternError(ValueError):
    """A pattern that cannot be planned.

    Attributes:
        field: Which of its values is at fault.
    """

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class Pattern:
    """What to make at every point.

    Attributes:
        channels: The channels to light, at least one.
        colors: The palette's colors, at least one.
        shape: `hold` until the next point; `fixed` for `length`; `flash` for `length` or 0.1 s;
            `pulse` up for a quarter and down; `fade_in` from or `fade_out` to the rest color.
        spread: All channels `together`; one after the other (`chase`), there and back (`bounce`);
            `alternate` the odd and the even places in the list.
        palette: `cycle` through the colors; `random` by `seed`, never twice the same in a row;
            `gradient` over the range; by `energy` of the point; by `pitch` class, round the circle.
        seed: Of `random`.
        length: Seconds a piece lasts at most; None for the shape's own.
        shift: Seconds that all pieces come later; negative for a lead.
        cue: Seconds before each point at which a short warning begins; 0 for none.
        cue_length: Seconds that it lasts at most.
        cue_color: Its color.
        rest_color: Fills the time between pieces; None leaves it empty. Fades go to it, or black.
    """

    channels: tuple[int, ...]
    colors: tuple[Rgb, ...]
    shape: Shape = "hold"
    spread: Spread = "together"
    palette: Palette = "cycle"
    seed: int = 0
    length: float | None = None
    shift: float = 0.0
    cue: float = 0.0
    cue_length: float = 0.05
    cue_color: Rgb = (255, 255, 255)
    rest_color: Rgb | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be planned, in a sentence."""
        if not self.channels or not self.colors:
            field = "colors" if self.channels else "channels"
            raise PatternError(field, "a pattern needs at least one channel and one color")
        if len(set(self.channels)) < len(self.channels):
            raise PatternError("channels", "a channel is named twice")
        for name, value, allowed in (
            ("shape", self.shape, SHAPES),
            ("spread", self.spread, SPREADS),
            ("palette", self.palette, PALETTES),
        ):
            if value not in allowed:
                message = f"{name} must be one of {', '.join(allowed)}, got {value!r}"
                raise PatternError(name, message)
        if self.length is not None and not (math.isfinite(self.length) and self.length > 0):
            raise PatternError("length", "the length must be more than 0 seconds")
        if self.shape == "fixed" and self.length is None:
            raise PatternError("length", "the shape 'fixed' needs a length")
        if not math.isfinite(self.shift):
            raise PatternError("shift", "the shift must be a number")
        if not (self.cue >= 0 and self.cue_length > 0):
            raise PatternError("cue", "the cue must be 0 or more and its length above 0")


def plan_pattern(
    points: Sequence[Point], start: float, end: float, pattern: Pattern
) -> list[Piece]:
    """Turn points into pieces of color.

    Args:
        points: In any order; see `points.points`.
        start: Nothing begins before this time, in seconds.
        end: Nothing ends after it, in seconds.
        pattern: What to make.

    Returns:
        Pieces in order of channel and start. On a channel none overlaps another; a later point
        ends what an earlier one began, and a warning ends it earlier still.
    """
    ordered = sorted(points, key=lambda point: point.time)
    shifted = [point.time + pattern.shift for point in ordered]
    kept = [place for place, time in enumerate(shifted) if start <= time < end]
    ordered, times = [ordered[place] for place in kept], [shifted[place] for place in kept]
    colors = painted(ordered, pattern.colors, pattern.palette, pattern.seed)
    pieces: list[Piece] = []
    for place, channel in enumerate(pattern.channels):
        mine = [i for i in range(len(times)) if _lit(i, place, pattern)]
        pieces += _channel(channel, mine, ordered, times, colors, (start, end), pattern)
    return sorted(pieces, key=lambda piece: (piece.channel, piece.start))


def _lit(number: int, place: int, pattern: Pattern) -> bool:
    """Tell whether the point with this number lights the channel at this place of the list."""
    count = len(pattern.channels)
    if pattern.spread == "chase":
        return number % count == place
    if pattern.spread == "bounce":
        turn = number % max(2 * count - 2, 1)
        return min(turn, 2 * count - 2 - turn) == place
    if pattern.spread == "alternate":
        return count == 1 or number % 2 == place % 2
    return True


def _channel(
    channel: int,
    mine: Sequence[int],
    points: Sequence[Point],
    times: Sequence[float],
    colors: Sequence[Rgb],
    span: tuple[float, float],
    pattern: Pattern,
) -> list[Piece]:
    """Plan one channel: warnings, the pieces themselves, and the color of rest between them."""
    made: list[Piece] = []
    length = _length(pattern)
    for rank, i in enumerate(mine):
        following = mine[rank + 1] if rank + 1 < len(mine) else None
        stop = _own_end(i, points, times, pattern, span[1])
        if following is not None:
            stop = min(stop, _warning_start(times[following], times[i], pattern))
        is_whole = length is not None and stop >= times[i] + length - 1e-9
        lasting = (times[i], length or 0.0) if is_whole else None
        before = times[mine[rank - 1]] if rank else span[0]
        if pattern.cue:
            first = max(_warning_start(times[i], before, pattern), span[0])
            last = min(first + pattern.cue_length, times[i])
            warning = (first, pattern.cue_length) if last < times[i] else None
            _add(made, Piece(channel, first, last, pattern.cue_color, lasting=warning))
        *parts, end = _shaped(channel, times[i], stop, colors[i], pattern)
        for piece in (*parts, replace(end, lasting=lasting)):
            _add(made, piece)
    return _rested(made, channel, span, pattern.rest_color)


def _warning_start(time: float, before: float, pattern: Pattern) -> float:
    """Where the warning of a point begins: at most half way back to the point before it."""
    return max(time - pattern.cue, (time + before) / 2) if pattern.cue else time


def _length(pattern: Pattern) -> float | None:
    """How long a piece lasts at most, in seconds."""
    own = _FLASH_SECONDS if pattern.shape == "flash" else None
    return own if pattern.length is None else pattern.length


def _own_end(
    i: int, points: Sequence[Point], times: Sequence[float], pattern: Pattern, end: float
) -> float:
    """Where a piece ends if no other point of its channel cuts it."""
    own = points[i].end
    stop = times[i + 1] if i + 1 < len(times) else end
    if own is not None:
        stop = own + pattern.shift
    length = _length(pattern)
    if length is not None:
        stop = times[i] + length if pattern.shape == "fixed" else min(stop, times[i] + length)
    return min(stop, end)


def _shaped(channel: int, start: float, end: float, color: Rgb, pattern: Pattern) -> list[Piece]:
    dark = pattern.rest_color or (0, 0, 0)
    if pattern.shape == "fade_in":
        return [Piece(channel, start, end, dark, color)]
    if pattern.shape == "fade_out":
        return [Piece(channel, start, end, color, dark)]
    if pattern.shape == "pulse":
        top = start + (end - start) * _RISE
        return [Piece(channel, start, top, dark, color), Piece(channel, top, end, color, dark)]
    return [Piece(channel, start, end, color)]


def _add(made: list[Piece], piece: Piece) -> None:
    if piece.end - piece.start >= SHORTEST:
        made.append(piece)


def _rested(
    made: list[Piece], channel: int, span: tuple[float, float], color: Rgb | None
) -> list[Piece]:
    if color is None:
        return made
    filled: list[Piece] = []
    free = span[0]
    for piece in made:
        if piece.start > free:
            _add(filled, Piece(channel, free, piece.start, color))
        filled.append(piece)
        free = piece.end
    if span[1] > free:
        _add(filled, Piece(channel, free, span[1], color))
    return filled
