"""The songs from which hearing is learned: the same for the same name, and right in themselves."""

import importlib.util
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest

FOLDER = Path(__file__).resolve().parents[2] / "scripts" / "practice"


def _module(name: str):
    spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


styles = _module("practice_styles")
writer = _module("practice_writer")


def written(style: str, number: int):
    name = f"{style}_{number}"
    chance = np.random.default_rng(zlib.crc32(name.encode()))
    return writer.Writer(styles.STYLES[style], chance).written()


@pytest.mark.parametrize("style", styles.STYLES)
def test_patterns_are_whole_bars(style):
    made = styles.STYLES[style]
    steps = made.meter * made.parts
    for pattern in made.drums:
        for letter, row in pattern.items():
            assert letter in styles.LETTERS
            assert len(row) == steps, letter


@pytest.mark.parametrize("style", styles.STYLES)
def test_a_song_is_the_same_every_time_and_plays_on_its_beats(style):
    song, again = written(style, 3), written(style, 3)
    assert song.parts == again.parts and (song.beats == again.beats).all()
    made = styles.STYLES[style]
    assert (np.diff(song.beats) > 0).all() and len(song.positions) == len(song.beats)
    assert set(song.positions) == set(range(1, made.meter + 1))
    slow, fast = made.tempo
    assert 0.8 * slow < 60 / np.median(np.diff(song.beats)) < 1.2 * fast
    notes = np.array([start for part in song.parts.values() for start, *_ in part])
    assert len(notes) > 20
    near = np.abs(notes[:, None] - song.beats[None, :]).min(axis=1)
    assert (near < 0.03).mean() > 0.12, "notes begin on beats"


def test_songs_of_a_style_differ():
    assert written("rock", 0).parts != written("rock", 1).parts
