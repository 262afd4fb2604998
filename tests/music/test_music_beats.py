"""Beats, bars, sections and the rest, on sounds whose truth is exact."""

import importlib.util
import json
import tracemalloc
import wave
from pathlib import Path

import numpy as np
import pytest

from bl_ext.user_default.sequence_maker.music.hearing.analysis import (
    Analysis,
    Progress,
    analyze,
    analyze_steps,
    finished,
)
from bl_ext.user_default.sequence_maker.music.hearing.candidates import Hints
from bl_ext.user_default.sequence_maker.music.hearing.spectrum import blocks_of
from bl_ext.user_default.sequence_maker.music.hearing.tracker import track_ellis, track_metricon
from music_help import RATE, beat_times, f_measure, played, rock, speech, waltz

HAS_METRICON = importlib.util.find_spec("metricon") is not None
TRACKERS = [
    pytest.param(track_ellis, id="ellis"),
    pytest.param(
        track_metricon,
        id="metricon",
        marks=pytest.mark.skipif(not HAS_METRICON, reason="no metricon here"),
    ),
]


def heard(sound: np.ndarray, track, hints: Hints | None = None) -> Analysis:
    return finished(analyze_steps(blocks_of(sound, RATE), RATE, hints, track=track))


@pytest.fixture(scope="module")
def song(tmp_path_factory):
    """The project's song, mixed down to 22050 Hz, and its truth."""
    script = Path(__file__).resolve().parents[2] / "scripts" / "song.py"
    spec = importlib.util.spec_from_file_location("sequence_maker_song", script)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    path = tmp_path_factory.mktemp("song") / "song.wav"
    truth = module.compose(path)
    with wave.open(str(path)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2) / 32768
    return samples.astype(np.float32), truth


@pytest.mark.parametrize("track", TRACKERS)
@pytest.mark.parametrize("bpm", [50, 62, 75, 90, 104, 120, 128, 140, 155, 174, 187, 200])
def test_a_tempo_that_is_told_is_met_to_the_millisecond(track, bpm) -> None:
    beats = beat_times(bpm, 30)
    found = heard(played([(t, "kick", 1.0) for t in beats], 30), track, Hints(bpm=bpm))
    assert found.tempo == pytest.approx(bpm, rel=0.005)
    assert f_measure(beats, found.grid.beats) >= 0.95


@pytest.mark.parametrize("track", TRACKERS)
@pytest.mark.parametrize("bpm", [104, 110, 117, 124, 137, 151])
def test_drums_are_heard_on_the_beat_and_the_bar_without_help(track, bpm) -> None:
    beats = beat_times(bpm, 40)
    found = heard(rock(beats, 40), track)
    assert f_measure(beats, found.grid.beats) >= 0.95
    assert found.grid.meter == 4
    assert f_measure(beats[::4], found.grid.downbeats) >= 0.9


def test_a_waltz_has_three_beats() -> None:
    beats = beat_times(132, 40)
    found = analyze(waltz(beats, 40), RATE)
    assert found.grid.meter == 3
    assert f_measure(beats[::3], found.grid.downbeats) >= 0.9


@pytest.mark.skipif(not HAS_METRICON, reason="the fallback keeps one tempo")
def test_a_change_of_tempo_is_followed() -> None:
    slow, fast = beat_times(100, 30), 30 + beat_times(125, 30)
    found = analyze(np.concatenate([rock(slow, 30), rock(fast - 30, 30)]), RATE)
    assert not found.steady
    assert f_measure(np.concatenate([slow, fast]), found.grid.beats, 0.05) >= 0.85


@pytest.mark.parametrize("track", TRACKERS)
def test_our_own_song_is_heard_to_the_frame(song, track) -> None:
    samples, truth = song
    found = finished(analyze_steps(blocks_of(samples, 44_100), 44_100, track=track))
    beats = np.array([beat for beat, _ in truth["beats"]])
    downbeats = np.array([beat for beat, place in truth["beats"] if place == 1])
    assert f_measure(beats, found.grid.beats) >= 0.95
    assert f_measure(downbeats, found.grid.downbeats) >= 0.95
    assert found.tempo == pytest.approx(truth["tempo"], abs=0.05)
    late = [found.grid.nearest(beat) - beat for beat in beats]
    assert abs(np.median(late)) <= 0.010


def test_the_sections_of_our_own_song_are_found(song) -> None:
    samples, truth = song
    sections = analyze(samples, 44_100).grid.sections
    starts = [section.start for section in sections]
    hits = [min(abs(s - t) for s in starts) <= 1.0 for t, _ in truth["sections"]]
    assert sum(hits) >= 5 and len(starts) <= 7
    chorus = {t for t, label in truth["sections"] if label == "chorus"}
    guessed = [section.start for section in sections if "chorus" in section.label]
    assert len(guessed) == 2 and all(min(abs(s - t) for t in chorus) <= 1.0 for s in guessed)
    assert sections[-1].end < truth["duration"] - 1  # what rings on at the end is no section
    assert all(a.end == b.start for a, b in zip(sections, sections[1:], strict=False))


def test_beat_one_goes_where_the_user_says() -> None:
    beats = beat_times(120, 30)
    found = analyze(rock(beats, 30), RATE, Hints(beat_one=(float(beats[6]),)))
    at = int(np.abs(np.array(found.grid.beats) - beats[6]).argmin())
    assert found.grid.positions[at] == 1


def test_a_meter_that_is_told_is_kept() -> None:
    found = analyze(rock(beat_times(120, 30), 30), RATE, Hints(meter=5))
    assert found.grid.meter == 5 and max(found.grid.positions) == 5


@pytest.mark.parametrize("track", TRACKERS)
@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("seconds", [20, 40])
def test_speech_gets_onsets_but_no_beats_that_count_as_sure(seconds, seed, track) -> None:
    found = heard(speech(seconds, seed), track)
    if found.grid.beats:
        assert found.grid.doubtful and len(found.energy) > 2
    else:
        assert found.tempo == 0 and found.notes and len(found.energy) == seconds / 2
    assert len(found.onsets["all"]) > 20


@pytest.mark.parametrize("make", [speech, lambda n, seed: noise(n, seed)], ids=["speech", "noise"])
@pytest.mark.parametrize("seconds", [2, 3, 5, 8, 12])
def test_short_speech_and_noise_get_no_sure_beats_by_chance(seconds, make) -> None:
    for seed in range(6):
        grid = analyze(make(seconds, seed), RATE).grid
        assert not grid.beats or not grid.sure, seed


def test_ten_beats_are_enough_to_be_believed() -> None:
    beats = beat_times(120, 5.5)
    assert f_measure(beats, analyze(rock(beats, 5.5), RATE).grid.beats) >= 0.9


def noise(seconds, seed):
    return np.random.default_rng(seed).standard_normal(int(seconds * RATE))


@pytest.mark.parametrize("track", TRACKERS)
@pytest.mark.parametrize("seed", range(3))
def test_steady_noise_gets_no_beats_and_no_guess(seed, track) -> None:
    found = heard(np.random.default_rng(seed).standard_normal(30 * RATE) * 0.1, track)
    assert not found.grid.beats and found.notes and found.confidence < 0.5


@pytest.mark.parametrize("track", TRACKERS)
@pytest.mark.parametrize("seed", range(3))
def test_random_clicks_get_no_sure_beats(seed, track) -> None:
    chance = np.random.default_rng(seed)
    times = np.cumsum(chance.exponential(0.4, 70))
    clicks = [(float(t), "snare", float(chance.uniform(0.3, 1))) for t in times if t < 29]
    found = heard(played(clicks, 30), track)
    assert not found.grid.beats or not found.sure


@pytest.mark.parametrize("track", TRACKERS)
@pytest.mark.parametrize("seed", [103, 104, 107])
def test_tones_that_beat_against_each_other_have_neither_beats_nor_onsets(seed, track) -> None:
    chance, time = np.random.default_rng(seed), np.arange(40 * RATE) / RATE
    phases = [chance.uniform(0, 6) for _ in range(5)]
    hertz = chance.uniform(80, 900, 5)
    sound = sum(np.sin(2 * np.pi * h * time + p) for h, p in zip(hertz, phases, strict=True))
    found = heard(sound, track)
    assert found.grid.beats == () and not any(found.onsets.values())


@pytest.mark.parametrize("track", TRACKERS)
def test_silence_has_neither_beats_nor_onsets(track) -> None:
    found = heard(np.zeros(20 * RATE), track)
    assert not found.grid.beats and not any(found.onsets.values())


@pytest.mark.parametrize("track", TRACKERS)
@pytest.mark.parametrize(("first", "last"), [(100, 125), (140, 120)])
def test_players_who_sway_and_change_their_tempo_are_still_music(first, last, track) -> None:
    steps = 60 / np.linspace(first, last, 80)
    beats = 0.25 + np.cumsum(steps) + np.random.default_rng(3).normal(0, 0.012, 80)
    found = heard(rock(beats, float(beats[-1]) + 1), track)
    assert f_measure(beats, found.grid.beats, 0.05) >= 0.9


@pytest.mark.parametrize(
    "sound",
    [np.zeros(0), np.zeros(10), np.zeros(5 * RATE), np.full(RATE, np.nan), np.zeros((RATE, 2))],
    ids=["empty", "ten samples", "silence", "not a number", "stereo silence"],
)
def test_nothing_to_hear_is_said_in_a_sentence(sound) -> None:
    found = analyze(sound, RATE)
    assert not found.grid.beats and found.notes and not found.onsets.get("all")


def test_music_in_a_mostly_silent_file_is_heard() -> None:
    sound = np.zeros(200 * RATE)
    sound[100 * RATE : 108 * RATE] = rock(beat_times(120, 8), 8)
    found = analyze(sound, RATE)
    assert len(found.onsets["all"]) >= 14
    assert min(time for time, _ in found.onsets["all"]) >= 99.9


def test_silence_has_energy_all_the_same() -> None:
    found = analyze(np.zeros(10 * RATE), RATE)
    assert found.energy == (0,) * 5 and found.energy_times == (0.0, 2.0, 4.0, 6.0, 8.0)


def test_a_meter_longer_than_the_song_is_no_fault() -> None:
    found = analyze(rock(beat_times(120, 8), 8), RATE, Hints(bpm=120, meter=12))
    assert found.grid.meter == 12 and found.grid.beats


def test_three_seconds_are_enough_for_an_answer() -> None:
    found = analyze(rock(beat_times(120, 3), 3), RATE)
    assert found.duration == pytest.approx(3.0)
    assert len(found.onsets["all"]) >= 5


def test_loudness_does_not_matter() -> None:
    sound = rock(beat_times(118, 30), 30)
    quiet, loud = analyze(sound * 0.003, RATE), analyze(sound * 30, RATE)
    assert f_measure(np.array(quiet.grid.beats), np.array(loud.grid.beats), 0.005) >= 0.98


def test_kicks_snares_and_hats_are_in_their_bands() -> None:
    beats = beat_times(100, 30)
    onsets = analyze(rock(beats, 30), RATE).onsets
    low = np.array([time for time, strength in onsets["low"] if strength > 0.5])
    assert f_measure(beats[::2], low, 0.03) >= 0.8
    high = np.array([time for time, _ in onsets["high"]])
    assert f_measure(np.sort(np.concatenate([beats, beats + 0.3])), high, 0.03) >= 0.8


def test_the_key_of_plain_chords_is_named() -> None:
    time = np.arange(2 * RATE) / RATE
    chords = [(60, 64, 67), (65, 69, 72), (67, 71, 74), (60, 64, 67)]
    hertz = [[440 * 2 ** ((note - 69) / 12) for note in chord] for chord in chords]
    parts = [sum(np.sin(2 * np.pi * f * time) for f in chord) for chord in hertz] * 3
    sound = np.concatenate([part * np.exp(-time) for part in parts])
    assert analyze(sound + rock(beat_times(120, 24), 24) * 0.3, RATE).key == "C major"


def test_a_drop_and_a_break_are_found() -> None:
    beats = beat_times(120, 64, 0.0)
    sound = rock(beats, 64)
    sound[16 * RATE : 32 * RATE] *= 0.1
    found = analyze(sound, RATE)
    assert any(abs(drop - 32) < 2.1 for drop in found.drops)
    assert any(abs(a - 16) < 2.1 and abs(b - 32) < 2.1 for a, b in found.breaks)


def test_an_analysis_survives_json() -> None:
    found = analyze(rock(beat_times(120, 20), 20), RATE)
    assert Analysis.from_json(json.loads(json.dumps(found.as_json()))) == found
    with pytest.raises(ValueError, match="version"):
        Analysis.from_json({**found.as_json(), "version": 0})


def test_progress_grows_and_work_can_be_dropped() -> None:
    sound = rock(beat_times(120, 60), 60)
    steps = analyze_steps(blocks_of(sound, RATE, 2), RATE, duration=60)
    shares = [next(steps).factor for _ in range(20)]
    assert shares == sorted(shares) and isinstance(next(steps), Progress)
    steps.close()


def test_how_the_sound_is_cut_into_blocks_does_not_matter() -> None:
    sound = rock(beat_times(126, 20), 20)
    whole = finished(analyze_steps([sound], RATE))
    assert finished(analyze_steps(blocks_of(sound, RATE, 0.37), RATE)) == whole
    # the last digits of sums are the processor's: no time tells of them
    times = {*whole.grid.beats, *(t for s in whole.grid.sections for t in (s.start, s.end))}
    assert all(time == round(time, 5) for time in times)


def test_ten_minutes_stay_within_flat_memory() -> None:
    minute = rock(beat_times(120, 60, 0.0), 60).astype(np.float32)
    tracemalloc.start()
    finished(analyze_steps((minute for _ in range(10)), RATE, track=track_ellis))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 70e6  # an hour is six times this, and stays below 400 MB


def test_a_rate_that_is_too_low_is_refused() -> None:
    with pytest.raises(ValueError, match="4000"):
        analyze(np.zeros(100), 1000)
