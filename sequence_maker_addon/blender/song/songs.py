"""The songs of a scene as functions see them: `music.song.SongsPort` on sound strips."""

from __future__ import annotations

import json
import logging
from collections.abc import Generator
from contextlib import closing
from dataclasses import replace
from typing import Any

from ...music.content_pieces import Mapping, Piece
from ...music.hearing.analysis import Analysis, analyze_steps
from ...music.hearing.candidates import Hints
from ...music.hearing.grid import BeatGrid
from ...music.laying import song_of
from ...music.song import Song
from ...sequence.errors import ToolError
from ...toolkit.jobs import Progress
from ..host.memory import PerScene
from ..sound import decode, source
from ..sound.contents import MOST_SONGS, Contents
from ..sound.mapping import mapping_of
from ..timeline.strips import StripTimelines
from . import cache
from .corrections import Kept, kept_as_data, kept_of, own_grid, said_sections

log = logging.getLogger(__name__)

MAX_CACHED = 2 * MOST_SONGS
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
        # undo may have freed it
        strip = source.find_again(self._timelines.scene, chosen, content.key)
        return self._song(strip, content, Kept(bpm) if bpm else None)

    def known(self, name: str | None = None) -> Song | None:
        """See `SongsPort.known`; never raises for a sound that is missing."""
        return self._chosen(name, Contents(self._timelines.scene))

    def _chosen(self, name: str | None, sounds: Contents) -> Song | None:
        try:
            strip = source.song_strip(self._timelines.scene, name)
        except ToolError:
            return None
        return self._known(strip, sounds)

    def _known(self, strip: Any, sounds: Contents) -> Song | None:
        content = self._heard(strip)
        return None if content is None else self._song(strip, content, sounds=sounds)

    def _heard(self, strip: Any) -> source.SoundFile | None:
        """Return the content of a strip if it was listened to; None also where it is missing."""
        scene = self._timelines.scene
        try:
            content = source.sound_file_of(strip)
            key = cache.cache_key(content.key, hints_of(scene, content.key))
        except (ToolError, OSError):
            return None
        return content if cache.of(scene).find(key) is not None else None

    def every(self) -> list[Song]:
        """See `SongsPort.every`."""
        first, others = self.chosen_and_others()
        return others if first is None else [first, *others]

    def chosen_and_others(self) -> tuple[Song | None, list[Song]]:
        """Return the song of `known`, and all others that were heard."""
        sounds = Contents(self._timelines.scene)
        first = self._chosen(None, sounds)
        songs = [] if first is None else [first]
        for strip in sounds.candidates:
            if not any(strip.name in song.strips for song in songs):
                song = self._known(strip, sounds)
                songs += [] if song is None else [song]
        return first, songs[first is not None :]

    def mapping(self, strip: Any, content: source.SoundFile) -> Mapping:
        """Return how a strip lies on the timeline; the sound's length is read if it is needed."""
        duration = 0.0
        if len(getattr(strip, "retiming_keys", ())) > 1:
            with content.file() as path:
                duration = decode.open_sound(path, content.name).duration
        return mapping_of(strip, self._timelines.scene, duration)

    def corrected(self, song: Song, grid: BeatGrid | None = None, bpm: float | None = None) -> Any:
        """See `SongsPort.corrected`."""
        kept = kept_of(self._timelines.scene, self._content(song).key)
        tempo = bpm if bpm is not None else (kept.bpm if kept is not None else 0.0)
        return [tempo, "" if grid is None else json.dumps(grid.as_json())]

    def as_corrected(self, song: Song, state: Any) -> Song:
        """See `SongsPort.as_corrected`."""
        strip = source.song_strip(self._timelines.scene, song.name)
        return self._song(strip, source.sound_file_of(strip), Kept(*state))

    def set_tempo(self, song: Song, bpm: float) -> Song:
        """Keep the tempo by which a song was analyzed, in place of all but said sections."""
        scene, content = self._timelines.scene, self._content(song)
        strip = source.song_strip(scene, song.name)
        heard = self._song(strip, content, Kept(bpm)).own
        stays = said_sections(heard, own_grid(scene, kept_of(scene, content.key)))
        return self._keep(song, bpm, "" if stays is None else json.dumps(stays.as_json()))

    def set_grid(self, song: Song, grid: BeatGrid) -> Song:
        """Keep the user's grid, given in seconds of the content, with the file."""
        return self._keep(song, *self.corrected(song, grid))

    def forget_corrections(self, name: str | None = None) -> None:
        """Go back to what was heard."""
        content = source.sound_file_of(source.song_strip(self._timelines.scene, name))
        kept = kept_of(self._timelines.scene, content.key)
        if kept is not None:
            kept.bpm, kept.data = 0.0, ""

    def _content(self, song: Song) -> source.SoundFile:
        return source.sound_file_of(source.song_strip(self._timelines.scene, song.name))

    def _keep(self, song: Song, bpm: float, data: str) -> Song:
        strip = source.song_strip(self._timelines.scene, song.name)
        content = source.sound_file_of(strip)
        kept = kept_of(self._timelines.scene, content.key, create=True)
        kept.bpm, kept.data = bpm, data
        return self._song(strip, content)

    def _song(
        self,
        strip: Any,
        content: source.SoundFile,
        tried: Kept | None = None,
        sounds: Contents | None = None,
    ) -> Song:
        scene = self._timelines.scene
        sounds = sounds or Contents(scene)
        kept = tried or kept_as_data(scene, content.key)
        analysis = cache.of(scene).find(cache.cache_key(content.key, _hints(kept)))
        if analysis is None:
            raise ToolError("not_heard", f"{strip.name!r} was not listened to yet")
        strips = sounds.pieces(strip, content)
        length = analysis.duration
        pieces = tuple(Piece(s.name, mapping_of(s, scene, length)) for s in strips)
        heard = {source.file_name(s) for s in sounds.candidates if self._heard(s) is not None}
        notes = tuple(sounds.notes(strips, heard))
        known = (content.name, content.key, kept, pieces, notes, id(analysis))
        songs = _songs.of(scene)
        if known not in songs:
            while len(songs) >= MAX_CACHED:
                del songs[next(iter(songs))]
            grid = own_grid(scene, kept) or analysis.grid
            if not all(piece.mapping.exact for piece in pieces):
                notes += ("The speed of its retiming keys is guessed from the first and the last.",)
            songs[known] = song_of(strips[0].name, content.name, analysis, grid, pieces, notes)
        return songs[known]


def hints_of(scene: Any, key: str) -> Hints:
    """Return what the user said about a sound."""
    return _hints(kept_as_data(scene, key))


def _hints(kept: Kept) -> Hints:
    return Hints(bpm=kept.bpm) if 20 <= kept.bpm <= 400 else Hints()


def _analyzed(content: source.SoundFile, hints: Hints) -> Generator[Progress, None, Analysis]:
    """Listen to a file; in steps. Closing leaves no file behind."""
    yield Progress("listening", 0.0)
    with content.file() as path:
        sound = decode.open_sound(path, content.name)
        with closing(sound.blocks):
            steps = analyze_steps(sound.blocks, sound.rate, hints, sound.duration)
            analysis: Analysis = yield from steps
    return replace(analysis, notes=(*sound.notes, *analysis.notes))
