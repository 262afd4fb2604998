"""Frame: of flashes on the music no color is said, which is asked: `flash ball 2 on the beat`."""

from __future__ import annotations

from ..frames.cues_told import is_there
from ..frames.read_pattern import FRAME as PATTERN
from ..frames.read_pattern import grid_of
from ..parts.clause import Clause
from ..parts.frame import Frame
from ..parts.items import Item
from ..parts.places import channels
from ..parts.plain_call import Found
from ..parts.time_spans import range_of

_TOLD = frozenset("channels every period section span start end".split())
_NOUN = frozenset("the a an this that these those my our".split())
"""Words behind which a flash is a thing."""
_SMALL = frozenset(
    "on in at the a of to and for with let make have please pls can could would will you i want "
    "every each per now just then so ok okay whole song music during from until between".split()
)
"""Small words beside which nothing more is said than that it flashes: not `all`, not `like`."""
_HONORED = ("flash", "pulse", "channel", "prop")
_PREFIXES = ("grid:", "spread:", "band:", "shape:")
_OTHER = ("it", "but", "same", "again", "random", "first", "marker")


def colorless(clause: Clause) -> Found | None:
    """Ask for the color of flashes, and for the channel where that is not said, either."""
    if not _may_be(clause):
        return None
    grid, found, where = grid_of(clause), channels(clause), range_of(clause)
    if not grid or not isinstance(where, dict) or clause.left:
        return None
    if isinstance(found, Found):
        return found
    text = clause.text.strip().rstrip(".!?,;")
    options: tuple[str, ...] = (f"{text} in white", f"{text} in red")
    if found:
        return Found(missing="color", text="In which color?", options=options)
    options = tuple(f"{text} in white on channel {number}" for number in (1, 2, 3))
    return Found(missing="color", text="In which color, and on which channel?", options=options)


def _may_be(clause: Clause) -> bool:
    """Tell whether flashes are asked for by a verb, and only their color is not told."""
    words = [
        i for i in clause.items if i.kind != "sep" and (i.text in _NOUN or not i.has("filler"))
    ]
    verb = bool(words) and words[0].has("flash", "pulse") or clause.has("set")
    if clause.loose or clause.carry.frame or clause.kinds - _TOLD or not verb:
        return False
    counted = clause.has("time_noun") and not clause.any("every")
    if counted or not all(map(_is_known, clause.items)) or is_there(clause):
        return False
    return clause.has("flash", "pulse") and not clause.has(*_OTHER)


def _is_known(item: Item) -> bool:
    if item.kind != "word" or _SMALL.issuperset(item.text.split()) or item.has(*_HONORED):
        return True
    return any(tag.startswith(_PREFIXES) for tag in item.tags)


FRAMES = (
    Frame(
        "colorless pattern",
        colorless,
        PATTERN.words,
        PATTERN.functions,
        (),
        frozenset({"flash", "pulse"}),
    ),
)
