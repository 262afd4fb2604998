"""Measures the music analysis against librosa: `python scripts/benchmark_music.py TRUTH`.

TRUTH is a folder as `tests/music_truth/build_truth.py` makes it. Needs mir_eval, librosa, scipy
and soundfile, none of which the extension uses. Times are processor time without decoding; librosa
is called once before, so that its compiling does not count.
"""

from __future__ import annotations

import argparse
import sys
import time
import types
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
RATE = 22_050
NAMES = ("F", "F25", "late ms", "downbeat", "sections", "hinted F", "librosa F", "librosa F25")
GOALS = {
    "F": lambda row: row["F"] >= 1.12 * row["librosa F"],
    "F25": lambda row: row["F25"] >= 0.80,
    "late ms": lambda row: abs(row["late ms"]) <= 10,
    "downbeat": lambda row: row["downbeat"] >= 0.55,
    "sections": lambda row: row["sections"] >= 0.55,
    "hinted F": lambda row: row["hinted F"] >= 0.92,
    "speed": lambda row: row["speed"] >= 1,
}
Row = dict[str, float]
Floats = np.ndarray


def measured(stem: Path) -> Row:
    """All figures of one track."""
    import librosa
    from sequence_maker_addon.music.analysis import analyze
    from sequence_maker_addon.music.candidates import Hints

    sound = _load(stem.with_name(stem.name + ".wav"))
    truth = np.loadtxt(stem.with_name(stem.name + ".beats.txt"), ndmin=2)
    beats, downbeats = truth[:, 0], truth[truth[:, 1] == 1, 0]
    ours, our_seconds = _timed(lambda: analyze(sound, RATE))
    bpm = 60 / float(np.median(np.diff(beats)))
    hinted = analyze(sound, RATE, Hints(bpm=bpm))
    (_, theirs), their_seconds = _timed(
        lambda: librosa.beat.beat_track(y=sound, sr=RATE, units="time")
    )
    found = np.array(ours.grid.beats)
    row = {
        "F": f_measure(beats, found),
        "F25": f_measure(beats, found, 0.025),
        "late ms": _lateness(beats, found),
        "downbeat": f_measure(downbeats, np.array(ours.grid.downbeats)),
        "hinted F": f_measure(beats, np.array(hinted.grid.beats)),
        "librosa F": f_measure(beats, theirs),
        "librosa F25": f_measure(beats, theirs, 0.025),
        "sections": np.nan,
        "ours s": our_seconds,
        "librosa s": their_seconds,
        "seconds": len(sound) / RATE,
        "tempo": ours.tempo,
        "true tempo": bpm,
    }
    sections = stem.with_name(stem.name + ".sections.txt")
    if sections.exists():
        starts = [float(line.split()[0]) for line in sections.read_text().splitlines()]
        row["sections"] = _section_f(starts, [s.start for s in ours.grid.sections], row["seconds"])
    return row


def f_measure(truth: Floats, found: Floats, window: float = 0.07) -> float:
    """Of mir_eval, which leaves out the first five seconds."""
    import mir_eval

    trim = mir_eval.beat.trim_beats
    return float(mir_eval.beat.f_measure(trim(truth), trim(found), f_measure_threshold=window))


def _section_f(truth: list[float], found: list[float], seconds: float) -> float:
    """F of boundaries within 3 s; start and end of the song do not count."""
    import mir_eval

    both = []
    for times in (truth, found):
        edges = [0.0, *(t for t in times if 0.5 < t < seconds - 0.5), seconds]
        both.append(np.array(list(zip(edges[:-1], edges[1:], strict=True))))
    return float(mir_eval.segment.detection(*both, window=3, trim=True)[2])


def _lateness(truth: Floats, found: Floats) -> float:
    """Median of found less true time in milliseconds, where they are within 70 ms."""
    if len(found) < 2:
        return float("nan")
    off = found - truth[np.abs(truth[None, :] - found[:, None]).argmin(axis=1)]
    near = off[np.abs(off) < 0.07]
    return float(np.median(near) * 1000) if len(near) else float("nan")


def _load(path: Path) -> Floats:
    import soundfile
    from scipy.signal import resample_poly

    samples, rate = soundfile.read(str(path), dtype="float32", always_2d=True)
    mono = samples.mean(axis=1)
    return mono if rate == RATE else resample_poly(mono, RATE, rate).astype(np.float32)


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    begun = time.process_time()
    result = work()
    return result, time.process_time() - begun


def report(rows: dict[str, Row]) -> bool:
    """Print the means, the goals and the three weakest tracks; tell whether all goals are met."""
    mean = {name: float(np.nanmean([row[name] for row in rows.values()])) for name in NAMES}
    mean["late ms"] = float(np.nanmedian([row["late ms"] for row in rows.values()]))
    total = {name: sum(row[name] for row in rows.values()) for name in ("ours s", "librosa s")}
    mean["speed"] = total["librosa s"] / total["ours s"]
    seconds = sum(row["seconds"] for row in rows.values())
    print(f"\n{len(rows)} tracks; F is {mean['F'] / mean['librosa F']:.2f} x librosa's")
    print(
        f"{seconds / total['ours s']:.0f} x real time, librosa {seconds / total['librosa s']:.0f}"
    )
    good = True
    for name in (*NAMES, "speed"):
        met = GOALS[name](mean) if name in GOALS else None
        good = good and met is not False
        print(f"{name:12} {mean[name]:8.3f}  {'' if met is None else 'met' if met else 'MISSED'}")
    print("weakest:")
    for track in sorted(rows, key=lambda track: rows[track]["F"])[:3]:
        row = rows[track]
        print(f"  {track}: F {row['F']:.2f}, {row['tempo']:.0f} for {row['true tempo']:.0f} BPM")
    return good


def main() -> int:
    """Measure every track of a folder; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("truth", type=Path)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    package = types.ModuleType("sequence_maker_addon")
    package.__path__ = [str(ROOT / "sequence_maker_addon")]
    sys.modules.setdefault("sequence_maker_addon", package)
    tracks = sorted(options.truth.glob("*.beats.txt"))
    if not tracks:
        parser.error(f"no *.beats.txt in {options.truth}")
    stems = [path.with_name(path.name.removesuffix(".beats.txt")) for path in tracks]
    measured(stems[0])  # imports and librosa's compiling
    rows = {}
    for stem in stems:
        rows[stem.name] = row = measured(stem)
        print(f"{stem.name:30}" + " ".join(f"{row[name]:7.3f}" for name in NAMES), flush=True)
    return 0 if report(rows) else 1


if __name__ == "__main__":
    sys.exit(main())
