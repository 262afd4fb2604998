"""What the analysis makes of practice songs, kept in files for learning.

`python practice_pictures.py SONGS OUT`: for each song `NAME.npz` with the picture that the network
sees, 50 frames a second, and the exact beats and positions.
"""

from __future__ import annotations

import sys
import types
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import rooms  # noqa: E402, F401

# isort: split
import way_out  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]


def load_package() -> None:
    """Make the package's parts importable without Blender."""
    package = types.ModuleType("sequence_maker_addon")
    package.__path__ = [str(ROOT / "sequence_maker_addon")]
    sys.modules.setdefault("sequence_maker_addon", package)


def pictured(samples: np.ndarray) -> Any:
    """What `picture_steps` makes of samples at 22050 Hz, and the spectra."""
    load_package()
    from sequence_maker_addon.music.hearing.activation import picture_steps
    from sequence_maker_addon.music.hearing.spectrum import SpectrumMaker, blocks_of
    from sequence_maker_addon.music.hearing.steps import finished

    maker = SpectrumMaker(22_050)
    for block in blocks_of(samples, 22_050):
        maker.push(block)
    spectra = finished(maker.ending())
    return finished(picture_steps(spectra)), spectra


def beats_of(file: Path) -> np.ndarray:
    """The rows of a `.beats.txt`: seconds and position in the bar, shape `(n, 2)`."""
    rows = [line.split() for line in file.read_text(encoding="utf-8").splitlines()]
    return np.array(rows, float).reshape(-1, 2)


def main(songs: str, out: str) -> None:
    """Make the pictures that are not there yet."""
    Path(out).mkdir(parents=True, exist_ok=True)
    for file in sorted(Path(songs).glob("*.beats.txt")):
        name = file.name.removesuffix(".beats.txt")
        made = Path(out) / f"{name}.npz"
        if made.exists() or not file.with_name(f"{name}.wav").exists():
            continue
        samples, _ = soundfile.read(file.with_name(f"{name}.wav"), dtype="float32")
        (_, _, picture, _, _), _ = pictured(samples)
        table, picture = beats_of(file), picture.astype(np.float16)
        np.savez(made, picture=picture, beats=table[:, 0], positions=table[:, 1])


if __name__ == "__main__":
    way_out.run(main, *sys.argv[1:3])
