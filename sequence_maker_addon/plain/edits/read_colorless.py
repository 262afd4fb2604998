"""Frame: of flashes on the music no color is said, which is asked: `flash ball 2 on the beat`."""

from __future__ import annotations

from ..frames.cues_told import is_there
from ..frames.read_pattern import FRAME as PATTERN
from ..frames.read_pattern import grid_of
from ..parts.clause import Clause
from ..parts.frame import Frame
from ..parts.places import channels
from ..parts.plain_call import Found
from ..parts.time_spans import range_of

_TOLD = frozenset("channels every period section span start end".split())
_NOUN = frozenset("the a an this that these those my our".split())
"""Words behind which a flash is a thing."""
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
    known = (item.tags & PATTERN.words or item.has("filler") for item in clause.items if item.tags)
    strange = any(item.kind == "word" and not item.tags for item in clause.items)
    counted = clause.has("time_noun") and not clause.any("every")
    if strange or counted or not all(known) or is_there(clause):
        return False
    return clause.has("flash", "pulse") and not clause.has(*_OTHER)


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
