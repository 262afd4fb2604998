"""Makes sounds that have no beat: `python practice_noise.py OUT [COUNT] [--first N]`.

Speech of espeak-ng's voices, noise, surf, applause, crackle, drones and music in free time, 25 to
40 seconds each, by a seed of its own each. They are `KIND_NUMBER.wav`, with an empty `.beats.txt`.
The first 200 are for checking; those that the network learns from begin at 1000.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

import numpy as np
import soundfile
from scipy.signal import butter, resample_poly, sosfilt

sys.path.insert(0, str(Path(__file__).resolve().parent))
from practice_sound import PROGRAMS, RATE, fluid, mastered  # noqa: E402
from practice_styles import STYLES  # noqa: E402

_VOICES = ("en", "en-us", "de", "fr", "es", "it", "nl", "pt", "pl", "sv")
_KINDS = ("f1", "f3", "m1", "m4", "m7", "croak")
_WORDS = (
    "light and color on the stage when evening comes over the harbor while we wait for you to "
    "sing of summer rain falling through an open window there was once a clock that nobody "
    "wound anymore because time had gone for a walk and never thought of coming home again so "
    "people slept late every morning bread was warm music quiet children asked what hour it "
    "might be"
).split()


def speech(chance: np.random.Generator) -> np.ndarray:
    """Someone reads sentences, with pauses."""
    parts: list[np.ndarray] = []
    voice = f"{chance.choice(_VOICES)}+{chance.choice(_KINDS)}"
    speed, pitch = str(int(chance.integers(120, 220))), str(int(chance.integers(20, 80)))
    with tempfile.TemporaryDirectory() as folder:
        while sum(len(part) for part in parts) < 30 * RATE:
            text = " ".join(chance.choice(_WORDS, int(chance.integers(5, 18)))) + "."
            wav = f"{folder}/said.wav"
            command = ["espeak-ng", "-v", voice, "-s", speed, "-p", pitch, "-w", wav, text]
            subprocess.run(command, check=True)
            samples, rate = soundfile.read(wav, dtype="float32")
            parts += [resample_poly(samples, RATE, rate)]
            parts += [np.zeros(int(chance.uniform(0.1, 0.9) * RATE))]
    return np.concatenate(parts)


def noise(chance: np.random.Generator) -> np.ndarray:
    """White, pink or brown noise, steady or coming and going."""
    count = 30 * RATE
    spectrum = np.fft.rfft(chance.standard_normal(count))
    spectrum *= np.maximum(np.arange(len(spectrum)), 20.0) ** -chance.uniform(0, 1)
    made = np.fft.irfft(spectrum, count)
    if chance.random() < 0.5:
        made = made * _swells(count, chance)
    return made


def _swells(count: int, chance: np.random.Generator) -> np.ndarray:
    """A loudness that rises and falls at uneven times."""
    times = np.cumsum(chance.uniform(1.0, 7.0, 40))
    levels = chance.uniform(0.05, 1, 40)
    return np.interp(np.arange(count) / RATE, times - times[0], levels)


def applause(chance: np.random.Generator) -> np.ndarray:
    """Many people clap, each on their own; or few, or drops, or fire that crackles."""
    count = 30 * RATE
    rate = np.exp(chance.uniform(np.log(2), np.log(400)))
    size = int(RATE * chance.uniform(0.004, 0.06))
    strikes = np.zeros(count)
    hits = chance.integers(0, count, int(30 * rate))
    np.add.at(strikes, hits, chance.exponential(1, len(hits)))
    clap = chance.standard_normal(size) * np.exp(-5 * np.arange(size) / size)
    made = np.fft.irfft(np.fft.rfft(strikes) * np.fft.rfft(clap, count), count)
    low = chance.uniform(200, 2000)
    band = butter(1, [low, min(low * 4, 10_000)], "band", fs=RATE, output="sos")
    return sosfilt(band, made) * _swells(count, chance)


def drone(chance: np.random.Generator) -> np.ndarray:
    """Tones that stand, and slowly change."""
    t = np.arange(30 * RATE) / RATE
    base = np.exp(chance.uniform(np.log(50), np.log(300)))
    made = np.zeros(len(t))
    for number in range(1, int(chance.integers(3, 12))):
        hertz = base * number * chance.uniform(0.998, 1.002)
        swell = _swells(len(t), chance)
        made += np.sin(2 * np.pi * hertz * t) / number * swell
    return made


def rubato(chance: np.random.Generator) -> np.ndarray:
    """Notes without any pulse: what lies between two of them is drawn anew each time."""
    style = STYLES[str(chance.choice(["arpeggio", "strings", "piano_ballad"]))]
    gaps = np.exp(chance.normal(np.log(chance.uniform(0.25, 0.9)), 0.55, 200))
    times = np.cumsum(np.maximum(gaps, 0.06))
    scale = np.array([0, 2, 3, 5, 7, 8, 10])
    notes = []
    for time in times[times < 30]:
        for _ in range(int(chance.choice([1, 1, 2, 3]))):
            pitch = int(48 + chance.choice(scale) + 12 * chance.integers(0, 3))
            velocity = int(chance.integers(45, 110))
            notes.append((float(time), float(chance.uniform(0.2, 2)), pitch, velocity))
    assert PROGRAMS[style.sounds]
    return fluid({"comp": notes}, style, chance)


MAKERS = (speech, noise, applause, drone, rubato)


def build(number: int, out: Path) -> None:
    """Make one of them."""
    make = MAKERS[number % len(MAKERS)]
    name = f"{make.__name__}_{number}"
    chance = np.random.default_rng(zlib.crc32(name.encode()))
    samples = make(chance)
    plain = samples / (np.abs(samples).max() + 1e-9) * 0.8
    made = mastered(samples, chance) if chance.random() < 0.5 else plain
    soundfile.write(out / f"{name}.wav", made.astype(np.float32), RATE, subtype="PCM_16")
    (out / f"{name}.beats.txt").write_text("", encoding="utf-8")


def main() -> None:
    """Build as many as the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("count", type=int, nargs="?", default=200)
    parser.add_argument("--first", type=int, default=0)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for number in range(options.first, options.first + options.count):
        build(number, options.out)


if __name__ == "__main__":
    main()
