"""Learns the weights of `music/bars.py`, from the songs that `train_ranking.py` uses.

  python train_bars.py TRUTH [TRUTH ...] > sequence_maker_addon/music/bars_weights.py

The exact beats are counted. Every song comes twice, the second time without its first few beats,
so that nothing is learned about songs beginning on the first beat of a bar.
"""

import glob
import os
import sys
import zlib

import numpy as np
from sequence_maker_addon.music.hearing.activation import activation_steps
from sequence_maker_addon.music.hearing.bars import arrangement, evidence_steps
from sequence_maker_addon.music.hearing.pooled import pooled_steps
from sequence_maker_addon.music.hearing.spectrum import SpectrumMaker, blocks_of
from sequence_maker_addon.music.hearing.steps import finished

import train_ranking as learning

learning.RIDGE = 0.01


def collect(folders):
    """Features and F of every way to count, for both copies of every song."""
    for folder in folders:
        for path in sorted(glob.glob(folder + "/*.beats.txt")):
            wav = path.replace(".beats.txt", ".wav")
            if not os.path.exists(wav):
                continue
            truth = np.loadtxt(path, ndmin=2)
            maker = SpectrumMaker(22050)
            for block in blocks_of(learning.load(wav), 22050):
                maker.push(block)
            spectra = finished(maker.ending())
            activation = finished(activation_steps(spectra))
            pooled = finished(pooled_steps(spectra, activation))
            skip = 1 + zlib.crc32(os.path.basename(wav).encode()) % 7
            for part in (truth, truth[skip:]):
                if len(part) < 32 or not 0 < (part[:, 1] == 1).mean() < 0.4:
                    continue
                proof = finished(evidence_steps(part[:, 0], activation, pooled))
                down = part[:, 1] == 1
                ways = [(m, p) for m in (3, 4) for p in range(m)]
                f = []
                for meter, first in ways:
                    guess = (np.arange(len(part)) - first) % meter == 0
                    f.append(2 * (guess & down).sum() / (guess.sum() + down.sum()))
                yield np.array([arrangement(proof, m, p) for m, p in ways]), np.array(f)


if __name__ == "__main__":
    middle, weights = learning.train(list(collect(sys.argv[1:])))
    print('"""Weights of `bars.py`, written by `tests/music_truth/train_bars.py`."""\n')
    print("import numpy as np\n")
    print(learning.written("CENTER", middle) + learning.written("WEIGHTS", weights), end="")
