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
