"""Learns which way of hearing the beat is the likeliest: the weights of `music/network/choice.py`.

  python practice_ranking.py check ROWS
  python practice_ranking.py teach choice.npz ROWS

Needs jax and optax. Rows are those of `practice_rows.py`; `check` leaves families of styles and
packages out. Networks with a hidden layer beside a linear score are taught so that the expected F
of a softmax over the ways to hear a song is largest; those of several seeds are added up.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import rooms  # noqa: E402, F401

# isort: split
import way_out  # noqa: E402
from practice_learning import folded  # noqa: E402
from practice_pictures import load_package  # noqa: E402
from practice_rows import Rows, read  # noqa: E402

load_package()
from sequence_maker_addon.music.network.choice import CLIP, Weights, points  # noqa: E402

HIDDEN, SEEDS, STEPS, BATCH = 24, 6, 600, 64
FASTEST, DECAY = 4e-3, 3e-3
DROPPED, UNHEARD = 0.3, 0.1
"""Shares of hidden values and of features that are left out at random while it is taught."""
MORE = 2.0
"""How much a real song counts beside a practice song."""
GOOD = 0.8
"""F that some way to hear a song must reach; of others nothing is to be learned."""


def score(weights: Any, x: Any, key: Any) -> Any:
    """What `choice.points` gives, with parts left out at random."""
    one, other = jax.random.split(key)
    x = x * jax.random.bernoulli(one, 1 - UNHEARD, x.shape[-1:]) / (1 - UNHEARD)
    x = jnp.clip(x, -CLIP, CLIP)
    hidden = jax.nn.relu(x @ weights["spread"] + weights["bias"])
    kept = jax.random.bernoulli(other, 1 - DROPPED, hidden.shape[-1:]) / (1 - DROPPED)
    return x @ weights["linear"] + (hidden * kept) @ weights["mix"]


def start(count: int, chance: np.random.Generator) -> dict[str, np.ndarray]:
    """Weights to begin with, for so many features."""
    made = {
        "linear": np.zeros(count),
        "spread": chance.normal(0, count**-0.5, (count, HIDDEN)),
        "bias": np.zeros(HIDDEN),
        "mix": chance.normal(0, 0.1, HIDDEN),
    }
    return {name: value.astype(np.float32) for name, value in made.items()}


def padded(songs: list[Rows], center: np.ndarray, scale: np.ndarray) -> tuple[np.ndarray, ...]:
    """Features `(s, n, k)`, F and whether there is a candidate, `(s, n)`, and how songs count."""
    most = max(len(song.f) for song in songs)
    x = np.zeros((len(songs), most, len(center)), np.float32)
    f, there = np.zeros((2, len(songs), most), np.float32)
    for row, song in enumerate(songs):
        count = len(song.f)
        x[row, :count] = (song.features - center) / scale
        f[row, :count], there[row, :count] = song.f, 1
    return x, f, there, np.array([MORE if song.real else 1.0 for song in songs], np.float32)


def taught(rows: tuple[np.ndarray, ...], seed: int) -> dict[str, np.ndarray]:
    """Teach one network."""
    x, f, there, counts = map(jnp.asarray, rows)
    chance, key = np.random.default_rng(seed), jax.random.PRNGKey(seed)
    weights: Any = start(x.shape[-1], chance)
    maker = optax.adamw(optax.cosine_decay_schedule(FASTEST, STEPS), weight_decay=DECAY)
    state = maker.init(weights)

    @jax.jit
    def step(weights: Any, state: Any, key: Any, some: Any) -> Any:
        def loss(weights: Any) -> Any:
            made = jnp.where(there[some] > 0, score(weights, x[some], key), -1e9)
            expected = (jax.nn.softmax(made, axis=-1) * f[some]).sum(axis=-1)
            return -(counts[some] * expected).mean()

        change, state = maker.update(jax.grad(loss)(weights), state, weights)
        return optax.apply_updates(weights, change), state

    for _ in range(STEPS):
        key, now = jax.random.split(key)
        weights, state = step(weights, state, now, chance.integers(0, len(x), BATCH))
    return {name: np.asarray(value) for name, value in weights.items()}


def learned(songs: list[Rows]) -> Weights:
    """Several networks as one: the mean of what they say."""
    songs = [song for song in songs if song.f.max() > GOOD]
    every = np.concatenate([song.features for song in songs])
    center, scale = every.mean(axis=0), every.std(axis=0) + 1e-3
    rows = padded(songs, center, scale)
    made = [taught(rows, seed) for seed in range(SEEDS)]
    joined = {name: np.concatenate([m[name] for m in made], -1) for name in ("spread", "bias")}
    mix = np.concatenate([m["mix"] for m in made]) / SEEDS
    linear = np.mean([m["linear"] for m in made], axis=0)
    return {"center": center, "scale": scale, "linear": linear, "mix": mix, **joined}


def picks(songs: list[Rows]) -> Callable[[Rows], float]:
    """Learn, and return what tells the F of what is picked in a song."""
    weights = learned(songs)
    return lambda song: float(song.f[points(song.features, weights).argmax()])


def check(*rows: str) -> None:
    """Print what is picked of kinds of music that were left out, and the best that could be."""
    songs = read(*rows)
    print(folded(songs, picks), "picked;", folded(songs, lambda _: lambda s: s.f.max()), "at best")


def teach(file: str, *rows: str) -> None:
    """Write the weights."""
    np.savez(file, **{n: v.astype(np.float16) for n, v in learned(read(*rows)).items()})


JOBS: dict[str, Any] = {"check": check, "teach": teach}

if __name__ == "__main__":
    way_out.run(JOBS[sys.argv[1]], *sys.argv[2:])
