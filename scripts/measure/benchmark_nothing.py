"""Counts what beats are heard where there are none: `python3 scripts/benchmark.py music-nothing`.

200 sounds of `scripts/practice/practice_noise.py`: speech, noise, applause and crackle, drones, and
music in free time. Beats that count as sure may be heard in two of them at most. Needs espeak-ng,
fluidsynth and its soundfonts at the first call.
"""

from __future__ import annotations

import collections
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import rooms  # noqa: E402, F401

# isort: split
import way_out  # noqa: E402
from environment import CACHE, SetupError, environment  # noqa: E402

COUNT, MOST = 200, 2
FOLDER = CACHE / "music_nothing"


def run(folder: Path) -> bool:
    """Hear them all; print how many of each kind have beats, and which count as sure."""
    from music_costs import load_package
    from music_rivals import RATE, sound

    load_package()
    from sequence_maker_addon.music.hearing.analysis import analyze

    totals: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    sure = []
    for file in sorted(folder.glob("*.wav")):
        found = analyze(sound(file.with_suffix("")), RATE)
        kind = file.stem.rpartition("_")[0]
        said = "none" if not found.grid.beats else "sure" if found.grid.sure else "not sure"
        totals[kind][said] += 1
        if said == "sure":
            sure.append(f"{file.stem} ({found.tempo:.0f} BPM)")
    for kind, counts in totals.items():
        print(f"{kind:10}", ", ".join(f"{said}: {count}" for said, count in counts.most_common()))
    print(f"sure of beats in {len(sure)} of {COUNT}, at most {MOST}: {', '.join(sure) or 'none'}")
    return len(sure) <= MOST


def main() -> int:
    """Build what is missing and count; 1 when too many are heard."""
    try:
        python = environment("music")
    except SetupError as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 1
    if importlib.util.find_spec("librosa") is None:
        variables = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        return subprocess.run([str(python), *sys.argv], env=variables).returncode
    if len(list(FOLDER.glob("*.beats.txt"))) < COUNT:
        script = Path(__file__).resolve().parents[1] / "practice" / "practice_noise.py"
        subprocess.run([sys.executable, str(script), str(FOLDER), str(COUNT)], check=True)
    return 0 if run(FOLDER) else 1


if __name__ == "__main__":
    way_out.run(main)
