"""How late Blender plays sounds of many kinds, and how well the add-on knows it.

Run by the Python of a Blender module: `.cache/blender-5.2/bin/python scripts/measure/lateness.py`.
Writes clicks in each kind by ffmpeg, mixes each down by Blender as it lies, cut at its start and
begun before the scene, and prints two figures for each in milliseconds: how late it is played
beside a .wav with the same samples, and how far the mapping is off that. Nothing is timed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "tests")]
os.environ["BLENDER_USER_RESOURCES"] = tempfile.mkdtemp(prefix="lateness_")

import rooms  # noqa: E402, F401

# isort: split
import bpy  # noqa: E402

import arguments  # noqa: E402
import extension  # noqa: E402
import way_out  # noqa: E402

extension.load()

import sound_help  # noqa: E402
from bl_ext.user_default.sequence_maker.blender.host import compat  # noqa: E402
from bl_ext.user_default.sequence_maker.blender.sound import decode  # noqa: E402
from bl_ext.user_default.sequence_maker.blender.sound.mapping import mapping_of  # noqa: E402

FPS, SECONDS, REACH = 25, 10.0, 0.2
TIMES = [0.5 + 0.73 * number for number in range(12)]
PLACES = ((1, 0), (1, 1), (1, 31), (1, 120), (-40, 0))
"""First frame of the strip, and frames cut from its start."""
PICTURES = "-f lavfi -i testsrc=s=64x64:r=25:d=10 -map 0:a -map 1:v -pix_fmt yuv420p".split()
KINDS: dict[str, tuple[str, ...]] = {
    "mp3 44.1 kHz.mp3": ("-c:a", "libmp3lame"),
    "mp3 48 kHz.mp3": ("-c:a", "libmp3lame", "-ar", "48000", "-q:a", "2"),
    "mp3 32 kHz.mp3": ("-c:a", "libmp3lame", "-ar", "32000"),
    "mp3 24 kHz.mp3": ("-c:a", "libmp3lame", "-ar", "24000"),
    "mp3 without header.mp3": ("-c:a", "libmp3lame", "-write_xing", "0"),
    "vorbis.ogg": ("-c:a", "libvorbis"),
    "vorbis.mka": ("-c:a", "libvorbis"),
    "opus.opus": ("-c:a", "libopus", "-ar", "48000"),
    "opus.mka": ("-c:a", "libopus", "-ar", "48000"),
    "opus.webm": (*PICTURES, "-c:v", "libvpx", "-c:a", "libopus", "-ar", "48000"),
    "opus beside H.264.mkv": (*PICTURES, "-c:v", "libx264", "-c:a", "libopus", "-ar", "48000"),
    "aac.m4a": ("-c:a", "aac"),
    "aac.aac": ("-c:a", "aac"),
    "aac beside H.264.mp4": (*PICTURES, "-c:v", "libx264", "-c:a", "aac"),
    "flac.flac": ("-c:a", "flac"),
}
Samples = NDArray[np.float64]


def main() -> None:
    """Print a row for every kind."""
    folder = Path(tempfile.mkdtemp(prefix="lateness_"))
    wav = sound_help.clicks(folder / "a.wav", TIMES, SECONDS, 44_100)
    print(f"Blender {bpy.app.version_string}: lateness and error in ms at (frame, cut)", *PLACES)
    for name, options in KINDS.items():
        path = folder / name
        inputs = ["ffmpeg", "-y", "-v", "error", "-i", str(wav)]
        subprocess.run([*inputs, *options, "-ac", "2", str(path)], check=True)
        row = [_figures(wav, path, folder, place) for place in PLACES]
        print(f"{name:24}", *(f"{late:6.1f} {error:5.1f} |" for late, error in row), flush=True)


def _figures(wav: Path, path: Path, folder: Path, place: tuple[int, int]) -> tuple[float, float]:
    """Return how late a file is played beside its samples, and how far the mapping is off."""
    mixed, told = [], []
    for file in (wav, path):
        scene = _empty()
        strip = sound_help.add_sound(scene, file, frame=place[0])
        compat.set_first(strip, compat.frames(strip)[0] + place[1])
        mixed.append(_mix(scene, folder / "mix.wav"))
        told.append(float(mapping_of(strip, scene, SECONDS).to_timeline((5.0,))[0]))
    (plain, rate), (found, _) = mixed
    own = _lag(*(_samples(file) for file in (path, wav)))
    late = _lag((found, rate), (plain, rate)) - own
    return 1000 * late, 1000 * (told[1] - told[0] - late)


def _empty() -> Any:
    bpy.ops.wm.read_homefile(app_template="Video_Editing", use_factory_startup=True)
    space = bpy.context.workspace
    if hasattr(space, "sequencer_scene") and space.sequencer_scene is None:
        space.sequencer_scene = bpy.context.scene
    scene = compat.sequencer_scene() or bpy.context.scene
    scene.sequence_editor_create()
    scene.render.fps, scene.render.fps_base, scene.frame_end = FPS, 1.0, 12 * FPS
    return scene


def _mix(scene: Any, out: Path) -> tuple[Samples, float]:
    bpy.context.view_layer.update()
    options = {"container": "WAV", "codec": "PCM", "format": "S16", "accuracy": 64}
    bpy.ops.sound.mixdown(filepath=str(out), check_existing=False, **options)
    return _samples(out)


def _samples(path: Path) -> tuple[Samples, float]:
    sound = decode.open_sound(path)
    return np.concatenate(list(sound.blocks)).astype(float), sound.rate


def _lag(found: tuple[Samples, float], known: tuple[Samples, float]) -> float:
    """Return by how many seconds one sound comes later than another that is like it."""
    (a, rate), (b, other) = found, known
    b = np.interp(np.arange(0, len(b) / other, 1 / rate), np.arange(len(b)) / other, b)
    size = 1 << (len(a) + len(b)).bit_length()
    alike = np.fft.irfft(np.fft.rfft(a, size) * np.conj(np.fft.rfft(b, size)), size)
    reach = int(REACH * rate)
    return float(np.argmax(np.concatenate([alike[-reach:], alike[:reach]])) - reach) / rate


def enabled() -> None:
    """Measure with the extension."""
    arguments.none(__doc__)
    warnings.simplefilter("ignore")
    with extension.enabled():
        main()


if __name__ == "__main__":
    way_out.run(enabled)
