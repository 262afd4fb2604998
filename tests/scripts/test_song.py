"""The project's own song: its truth is exact, its sound clean, and every machine hears the same."""

import importlib.util
import json
import time
import wave
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "song.py"


def load() -> ModuleType:
    """Import the script, which is no module of the package."""
    spec = importlib.util.spec_from_file_location("sequence_maker_song", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def song(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any], float]:
    """The song's file, its truth, and the processor seconds that it took."""
    path = tmp_path_factory.mktemp("song") / "song.wav"
    begun = time.process_time()
    truth = load().compose(path)
    return path, truth, time.process_time() - begun


def samples(path: Path) -> np.ndarray:
    """The sound as floats, shape (n, 2)."""
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (2, 2, 44_100)
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2) / 32768


def test_the_truth_lies_beside_the_sound(song: tuple[Path, dict[str, Any], float]) -> None:
    path, truth, _ = song
    assert json.loads(path.with_suffix(".json").read_text(encoding="utf-8")) == truth
    assert "CC0" in truth["license"]
    assert len(samples(path)) / 44_100 == pytest.approx(truth["duration"])
    assert 40 <= truth["duration"] <= 60


def test_beats_stand_on_an_even_grid_in_four_four(song: tuple[Path, dict[str, Any], float]) -> None:
    _, truth, _ = song
    seconds = np.array([beat for beat, _ in truth["beats"]])
    assert 120 <= truth["tempo"] <= 128
    assert np.allclose(np.diff(seconds), 60 / truth["tempo"], atol=2e-6)
    assert [place for _, place in truth["beats"]] == [1, 2, 3, 4] * (len(seconds) // 4)


def test_sections_begin_on_first_beats(song: tuple[Path, dict[str, Any], float]) -> None:
    _, truth, _ = song
    labels = [label for _, label in truth["sections"]]
    assert labels == ["intro", "verse", "chorus", "verse", "chorus", "outro"]
    first_beats = [beat for beat, place in truth["beats"] if place == 1]
    assert all(start in first_beats for start, _ in truth["sections"])


def test_the_beats_are_where_the_drums_are_heard(song: tuple[Path, dict[str, Any], float]) -> None:
    """Every beat is louder after than before, and the mean rise is steepest on the beat."""
    path, truth, _ = song
    sharp = np.diff(samples(path).mean(axis=1), prepend=0.0) ** 2
    starts = {label: start for start, label in reversed(truth["sections"])}
    places = [
        round(beat * 44_100)
        for beat, _ in truth["beats"]
        if starts["verse"] <= beat < starts["outro"]
    ]
    gains = [sharp[at : at + 441].sum() / sharp[at - 441 : at].sum() for at in places]
    assert min(gains) > 1.5, f"no onset at {places[int(np.argmin(gains))] / 44_100:.3f} s"
    around = np.mean([sharp[at - 4410 : at + 4410] for at in places], axis=0)
    blocks = np.log(_blocks(around))
    assert abs(int(np.argmax(np.diff(blocks))) + 1 - 100) <= 1


def _blocks(values: np.ndarray) -> np.ndarray:
    """Means of 200 equal stretches; of 0.2 s each lasts a millisecond."""
    return np.array([part.mean() for part in np.array_split(values, 200)])


def test_nothing_clips_and_the_chorus_is_loudest(song: tuple[Path, dict[str, Any], float]) -> None:
    path, truth, _ = song
    sound = samples(path)
    assert 0.8 < np.abs(sound).max() < 0.95
    assert np.abs(sound.mean(axis=0)).max() < 0.005
    ends = [start for start, _ in truth["sections"][1:]] + [truth["duration"]]
    level = {
        label: np.sqrt((sound[int(start * 44_100) : int(end * 44_100)] ** 2).mean())
        for (start, label), end in zip(truth["sections"], ends, strict=True)
    }
    assert level["intro"] < level["verse"] < level["chorus"] > level["outro"]
    assert np.abs(sound[-100:]).max() < 0.001


def test_it_is_the_same_every_time(
    song: tuple[Path, dict[str, Any], float], tmp_path: Path
) -> None:
    path, truth, _ = song
    assert load().compose(tmp_path / "again.wav") == truth
    assert (tmp_path / "again.wav").read_bytes() == path.read_bytes()


def test_it_is_composed_quickly(song: tuple[Path, dict[str, Any], float]) -> None:
    assert song[2] < 60, "about 2 processor seconds on a quiet machine"
