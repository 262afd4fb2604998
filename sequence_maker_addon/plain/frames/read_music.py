"""Frames: markers from the music, corrections of its beats, and listening to it."""

from __future__ import annotations

import re
from typing import Any

from ..parts.clause import Clause
from ..parts.frame import Frame, call, tags
from ..parts.plain_call import Found
from ..parts.time_spans import range_of
from .read_pattern import grid_of

_METERS = range(2, 13)
SLOWEST = 20
"""Beats a minute that a number of a tempo is at least."""
_WHAT = frozenset("beats downbeats onsets sections words".split())


def markers(clause: Clause) -> Found | None:
    """Read `put markers on every fourth bar`, `remove the markers`."""
    if clause.any("color", "channels", "strip", "index", "ref", "section", "quoted", "period"):
        return None
    nouns = any(item.has("marker") for item in clause.items)
    verb = any(item.text in ("mark", "marks", "label") for item in clause.items)
    grids = [grid for grid in clause.values("grid") if grid != "markers"]
    if not (nouns or verb):
        return None
    one = any(item.text == "marker" for item in clause.items) and not clause.has("all", "each")
    if clause.has("delete", "clear") and not grids and not clause.kinds:
        if one:
            return None  # nothing tells which one
        return clause.doing(call("write_markers", what="none"))
    if clause.has("delete", "clear") and not clause.has("add", "mark"):
        return None
    found = _grid(clause)
    if found is None or found.get("grid") not in _WHAT or "band" in found:
        return None
    where = range_of(clause)
    if where is None or isinstance(where, Found):
        return where
    every = found.get("every")
    return clause.doing(call("write_markers", what=found["grid"], every=every, **where))


def _grid(clause: Clause) -> dict[str, Any] | None:
    """Return the grid, markers themselves apart."""
    kept = tuple(item for item in clause.items if not item.has("marker"))
    other = Clause(kept, clause.situation)
    found = grid_of(other)
    clause.use(*clause.of("every"))
    return found


def beat_grid(clause: Clause) -> Found | None:
    """Read `the tempo is 128 bpm`, `beat one is at 2.5 s`, `accept the beats`."""
    if clause.any("color", "strip", "index", "ref", "section", "quoted", "percent"):
        return None
    meter = _meter(clause)
    if any(item.kind == "channels" for item in clause.left):
        return None
    if clause.has("beats_right") != clause.has("beats_wrong"):
        action = "accept" if clause.has("beats_right") else "drop"
        return clause.doing(call("edit_beat_grid", action=action))
    bpm = clause.one("bpm")
    if bpm is not None or meter is not None:
        tempo = None if bpm is None else told_bpm(bpm.value)
        return clause.doing(call("edit_beat_grid", action="set_tempo", bpm=tempo, meter=meter))
    if clause.has("set_tempo") or any(item.text == "tempo" for item in clause.items):
        numbers = clause.of("number") + clause.of("end", "to")
        if (
            len(numbers) == 1
            and numbers[0].value >= SLOWEST
            and not clause.has("double", "halve", "twice", "halfway")
        ):
            clause.use(*numbers)
            value = told_bpm(numbers[0].value)
            return clause.doing(call("edit_beat_grid", action="set_tempo", bpm=value))
    if clause.has("half_beat") and clause.has("move") and _means_beats(clause):
        return clause.doing(call("edit_beat_grid", action="shift_half_beat"))
    times = clause.of("start") + clause.of("end", "to")
    if clause.has("beat_one") and len(times) == 1:
        if _plays(clause) or times[0].value < 0:
            return None
        clause.use(*times)
        return clause.doing(call("edit_beat_grid", action="set_beat_one", time=times[0].value))
    if len(times) == 1 and clause.values("grid") == ["beats"] and times[0].role == "at":
        action = "add_beat" if clause.has("add") else "remove_beat"
        if clause.has("add", "delete") and not (clause.has("add") and clause.has("delete")):
            clause.use(*times)
            return clause.doing(call("edit_beat_grid", action=action, time=times[0].value))
    return _scaled(clause)


def _plays(clause: Clause) -> bool:
    """Tell whether a part begins with a verb of playing: `start on the first downbeat at 3 s`."""
    words = [item for item in clause.items if not item.has("filler")]
    return bool(words) and words[0].has("play")


def _means_beats(clause: Clause) -> bool:
    """Tell whether it is the beats that move by half of one, and not what was lit on them."""
    corrected = any(name == "edit_beat_grid" for name, *_ in clause.situation.last)
    return corrected or not clause.has("it") or clause.values("grid") == ["beats"]


def _meter(clause: Clause) -> int | None:
    """Use and return how many beats a bar has: `in three`, `in 6/8`, `a waltz`, `the meter is 3`.

    A bare number behind `in` is read as a channel's elsewhere; of what a song is, none is said.
    """
    if clause.has("in_three") and not clause.kinds:
        return 3
    said = clause.of("number") + clause.of("channels", "on")
    numbers = [n for item in said for n in (item.many or (item.value,))]
    states = any(item.text.split()[-1] in ("is", "it's", "song's") for item in clause.items)
    named = clause.has("meter") or states and re.search(r"\bin \w+(\s?/\s?\d+)?\b", clause.text)
    if not named or not numbers or clause.kinds - {"number", "channels", "bpm"}:
        return None
    written = len(numbers) == 1 or re.search(r"\d\s?/\s?\d", clause.text) and len(numbers) == 2
    if not written or any("channel" in item.text for item in said) or numbers[0] not in _METERS:
        return None
    clause.use(*said)
    return int(numbers[0])


def _scaled(clause: Clause) -> Found | None:
    tempo = any(item.text in ("tempo", "bpm") for item in clause.items)
    named = tempo or clause.values("grid") == ["beats"]
    wrong = ("running", "is", "reads", "it's", "runs")
    said = (word for item in clause.items for word in item.text.split())
    if not clause.loose and any(word in wrong for word in said):
        return None
    double = clause.has("twice") or clause.has("double") and named
    half = clause.has("halfway") or clause.has("halve") and named
    if clause.loose and double and half:
        last = [i for i in clause.items if i.has("double", "halve")][-1]
        double, half = last.has("double"), last.has("halve")
    if double == half or clause.kinds:
        return None
    return clause.doing(call("edit_beat_grid", action="double" if double else "halve"))


def told_bpm(value: float) -> float | int:
    """Return a tempo, whole where it is."""
    return int(value) if value == int(value) else value


def analyze(clause: Clause) -> Found | None:
    """Read `analyze the music`."""
    listens = any(i.text in ("analyze", "analyse", "detect", "scan") for i in clause.items)
    if not listens or clause.kinds or not (clause.has("song") or clause.values("grid")):
        return None
    return clause.doing(call("analyze_music"))


FRAMES = (
    Frame(
        "markers",
        markers,
        tags(
            "mark marker add set delete clear all everything each on song grid:beats "
            "grid:downbeats grid:onsets grid:sections grid:words grid:markers from edge_start "
            "long whole time_noun at fill edge_end many it landmark"
        ),
        ("write_markers",),
        (
            ("Put markers on every bar", (call("write_markers", what="downbeats"),)),
            ("Remove the markers", (call("write_markers", what="none"),)),
        ),
        tags("mark marker"),
    ),
    Frame(
        "beat grid",
        beat_grid,
        tags(
            "beatfix double halve twice halfway set_tempo beat_one half_beat set change add delete "
            "move song grid:beats on at it to is grid:downbeats snap later time_noun edge_start "
            "beats_right beats_wrong meter in_three and"
        ),
        ("edit_beat_grid",),
        (
            ("The tempo is 128 bpm", (call("edit_beat_grid", action="set_tempo", bpm=128),)),
            ("Double the tempo", (call("edit_beat_grid", action="double"),)),
            ("The song is in 3/4", (call("edit_beat_grid", action="set_tempo", meter=3),)),
        ),
        tags(
            "bpm beatfix twice halfway set_tempo beat_one half_beat beats_right beats_wrong "
            "grid:beats meter in_three number channels"
        ),
    ),
    Frame(
        "analyze",
        analyze,
        tags("analyze song grid:beats grid:downbeats grid:sections play"),
        ("analyze_music",),
        (("Analyze the music", (call("analyze_music"),)),),
        tags("analyze"),
    ),
)
