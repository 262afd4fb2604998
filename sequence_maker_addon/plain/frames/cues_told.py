"""What patterns and words share: warnings, the color of rest, and how colors follow each other."""

from __future__ import annotations

from typing import Any

from ..cues.cue_warnings import UNCLEAR
from ..parts.clause import Clause
from ..parts.items import Item
from ..parts.plain_call import Found

_ALTERNATE = ("color", "channels")
LONGEST = 10.0
"""Seconds that a warning may come before its light."""
_SINGLE = ("beat", "bar", "measure")


def around(clause: Clause) -> dict[str, Any] | Found | None:
    """Return the arguments of warnings and rest; what was not told is asked.

    Returns:
        The arguments, a question where no time of a warning is told, or None where what is told
        cannot be.
    """
    cues, rests = clause.take("cue"), clause.take("rest")
    if len(cues) > 1 or len(rests) > 1 or any(cue.role == UNCLEAR for cue in cues):
        return None
    given: dict[str, Any] = {}
    for cue in cues:
        if not cue.value:
            return _asked_lead(clause)
        if cue.value > LONGEST or cue.second > cue.value:
            return None
        given["cue_ms"] = _milliseconds(cue.value)
        if cue.second:
            given["cue_length_ms"] = _milliseconds(cue.second)
        if cue.name:
            given["cue_color"] = cue.name
    return given | ({"rest_color": rests[0].name} if rests else {})


def palette_of(clause: Clause) -> dict[str, Any] | None:
    """Return palette and seed; None where two are told, or a seed of nothing random."""
    found = clause.values("palette")
    if any(item.text == "gradient" for item in clause.items):
        found.append("gradient")
    if clause.has("random"):
        found.append("random")
    seed = clause.one("seed")
    if len(found) > 1 or seed is not None and found != ["random"]:
        return None
    given: dict[str, Any] = {"palette": found[0]} if found else {}
    return given | ({"seed": int(seed.value)} if seed else {})


def is_range_of_colors(clause: Clause, colors: list[Item]) -> bool:
    """Tell whether light goes from one color to another; `at random from red and blue` does not."""
    roles = ("until", "before", "after", *(() if clause.has("random") else ("from",)))
    return any(color.role in roles for color in colors)


def leaves_no_rest(cues: dict[str, Any], looks: dict[str, Any], found: tuple[int, ...]) -> bool:
    """Tell whether a color is to lie between lights that hold until the next."""
    turns = len(found) > 1 and looks.get("spread", "together") != "together"
    return "rest_color" in cues and not ("shape" in looks or "cue_ms" in cues or turns)


def asked_shape(clause: Clause) -> Found:
    """Ask how long lights are that would leave no rest."""
    text = clause.text.strip().rstrip(".!?,;")
    options = tuple(f"{text}, as {shape}" for shape in ("flashes", "pulses"))
    return Found(
        missing="shape", text="Each holds until the next; how long is each?", options=options
    )


def is_apart(clause: Clause) -> bool:
    """Tell whether a color is to be `between the beats`, which are off-beats or the rest.

    A second reading may guess that the lights are on the beats.
    """
    said = [item for item in clause.items if item.text not in ("the", "both")]
    behind = zip(said, [*said[1:], Item("sep", "")], strict=True)
    places = [two for one, two in behind if one.text == "between"]
    return any(
        item.kind not in _ALTERNATE and not (clause.loose and _is_guessed(item)) for item in places
    )


def _is_guessed(item: Item) -> bool:
    return item.kind == "sep" or any(tag.startswith("grid:") for tag in item.tags)


def _milliseconds(time: float) -> float:
    rounded = round(time * 1000, 3)
    return int(rounded) if rounded == int(rounded) else rounded


def _asked_lead(clause: Clause) -> Found:
    text = clause.text.strip().rstrip(".!?,;")
    options = () if clause.loose else tuple(f"{text}, {time} ms before" for time in (200, 500))
    return Found(missing="cue", text="How long before each does the warning come?", options=options)


def is_there(clause: Clause) -> bool:
    """Tell whether one light is meant: `on the next beat`, `go to the beat and flash there`."""
    words = [item for item in clause.items if item.kind == "word"]
    pairs = zip(words, words[1:], strict=False)
    if any(one.text in ("next", "previous") and two.text in _SINGLE for one, two in pairs):
        return True
    there = any(item.text == "there" for item in words)
    goes = any(item.has("seek") and not item.has("set", "filler") for item in words)
    return there and (goes or clause.carry.frame in ("song place", "song section", "seek"))
