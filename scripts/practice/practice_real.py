"""Real songs to learn from, with exact beats: `python practice_real.py UNPACKED OUT`.

  apt-get install fluidsynth fluid-soundfont-gm timgm6mb-soundfont musescore-general-soundfont \
      libopenmpt0
  apt-get download PACKAGE ...                 # those of `PACKAGES`
  for f in *.deb; do dpkg -x "$f" UNPACKED; done

Tracker modules and MIDI files of games in Debian, none of them of a package that the tracks of
`tests/music_truth/` come from. Songs of which the beats are not certain are left out and told.
The audio is not to be committed: of it come weights alone. Writes `real-PACKAGE-NAME_0.wav` and
`.beats.txt`, and of a long song what comes after the first part as `_1`.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import mido
import numpy as np
import soundfile
from mido import KeySignatureError

from practice_modules import RATE, SECONDS, Floats, NotFit, module

PACKAGES = (
    "armagetronad bb biniax2-data black-box bomberclone-data bugsquish circuslinux-data "
    "crimson dodgindiamond2 fb-music-high flobopuyo freedink-data freedroid-data freewheeling "
    "gemdropx gl-117-data gltron gweled heroes-sound-tracks kobodeluxe-data liquidwar-data "
    "madbomber-data monsterz-data njam-data open-invaders-data pachi-data pangzero pathogen "
    "pekka-kana-2-data penguin-command pianobooster pingus-data planetblupi-music-midi "
    "playmidi rafkill-data redeclipse-data ri-li-data simutrans-data solarwolf songwrite "
    "tecnoballz-data tomatoes-data tuxmath-data tuxtype-data vectoroids vodovod vor"
).split()
FONTS = (
    "sf2/FluidR3_GM.sf2",
    "sf2/TimGM6mb.sf2",
    "sf3/MuseScore_General.sf3",
    "sf2/FluidR3_GM.sf2",
)
PART, SHORTEST = 90, 40
"""Seconds that a part lasts, and that what is left lasts at least."""
_SOUNDS = Path("/usr/share/sounds")
_MODULES, _SCORES = (".xm", ".it", ".s3m", ".mod"), (".mid", ".midi")


class Score:
    """A MIDI file's notes, tempos and meters, in ticks."""

    def __init__(self, file: Path) -> None:
        """Read a file; raises `NotFit` where that is not possible."""
        try:
            made = mido.MidiFile(str(file), clip=True)
        except (OSError, EOFError, ValueError, LookupError, KeySignatureError) as problem:
            raise NotFit("not read") from problem
        self.beat, notes = made.ticks_per_beat, list[int]()
        self.tempos, self.meters = [(0, 500_000)], set[tuple[int, int]]()
        for track in made.tracks:
            now = 0
            for message in track:
                now += message.time
                if message.type == "set_tempo":
                    self.tempos.append((now, message.tempo))
                elif message.type == "time_signature":
                    self.meters.add((message.numerator, message.denominator))
                elif message.type == "note_on" and message.velocity:
                    notes.append(now)
        self.notes = np.sort(notes)
        self.tempos.sort(key=lambda row: row[0])  # at one time the last that is told counts

    def seconds(self, ticks: Floats) -> Floats:
        """When ticks are played, by the tempo map."""
        at = np.array([tick for tick, _ in self.tempos])
        lengths = np.array([tempo for _, tempo in self.tempos]) / self.beat / 1e6
        spent = [(b - a) * length for (a, b), length in zip(pairwise(at), lengths, strict=False)]
        place = np.searchsorted(at, ticks, side="right") - 1
        begun = np.concatenate([[0.0], np.cumsum(spent)])
        return np.asarray(begun[place] + (ticks - at[place]) * lengths[place])

    def beats(self) -> Floats:
        """Seconds and position in the bar, shape `(n, 2)`; raises `NotFit`."""
        if len(self.notes) < 100:
            raise NotFit("few notes")
        inside = self.notes / self.beat % 1
        on_grid = [
            (np.abs((inside * parts + 0.5) % 1 - 0.5) < 0.03 * parts).mean() for parts in (4, 3)
        ]
        if max(on_grid) < 0.7:
            raise NotFit("notes off the grid")
        quarters = [(np.abs((inside - k / 4 + 0.5) % 1 - 0.5) < 0.06).mean() for k in range(4)]
        if np.argmax(quarters):
            raise NotFit("notes beside the beat")
        count, unit = next(iter(self.meters), (4, 4))
        if len(self.meters) > 1 or unit not in (2, 4):
            raise NotFit("several meters")
        first, last = self.notes[[0, -1]] / self.beat
        number = np.arange(np.floor(first), np.ceil(last)).astype(int)
        times = self.seconds(number * self.beat)
        if not (times[-1] > 30 and 50 <= 60 / float(np.median(np.diff(times))) <= 215):
            raise NotFit("short, or no ordinary tempo")
        return np.stack([times, number % (count if unit == 4 else 2 * count) + 1], axis=1)


def score(file: Path, name: str) -> tuple[Floats, Floats]:
    """Samples from half a second before the first note on, and beats; raises `NotFit`."""
    made = Score(file)
    beats = made.beats()
    chance = np.random.default_rng(zlib.crc32(name.encode()))
    font = _SOUNDS / FONTS[int(chance.integers(0, len(FONTS)))]
    with tempfile.TemporaryDirectory() as folder:
        wav = f"{folder}/a.wav"
        play = ["fluidsynth", "-ni", "-q", "-g", "0.5", "-r", str(RATE), "-F", wav]
        subprocess.run([*play, str(font), str(file)], check=True, timeout=60, capture_output=True)
        samples = soundfile.read(wav, dtype="float32", always_2d=True)[0].mean(axis=1)
    lead = max(float(made.seconds(made.notes[:1])[0]) - 0.5, 0.0)
    beats = beats[(beats[:, 0] >= lead) & (beats[:, 0] < SECONDS)] - (lead, 0)
    return samples[int(lead * RATE) : SECONDS * RATE], beats


def songs(unpacked: Path) -> list[tuple[str, Path]]:
    """Each song once, by a name made of its package's folder and its own."""
    found: dict[int, tuple[str, Path]] = {}
    for file in sorted(unpacked.rglob("*")):
        if file.is_file() and file.suffix.lower() in _MODULES + _SCORES:
            inside = file.relative_to(unpacked).parts
            folder = next(part for part in inside if part not in ("usr", "share", "games", "lib"))
            name = f"real-{folder}-{file.stem.replace(' ', '_')}"
            found.setdefault(zlib.crc32(file.read_bytes()), (name, file))
    return list(found.values())


def main() -> None:
    """Build what can be built, and tell of each what became of it."""
    unpacked, out = map(Path, sys.argv[1:3])
    out.mkdir(parents=True, exist_ok=True)
    for name, file in songs(unpacked):
        try:
            ours = file.suffix.lower() in _MODULES
            samples, beats = module(file) if ours else score(file, name)
        except (NotFit, subprocess.SubprocessError) as problem:
            print(f"{name}: left out, {problem}", flush=True)
            continue
        for number, (part, inside) in enumerate(parts(samples, beats)):
            loudest = np.abs(part).max(initial=0)
            if loudest < 1e-3:
                print(f"{name}_{number}: left out, silent", flush=True)
                continue
            path = out / f"{name}_{number}"
            soundfile.write(f"{path}.wav", part / loudest * 0.9, RATE, subtype="PCM_16")
            lines = [f"{time:.4f}\t{place:.0f}\n" for time, place in inside]
            Path(f"{path}.beats.txt").write_text("".join(lines), encoding="utf-8")
            print(f"{name}_{number}: {len(inside)} beats", flush=True)


def parts(samples: Floats, beats: Floats) -> Iterator[tuple[Floats, Floats]]:
    """The first `PART` seconds, and what follows if it is not short."""
    for first in range(0, len(samples), PART * RATE):
        part = samples[first : first + PART * RATE]
        if not first or len(part) > SHORTEST * RATE:
            start = first / RATE
            inside = beats[(beats[:, 0] >= start) & (beats[:, 0] < start + PART)]
            if len(inside) > 30:
                yield part, inside - (start, 0)


if __name__ == "__main__":
    main()
