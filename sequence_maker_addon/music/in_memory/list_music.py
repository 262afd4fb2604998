"""`SongsPort` on a list of sounds: what was heard of each, laid on timelines in memory."""

from __future__ import annotations

import json
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Any

from ...sequence.errors import ToolError
from ...sequence.in_memory.list_scene import ListScene
from ...toolkit.jobs import Progress
from ..content_pieces import Mapping, Piece
from ..hearing.analysis import Analysis
from ..hearing.grid import BeatGrid
from ..laying import song_of
from ..song import Song
from ..timed_words import TimedWord
from ..word_times import spread


@dataclass
class Sound:
    """A sound strip.

    Attributes:
        name: The strip's name.
        start: Where it begins to sound, in seconds of the timeline.
        end: Where it ends.
        analysis: What was heard, in seconds of the sound itself.
        offset: Where the sound's own time 0 lies on the timeline.
        muted: Whether it is muted.
        file: The sound's file name; empty for one made of the strip's name.
    """

    name: str
    start: float
    end: float
    analysis: Analysis
    offset: float = 0.0
    muted: bool = False
    file: str = ""


class ListMusic:
    """See `song.SongsPort`; corrections are states of its scene.

    Attributes:
        scene: Where corrections are kept.
        sounds: The sounds.
        lyrics: The words.
        heard: The names of the sounds that were listened to.
    """

    def __init__(self, scene: ListScene, *sounds: Sound) -> None:
        self.scene = scene
        self.sounds = list(sounds)
        self.lyrics: list[TimedWord] = []
        self.heard: set[str] = set()

    def words(self) -> list[TimedWord]:
        """See `SongsPort.words`."""
        texts = [s for s in self.scene.strips() if s.kind == "text" and not s.muted]
        loud = [s for s in texts if s.channel not in self.scene.timelines.mutes]
        return self.words_with([(s.settings.get("text", ""), s.start, s.end) for s in loud])

    def words_with(self, texts: Sequence[tuple[str, float, float]]) -> list[TimedWord]:
        """See `SongsPort.words_with`."""
        return self.lyrics or spread(texts)

    def analyze(
        self, name: str | None = None, bpm: float | None = None
    ) -> Generator[Progress, None, Song]:
        """See `SongsPort.analyze`; a known tempo is laid over the sound from its first beat."""
        sound = self._found(name)
        yield Progress("listening", 0.5)
        self.heard.add(sound.name)
        grid = None if bpm is None else _by_tempo(sound, bpm)
        return self._song(sound, grid)

    def corrected(self, song: Song, grid: BeatGrid | None = None, bpm: float | None = None) -> Any:
        """See `SongsPort.corrected`."""
        sound = self._found(song.name)
        if bpm is not None and grid is None:
            grid = _by_tempo(sound, bpm)
        return None if grid is None else json.loads(json.dumps(grid.as_json()))

    def as_corrected(self, song: Song, state: Any) -> Song:
        """See `SongsPort.as_corrected`."""
        sound = self._found(song.name)
        return self._song(sound, BeatGrid.from_json(state) if state else sound.analysis.grid)

    def known(self, name: str | None = None) -> Song | None:
        """See `SongsPort.known`."""
        try:
            sound = self._found(name)
        except ToolError:
            return None
        return self._song(sound) if sound.name in self.heard else None

    def there(self) -> list[Sound]:
        """Return the sounds that are there now."""
        return self.sounds

    def _found(self, name: str | None) -> Sound:
        there = self.there()
        if name is None:
            loud = [sound for sound in there if not sound.muted]
            if not loud:
                raise ToolError("no_sound", "there is no sound that is not muted")
            return max(loud, key=lambda sound: sound.end - sound.start)
        same = [sound for sound in there if sound.name == name]
        if not same:
            names = [sound.name for sound in there]
            raise ToolError("unknown_clip", f"there is no sound {name!r}", allowed=names or "none")
        return same[0]

    def every(self) -> list[Song]:
        """See `SongsPort.every`."""
        made = [self.known(), *(self._song(s) for s in self.there() if s.name in self.heard)]
        found: list[Song] = []
        for song in made:
            if song is not None and not any(song.name in other.strips for other in found):
                found.append(song)
        return found

    def _song(self, sound: Sound, grid: BeatGrid | None = None) -> Song:
        same = [other for other in self.there() if other.analysis is sound.analysis] or [sound]
        states = (self.scene.state(f"beats {other.name}") for other in (sound, *same))
        kept = next((state for state in states if state), None)
        own = grid or (BeatGrid.from_json(kept) if kept else sound.analysis.grid)
        loud = [other for other in same if not other.muted] or same
        pieces = [_piece(other) for other in sorted(loud, key=_place)]
        file = sound.file or f"{sound.name.lower()}.wav"
        return song_of(pieces[0].strip, file, sound.analysis, own, pieces)


def _place(sound: Sound) -> tuple[float, float]:
    """Return where a sound lies, the same for those that lie in the same frames."""
    return round(sound.start, 6), round(sound.end, 6)


def _piece(sound: Sound) -> Piece:
    line = (0.0, 1.0), (sound.offset, sound.offset + 1.0)
    return Piece(sound.name, Mapping(*line, sound.start, sound.end))


def _by_tempo(sound: Sound, bpm: float) -> BeatGrid:
    grid, end = sound.analysis.grid, sound.analysis.duration
    first = (grid.beats or (0.0,))[0]
    return grid.with_tempo(bpm, first, 0.0, end)
