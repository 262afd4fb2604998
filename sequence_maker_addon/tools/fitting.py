"""The function that makes a strip begin and end with a section of the song."""

from __future__ import annotations

from ..sequence.errors import ToolError
from ..toolkit.jobs import Steps
from ..toolkit.parameters import StripName
from ..toolkit.registry import tool
from ..toolkit.world import Session
from .editing.choosing import one
from .places.arrangement import LIES_THERE, arranged, moves
from .places.moving import carry_out
from .places.ranges import ranges_of, scene_of
from .places.scene_names import SectionName, SoundName
from .places.songs_meant import analyzed, others_heard


@tool("write", needs="strips")
def fit_to_section(
    session: Session, strip: StripName, section: SectionName, sound: SoundName | None = None
) -> Steps:
    """Make a strip of any kind begin and end with a section of the song.

    Args:
        strip: Name of the strip, or a segment_id.
        section: Name of the section ("B1"), a letter for its first ("B"), or "chorus".
        sound: Name of the sound strip; null for the longest.
    """
    song = yield from analyzed(session, sound)
    target = one(session, strip)
    (span, *_), notes = ranges_of(session, song, section, None, None)
    along = scene_of(session).connected
    music = {name for strip in song.strips for name in (strip, *along(strip))}
    if target.segment is None and target.name in music:
        raise ToolError("invalid_argument", "that strip is the music itself", field="strip")
    others = [] if sound else others_heard(session, song, target.start, target.end)
    plan = arranged(session, [target], lambda _: (span.start, span.end))
    if not plan.spans and plan.skipped[0]["reason"] != LIES_THERE:
        message = f"{target.name!r} cannot fit there: {plan.skipped[0]['reason']}"
        raise ToolError("cannot_move", message, field="strip")
    going = moves(plan, [target], True)
    result = yield from carry_out(session, plan, [target], going, f"to {span.name}")
    result["warnings"] += notes
    result["warnings"] += [
        f"{name!r} is heard where the strip lay: to mean its sections, name it as sound"
        for name in others
    ]
    if going and going[0].end - going[0].start > target.end - target.start + 1e-6:
        result["warnings"].append("it is longer now: beyond its content the last frame stands")
    return result
