"""Writes a practice song: which layers play when, their notes in seconds, and the exact beats."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from practice_styles import CRASH, HIGH_TOM, KICK, LETTERS, LOW_TOM, MID_TOM, SNARE, Drums, Style

SECONDS = 46.0
Note = tuple[float, float, int, int]
"""Start and length in seconds, MIDI note, velocity."""
Chance = np.random.Generator
_SCALES = {"major": (0, 2, 4, 5, 7, 9, 11), "minor": (0, 2, 3, 5, 7, 8, 10)}
_CHORDS = {
    "major": ((0, 5, 3, 4), (0, 3, 4, 3), (5, 3, 0, 4), (0, 4, 5, 3), (1, 4, 0, 0), (0, 0, 3, 4)),
    "minor": ((0, 5, 2, 6), (0, 6, 5, 6), (0, 3, 4, 4), (0, 0, 5, 6), (0, 3, 0, 4), (0, 0, 0, 0)),
}
# steps of a bar of four beats in sixteenths at which something is played
_BASS = {
    "root": "x...............", "quarters": "x...x...x...x...", "eighths": "x.x.x.x.x.x.x.x.",
    "sixteenths": "xxxxxxxxxxxxxxxx", "offbeat": "..x...x...x...x.", "octaves": "x.x.x.x.x.x.x.x.",
    "root_fifth": "x.......x.......", "walking": "x...x...x...x...", "synco": "x..x..x...x..x..",
    "tumbao": "......x.....x...", "gallop": "x.xxx.xxx.xxx.xx", "chug": "xxx.xxx.xxx.xxx.",
    "shuffle": "x.x.x.x.x.x.x.x.", "wobble": "x..x..x...x.x...",
}  # fmt: skip
_COMP = {
    "pad": "x...............", "quarters": "x...x...x...x...", "strum": "x.....x...x.x...",
    "strum8": "x.x.x.x.x.x.x.x.", "strum16": "..xx..xx..xx..xx", "stabs": "x..x..x.....x...",
    "skank": "..x...x...x...x.", "skank8": "..x...x...x...x.", "charleston": "x.....x.........",
    "montuno": "x.xx.xx.x.xx.xx.", "oom_pah": "....x...x...x...", "chug": "x.xxx.xxx.xxx.xx",
    "riff": "x..x..x.x.xx..x.", "shuffle": "x.x.x.x.x.x.x.x.", "ostinato": "x.xxx.x.x.xxx.x.",
}  # fmt: skip
_ARPS = {"arp8": 2, "arp16": 1, "pluck16": 1, "arp_triplet": 4 / 3}


@dataclass
class Song:
    """A written song.

    Attributes:
        beats: Seconds.
        positions: In the bar, from 1.
        parts: Notes of `drums`, `bass`, `comp` and `lead`.
        choices: What was chosen, for the sound.
    """

    beats: np.ndarray
    positions: np.ndarray
    parts: dict[str, list[Note]] = field(default_factory=dict)
    choices: dict[str, str] = field(default_factory=dict)


class Writer:
    """Writes one song of a style."""

    def __init__(self, style: Style, chance: Chance) -> None:
        self.style, self.chance = style, chance
        self.bpm = float(np.exp(chance.uniform(*np.log(style.tempo))))
        self.bars = max(int(SECONDS * self.bpm / 60 / style.meter), 6)
        self.swing = float(chance.uniform(*style.swing))
        self.scale = str(chance.choice(["major", "minor"]))
        self.root = int(chance.integers(0, 12))
        self.push = chance.random() < 0.3
        self.loose = chance.random() < 0.45
        self.times = self._beat_times()
        self.layers = self._arranged()
        self.song = Song(self.times[: self.bars * style.meter], self._positions())

    def written(self) -> Song:
        """Write all parts."""
        pick, style = self.chance.choice, self.style
        kinds = {name: str(pick(getattr(style, name))) for name in ("bass", "comp", "lead")}
        chords = self._chords()
        drums = [style.drums[int(pick(len(style.drums)))] for _ in range(2)] if style.drums else []
        beats_of = [self._varied(pattern) for pattern in drums]
        self.song.parts = {
            "drums": self._drums(beats_of) if beats_of else [],
            "bass": self._bass(kinds["bass"], chords),
            "comp": self._comp(kinds["comp"], chords),
            "lead": self._lead(kinds["lead"], chords),
        }
        self.song.choices = kinds
        return self.song

    def _beat_times(self) -> np.ndarray:
        """Beats: even, or swaying, or with a part that slows down or speeds up."""
        count = self.bars * self.style.meter + 8
        step = np.full(count, 60 / self.bpm)
        if self.style.sway:
            walk = np.cumsum(self.chance.normal(0, 1, count))
            walk = np.convolve(walk - walk.mean(), np.ones(6) / 6, "same")
            step *= 1 + self.style.sway * walk / (np.abs(walk).max() + 1e-9)
            if self.chance.random() < 0.5:  # ends of phrases are held back
                phrase = 8 * self.style.meter
                place = np.arange(count) % phrase
                step *= 1 + 4 * self.style.sway * np.clip((place - phrase + 4) / 4, 0, 1)
        elif self.chance.random() < 0.08:
            step *= np.linspace(1, self.chance.uniform(0.85, 1.18), count)
        start = self.chance.uniform(0, 1.2)
        return start + np.concatenate([[0], np.cumsum(step)])

    def _positions(self) -> np.ndarray:
        return np.arange(self.bars * self.style.meter) % self.style.meter + 1

    def _arranged(self) -> list[set[str]]:
        """Which layers play in each bar: sections of 4 or 8 bars, often an intro without drums."""
        layers: list[set[str]] = []
        every = {"drums", "bass", "comp", "lead"}
        while len(layers) < self.bars:
            dice = self.chance.random()
            now = every if dice < 0.5 else every - {str(self.chance.choice(sorted(every)))}
            if not layers and dice < 0.45:
                now = every - {"drums"} - ({"bass"} if dice < 0.25 else set())
            elif dice > 0.88:
                now = {"drums", "bass"} if dice > 0.94 else {"comp", "bass"}
            layers += [now] * int(self.chance.choice([4, 8] if layers else [2, 4, 8]))
        return layers[: self.bars]

    def _chords(self) -> list[int]:
        """The degree of the scale for each bar."""
        rows = [self.chance.choice(_CHORDS[self.scale]) for _ in range(2)]
        slow = int(self.chance.choice([1, 1, 2]))
        return [int(rows[bar // 16 % 2][bar // slow % 4]) for bar in range(self.bars)]

    def _tone(self, degree: int, octave: int) -> int:
        scale = _SCALES[self.scale]
        return 12 * octave + self.root + scale[degree % 7] + 12 * (degree // 7)

    def _at(self, beat: float) -> float:
        """Seconds of a beat with its swing, and a little off as people play."""
        whole, part = divmod(beat + 1e-9, 1)
        if self.swing != 0.5:
            part = (
                part * self.swing * 2
                if part < 0.5
                else self.swing + (part - 0.5) * (1 - self.swing) * 2
            )
        time = float(np.interp(whole + part, np.arange(len(self.times)), self.times))
        return max(time + self.chance.normal(0, self.style.free), 0.0)

    def _note(self, beat: float, length: float, pitch: int, loud: float) -> Note:
        start = self._at(beat)
        step = 60 / self.bpm
        velocity = int(np.clip(loud * self.chance.uniform(0.85, 1.1), 8, 127))
        return start, length * step, int(np.clip(pitch, 12, 115)), velocity

    def _drums(self, patterns: list[Drums]) -> list[Note]:
        meter, parts = self.style.meter, self.style.parts
        found: list[Note] = []
        fills = int(self.chance.choice([4, 8, 16, 99]))
        thin = set(self.chance.choice(sorted(patterns[0]), 1)) if len(patterns[0]) > 2 else set()
        for bar in range(self.bars):
            if "drums" not in self.layers[bar]:
                continue
            fill = bar % fills == fills - 1
            first = bar == 0 or "drums" not in self.layers[bar - 1]
            pattern = patterns[bar // 16 % 2]
            for letter, row in pattern.items():
                if letter in thin and bar // 8 % 3 == 1:
                    continue
                for step, mark in enumerate(row[: meter * parts]):
                    if mark == "." or (fill and step >= (meter - 1) * parts and letter != "k"):
                        continue
                    loud = 105 if mark == "x" else 55
                    loud -= 12 * (letter in "har" and step % parts != 0)
                    found.append(self._note(bar * meter + step / parts, 0.1, LETTERS[letter], loud))
            if fill:
                for step in range(parts):
                    drum = (HIGH_TOM, MID_TOM, LOW_TOM, SNARE)[step % 4]
                    found.append(self._note(bar * meter + meter - 1 + step / parts, 0.1, drum, 100))
            if first and self.chance.random() < 0.6:
                found.append(self._note(bar * meter, 0.5, CRASH, 100))
        return found

    def _varied(self, pattern: Drums) -> Drums:
        """Other kicks here and there, softer hats, and perhaps another instrument on top."""
        chance, made = self.chance, dict(pattern)
        if chance.random() < 0.5 and "k" in made and made["k"].count("x") < 6:
            odds = np.where(np.arange(len(made["k"])) % 2, 0.04, 0.14)
            more = chance.random(len(made["k"])) < odds
            made["k"] = "".join("x" if m else r for m, r in zip(more, made["k"], strict=True))
        if chance.random() < 0.4:
            letter, size = str(chance.choice(list("gbmairl"))), self.style.meter * self.style.parts
            odds = chance.uniform(0.1, 0.6) * np.where(np.arange(size) % 2, 0.4, 1)
            hits = chance.random(size) < odds
            made.setdefault(letter, "".join("x" if hit else "." for hit in hits))
        return made

    def _rhythm(self, row: str) -> list[float]:
        """Places in a bar, in beats; of triplets, the halves come late, and bars of 3, 5, 7.

        A loose song has rhythms of its own in place of some of the usual ones.
        """
        if self.loose and self.chance.random() < 0.6:
            odds = np.tile([0.5, 0.06, 0.45, 0.08], 4)
            odds[0] = 0.85
            hits = self.chance.random(16) < odds
            row = "".join("x" if hit else "." for hit in hits) if hits.sum() > 1 else row
        places = [step / 4 for step, mark in enumerate(row) if mark != "."]
        if self.style.parts == 3:
            places = [int(p) + {0: 0, 0.25: 1 / 3, 0.5: 2 / 3, 0.75: 2 / 3}[p % 1] for p in places]
            places = sorted(set(places))
        meter = self.style.meter
        return [p for p in places + [4 + p for p in places] if p < meter]

    def _pushed(self, bar: int, place: float) -> tuple[float, float]:
        """The beat of a place in a bar, and by how much it comes early: a pushed one by a half."""
        early = 0.5 if self.push and place == 0 and bar else 0.0
        if early and self.style.parts == 3:
            early = 1 / 3
        return bar * self.style.meter + place - early, early

    def _bass(self, kind: str, chords: list[int]) -> list[Note]:
        if kind == "none":
            return []
        places, found = self._rhythm(_BASS[kind]), []
        lengths = np.diff([*places, places[0] + self.style.meter])
        for bar, degree in enumerate(chords):
            if "bass" not in self.layers[bar]:
                continue
            for number, (place, length) in enumerate(zip(places, lengths, strict=True)):
                shift = 0
                if kind == "walking":
                    shift = (0, 2, 4, int(self.chance.choice([3, 5, 6])))[number % 4]
                elif kind in ("root_fifth", "tumbao"):
                    shift = 4 * (number % 2)
                pitch = self._tone(degree + shift, 3) - 12 * (degree > 4)
                pitch += 12 * (kind == "octaves" and number % 2)
                loud = 100 if place % 1 == 0 else 88
                beat, early = self._pushed(bar, place)
                found.append(self._note(beat, 0.85 * (length + early), pitch, loud))
        return found

    def _comp(self, kind: str, chords: list[int]) -> list[Note]:
        if kind == "none":
            return []
        if kind in _ARPS:
            return self._arpeggio(kind, chords)
        places, found = self._rhythm(_COMP[kind]), []
        lengths = np.diff([*places, places[0] + self.style.meter])
        power = kind in ("chug", "riff") and self.style.sounds == "metal"
        for bar, degree in enumerate(chords):
            if "comp" not in self.layers[bar]:
                continue
            for place, length in zip(places, lengths, strict=True):
                moved = degree + (int(self.chance.choice([0, 0, 1, 2])) if kind == "riff" else 0)
                tones = (0, 4, 7) if power else (0, 2, 4)
                long = min(length, 0.3) if kind in ("stabs", "skank", "skank8") else 0.9 * length
                loud = 92 if place % 1 == 0 else 80
                beat, early = self._pushed(bar, place)
                for tone in tones:
                    pitch = self._tone(moved + tone, 3 if power else 4)
                    found.append(self._note(beat, long + early, pitch, loud))
        return found

    def _arpeggio(self, kind: str, chords: list[int]) -> list[Note]:
        step, meter = _ARPS[kind] / 4, self.style.meter
        if self.style.parts == 3:
            step = 1 / 3
        orders = ((0, 2, 4, 7), (0, 4, 7, 4), (7, 4, 2, 0), (0, 2, 4, 2), (0, 4, 2, 7), (0, 2, 4))
        order = orders[int(self.chance.integers(0, len(orders)))]
        ring = self.chance.uniform(0.8, 2.5) * step
        found = []
        for bar, degree in enumerate(chords):
            if "comp" not in self.layers[bar]:
                continue
            for number in range(round(meter / step)):
                pitch = self._tone(degree + order[number % len(order)], 4)
                loud = 90 if number % round(1 / step) == 0 else 76
                found.append(self._note(bar * meter + number * step, ring, pitch, loud))
        return found

    def _lead(self, kind: str, chords: list[int]) -> list[Note]:
        """A tune made of a rhythm of two bars that comes again."""
        if kind == "none":
            return []
        meter, parts = self.style.meter, self.style.parts
        grid = parts if kind == "fast" else (3 if parts == 3 else 2)
        dense = self.chance.uniform(0.3, 0.75)
        weight = np.full(2 * meter * grid, 0.6)
        weight[::grid] = self.chance.uniform(0.5, 1.5)
        motif = np.flatnonzero(self.chance.random(len(weight)) < dense * weight)
        found, degree = [], 7
        for bar, chord in enumerate(chords):
            if "lead" not in self.layers[bar]:
                continue
            half = (motif >= bar % 2 * meter * grid) & (motif < (bar % 2 + 1) * meter * grid)
            steps = motif[half] - bar % 2 * meter * grid
            until_next = [*steps[1:], meter * grid][: len(steps)]
            for step, until in zip(steps, until_next, strict=True):
                degree = int(np.clip(degree + self.chance.integers(-2, 3), 4, 14))
                if step % grid == 0 and self.chance.random() < 0.6:
                    degree = chord + int(self.chance.choice([7, 9, 11]))
                beat, length = bar * meter + step / grid, 0.9 * (until - step) / grid
                found.append(self._note(beat, length, self._tone(degree, 4), 95))
        return found


def kicks(song: Song) -> np.ndarray:
    """Seconds of the kicks, which push the rest down."""
    return np.array([time for time, _, pitch, _ in song.parts["drums"] if pitch == KICK])
