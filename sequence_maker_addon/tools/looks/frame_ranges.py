"""The function that sets the frame range and the preview range."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, ValidationInfo, WithJsonSchema

from ...sequence.errors import ToolError
from ...sequence.times import seconds
from ...toolkit.commit import commit
from ...toolkit.jobs import Steps
from ...toolkit.parameters import Flag, Kind, Time
from ...toolkit.registry import tool
from ...toolkit.world import Session
from ..places.ranges import scene_of

LAST_STRIP = ("last_strip", "last strip", "the last strip", "end", "the end")


def _end(value: object, info: ValidationInfo) -> float:
    """Take a time, or words for the end of the last strip that is seen or heard."""
    if isinstance(value, str) and value.strip().casefold() in LAST_STRIP:
        muted = {row[0] for row in info.context.scene.state("channels") if row[2]}
        strips = [s for s in info.context.seen.strips if not s.muted and s.channel not in muted]
        if not strips:
            raise ValueError("no strip is there")
        return max(strip.end for strip in strips)
    return seconds(value)


RangeEnd = Annotated[
    float,
    BeforeValidator(_end),
    WithJsonSchema({"type": ["number", "string"]}),
    Kind("time"),
]


@tool("write")
def set_frame_range(
    session: Session,
    start: Time | None = None,
    end: RangeEnd | None = None,
    preview_start: Time | None = None,
    preview_end: RangeEnd | None = None,
    preview: Flag | None = None,
) -> Steps:
    """Set what is played and rendered; strips stay, and so do the times by which all is told.

    Args:
        start: Where it begins, in seconds.
        end: Where it ends; "last strip" for the end of the last one that is not muted.
        preview_start: The same for the preview range, which is turned on.
        preview_end: Its end.
        preview: Whether the preview range is used.
    """
    given = (start, end, preview_start, preview_end, preview)
    if all(value is None for value in given):
        raise ToolError("missing_argument", "say what to set, such as end", field="end")
    scene, rate = scene_of(session), session.seen.frame_rate
    now = list(scene.state("frame_range"))
    uses = preview
    if uses is None and (preview_start is not None or preview_end is not None):
        uses = True
    if uses and not now[2] and now[4] - now[3] <= rate.frame_length * 1.5:
        now[3:5] = now[:2]  # there was none
    wanted = (start, end, uses, preview_start, preview_end)
    made = [old if new is None else new for old, new in zip(now, wanted, strict=True)]
    made = [value if place == 2 else rate.snap(value) for place, value in enumerate(made)]
    for low, high, field in ((0, 1, "end"), (3, 4, "preview_end")):
        if made[high] - made[low] < rate.frame_length / 2:
            message = f"{field} {made[high]:g} is not after its start {made[low]:g}"
            allowed = f"later than {made[low]:g} s"
            raise ToolError("invalid_range", message, field=field, allowed=allowed)
    draft = session.draft()
    draft.set_state("frame_range", made, 1, "set the frame range")
    result = yield from commit(session, draft)
    first, last, on, low, high = scene.state("frame_range")
    if abs(first - made[0]) > 1e-6:
        result["warnings"].append(f"Blender's range begins at {first:g} s at the earliest")
    shown = {"start": round(first, 6), "end": round(last, 6)}
    if on:
        shown |= {"preview_start": round(low, 6), "preview_end": round(high, 6)}
    return result | {"done": f"frame range {first:g} to {last:g} s", "range": shown}
