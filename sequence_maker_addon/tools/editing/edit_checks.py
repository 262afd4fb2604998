"""What an edit must not do: strips on each other."""

from __future__ import annotations

from ...sequence.errors import ToolError
from ...sequence.numerals import shown
from ...sequence.rules import NEAR, overlapping
from ...sequence.timelines import CHANNELS
from .edit import Edit, Place


def refuse_clashes(edit: Edit) -> None:
    """Refuse what would lie on something else.

    Raises:
        ToolError: `clip_in_the_way`, naming free channels; `effect_broken`.
    """
    changed = {found.name for found in edit.draft.change().strips}
    places = edit.lying()
    rows = ((p.channel, p.start, p.end, p.key) for p in places.values())
    found = next(overlapping(rows), None)
    if found is None:
        return
    one, other = (row[3] for row in found)
    if not (other in edit.asked or other in changed) or one in edit.asked:
        one, other = other, one
    place = places[other]
    free = ", ".join(map(str, _free_channels(edit, place)))
    raise ToolError(
        "clip_in_the_way",
        f"{shown(edit.name(one))} is in the way of {shown(edit.name(other))} on channel "
        f"{place.channel}, {place.start:g} to {place.end:g} s",
        field="strips",
        allowed=f"there channels {free} are free" if free else None,
        hint="use another time or channel, or ripple",
    )


def _free_channels(edit: Edit, place: Place, most: int = 4) -> list[int]:
    """Return unlocked channels on which nothing lies in a stretch."""
    taken = set(edit.session.seen.locked)
    for other in edit.lying().values():
        if other.start < place.end - NEAR and place.start < other.end - NEAR:
            taken.add(other.channel)
    return [number for number in range(1, CHANNELS + 1) if number not in taken][:most]
