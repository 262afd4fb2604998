"""What a batch would do, and what time it may take: `--dry-run`."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable

from batch_folder import Shows
from batch_foreseen import refusal
from batch_manifest import Manifest, Row
from batch_songs import Song
from batch_stages import HEAR, MAKE, PLAN, RENDER, Look, is_finished, is_heard, length_of

SECONDS = {HEAR: (2.5, 0.02), PLAN: (10.0, 0.0), MAKE: (3.0, 0.01), RENDER: (4.0, 0.5)}
"""What a stage takes of any song, and for each second of it, where nothing was measured yet."""
ENOUGH = 3
"""Songs that were made in this folder, from which on their figures are believed."""
RATES = {".wav": 176_400, ".flac": 100_000, ".aif": 176_400, ".aiff": 176_400}
PACKED = 20_000
"""Bytes a second of sound, by the ending, for songs that nobody has heard."""


def to_do(song: Song, shows: Shows, look: Look, manifest: Manifest) -> tuple[str, ...]:
    """Return the stages that are left of a song."""
    if is_finished(shows, look, song, manifest.rows.get(song.name)):
        return ()
    return tuple(stage for stage in look.stages if stage != HEAR or not is_heard(shows, song))


def lines(
    songs: list[Song], shows: Shows, look: Look, manifest: Manifest, workers: int
) -> list[str]:
    """Return the plan: a line a song, and the sum."""
    known = _measured(manifest.rows.values())
    found, total, counts = [], 0.0, Counter[str]()
    for song in songs:
        stages = to_do(song, shows, look, manifest)
        if MAKE in stages and is_heard(shows, song) and (why := refusal(shows, look, song)):
            found.append(f"{song.name}: as it looks, it will be refused: {why}")
        counts.update(stages)
        length = length_of(shows, song) or _guessed(song)
        total += sum(_seconds(stage, length, known) for stage in stages if stage != PLAN)
        found.append(f"{song.name}: {', '.join(stages) or 'finished'}")
    parts = [f"{counts[stage]} to {stage}" for stage in look.stages]
    found.append(f"{len(songs)} songs: {', '.join(parts)}")
    found.append(f"Time: {in_words(total / max(workers, 1))}, {workers} at a time")
    return found


def lengths_to_plan(songs: list[Song], shows: Shows, look: Look, manifest: Manifest) -> list[float]:
    """Return the lengths of the songs that a model is still to be asked about."""
    left = [song for song in songs if PLAN in to_do(song, shows, look, manifest)]
    return [length_of(shows, song) or _guessed(song) for song in left]


def in_words(seconds: float) -> str:
    """Return a stretch of time, roughly."""
    if seconds < 90:
        return f"about {max(round(seconds), 1)} s"
    minutes = seconds / 60
    return f"about {minutes:.0f} min" if minutes < 90 else f"about {minutes / 60:.1f} h"


def _measured(rows: Iterable[Row]) -> dict[str, float]:
    """Return the medians of the stages of songs that were made in this folder."""
    found: dict[str, list[float]] = {}
    for row in rows:
        for stage, seconds in row.seconds.items():
            found.setdefault(stage, []).append(seconds)
    return {s: statistics.median(times) for s, times in found.items() if len(times) >= ENOUGH}


def _seconds(stage: str, length: float, known: dict[str, float]) -> float:
    fixed, each = SECONDS[stage]
    return known.get(stage, fixed + each * length)


def _guessed(song: Song) -> float:
    """Return the length of a song by the size of its file, in seconds."""
    return song.path.stat().st_size / RATES.get(song.path.suffix.lower(), PACKED)
