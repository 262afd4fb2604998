"""Frame: a stretch of a channel that fades from one color to another."""

from __future__ import annotations

from ..parts.clause import Clause
from ..parts.frame import Frame, call, tags
from ..parts.grouping import END
from ..parts.items import Item
from ..parts.places import asked_channel, asked_time, channels
from ..parts.plain_call import Found
from ..parts.time_spans import stretch, told
from .read_create import batched

BLACK = "black"


def fade(clause: Clause) -> Found | None:
    """Read `fade channel 1 from red to blue between 0 and 10 s`."""
    if clause.any("index", "every", "period", "delta", "ref", "percent"):
        return None
    colors = clause.of("color")
    shapes = clause.values("shape")
    roles = [color.role for color in colors]
    implied = roles[-1:] in (["to"], ["until"]) and len(roles) == 2
    moved = clause.has("move") and not clause.loose
    implied = implied and not moved and not clause.has("flash", "pulse", "repeat")
    if implied and any(i.text in ("change", "swap", "recolor", "replace") for i in clause.items):
        return None
    meant = clause.has("fade") or shapes or implied
    if any(tag.startswith("grid:") for tag in clause.tags):
        return None
    if not meant or len(colors) > 2 or not clause.any("channels", "color"):
        return None
    found = channels(clause)
    if isinstance(found, Found):
        return found
    span = stretch(clause)
    if isinstance(span, Found):
        return span
    ends = _ends(clause, colors, shapes, found or (), span)
    if ends is None or isinstance(ends, Found):
        return ends
    clause.use(*colors)
    if found is None:
        return asked_channel(clause) if span and not clause.left else None
    if span is None:
        return asked_time(clause) if not clause.left else None
    place = {"start_time": told(span[0]), "end_time": told(span[1])}
    rows = [{"channel": n, **place, "color": ends[0], "end_color": ends[1]} for n in found]
    return clause.doing(batched(rows), weak=ends[2])


def _ends(
    clause: Clause,
    colors: list[Item],
    shapes: list[str],
    found: tuple[int, ...],
    span: tuple[float, float] | None,
) -> tuple[str, str, bool] | Found | None:
    """Return the first and the last color, and whether one of them is a guess."""
    if len(colors) == 2:
        first, last = colors
        if first.role == "to" or (last.role == "from" and first.role != "from"):
            first, last = last, first
        if shapes and shapes != ["fade_in"]:
            return None
        return first.name, last.name, False
    if len(colors) == 1 and not clause.has("fade") and not shapes:
        return None
    if len(colors) == 1 and shapes == ["fade_in"] and colors[0].role in ("", "to", "with", "on"):
        return BLACK, colors[0].name, False
    if len(colors) == 1 and colors[0].role == "from" and colors[0].name != BLACK:
        return colors[0].name, BLACK, "fade_out" not in shapes
    if len(colors) == 1 and shapes == ["fade_out"] and colors[0].role in ("", "of"):
        return colors[0].name, BLACK, False
    to_color = colors[0].name if colors and colors[0].role == "to" else ""
    before = clause.carry.colors
    follows = clause.carry.frame == "fade" and bool(span) and before
    if (
        to_color
        and follows
        and span
        and clause.carry.spans
        and clause.carry.spans[-1][1] == span[0]
    ):
        return before[-1], to_color, True
    if to_color or shapes == ["fade_out"] and not colors:
        return _shown(clause, found, span, to_color or BLACK)
    return None


def _shown(
    clause: Clause, found: tuple[int, ...], span: tuple[float, float] | None, last: str
) -> Found | tuple[str, str, bool]:
    """Fade from the color that a channel shows where the fade begins."""
    for segment in clause.situation.on(found[0]) if len(found) == 1 and span else ():
        if span and segment.start <= span[0] < segment.end and segment.end_color is None:
            color = "#{:02x}{:02x}{:02x}".format(*segment.color)
            return color, last, True
    text = clause.text.strip().rstrip(".!?,;")
    options = tuple(f"{text} from {color}" for color in ("white", "red", "blue"))
    if span is None or span[1] == END:
        return Found(missing="color", text="From which color?", options=options)
    time = span[0]
    text = f"From which color at {time:g} s?"
    return Found(missing="color", text=text, options=options)


FRAME = Frame(
    "fade",
    fade,
    tags(
        "set add change fade segment many channel prop edge_start edge_end long on it "
        "color_noun song "
        "shape:fade_in shape:fade_out time_noun whole from to at stretch until only "
    ),
    ("create_segment", "create_segments_batch"),
    (
        (
            "Fade channel 1 from red to blue between 0 and 10 seconds",
            (
                call(
                    "create_segment",
                    channel=1,
                    start_time=0,
                    end_time=10,
                    color="red",
                    end_color="blue",
                ),
            ),
        ),
    ),
    tags("fade shape:fade_in shape:fade_out color"),
)
