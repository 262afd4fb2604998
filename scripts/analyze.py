"""Prints what is heard in a song: `python scripts/analyze.py FILE [--bpm N] [--json]`.

The file is decoded by Blender's own aud where `bpy` can be imported, else by soundfile or, for
WAV alone, by Python.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import types
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

import rooms  # noqa: F401

# isort: split
import way_out

PACKAGE = "sequence_maker_addon"
ROOT = Path(__file__).resolve().parent.parent


def analyze(path: Path, bpm: float | None = None) -> dict[str, Any]:
    """Analyse a file; times in seconds of the file.

    Args:
        path: A sound or video file.
        bpm: The tempo, if it is known.

    Raises:
        ValueError: If the file cannot be heard; a sentence.
    """
    from sequence_maker_addon.music.hearing.analysis import analyze_steps, finished
    from sequence_maker_addon.music.hearing.candidates import Hints

    blocks, rate, duration = _decoded(path)
    found = finished(analyze_steps(blocks, rate, Hints(bpm=bpm), duration))
    grid = found.grid
    return {
        "file": path.name,
        "duration": round(found.duration, 3),
        "tempo": found.tempo,
        "steady": found.steady,
        "confidence": found.confidence,
        "alternatives": [bpm for bpm, _ in found.alternatives],
        "meter": grid.meter,
        "beats": [[time, place] for time, place in zip(grid.beats, grid.positions, strict=True)],
        "sections": [[round(section.start, 3), section.name] for section in grid.sections],
        "section_labels": [section.label for section in grid.sections],
        "drops": list(found.drops),
        "breaks": [list(stretch) for stretch in found.breaks],
        "energy_per_bar": "".join(str(level) for level in found.energy),
        "key": found.key,
        "onsets": {band: len(onsets) for band, onsets in found.onsets.items()},
        "notes": list(found.notes),
    }


def _decoded(path: Path) -> tuple[Iterator[np.ndarray], float, float]:
    """Blocks of samples, their rate in hertz, and the expected seconds."""
    if importlib.util.find_spec("bpy") is not None:
        import bpy

        if bpy.app.version >= (4, 5, 0):  # the module of 4.2 was built without sound
            return _by_aud(path)
    if not path.is_file() or not path.stat().st_size:
        raise ValueError(f"{path} is missing or empty.")
    if importlib.util.find_spec("soundfile") is not None:
        return _by_soundfile(path)
    return _by_wave(path)


def _by_aud(path: Path) -> tuple[Iterator[np.ndarray], float, float]:
    from sequence_maker_addon.blender.sound.decode import open_sound
    from sequence_maker_addon.sequence.errors import ToolError

    try:
        decoding = open_sound(path)
    except ToolError as error:
        raise ValueError(str(error)) from error
    return decoding.blocks, decoding.rate, decoding.duration


def _by_soundfile(path: Path) -> tuple[Iterator[np.ndarray], float, float]:
    import soundfile

    try:
        file = soundfile.SoundFile(str(path))
    except soundfile.LibsndfileError as error:
        raise ValueError(f"{path.name} cannot be read: {error}") from error
    blocks = file.blocks(blocksize=file.samplerate, dtype="float32")
    return blocks, float(file.samplerate), file.frames / file.samplerate


def _by_wave(path: Path) -> tuple[Iterator[np.ndarray], float, float]:
    try:
        file = wave.open(str(path))
    except (wave.Error, EOFError) as error:
        raise ValueError(f"{path.name} is no WAV file, and soundfile is not here.") from error
    rate, width, channels = file.getframerate(), file.getsampwidth(), file.getnchannels()
    kinds = {1: "u1", 2: "<i2", 4: "<i4"}
    if width not in kinds:
        raise ValueError(f"WAV with {8 * width} bits needs soundfile.")

    def blocks() -> Iterator[np.ndarray]:
        while data := file.readframes(rate):
            samples = np.frombuffer(data, kinds[width]).astype(np.float32)
            samples = samples / 2 ** (8 * width - 1) - (1.0 if width == 1 else 0.0)
            yield samples.reshape(-1, channels)

    return blocks(), float(rate), file.getnframes() / rate


def _prepare() -> None:
    """Make the package's parts importable without registering the extension."""
    package = types.ModuleType(PACKAGE)
    package.__path__ = [str(ROOT / PACKAGE)]
    sys.modules.setdefault(PACKAGE, package)


def main() -> int:
    """Run what the command line says; 1 when the file cannot be heard."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--bpm", type=float, help="the tempo, if you know it")
    parser.add_argument("--json", action="store_true", help="everything, as one line of JSON")
    options = parser.parse_args()
    _prepare()
    try:
        found = analyze(options.file, options.bpm)
    except (OSError, ValueError) as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps(found))
        return 0
    beats, sections = found.pop("beats"), found.pop("sections")
    print("\n".join(f"{name}: {value}" for name, value in found.items()))
    print(f"beats: {len(beats)}, from {beats[0][0] if beats else '-'} s")
    print("sections: " + ", ".join(f"{name} at {start}" for start, name in sections))
    return 0


if __name__ == "__main__":
    way_out.run(main)
