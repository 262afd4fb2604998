"""Learned CURVE_WEIGHTS of `ranking_weights.py` from songs that are not in the development set.

  python train_ranking.py TRUTH [TRUTH ...]       # prints both; they are pasted there

Each folder holds `<track>.wav` and `<track>.beats.txt`, as `build_more.py` makes them. Of every
song there is a second, spoiled copy (saturated, tilted, with noise), which stands for recordings.
Tracks on which no candidate reaches F 0.8 are left out: their truth or the song is in doubt.
"""

import glob
import os
import sys
import zlib
from pathlib import Path

import mir_eval
import numpy as np
import soundfile
from scipy.optimize import minimize
from scipy.signal import resample_poly

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from sequence_maker_addon.music.hearing.activation import activation_steps, widened  # noqa: E402
from sequence_maker_addon.music.hearing.candidates import Hints, candidate_steps  # noqa: E402
from sequence_maker_addon.music.hearing.ranking import curve_features, onset_rate  # noqa: E402
from sequence_maker_addon.music.hearing.spectrum import SpectrumMaker, blocks_of  # noqa: E402
from sequence_maker_addon.music.hearing.steps import finished  # noqa: E402
from sequence_maker_addon.music.hearing.tracker import track_metricon  # noqa: E402

RIDGE = 0.01


def load(path):
    """Mono at 22050 Hz."""
    samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
    mono = samples.mean(axis=1)
    return resample_poly(mono, 22050, rate) if rate != 22050 else mono


def spoiled(samples, name):
    """A copy as from a cheap recorder, by a seed from the name."""
    chance = np.random.RandomState(zlib.crc32(name.encode()) % 2**31)
    loud = samples / (np.sqrt((samples**2).mean()) + 1e-9)
    loud = np.tanh(loud * np.exp(chance.uniform(np.log(0.5), np.log(4))))
    loud = loud - chance.uniform(-0.6, 0.6) * np.r_[0, loud[:-1]]
    noise = chance.randn(len(loud)) * np.sqrt((loud**2).mean())
    return loud + noise * 10 ** (chance.uniform(-35, -15) / 20)


def rows(samples, truth):
    """Features and F of every candidate."""
    maker = SpectrumMaker(22050)
    for block in blocks_of(samples, 22050):
        maker.push(block)
    heard = finished(activation_steps(finished(maker.ending())))
    curves = heard.curves
    made = finished(candidate_steps(curves[:, 0], heard.pulse[:, 0], Hints(), track_metricon))
    made = [c for c in made if len(c.beats) > 8]
    wide, rate = widened(curves), onset_rate(curves[:, 0])
    ref = mir_eval.beat.trim_beats(truth)
    f = [mir_eval.beat.f_measure(ref, mir_eval.beat.trim_beats(c.beats)) for c in made]
    return np.array([curve_features(c, wide, rate) for c in made]), np.array(f)


def train(data):
    """Maximise the expected F of a softmax, with a ridge on scaled weights."""
    every = np.concatenate([x for x, _ in data])
    center, scale = every.mean(axis=0), every.std(axis=0) + 1e-6
    data = [((x - center) / scale, f) for x, f in data]

    def loss(weights):
        total, slope = RIDGE * weights @ weights, 2 * RIDGE * weights
        for x, f in data:
            score = x @ weights
            share = np.exp(score - score.max())
            share /= share.sum()
            total -= share @ f / len(data)
            slope = slope - (share * (f - share @ f)) @ x / len(data)
        return total, slope

    start = np.zeros(every.shape[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return center, found / scale


def collect(folders):
    """Rows of all songs and their copies."""
    for folder in folders:
        for path in sorted(glob.glob(folder + "/*.beats.txt")):
            wav = path.replace(".beats.txt", ".wav")
            if not os.path.exists(wav):
                continue
            truth, samples = np.loadtxt(path, ndmin=2)[:, 0], load(wav)
            plain = rows(samples, truth)
            print(os.path.basename(wav), f"{plain[1].max():.3f}", file=sys.stderr, flush=True)
            if plain[1].max() > 0.8:
                yield plain
                other = rows(spoiled(samples, os.path.basename(wav)[:-4]), truth)
                if other[1].max() > 0.6:
                    yield other


def written(name, values):
    """A line of Python."""
    inner = "".join(f"        {value:.5g},\n" for value in values)
    return f"{name} = np.array(\n    [\n{inner}    ]\n)\n"


if __name__ == "__main__":
    middle, weights = train(list(collect(sys.argv[1:])))
    print('"""Weights of `ranking.py`, written by `tests/music_truth/train_ranking.py`."""\n')
    print("import numpy as np\n")
    print(written("CENTER", middle) + written("WEIGHTS", weights), end="")
