"""Plays a written song: by FluidSynth with one of three soundfonts, or by a synthesizer of our own.

Drums and the rest are played apart, so that their balance can be drawn, and mastered as people do:
equalized, saturated, compressed, in a room, with noise, or through a poor codec's low-pass.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import mido
import numpy as np
import soundfile
from scipy.signal import butter, fftconvolve, lfilter, sosfilt

from practice_styles import CRASH, HAT, KICK, OPEN, RIDE, SNARE, Style
from practice_writer import Chance, Note, Song, kicks

RATE = 22_050
FONTS = ("FluidR3_GM.sf2", "FluidR3_GM.sf2", "TimGM6mb.sf2", "OPL-3_FM_128M.sf2")
_FOLDER = Path("/usr/share/sounds/sf2")
Floats = np.ndarray
# General MIDI programs: bass, chords, lead
PROGRAMS = {
    "band": ((32, 33, 34, 35), (0, 4, 16, 24, 25, 26, 27, 28), (0, 22, 26, 29, 56, 65, 66, 73)),
    "metal": ((33, 34), (29, 30, 30), (29, 30, 31, 81)),
    "electro": ((38, 39, 81, 87), (50, 51, 80, 81, 88, 89, 90, 91, 95), (80, 81, 82, 84, 98, 4)),
    "chip": ((80, 81, 38), (80, 80, 87), (80, 81, 80)),
    "jazz": ((32, 32, 35), (0, 1, 26, 11), (56, 65, 66, 11, 71, 60)),
    "calm": ((32, 42, 43), (0, 0, 24, 46, 11, 10, 12, 8), (40, 73, 68, 71, 0, 48)),
    "orchestra": ((43, 42, 57, 58), (48, 49, 45, 61, 60, 46), (40, 56, 60, 68, 73, 48, 52)),
    "latin": ((32, 33), (0, 21, 24, 25, 15), (56, 73, 21, 66, 11, 40)),
}
_KITS = {"metal": (16, 0), "electro": (24, 25, 0), "jazz": (32, 40, 0), "orchestra": (48, 0, 48)}


def played(song: Song, style: Style, chance: Chance) -> Floats:
    """Return a song as mono samples at 22050 Hz, at most about 1."""
    bare = style.sounds == "chip" and chance.random() < 0.7
    tones = {name: notes for name, notes in song.parts.items() if name != "drums" and notes}
    machine = style.sounds in ("electro", "chip") and chance.random() < 0.6
    balance = chance.uniform(-9, 7)
    rest = _chip(tones, chance) if bare else fluid(tones, style, chance)
    beat = song.parts["drums"]
    drums = np.zeros(1)
    if beat:
        drums = _machine(beat, chance) if machine else fluid({"drums": beat}, style, chance)
    size = max(len(rest), len(drums), int((song.beats[-1] + 1) * RATE))
    rest, drums = (np.pad(part, (0, size - len(part))) for part in (rest, drums))
    if style.duck and chance.random() < 0.8:
        rest = rest * _ducking(kicks(song), size, chance)
    loud = np.sqrt((rest**2).mean()) + 1e-9
    beats_loud = np.sqrt((drums**2).mean()) + 1e-9
    mix = rest / loud + (drums / beats_loud * 10 ** (balance / 20) if drums.any() else 0)
    return mastered(mix, chance)


def fluid(parts: dict[str, list[Note]], style: Style, chance: Chance) -> Floats:
    """Play parts by FluidSynth."""
    font = _FOLDER / str(chance.choice(FONTS))
    file = mido.MidiFile(ticks_per_beat=960)
    for number, (name, notes) in enumerate(parts.items()):
        channel = 9 if name == "drums" else number
        track = mido.MidiTrack()
        file.tracks.append(track)
        kits = _KITS.get(style.sounds, (0, 0, 8, 16))
        programs = kits if name == "drums" else PROGRAMS[style.sounds][_PLACE[name]]
        program = int(chance.choice(programs))
        level = int(chance.integers(70, 120))
        track.append(mido.Message("program_change", channel=channel, program=program))
        track.append(mido.Message("control_change", channel=channel, control=7, value=level))
        events = [(round(t * 1920), 1, n, v) for t, _, n, v in notes]
        events += [(round((t + max(d, 0.03)) * 1920), 0, n, 0) for t, d, n, _ in notes]
        now = 0
        for tick, on, note, velocity in sorted(events):
            kind = "note_on" if on else "note_off"
            message = mido.Message(kind, channel=channel, note=note, velocity=velocity)
            track.append(message.copy(time=tick - now))
            now = tick
    with tempfile.TemporaryDirectory() as folder:
        midi, wav = f"{folder}/song.mid", f"{folder}/song.wav"
        file.save(midi)
        command = [
            "fluidsynth",
            "-ni",
            "-q",
            "-g",
            "0.5",
            "-r",
            str(RATE),
            "-F",
            wav,
            str(font),
            midi,
        ]
        subprocess.run(command, check=True, timeout=120, capture_output=True)
        return soundfile.read(wav, dtype="float32", always_2d=True)[0].mean(axis=1)


_PLACE = {"bass": 0, "comp": 1, "lead": 2}


def _chip(parts: dict[str, list[Note]], chance: Chance) -> Floats:
    """Pulses and triangles, as of a sound chip."""
    end = max(t + d for notes in parts.values() for t, d, _, _ in notes) + 0.5
    out = np.zeros(int(end * RATE))
    for name, notes in parts.items():
        duty, decay = chance.choice([0.125, 0.25, 0.5]), chance.uniform(0.1, 1.5)
        for start, length, pitch, velocity in notes:
            t = np.arange(int(max(length, 0.04) * RATE)) / RATE
            phase = 440 * 2 ** ((pitch - 69) / 12) * t % 1
            wave = np.abs(4 * phase - 2) - 1 if name == "bass" else np.where(phase < duty, 1.0, -1)
            edge = np.minimum(1, (t[-1] - t) / 0.003 + 1e-6) * np.exp(-t / decay)
            first = int(start * RATE)
            out[first : first + len(t)] += (wave * edge * velocity / 127)[: len(out) - first]
    return out


def _machine(notes: list[Note], chance: Chance) -> Floats:
    """A drum machine with sounds of its own for every song."""
    t = np.arange(RATE // 3) / RATE
    noise = chance.standard_normal(len(t))
    deep, long = chance.uniform(42, 65), chance.uniform(0.06, 0.25)
    bend = chance.uniform(1, 4) * np.exp(-t / chance.uniform(0.01, 0.04))
    kick = np.sin(2 * np.pi * (deep * t - bend)) * np.exp(-t / long)
    body = np.sin(2 * np.pi * chance.uniform(160, 260) * t) * np.exp(-t / 0.05)
    share = chance.uniform(0.3, 0.9)
    snare = share * noise * np.exp(-t / chance.uniform(0.03, 0.12)) + (1 - share) * body
    hat = 0.4 * np.diff(noise, prepend=0) * np.exp(-t / chance.uniform(0.01, 0.04))
    loose = 0.4 * np.diff(noise, prepend=0) * np.exp(-t / chance.uniform(0.08, 0.2))
    tom = np.sin(2 * np.pi * (110 * t - np.exp(-t / 0.03))) * np.exp(-t / 0.12)
    sounds = {KICK: kick, SNARE: snare, HAT: hat, OPEN: loose, RIDE: loose, CRASH: loose}
    mix = {pitch: chance.uniform(0.5, 1.2) for pitch in sounds}
    out = np.zeros(int((notes[-1][0] + 2) * RATE))
    for start, _, pitch, velocity in notes:
        other = hat if pitch > 53 else snare if pitch in (37, 39, 40) else tom
        sound, first = sounds.get(pitch, other), int(start * RATE)
        loud = velocity / 127 * mix.get(pitch, 0.7)
        out[first : first + len(sound)] += sound[: len(out) - first] * loud
    return out


def _ducking(times: Floats, size: int, chance: Chance) -> Floats:
    """How loud the rest is while kicks push it down."""
    gain, deep = np.ones(size), chance.uniform(0.5, 0.95)
    curve = 1 - deep * np.exp(-np.arange(int(0.4 * RATE)) / RATE / chance.uniform(0.06, 0.16))
    for time in times:
        first = int(time * RATE)
        part = gain[first : first + len(curve)]
        np.minimum(part, curve[: len(part)], out=part)
    return gain


def mastered(samples: Floats, chance: Chance) -> Floats:
    """Effects and a master that vary."""
    out = samples / (np.sqrt((samples**2).mean()) + 1e-9)
    if chance.random() < 0.5:  # a room
        size = int(RATE * chance.uniform(0.2, 1.8))
        tail = chance.standard_normal(size) * np.exp(-5 * np.arange(size) / size)
        wet = fftconvolve(out, tail)[: len(out)]
        out = out + wet / (np.sqrt((wet**2).mean()) + 1e-9) * chance.uniform(0.05, 0.4)
    for _ in range(int(chance.integers(0, 3))):  # an equalizer
        low, wide = np.exp(chance.uniform(np.log(60), np.log(5000))), chance.uniform(1.5, 4)
        band = [low / RATE * 2, min(low * wide, 10_500) / RATE * 2]
        out = out + sosfilt(butter(1, band, "band", output="sos"), out) * chance.uniform(-0.8, 1.5)
    if chance.random() < 0.3:
        high = butter(2, chance.uniform(2500, 9000), "low", fs=RATE, output="sos")
        out = sosfilt(high, out)
    if chance.random() < 0.6:
        out = _compressed(out, chance)
    if chance.random() < 0.5:
        drive = np.exp(chance.uniform(np.log(0.4), np.log(5)))
        out = np.tanh(out / (np.sqrt((out**2).mean()) + 1e-9) * drive)
    if chance.random() < 0.4:
        rough = chance.standard_normal(len(out)) * np.sqrt((out**2).mean())
        out = out + rough * 10 ** (chance.uniform(-50, -18) / 20)
    return (out / (np.abs(out).max() + 1e-9) * 0.9).astype(np.float32)


def _compressed(samples: Floats, chance: Chance) -> Floats:
    """Loud parts are turned down, by how loud it was in the last moments."""
    speed = np.exp(-1 / (RATE * chance.uniform(0.02, 0.3)))
    level = np.sqrt(lfilter([1 - speed], [1, -speed], samples**2) + 1e-8)
    usual = np.sqrt((samples**2).mean()) + 1e-9
    return samples * (1 + level / usual) ** -chance.uniform(0.3, 1.2)
