"""The function that splits strips at times, on the beats or at markers."""

from __future__ import annotations

from collections.abc import Sequence

from ...music.points import Choice
from ...music.song import Part
from ...sequence.errors import ToolError
from ...sequence.numerals import counted, shown
from ...sequence.timelines import LIMIT
from ...toolkit.jobs import Steps
from ...toolkit.parameters import Whole
from ...toolkit.registry import tool
from ...toolkit.world import Session
from ..places.arrangement import span_of
from ..places.ranges import BeatName, needs_song
from ..places.scene_names import SoundName
from ..places.songs_meant import parts_meant, points_of_whole, songs_told, strips_of
from .choosing import Strips, chosen
from .edit import Edit
from .edit_result import finish
from .edit_times import Moments
from .ripple import Key

MUSIC = "it is the music itself"


@tool("write", needs="editing")
def split_strips(
    session: Session,
    strips: Strips | None = None,
    times: Moments | None = None,
    grid: BeatName | None = None,
    every: Whole = 1,
    sound: SoundName | None = None,
) -> Steps:
    """Split strips of any kind at times, on beats or at markers; connected ones are split along.

    Args:
        strips: Ids, names or rules ("all" works); null for the selected ones.
        times: Where: seconds or markers' names; null for a grid.
        grid: Split on this instead of times.
        every: Only at each n-th of the grid. Default 1.
        sound: Name of the sound strip; null for each song there.
    """
    if (times is None) == (grid is None):
        raise ToolError("missing_argument", "say where: times or grid, one of them", field="times")
    songs, notes = list[Part](), list[str]()
    where = sorted(set(times or ()))
    if grid is not None:
        lies = span_of(chosen(session, strips))
        songs = yield from parts_meant(session, sound, needs_song(grid), *lies)
        choice = Choice(grid, every)
        found = points_of_whole(session, songs, choice)
        where, notes = found.times, found.notes
        if not where:
            raise found.none(session, songs, choice)
    edit = Edit(session)
    whole = strips_of(songs)
    named = [target for target in chosen(session, strips) if target.name not in whole]
    if not named:
        told = next((shown(part.song.name) for part in songs if part.song is not None), "it")
        message = f"{told} is not split on its own beats"
        raise ToolError("cannot_cut", message, field="strips", hint="name other strips, or times")
    keys = [key for key in edit.free(named, "split", effects=True) if edit.name(key) not in whole]
    cuts = _cuts(edit, keys, where)
    count = sum(map(len, cuts.values()))
    room = session.timelines.room()
    if count > room:
        raise ToolError(
            "too_many_segments",
            f"{counted(count, 'cut')} would pass the limit; room is left for {room} strips",
            field="times" if grid is None else "every",
            allowed=f"at most {LIMIT} strips in a scene",
        )
    edit.cut(cuts)
    parts = [part for key in cuts for part in edit.own.parts_of(key)]
    result = yield from finish(edit, parts=parts)
    strips_split, into = counted(len(cuts), "strip"), counted(len(parts), "part")
    result["warnings"] += notes
    return result | songs_told(songs) | {"done": f"{strips_split} split into {into}"}


def _cuts(edit: Edit, keys: Sequence[Key], times: Sequence[float]) -> dict[Key, list[float]]:
    """Return where each is split, on frames; those that lie at no such time are left out.

    Raises:
        ToolError: `nothing_there` where none of the times is within a strip; `effect_in_the_way`.
    """
    rate, places = edit.session.seen.frame_rate, edit.lying()
    frames = sorted({rate.frame_of(time) for time in times})
    edit.draft.rounding = max(abs(rate.snap(time) - time) for time in times)
    found = {}
    for key in keys:
        place = places[key]
        first, last = rate.frame_of(place.start), rate.frame_of(place.end)
        edges = [rate.time_of(frame) for frame in frames if first < frame < last]
        strip = edit.targets[key].strip
        if edges and strip is not None and (strip.users or strip.inputs):
            edit.skip(edit.targets[key], "it belongs to an effect; delete that first")
        elif edges:
            found[key] = edges
    if not found and not edit.skipped:
        spans = [f"{edit.name(k)}: {places[k].start:g} to {places[k].end:g} s" for k in keys[:12]]
        message = "none of these times lies within the strips"
        raise ToolError("nothing_there", message, field="times", allowed=spans)
    return found
