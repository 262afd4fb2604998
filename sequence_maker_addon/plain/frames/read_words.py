"""Frame: a segment for each word of the lyrics, or for some of them."""

from __future__ import annotations

from ...toolkit.plain_text import alike
from ..parts.clause import Clause
from ..parts.frame import Frame, call, tags
from ..parts.items import Item
from ..parts.places import are_paired, asked_channel, channels
from ..parts.plain_call import Found
from ..parts.time_spans import range_of
from .cues_told import around, is_range_of_colors, palette_of


def words(clause: Clause) -> Found | None:
    """Read `light channel 1 in red on the word "love"`."""
    colors, quoted = clause.of("color"), clause.take("quoted")
    if not _are_words(clause, quoted):
        return None
    if not colors:
        return _asked_color(clause)
    if is_range_of_colors(clause, colors) or are_paired(clause):
        return None
    found, cues, palette = channels(clause), around(clause), palette_of(clause)
    where = range_of(clause)
    if isinstance(found, Found) or isinstance(where, Found):
        return found if isinstance(found, Found) else where if isinstance(where, Found) else None
    spreads = clause.values("spread")
    if where is None or cues is None or palette is None or len(spreads) > 1:
        return None
    clause.use(*colors)
    if found is None:
        return asked_channel(clause) if not clause.left else None
    if isinstance(cues, Found):
        return cues if not clause.left else None
    row = call(
        "create_segments_for_words",
        channels=list(found),
        colors=[color.name for color in colors],
        words=_named(clause, quoted) or None,
        spread=spreads[0] if spreads else None,
        **where,
        **palette,
        **cues,
    )
    several = len(colors) > 1 and not palette and not clause.has("and", "each")
    return clause.doing(row, weak=several)


def _asked_color(clause: Clause) -> Found | None:
    """Ask for what the words of a channel are lit in."""
    clause.use(*clause.of("channels"), *clause.of("section"))
    if not clause.any("channels") or not clause.has("set") or clause.left:
        return None
    text = clause.text.strip().rstrip(".!?,;")
    options = [f"{text} in white", f"{text} in red"]
    if clause.has("random"):
        options = [text.replace("random colors", "random colors of red, green and blue")]
    return Found(missing="color", text="In which color?", options=tuple(options))


def _are_words(clause: Clause, quoted: list[Item]) -> bool:
    """Tell whether the words of the song are lit, and nothing else is told of them.

    A flash on a word lasts as long as the word; that of every word is a pattern's.
    """
    if clause.any("index", "ref", "every", "period", "strip") or clause.has("pulse"):
        return False
    if clause.has("flash") and not quoted:
        return False
    grids = clause.values("grid")
    pairs = zip(clause.items, clause.items[1:], strict=False)
    each = any(one.has("each") and two.kind == "quoted" for one, two in pairs)
    return not grids if each else grids == ["words"]


def _named(clause: Clause, quoted: list[Item]) -> list[str]:
    """Return the words that are named, in a second reading also without quotes."""
    names = [word for item in quoted for word in item.name.replace(",", " ").split()]
    if not names and clause.loose:
        sung = set(map(alike, clause.situation.words)) - {""}
        said = (item.text for item in clause.items if item.kind == "word")
        names = [text for text in said if alike(text) in sung]
    return names


FRAME = Frame(
    "words",
    words,
    tags(
        "set add segment many channel prop on each song time_noun grid:words each all color_noun "
        "spread:together spread:chase spread:bounce spread:alternate long whole marker edge_start "
        "from play only all both flash random palette:energy palette:pitch "
    ),
    ("create_segments_for_words",),
    (
        (
            'Light channel 1 red on the word "love"',
            (call("create_segments_for_words", channels=[1], colors=["red"], words=["love"]),),
        ),
        (
            'Light channel 1 blue on every "you" with a warning flash 200 ms before, 50 ms long',
            (
                call(
                    "create_segments_for_words",
                    channels=[1],
                    colors=["blue"],
                    words=["you"],
                    cue_ms=200,
                    cue_length_ms=50,
                ),
            ),
        ),
    ),
    tags("grid:words quoted"),
)
