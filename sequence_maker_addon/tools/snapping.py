"""The functions that bring strips of any kind onto the beats and into sections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from statistics import median
from typing import Annotated, Literal

from ..music.points import Choice
from ..sequence.errors import ToolError
from ..toolkit import parameters
from ..toolkit.jobs import Steps
from ..toolkit.parameters import CHOICE, CHOSEN, Milliseconds, Whole
from ..toolkit.registry import tool
from ..toolkit.world import Session
from .editing.choosing import Strips, chosen
from .places.arrangement import (
    LIES_THERE,
    Arrangement,
    Span,
    Target,
    arranged,
    everything,
    moves,
    nearest,
    span_of,
)
from .places.moving import carry_out
from .places.ranges import Band, BeatName, needs_song, scene_of
from .places.scene_names import SoundName
from .places.songs_meant import parts_meant, points_of_whole, songs_told, strips_of

TOUCHES_NONE = "it touches no other strip of those that may move"
Edge = Annotated[Literal["start", "end", "both", "cut"], CHOSEN, CHOICE]


@tool(
    "write",
    edge="What of a strip comes to lie on the grid",
    band="Which onsets: kick, snare or hats",
    needs="strips",
)
def snap_to_beats(
    session: Session,
    strips: Strips | None = None,
    channels: parameters.Channels | None = None,
    edge: Edge = "start",
    grid: BeatName = "beats",
    every: Whole = 1,
    band: Band = "all",
    tolerance_ms: Milliseconds | None = None,
    sound: SoundName | None = None,
) -> Steps:
    """Move strips of any kind (segments, movies, images) onto the beats.

    Args:
        strips: Names, ids or rules; null for the selected ones or those of channels.
        channels: All strips of these channels.
        edge: Move whole strips so that their start or end lies on a beat; both moves each edge;
            cut moves where two strips touch. Default start.
        grid: What to snap to. Default beats.
        every: Only to each n-th. Default 1.
        band: Of onsets: low (kick), mid (snare), high (hats). Default all.
        tolerance_ms: Leave what is farther away; null for half a beat.
        sound: Name of the sound strip; null for each song there.
    """
    lies = span_of(_targets(session, strips, channels))
    parts = yield from parts_meant(session, sound, needs_song(grid), *lies)
    targets = _targets(session, strips, channels)
    choice = Choice(grid, every, 0, band)
    found = points_of_whole(session, parts, choice)
    if not found.times:
        raise found.none(session, parts, choice)
    reach = _reach([[point.time for point in row] for row in found.points], tolerance_ms)
    music = _music(session, strips_of(parts))
    stuck: dict[str, str] = {}
    while True:
        snapped = _snapped(targets, edge, reach, music, stuck)
        plan = arranged(session, targets, partial(_wanted, snapped))
        late = _stuck(targets, plan) if edge == "cut" else {}
        if late.keys() <= stuck.keys():
            break
        stuck |= late
    going = moves(plan, targets, edge in ("start", "end"))
    result = yield from carry_out(session, plan, targets, going, "onto the grid")
    result["warnings"] += found.notes
    return result | songs_told(parts)


def _reach(rows: Sequence[Sequence[float]], tolerance_ms: float | None) -> dict[float, float]:
    """Say for each point from how far it draws edges: half a beat of its own song by default."""
    found: dict[float, float] = {}
    for times in rows:
        gaps = [b - a for a, b in zip(times, times[1:], strict=False)]
        own = (median(gaps) / 2 if gaps else 0.5) + 1e-6
        found |= dict.fromkeys(times, own if tolerance_ms is None else tolerance_ms / 1000)
    return found


def _targets(
    session: Session, strips: Sequence[str] | None, channels: Sequence[int] | None
) -> list[Target]:
    if strips is not None or channels is None:
        found = chosen(session, strips)
    else:
        found = [target for target in everything(session) if target.channel in channels]
    if not found:
        raise ToolError(
            "missing_argument",
            "there is no strip on these channels",
            field="channels",
            hint="name strips or channels, or ask the user to select some",
        )
    return sorted(found, key=lambda target: (target.channel, target.start))


def _music(session: Session, strips: Sequence[str]) -> dict[str, str]:
    """Return the strips that are the music, or go along with it, and why each stays."""
    found: dict[str, str] = {}
    for name in strips:
        along = scene_of(session).connected(name)
        found = dict.fromkeys(along, "its sound is the music itself") | found
        found[name] = "it is the music itself"
    return found


def _wanted(snapped: Mapping[str, Span | str], target: Target) -> Span | str:
    return snapped[target.name]


def _stuck(targets: Sequence[Target], plan: Arrangement) -> dict[str, str]:
    """The strips that touch others and cannot move, with the reason: no joint of theirs moves."""
    joined = _joints(targets)
    reasons = {str(row["strip"]): str(row["reason"]) for row in plan.skipped}
    harmless = (LIES_THERE, TOUCHES_NONE)
    return {
        target.name: reasons[target.name]
        for target in targets
        if reasons.get(target.name, LIES_THERE) not in harmless and _edges(target) & joined
    }


def _snapped(
    targets: Sequence[Target],
    edge: str,
    reach: Mapping[float, float],
    music: Mapping[str, str],
    stuck: Mapping[str, str],
) -> dict[str, Span | str]:
    """Say for every strip where it goes, or why it stays; `stuck` are those that cannot move."""
    free = [target for target in targets if target.name not in stuck]
    joined = _joints(free) if edge == "cut" else set()
    times = sorted(reach)
    wanted: dict[str, Span | str] = {}
    for target in targets:
        ends: list[float] = []
        reasons = []
        for name, time in (("start", target.start), ("end", target.end)):
            point = nearest(times, time)
            assert point is not None
            asked = edge in (name, "both") or (target.channel, round(time, 6), name) in joined
            if asked and abs(point - time) > reach[point]:
                reasons.append(f"the nearest point is {abs(point - time) * 1000:.0f} ms away")
            ends.append(point if asked and abs(point - time) <= reach[point] else time)
        length = target.end - target.start
        if edge == "start":
            ends[1] = ends[0] + length
        elif edge == "end":
            ends[0] = ends[1] - length
        moved = ends != [target.start, target.end]
        if target.name in stuck:
            wanted[target.name] = stuck[target.name]
        elif target.segment is None and target.name in music:
            wanted[target.name] = music[target.name]
        elif edge == "cut" and not _edges(target) & joined:
            wanted[target.name] = TOUCHES_NONE
        elif not moved:
            wanted[target.name] = reasons[0] if reasons else LIES_THERE
        elif ends[0] >= ends[1]:
            wanted[target.name] = "it is too short: both edges would meet"
        else:
            wanted[target.name] = ends[0], ends[1]
    return wanted


def _edges(target: Target) -> set[tuple[int, float, str]]:
    ends = ("start", target.start), ("end", target.end)
    return {(target.channel, round(time, 6), name) for name, time in ends}


def _joints(targets: Sequence[Target]) -> set[tuple[int, float, str]]:
    """The edges at which two strips of a channel touch."""
    found = set()
    for a, b in zip(targets, targets[1:], strict=False):
        if a.channel == b.channel and abs(a.end - b.start) < 1e-4:
            found |= {(a.channel, round(a.end, 6), "end"), (b.channel, round(b.start, 6), "start")}
    return found
