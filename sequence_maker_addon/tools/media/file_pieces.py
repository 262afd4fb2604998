"""What a file comes to on the timeline: how long, from where in it, with what to say."""

from __future__ import annotations

from dataclasses import dataclass

from ...sequence.errors import ToolError
from ...sequence.frames import FrameRate
from ...toolkit.plain_text import named
from ...toolkit.ports import MediaFile

IMAGE_LENGTH = 5.0
"""Seconds of an image, where nothing else is said."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a call says of all of its files.

    Attributes:
        source_in: Seconds in the file at which it begins; None for its start.
        source_out: Where it ends; None for its end.
        image_length: Seconds of an image, and of each image of a sequence, which is then none.
        with_sound: Whether movies come with their sound.
    """

    source_in: float | None = None
    source_out: float | None = None
    image_length: float | None = None
    with_sound: bool = True


@dataclass(frozen=True, slots=True)
class Piece:
    """A file as it will lie.

    Attributes:
        file: What is known of it.
        skipped: Seconds of the timeline by which its content begins before it.
        length: Seconds of the timeline, whole frames.
        sound: Whether its sound comes with it.
        notes: What is worth telling of it.
    """

    file: MediaFile
    skipped: float
    length: float
    sound: bool
    notes: tuple[str, ...] = ()


def piece_of(file: MediaFile, wishes: Wishes, rate: FrameRate) -> Piece:
    """Return what a file comes to.

    Raises:
        ToolError: `invalid_time` where source times are outside of it.
    """
    if file.kind == "image":
        length = rate.snap(wishes.image_length or IMAGE_LENGTH)
        return Piece(file, 0.0, max(length, rate.frame_length), False)
    if file.kind == "sound":
        return _of_sound(file, wishes, rate)
    own = FrameRate(file.fps) if file.fps else rate
    first, last = (_frame(time, own) for time in (wishes.source_in, wishes.source_out))
    last = file.frames if last is None else min(last, file.frames)
    if not 0 <= (first or 0) < last:
        raise _outside(file, own.time_of(file.frames))
    length = rate.time_of(last - (first or 0))
    sound = wishes.with_sound and file.kind == "movie" and file.sound is not False
    notes = _notes(file, rate, last - (first or 0)) if file.kind == "movie" else ()
    return Piece(file, rate.time_of(first or 0), length, sound, notes)


def _of_sound(file: MediaFile, wishes: Wishes, rate: FrameRate) -> Piece:
    start, end = wishes.source_in or 0.0, wishes.source_out
    whole = file.length
    if whole is None and end is None:
        message = f"the length of {named(file.name)} is not known here: say source_out"
        raise ToolError("invalid_time", message, field="source_out")
    last = end if whole is None else whole if end is None else min(end, whole)
    if last is None or not 0 <= start < last:
        raise _outside(file, whole or 0.0)
    first = rate.frame_of(start)
    length = rate.time_of(max(rate.frame_of(last) - first, 1))
    return Piece(file, rate.time_of(first), length, False)


def _frame(time: float | None, own: FrameRate) -> int | None:
    return None if time is None else own.frame_of(time)


def _notes(file: MediaFile, rate: FrameRate, frames: int) -> tuple[str, ...]:
    """Tell where a movie's own frames a second are not the sequence's."""
    if file.fps is None:
        return ()
    own, here = FrameRate(file.fps).time_of(frames), rate.time_of(frames)
    if abs(own - here) < 2e-4 * own:
        return ()
    told = f"{named(file.name)} has {file.fps:g} frames a second, the sequence {float(rate):g}"
    slow = f"its {frames} frames take {here:.3f} s in place of {own:.3f} s"
    drift = f"; its sound stays in time, so they part by {abs(here - own):.3f} s to its end"
    return (f"{told}: {slow}{drift if file.sound else ''}",)


def _outside(file: MediaFile, whole: float) -> ToolError:
    message = f"{named(file.name)} has nothing between source_in and source_out"
    return ToolError(
        "invalid_time", message, field="source_in", allowed=f"0 to {whole:.3f} seconds"
    )
