"""What a file comes to on the timeline: how long, from where in it, with what to say."""

from __future__ import annotations

from dataclasses import dataclass

from ...sequence.errors import ToolError
from ...sequence.frames import FrameRate
from ...toolkit.plain_text import named
from ...toolkit.ports import MediaFile

MUTE = "this Blender cannot load sounds"
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
        whole: Seconds of the timeline that its content takes, all of it; None without end.
        notes: What is worth telling of it.
    """

    file: MediaFile
    skipped: float
    length: float
    sound: bool
    whole: float | None = None
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
    sound = wishes.with_sound and file.sound is True
    notes = _notes(file, rate, last - (first or 0)) if file.kind == "movie" else ()
    if wishes.with_sound and file.kind == "movie" and file.sound is None:
        notes += (f"{named(file.name)} comes without its sound: {MUTE}",)
    whole = rate.time_of(file.frames)
    return Piece(file, rate.time_of(first or 0), length, sound, whole, notes)


def _of_sound(file: MediaFile, wishes: Wishes, rate: FrameRate) -> Piece:
    if file.length is None:
        raise ToolError("no_audio", f"{named(file.name)} stays out: {MUTE}", field="files")
    start, last = wishes.source_in or 0.0, min(wishes.source_out or file.length, file.length)
    if not 0 <= start < last:
        raise _outside(file, file.length)
    first = rate.frame_of(start)
    length = rate.time_of(max(rate.frame_of(last) - first, 1))
    return Piece(file, rate.time_of(first), length, False, rate.snap(file.length))


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
