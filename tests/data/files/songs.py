"""The sounds of the kept files, made of whole numbers so that every computer makes the same bytes.

Beat corrections and words belong to the content of a sound: another byte, and they would be lost.
"""

import random
import wave
from array import array
from pathlib import Path

RATE = 11_025
SECONDS = 12.0


def write(path: Path, *tempos: tuple[float, float], seconds: float = SECONDS) -> Path:
    """Write a wav with a click on each beat.

    Args:
        path: Where to.
        tempos: Where each tempo begins, in seconds, and its beats a minute.
        seconds: How long the sound is.
    """
    samples = array("h", bytes(2 * round(seconds * RATE)))
    burst = _burst()
    for number, first in enumerate(_places(tempos, seconds)):
        loud = 4 if number % 4 == 0 else 3
        for place, sample in enumerate(burst[: len(samples) - first]):
            samples[first + place] = sample * loud
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    return path


def make(folder: Path) -> None:
    """Write both sounds into a folder."""
    write(folder / "song.wav", (0.5, 120.0))
    write(folder / "medley.wav", (0.5, 100.0), (20.3, 140.0), seconds=40.0)


def _burst() -> list[int]:
    """Return noise that fades within 20 ms."""
    noise, count = random.Random(1), RATE // 50
    return [(noise.randrange(6000) - 3000) * (count - n) // count for n in range(count)]


def _places(tempos: tuple[tuple[float, float], ...], seconds: float) -> list[int]:
    """Return the samples on which the beats fall."""
    found = []
    ends = [start for start, _ in tempos[1:]] + [seconds - 0.1]
    for (start, tempo), end in zip(tempos, ends, strict=True):
        count = int((end - start) * tempo / 60) + 1
        times = [start + number * 60 / tempo for number in range(count)]
        found += [round(time * RATE) for time in times if time < end]
    return found
