"""Frames: strips of any kind are snapped, cut, fitted to sections; sounds become louder."""

from __future__ import annotations

from ..parts.clause import Clause
from ..parts.frame import Frame, call, tags
from ..parts.items import Item
from ..parts.places import channels
from ..parts.plain_call import Found
from ..parts.time_spans import range_of
from .read_pattern import grid_of

_GRIDS = (
    "grid:beats grid:downbeats grid:offbeats grid:onsets grid:sections grid:markers grid:words "
    "marker each song it on to segment many channel prop all everything set time_noun "
    "only both edges "
)
_SNAPS = ("snap", "align", "quanti", "sync", "line", "lock")
LOUDEST = 4.0
"""Times as loud as it is that a sound may be said to become."""
_MUTES = frozenset("mute mutes muted unmute".split())
"""Words of the switch that a strip has; what is silenced has a volume of 0."""
_ONSETS = frozenset({"grid:onsets low", "grid:onsets mid", "grid:onsets high"})


def snap(clause: Clause) -> Found | None:
    """Read `snap the photo to the nearest beat`."""
    grid = grid_of(clause)
    sits = clause.any("strip") and not clause.has("cut", "fade", "delete", "clear", "mark")
    if not (clause.has("snap") or sits) or not grid or grid.get("grid") == "period":
        return None
    if clause.any("color", "section", "span", "start", "end", "length", "delta", "index", "ref"):
        return None
    strips = clause.take("strip")
    found = None if strips else channels(clause)
    if isinstance(found, Found):
        return found
    if not strips and not found and not _means_selected(clause):
        return None
    edge = "end" if clause.has("edge_end", "end_of") else None
    if clause.has("edges") and clause.has("both"):
        edge = "both"
    names = [strip.name for strip in strips]
    numbers = list(found) if found else None
    return clause.doing(
        call("snap_to_beats", strips=names or None, channels=numbers, edge=edge, **grid),
        weak=not clause.has("snap"),
    )


def _means_selected(clause: Clause) -> bool:
    """Tell whether what is selected is meant where nothing is named: `put it on the beat`.

    In `put a marker at every section` it is the marker that is put.
    """
    situation = clause.situation
    verbs = any(item.text.startswith(_SNAPS) for item in clause.items)
    return bool(situation.selected_strips or situation.selected) and (
        verbs or clause.has("it", "everything", "chosen")
    )


def cut(clause: Clause) -> Found | None:
    """Read `cut the movie on every bar`."""
    grid = grid_of(clause)
    strip = clause.one("strip") or _film(clause)
    if not clause.has("cut") or strip is None or not grid:
        return None
    if grid.get("grid") == "period" or clause.any("color", "channels", "section", "delta", "index"):
        return None
    if "band" in grid:
        return None
    where = range_of(clause)
    if where is None or isinstance(where, Found):
        return where
    return clause.doing(call("cut_on_beats", strip=strip.name, **grid, **where))


def _film(clause: Clause) -> Item | None:
    """Return the only movie where a second reading finds `the film`."""
    named = any(i.text in ("film", "movie", "video", "footage") for i in clause.items)
    films = [strip.name for strip in clause.situation.strips if strip.kind == "movie"]
    return Item("strip", films[0], name=films[0]) if named and len(films) == 1 else None


def fit(clause: Clause) -> Found | None:
    """Read `fit the photo to section B1`."""
    strip, section = clause.one("strip"), clause.one("section")
    if strip is None or section is None or clause.has("snap", "cut") and not clause.has("fit"):
        return None
    made = call("fit_to_section", strip=strip.name, section=section.name)
    return clause.doing(made, weak=not clause.has("fit"))


def volume(clause: Clause) -> Found | None:
    """Read `set the volume of the song to 50 %`, `make the song silent`."""
    percent, number = clause.one("percent"), None
    if any(item.text in _MUTES for item in clause.items):
        return None  # which the frame `switch strips` reads
    muted = clause.has("mute")
    said = clause.has("volume", "mute", "half", "twice_v", "quarter_v")
    if not (muted or said or clause.loose and percent and clause.has("song")):
        return None
    if percent is None and clause.has("volume"):
        ends = [end for end in clause.of("end", "to") if end.vague or end.value == 0]
        clause.use(*ends)
        number = ends[0].value if len(ends) == 1 else None
        bare = clause.of("number") if clause.loose and number is None else []
        if len(bare) == 1 and bare[0].value <= 1:
            clause.use(*bare)
            number = bare[0].value
    half = clause.has("half") or any(item.text == "half" for item in clause.items)
    if percent is not None:
        level = percent.value / 100
    elif number is not None:
        times = any(item.text == "times" for item in clause.items)
        level = number if number <= 1 or times and number <= LOUDEST else -1.0
    else:
        named = 0.25 if clause.has("quarter_v") else 2.0 if clause.has("twice_v") else -1.0
        level = 0.5 if half else 0.0 if muted else named
    strips = [strip.name for strip in clause.take("strip")]
    sounds = [strip.name for strip in clause.situation.sounds]
    if muted and any(name not in sounds for name in strips):
        return None
    if not strips and clause.has("song") and sounds:
        strips = [clause.situation.song or sounds[0]]
    if not clause.has("volume", "mute") and any(name not in sounds for name in strips):
        return None
    if muted and clause.has("everything"):
        return None
    if not 0 <= level <= 100 or muted and percent is not None or not strips:
        return None
    return clause.doing(call("set_strips", strips=strips, volume=round(level, 4)))


FRAMES = (
    Frame(
        "snap",
        snap,
        tags(_GRIDS + "snap move edge_start edge_end start_of end_of add from") | _ONSETS,
        ("snap_to_beats",),
        (("Snap channel 3 to the beats", (call("snap_to_beats", channels=[3], grid="beats"),)),),
        tags("snap strip"),
    ),
    Frame(
        "cut",
        cut,
        tags(
            _GRIDS + "cut from edge_start edge_end long whole delete add stretch change shrink stop"
        )
        | _ONSETS,
        ("cut_on_beats",),
        (
            (
                "Cut Movie on every second bar",
                (call("cut_on_beats", strip="Movie", grid="downbeats", every=2),),
            ),
        ),
        tags("cut"),
    ),
    Frame(
        "fit",
        fit,
        tags(
            "fit set change move it on to song whole long stretch all shrink each move time_noun "
            "from edge_start fill snap"
        ),
        ("fit_to_section",),
        (
            (
                "Fit Photo to section B1",
                (call("fit_to_section", strip="Photo", section="B1"),),
            ),
        ),
        tags("fit strip"),
    ),
    Frame(
        "volume",
        volume,
        tags(
            "volume mute set change song it to on of shrink halve stop by half "
            "twice_v quarter_v double"
        ),
        ("set_strips",),
        (
            (
                "Set the volume of Song to 50%",
                (call("set_strips", strips=["Song"], volume=0.5),),
            ),
        ),
        tags("volume mute half twice_v quarter_v percent"),
    ),
)
