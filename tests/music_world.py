"""Sounds and other strips as plain data: the second implementation of the ports of music."""

import json
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace

from bl_ext.user_default.sequence_maker.music.hearing.analysis import Analysis
from bl_ext.user_default.sequence_maker.music.hearing.grid import BeatGrid, Section
from bl_ext.user_default.sequence_maker.music.points import Music
from bl_ext.user_default.sequence_maker.music.song import Clip, Move, Ports, Song
from bl_ext.user_default.sequence_maker.music.summary import music_of
from bl_ext.user_default.sequence_maker.music.timed_words import TimedWord
from bl_ext.user_default.sequence_maker.sequence.errors import ToolError
from bl_ext.user_default.sequence_maker.sequence.segment import Obstacle
from bl_ext.user_default.sequence_maker.sequence.timelines import ListTimelines
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
    """`MusicPort` on a list of sounds."""

    def __init__(self, *sounds: Sound) -> None:
        self.sounds = list(sounds)
        self.grids: dict[str, BeatGrid] = {}
        self.heard: set[str] = set()

    def hear(
        self, name: str | None = None, bpm: float | None = None
    ) -> Generator[Progress, None, Song]:
        """See `MusicPort.hear`; a known tempo is laid over the sound from its first beat."""
        sound = self._found(name)
        yield Progress("listening", 0.5)
        self.heard.add(sound.name)
        if bpm is None:
            return self._song(sound)
        kept = self.grids.get(sound.name)
        song = self._by_tempo(sound, bpm)
        self.grids.pop(sound.name)
        self.grids |= {} if kept is None else {sound.name: kept}
        return song

    def set_tempo(self, song: Song, bpm: float) -> Song:
        """See `MusicPort.set_tempo`."""
        return self._by_tempo(self._found(song.name), bpm)

    def _by_tempo(self, sound: "Sound", bpm: float) -> Song:
        grid, end = sound.analysis.grid, sound.analysis.duration
        first = (grid.beats or (0.0,))[0]
        self.grids[sound.name] = grid.with_tempo(bpm, first, 0.0, end)
        return self._song(sound)

    def known(self, name: str | None = None) -> Song | None:
        """See `MusicPort.known`."""
        try:
            sound = self._found(name)
        except ToolError:
            return None
        return self._song(sound) if sound.name in self.heard else None

    def set_grid(self, song: Song, grid: BeatGrid) -> Song:
        """See `MusicPort.set_grid`."""
        sound = self._found(song.name)
        self.grids[sound.name] = grid.moved(-sound.offset)
        return self._song(sound)

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

    def _song(self, sound: Sound) -> Song:
        own = music_of(sound.analysis)
        grid = self.grids.get(sound.name, sound.analysis.grid)
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


class ListClips:
    """`ClipsPort` on a list of clips; its clips stand in the way of segments, too."""

    def __init__(self, timelines: ListTimelines, *clips: Clip) -> None:
        self.timelines = timelines
        self.content: dict[str, float] = {}
        """Where a clip's content begins, which only a shift moves."""
        self.user_markers: list[tuple[float, str]] = []
        self.our_markers: list[tuple[float, str]] = []
        self.lyrics: list[TimedWord] = []
        self._clips: list[Clip] = []
        self._put(clips)
        self.content = {clip.name: clip.start for clip in clips}

    def clips(self) -> list[Clip]:
        """See `ClipsPort.clips`."""
        return sorted(self._clips, key=lambda clip: (clip.channel, clip.start))

    def move(self, moves: Sequence[Move]) -> None:
        """See `ClipsPort.move`."""
        kept = {clip.name: clip for clip in self._clips}
        content = dict(self.content)
        for move in moves:
            clip = kept[move.name]
            if clip.locked or clip.channel in self.timelines.locks:
                raise ToolError("clip_locked", f"{clip.name!r} is locked")
            end = move.end
            if move.shift:
                content[clip.name] += move.start - clip.start
            elif move.start >= clip.end or end <= clip.start:
                raise ToolError("invalid_time", f"{clip.name!r} does not cover that stretch")
            kept[move.name] = replace(clip, start=move.start, end=end)
        placed = sorted(kept.values(), key=lambda clip: (clip.channel, clip.start))
        for a, b in zip(placed, placed[1:], strict=False):
            if a.channel == b.channel and b.start < a.end - 1e-6:
                raise ToolError("clip_in_the_way", f"{a.name!r} and {b.name!r} would overlap")
        self.content = content
        self._put(placed)

    def split(self, name: str, times: Sequence[float]) -> list[str]:
        """See `ClipsPort.split`."""
        clip = next(clip for clip in self._clips if clip.name == name)
        edges = [clip.start, *times, clip.end]
        assert edges == sorted(set(edges)), "cuts ascend and lie inside"
        names = [name, *(f"{name}.{number:03d}" for number in range(1, len(edges) - 1))]
        parts = [
            replace(clip, name=part, start=start, end=end)
            for part, start, end in zip(names, edges, edges[1:], strict=False)
        ]
        self.content |= dict.fromkeys(names, self.content[name])
        self._put([other for other in self._clips if other is not clip] + parts)
        return names

    def markers(self) -> list[tuple[float, str]]:
        """See `ClipsPort.markers`."""
        return sorted(self.user_markers + self.our_markers)

    def set_markers(self, markers: Sequence[tuple[float, str]]) -> tuple[int, int]:
        """See `ClipsPort.set_markers`."""
        gone, self.our_markers = len(self.our_markers), list(markers)
        return len(markers), gone

    def words(self) -> list[TimedWord]:
        """See `ClipsPort.words`."""
        return self.lyrics

    def _put(self, clips: Sequence[Clip]) -> None:
        self._clips = list(clips)
        self.timelines.strips = [Obstacle(c.channel, c.start, c.end, c.name) for c in clips]


class ListStates:
    """`StatesPort` on both."""

    def __init__(self, music: ListMusic, clips: ListClips) -> None:
        self.music, self.clips = music, clips

    def read(self, key):
        """See `StatesPort.read`."""
        kind, _, name = key.partition(" ")
        if kind == "markers":
            return [list(marker) for marker in self.clips.our_markers]
        if kind == "beats":
            grid = self.music.grids.get(name)
            return None if grid is None else json.loads(json.dumps(grid.as_json()))
        rows = {c.name: [c.start, c.end, self.clips.content[c.name]] for c in self.clips.clips()}
        return {name: rows[name] for name in json.loads(name) if name in rows}

    def is_still(self, key, state):
        """See `StatesPort.is_still`."""
        return self.read(key) == state

    def write(self, key, state):
        """See `StatesPort.write`."""
        kind, _, name = key.partition(" ")
        if kind == "markers":
            self.clips.our_markers = [(time, text) for time, text in state]
        elif kind == "beats":
            self.music.grids.pop(name, None)
            if state:
                self.music.grids[name] = BeatGrid.from_json(state)
        else:
            clips = {clip.name: clip for clip in self.clips.clips()}
            for part in json.loads(name):
                clip = clips.pop(part)
                if part in state:
                    start, end, self.clips.content[part] = state[part]
                    clips[part] = replace(clip, start=start, end=end)
            self.clips._put(list(clips.values()))


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
        self.music = ListMusic(sound, Sound("Silence", 0.0, 9.0, Analysis(9.0), 0.0))
        self.clips = ListClips(
            self.timelines,
            Clip("Song", "sound", 9, 0.0, end),
            Clip("Movie", "movie", 3, 1.0, 3.0),
            Clip("Movie.001", "movie", 3, 3.0, 9.0),
            Clip("Image", "image", 4, 1.0, 2.0),
        )
        self.clips.lyrics = list(LYRICS)
        states = ListStates(self.music, self.clips)
        self.ports = Ports(self.music, self.clips, states)

    def session(self, limits: Limits = FREE) -> Session:
        """Return a session on this world."""
        return Session(self.timelines, TransportPlayer(60.0), limits, music=self.ports)

    def picture(self) -> tuple:
        """Return all that a call may alter."""
        clips, content = self.clips.clips(), dict(self.clips.content)
        markers, grids = list(self.clips.our_markers), dict(self.music.grids)
        return self.timelines.segments(), clips, content, markers, grids
