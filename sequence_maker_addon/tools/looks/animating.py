"""The function that sets keys on the volume or the opacity of strips."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from ...sequence.errors import ToolError
from ...sequence.frames import FrameRate
from ...sequence.numerals import counted
from ...sequence.strip import Strip
from ...toolkit.commit import commit
from ...toolkit.jobs import Steps
from ...toolkit.parameters import CHOICE, CHOSEN, Kind, Time
from ...toolkit.registry import tool
from ...toolkit.report import with_left
from ...toolkit.world import Session
from ..editing.choosing import Strips, chosen
from ..places.ranges import scene_of
from .fading import has
from .key_rows import Key, bound, key_at, keys_of, value_at, with_keys
from .unlocking import held

SHAPES = {"linear": "LINEAR", "smooth": "BEZIER", "hold": "CONSTANT"}
MOST = {"opacity": 1.0, "volume": 100.0}
NAMES = {"opacity": "blend_alpha", "volume": "volume"}
Animated = Annotated[Literal["opacity", "volume"], CHOSEN, CHOICE]


class KeyItem(BaseModel):
    """One key."""

    model_config = ConfigDict(extra="forbid")

    time: Time
    value: Annotated[float, Field(ge=0, le=100), WithJsonSchema({"type": "number"})]
    interpolation: Annotated[Literal["linear", "smooth", "hold"], CHOSEN] = "linear"


Keys = Annotated[list[KeyItem], Field(max_length=500), Kind("list")]


@tool("write", needs="strips")
def animate_strips(
    session: Session, what: Animated, keys: Keys, strips: Strips | None = None
) -> Steps:
    """Set keys on the opacity or volume of strips; those between the first and last go.

    Args:
        what: What they move.
        keys: time in seconds of the timeline, value (opacity 0-1, volume 0-100), and how it goes
            on from there; an empty list takes all keys away.
        strips: Ids, names or a rule; null for the selected ones.
    """
    wanted = _checked(keys, what, session.seen.frame_rate)
    targets, name = chosen(session, strips), NAMES[what]
    known = scene_of(session).closely(target.name for target in targets)
    skipped, going = [], []
    draft = session.draft()
    for target in targets:
        reason = held(session, target) or _unfit(known.get(target.name), what, wanted)
        if reason:
            skipped.append({"strip": target.name, "channel": target.channel, "reason": reason})
            continue
        strip = known[target.name]
        curves, old = strip.settings["curves"], keys_of(strip.settings["curves"], f".{name}")
        settings: dict[str, Any] = {"curves": with_keys(curves, f".{name}", _merged(old, wanted))}
        if old and not wanted:
            settings[name] = value_at(old, strip.start)
        draft.strips.set([target.name], **settings)
        going.append(target.name)
    count = len(draft.change().strips)
    result = yield from commit(session, draft, skipped=skipped)
    done = with_left(f"{what} of {counted(count, 'strip')} animated", len(skipped))
    return result | {"done": done, "strips": going[:20], "count": count, "keys": len(wanted)}


def _checked(items: Sequence[KeyItem], what: str, rate: FrameRate) -> list[Key]:
    """Return the keys on the frame grid, in time's order.

    Raises:
        ToolError: `invalid_argument` for a value that there is not.
    """
    most = MOST[what]
    for item in items:
        if item.value > most:
            message = f"{what} {item.value:g} is more than {most:g}"
            allowed = f"0 to {most:g}"
            raise ToolError("invalid_argument", message, field="keys", allowed=allowed)
    made = {
        rate.frame_of(item.time): key_at(
            rate.snap(item.time), item.value, SHAPES[item.interpolation]
        )
        for item in items
    }
    return [made[frame] for frame in sorted(made)]


def _unfit(strip: Strip | None, what: str, keys: Sequence[Key]) -> str:
    if strip is None or not has(strip.settings, NAMES[what]):
        return f"it has no {what}"
    times = [key["co"][0] for key in keys]
    if times and not any(strip.start - 1e-6 <= time <= strip.end + 1e-6 for time in times):
        return f"no key lies in it: it goes from {strip.start:g} to {strip.end:g} s"
    return bound(strip.settings["curves"], f".{NAMES[what]}")


def _merged(old: Sequence[Key], new: Sequence[Key]) -> list[Key]:
    """Return new keys with those old ones that lie before the first or behind the last."""
    if not new:
        return []
    first, last = new[0]["co"][0] - 1e-6, new[-1]["co"][0] + 1e-6
    before = [key for key in old if key["co"][0] < first]
    return [*before, *new, *(key for key in old if key["co"][0] > last)]
