"""Teaches the small network of `music/network/` where beats are, on practice songs.

  python practice_network.py PICTURES WEIGHTS.npy [--without FOLD] [--rounds N] [--seed N]

Needs jax and optax. `--without 2` leaves that part of the families and packages out, see `fold_of`.
The same pictures, seed and versions give the same weights on one machine.
Pictures are stretched in time, tilted and thinned at random, so that every round sees others.
"""

from __future__ import annotations

import argparse
import sys
import time
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
from practice_pictures import load_package  # noqa: E402
from practice_styles import fold_of, group_of  # noqa: E402

load_package()
from sequence_maker_addon.music.network.shape import SHAPE, WIDTH, unpacked  # noqa: E402

LENGTH, BATCH = 1400, 8
FPS = 50


def forward(flat: Any, picture: Any) -> Any:
    """The network, for a batch of pictures `(b, n, 26)`: logits of beat and first beat."""
    first, *layers, last = unpacked(flat)
    x = jax.nn.relu(_around(picture, 1, 5) @ first[0] + first[1])
    for number, (spread, bias, mix, bias2) in enumerate(layers):
        y = jax.nn.relu(_around(x, 2**number, 3) @ spread + bias)
        x = x + y @ mix + bias2
    return jax.nn.relu(x) @ last[0] + last[1]


def _around(x: Any, step: int, count: int) -> Any:
    """Each frame beside its neighbors, `step` apart."""
    reach = step * (count // 2)
    padded = jnp.pad(x, ((0, 0), (reach, reach), (0, 0)))
    parts = [padded[:, k * step : k * step + x.shape[1]] for k in range(count)]
    return jnp.concatenate(parts, axis=-1)


def start(seed: int) -> Any:
    """Weights to begin with."""
    chance = np.random.default_rng(seed)
    parts = []
    for shape in SHAPE:
        if len(shape) == 1:
            parts.append(np.zeros(shape))
        else:
            parts.append(chance.normal(0, np.sqrt(2 / shape[0]), shape) * 0.7)
    flat = np.concatenate([part.ravel() for part in parts])
    flat[-2:] = -2.5
    return jnp.asarray(flat, jnp.float32)


def piece(song: Any, chance: np.random.Generator) -> Any:
    """A stretch of a song, changed at random, with its targets and which frames count."""
    picture, beats, positions = song
    rate = float(np.exp(chance.uniform(np.log(0.82), np.log(1.22))))  # of time
    size = int(LENGTH * rate)
    first = int(chance.integers(0, max(len(picture) - size // 2, 1)))
    at = first + np.arange(LENGTH) * rate
    low = np.clip(at.astype(int), 0, len(picture) - 1)
    # rises of two frames would be thinned by a mean: take the nearest frame
    made = picture[np.clip(np.round(at).astype(int), 0, len(picture) - 1)].astype(np.float32)
    inside = (at < len(picture)).astype(np.float32)
    made *= inside[:, None]
    tilt = np.interp(np.arange(10), [0, 3, 6, 9], chance.normal(0, 0.08, 4))
    made[:, 10:20] = np.maximum(made[:, 10:20] + tilt * inside[:, None], 0)
    made[:, :10] *= np.exp(np.interp(np.arange(10), [0, 3, 6, 9], chance.normal(0, 0.2, 4)))
    if chance.random() < 0.3:
        gone = int(chance.integers(0, 9))
        made[:, gone : gone + 2] = 0
        made[:, 10 + gone : 12 + gone] = 0
    target = np.zeros((LENGTH, 2), np.float32)
    places = (beats * FPS - first) / rate
    for column, chosen in ((0, places), (1, places[positions == 1])):
        near = np.round(chosen).astype(int)
        for off, share in ((-1, 0.4), (1, 0.4), (0, 1.0)):
            some = near + off
            some = some[(some >= 0) & (some < LENGTH)]
            target[some, column] = np.maximum(target[some, column], share)
    counts = inside
    if len(beats):
        counts = inside * ((at >= beats[0] * FPS - 25) & (at <= beats[-1] * FPS + 25))
    return made, target, counts, low


def taught(songs: Any, rounds: int, seed: int, flat: Any = None) -> np.ndarray:
    """Adam with a cosine; says how it goes. Goes on from weights, more slowly, if there are."""
    chance = np.random.default_rng(seed)
    steps = rounds * len(songs) // BATCH
    most = 4e-3 if flat is None else 2e-3
    plan = optax.warmup_cosine_decay_schedule(1e-4, most, steps // 20 + 1, steps, 2e-5)
    maker = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(plan, weight_decay=1e-3))
    flat = start(seed) if flat is None else jnp.asarray(flat, jnp.float32)
    state = maker.init(flat)

    @jax.jit
    def step(flat: Any, state: Any, x: Any, target: Any, counts: Any) -> Any:
        def loss(flat: Any) -> Any:
            logits = forward(flat, x)
            each = optax.sigmoid_binary_cross_entropy(logits, target)
            weight = 1 + 3 * (target > 0.9)
            return (each * weight * counts[..., None]).sum() / counts.sum() / 2

        value, slope = jax.value_and_grad(loss)(flat)
        change, state = maker.update(slope, state, flat)
        return optax.apply_updates(flat, change), state, value

    order: list[Any] = []
    seen: list[float] = []
    begun = time.process_time()
    for number in range(steps):
        if len(order) < BATCH:
            order = list(chance.permutation(len(songs)))
        rows = [piece(songs[order.pop()], chance) for _ in range(BATCH)]
        x, target, counts = (jnp.asarray(np.stack([row[k] for row in rows])) for k in range(3))
        flat, state, value = step(flat, state, x, target, counts)
        seen.append(float(value))
        if number % 100 == 99:
            spent = time.process_time() - begun
            print(f"{number + 1}/{steps} loss {np.mean(seen[-100:]):.4f} {spent:.0f} s", flush=True)
    return np.asarray(flat)


def main() -> None:
    """Teach and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("pictures", help="one folder, or several with commas between")
    parser.add_argument("weights", type=Path)
    parser.add_argument("--start", type=Path, help="weights to go on from")
    parser.add_argument("--without", type=int, help="the part of families and packages left out")
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    songs = []
    folders = [Path(folder) for folder in options.pictures.split(",")]
    for file in sorted(file for folder in folders for file in folder.glob("*.npz")):
        beatless = group_of(file.stem) == "nothing"
        if beatless or fold_of(file.stem) != options.without:
            data = np.load(file)
            songs.append((data["picture"], data["beats"], data["positions"]))
    print(len(songs), "songs,", WIDTH, "channels", flush=True)
    before = np.load(options.start) if options.start else None
    flat = taught(songs, options.rounds, options.seed, before)
    np.save(options.weights, flat.astype(np.float16))


if __name__ == "__main__":
    way_out.run(main)
