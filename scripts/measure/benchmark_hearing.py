"""What listening costs Blender: `python3 scripts/benchmark.py hearing`.

A line for each kind of sound file: the longest step of the main thread, the memory that is needed
above what Blender has, the processor time, and how long Stop takes. Each file is heard in a fresh
process. `hearing-long` adds files of one and of three hours, which takes minutes to write.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import wave
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import rooms  # noqa: E402, F401

# isort: split
import extension  # noqa: E402
import song  # noqa: E402
import way_out  # noqa: E402

SHORT, HOUR = 240, 3600
"""Seconds."""
GAP = 0.05
MEMORY = 400_000_000
"""Bytes, for a file of an hour."""
AUD_KINDS = {
    ".mp3": ("MP3", "MP3"),
    ".ogg": ("OGG", "VORBIS"),
    ".flac": ("FLAC", "FLAC"),
    ".mka": ("MATROSKA", "VORBIS"),
    ".opus": ("OGG", "OPUS"),
}
MOVIE = ".mp4"
LONG = ((".wav", HOUR), (".mp3", HOUR), (".flac", HOUR), (".ogg", HOUR), (".mp3", 3 * HOUR))
RATE = 48_000


@dataclass(frozen=True)
class Costs:
    """Of one file.

    Attributes:
        longest: Seconds of the longest step, as a clock on the wall tells.
        stage: What was done in it.
        busy: Seconds of processor time of the main thread in the step that took most of it.
        memory: Bytes above what the process had before, at most.
        work: Seconds of processor time in all.
        stop: Seconds that it takes to stop in the middle.
    """

    longest: float
    stage: str
    busy: float
    memory: int
    work: float
    stop: float


def hearing(long: bool = False) -> bool:
    """Measure every file; tell whether all goals are met."""
    import bpy

    from bl_ext.user_default.sequence_maker.blender.host import compat

    if not compat.sound_has_engine():
        print(f"Blender {bpy.app.version_string}: this bpy has no Audaspace")
        return True
    wanted = [(kind, SHORT) for kind in (".wav", *AUD_KINDS, MOVIE)]
    wanted += LONG if long else ()
    print(f"Blender {bpy.app.version_string}: listening to")
    good = True
    with tempfile.TemporaryDirectory() as folder:
        once = Path(folder) / "once.wav"
        song.compose(once)
        for kind, seconds in wanted:
            file = written(Path(folder) / f"song_{seconds}{kind}", once, seconds)
            done = _heard(file, Path(folder) / "user")
            if done.returncode:
                print(done.stderr[-2000:], file=sys.stderr)
                return False
            good &= _told(file, seconds, Costs(**json.loads(done.stdout.splitlines()[-1])))
            file.unlink()
    return good


def _heard(file: Path, user: Path) -> subprocess.CompletedProcess[str]:
    """Hear a file in a process that keeps nothing in the user's own folders."""
    shutil.rmtree(user, ignore_errors=True)
    user.mkdir()
    variables = {**os.environ, "BLENDER_USER_RESOURCES": str(user)}
    command = [sys.executable, __file__, str(file)]
    return subprocess.run(command, env=variables, capture_output=True, text=True)


def _told(file: Path, seconds: int, costs: Costs) -> bool:
    """Print one line."""
    good = costs.longest <= GAP and costs.memory <= MEMORY * max(seconds / HOUR, 1)
    print(
        f"  {seconds // 60:4} min {file.suffix:6} longest step {costs.longest * 1000:4.0f} ms "
        f"({costs.stage}; processor {costs.busy * 1000:.0f} ms), "
        f"memory +{costs.memory / 1e6:4.0f} MB, {seconds / costs.work:4.0f} x real time, "
        f"stop {costs.stop * 1000:.1f} ms  {'met' if good else 'MISSED'}",
        flush=True,
    )
    return good


def written(path: Path, once: Path, seconds: int) -> Path:
    """Write the song again and again, in the format of the path's suffix.

    Raises:
        OSError: If it cannot be written.
    """
    import aud

    wav = path.with_suffix(".wav")
    with wave.open(str(once), "rb") as source, wave.open(str(wav), "wb") as target:
        target.setparams(source.getparams())
        data, left = source.readframes(source.getnframes()), seconds * source.getframerate()
        width = source.getnchannels() * source.getsampwidth()
        while left > 0:
            target.writeframes(data[: left * width])
            left -= len(data) // width
    if path.suffix == MOVIE:
        _movie(path, wav, seconds)
    elif path.suffix in AUD_KINDS:
        container, codec = AUD_KINDS[path.suffix]
        kinds = getattr(aud, f"CONTAINER_{container}"), getattr(aud, f"CODEC_{codec}")
        sound = aud.Sound.file(str(wav))
        sound.write(str(path), RATE, 2, aud.FORMAT_S16, *kinds, 160_000, 4096)
    if path != wav:
        wav.unlink()
    return path


def _movie(path: Path, wav: Path, seconds: int) -> None:
    """Render a small black movie with the sound."""
    import bpy

    from bl_ext.user_default.sequence_maker.blender.host import compat

    scene = bpy.data.scenes.new("Movie")
    editor = scene.sequence_editor_create()
    settings = scene.render
    settings.resolution_x = settings.resolution_y = 64
    settings.resolution_percentage, settings.fps, settings.use_file_extension = 100, 1, False
    compat.set_movie_format(settings, "MPEG4")
    settings.ffmpeg.audio_codec = "AAC"
    settings.filepath = str(path)
    scene.frame_end = seconds
    compat.new_color_strip(editor, "Black", 1, 1, seconds + 1)
    _add(scene, wav)
    with extension.quiet():
        bpy.ops.render.render(animation=True, scene=scene.name)
    bpy.data.scenes.remove(scene)


def _add(scene: Any, file: Path) -> None:
    from bl_ext.user_default.sequence_maker.blender.host import compat

    strips = compat.strips(scene.sequence_editor)
    strips.new_sound(name="Song", filepath=str(file), channel=2, frame_start=1)


def costs_of(file: Path) -> Costs:
    """Hear one file in this process."""
    from bl_ext.user_default.sequence_maker.blender.command import files
    from bl_ext.user_default.sequence_maker.blender.song.songs import StripMusic
    from bl_ext.user_default.sequence_maker.blender.timeline.strips import StripTimelines

    scene = files.open_scene(None, None)
    _add(scene, file)
    music = StripMusic(StripTimelines(scene))
    stopped = music.analyze()
    for _ in range(60):
        next(stopped)
    begun = time.perf_counter()
    stopped.close()
    stop = time.perf_counter() - begun
    with Peak() as peak:
        longest, stage, busy, work = _steps(music.analyze())
    return Costs(longest, stage, busy, peak.bytes, work, stop)


def _steps(steps: Any) -> tuple[float, str, float, float]:
    """Take all steps: the longest, what it did, most processor time of one, and all of it."""
    longest, stage, busy, running = 0.0, "", 0.0, True
    before = time.process_time()
    while running:
        begun, used = time.perf_counter(), time.thread_time()
        told = next(steps, None)
        taken, used = time.perf_counter() - begun, time.thread_time() - used
        busy, running = max(busy, used), told is not None
        if taken > longest:
            longest, stage = taken, told.text if told else "the end"
    return longest, stage, busy, time.process_time() - before


class Peak:
    """Watches the memory of this process while it is entered (Linux; elsewhere 0).

    Attributes:
        bytes: The most above what it was at first.
    """

    def __init__(self) -> None:
        self.bytes = 0
        self._first = _resident()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Peak:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.02):
            self.bytes = max(self.bytes, _resident() - self._first)


def _resident() -> int:
    """Bytes of this process in memory."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    lines = status.read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS"))


def main(sound: str) -> None:
    """Print what one sound costs, as JSON."""
    with extension.enabled():
        print(json.dumps(asdict(costs_of(Path(sound)))))


if __name__ == "__main__":
    way_out.run(main, sys.argv[1])
