"""A segment as its strip shows it, and what the strip is beyond that."""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from ...sequence.color import Rgb
from ...sequence.frames import Timebase
from ...sequence.segment import Segment
from ..host import compat
from . import fades, strip_keys, strip_modifiers, whole
from .segment_ids import KEY, Pairs

PIXELS = "sequence_maker_pixels"


Raw = tuple[Any, ...]
"""All that a segment is made of, as Blender has it."""


class SegmentReader:
    """Reads segments of strips; one whose strip is as it was is not made anew.

    Every strip is read each time, so nothing that the user does is missed.
    """

    def __init__(self) -> None:
        self._made: dict[Raw, Segment] = {}

    def read(self, pairs: Pairs, base: Timebase, curves: dict[str, fades.Curves]) -> list[Segment]:
        """Return the segments of strips with their ids, by channel and time."""
        found: dict[Raw, Segment] = {}
        animated = []
        before, place = self._made, (base.rate, base.first)
        for number, strip in pairs:
            name = strip.name
            if curves and name in curves:
                animated.append(segment_of(number, strip, base, curves[name]))
                continue
            color, first = strip.color, compat.frames(strip)
            raw = (strip.channel, *first, number, *color, strip.get(PIXELS), name, place)
            try:
                found[raw] = before.get(raw) or segment_of(number, strip, base, None)
            except TypeError:  # somebody else's property, which is no number
                animated.append(segment_of(number, strip, base, None))
        self._made = found
        ordered = [found[raw] for raw in sorted(found, key=itemgetter(0, 1))]
        if animated:
            ordered = sorted(ordered + animated, key=lambda s: (s.channel, s.start))
        return ordered


def segment_of(number: int, strip: Any, base: Timebase, curves: fades.Curves | None) -> Segment:
    """Return the segment of a strip; a fade by its colors at both edges, else its first color."""
    start, end = compat.frames(strip)
    color, end_color = strip.color, None
    fading = curves is not None and curves.fades(start, end)
    if curves is not None:
        color, base_color = curves.at(start, strip.color), strip.color
        end_color = curves.at(end, base_color) if fading else None
    return Segment(
        number,
        strip.channel,
        base.time_of(start),
        base.time_of(end),
        bytes_of(color),
        None if end_color is None else bytes_of(end_color),
        _pixels(strip.get(PIXELS)),
        strip.name,
        animated=curves is not None and not fading,
    )


def shows(segment: Segment, wanted: Segment) -> bool:
    """Tell whether a strip shows the colors of another segment already, to rounding."""
    if segment.animated or wanted.animated:
        return segment.animated == wanted.animated
    if (segment.end_color is None) != (wanted.end_color is None):
        return False
    pairs = [*zip(segment.color, wanted.color, strict=True)]
    if segment.end_color is not None and wanted.end_color is not None:
        pairs += zip(segment.end_color, wanted.end_color, strict=True)
    return all(abs(a - b) <= (segment.end_color is not None) for a, b in pairs)


def dress(scene: Any, strip: Any, segment: Segment, curves: fades.Curves | None) -> None:
    """Give a strip the colors of a segment, in place of any animation of its color."""
    if curves is not None:
        fades.remove(scene, curves)
    strip.color = floats(segment.color)
    if segment.end_color is not None:
        both = floats(segment.color), floats(segment.end_color)
        fades.write(scene, strip, *compat.frames(strip), both)


def beyond(scene: Any, strip: Any, segment: Segment) -> dict[str, Any]:
    """Return what a strip is beyond its segment; empty for one as we make them."""
    data = whole.capture(scene, strip)
    for name in (KEY, PIXELS):
        data.get("properties", {}).pop(name, None)
    exact = [round(part, 6) for part in floats(segment.color)]
    if [round(part, 6) for part in strip.color] == exact:
        data["values"].pop("color", None)
    return {name: found for name, found in data.items() if found}


def recover(scene: Any, strip: Any, segment: Segment, data: dict[str, Any]) -> None:
    """Give a strip that comes back what it was beyond its segment."""
    values = {"color": floats(segment.color), **data.get("values", {})}
    whole.apply_to(scene, strip, {**data, "values": values})
    strip_modifiers.set_masks(compat.strips(scene.sequence_editor), strip, data)
    strip[KEY] = segment.id
    if segment.pixels is not None:
        strip[PIXELS] = segment.pixels


def recover_colors(scene: Any, strip: Any, segment: Segment, data: dict[str, Any]) -> None:
    """Give a strip the color and the color keys that it had."""
    old = [curve for curve in strip_keys.of_strip(scene, strip.name) if _is_color(curve.data_path)]
    strip_keys.remove(scene, old)
    strip.color = data.get("values", {}).get("color", floats(segment.color))
    rows = [row for row in data.get("curves", ()) if _is_color(row["path"])]
    strip_keys.add(scene, strip.name, rows)


def floats(color: Rgb) -> list[float]:
    """Return a color as Blender has it."""
    return [part / 255 for part in color]


def bytes_of(color: Any) -> Rgb:
    """Return a color of Blender's as a segment has it."""
    red, green, blue = color
    made = int(red * 255 + 0.5), int(green * 255 + 0.5), int(blue * 255 + 0.5)
    if 0 <= min(made) and max(made) <= 255:
        return made
    red, green, blue = (min(255, max(0, part)) for part in made)
    return red, green, blue


def _is_color(path: str) -> bool:
    return path.endswith("].color") or path == ".color"


def _pixels(value: Any) -> int | None:
    return value if type(value) is int and value > 0 else None
