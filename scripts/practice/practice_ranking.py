"""Learns which way of hearing the beat is the likeliest: the weights of `music/hearing/ranking.py`.

  python practice_ranking.py collect SONGS ROWS WEIGHTS.npy=FAMILY,FAMILY ...
  python practice_ranking.py check ROWS
  python practice_ranking.py teach ROWS sequence_maker_addon/music/hearing/ranking_weights.py

`collect` lists the candidates of every song with their features and F, heard by the network that
was taught without the song's family, so that no features are better than in a song never heard.
`check` leaves one family out after the other. A softmax over the candidates is to have the largest
expected F. Songs on which no candidate reaches 0.8 are left out: nothing could be learned.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import mir_eval
import numpy as np
import soundfile
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import rooms  # noqa: E402, F401

# isort: split
import way_out  # noqa: E402
from practice_network import family_of  # noqa: E402
from practice_pictures import beats_of, load_package, pictured  # noqa: E402

load_package()
from sequence_maker_addon.music.hearing.activation import Activation, widened  # noqa: E402
from sequence_maker_addon.music.hearing.beats import different  # noqa: E402
from sequence_maker_addon.music.hearing.candidates import Hints, candidate_steps  # noqa: E402
from sequence_maker_addon.music.hearing.ranking import features, onset_rate  # noqa: E402
from sequence_maker_addon.music.hearing.steps import finished  # noqa: E402
from sequence_maker_addon.music.hearing.tracker import track_metricon  # noqa: E402
from sequence_maker_addon.music.network.pulse import pulse_steps  # noqa: E402
from sequence_maker_addon.music.network.shape import unpacked  # noqa: E402

RIDGE = 0.02
Row = tuple[str, np.ndarray, np.ndarray]


def activation_of(samples: np.ndarray, layers: Any) -> Any:
    """The activation of samples, heard by the network with other weights."""
    (raw, sound, picture, level, rise), spectra = pictured(samples)
    pulse = finished(pulse_steps(picture, layers))
    return Activation(raw, widened(raw), sound, pulse, level, rise), spectra


def collect(songs: str, rows: str, *networks: str) -> None:
    """Write features and F of the candidates of each song."""
    layers: dict[str, Any] = {}
    for one in networks:
        weights, _, families = one.partition("=")
        flat = np.load(weights).astype(np.float32)
        layers |= dict.fromkeys(families.split(","), unpacked(flat))
    Path(rows).mkdir(parents=True, exist_ok=True)
    for file in sorted(Path(songs).glob("*.beats.txt")):
        name = file.name.removesuffix(".beats.txt")
        made, family = Path(rows) / f"{name}.npz", family_of(name)
        if made.exists() or family not in layers:
            continue
        samples, _ = soundfile.read(file.with_name(f"{name}.wav"), dtype="float32")
        activation, _ = activation_of(samples, layers[family])
        curve, pulse = activation.curves[:, 0], activation.pulse
        found = finished(candidate_steps(curve, pulse[:, 0], Hints(), track_metricon))
        found = [one for one in different(found) if len(one.beats) > 8]
        rate = onset_rate(curve)
        truth = mir_eval.beat.trim_beats(beats_of(file)[:, 0])
        trimmed = [mir_eval.beat.trim_beats(one.beats) for one in found]
        f = [mir_eval.beat.f_measure(truth, beats) for beats in trimmed]
        x = [features(one, widened(pulse), rate) for one in found]
        np.savez(made, x=np.array(x), f=np.array(f))


def read(rows: str) -> list[Row]:
    """Name, features and F of all songs."""
    found = []
    for file in sorted(Path(rows).glob("*.npz")):
        data = np.load(file)
        found.append((file.stem, data["x"], data["f"]))
    return found


def taught(data: list[Row], ridge: float = RIDGE) -> tuple[np.ndarray, np.ndarray]:
    """Center and weights of the linear score."""
    data = [row for row in data if row[2].max() > 0.8]
    every = np.concatenate([x for _, x, _ in data])
    center, scale = every.mean(axis=0), every.std(axis=0) + 1e-6
    scaled = [((x - center) / scale, f) for _, x, f in data]

    def loss(weights: np.ndarray) -> tuple[Any, Any]:
        total, slope = ridge * weights @ weights, 2 * ridge * weights
        for x, f in scaled:
            score = x @ weights
            share = np.exp(score - score.max())
            share /= share.sum()
            total -= share @ f / len(scaled)
            slope = slope - (share * (f - share @ f)) @ x / len(scaled)
        return total, slope

    start = np.zeros(every.shape[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return center, found / scale


def check(rows: str) -> None:
    """Print, family by family, what is chosen when the family was left out, and what could be."""
    data = read(rows)
    families = sorted({family_of(name) for name, _, _ in data})
    for ridge in (0.005, 0.02, 0.05):
        means = []
        for family in families:
            center, weights = taught([r for r in data if family_of(r[0]) != family], ridge)
            own = [r for r in data if family_of(r[0]) == family]
            got = [f[((x - center) @ weights).argmax()] for _, x, f in own]
            best = [f.max() for _, _, f in own]
            means.append((np.mean(got), np.mean(best)))
        text = " ".join(f"{n}:{a:.2f}/{b:.2f}" for n, (a, b) in zip(families, means, strict=True))
        print(ridge, np.mean(means, axis=0).round(4), text, flush=True)


def written(name: str, values: np.ndarray) -> str:
    """A line of Python."""
    inner = "".join(f"        {value:.5g},\n" for value in values)
    return f"{name} = np.array(\n    [\n{inner}    ]\n)\n"


def teach(rows: str, module: str) -> None:
    """Write the weights as a module."""
    center, weights = taught(read(rows))
    lines = '"""Weights of `ranking.py`, written by `scripts/practice/practice_ranking.py`."""\n\n'
    lines += "import numpy as np\n\n"
    lines += written("CENTER", center) + written("WEIGHTS", weights)
    Path(module).write_text(lines, encoding="utf-8")


JOBS: dict[str, Any] = {"collect": collect, "check": check, "teach": teach}

if __name__ == "__main__":
    way_out.run(JOBS[sys.argv[1]], *sys.argv[2:])
