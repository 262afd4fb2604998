"""The functions that cut strips on the beats, and that write markers from the music."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Literal

from ..music.points import GRIDS, KINDS, Choice, GridName
from ..music.song import Part
from ..sequence.errors import ToolError
from ..sequence.numerals import counted
from ..sequence.timelines import LIMIT
from ..toolkit.commit import commit
from ..toolkit.jobs import Steps
from ..toolkit.parameters import CHOICE, CHOSEN, StripName, Time, Whole
from ..toolkit.registry import tool
from ..toolkit.world import Session
from .editing.choosing import one
from .places.arrangement import Target, fixed, span_of
from .places.ranges import BeatName, needs_song, scene_of
from .places.scene_names import SoundName
from .places.songs_meant import parts_meant, points_of, songs_told, strips_of

MARKED = tuple(name for name in GRIDS if KINDS[name].is_marked)
if TYPE_CHECKING:
    Marked = Literal[GridName, "none"]
else:
    Marked = Annotated[Literal[(*MARKED, "none")], CHOSEN, CHOICE]


@tool("write", needs="strips")
def cut_on_beats(
    session: Session,
    strip: StripName,
    grid: BeatName = "beats",
    every: Whole = 1,
    start_time: Time | None = None,
    end_time: Time | None = None,
    sound: SoundName | None = None,
) -> Steps:
    """Cut a movie, image or other clip at the beats that it lies on.

    Args:
        strip: Name of the strip.
        grid: Where to cut. Default beats.
        every: Only at each n-th. Default 1.
        start_time: Only from here on; null for all of the strip.
        end_time: Only up to here.
        sound: Name of the sound strip; null for each song there.
    """
    low, high = span_of([one(session, strip)])
    low = low if start_time is None else max(start_time, low)
    high = high if end_time is None else min(end_time, high)
    songs = yield from parts_meant(session, sound, needs_song(grid), low, high)
    whole = strips_of(songs)
    target = _cuttable(session, strip, whole)
    choice = Choice(grid, every)
    found = points_of(session, songs, choice)
    rate = session.seen.frame_rate
    ends = rate.frame_of(target.start), rate.frame_of(target.end)
    frames = sorted({rate.frame_of(time) for time in found.times})
    times = [rate.time_of(frame) for frame in frames if ends[0] < frame < ends[1]]
    if not times:
        raise found.none(session, songs, choice)
    _refuse_too_many(session, len(times))
    draft = session.draft()
    draft.strips.cut(target.name, times, without=whole)
    result = yield from commit(session, draft)
    stored = session.written[-1].strips
    mine = [c.after for c in stored if target.name in (c.name, c.cut_from) and c.after is not None]
    parts = [strip.name for strip in sorted(mine, key=lambda strip: strip.start)]
    for name in scene_of(session).connected(target.name):
        if name in whole:
            result["warnings"].append(f"{name!r} is the music itself: it was not cut along")
    error = max(min(abs(time - edge) for time in found.times) for edge in times)
    result["warnings"] += found.notes
    told = {
        "done": f"{target.name} cut into {counted(len(parts), 'part')}",
        "parts": parts[:20],
        "count": len(parts),
        "cuts": [round(time, 3) for time in times[:20]],
        "rounding_ms": round(error * 1000, 1),
    }
    return result | told | songs_told(songs)


def _cuttable(session: Session, strip: str, music: Sequence[str]) -> Target:
    """Return the strip, or say why it is not one to cut."""
    target = one(session, strip)
    reason, hint = fixed(session, target), None
    if target.segment is not None:
        reason, hint = "it is a segment, no clip", "use create_pattern over its time instead"
    elif target.name in music:
        reason = "it is the music itself"
    if reason:
        message = f"{target.name!r} cannot be cut: {reason}"
        raise ToolError("cannot_cut", message, field="strip", hint=hint)
    return target


def _refuse_too_many(session: Session, count: int) -> None:
    room = session.timelines.room()
    if count > room:
        raise ToolError(
            "too_many_segments",
            f"{counted(count, 'cut')} would pass the limit; room is left for {room} strips",
            field="every",
            allowed=f"{LIMIT} strips that functions made in a scene; the user's own do not count",
        )


@tool(
    "write",
    tip="Write markers from the music, in place of those that were written so before",
    needs="strips",
)
def write_markers(
    session: Session,
    what: Marked,
    every: Whole = 1,
    start_time: Time | None = None,
    end_time: Time | None = None,
    sound: SoundName | None = None,
) -> Steps:
    """Write scene markers from the music; they replace those written so before, no others.

    Args:
        what: What to mark; none only removes ours.
        every: Only each n-th. Default 1.
        start_time: From here; null for the song's start.
        end_time: Up to here; null for its end.
        sound: Name of the sound strip; null for each song there.
    """
    scene = scene_of(session)
    markers: list[tuple[float, str]] = []
    songs, notes = list[Part](), list[str]()
    if what != "none":
        songs = yield from parts_meant(session, sound, needs_song(what), start_time, end_time)
        choice = Choice(what, every)
        found = points_of(session, songs, choice)
        points, notes = [point for row in found.points for point in row], found.notes
        if not points:
            raise found.none(session, songs, choice)
        if len(points) > LIMIT:
            message = f"that would be {len(points):,} markers"
            allowed = f"at most {LIMIT:,}"
            raise ToolError("too_many_points", message, field="every", allowed=allowed)
        markers = [(point.time, point.text or "Onset") for point in points]
    went = len(scene.state("markers"))
    draft = session.draft()
    text = f"write {counted(len(markers), 'marker')} in place of our earlier ones"
    if not markers:
        text = f"remove {counted(went, 'marker')} of ours"
    rows = [[time, name] for time, name in markers]
    draft.set_state("markers", rows, max(len(markers), went), text)
    result = yield from commit(session, draft)
    came = len(scene.state("markers"))
    done = f"{counted(came, 'marker')} written, {went} earlier ones removed"
    if not went or not markers:
        done = (
            f"{counted(came, 'marker')} written"
            if markers
            else f"{counted(went, 'marker')} removed"
        )
    if came < len(markers):
        theirs = f"{len(markers) - came} are there already as the user's own, or fall on another"
        result["warnings"].append(theirs)
    result["warnings"] += notes
    return result | {"done": done, "count": came, "removed": went} | songs_told(songs)
