"""What editing costs among a project's strips: one edit, and a ripple deletion of many ranges.

Both are processor time of the main thread, planning and report included, without the undo step
that Blender makes itself, beside what Blender alone needs: a plain read of all strips, and the
cuts that the deletion takes.
"""

from __future__ import annotations

import statistics
import tempfile
import time
import wave
from pathlib import Path
from typing import Any

COUNT, CHANNELS, LENGTH = 2000, 10, 50
RANGES = 500
REPEATS = 5
EDIT, RIPPLE = 20.0, 5.0
"""The most that an edit may take of a plain read, and a ripple deletion of its bare cuts."""


def editing() -> bool:
    """Print a line; tell whether both are as good as they must be."""
    import bpy

    with tempfile.TemporaryDirectory() as folder:
        made = _filled(Path(folder))
        last = COUNT // CHANNELS - 1
        moved = [
            _taken(made, "move_strips", strips=[f"1 {last}"], by=1) for _ in range(REPEATS + 1)
        ]
        read = statistics.median(_read(made) for _ in range(REPEATS))
        edit = statistics.median(moved[1:])
        ripple = _taken(made, "delete_strips", ranges=_ranges(), channels=[1, 2], ripple="channel")
        bare = _cuts(_filled(Path(folder)))
    print(
        f"Blender {bpy.app.version_string}, {COUNT} strips: one edit {edit * 1e3:.0f} ms, "
        f"{edit / read:.1f} x a plain read; ripple deletion of {RANGES} ranges "
        f"{ripple * 1e3:.0f} ms, {ripple / bare:.1f} x its bare cuts",
        flush=True,
    )
    return edit <= EDIT * read and ripple <= RIPPLE * bare


def _ranges() -> list[list[float]]:
    """Return ranges of six frames at even distances over all strips."""
    step = COUNT // CHANNELS * LENGTH / 24 / RANGES
    return [[round(n * step + 0.3, 3), round(n * step + 0.55, 3)] for n in range(RANGES)]


def _filled(folder: Path) -> Any:
    """Return a scene with pictures, titles and, where this Blender has them, sounds on channels."""
    import bpy

    from bl_ext.user_default.sequence_maker.blender.command import files
    from bl_ext.user_default.sequence_maker.blender.host import compat
    from bl_ext.user_default.sequence_maker.blender.making import connecting
    from bl_ext.user_default.sequence_maker.blender.timeline import strips as timelines

    timelines.LIMIT = 10 * COUNT  # type: ignore[attr-defined]
    with wave.open(str(folder / "tone.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(2 * 8000 * 4))
    picture = bpy.data.images.new("made", 16, 9)
    picture.filepath_raw, picture.file_format = str(folder / "made.png"), "PNG"
    picture.save()
    made = files.open_scene(None, None)
    made.render.fps = 24
    strips, rows = compat.strips(made.sequence_editor), COUNT // CHANNELS
    for channel in range(1, CHANNELS + 1):
        for number in range(rows):
            name, first = f"{channel} {number}", 1 + number * LENGTH
            if channel in (2, 4) and compat.sound_has_engine():
                path = str(folder / "tone.wav")
                strip = strips.new_sound(
                    name=name, filepath=path, channel=channel, frame_start=first
                )
            elif channel < 8:
                path = str(folder / "made.png")
                strip = strips.new_image(
                    name=name, filepath=path, channel=channel, frame_start=first
                )
            else:
                strip = compat.new_text_strip(strips, name, channel, first, first + LENGTH)
            compat.set_end(strip, first + LENGTH)
            strip.select = False
    pairs = [(f"{a} {number}", f"{a + 1} {number}") for a in (1, 3) for number in range(rows)]
    connecting.connect(made, pairs)
    return made


def _taken(made: Any, name: str, **arguments: Any) -> float:
    from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for
    from bl_ext.user_default.sequence_maker.toolkit.world import Limits
    from bl_ext.user_default.sequence_maker.tools import TOOLS

    session = session_for(made, Limits(confirm="never", max_segments=0))
    begun = time.thread_time()
    with session.steady():
        result = TOOLS[name].call(session, **arguments)
    taken = time.thread_time() - begun
    assert result["ok"], result
    return taken


def _read(made: Any) -> float:
    """What Blender itself needs to tell place, kind and name of every strip."""
    from bl_ext.user_default.sequence_maker.blender.host import compat

    begun = time.thread_time()
    strips = compat.strips(made.sequence_editor)
    rows = [
        (s.channel, *compat.frames(s), s.type, s.name, s.mute, s.lock, s.select) for s in strips
    ]
    taken = time.thread_time() - begun
    assert len(rows) >= COUNT
    return taken


def _cuts(made: Any) -> float:
    """What the cuts of a deletion take: each strip of two channels at the end of each range."""
    from bl_ext.user_default.sequence_maker.blender.host import compat

    there = {strip.name: strip for strip in compat.strips(made.sequence_editor)}
    ends = sorted(1 + round(end * 24) for _, end in _ranges())
    begun = time.thread_time()
    for number in range(COUNT // CHANNELS):
        parts = [there[f"{channel} {number}"] for channel in (1, 2)]
        first, last = compat.frames(parts[0])
        for frame in (end for end in ends if first < end < last):
            for channel, part in enumerate(parts):
                if compat.frames(part)[0] < frame < compat.frames(part)[1]:
                    parts[channel] = part.split(frame=frame, split_method="SOFT")
    return time.thread_time() - begun
