"""The songs of a scene as the tools see them: `music.song.SongsPort` on sound strips."""

from __future__ import annotations

import json
import logging
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any

import numpy as np

from ...music.hearing.analysis import Analysis, analyze_steps
from ...music.hearing.candidates import Hints
from ...music.hearing.grid import BeatGrid
from ...music.points import Music
from ...music.song import Song
from ...sequence.errors import ToolError
from ...toolkit.jobs import Progress
from ..host.memory import PerScene
from ..sound import decode, source
from ..sound.mapping import Mapping, mapping_of
from ..timeline.strips import StripTimelines
from . import cache
from .corrections import Kept, joined, kept_as_data, kept_of, on_timeline, own_grid, said_sections

log = logging.getLogger(__name__)

MAX_CACHED = 8
"""Songs that are kept ready for a scene."""
_songs = PerScene[dict[tuple[Any, ...], Song]](lambda scene: {})


class StripMusic:
    """See `music.song.SongsPort`."""

    def __init__(self, timelines: StripTimelines) -> None:
        self._timelines = timelines

    def analyze(
        self, name: str | None = None, bpm: float | None = None
    ) -> Generator[Progress, None, Song]:
        """See `SongsPort.analyze`."""
        strip = source.song_strip(self._timelines.scene, name)
        content = source.sound_file_of(strip)
        chosen = strip.name
        hints = Hints(bpm=bpm) if bpm else hints_of(self._timelines.scene, content.key)
        key = cache.cache_key(content.key, hints)
        analyses = cache.of(self._timelines.scene)
        analysis = analyses.find(key)
        if analysis is None:
            analysis = yield from _analyzed(content, hints)
            for _ in analyses.keeping(key, analysis):
                yield Progress("keeping what was heard", 1.0)
        if bpm and not analysis.grid.beats:  # before it takes the place of one that is heard
            raise _unheard(analyses, content.key, bpm)
        # undo may have freed it
        strip = source.find_again(self._timelines.scene, chosen, content.key)
        return self._song(strip, content, Kept(bpm) if bpm else None)

    def known(self, name: str | None = None) -> Song | None:
        """See `SongsPort.known`; never raises for a sound that is missing."""
        try:
            strip = source.song_strip(self._timelines.scene, name)
            content = source.sound_file_of(strip)
            hints = hints_of(self._timelines.scene, content.key)
        except (ToolError, OSError):
            return None
        if cache.of(self._timelines.scene).find(cache.cache_key(content.key, hints)) is None:
            return None
        return self._song(strip, content)

    def mapping(self, strip: Any) -> Mapping:
        """Return how a strip lies on the timeline; the sound's length is read if it is needed."""
        scene = self._timelines.scene
        duration = 0.0
        if len(getattr(strip, "retiming_keys", ())) > 1:
            content = source.sound_file_of(strip)
            with content.file() as path:
                duration = decode.open_sound(path, content.name).duration
        return mapping_of(strip, scene, duration)

    def corrected(self, song: Song, grid: BeatGrid | None = None, bpm: float | None = None) -> Any:
        """See `SongsPort.corrected`; beats of the sound beyond the strip's ends stay."""
        strip = source.song_strip(self._timelines.scene, song.name)
        kept = kept_of(self._timelines.scene, source.sound_file_of(strip).key)
        tempo = bpm if bpm is not None else (kept.bpm if kept is not None else 0.0)
        if grid is None:
            return [tempo, ""]
        mapping = mapping_of(strip, self._timelines.scene, song.analysis.duration)
        own = own_grid(self._timelines.scene, kept)
        if bpm is not None:
            own = said_sections(song.analysis.grid, own)
        before = own or song.analysis.grid
        return [tempo, json.dumps(joined(before, grid, mapping).as_json())]

    def as_corrected(self, song: Song, state: Any) -> Song:
        """See `SongsPort.as_corrected`."""
        strip = source.song_strip(self._timelines.scene, song.name)
        return self._song(strip, source.sound_file_of(strip), Kept(*state))

    def set_tempo(self, song: Song, bpm: float) -> Song:
        """Keep the tempo by which a song was analyzed, in place of all corrections."""
        strip = source.song_strip(self._timelines.scene, song.name)
        content = source.sound_file_of(strip)
        kept = kept_of(self._timelines.scene, content.key, create=True)
        own = own_grid(self._timelines.scene, kept)
        heard = self._song(strip, content, Kept(bpm))
        stays = said_sections(heard.analysis.grid, own)
        kept.bpm, kept.data = bpm, json.dumps(stays.as_json()) if stays is not None else ""
        return self._song(strip, content)

    def set_grid(self, song: Song, grid: BeatGrid) -> Song:
        """Keep the user's grid, given in seconds of the timeline, with the file."""
        strip = source.song_strip(self._timelines.scene, song.name)
        content = source.sound_file_of(strip)
        _, data = self.corrected(song, grid)
        kept_of(self._timelines.scene, content.key, create=True).data = data
        return self._song(strip, content)

    def forget_corrections(self, name: str | None = None) -> None:
        """Go back to what was heard."""
        content = source.sound_file_of(source.song_strip(self._timelines.scene, name))
        kept = kept_of(self._timelines.scene, content.key)
        if kept is not None:
            kept.bpm, kept.data = 0.0, ""

    def _song(self, strip: Any, content: source.SoundFile, tried: Kept | None = None) -> Song:
        scene = self._timelines.scene
        kept = tried or kept_as_data(scene, content.key)
        analysis = cache.of(scene).find(cache.cache_key(content.key, _hints(kept)))
        if analysis is None:
            raise ToolError("not_heard", f"{strip.name!r} was not listened to yet")
        mapping = mapping_of(strip, scene, analysis.duration)
        notes = tuple(source.notes_on(scene, strip))
        known = (strip.name, content.name, content.key, kept, mapping, notes, id(analysis))
        songs = _songs.of(scene)
        if known not in songs:
            while len(songs) >= MAX_CACHED:
                del songs[next(iter(songs))]
            grid = own_grid(scene, kept) or analysis.grid
            if not mapping.exact:
                notes += ("The speed of its retiming keys is guessed from the first and the last.",)
            songs[known] = song_of(strip.name, content.name, analysis, grid, mapping, notes)
        return songs[known]


def song_of(
    name: str,
    file: str,
    analysis: Analysis,
    grid: BeatGrid,
    mapping: Mapping,
    notes: Sequence[str] = (),
) -> Song:
    """Lay what was heard on the timeline, within the strip."""
    start, end = mapping.start, mapping.end
    there = on_timeline(grid, mapping)
    music = Music(
        grid=there,
        onsets={band: _cut(pairs, mapping) for band, pairs in analysis.onsets.items()},
        energy=_steps(analysis.energy_times, [level / 9 for level in analysis.energy], mapping),
        pitches=_steps([t for t, _ in analysis.pitches], [p for _, p in analysis.pitches], mapping),
    )
    drops = mapping.to_timeline(analysis.drops).tolist()
    edges = mapping.to_timeline(edge for pair in analysis.breaks for edge in pair).tolist()
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return Song(
        name,
        file,
        start,
        end,
        analysis,
        there,
        music,
        (*analysis.notes, *notes),
        tuple(drop for drop in drops if start <= drop < end),
        tuple((max(a, start), min(b, end)) for a, b in pairs if a < end and start < b),
    )


def hints_of(scene: Any, key: str) -> Hints:
    """Return what the user said about a sound."""
    return _hints(kept_as_data(scene, key))


def _hints(kept: Kept) -> Hints:
    return Hints(bpm=kept.bpm) if 20 <= kept.bpm <= 400 else Hints()


def _unheard(analyses: cache.Analyses, content: str, bpm: float) -> ToolError:
    """Return the refusal of a tempo at which nothing is heard, naming those that are."""
    free = analyses.find(cache.cache_key(content, Hints()))
    heard = [free.tempo, *(other for other, _ in free.alternatives)] if free else []
    tempos = [f"{tempo:.1f}" for tempo in heard if tempo]
    message = f"no beat near {bpm:g} beats per minute is heard; the beats are as they were"
    hint = "an even grid can be laid by set_tempo with the time of a first beat"
    return ToolError("no_beats", message, field="bpm", allowed=tempos or None, hint=hint)


def _analyzed(content: source.SoundFile, hints: Hints) -> Generator[Progress, None, Analysis]:
    """Listen to a file; in steps. Closing leaves no file behind."""
    yield Progress("listening", 0.0)
    with content.file() as path:
        sound = decode.open_sound(path, content.name)
        with closing(sound.blocks):
            steps = analyze_steps(sound.blocks, sound.rate, hints, sound.duration)
            analysis: Analysis = yield from steps
    return replace(analysis, notes=(*sound.notes, *analysis.notes))


def _cut(pairs: Sequence[tuple[float, float]], mapping: Mapping) -> list[tuple[float, float]]:
    """Map pairs of time and strength and keep those within the strip."""
    times = mapping.to_timeline(time for time, _ in pairs).tolist()
    both = zip(times, pairs, strict=True)
    return [(t, strength) for t, (_, strength) in both if mapping.start <= t < mapping.end]


def _steps(times: Sequence[float], values: Sequence[Any], mapping: Mapping) -> list[Any]:
    """Map steps; the one that holds at the strip's start begins there."""
    mapped = mapping.to_timeline(times)
    first = max(int(np.searchsorted(mapped, mapping.start, "right")) - 1, 0)
    last = int(np.searchsorted(mapped, mapping.end))
    mapped = np.maximum(mapped, mapping.start)
    return list(zip(mapped[first:last].tolist(), values[first:last], strict=True))
