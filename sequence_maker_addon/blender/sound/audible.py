"""What of a strip is heard: the frames that the metas around it show, and whether it is muted."""

from __future__ import annotations

from typing import Any

from ..host import compat


def length(strip: Any) -> int:
    """Return how many frames of a strip are shown."""
    first, last = heard_frames(strip)
    return last - first


def heard_frames(strip: Any) -> tuple[int, int]:
    """Return the frames `[first, end)` of a strip that the meta strips around it show."""
    first, last = compat.frames(strip)
    for outer in _metas(strip):
        start, end = compat.frames(outer)
        first, last = max(first, start), min(last, end)
    return first, max(first, last)


def end_of_retimed(strip: Any, frames: int) -> int:
    """Return the frame where a retimed sound ends.

    Within a meta strip Blender ends it as if it were not retimed (measured in 5.2).

    Args:
        strip: A sound strip with retiming keys.
        frames: The length of its content as it was before.
    """
    first, last = heard_frames(strip)
    around = _metas(strip)
    if not around:
        return last
    by_itself = compat.frames(strip)[1] + frames - int(getattr(strip, compat.PLACE[3]))
    return max(first, min(by_itself, *(compat.frames(outer)[1] for outer in around)))


def is_muted(editor: Any, strip: Any) -> bool:
    """Tell whether a strip, its channel, or a meta strip around it is muted."""
    return bool(silencer(editor, strip))


def silencer(editor: Any, strip: Any) -> str:
    """Say what mutes a strip, or nothing."""
    levels = [strip, *_metas(strip)]
    for level, holder in zip(levels, [*levels[1:], editor], strict=True):
        called = "it" if level == strip else f"its meta strip {level.name!r}"
        if level.mute:
            return f"{called} is muted"
        if holder.channels[level.channel].mute:
            return (
                f"channel {level.channel} of {called} is muted"
                if level != strip
                else (f"its channel {level.channel} is muted")
            )
    return ""


def _metas(strip: Any) -> list[Any]:
    """Return the meta strips around a strip, the innermost first."""
    around: list[Any] = []
    while (outer := (around[-1] if around else strip).parent_meta()) is not None:
        around.append(outer)
    return around
