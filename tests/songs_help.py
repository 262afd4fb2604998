"""A world in memory with several songs, one after the other, each with beats of its own."""

from dataclasses import dataclass

from bl_ext.user_default.sequence_maker.music.hearing.analysis import Analysis
from bl_ext.user_default.sequence_maker.music.hearing.grid import BeatGrid, Section
from bl_ext.user_default.sequence_maker.music.in_memory.list_music import ListMusic, Sound
from bl_ext.user_default.sequence_maker.sequence.in_memory.list_scene import ListScene
from bl_ext.user_default.sequence_maker.sequence.in_memory.list_timelines import ListTimelines
from bl_ext.user_default.sequence_maker.sequence.strip import Strip
from bl_ext.user_default.sequence_maker.toolkit.world import Session
from timeline_help import FREE, TransportPlayer

FPS = 24
LONG = 400.0


@dataclass(frozen=True)
class Laid:
    """A song: where it is heard, in seconds, and its beats, from `first` seconds of the sound on.

    `again` is where a second piece of it is heard, which goes on where the first one ended.
    """

    name: str
    start: float
    end: float
    period: float
    first: float = 0.0
    again: tuple[float, float] | None = None

    @property
    def spans(self):
        """Where it is heard."""
        return [(self.start, self.end), *([self.again] if self.again else [])]


def analysis(song: Laid) -> Analysis:
    """Return what was heard of a song; its first half is A1, its second one the chorus B1."""
    seconds = sum(end - start for start, end in song.spans)
    count = max(int((seconds - song.first) / song.period), 0)
    beats = tuple(song.first + song.period * n for n in range(count))
    half, low = seconds / 2, [(beat, 0.9) for beat in beats[::2]]
    sections = Section("A1", 0.0, half, 2), Section("B1", half, seconds, 8, "", 0.8, "chorus")
    return Analysis(
        duration=seconds,
        grid=BeatGrid(beats, tuple(n % 4 + 1 for n in range(count)), 4, sections),
        onsets={"all": low, "low": low},
        energy=(2, 8),
        energy_times=(0.0, half),
    )


def session_of(*songs: Laid, strips=(), words=()) -> Session:
    """Return a session with songs that are all known; of several pieces the first names a song."""
    timelines = ListTimelines(float(FPS), LONG)
    sounds = [sound for song in songs for sound in _sounds(song)]
    places = enumerate(sounds, 20)
    rows = [Strip(s.name, "sound", n, s.start, s.end, s.offset, settings={}) for n, s in places]
    scene = ListScene(timelines, [*rows, *strips])
    music = ListMusic(scene, *sounds)
    music.lyrics = list(words)
    music.heard = {sound.name for sound in sounds}
    return Session(timelines, TransportPlayer(LONG), FREE, scene=scene, songs=music)


def _sounds(song: Laid):
    heard = analysis(song)
    yield Sound(song.name, song.start, song.end, heard, song.start)
    if song.again:
        offset = song.again[0] - (song.end - song.start)
        yield Sound(f"{song.name}.001", *song.again, heard, offset)
