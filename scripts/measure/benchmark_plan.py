"""What planning a turn costs in a large scene, beside the same calls on lists alone.

One line: processor time of the main thread that the copy of the scene, its stamp and the plan's
words take more than the calls themselves, and what a plan that waits holds in memory.
"""

from __future__ import annotations

import statistics
import time
import tracemalloc
from typing import Any

SEGMENTS, OTHERS, CHANNELS = 1250, 500, 8
"""Strips of the scene: with what the calls add 2,000, the most that functions make."""
SECONDS = 0.5
REPEATS = 5
MORE, MEMORY = 0.3, 20.0
"""Seconds that planning may take more than its calls, and MB that a plan may hold."""


def plan() -> bool:
    """Print the line; tell whether both figures are as good as they must be."""
    import bpy

    filled, calls = _filled(), _calls()
    rounds = [(_planned(filled, calls)[0], _alone(filled, calls)) for _ in range(REPEATS + 1)][1:]
    more = statistics.median(planned - alone for planned, alone in rounds)
    alone = statistics.median(alone for _, alone in rounds)
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    _, held = _planned(filled, calls)
    memory = (tracemalloc.get_traced_memory()[0] - before) / 1e6
    tracemalloc.stop()
    print(
        f"Blender {bpy.app.version_string}, 2,000 strips: planning {len(calls)} calls"
        f" takes {more * 1e3:.0f} ms more than the calls alone ({alone * 1e3:.0f} ms); a plan of"
        f" {len(held[0].calls)} calls holds {memory:.1f} MB",
        flush=True,
    )
    return more <= MORE and memory <= MEMORY


def _filled() -> Any:
    """Return a scene with segments on some channels and texts on others."""
    from bl_ext.user_default.sequence_maker.blender.command import files
    from bl_ext.user_default.sequence_maker.blender.host import compat
    from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for

    made = files.open_scene(None, None)
    strips, rate = compat.strips(made.sequence_editor), made.render.fps
    known = "length" in strips.bl_rna.functions["new_effect"].parameters
    for number in range(SEGMENTS + OTHERS):
        place, channel = divmod(number % SEGMENTS, CHANNELS)
        channel += 1 if number < SEGMENTS else 20
        first = made.frame_start + round(place * SECONDS * rate)
        last = made.frame_start + round((place + 1) * SECONDS * rate)
        kind = "COLOR" if number < SEGMENTS else "TEXT"
        ends = {"length": last - first} if known else {"frame_end": last}
        given = {"name": f"Strip {number + 1}", "type": kind, "channel": channel}
        strips.new_effect(**given, frame_start=first, **ends)
    session_for(made).timelines.mark()
    return made


def _calls() -> list[tuple[str, dict[str, Any]]]:
    """Return 60 calls that change, add and remove; one of them many."""
    batch = [_segment(11, number, "lime") for number in range(200)]
    calls: list[tuple[str, dict[str, Any]]] = [("create_segments_batch", {"segments": batch})]
    for number in range(20):
        calls.append(("modify_segment", {"segment_id": 30 * number + 1, "color": "red"}))
        calls.append(("create_segment", _segment(12, number, "blue")))
        calls.append(("delete_segment", {"segment_id": 30 * number + 2}))
    calls[-1] = ("clear_timeline", {"channel": 3})
    return calls[:59] + calls[-1:]


def _segment(channel: int, number: int, color: str) -> dict[str, Any]:
    start = number * SECONDS
    return {
        "channel": channel,
        "start_time": start,
        "end_time": start + SECONDS,
        "color": color,
    }


def _planned(made: Any, calls: list[tuple[str, dict[str, Any]]]) -> tuple[float, Any]:
    """Return what it takes to plan calls, and what is held of it: the question and the copy."""
    from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for
    from bl_ext.user_default.sequence_maker.toolkit.planning.plan import (
        Plan,
        PlannedCall,
        together,
    )
    from bl_ext.user_default.sequence_maker.toolkit.planning.plan_question import question
    from bl_ext.user_default.sequence_maker.toolkit.planning.planned_world import planned_world
    from bl_ext.user_default.sequence_maker.toolkit.planning.scene_stamp import stamp
    from bl_ext.user_default.sequence_maker.toolkit.world import Limits

    session = session_for(made, Limits("never"))
    begun = time.thread_time()
    mark, copy, found = stamp(session), planned_world(session), []
    for name, arguments in calls:
        result = _call(copy, name, arguments)
        changes = tuple(copy.take_written())
        found.append(PlannedCall(name, arguments, result, changes, changes))
    made_plan = Plan("go", tuple(found), copy.so_far, together(found), stamp=mark)
    asked = question(made_plan, 3.0)
    return time.thread_time() - begun, (made_plan, asked, copy)


def _alone(made: Any, calls: list[tuple[str, dict[str, Any]]]) -> float:
    """Return what the calls take on lists that hold the same."""
    from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for
    from bl_ext.user_default.sequence_maker.sequence.in_memory.list_scene import ListScene
    from bl_ext.user_default.sequence_maker.sequence.in_memory.list_timelines import ListTimelines
    from bl_ext.user_default.sequence_maker.toolkit.world import Limits, Session

    seen = session_for(made).seen
    timelines = ListTimelines(seen.frame_rate, 300.0)
    timelines.put(seen.segments)
    timelines.next = max(segment.id for segment in seen.segments) + 1
    there = {segment.name for segment in seen.segments}
    scene = ListScene(timelines, [strip for strip in seen.strips if strip.name not in there])
    session = Session(timelines, None, Limits("never"), scene=scene)  # type: ignore[arg-type]
    begun = time.thread_time()
    for name, arguments in calls:
        _call(session, name, arguments)
    return time.thread_time() - begun


def _call(session: Any, name: str, arguments: dict[str, Any]) -> dict[str, Any]:
    from bl_ext.user_default.sequence_maker.tools import TOOLS

    result = TOOLS[name].call(session, **arguments)
    assert result["ok"], result
    return result
