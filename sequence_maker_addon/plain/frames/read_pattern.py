"""Frame: light on beats, bars, onsets, sections, markers, words or every few seconds."""

from __future__ import annotations

from typing import Any

from ..parts.clause import Clause
from ..parts.frame import Frame, call, tags
from ..parts.items import Item
from ..parts.places import are_paired, asked_channel, channels
from ..parts.plain_call import Found
from ..parts.time_spans import range_of, told
from .cues_told import (
    around,
    asked_shape,
    is_apart,
    is_range_of_colors,
    is_there,
    leaves_no_rest,
    palette_of,
)

GRIDS = frozenset(
    "grid:beats grid:downbeats grid:offbeats grid:onsets grid:sections grid:markers grid:words "
    "flash pulse every period".split()
)
_SINGLE = frozenset("bar beat section marker word measure time".split())
_PER = frozenset("per by with to the one".split())
_VAGUE = frozenset("music song rhythm time grid".split())
"""Words of phrases such as `to the music`, which say no more than beats."""


def pattern(clause: Clause) -> Found | None:
    """Read `flash white on every second bar on channel 2 in the chorus`."""
    colors = clause.of("color")
    if not _may_be(clause, colors):
        return None
    grid, cues = grid_of(clause), around(clause)
    if _is_counted(clause) or cues is None:
        return None
    if grid is None or not (grid or clause.has("flash", "pulse")) or _is_thing(clause):
        return None
    looks = _looks(clause)
    if looks is None:
        return None
    found = channels(clause)
    if isinstance(found, Found):
        return found
    looks |= _lasting(clause, looks)
    where = range_of(clause)
    if where is None or isinstance(where, Found):
        return where
    clause.use(*colors)
    if not grid and clause.loose and "section" in where:
        grid = {"grid": "beats"}
    if not grid:
        return _asked_grid(clause) if found and not clause.left else None
    if found is None:
        return asked_channel(clause) if not clause.left else None
    if isinstance(cues, Found):
        return cues if not clause.left else None
    looks |= _turns(clause, found, looks)
    if leaves_no_rest(cues, looks, found):
        return asked_shape(clause) if not clause.left else None
    names = cycle_of([color.name for color in colors] or list(clause.carry.colors))
    given = grid | looks | where | cues
    vague = clause.has("first") and grid["grid"] != "downbeats"
    calls = call("create_pattern", channels=list(found), colors=names, **given)
    return clause.doing(calls, weak=vague)


def _may_be(clause: Clause, colors: list[Item]) -> bool:
    """Tell whether nothing is said that no pattern has."""
    if clause.any("index", "ref", "delta", "strip", "percent", "bpm", "quoted"):
        return False
    if clause.values("grid") == ["words"] and not clause.has("flash", "pulse"):
        return False
    if clause.any("period") and len(colors) > 1 and not clause.has("flash", "pulse"):
        return False
    if is_range_of_colors(clause, colors) or clause.has("but") or is_there(clause):
        return False
    if not colors and not (clause.carry.colors and clause.any("channels")):
        return False
    if not clause.any("channels") and clause.carry.frame not in ("", "clear", "pattern"):
        return False
    if is_apart(clause) or are_paired(clause):
        return False
    listed = clause.loose and clause.carry.frame == "pattern" and not clause.any("channels")
    return not listed or clause.has("flash", "pulse", "set", "add", "then")


def _turns(clause: Clause, found: tuple[int, ...], looks: dict[str, Any]) -> dict[str, Any]:
    """Return how channels take turns where only `alternate` is said, and how many LEDs light."""
    given: dict[str, Any] = {}
    if len(found) > 1 and "spread" not in looks and clause.has("pattern"):
        turns = ("alternate", "alternates", "alternating")
        if any(item.text in turns for item in clause.items):
            given["spread"] = "alternate"
    if pixels := clause.one("pixels"):
        given["pixels"] = int(pixels.value)
    return given


def _is_counted(clause: Clause) -> bool:
    """Tell whether one bar or beat is named by its number: `from bar 2`, `on beat 3`."""
    if clause.any("every") or clause.has("each", "all"):
        return False
    pairs = zip(clause.items, clause.items[1:], strict=False)
    return any(
        word.text in ("bar", "beat", "measure") and number.kind == "number"
        for word, number in pairs
    )


def _is_thing(clause: Clause) -> bool:
    """Tell whether `bar` is part of another thing's name, as in `health bar`."""
    if clause.any("every", "period") or clause.has("each", "all", "on", "at", "flash", "pulse"):
        return False
    if clause.values("spread"):
        return False
    words = [i for i in clause.items if any(tag.startswith("grid:") for tag in i.tags)]
    said = {item.text for item in clause.items}
    return bool(words) and all(i.text in _SINGLE for i in words) and not said & _PER


def cycle_of(names: list[str]) -> list[str]:
    """Return what repeats: `red blue red blue` and `red blue red` are red and blue in turn."""
    for size in range(1, len(names)):
        if all(name == names[place % size] for place, name in enumerate(names)):
            return names[:size]
    return names


def grid_of(clause: Clause) -> dict[str, Any] | None:
    """Return grid, band, every and period; empty where none is said, None where two are."""
    found = clause.values("grid")
    if len(found) > 1 and "beats" in found:
        words = [i.text for i in clause.items if "grid:beats" in i.tags]
        if all(_VAGUE & set(text.split()) for text in words):
            found.remove("beats")
    grids, bands = {text.split()[0] for text in found}, [t.split()[1] for t in found if " " in t]
    if grids == {"onsets", "beats"}:
        grids = {"onsets"}
    if len(grids) > 1 or len(set(bands)) > 1:
        return None
    every, period = clause.one("every"), clause.one("period")
    if period is not None:
        if grids and grids != {"beats"} or every is not None:
            return None
        return {"grid": "period", "period": told(period.value)}
    if not grids:
        return {}
    result: dict[str, Any] = {"grid": next(iter(grids))}
    bands = bands or (clause.values("band") if grids == {"onsets"} else [])
    if bands:
        result["band"] = bands[0]
    if every is not None and every.value > 1:
        result["every"] = int(every.value)
    return result


def _looks(clause: Clause) -> dict[str, Any] | None:
    """Return shape, spread and palette."""
    shapes, spreads = clause.values("shape"), clause.values("spread")
    if clause.has("flash"):
        shapes = [shape for shape in shapes if shape != "flash"] + ["flash"]
    if clause.has("pulse"):
        shapes = [*shapes, "pulse"]
    if len(spreads) > 1 or len(set(shapes)) > 1:
        return None
    palette = palette_of(clause)
    if palette is None:
        return None
    if clause.has("fade") and not shapes and palette.get("palette") != "gradient":
        return None
    looks = palette | ({"shape": shapes[0]} if shapes else {})
    return looks | ({"spread": spreads[0]} if spreads else {})


def _lasting(clause: Clause, looks: dict[str, Any]) -> dict[str, Any]:
    """Return how long a flash is, where it is said: `flashes of 80 ms`."""
    lengths = clause.of("length")
    if looks.get("shape") != "flash" or len(lengths) != 1 or not 0 < lengths[0].value <= 1:
        return {}
    if clause.any("start") and not clause.any("end", "span"):
        return {}
    clause.use(*lengths)
    return {"length": told(lengths[0].value)}


def _asked_grid(clause: Clause) -> Found:
    text = clause.text.strip().rstrip(".!?,;")
    ways = ("on every beat", "on every bar", "every second")
    options = tuple(f"{text} {way}" for way in ways)
    return Found(missing="grid", text="How often?", options=options)


FRAME = Frame(
    "pattern",
    pattern,
    tags(
        "set add flash pulse pattern segment many channel prop long on each song edge_start "
        "edge_end "
        "time_noun grid:beats grid:downbeats grid:offbeats grid:onsets grid:sections grid:markers "
        "shape:flash shape:pulse shape:fade_in shape:fade_out spread:together spread:chase "
        "spread:bounce spread:alternate band:low random color_noun from fade whole all it "
        "between grid:words fill play only marker both move to change edges pixels first as "
        "palette:energy palette:pitch "
    )
    | {"grid:onsets low", "grid:onsets mid", "grid:onsets high"},
    ("create_pattern",),
    (
        (
            "Flash white on every second bar on channel 2 from 10 to 20 seconds",
            (
                call(
                    "create_pattern",
                    channels=[2],
                    colors=["white"],
                    grid="downbeats",
                    every=2,
                    shape="flash",
                    start_time=10,
                    end_time=20,
                ),
            ),
        ),
        (
            "Pulse blue on the beat on channel 3",
            (call("create_pattern", channels=[3], colors=["blue"], grid="beats", shape="pulse"),),
        ),
        (
            "Flash red on every bar on channel 1 with a white warning flash 250 ms before, "
            "otherwise dark blue",
            (
                call(
                    "create_pattern",
                    channels=[1],
                    colors=["red"],
                    grid="downbeats",
                    shape="flash",
                    cue_ms=250,
                    cue_color="white",
                    rest_color="darkblue",
                ),
            ),
        ),
    ),
    GRIDS | {"grid:onsets low", "grid:onsets mid", "grid:onsets high"},
)
