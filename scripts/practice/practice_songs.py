"""Builds the practice songs: `python practice_songs.py OUT [SONGS A STYLE] [--from N] [--every N]`.

Needs fluidsynth, fluid-soundfont-gm, timgm6mb-soundfont and opl3-soundfont (Debian), and numpy,
scipy, soundfile and mido. Every song has its own seed, made of its name, so that any part of the
set can be built alone and comes out the same. Writes `STYLE_NUMBER.wav` and `.beats.txt`.
"""

from __future__ import annotations

import argparse
import sys
import zlib
from pathlib import Path

import numpy as np
import soundfile

sys.path.insert(0, str(Path(__file__).resolve().parent))
from practice_sound import RATE, played  # noqa: E402
from practice_styles import STYLES  # noqa: E402
from practice_writer import Writer  # noqa: E402


def build(name: str, out: Path) -> None:
    """Make one song, such as `house_3`, unless it is there."""
    file = out / f"{name}.wav"
    if file.exists():
        return
    chance = np.random.default_rng(zlib.crc32(name.encode()))
    style = STYLES[name.rpartition("_")[0]]
    song = Writer(style, chance).written()
    samples = played(song, style, chance)
    first = int(chance.uniform(0, 6) * RATE) if chance.random() < 0.5 else 0
    samples = samples[first : int((song.beats[-1] + 1.0) * RATE)]
    rows = zip(song.beats - first / RATE, song.positions, strict=True)
    lines = [f"{time:.4f}\t{place}\n" for time, place in rows if time >= 0]
    file.with_suffix(".beats.txt").write_text("".join(lines), encoding="utf-8")
    soundfile.write(file, samples, RATE, subtype="PCM_16")


def main() -> None:
    """Build the songs that the command line names."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("songs", type=int, nargs="?", default=10, help="of each style")
    parser.add_argument("--from", type=int, default=0, dest="first")
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    names = [f"{style}_{number}" for number in range(options.songs) for style in STYLES]
    for name in names[options.first :: options.every]:
        build(name, options.out)
        print(name, flush=True)


if __name__ == "__main__":
    main()
