"""Measures what must stay fast: `python3 scripts/benchmark.py [LINE ...] [--all]`.

What can be is a ratio to a bare loop in the same run, in processor time of the thread, the median
of several alternating repetitions: a busy machine slows both. The lines are `strips`, `scene`,
`editing`, `chat`, `sheet`, `chats`, `panel` and `plan`, and some that run only when they are named:
`hearing`, what listening to each kind of sound file costs (`hearing-long`: of hours, too), `batch`,
what many songs cost beside each alone (ten minutes), `music`, how well songs are heard beside
librosa and madmom, which takes half an hour at first, `music-aside`, the same of tracks of which
nothing was learned, and `music-nothing`, what is heard where there is no beat.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import rooms  # noqa: F401

# isort: split

import way_out
from environment import BLENDER, SetupError, environment, run_inside

COUNT = 2000
CHANNELS = 8
SECONDS = 0.5
REPEATS = 5
LIMIT = 1.3
MEASURE = Path(__file__).resolve().parent / "measure"
Row = dict[str, Any]


def strips() -> bool:
    """Compare a batch of 2,000 segments with a bare loop of `new_effect`; print one line."""
    import bpy

    rows = [_row(number) for number in range(COUNT)]
    ways: dict[str, Callable[[], float]] = {
        "bare": lambda: _bare(rows, with_color=False),
        "colored": lambda: _bare(rows, with_color=True),
        "batch": lambda: _batch(rows),
    }
    _batch(rows[:10])  # imports and compiled schemas are not the batch's cost
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(REPEATS):
        for name, way in ways.items():
            taken[name].append(way())
    bare, colored, batch = (statistics.median(taken[name]) for name in ways)
    print(
        f"Blender {bpy.app.version_string}: a batch of {COUNT} segments in {batch * 1000:.0f} ms, "
        f"{batch / bare:.2f} x a bare loop, {batch / colored:.2f} x a loop that sets colors too",
        flush=True,
    )
    return batch / colored <= LIMIT


def chat() -> bool:
    """Compare a streamed answer with a bare loop of the openai package; print three lines."""
    import benchmark_chat

    return benchmark_chat.chat()


def scene() -> bool:
    """Compare edits in a large scene with a plain read of it; print three lines."""
    import benchmark_scene

    return benchmark_scene.scene()


def editing() -> bool:
    """Compare edits among a project's strips with what Blender alone needs; print a line."""
    import benchmark_editing

    return benchmark_editing.editing()


def sheet() -> bool:
    """Measure what the page of a large show costs; print a line."""
    import benchmark_sheet

    return benchmark_sheet.sheet()


def chats() -> bool:
    """Measure what opening and storing cost in a file with 20 MB of chats; print a line."""
    import benchmark_chats

    return benchmark_chats.chats()


def panel() -> bool:
    """Measure what drawing a long chat costs; print a line."""
    import benchmark_panel

    return benchmark_panel.panel()


def plan() -> bool:
    """Measure what planning a turn costs in a large scene; print a line."""
    import benchmark_plan

    return benchmark_plan.plan()


def hearing(long: bool = False) -> bool:
    """Measure what listening costs; print a line for each file."""
    import benchmark_hearing

    return benchmark_hearing.hearing(long)


LINES: dict[str, Callable[[], bool]] = {
    "strips": strips,
    "scene": scene,
    "editing": editing,
    "chat": chat,
    "sheet": sheet,
    "chats": chats,
    "panel": panel,
    "plan": plan,
}

"""What runs when nothing is named."""
NAMED: dict[str, Callable[[], bool]] = {
    "hearing": hearing,
    "hearing-long": lambda: hearing(long=True),
}

HEARD: dict[str, list[str]] = {
    "music": ["benchmark_music.py"],
    "music-aside": ["benchmark_music.py", "--aside"],
    "music-nothing": ["benchmark_nothing.py"],
}
"""What runs in the environment with librosa and madmom: script and arguments."""


def _row(number: int) -> Row:
    place, channel = divmod(number, CHANNELS)
    start = place * SECONDS
    color = f"#{number * 7919 % 0x1000000:06x}"
    times = {"start_time": start, "end_time": start + SECONDS}
    return {"channel": channel + 1, **times, "color": color}


def _scene() -> Any:
    from bl_ext.user_default.sequence_maker.blender.command import files

    return files.open_scene(None, None)


def _bare(rows: list[Row], with_color: bool) -> float:
    """What Blender itself needs for strips with name, channel and times, and a color if wanted."""
    from bl_ext.user_default.sequence_maker.blender.host import compat

    scene = _scene()
    editor, rate = scene.sequence_editor, scene.render.fps
    begun = time.thread_time()
    for number, row in enumerate(rows, 1):
        first = scene.frame_start + round(row["start_time"] * rate)
        end = scene.frame_start + round(row["end_time"] * rate)
        strip = compat.new_color_strip(editor, f"Segment {number}", row["channel"], first, end)
        if with_color:
            text = row["color"]
            strip.color = [int(text[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return time.thread_time() - begun


def _batch(rows: list[Row]) -> float:
    """The whole call: validation, planning, writing and reading back."""
    from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for
    from bl_ext.user_default.sequence_maker.toolkit.world import Limits
    from bl_ext.user_default.sequence_maker.tools import TOOLS

    session = session_for(_scene(), Limits())
    begun = time.thread_time()
    result = TOOLS["create_segments_batch"].call(session, segments=rows)
    taken = time.thread_time() - begun
    assert result["ok"] and result.get("created_count", len(result["created"])) == len(rows)
    return taken


def heard(name: str) -> int:
    """Measure the music analysis in an environment of its own; 1 when it misses a goal."""
    script, *arguments = HEARD[name]
    return subprocess.run([sys.executable, str(MEASURE / script), *arguments]).returncode


def batch() -> int:
    """Measure batches in an environment of their own; 1 when they miss a goal."""
    command = [str(environment("batch")), str(MEASURE / "benchmark_batch.py")]
    return subprocess.run(command).returncode


APART: dict[str, Callable[[], int]] = {
    "batch": batch,
    **{name: partial(heard, name) for name in HEARD},
}
"""What runs in an environment of its own, whatever the version of Blender."""


def everywhere(names: list[str]) -> int:
    """Run the lines in every version of Blender."""
    code = 0
    for version in BLENDER:
        code |= subprocess.run([str(environment(version)), __file__, *names]).returncode
    return code


def here(names: list[str]) -> int:
    """Run the lines in this version; 1 when one is slower than it may be."""
    import extension

    with extension.enabled():
        good = [{**LINES, **NAMED}[name]() for name in names]
    return 0 if all(good) else 1


def main() -> int:
    """Run what the command line names."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    known = (*LINES, *NAMED, *APART)
    parser.add_argument("lines", nargs="*", metavar="LINE", help=", ".join(known))
    parser.add_argument("--all", action="store_true", help="in every version of Blender")
    options = parser.parse_args()
    unknown = [name for name in options.lines if name not in known]
    if unknown:
        parser.error(f"there is no line {unknown[0]!r}; choose from {', '.join(known)}")
    apart = [name for name in APART if name in options.lines]
    names = [name for name in options.lines or LINES if name not in APART]
    code = 0
    try:
        if not names:
            pass
        elif options.all:
            code = everywhere(names)
        else:
            run_inside()
            code = here(names)
        for name in apart:
            code |= APART[name]()
    except SetupError as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 1
    return code


if __name__ == "__main__":
    way_out.run(main)
