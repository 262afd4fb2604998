"""Sounds with known beats, made on the spot; and the F-measure."""

import numpy as np

RATE = 22_050


def drum(kind: str) -> np.ndarray:
    """One hit of a kick, a snare, a hat or a low note."""
    time = np.arange(int(0.25 * RATE)) / RATE
    noise = np.random.default_rng(7).standard_normal(len(time))
    if kind == "kick":
        phase = 2 * np.pi * (50 * time - 3.0 * np.exp(-time / 0.02))
        return np.sin(phase) * np.exp(-time / 0.08)
    if kind == "snare":
        return 0.5 * noise * np.exp(-time / 0.05) + 0.5 * np.sin(1200 * time) * np.exp(-time / 0.04)
    if kind == "hat":
        return 0.25 * np.diff(noise, prepend=0.0) * np.exp(-time / 0.015)
    return 0.5 * np.sin(2 * np.pi * 98 * time) * np.exp(-time / 0.2)


def played(hits: list[tuple[float, str, float]], seconds: float) -> np.ndarray:
    """Mix hits: seconds, kind, level."""
    sound = np.zeros(int(seconds * RATE) + RATE // 2)
    for time, kind, level in hits:
        part, first = drum(kind) * level, round(time * RATE)
        if 0 <= first < len(sound):
            part = part[: len(sound) - first]
            sound[first : first + len(part)] += part
    return sound[: int(seconds * RATE)]


def beat_times(bpm: float, seconds: float, start: float = 0.25) -> np.ndarray:
    """An even grid."""
    return np.arange(start, seconds - 0.2, 60 / bpm)


def rock(beats: np.ndarray, seconds: float) -> np.ndarray:
    """Kick on 1 and 3, snare on 2 and 4, hats in eighths, a low note on 1."""
    step = float(np.median(np.diff(beats)))
    hits = []
    for number, beat in enumerate(beats):
        hits.append((beat, "snare" if number % 2 else "kick", 1.0))
        hits += [(beat, "hat", 1.0), (beat + step / 2, "hat", 0.6)]
        if number % 4 == 0:
            hits.append((beat, "low", 1.0))
    return played(hits, seconds)


def waltz(beats: np.ndarray, seconds: float) -> np.ndarray:
    """Low note and kick on 1, snare softly on 2 and 3."""
    hits = []
    for number, beat in enumerate(beats):
        if number % 3:
            hits.append((beat, "snare", 0.5))
        else:
            hits += [(beat, "kick", 1.0), (beat, "low", 1.0)]
        hits.append((beat, "hat", 0.4))
    return played(hits, seconds)


def speech(seconds: float, seed: int) -> np.ndarray:
    """Syllables of uneven lengths, pitches and pauses."""
    chance, time = np.random.default_rng(seed), 0.0
    sound = np.zeros(int(seconds * RATE))
    while time < seconds - 1:
        long = chance.uniform(0.08, 0.3)
        at = np.arange(int(long * RATE)) / RATE
        pitch, middle = chance.uniform(90, 200), chance.choice([500, 700, 1000])
        part = np.zeros(len(at))
        for number in range(1, 20):
            level = np.exp(-(((number * pitch - middle) / 400) ** 2))
            part += level * np.sin(2 * np.pi * pitch * number * at)
        if chance.random() < 0.4:
            part += 0.3 * chance.standard_normal(len(at))
        part *= np.minimum(1, np.minimum(at / 0.03, (long - at) / 0.05))
        first = int(time * RATE)
        sound[first : first + len(part)] += part * chance.uniform(0.3, 1)
        pause = chance.random() < 0.2
        time += long + (chance.exponential(0.4) if pause else chance.uniform(0, 0.08))
    return sound


def f_measure(truth: np.ndarray, found: np.ndarray, window: float = 0.025) -> float:
    """Share of beats found within a window on either side, each counted once."""
    truth, found = np.asarray(truth), np.asarray(found)
    if not len(found):
        return 0.0
    left, hits = list(found), 0
    for time in truth:
        near = min(left, key=lambda other: abs(other - time), default=np.inf)
        if abs(near - time) <= window:
            left.remove(near)
            hits += 1
    return 2 * hits / (len(truth) + len(found))
