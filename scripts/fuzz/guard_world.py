"""The world that turns are let loose on, and what of it is no longer as it was."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import lists

Picture = dict[tuple[Any, ...], Any]
CHANNELS, EACH, CLIPS, MARKED = 4, 16, 28, 30
SONG = "Song"


def world() -> Any:
    """Return a session at the limits as they come: rows of colors, fades, clips, markers, beats."""
    from bl_ext.user_default.sequence_maker.sequence.change import Change
    from bl_ext.user_default.sequence_maker.sequence.in_memory.list_scene import ListScene
    from bl_ext.user_default.sequence_maker.sequence.in_memory.list_timelines import ListTimelines
    from bl_ext.user_default.sequence_maker.sequence.segment import Protection, Segment
    from bl_ext.user_default.sequence_maker.sequence.strip import Strip
    from bl_ext.user_default.sequence_maker.toolkit.world import Deed, Limits

    timelines = ListTimelines()
    session = lists.session(timelines, Limits())
    places = [(c, n) for c in range(1, CHANNELS + 1) for n in range(EACH)]
    found = [
        Segment(
            *(number, c, 2.0 * n, 2.0 * n + 1.5 + c % 2 / 2, (200, 40 * c, 9 * n)),
            *((0, 0, 9) if c == 2 else None, 10 if c == 3 else None, f"Mine {number}"),
        )
        for number, (c, n) in enumerate(places, 1)
    ]
    timelines.apply(Change(tuple(found)))
    timelines.protected_ranges = [Protection(100.0, 101.0)]
    clips = [clip(n) for n in range(CLIPS)]
    song = Strip(SONG, "sound", 30, 0.0, 45.0, 0.0, settings={"volume": 1.0})
    session.scene = ListScene(
        timelines, [song, *(Strip(*row, settings=more) for row, more in clips)]
    )
    session.songs, grid = _music(session.scene)
    session.media = _media()
    cleared = {"channel": 1, "start_time": 0, "end_time": 10}
    session.deeds = [Deed("clear it", [("clear_timeline", cleared, {})])]
    session.wishes, session.scene.states["wishes"] = _wishes(session.scene)
    session.scene.states |= {
        "markers": [[0.5 + n, f"Bar {n}"] for n in range(MARKED)],
        "protections": [[100.0, 101.0, 0]],
        f"beats {SONG}": json.loads(json.dumps(grid.as_json())),
    }
    return session


def clip(n: int) -> tuple[tuple[Any, ...], dict[str, float]]:
    """Return name, kind and place of a clip, and its settings; the last begins where one ends."""
    start, sounds = 4.1 * (n % 7) + 0.1, n % 4 == 0
    start -= 1.1 if n == CLIPS - 1 else 0.0
    place = (10 + n // 7, start, start + 3.0, start - 0.5)
    return (f"Clip {n}", "sound" if sounds else "movie", *place), {
        "volume" if sounds else "blend_alpha": 1.0
    }


def _music(scene: Any) -> tuple[Any, Any]:
    """Return the songs of the tests on a scene, and a beat grid that the user has moved."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))
    try:
        from music_world import LYRICS, SOURCE_START, ListMusic, Sound, analysis
    finally:
        sys.path.pop(0)
    heard = analysis()
    songs = ListMusic(scene, Sound(SONG, 0.0, 45.0, heard, SOURCE_START))
    songs.lyrics = list(LYRICS)
    return songs, heard.grid.moved(0.02)


def _media() -> Any:
    """Return the files of the tests."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))
    try:
        from media_world import ListMedia
    finally:
        sys.path.pop(0)
    return ListMedia()


def _wishes(scene: Any) -> tuple[Any, list[Any]]:
    """Return the wishes of the tests on a scene, and as many as there are markers."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))
    try:
        from wish_help import ListWishes, row
    finally:
        sys.path.pop(0)
    return ListWishes(scene), [row(f"Wish {n:02}") for n in range(MARKED)]


def picture(session: Any) -> Picture:
    """Return all that a turn might spoil, thing by thing."""
    segments = session.timelines.segments()
    found: Picture = {("segment", s.id): s for s in segments}
    taken = {(s.channel, s.name) for s in segments}
    others = [s.name for s in session.scene.strips() if (s.channel, s.name) not in taken]
    for name, strip in session.scene.closely(others).items():
        found["strip", name] = (strip.place, sorted(strip.settings.items()))
    for key in ("markers", "protections"):
        found |= {(key, *row): True for row in session.scene.state(key)}
    wishes = session.scene.state("wishes") or []
    found |= {("wishes", row["text"], row["is_on"]): True for row in wishes}
    beats = beats_of(session.scene.state(f"beats {SONG}"))
    return found | {("beat", round(time, 2)): True for time in beats}


def beats_of(kept: Any) -> list[float]:
    """Return the beats that the user keeps; in Blender they are JSON beside a tempo."""
    data = json.loads(kept[1] or "{}") if isinstance(kept, list) else kept or {}
    return list(data.get("beats", ()))


def spoilt(before: Picture, after: Picture, shifts: bool = False) -> set[tuple[Any, ...]]:
    """Return what was there and is no longer as it was.

    Args:
        before: As it was.
        after: As it is.
        shifts: Leave out what only lies earlier or later.
    """
    gone = {thing for thing, was in before.items() if after.get(thing) != was}
    if ("strip", SONG) in gone and ("strip", SONG) not in after:
        gone = {thing for thing in gone if thing[0] != "beat"}  # they come back with their song
    return {t for t in gone if not (shifts and _is_shifted(before[t], after.get(t)))}


def _is_shifted(was: Any, now: Any) -> bool:
    """Tell whether a strip or segment lies elsewhere on its channel and is the same otherwise."""
    if isinstance(was, tuple) and isinstance(now, tuple):
        (channel, start, end, content), settings = was
        by = now[0][1] - start
        there = channel, start + by, end + by, content + by
        near = all(abs(a - b) < 1e-6 for a, b in zip(there, now[0], strict=True))
        return near and settings == now[1]
    if now is None or isinstance(was, bool):
        return False
    by = now.start - was.start
    same = replace(was, start=was.start + by, end=was.end + by)
    return abs(same.end - now.end) < 1e-6 and replace(same, end=now.end) == now


def flashing(session: Any) -> list[Any]:
    """Return where it flashes more often than three times a second."""
    from bl_ext.user_default.sequence_maker.sequence.flashing import too_much_flashing

    return too_much_flashing(session.timelines.segments())
