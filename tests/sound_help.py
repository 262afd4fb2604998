"""Small sound files and strips for the tests of music."""

import shutil
import subprocess
import wave
from pathlib import Path

import bpy
import numpy as np
import pytest

from bl_ext.user_default.sequence_maker.blender import (
    compat,
    hearing,
    music_operators,
    song_cache,
    song_job,
    songs,
)
from timeline_help import strips_of

RATE = 22_050
HAS_ENGINE = compat.sound_has_engine()
needs_sound = pytest.mark.skipif(not HAS_ENGINE, reason="this bpy has no Audaspace")
needs_ffmpeg = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="no ffmpeg")


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
    """Convert a file with ffmpeg."""
    made = path.with_suffix(suffix)
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", path, made], check=True)
    return made


def add_sound(scene: bpy.types.Scene, path: Path, channel: int = 5, frame: int = 1, name="Song"):
    """Add a sound strip."""
    return strips_of(scene).new_sound(
        name=name, filepath=str(path), channel=channel, frame_start=frame
    )


def forget() -> None:
    """Forget every song, as files of other tests may hold the same sound."""
    song_job.forget_session()
    hearing.forget_session()
    songs.forget_session()
    music_operators.forget_session()
    for file in song_cache.folder().glob("*.json"):
        file.unlink()


def heard(steps):
    """Run a generator to its end and return its value and what it yielded."""
    told = []
    while True:
        try:
            told.append(next(steps))
        except StopIteration as end:
            return end.value, told
