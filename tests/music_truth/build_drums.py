"""Makes drum loops with bass and chords at exact tempos, to learn the metrical level from.

  python build_drums.py OUT          # OUT/drum_*.wav + OUT/drum_*.beats.txt

Ordinary patterns of rock, house, half-time, drum and bass, punk and waltz; the sounds, tempos, the
start and what plays along are drawn by a fixed seed.
"""

import os
import sys

import numpy as np
import soundfile

RATE = 22050
# pattern: slowest and fastest tempo, beats in a bar, hits of a bar (beat: instrument)
PATTERNS = {
    "rock8": (70, 150, 4, {"k": (0, 2), "s": (1, 3), "h": np.arange(0, 4, 0.5)}),
    "rock16": (60, 110, 4, {"k": (0, 1.5, 2), "s": (1, 3), "h": np.arange(0, 4, 0.25)}),
    "house": (115, 135, 4, {"k": (0, 1, 2, 3), "s": (1, 3), "h": np.arange(0.5, 4, 1)}),
    "half": (120, 160, 4, {"k": (0, 1.5), "s": (2,), "h": np.arange(0, 4, 0.5)}),
    "dnb": (165, 178, 4, {"k": (0, 2.5), "s": (1, 3), "h": np.arange(0, 4, 0.5)}),
    "punk": (165, 205, 4, {"k": (0, 2), "s": (1, 3), "h": np.arange(0, 4, 1)}),
    "metal": (160, 200, 4, {"k": np.arange(0, 4, 0.5), "s": (1, 3), "h": (0, 1, 2, 3)}),
    "funk": (90, 118, 4, {"k": (0, 0.75, 2.5), "s": (1, 3), "h": np.arange(0, 4, 0.25)}),
    "shuffle": (90, 150, 4, {"k": (0, 2), "s": (1, 3), "h": (0, 0.67, 1, 1.67, 2, 2.67, 3, 3.67)}),
    "waltz": (90, 180, 3, {"k": (0,), "s": (1, 2), "h": (0, 1, 2)}),
}


def sounds(chance):
    """A kit of its own for every song."""
    t = np.arange(RATE // 3) / RATE
    deep, noise = chance.uniform(42, 65), chance.standard_normal(len(t))
    kick = np.sin(2 * np.pi * (deep * t - 3 * np.exp(-t / 0.025))) * np.exp(
        -t / chance.uniform(0.06, 0.15)
    )
    body = np.sin(2 * np.pi * chance.uniform(170, 240) * t) * np.exp(-t / 0.05)
    snare = 0.5 * noise * np.exp(-t / chance.uniform(0.04, 0.09)) + 0.5 * body
    hat = 0.3 * np.diff(noise, prepend=0, n=1) * np.exp(-t / chance.uniform(0.01, 0.05))
    return {"k": kick, "s": snare, "h": hat}


def tone(note, seconds, bright):
    """A plucked saw."""
    t = np.arange(int(seconds * RATE)) / RATE
    hertz = 440 * 2 ** ((note - 69) / 12)
    wave = sum(np.sin(2 * np.pi * hertz * k * t) / k * np.exp(-k / bright) for k in range(1, 12))
    return wave * np.exp(-t / (0.5 * seconds)) * np.minimum(1, t / 0.005)


def song(name, chance):
    """One song of 40 seconds and its beats."""
    slow, fast, meter, hits = PATTERNS[name]
    bpm, start = chance.uniform(slow, fast), chance.uniform(0, 1)
    step, kit = 60 / bpm, sounds(chance)
    out = np.zeros(42 * RATE)
    level = {"k": 1.0, "s": chance.uniform(0.5, 1), "h": chance.uniform(0.2, 0.8)}
    chords, bass = chance.uniform(0, 0.25), chance.uniform(0, 0.4)
    roots = chance.integers(0, 12, 4)
    bass_step, strum = chance.choice([0.5, 1]), chance.choice([0.5, 1, 2])

    def add(beat, sound, loud):
        first = int((start + beat * step) * RATE)
        end = min(first + len(sound), len(out))
        out[first:end] += sound[: end - first] * loud * chance.uniform(0.8, 1)

    bars = int((40 - start) / step / meter)
    for bar in range(bars):
        for kind, places in hits.items():
            for place in places:
                add(bar * meter + place, kit[kind], level[kind])
        root = roots[bar % 4]
        for place in np.arange(0, meter, bass_step):
            add(bar * meter + place, tone(36 + root, bass_step * step, 3), bass)
        for place in np.arange(0, meter, strum):
            for note in (0, 4, 7):
                add(bar * meter + place, tone(60 + root + note, strum * step, 6), chords)
    beats = start + step * np.arange(bars * meter)
    return out / np.abs(out).max() * 0.9, beats, meter


if __name__ == "__main__":
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    chance = np.random.default_rng(20)
    for number in range(60):
        name = list(PATTERNS)[number % len(PATTERNS)]
        samples, beats, meter = song(name, chance)
        stem = f"{folder}/drum_{name}_{number}"
        soundfile.write(stem + ".wav", samples, RATE)
        with open(stem + ".beats.txt", "w") as file:
            file.writelines(f"{t:.4f}\t{i % meter + 1}\n" for i, t in enumerate(beats))
