"""The function that sets what strips of any kind have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, WithJsonSchema

from ...sequence.draft import Draft
from ...sequence.errors import ToolError
from ...sequence.numerals import counted
from ...toolkit.commit import commit
from ...toolkit.jobs import Steps
from ...toolkit.parameters import CHOICE, CHOSEN, Flag, Kind, Name, Share, Volume
from ...toolkit.registry import tool
from ...toolkit.report import with_left
from ...toolkit.world import Session
from ..editing.choosing import Strips, chosen
from ..places.arrangement import Target
from ..places.ranges import scene_of
from .unlocking import held

TAGS = ("none", "red", "orange", "yellow", "green", "blue", "purple", "pink", "brown", "gray")
BLENDS = {
    "replace": "REPLACE",
    "alpha_over": "ALPHA_OVER",
    "alpha_under": "ALPHA_UNDER",
    "add": "ADD",
    "subtract": "SUBTRACT",
    "multiply": "MULTIPLY",
    "screen": "SCREEN",
    "overlay": "OVERLAY",
    "soft_light": "SOFT_LIGHT",
    "hard_light": "HARD_LIGHT",
    "lighten": "LIGHTEN",
    "darken": "DARKEN",
    "color_dodge": "DODGE",
    "color_burn": "BURN",
    "difference": "DIFFERENCE",
    "exclusion": "EXCLUSION",
    "hue": "HUE",
    "saturation": "SATURATION",
    "color": "COLOR",
    "value": "VALUE",
}
if TYPE_CHECKING:
    Tag = str
    Blend = str
else:
    Tag = Annotated[Literal[TAGS], CHOSEN, CHOICE]
    Blend = Annotated[Literal[tuple(BLENDS)], CHOSEN, CHOICE]
Pan = Annotated[
    float,
    Field(ge=-2, le=2),
    WithJsonSchema({"type": "number"}),
    Kind("number", -2, 2),
]
KEYED = {"volume": "volume", "blend_alpha": "opacity"}
"""What `animate_strips` and `fade_strips` move, by Blender's names."""


@tool("write", needs="editing")
def set_strips(
    session: Session,
    strips: Strips | None = None,
    name: Name | None = None,
    mute: Flag | None = None,
    lock: Flag | None = None,
    color_tag: Tag | None = None,
    opacity: Share | None = None,
    blend_mode: Blend | None = None,
    volume: Volume | None = None,
    pan: Pan | None = None,
) -> Steps:
    """Set what strips of any kind have; all else of them stays.

    Args:
        strips: Ids, names or a rule such as "all sounds on channel 2"; null for the selected ones.
        name: New name; several strips get numbers behind it.
        mute: Neither seen nor heard.
        lock: Kept from edits; what the user locked only they unlock.
        color_tag: Color in the Sequencer.
        opacity: 0 to 1, of what is seen.
        blend_mode: How a picture is laid over those below.
        volume: Of sounds: 1 as recorded, 0 silent, 0.5 half, 100 at most.
        pan: Of mono sounds: -1 left, 0 middle, 1 right.
    """
    wanted = _wanted(mute, lock, color_tag, opacity, blend_mode, volume, pan)
    if not wanted and name is None:
        raise ToolError("missing_argument", "say what to set, such as volume", field="volume")
    targets = chosen(session, strips)
    known = scene_of(session).closely(target.name for target in targets)
    going: list[Target] = []
    skipped: list[dict[str, Any]] = []
    for target in targets:
        has = known[target.name].settings if target.name in known else {}
        reason = held(session, target, lock is False) or _lacks(has, wanted)
        if reason:
            skipped.append({"strip": target.name, "channel": target.channel, "reason": reason})
        else:
            going.append(target)
    draft = session.draft()
    if wanted:
        draft.strips.set([target.name for target in going], **wanted)
    names = [target.name for target in going] if name is None else _named(draft, going, name)
    change = draft.change()
    count = len(change.strips)
    result = yield from commit(session, draft, skipped=skipped)
    done = with_left(f"{counted(count, 'strip')} set", len(skipped))
    return result | {"done": done, "strips": names[:20], "count": count}


def _wanted(
    mute: bool | None,
    lock: bool | None,
    tag: str | None,
    opacity: float | None,
    blend: str | None,
    volume: float | None,
    pan: float | None,
) -> dict[str, Any]:
    """Return what is to be set, by Blender's names."""
    number = TAGS.index(tag) if tag is not None else 0
    found = {
        "mute": mute,
        "lock": lock,
        "color_tag": None if tag is None else f"COLOR_{number:02d}" if number else "NONE",
        "blend_alpha": opacity,
        "blend_type": None if blend is None else BLENDS[blend],
        "volume": volume,
        "pan": pan,
    }
    return {key: value for key, value in found.items() if value is not None}


def _lacks(has: Mapping[str, Any], wanted: Mapping[str, Any]) -> str:
    """Say which of the settings a strip does not have; empty when it has all."""
    missing = next((key for key in wanted if key not in has), None)
    if missing is None:
        return ""
    told = KEYED.get(missing, missing)
    if any(row["path"] == f".{missing}" for row in has.get("curves", ())):
        return f"its {told} has keys: use animate_strips or fade_strips"
    return f"it has no {'blend mode' if missing == 'blend_type' else told}"


def _named(draft: Draft, targets: Sequence[Target], name: str) -> list[str]:
    """Plan a new name, with numbers where several get it; return what they will be called."""
    if not name.strip():
        raise ToolError("invalid_argument", "a strip's name cannot be empty", field="name")
    one = len(targets) == 1
    return [
        draft.strips.rename(target.name, name if one else f"{name} {number}")
        for number, target in enumerate(targets, 1)
    ]
