"""The function that does again what an earlier turn did, elsewhere."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

from ...music.elsewhere import SLACK, Elsewhere, Stretch, section_of
from ...music.hearing.grid import BeatGrid
from ...music.song import Song
from ...sequence.errors import ToolError
from ...sequence.numerals import counted
from ...toolkit.jobs import Steps
from ...toolkit.parameters import Channels, Name, Whole
from ...toolkit.registry import tool
from ...toolkit.world import Deed, Session
from ..places.songs_meant import analyzed, others_heard
from .carrying_out import carry_out
from .other_places import Named, range_of, sections_of
from .retold_calls import PastCall, channels_of, hull_of, made_by
from .retold_values import Place

NOT_AGAIN = (
    "edit_beat_grid set_sections forget_wish remember_wish set_frame_range undo_last_turn".split()
)
"""Functions that write and whose calls have no place."""


@tool(
    "write",
    tip="Do again what an earlier turn did: in another section, on other channels",
    needs="earlier",
    turn="1 for the newest turn that did anything, 2 for the one before",
)
def repeat_turn(
    session: Session,
    turn: Whole | None = None,
    on: Name | None = None,
    channels: Channels | None = None,
) -> Steps:
    """Do again elsewhere what an earlier turn did; times go along by sections and beats.

    Args:
        turn: 1 for the newest turn that wrote anything, 2 for the one before. Default 1.
        on: A section ("B2", "chorus 2", "next verse", "all choruses"), a range ("0:30 to 0:45")
            or the time to begin at; null for the same time.
        channels: In place of the turn's channels, in their order; null for the same.
    """
    calls = _calls(session, _deed(session, turn))
    if on is None and channels is None:
        raise ToolError("missing_argument", "say where: on, channels or both", field="on")
    song = session.songs.known() if session.songs is not None else None
    target = range_of(on, session.timelines.end()) if on is not None else None
    if on is not None and target is None and song is None:
        song = yield from analyzed(session, None)
    hull = hull_of(session, song, calls)
    named = Named([target] if target is not None else [], [])
    if on is not None and target is None and song is not None:
        named = _sections(song, on, hull)
    places = _places(session, song, hull, named.stretches, _rows(session, calls, channels))
    result = yield from carry_out(session, [(call, place) for place in places for call in calls])
    result["warnings"] += [*named.notes, *by_one_song(session, song, [hull, *named.stretches])]
    return result


def by_one_song(
    session: Session, song: Song | None, stretches: Sequence[Stretch | None]
) -> list[str]:
    """Return which other songs are heard in stretches, as times go along by one song alone.

    Of a stretch without an end so much is meant as the longest other one is.
    """
    lie = [stretch for stretch in stretches if stretch is not None]
    most = max((s.end - s.start for s in lie if math.isfinite(s.end)), default=0.0)
    if song is None:
        return []
    spans = [(stretch.start, min(stretch.end, stretch.start + most)) for stretch in lie]
    names = [name for span in spans for name in others_heard(session, song, *span)]
    told = "to mean it, choose it as the song"
    return [
        f"{name!r} is heard there, but times go by {song.name!r}: {told}"
        for name in dict.fromkeys(names)
    ]


def _deed(session: Session, turn: int | None) -> Deed:
    """Return the turn that is meant; it has calls that can be made again."""
    deeds = [deed for deed in session.deeds if _writing(session, deed)]
    if not deeds:
        raise ToolError("nothing_to_repeat", "no earlier turn did anything that can be repeated")
    if turn is not None and turn > len(deeds):
        message = f"only {counted(len(deeds), 'turn')} can be repeated"
        told = [f"{number}: {deed.prompt[:60]}" for number, deed in enumerate(deeds[:9], 1)]
        raise ToolError("out_of_range", message, field="turn", allowed=told)
    return deeds[(turn or 1) - 1]


def _writing(session: Session, deed: Deed) -> list[tuple[str, Mapping[str, Any], list[Any]]]:
    """Return the calls of a turn that can be made again, those of a repeated one in its place."""
    found = list[tuple[str, Mapping[str, Any], list[Any]]]()
    for name, arguments, result in deed.calls:
        rows = result.get("calls")
        if name == repeat_turn.name and isinstance(rows, list):
            found += [(str(r["name"]), r["arguments"], r.get("made", [])) for r in rows]
        else:
            found.append((name, arguments, list(made_by(result))))
    tools = session.tools
    return [
        row
        for row in found
        if row[0] in tools and tools[row[0]].risk == "write" and row[0] not in NOT_AGAIN
    ]


def _calls(session: Session, deed: Deed) -> list[PastCall]:
    rows = _writing(session, deed)
    return [PastCall(session.tools[name], given, tuple(made)) for name, given, made in rows]


def _sections(song: Song, on: str, hull: Stretch | None) -> Named:
    """Return the sections that are meant, what is repeated being told by its own section."""
    source = _home(song.grid, hull) if hull is not None else None
    named = sections_of(song, on, source)
    if not named.stretches:
        message = f"{on} is where it was done already"
        raise ToolError("nothing_to_repeat", message, field="on", hint="name another section")
    return named


def _home(grid: BeatGrid, hull: Stretch) -> Stretch:
    """Return the section in which all of it lies, or else the stretch itself."""
    found = section_of(grid, hull.start, hull.end)
    return hull if found is None else Stretch(found.start, found.end, found.name)


def _places(
    session: Session,
    song: Song | None,
    hull: Stretch | None,
    targets: Sequence[Stretch],
    rows: Sequence[Mapping[int, int]],
) -> list[Place]:
    """Return where all of it is done again: each stretch with each row of channels."""
    grid = BeatGrid() if song is None else song.grid
    slack = max(SLACK, session.seen.frame_rate.frame_length)
    found = list[Place]()
    every: list[Stretch | None] = [*targets] or [None]
    for target, row in product(every, rows):
        elsewhere = None
        if target is not None and hull is not None:
            source = _home(grid, hull) if target.name else hull
            elsewhere = Elsewhere(grid, source, target, slack)
        found.append(Place(row, elsewhere, target))
    return found


def _rows(
    session: Session, calls: Sequence[PastCall], other: Sequence[int] | None
) -> list[dict[int, int]]:
    """Return other channels for those of a turn, in order, as often as they suffice for all."""
    if other is None:
        return [{}]
    own = channels_of(session, calls)
    if not own:
        message = "that turn named no channel, so it cannot go to others"
        raise ToolError("invalid_argument", message, field="channels", allowed="null")
    if len(other) % len(own):
        told = ", ".join(map(str, own))
        raise ToolError(
            "invalid_argument",
            f"that turn used the channels {told}, so {counted(len(other), 'channel')} do not fit",
            field="channels",
            allowed=f"{len(own)} channels, or a multiple of that",
        )
    parts = range(0, len(other), len(own))
    return [dict(zip(own, other[at : at + len(own)], strict=True)) for at in parts]
