"""Frame: a segment for each word of the lyrics, or for some of them."""

from __future__ import annotations

from ...toolkit.plain_text import alike
from ..parts.clause import Clause
from ..parts.frame import Frame, call, tags
from ..parts.places import asked_channel, channels
from ..parts.plain_call import Found
from .read_pattern import range_of


def words(clause: Clause) -> Found | None:
    """Read `light channel 1 in red on the word "love"`."""
    colors = clause.of("color")
    if "words" not in clause.values("grid") or not colors or clause.has("flash", "pulse"):
        return None
    if clause.values("grid") != ["words"] or clause.any("index", "ref", "every", "period", "strip"):
        return None
    if any(color.role in ("from", "until") for color in colors):
        return None
    quoted = clause.take("quoted")
    found = channels(clause)
    where = range_of(clause)
    if isinstance(found, Found) or isinstance(where, Found):
        return found if isinstance(found, Found) else where if isinstance(where, Found) else None
    spreads = clause.values("spread")
    if where is None or len(spreads) > 1:
        return None
    clause.use(*colors)
    if found is None:
        return asked_channel(clause) if not clause.left else None
    names = [word for item in quoted for word in item.name.replace(",", " ").split()]
    if not names and clause.loose:
        sung = set(map(alike, clause.situation.words)) - {""}
        said = (item.text for item in clause.items if item.kind == "word")
        names = [text for text in said if alike(text) in sung]
    row = call(
        "create_segments_for_words",
        channels=list(found),
        colors=[color.name for color in colors],
        words=names or None,
        spread=spreads[0] if spreads else None,
        **where,
    )
    return clause.doing(row, weak=len(colors) > 1 and not clause.has("and", "each"))


FRAME = Frame(
    "words",
    words,
    tags(
        "set add segment many channel prop on each song time_noun grid:words each all color_noun "
        "spread:together spread:chase spread:bounce spread:alternate long whole marker edge_start "
        "from play only all both "
    ),
    ("create_segments_for_words",),
    (
        (
            'Light channel 1 red on the word "love"',
            (call("create_segments_for_words", channels=[1], colors=["red"], words=["love"]),),
        ),
    ),
    tags("grid:words"),
)
