"""Lists what can be heard in songs, for learning which of it is right.

  python practice_rows.py SONGS ROWS WEIGHTS0.npy WEIGHTS1.npy ...

Of every song the candidates with their features and F, and the evidence at its true beats: heard by
the network that was taught without the song's family or package (`--without 0` and so on), so that
no features are better than in a song never heard.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import mir_eval
import numpy as np
import soundfile

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import rooms  # noqa: E402, F401

# isort: split
import way_out  # noqa: E402
from practice_pictures import beats_of, load_package, pictured  # noqa: E402
from practice_styles import fold_of  # noqa: E402

load_package()
from sequence_maker_addon.music.hearing.activation import Activation, widened  # noqa: E402
from sequence_maker_addon.music.hearing.bars import evidence_steps, odds_of_one  # noqa: E402
from sequence_maker_addon.music.hearing.beats import different  # noqa: E402
from sequence_maker_addon.music.hearing.candidates import Hints, candidate_steps  # noqa: E402
from sequence_maker_addon.music.hearing.landmarks import landmark_steps  # noqa: E402
from sequence_maker_addon.music.hearing.pooled import pooled_steps  # noqa: E402
from sequence_maker_addon.music.hearing.ranking import teller  # noqa: E402
from sequence_maker_addon.music.hearing.steps import finished  # noqa: E402
from sequence_maker_addon.music.hearing.tracker import track_metricon  # noqa: E402
from sequence_maker_addon.music.network.pulse import pulse_steps  # noqa: E402
from sequence_maker_addon.music.network.shape import unpacked  # noqa: E402

SHORTEST = 1500
"""Frames; a song of fewer teaches nothing."""


@dataclass(frozen=True)
class Rows:
    """What was heard in one song.

    Attributes:
        name: `STYLE_NUMBER`, or `real-PACKAGE-NAME_0`.
        features: What is heard along each of n candidates, shape `(n, 87)`.
        f: F of each candidate, shape `(n,)`.
        proof: Evidence at the true beats, shape `(m, 32)`.
        odds: Of the first beat of a bar there, as the network hears it, shape `(m,)`.
        positions: In the bar, from 1, shape `(m,)`.
    """

    name: str
    features: np.ndarray
    f: np.ndarray
    proof: np.ndarray
    odds: np.ndarray
    positions: np.ndarray

    @property
    def fold(self) -> int:
        """With which others it is left out."""
        return fold_of(self.name)

    @property
    def real(self) -> bool:
        """Whether people made it."""
        return self.name.startswith("real-")


def rows_of(samples: np.ndarray, table: np.ndarray, layers: Any) -> dict[str, np.ndarray]:
    """The arrays of `Rows` for samples at 22050 Hz and their beats and positions."""
    (raw, sound, picture, level, rise), spectra = pictured(samples)
    pulse = finished(pulse_steps(picture, layers))
    activation = Activation(raw, widened(raw), sound, pulse, level, rise)
    tell = teller(activation, finished(landmark_steps(activation)))
    found = finished(candidate_steps(raw[:, 0], pulse[:, 0], Hints(), track_metricon))
    found = [one for one in different(found) if len(one.beats) > 8]
    truth = mir_eval.beat.trim_beats(table[:, 0])
    trimmed = [mir_eval.beat.trim_beats(one.beats) for one in found]
    pooled = finished(pooled_steps(spectra, activation))
    return {
        "features": np.array([tell(one) for one in found]),
        "f": np.array([mir_eval.beat.f_measure(truth, beats) for beats in trimmed]),
        "proof": finished(evidence_steps(table[:, 0], activation, pooled)),
        "odds": odds_of_one(table[:, 0], activation),
        "positions": table[:, 1].astype(int),
    }


def read(*folders: str) -> list[Rows]:
    """The rows of all songs in folders."""
    files = [file for folder in folders for file in sorted(Path(folder).glob("*.npz"))]
    return [Rows(file.stem, **np.load(file)) for file in files]


def main(songs: str, rows: str, *networks: str) -> None:
    """Collect what is not there yet."""
    layers = [unpacked(np.load(network).astype(np.float32)) for network in networks]
    Path(rows).mkdir(parents=True, exist_ok=True)
    for file in sorted(Path(songs).glob("*.beats.txt")):
        name = file.name.removesuffix(".beats.txt")
        made = Path(rows) / f"{name}.npz"
        if made.exists():
            continue
        samples, _ = soundfile.read(file.with_name(f"{name}.wav"), dtype="float32")
        table = beats_of(file)
        if len(table) >= 8 and len(samples) >= SHORTEST * 220:
            np.savez(made, **rows_of(samples, table, layers[fold_of(name)]))


if __name__ == "__main__":
    way_out.run(main, *sys.argv[1:])
