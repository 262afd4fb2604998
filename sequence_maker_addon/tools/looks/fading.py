"""The function that fades the picture and the sound of strips in and out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, WithJsonSchema

from ...sequence.draft import Draft
from ...sequence.errors import ToolError
from ...sequence.frames import FrameRate
from ...sequence.numerals import counted, shown
from ...sequence.strip import Strip
from ...sequence.times import seconds
from ...toolkit.commit import commit
from ...toolkit.jobs import Steps
from ...toolkit.parameters import CHOICE, CHOSEN, Kind
from ...toolkit.registry import tool
from ...toolkit.report import with_left
from ...toolkit.world import Session
from ..editing.choosing import Strips, chosen
from ..places.arrangement import Target
from ..places.ranges import scene_of
from .key_rows import bound, faded, fades_in, keys_of, value_at, with_keys
from .unlocking import held

What = Annotated[Literal["both", "picture", "sound"], CHOSEN, CHOICE]


def _length(value: object) -> float:
    length = 0.0 if value in (0, "0", "none", "off") else seconds(value)
    if not 0 <= length < 1e6:
        raise ValueError(f"{shown(value)} is no length of time")
    return length


FadeLength = Annotated[
    float,
    BeforeValidator(_length),
    WithJsonSchema({"type": ["number", "string"]}),
    Kind("length"),
]
"""Seconds, 0 or more; 0 is no fade."""


@tool("write", needs="editing")
def fade_strips(
    session: Session,
    strips: Strips | None = None,
    fade_in: FadeLength | None = None,
    fade_out: FadeLength | None = None,
    what: What = "both",
) -> Steps:
    """Fade strips in and out by keys on opacity and volume, in place of earlier fades.

    Args:
        strips: Ids, names or a rule; null for the selected ones.
        fade_in: Seconds from nothing at its start; 0 takes the fade away, null keeps it.
        fade_out: Seconds to nothing at its end.
        what: both fades connected sounds along.
    """
    if fade_in is None and fade_out is None:
        raise ToolError("missing_argument", "say how long: fade_in or fade_out", field="fade_in")
    targets = _with_connected(session, chosen(session, strips), what)
    known = scene_of(session).closely(target.name for target in targets)
    skipped, going = [], []
    for target in targets:
        reason = held(session, target) or _unfit(known.get(target.name), what)
        if reason:
            skipped.append({"strip": target.name, "channel": target.channel, "reason": reason})
        else:
            going.append(target)
    draft = session.draft()
    for target in going:
        fade(draft, known[target.name], fade_in, fade_out, session.seen.frame_rate)
    count = len(draft.change().strips)
    result = yield from commit(session, draft, skipped=skipped)
    done = with_left(f"{counted(count, 'strip')} faded", len(skipped))
    return result | {"done": done, "strips": [t.name for t in going][:20], "count": count}


def fade(
    draft: Draft, strip: Strip, into: float | None, out: float | None, rate: FrameRate
) -> None:
    """Plan the fades of a strip, by the property that it is seen or heard by.

    Args:
        draft: The plan.
        strip: The strip, closely; it fades where the draft has it.
        into: Seconds, on the frame grid afterwards; None keeps what is there.
        out: The same at the end.
        rate: The frames.

    Raises:
        ToolError: `invalid_range` for fades longer than the strip.
    """
    name = property_of(strip)
    there, curves = draft.strips.now(strip.name), strip.settings["curves"]
    start, end = there.start, there.end
    keys = keys_of(curves, f".{name}")
    found = fades_in(keys, start, end, rate.frame_length / 2)
    lengths = [found.into if into is None else rate.snap(into)]
    lengths += [found.out if out is None else rate.snap(out)]
    if sum(lengths) > end - start + 1e-6:
        told = f"fades of {sum(lengths):g} s are longer than {shown(strip.name)}"
        allowed = f"at most {end - start:g} s for both together"
        field = "fade_out" if into is None else "fade_in"
        raise ToolError("invalid_range", told, field=field, allowed=allowed)
    level = strip.settings.get(name, 1.0)
    made = faded(found, start, end, lengths[0], lengths[1], level)
    settings: dict[str, Any] = {"curves": with_keys(curves, f".{name}", made)}
    if keys and not made:
        settings[name] = value_at(found.base, start) if found.base else level
    draft.strips.set([strip.name], **settings)


def property_of(strip: Strip) -> str:
    """Return by what a strip is heard or seen, by Blender's name."""
    return "volume" if strip.kind == "sound" else "blend_alpha"


def has(settings: Mapping[str, Any], name: str) -> bool:
    """Tell whether a strip has a property, by a value or by keys."""
    return name in settings or any(row["path"] == f".{name}" for row in settings["curves"])


def _unfit(strip: Strip | None, what: str) -> str:
    if strip is None or not has(strip.settings, property_of(strip)):
        return "it cannot be faded"
    if what != "both" and (what == "sound") != (strip.kind == "sound"):
        return f"it has no {what}"
    return bound(strip.settings["curves"], f".{property_of(strip)}")


def _with_connected(session: Session, targets: Sequence[Target], what: str) -> list[Target]:
    """Return strips with the sounds that are connected with them, where sound is to fade."""
    found = {target.name: target for target in targets}
    for target in targets if what != "picture" else ():
        others: Iterable[str] = session.seen.connected(target.name)
        fresh = [n for n in others if n not in found and session.seen.by_name[n].kind == "sound"]
        found |= {other.name: other for other in (chosen(session, fresh) if fresh else ())}
    return [t for t in found.values() if what != "sound" or t.kind == "sound" or len(found) == 1]
