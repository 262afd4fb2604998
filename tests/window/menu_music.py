"""Scenarios of musical functions that were chosen from the menu, without the chat."""

from __future__ import annotations

import tempfile
import wave
from pathlib import Path

import bpy
import numpy as np

from hands import escape, over_timeline
from support import Steps, addon, on_window, scene, segments, shot, until

RATE = 22_050
FPS = 24
BEAT = 0.5


def a_function_that_must_listen_first_ends_by_itself() -> Steps:
    """Create Pattern on a song not yet heard: Blender goes on, then the strips are there."""
    with tempfile.TemporaryDirectory() as folder:
        _add_clicks(Path(folder) / "clicks.wav", 60.0)
        with on_window():
            result = bpy.ops.sequence_maker.create_pattern(
                channels="1", colors="red", shape="flash", use_end_time=True, end_time=20.0
            )
        assert result == {"CANCELLED"} and not segments(), "it has not listened yet"
        job = addon("blender.song.listening")
        yield from until(lambda: job.running() is None, "it has listened")
        yield from until(lambda: len(segments()) > 30, "the flashes are there")
        yield from over_timeline()
        shot("listened-first")
        yield from escape()
        firsts = [first for _, first, _ in segments() if first > 1]
        beat = round(BEAT * FPS)
        assert all((first - 1) % beat == 0 for first in firsts), firsts
        with on_window():
            bpy.ops.ed.undo()
        yield from until(lambda: not segments(), "one undo step takes the pattern back", 5.0)


def _add_clicks(path: Path, seconds: float) -> None:
    """Add a sound that clicks on every half second, the first of four loudest."""
    scene().render.fps, scene().render.fps_base = FPS, 1.0
    sound = np.zeros(int(seconds * RATE))
    burst = np.random.default_rng(1).normal(size=RATE // 50) * np.exp(-np.arange(RATE // 50) / 60)
    for number in range(int(seconds / BEAT)):
        first = round(number * BEAT * RATE)
        sound[first : first + len(burst)] += burst * (0.4 if number % 4 == 0 else 0.3)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())
    strips = addon("blender.host.compat").strips(scene().sequence_editor)
    strips.new_sound(name="Clicks", filepath=str(path), channel=9, frame_start=1)


SCENARIOS = (a_function_that_must_listen_first_ends_by_itself,)
