"""Lays what was heard of a content on the timeline: every piece of it tells the same beats."""

from __future__ import annotations

from collections.abc import Sequence

from .content_pieces import (
    Piece,
    grid_on,
    outside,
    pairs_on,
    spans_of,
    spans_on,
    steps_on,
    united,
    without_seams,
)
from .hearing.analysis import Analysis
from .hearing.grid import BeatGrid
from .points import Music
from .song import Song


def song_of(
    name: str,
    file: str,
    analysis: Analysis,
    own: BeatGrid,
    pieces: Sequence[Piece],
    notes: Sequence[str] = (),
) -> Song:
    """Return a song as its pieces show it.

    Args:
        name: The strip by which it goes.
        file: The sound's file name.
        analysis: What was heard, in seconds of the content.
        own: The beats as the user has them, likewise.
        pieces: Where it is heard, one at least.
        notes: What the user should know, besides what was noted while listening.
    """
    places = without_seams(pieces)
    grid, heard = grid_on(own, places), spans_of(places)
    levels = [level / 9 for level in analysis.energy]
    music = Music(
        grid=grid,
        onsets={band: pairs_on(pairs, places) for band, pairs in analysis.onsets.items()},
        energy=steps_on(analysis.energy_times, levels, places),
        pitches=steps_on(
            [time for time, _ in analysis.pitches], [p for _, p in analysis.pitches], places
        ),
        heard=[(place.start, place.end) for place in places],
    )
    return Song(
        name,
        file,
        heard[0][0],
        heard[-1][1],
        analysis,
        grid,
        music,
        (*analysis.notes, *notes),
        tuple(time for time, _ in pairs_on([(drop, 1.0) for drop in analysis.drops], places)),
        spans_on(analysis.breaks, places),
        own,
        tuple(sorted(pieces, key=lambda p: (p.mapping.start, p.mapping.end, p.strip))),
    )


def grid_of(songs: Sequence[Song]) -> BeatGrid:
    """Return the beats of songs as one: where several sound at once, those of the first alone."""
    grids: list[BeatGrid] = []
    taken: list[tuple[float, float]] = []
    for song in songs:
        grids.append(outside(song.grid, taken))
        taken += song.spans
    return united(grids, songs[0].grid.meter if songs else 4)
