"""What listening costs, for `benchmark_music.py`: the first result, the longest step, the wheels.

`python music_costs.py SAMPLES.npy` is the fresh process in which a song is heard; times are
processor time. Its modules are compiled by then, as Blender's and the add-on's are after their
first use: where Python may not keep what it compiles, NumPy alone costs a third of a second more.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import types
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import rooms  # noqa: E402, F401

# isort: split
import way_out  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "sequence_maker_addon"
RATE = 22_050
RUNS = 3


@dataclass(frozen=True)
class Costs:
    """Of one song in a fresh process.

    Attributes:
        first: Seconds from the start of Python to the result, imports included, decoding not.
        longest: Milliseconds of the main thread in the longest step.
        stage: What was done in that step.
    """

    first: float
    longest: float
    stage: str


def costs(samples: Any) -> Costs:
    """Hear samples at 22050 Hz, shape `(n,)`, in three fresh processes; the middle one counts."""
    import numpy as np

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "samples.npy"
        np.save(file, samples)
        command = [sys.executable, __file__, str(file)]
        apart = ("THREADS", "DONTWRITEBYTECODE")
        kept = {k: value for k, value in os.environ.items() if not any(word in k for word in apart)}
        variables = {**kept, "PYTHONPYCACHEPREFIX": folder}
        heard = [_output(command, variables) for _ in range(1 + RUNS)][1:]  # the first compiles
    return sorted((Costs(**json.loads(text)) for text in heard), key=lambda cost: cost.first)[
        RUNS // 2
    ]


def _output(command: list[str], variables: dict[str, str]) -> str:
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=True)
    return done.stdout


def wheel_sizes(project: str) -> dict[str, tuple[int, int]]:
    """For each platform, the bytes of a project's wheels in the zip, and of the largest one."""
    from wheels import PLATFORMS, Wheel, fetch

    files = fetch(PLATFORMS, project)
    sizes = {}
    for platform in PLATFORMS:
        own = [file.stat().st_size for file in files if Wheel(file.name).fits(platform)]
        sizes[platform] = sum(own), max(own, default=0)
    return sizes


def load_package() -> None:
    """Make the package's parts importable without registering the extension."""
    package = types.ModuleType(PACKAGE)
    package.__path__ = [str(ROOT / PACKAGE)]
    sys.modules.setdefault(PACKAGE, package)


def _hear(file: str) -> Costs:
    """Listen; what reading the samples takes does not count."""
    import numpy as np

    begun = time.process_time()
    samples = np.load(file)
    reading = time.process_time() - begun
    load_package()
    from sequence_maker_addon.music.hearing.analysis import analyze_steps
    from sequence_maker_addon.music.hearing.spectrum import blocks_of

    steps = analyze_steps(blocks_of(samples, RATE, 1.0), RATE, duration=len(samples) / RATE)
    longest, stage, running = 0.0, "starting", True
    while running:
        begun = time.thread_time()
        told = next(steps, None)
        taken = time.thread_time() - begun
        if taken > longest:
            longest, stage = taken, told.text if told else "the end"
        running = told is not None
    return Costs(time.process_time() - reading, longest * 1000, stage)


def main(samples: str) -> None:
    """Print what hearing some samples costs, as JSON."""
    print(json.dumps(vars(_hear(samples))))


if __name__ == "__main__":
    way_out.run(main, sys.argv[1])
