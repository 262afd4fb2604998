"""Composes a song of the project's own, with known beats: `python scripts/song.py OUT.wav`.

"First Light", about 50 seconds at 124 beats a minute in 4/4, made of oscillators, noise and
envelopes. It is the project's own work, dedicated to the public domain (CC0 1.0): do with it what
you like. Beside the sound lies a JSON file of the same name with tempo, beats and sections.
"""

import json
import sys
import wave
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.float64]

RATE = 44_100
TEMPO = 124.0
BEAT = 60.0 / TEMPO
SECTIONS = [("intro", 4), ("verse", 6), ("chorus", 4), ("verse", 4), ("chorus", 4), ("outro", 4)]
CHORDS = [(57, 60, 64, 67), (53, 57, 60, 64), (48, 55, 60, 64), (55, 59, 62, 69)]  # Am7 F7+ C G9
TUNE = [(76, 0.0, 1.5), (74, 1.5, 0.5), (72, 2.0, 1.0), (69, 3.0, 1.0)]
TUNE += [(72, 4.0, 1.5), (69, 5.5, 0.5), (67, 6.0, 2.0)]
TUNE += [(67, 8.0, 1.0), (72, 9.0, 1.0), (76, 10.0, 1.5), (79, 11.5, 0.5)]
TUNE += [(74, 12.0, 2.0), (71, 14.0, 1.0), (74, 15.0, 1.0)]  # midi note, beat, length; 4 bars
PLAYS = {
    "intro": {"hat": 0.8, "chord": 1.5},
    "verse": {"kick": 0.9, "snare": 0.7, "hat": 0.7, "bass": 0.8, "chord": 0.7},
    "chorus": {"kick": 1.0, "snare": 1.0, "hat": 1.0, "bass": 1.0, "chord": 1.0, "lead": 1.0},
    "outro": {"kick": 0.7, "bass": 0.6, "chord": 0.8},
}


def compose(path: str | Path) -> dict[str, Any]:
    """Write the song as 16-bit stereo WAV at 44.1 kHz, and its truth as JSON beside it.

    Args:
        path: The WAV file; the JSON has the same name with the suffix `.json`.

    Returns:
        What the JSON holds: `title`, `license`, `tempo` (beats a minute), `duration` (seconds),
        `beats` ([seconds, position in the bar from 1]) and `sections` ([seconds, label]).
    """
    path = Path(path)
    bars = sum(count for _, count in SECTIONS)
    mix = _Mix(bars * 4 * BEAT + 2.0)
    bar, sections = 0, []
    for label, count in SECTIONS:
        sections.append([_seconds(bar * 4), label])
        for number in range(bar, bar + count):
            _bar(mix, number, number - bar, PLAYS[label], last=number == bar + count - 1)
        bar += count
    samples = _master(mix)
    _write(path, samples)
    truth = {
        "title": "First Light",
        "license": "CC0-1.0, the project's own work",
        "tempo": TEMPO,
        "duration": len(samples) / RATE,
        "beats": [[_seconds(beat), beat % 4 + 1] for beat in range(bars * 4)],
        "sections": sections,
    }
    path.with_suffix(".json").write_text(json.dumps(truth) + "\n", encoding="utf-8")
    return truth


class _Mix:
    """Two buses: drums, which stay in front, and music, which ducks under the kick."""

    def __init__(self, seconds: float) -> None:
        size = int(seconds * RATE)
        self.drums, self.music = np.zeros((size, 2)), np.zeros((size, 2))
        self.duck = np.ones(size)
        self.chance = np.random.default_rng(124)
        self.kick, self.snare = _kick(), _snare(self.chance)
        self.hats = [_hat(self.chance, seconds) for seconds in (0.05, 0.22)]

    def drum(self, sound: Sound, beat: float, level: float, pan: float = 0.0) -> None:
        """Hit exactly on the grid; only the strength is human."""
        _add(self.drums, sound, beat, level * self.chance.uniform(0.88, 1.0), pan)

    def note(self, sound: Sound, beat: float, level: float, pan: float = 0.0) -> None:
        """Play on the music bus."""
        _add(self.music, sound, beat, level * self.chance.uniform(0.9, 1.0), pan)


def _bar(mix: _Mix, bar: int, into: int, plays: dict[str, float], last: bool) -> None:
    """Play one bar; `into` counts the bars of its section, whose `last` one has a fill."""
    start = bar * 4.0
    _drums(mix, start, plays, last)
    chord = CHORDS[bar % 4]
    for place, note in enumerate(chord):
        pan = (-0.6, 0.6, -0.25, 0.25)[place]
        mix.note(_pad(note, 4 * BEAT), start, 0.085 * plays.get("chord", 0), pan)
        for beat in (0.5, 1.5, 2.5, 3.5) if "lead" in plays else ():
            mix.note(_pluck(note + 12, 0.3), start + beat, 0.09, -pan)
    for beat, up in ((0, 0), (0.75, 0), (1.5, 12), (2, 0), (2.75, 0), (3.5, 7)):
        if "bass" in plays:
            root = chord[0] - 12 - 12 * (chord[0] > 54)
            mix.note(_bass(root + up, 0.4), start + beat, 0.22 * plays["bass"])
    if "lead" in plays:
        for note, beat, length in TUNE:
            if into % 4 * 4 <= beat < into % 4 * 4 + 4:
                lead = _lead(note, length * BEAT)
                mix.note(lead, start + beat % 4, 0.19 * plays["lead"], 0.1)
                mix.note(lead, start + beat % 4 + 0.75, 0.06 * plays["lead"], -0.7)


def _drums(mix: _Mix, start: float, plays: dict[str, float], last: bool) -> None:
    for beat in range(4):
        if "kick" in plays:
            mix.drum(mix.kick, start + beat, 0.72 * plays["kick"])
            _dip(mix.duck, start + beat)
        if "snare" in plays and beat % 2:
            mix.drum(mix.snare, start + beat, 0.62 * plays["snare"])
        if "hat" in plays:
            for part, level in ((0.0, 0.10), (0.25, 0.05), (0.5, 0.16), (0.75, 0.05)):
                hat = mix.hats[1 if part == 0.5 and plays["hat"] == 1 else 0]
                mix.drum(hat, start + beat + part, level * plays["hat"], 0.25)
    if last and "snare" in plays:
        for place, late in enumerate((3.25, 3.5, 3.75)):
            mix.drum(mix.snare, start + late, (0.2 + 0.06 * place) * plays["snare"], -0.1)


def _time(seconds: float) -> Sound:
    return np.arange(int(seconds * RATE)) / RATE


def _hertz(note: float) -> float:
    return float(440.0 * 2.0 ** ((note - 69) / 12))


def _shape(time: Sound, attack: float, decay: float, release: float = 0.02) -> Sound:
    """Give an envelope: a straight attack, an exponential decay, a faded end; all in seconds."""
    ends = np.minimum(1.0, (time[-1] - time) / release)
    return np.minimum(1.0, time / attack) * np.exp(-time / decay) * ends


def _wave(time: Sound, hertz: float, brightness: float, odd: bool = False) -> Sound:
    """Add the harmonics of a saw (or square) wave, weaker upwards and never above 12 kHz."""
    sound = np.zeros_like(time)
    for number in range(1, min(20, int(12_000 / hertz)) + 1, 2 if odd else 1):
        level = np.exp(-number / brightness) / number
        sound += level * np.sin(2 * np.pi * hertz * number * time + 0.3 * number)
    return sound


def _kick() -> Sound:
    time = _time(0.32)
    phase = 2 * np.pi * (48 * time + 150 * 0.028 * (1 - np.exp(-time / 0.028)))
    click = 0.35 * np.sin(2 * np.pi * 2100 * time) * np.exp(-time / 0.003)
    return np.sin(phase + 0.6) * _shape(time, 0.0006, 0.13) + click


def _snare(chance: np.random.Generator) -> Sound:
    time = _time(0.24)
    noise = chance.standard_normal(len(time))
    crisp = noise - 0.6 * np.roll(noise, 1)
    body = np.sin(2 * np.pi * 188 * time) + 0.6 * np.sin(2 * np.pi * 331 * time)
    return 0.4 * crisp * _shape(time, 0.0008, 0.065) + 0.5 * body * _shape(time, 0.0008, 0.045)


def _hat(chance: np.random.Generator, seconds: float) -> Sound:
    time = _time(seconds)
    noise = np.diff(chance.standard_normal(len(time) + 2), n=2)
    return 0.4 * noise * _shape(time, 0.0005, seconds / 3.5)


@cache
def _bass(note: float, seconds: float) -> Sound:
    time = _time(seconds)
    sound = _wave(time, _hertz(note), 7.0) + 0.5 * np.sin(2 * np.pi * _hertz(note) * time)
    return sound * _shape(time, 0.005, 0.3)


@cache
def _pad(note: float, seconds: float) -> Sound:
    time = _time(seconds + 0.25)
    voices = (_wave(time, _hertz(note + cents / 100), 6.0) for cents in (-7, 6))
    return sum(voices, np.zeros_like(time)) * _shape(time, 0.12, 3.0, release=0.3)


@cache
def _pluck(note: float, seconds: float) -> Sound:
    time = _time(seconds)
    return _wave(time, _hertz(note), 9.0, odd=True) * _shape(time, 0.004, 0.09)


@cache
def _lead(note: float, seconds: float) -> Sound:
    time = _time(seconds * 0.92)
    bend = 0.12 * np.sin(2 * np.pi * 5.4 * time) * np.minimum(1, time / 0.4)
    pitch = _hertz(note) * 2 ** (bend / 12)
    phase = np.cumsum(pitch) / RATE
    sound = sum(np.sin(2 * np.pi * n * phase) / n**1.3 for n in range(1, 9))
    return np.asarray(sound * _shape(time, 0.012, 0.9, release=0.05))


def _add(bus: Sound, sound: Sound, beat: float, level: float, pan: float) -> None:
    """Mix a mono sound in at a beat; `pan` from -1 (left) to 1, at constant power."""
    first = round(beat * BEAT * RATE)
    sound = sound[: len(bus) - first] * level
    angle = (pan + 1) * np.pi / 4
    bus[first : first + len(sound), 0] += sound * np.cos(angle)
    bus[first : first + len(sound), 1] += sound * np.sin(angle)


def _dip(duck: Sound, beat: float) -> None:
    """Let the music make room for a kick and come back within a third of a second."""
    first, time = round(beat * BEAT * RATE), _time(0.33)
    duck[first : first + len(time)] = 1 - 0.55 * (1 - time / 0.33) ** 2


def _master(mix: _Mix) -> Sound:
    """Bring the buses together: soft limiting, a faded end and a peak of -1 dB."""
    song = np.tanh(1.1 * (mix.drums + mix.music * mix.duck[:, np.newaxis]))
    song[-RATE:] *= np.linspace(1, 0, RATE)[:, np.newaxis]
    return np.asarray(song * (10 ** (-1 / 20) / np.abs(song).max()))


def _write(path: Path, samples: Sound) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.round(samples * 32767).astype("<i2").tobytes())


def _seconds(beat: float) -> float:
    return round(beat * BEAT, 6)


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit("usage: python scripts/song.py OUT.wav")
    compose(sys.argv[1])
