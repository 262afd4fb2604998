"""Small sound files and strips for the tests of music."""

import wave
from pathlib import Path

import bpy
import numpy as np
import pytest

from bl_ext.user_default.sequence_maker.blender.host import compat, memory
from bl_ext.user_default.sequence_maker.blender.song import (
    cache,
)
from bl_ext.user_default.sequence_maker.blender.sound import decode
from timeline_help import strips_of

RATE = 22_050
HAS_ENGINE = compat.sound_has_engine()
needs_sound = pytest.mark.skipif(not HAS_ENGINE, reason="this bpy has no Audaspace")
KINDS = {
    ".mp3": ("MP3", "MP3", 44_100),
    ".ogg": ("OGG", "VORBIS", 44_100),
    ".opus": ("OGG", "OPUS", 48_000),
    ".flac": ("FLAC", "FLAC", 44_100),
    ".mka": ("MATROSKA", "VORBIS", 44_100),
    ".aac": ("AAC", "AAC", 44_100),
}
MOVIES = {".mp4": "MPEG4", ".m4a": "MPEG4", ".mkv": "MKV"}


def clicks(path: Path, times, seconds: float, rate: int = RATE) -> Path:
    """Write a wav with short noisy clicks at times."""
    sound = np.zeros(int(seconds * rate))
    burst = np.random.default_rng(1).normal(size=rate // 50) * np.exp(-np.arange(rate // 50) / 60)
    for number, time in enumerate(times):
        first = round(time * rate)
        room = max(0, min(len(burst), len(sound) - first))
        sound[first : first + room] += burst[:room] * (0.4 if number % 4 == 0 else 0.3)
    return write(path, sound, rate)


def beats(path: Path, seconds: float = 20.0, bpm: float = 120.0, start: float = 0.5) -> Path:
    """Write a wav with a click on each beat."""
    return clicks(path, np.arange(start, seconds - 0.1, 60 / bpm), seconds)


def write(path: Path, samples, rate: int = RATE) -> Path:
    """Write samples from -1 to 1 as 16 bit."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1 if np.ndim(samples) == 1 else np.shape(samples)[1])
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return path


def converted(path: Path, suffix: str) -> Path:
    """Write a sound in another format: by aud, or what it cannot write as a movie's sound."""
    made = path.with_suffix(suffix)
    if suffix in MOVIES:
        return movie(made, path)
    import aud

    container, codec, rate = KINDS[suffix]
    kinds = getattr(aud, f"CONTAINER_{container}"), getattr(aud, f"CODEC_{codec}")
    aud.Sound.file(str(path)).write(str(made), rate, 2, aud.FORMAT_S16, *kinds, 160_000, 4096)
    return made


def movie(path: Path, sound: Path | None = None, seconds: float = 12.0) -> Path:
    """Render a small black movie; with AAC sound if one is given."""
    scene = bpy.data.scenes.new("Movie")
    scene.sequence_editor_create()
    settings = scene.render
    settings.resolution_x = settings.resolution_y = 64
    settings.resolution_percentage, settings.fps, settings.use_file_extension = 100, 1, False
    compat.set_movie_format(settings, MOVIES[path.suffix])
    settings.ffmpeg.audio_codec = "AAC" if sound else "NONE"
    settings.filepath = str(path)
    scene.frame_end = round(seconds * settings.fps)
    compat.new_color_strip(scene.sequence_editor, "Black", 1, 1, scene.frame_end + 1)
    if sound is not None:
        add_sound(scene, sound)
    bpy.ops.render.render(animation=True, scene=scene.name)
    bpy.data.scenes.remove(scene)
    return path


def add_sound(scene: bpy.types.Scene, path: Path, channel: int = 5, frame: int = 1, name="Song"):
    """Add a sound strip."""
    return strips_of(scene).new_sound(
        name=name, filepath=str(path), channel=channel, frame_start=frame
    )


def forget() -> None:
    """Forget every song, as files of other tests may hold the same sound."""
    memory.forget_scenes()
    for file in cache.folder().glob("*.json"):
        file.unlink()


def heard(steps):
    """Run a generator to its end and return its value and what it yielded."""
    told = []
    while True:
        try:
            told.append(next(steps))
        except StopIteration as end:
            return end.value, told


def peaks(path: Path, least: float = 0.1) -> tuple[list[float], float]:
    """Where the clicks of a file are, so far from each other at least, and how long it is."""
    sound = decode.open_sound(path)
    samples = np.abs(np.concatenate(list(sound.blocks)))
    loud = samples > 0.15 * samples.max()
    found: list[float] = []
    for place in np.nonzero(loud)[0] / sound.rate:
        if not found or place - found[-1] > least:
            found.append(float(place))
    return found, len(samples) / sound.rate
