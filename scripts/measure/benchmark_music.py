"""Measures the music analysis beside librosa and madmom: `python3 scripts/benchmark.py music`.

`music-aside` measures the tracks that were set aside, of which nothing was learned. By itself,
`benchmark_music.py TRUTH` takes another folder than the cache's, as
`tests/music_truth/build_truth.py` makes it. Times are processor time without decoding, of all
threads; librosa is called once before, so that its compiling does not count, and linear algebra is
kept to one thread for all.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import rooms  # noqa: E402, F401

# isort: split
import way_out  # noqa: E402
from environment import SetupError, environment  # noqa: E402
from music_truth import ASIDE, DEVELOPMENT, NoTruth, truth  # noqa: E402

SOUND = 240  # seconds
WHEELS = 1_000_000
Row = dict[str, Any]
_WHO = ("", "librosa ", "madmom ")


@dataclass(frozen=True)
class Goal:
    """One line of the table: what is measured and what it has to be."""

    title: str
    goal: str
    ours: float
    met: bool
    librosa: float | None = None
    madmom: float | None = None

    def line(self) -> str:
        """The line as it is printed."""
        others = [
            f"{v:9.3f}" if v is not None else f"{'-':>9}" for v in (self.librosa, self.madmom)
        ]
        met = "met" if self.met else "MISSED"
        return f"{self.title:34}{self.goal:>18}{self.ours:9.3f}{''.join(others)}  {met}"


def measured(stem: Path) -> Row:
    """All figures of one track."""
    import numpy as np
    from sequence_maker_addon.music.hearing.analysis import analyze
    from sequence_maker_addon.music.hearing.candidates import Hints

    import music_rivals as rivals
    from music_scores import f_measure, lateness, section_f

    sound = rivals.sound(stem)
    table = np.loadtxt(f"{stem}.beats.txt", ndmin=2)
    beats, downbeats = table[:, 0], table[table[:, 1] == 1, 0]
    bpm = 60 / float(np.median(np.diff(beats)))
    ours, our_seconds = _timed(lambda: analyze(sound, rivals.RATE))
    theirs, their_seconds = _timed(lambda: rivals.librosa_beats(sound))
    madmom, madmom_downbeats = rivals.madmom_beats(stem)
    hinted = analyze(sound, rivals.RATE, Hints(bpm=bpm))
    found = np.array(ours.grid.beats)
    heard = {"": found, "librosa ": theirs, "madmom ": madmom}
    row: Row = {
        **{f"{who}F": f_measure(beats, times) for who, times in heard.items()},
        **{f"{who}F25": f_measure(beats, times, 0.025) for who, times in heard.items()},
        **{f"{who}late": lateness(beats, times) for who, times in heard.items()},
        "downbeat": f_measure(downbeats, np.array(ours.grid.downbeats)),
        "madmom downbeat": f_measure(downbeats, madmom_downbeats),
        "hinted": f_measure(beats, np.array(hinted.grid.beats)),
        "sections": np.nan,
        "ours s": our_seconds,
        "librosa s": their_seconds,
        "seconds": len(sound) / rivals.RATE,
        "none": not ours.grid.beats,
        "unsure": ours.grid.doubtful,
        "tempo": ours.tempo,
        "true tempo": bpm,
    }
    sections = Path(f"{stem}.sections.txt")
    if sections.exists():
        starts = [float(line.split()[0]) for line in sections.read_text().splitlines()]
        row["sections"] = section_f(starts, [s.start for s in ours.grid.sections], row["seconds"])
    return row


def aside_goals(rows: list[Row]) -> list[Goal]:
    """The table of the tracks set aside."""
    import numpy as np

    mean = {name: float(np.nanmean([row[name] for row in rows])) for name in rows[0]}
    beat, librosa, madmom = (mean[f"{who}F"] for who in _WHO)
    f25, librosa25, madmom25 = (mean[f"{who}F25"] for who in _WHO)
    late, *lates = (float(np.nanmedian([row[f"{who}late"] for row in rows])) for who in _WHO)
    none, unsure = (float(sum(row[name] for row in rows)) for name in ("none", "unsure"))
    down = mean["downbeat"], mean["madmom downbeat"]
    return [
        Goal("beat F", ">= 0.88", beat, beat >= 0.88, librosa, madmom),
        Goal("  over madmom's", ">= 1", beat / madmom, beat >= madmom),
        Goal("tracks without beats", "0", none, not none),
        Goal("tracks of which it is not sure", "-", unsure, True),
        Goal("beat F within 25 ms", "-", f25, True, librosa25, madmom25),
        Goal("median lateness, ms", "within 10", late, abs(late) <= 10, *lates),
        Goal("downbeat F", "-", down[0], True, None, down[1]),
        Goal("beat F with the tempo told", "-", mean["hinted"], True),
    ]


def goals(rows: list[Row]) -> list[Goal]:
    """The table of what was heard: means over the tracks, of lateness the median."""
    import numpy as np

    mean = {name: float(np.nanmean([row[name] for row in rows])) for name in rows[0]}
    late, *lates = (float(np.nanmedian([row[f"{who}late"] for row in rows])) for who in _WHO)
    beat, librosa, madmom = (mean[f"{who}F"] for who in _WHO)
    f25, librosa25, madmom25 = (mean[f"{who}F25"] for who in _WHO)
    down, sections, hinted = (mean[name] for name in ("downbeat", "sections", "hinted"))
    ours, theirs = (mean["seconds"] / mean[f"{who} s"] for who in ("ours", "librosa"))
    return [
        Goal("beat F", ">= 0.92", beat, beat >= 0.92, librosa, madmom),
        Goal("  over librosa's", ">= 1.18", beat / librosa, beat >= 1.18 * librosa),
        Goal("  over madmom's", ">= 0.90", beat / madmom, beat >= 0.9 * madmom),
        Goal("beat F within 25 ms", ">= 0.91", f25, f25 >= 0.91, librosa25, madmom25),
        Goal("median lateness, ms", "within 10", late, abs(late) <= 10, *lates),
        Goal("downbeat F", ">= 0.86", down, down >= 0.86, None, mean["madmom downbeat"]),
        Goal("sections F within 3 s", ">= 0.80", sections, sections >= 0.8),
        Goal("beat F with the tempo told", ">= 0.92", hinted, hinted >= 0.92),
        Goal("times real time", ">= librosa", ours, ours >= theirs, theirs),
    ]


def cost_goals(stem: Path) -> list[Goal]:
    """The table of what listening to a song of four minutes costs."""
    import numpy as np

    import music_rivals as rivals
    from music_costs import costs, wheel_sizes

    cost = costs(np.resize(rivals.sound(stem), SOUND * rivals.RATE))
    made = [
        Goal("first result of 4 minutes, s", "<= 1", cost.first, cost.first <= 1),
        Goal(f"longest step ({cost.stage}), ms", "<= 20", cost.longest, cost.longest <= 20),
    ]
    for platform, (zipped, largest) in wheel_sizes("metricon").items():
        title = f"metricon in {platform}, MB ({largest / 1e6:.2f} a wheel)"
        made.append(Goal(title, "<= 1", zipped / 1e6, zipped <= WHEELS))
    return made


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    begun = time.process_time()
    result = work()
    return result, time.process_time() - begun


def report(rows: dict[str, Row], lines: list[Goal]) -> bool:
    """Print the goals and the three weakest tracks; tell whether all goals are met."""
    print(f"\n{len(rows)} tracks{'goal':>43}{'ours':>9}{'librosa':>9}{'madmom':>9}")
    for goal in lines:
        print(goal.line())
    print("weakest:")
    for track in sorted(rows, key=lambda track: rows[track]["F"])[:3]:
        row = rows[track]
        others = f"librosa {row['librosa F']:.2f}, madmom {row['madmom F']:.2f}"
        tempo = f"{row['tempo']:.0f} for {row['true tempo']:.0f} BPM"
        print(f"  {track}: F {row['F']:.2f} ({others}), {tempo}, with it {row['hinted']:.2f}")
    return all(goal.met for goal in lines)


def run(folder: Path, aside: bool) -> bool:
    """Measure every track of a folder; of those set aside only what is heard."""
    from music_costs import load_package

    warnings.simplefilter("ignore")
    load_package()
    tracks = sorted(folder.glob("*.beats.txt"))
    if not tracks:
        raise SetupError(f"no *.beats.txt in {folder}")
    stems = [path.with_name(path.name.removesuffix(".beats.txt")) for path in tracks]
    measured(stems[0])  # imports and librosa's compiling
    rows = {}
    names = ("F", "F25", "late", "downbeat", "sections", "hinted", "librosa F", "madmom F")
    print(f"{'':30}" + "".join(f"{name:>11}" for name in names))
    for stem in stems:
        rows[stem.name] = row = measured(stem)
        print(f"{stem.name:30}" + "".join(f"{row[name]:11.3f}" for name in names), flush=True)
    if aside:
        return report(rows, aside_goals(list(rows.values())))
    longest = max(stems, key=lambda stem: rows[stem.name]["seconds"])
    return report(rows, goals(list(rows.values())) + cost_goals(longest))


def main() -> int:
    """Measure in the environment with librosa and madmom; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("truth", type=Path, nargs="?", help="a folder in place of the cache's")
    parser.add_argument("--aside", action="store_true", help="the tracks that were set aside")
    options = parser.parse_args()
    wanted = ASIDE if options.aside else DEVELOPMENT
    try:
        if importlib.util.find_spec("librosa") is None:
            variables = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
            command = [str(environment("music")), *sys.argv]
            return subprocess.run(command, env=variables).returncode
        return 0 if run(options.truth or truth(wanted), options.aside) else 1
    except NoTruth as problem:
        print(f"music: SKIPPED: {problem}")
        return 0
    except SetupError as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    way_out.run(main)
