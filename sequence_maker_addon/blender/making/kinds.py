"""A bare strip of each kind: what Blender needs to make it, taken of a strip and used."""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Mapping
from typing import Any

import bpy

from ...sequence.errors import ToolError
from ..host import compat
from ..timeline.settable import block_of

TRIMS = (
    ("animation_offset_start", "animation_offset_end"),
    ("content_trim_start", "content_trim_end"),
)
"""Frames that are cut off a file's content; renamed in 5.1."""


def needs(strip: Any) -> dict[str, Any]:
    """Return what making a strip of this kind takes beside its place and inputs.

    Returns:
        `file`, with `directory` and `files` of images, and `trims`, frames of the content that are
        cut off at both ends; what comes from a data-block is told by `whole.capture`.
    """
    found: dict[str, Any] = {}
    if strip.type == "MOVIE":
        found["file"] = strip.filepath
    elif strip.type == "SOUND" and strip.sound is not None:
        found["file"] = strip.sound.filepath
    elif strip.type == "IMAGE":
        files = [element.filename for element in strip.elements]
        found |= {"directory": strip.directory, "files": files}
    trims = [getattr(strip, name, 0) for name in _trim_names(strip)]
    return found | ({"trims": trims} if any(trims) else {})


def make(
    strips: Any,
    name: str,
    kind: str,
    channel: int,
    span: tuple[int, int],
    data: Mapping[str, Any],
    inputs: list[Any],
) -> Any:
    """Make a strip, with no more of its data than its content.

    Args:
        strips: Those of the sequence editor, or of a meta strip.
        name: Its name; Blender makes it unique.
        kind: Its type in lower case.
        channel: Where it lies.
        span: The frame at which its content begins, and for kinds without content where it ends.
        data: See `needs`.
        inputs: Of an effect the strips that it is of.

    Raises:
        ToolError: `unreadable_file` where Blender refuses the file, `cannot_make` for a kind or
            data-block that is not there.
    """
    try:
        strip = _made(strips, name, kind, channel, span, data, inputs)
    except (RuntimeError, TypeError) as error:
        message = f"Blender cannot make the strip {name!r}"
        if data.get("file") or data.get("files"):
            raise ToolError("unreadable_file", f"{message} of its file") from error
        raise ToolError("cannot_make", message) from error
    for trim, frames in zip(_trim_names(strip), data.get("trims", ()), strict=False):
        if frames:
            setattr(strip, trim, frames)
    return strip


def _made(
    strips: Any,
    name: str,
    kind: str,
    channel: int,
    span: tuple[int, int],
    data: Mapping[str, Any],
    inputs: list[Any],
) -> Any:
    place = {"name": name, "channel": channel, "frame_start": span[0]}
    fit = {"fit_method": data["fit"]} if "fit" in data else {}
    if kind == "movie":
        return strips.new_movie(filepath=data["file"], **place, **fit)
    if kind == "sound":
        return _sound(strips, data, place)
    if kind == "image":
        return _image(strips, data, place, fit)
    if kind == "meta":
        return strips.new_meta(**place)
    if kind in _OF_BLOCKS:
        argument, collection = _OF_BLOCKS[kind]
        row = data.get("blocks", {}).get(argument) or [collection, data.get(argument, ""), ""]
        block = block_of(row)
        if block is None:
            message = f"what the strip {name!r} shows is gone from the file"
            raise ToolError("cannot_make", message)
        return getattr(strips, f"new_{argument}")(**{argument: block}, **place)
    return compat.new_effect(strips, name, kind.upper(), channel, *span, inputs)


_OF_BLOCKS = {
    "scene": ("scene", "scenes"),
    "mask": ("mask", "masks"),
    "movieclip": ("clip", "movieclips"),
}


def _sound(strips: Any, data: Mapping[str, Any], place: dict[str, Any]) -> Any:
    """Make a sound strip; the sound that it had is taken where the file still has it."""
    known = block_of(data["blocks"]["sound"]) if "sound" in data.get("blocks", {}) else None
    file = data["file"]
    if known is not None:
        file = bpy.path.abspath(known.filepath, library=known.library)
    strip = strips.new_sound(filepath=file, **place)
    loaded = strip.sound
    if known is not None and loaded != known:
        strip.sound = known
        if loaded is not None and not loaded.users:
            bpy.data.sounds.remove(loaded)
    return strip


def _image(strips: Any, data: Mapping[str, Any], place: dict[str, Any], fit: dict[str, Any]) -> Any:
    directory, (first, *more) = data["directory"], data["files"]
    strip = strips.new_image(filepath=directory + first, **place, **fit)
    for name in more:
        strip.elements.append(name)
    if more:
        _size_all(strip)
    return strip


_FILE_NAME, _SIZES = 256, 12
"""Bytes of an element's file name, and of its width, height and rate (`StripElem` in the DNA)."""


def _size_all(strip: Any) -> None:
    """Give all elements the sizes of the first: Blender leaves garbage in those that are appended.

    It crashes at times when it renders these (4.2 to 5.2); the sizes cannot be set otherwise.
    """
    first = strip.elements[0]
    sizes = ctypes.string_at(first.as_pointer() + _FILE_NAME, _SIZES)
    if struct.unpack_from("<ii", sizes) != (first.orig_width, first.orig_height):
        return
    for element in strip.elements:
        ctypes.memmove(element.as_pointer() + _FILE_NAME, sizes, _SIZES)


def _trim_names(strip: Any) -> tuple[str, ...]:
    known = strip.bl_rna.properties
    return next((names for names in reversed(TRIMS) if names[0] in known), ())
