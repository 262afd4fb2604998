"""Songs of a known form, made on the spot: chord progressions over drums, bass and pads."""

from dataclasses import dataclass, field
from functools import cache

import numpy as np

from music_help import RATE, drum

SCALE = (0, 2, 4, 5, 7, 9, 11)


@dataclass(frozen=True)
class Form:
    """A song as it is to be.

    Attributes:
        parts: Letter and number of bars of each section, in order.
        chords: For each letter its progression: degrees of the major scale, 0 to 6, one a bar.
        bpm: Beats per minute.
        key: Semitones above C.
        meter: Beats in a bar.
        lead: Letters whose sections have a tune above the chords.
        soft: Letters whose sections have no drums but hats.
        silence: Seconds of it before and after.
        seed: Of what is human about it.
    """

    parts: tuple[tuple[str, int], ...]
    chords: dict[str, tuple[int, ...]] = field(default_factory=dict)
    bpm: float = 120.0
    key: int = 0
    meter: int = 4
    lead: str = ""
    soft: str = ""
    silence: tuple[float, float] = (0.0, 0.0)
    seed: int = 1

    @property
    def bar(self) -> float:
        """Seconds of a bar."""
        return self.meter * 60 / self.bpm

    @property
    def borders(self) -> list[float]:
        """Starts of the sections and the end of the last, in seconds."""
        counts = [0, *np.cumsum([bars for _, bars in self.parts]).tolist()]
        return [self.silence[0] + count * self.bar for count in counts]


def played_form(form: Form) -> np.ndarray:
    """Play a song; samples at 22050 Hz."""
    chance = np.random.default_rng(form.seed)
    sound = np.zeros(int((form.borders[-1] + form.silence[1]) * RATE) + 1)
    time = form.silence[0]
    for letter, bars in form.parts:
        progression = form.chords[letter]
        for bar in range(bars):
            root = progression[bar % len(progression)]
            _drums(sound, time, form, letter, chance)
            _harmony(sound, time, form, root, chance)
            if letter in form.lead:
                _tune(sound, time, form, root)
            time += form.bar
    return np.tanh(sound)


def _drums(sound, time, form, letter, chance):
    beat = 60 / form.bpm
    for number in range(form.meter):
        at = time + number * beat
        for late in (0.0, 0.5):
            _add(sound, drum("hat"), 0.5 * chance.uniform(0.8, 1.0), at + late * beat)
        if letter not in form.soft:
            kind = "snare" if number % 2 else "kick"
            _add(sound, drum(kind), 0.7 * chance.uniform(0.8, 1.0), at)


def _harmony(sound, time, form, root, chance):
    beat = 60 / form.bpm
    for degree in (root, root + 2, root + 4):
        note = _note(form.key + _step(degree), form.bar * 0.97, 4.0)
        _add(sound, note, 0.16 * chance.uniform(0.85, 1.0), time)
    for number in range(form.meter):
        note = _note(form.key + _step(root) - 24, beat * 0.9, 2.0)
        _add(sound, note, 0.4 * chance.uniform(0.85, 1.0), time + number * beat)


def _tune(sound, time, form, root):
    half = 30 / form.bpm
    for eighth in range(2 * form.meter):
        degree = root + (2, 4, 6, 4, 7, 4, 2, 1)[eighth % 8]
        note = _note(form.key + _step(degree) + 12, half * 0.9, 3.0)
        _add(sound, note, 0.3, time + eighth * half)


def _step(degree):
    """Semitones of a degree of the scale above C4, as a MIDI number."""
    return 60 + 12 * (degree // 7) + SCALE[degree % 7]


@cache
def _note(midi, seconds, brightness):
    time = np.arange(int(seconds * RATE)) / RATE
    hertz = 440 * 2 ** ((midi - 69) / 12)
    waves = (
        np.sin(2 * np.pi * hertz * n * time) * np.exp(-n / brightness) / n
        for n in range(1, 9)
        if hertz * n < RATE / 2.2
    )
    ends = np.minimum(1, np.minimum(time / 0.01, (seconds - time) / 0.03))
    return 1.5 * sum(waves) * ends * np.exp(-time / 1.5)


def _add(sound, part, level, at):
    first = round(at * RATE)
    part = part[: max(len(sound) - first, 0)]
    sound[first : first + len(part)] += level * part
