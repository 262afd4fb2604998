"""Arguments of every kind for every tool: no inner fault, and nothing half-written."""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import lists

ROUND = 400
"""Calls on one world before a fresh one."""
PLACES = (0, 0.0, 1, 2.5, 7, 10.99, 41.999, 60, "1:30", "90s", "the end", "the beginning", "7.25")
COLORS = ("red", "#f00", "#00FF7f", "navy", "none", "[0,0,255]", [0, 128, 255], "Bluish", "#12345")
GOOD: dict[str, tuple[Any, ...]] = {
    "channel": (1, 2, 3, 4, 5, 7, 128, "2", "channel 3", "Channel 4", 1.0, "Lights"),
    "time": PLACES,
    "color": COLORS,
    "whole": (1, 2, 3, 5, 8, 30, "4", 6.0, 1_000_000_000),
    "text": ("Beat", "", "x" * 200, "Ü" * 70, "\U0001f600" * 40, "Segment 1", "a\nb\tc\x00d", "B1"),
    "number": (0, 1, 0.5, 100, -40.5, 120, "12", 1e4, 174.02),
    "length": (0.1, 1, "200ms", 2.5, "1:00", 30),
    "channels": (1, [1, 2], "1-4", "Lights", [5], ["2", 3], "all", [128, 1, 64]),
    "colors": ("red", ["red", "#00f"], "red, lime", list(COLORS[:4]), ["rad"]),
    "files": ("Trip/a.mp4", ["Trip/a.mp4", "Trip/song.wav"], "Trip/s_[01-48].png", "../a.mp4"),
    "names": (
        ["Movie", "Image"],
        "Segment 1",
        [1, 2],
        ["Hello"],
        "the Movie",
        "all",
        "from 1 to 4 s",
    ),
    "times": ([1, 2.5], "0:01, 3", 4, ["the end"], [0, 0]),
    "ranges": ([[1, 2], [4, "0:05"]], [1, 3], "2-4, 7 to 9", [[2, 1]], [{"start": 1, "end": 2}]),
    "flag": (True, False, "yes", "off", 1, 0),
}
NONSENSE: tuple[Any, ...] = (
    *(None, True, False, -1, 0, 129, 1e308, -0.0, 1e-12, 10**30, float("nan"), float("inf")),
    *("", " ", "NaN", "1e999", "-5", "half past", "\ud800", "\u202e", "9" * 5000, "-- ; drop"),
    *([], {}, [[]], [None], {"a": 1}, [1, 2, 3], {"channel": 1}, [0.1, 0.2], "1" * 40, "--1"),
)
BROKEN = ("", "{", "[]", "null", '"x"', "{]", "NaN", '{"a":', "[" * 5000, '{"a":' * 3000, "\x00")


class Fault(AssertionError):
    """What must not be."""


def world(dice: random.Random) -> Any:
    """Return timelines with a lock, a protected stretch, a foreign strip and some segments."""
    from bl_ext.user_default.sequence_maker.sequence.change import Change
    from bl_ext.user_default.sequence_maker.sequence.in_memory.list_timelines import ListTimelines
    from bl_ext.user_default.sequence_maker.sequence.segment import Protection, Segment

    rate = dice.choice((24.0, 25.0, 30.0, 30000 / 1001, 60.0))
    timelines = ListTimelines(rate)
    rows = [(5, 0, 48), (5, 96, 120), (3, 240, 288), (1, 0, 24), (2, 10, 90), (2, 90, 91)]
    timelines.apply(
        Change(
            tuple(
                Segment(number, channel, first / rate, last / rate, name=f"Segment {number}")
                for number, (channel, first, last) in enumerate(rows, 1)
            )
        )
    )
    timelines.locks = {5}
    timelines.channel_names[6] = "Lights"
    timelines.protected_ranges = [Protection(10.0, 12.0, 3)]
    return timelines


def reach(session: Any) -> None:
    """Give a session a song of the tests, and strips that lie in the way of segments."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))
    try:
        from bl_ext.user_default.sequence_maker.sequence.in_memory.list_scene import ListScene
        from bl_ext.user_default.sequence_maker.sequence.strip import Strip
        from media_world import ListMedia
        from music_world import LYRICS, SOURCE_START, ListMusic, Sound, analysis
    finally:
        sys.path.pop(0)
    rows = [("song.wav", "sound", 7, 0.0, 30.0, 0.0), ("Movie", "movie", 8, 1.0, 9.0, 1.0)]
    rows.append(("Image", "image", 8, 9.0, 10.0, 9.0))
    session.scene = ListScene(session.timelines, [Strip(*row) for row in rows])
    session.media = ListMedia()
    sound = Sound("song.wav", 0.0, 30.0, analysis(), SOURCE_START)
    session.songs = ListMusic(session.scene, sound)
    session.songs.lyrics = list(LYRICS)


def value(dice: random.Random, kind: str, choices: tuple[str, ...] = ()) -> Any:
    """Return a value for a parameter: mostly one that makes sense."""
    luck = dice.random()
    if luck < 0.08:
        return dice.choice(NONSENSE)
    if kind == "list":
        return [_item(dice) for _ in range(dice.choice((0, 1, 1, 2, 3, 8, 30)))]
    if kind == "time" and luck < 0.6:
        return round(dice.uniform(-1, 70), dice.choice((0, 1, 3, 9)))
    if kind == "channel" and luck < 0.5:
        return dice.randint(1, 12)
    return dice.choice(choices or GOOD[kind])


ITEMS: dict[str, Any] = {
    "keys": {"time": 1.5, "value": 0.5, "interpolation": "smooth"},
    "texts": {"text": "Hello", "start_time": 31, "length": 2},
    "add": {"time": 3, "name": "Verse"},
    "rename": {"marker": "Verse", "name": "Chorus"},
    "move": {"marker": "Verse", "time": 4},
}
"""An item of each list, by the argument's name, whose items are no segments."""


def _item(dice: random.Random) -> Any:
    if dice.random() < 0.02:
        return dice.choice(NONSENSE)
    start = round(dice.uniform(0, 60), 2)
    item = {"channel": dice.randint(1, 12), "start_time": start, "color": dice.choice(COLORS[:4])}
    item["end_time"] = start + dice.choice((0.001, 0.5, 2, 9))
    for name, kind in (("end_color", "color"), ("pixels", "whole"), ("name", "text")):
        if dice.random() < 0.2:
            item[name] = value(dice, kind)
    if dice.random() < 0.03:
        item[dice.choice(("channel", "end_time", "colour", "start_time"))] = dice.choice(NONSENSE)
    return item


def arguments(dice: random.Random, tool: Any) -> str | dict[str, Any]:
    """Return the arguments of a call, as text or, as our own scripts do it, as a dictionary."""
    if dice.random() < 0.01:
        return dice.choice(BROKEN)
    given = {
        parameter.name: [dict(ITEMS[parameter.name])]
        if parameter.name in ITEMS and dice.random() < 0.9
        else value(dice, parameter.kind, parameter.choices)
        for parameter in tool.parameters
        if dice.random() < (0.97 if parameter.required else 0.35)
    }
    if {"start_time", "end_time"} <= set(given) and dice.random() < 0.6:
        start = dice.uniform(0, 50)
        given |= {"start_time": start, "end_time": start + dice.uniform(0, 12)}
    if dice.random() < 0.01:
        given[dice.choice(("colour", "", "__class__", "self", "session"))] = dice.choice(NONSENSE)
    if dice.random() < 0.3:
        return given
    text = json.dumps(given)
    return text if dice.random() > 0.01 else text[: dice.randint(0, len(text))]


def run(count: int, seed: int) -> Counter[str]:
    """Make so many calls.

    Returns:
        How often each result came: `ok`, or the code of the refusal.

    Raises:
        Fault: At the first call that breaks a rule; it names the call and the seed.
    """
    from bl_ext.user_default.sequence_maker.tools import TOOLS

    dice, seen = random.Random(seed), Counter[str]()
    tools = list(TOOLS.values())
    for number in range(count):
        if number % ROUND == 0:
            session = lists.session(world(dice))
            reach(session)
            kept = _of_the_user(session.timelines)
        if dice.random() < 0.2:
            session.take_snapshot()
        tool = dice.choice(tools)
        given = arguments(dice, tool)
        problem = _call(session, tool, given, seen) or (
            "" if _of_the_user(session.timelines) == kept else "the user's own was touched"
        )
        if problem:
            call = f"{tool.name}({str(given)[:2000]})"
            raise Fault(f"seed {seed}, call {number}: {problem}\n{call}")
    return seen


def _call(session: Any, tool: Any, given: str | dict[str, Any], seen: Counter[str]) -> str:
    """Make one call; return what is wrong with what came of it."""
    before = session.timelines.segments()
    session.so_far = type(session.so_far)()
    job = tool.start(session, given)
    for _ in range(100):
        if job.step():
            break
        if job.waiting:
            job.answer(True)
    if job.result is None:
        return "it does not end"
    ok = job.result.get("ok")
    seen["ok" if ok else str(job.result.get("code"))] += 1
    if not ok and session.timelines.segments() != before:
        return f"refused, yet something was written: {job.result}"
    if ok and tool.risk == "read" and session.timelines.segments() != before:
        return "it only reads, yet something was written"
    if job.result.get("code") == "internal_error":
        return f"inner fault: {job.result}"
    try:
        text = json.dumps(job.result, ensure_ascii=False, allow_nan=False).encode()
    except ValueError as error:
        return f"a result that cannot be sent: {error}"
    if len(text) > 60_000:
        return f"a result of {len(text)} bytes"
    return _broken(session.timelines)


def _broken(timelines: Any) -> str:
    """Return which rule the stored segments break."""
    from bl_ext.user_default.sequence_maker.sequence.timelines import LIMIT

    segments = timelines.segments()
    if len({segment.id for segment in segments}) != len(segments):
        return "an id is there twice"
    if len(segments) > LIMIT or timelines.next_id() <= max((s.id for s in segments), default=0):
        return "too many segments, or an id that will come twice"
    for one, other in zip(segments, segments[1:], strict=False):
        if one.channel == other.channel and other.start < one.end:
            return f"{one} overlaps {other}"
    for strip in timelines.obstacles():
        if any(
            s.channel == strip.channel and s.overlaps(strip.start + 1e-6, strip.end - 1e-6)
            for s in segments
        ):
            return f"a segment lies on {strip}"
    for segment in segments:
        grid = all(timelines.frame_rate.snap(t) == t for t in (segment.start, segment.end))
        if not grid or segment.start < 0 or segment.end > timelines.last_time:
            return f"{segment} is not on the grid"
        if not 1 <= segment.channel <= 128 or not segment.name.isprintable() or not segment.name:
            return f"{segment} cannot be stored"
    return ""


def _of_the_user(timelines: Any) -> list[Any]:
    """Return what no call may touch; names are made unique by the timelines."""
    found = [s for s in timelines.segments(5)]
    for segment in timelines.segments(3):
        if segment.start < 12.0 and 10.0 < segment.end:  # what lies beside it may be cut
            found.append(replace(segment.cut(10.0, 12.0), id=0))
    return [replace(segment, name="") for segment in found]
