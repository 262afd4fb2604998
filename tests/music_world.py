"""Sounds as plain data, and a small world with them: the second implementation of the songs."""

import json
from collections.abc import Generator
from dataclasses import dataclass

from bl_ext.user_default.sequence_maker.music.hearing.analysis import Analysis
from bl_ext.user_default.sequence_maker.music.hearing.grid import BeatGrid, Section
from bl_ext.user_default.sequence_maker.music.points import Music
from bl_ext.user_default.sequence_maker.music.song import Song
from bl_ext.user_default.sequence_maker.music.summary import music_of
from bl_ext.user_default.sequence_maker.music.timed_words import TimedWord
from bl_ext.user_default.sequence_maker.sequence.errors import ToolError
from bl_ext.user_default.sequence_maker.sequence.in_memory.list_scene import ListScene
from bl_ext.user_default.sequence_maker.sequence.in_memory.list_timelines import ListTimelines
from bl_ext.user_default.sequence_maker.sequence.strip import Strip
from bl_ext.user_default.sequence_maker.toolkit.jobs import Progress
from bl_ext.user_default.sequence_maker.toolkit.world import Limits, Session
from timeline_help import FREE, TransportPlayer

BEAT = 0.47
"""Seconds between the beats of the song: no whole number of frames."""
FIRST = 0.31
SOURCE_START = -1.0
"""Where the sound's own time 0 lies on the timeline."""


def analysis(bars: int = 24) -> Analysis:
    """Return what was heard of a song of bars of four even beats; sections A1, B1, C1, B2."""
    beats = tuple(round(FIRST - SOURCE_START + BEAT * n, 5) for n in range(4 * bars))
    starts = beats[::4]
    ends = [*starts[1:], starts[-1] + 4 * BEAT]
    names = {"A1": (0, 4), "B1": (4, 12), "C1": (12, 16), "B2": (16, bars)}
    sections = tuple(
        Section(name, starts[a], ends[b - 1], 8 if name[0] == "B" else 3, _label(name), 0.8)
        for name, (a, b) in names.items()
    )
    grid = BeatGrid(beats, tuple(n % 4 + 1 for n in range(len(beats))), 4, sections)
    low = [(beat, 0.9) for beat in beats[::2]]
    high = [(beat + BEAT / 2, 0.3) for beat in beats]
    return Analysis(
        duration=ends[-1] + 2,
        grid=grid,
        tempo=round(60 / BEAT, 2),
        steady=True,
        confidence=0.9,
        bar_confidence=0.8,
        alternatives=((30 / BEAT, 0.1),),
        onsets={"all": sorted(low + high), "low": low, "mid": low[1::2], "high": high},
        energy=tuple(8 if 4 <= bar < 12 or bar >= 16 else 3 for bar in range(bars)),
        energy_times=starts,
        drops=(starts[4], starts[16]),
        breaks=((starts[12], starts[16]),),
        key="A minor",
        key_confidence=0.7,
        pitches=tuple((start, place % 12) for place, start in enumerate(starts)),
    )


def _label(name: str) -> str:
    return "loud, perhaps the chorus" if name[0] == "B" else "quiet"


@dataclass
class Sound:
    """A sound strip: its analysis is in its own time, which begins at `offset` on the timeline."""

    name: str
    start: float
    end: float
    analysis: Analysis
    offset: float = SOURCE_START
    muted: bool = False


class ListMusic:
    """`SongsPort` on a list of sounds; corrections are states of its scene."""

    def __init__(self, scene: ListScene, *sounds: Sound) -> None:
        self.scene = scene
        self.sounds = list(sounds)
        self.lyrics: list[TimedWord] = []
        self.heard: set[str] = set()

    def words(self) -> list[TimedWord]:
        """See `SongsPort.words`."""
        return self.lyrics

    def words_with(self, texts):
        """See `SongsPort.words_with`."""
        return self.lyrics

    def analyze(
        self, name: str | None = None, bpm: float | None = None
    ) -> Generator[Progress, None, Song]:
        """See `SongsPort.hear`; a known tempo is laid over the sound from its first beat."""
        sound = self._found(name)
        yield Progress("listening", 0.5)
        self.heard.add(sound.name)
        grid = None if bpm is None else self._by_tempo(sound, bpm)
        return self._song(sound, grid)

    def corrected(self, song: Song, grid: BeatGrid | None = None, bpm: float | None = None):
        """See `SongsPort.corrected`."""
        sound = self._found(song.name)
        if grid is None and bpm is None:
            return None
        if grid is None:
            return json.loads(json.dumps(self._by_tempo(sound, bpm).as_json()))
        return json.loads(json.dumps(grid.moved(-sound.offset).as_json()))

    def as_corrected(self, song: Song, state) -> Song:
        """See `SongsPort.as_corrected`."""
        sound = self._found(song.name)
        return self._song(sound, BeatGrid.from_json(state) if state else sound.analysis.grid)

    def _by_tempo(self, sound: "Sound", bpm: float) -> BeatGrid:
        grid, end = sound.analysis.grid, sound.analysis.duration
        first = (grid.beats or (0.0,))[0]
        return grid.with_tempo(bpm, first, 0.0, end)

    def known(self, name: str | None = None) -> Song | None:
        """See `SongsPort.known`."""
        try:
            sound = self._found(name)
        except ToolError:
            return None
        return self._song(sound) if sound.name in self.heard else None

    def _found(self, name: str | None) -> Sound:
        if name is None:
            loud = [sound for sound in self.sounds if not sound.muted]
            if not loud:
                raise ToolError("no_sound", "there is no sound that is not muted")
            return max(loud, key=lambda sound: sound.end - sound.start)
        same = [sound for sound in self.sounds if sound.name == name]
        if not same:
            names = [sound.name for sound in self.sounds]
            raise ToolError("unknown_clip", f"there is no sound {name!r}", allowed=names or "none")
        return same[0]

    def _song(self, sound: Sound, grid: BeatGrid | None = None) -> Song:
        own = music_of(sound.analysis)
        kept = self.scene.state(f"beats {sound.name}")
        grid = grid or (BeatGrid.from_json(kept) if kept else sound.analysis.grid)
        grid = grid.moved(sound.offset).between(sound.start, sound.end)
        by = sound.offset
        music = Music(
            grid=grid,
            onsets={band: _moved(pairs, by) for band, pairs in own.onsets.items()},
            energy=_within(_moved(own.energy, by), sound.start, sound.end),
            pitches=_moved(own.pitches, by),
        )
        file = f"{sound.name.lower()}.wav"
        span = sound.start, sound.end
        drops = tuple(t + by for t in sound.analysis.drops if span[0] <= t + by < span[1])
        breaks = tuple(
            (max(a + by, span[0]), min(b + by, span[1]))
            for a, b in sound.analysis.breaks
            if a + by < span[1] and span[0] < b + by
        )
        about = (sound.analysis, grid, music, sound.analysis.notes, drops, breaks)
        return Song(sound.name, file, *span, *about)


def _moved(pairs, by: float):
    return [(time + by, value) for time, value in pairs]


def _within(steps, start: float, end: float):
    """Keep the steps within a stretch; the one that holds at its start begins there."""
    first = max(sum(time <= start for time, _ in steps) - 1, 0)
    return [(max(time, start), value) for time, value in steps[first:] if time < end]


LYRICS = [
    TimedWord("Hello", 2.03, 2.4, 0),
    TimedWord("world,", 2.4, 2.91, 0),
    TimedWord("hello", 5.0, 5.5, 1, exact=False),
]


class MusicWorld:
    """A song of 24 bars on channel 9, a movie of two parts and an image, and lyrics."""

    def __init__(self, frame_rate: float = 24.0) -> None:
        self.timelines = ListTimelines(frame_rate, 60.0)
        end = round(FIRST + 24 * 4 * BEAT, 3)
        sound = Sound("Song", 0.0, end, analysis())
        self.scene = ListScene(
            self.timelines,
            [
                Strip("Song", "sound", 9, 0.0, end, 0.0, settings={"volume": 1.0}),
                Strip("Movie", "movie", 3, 1.0, 3.0, 1.0),
                Strip("Movie.001", "movie", 3, 3.0, 9.0, 3.0),
                Strip("Image", "image", 4, 1.0, 2.0, 1.0),
            ],
        )
        sound = Sound("Song", 0.0, end, analysis())
        self.music = ListMusic(self.scene, sound, Sound("Silence", 0.0, 9.0, Analysis(9.0), 0.0))
        self.music.lyrics = list(LYRICS)

    def session(self, limits: Limits = FREE) -> Session:
        """Return a session on this world."""
        reach = {"scene": self.scene, "songs": self.music}
        return Session(self.timelines, TransportPlayer(60.0), limits, **reach)

    def picture(self) -> tuple:
        """Return all that a call may alter."""
        return self.timelines.segments(), self.scene.strips(), dict(self.scene.states)
