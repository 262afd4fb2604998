"""The timelines of a scene as files, written and read; what is written is read back first."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from ...interchange import step_grid, timeline_paths
from ...interchange.timeline_rows import joined, on_frames, told
from ...sequence.frames import FrameRate
from ...sheet.show import Row
from ..host.whole_file import replacing
from ..timeline.strips import StripTimelines
from .show_reader import rows_of


def lit_rows(scene: Any) -> list[Row]:
    """Return the channels that have segments, keyed colors exact in each frame."""
    return [joined(row) for row in rows_of(scene) if row.segments]


def write_timelines(
    scene: Any, path: Path, offset_ms: float = 0, refresh_rate: float = 0
) -> list[Row]:
    """Write the timelines of a scene, whole or not at all; return what was written.

    Args:
        scene: The scene with the sequence.
        path: A file that ends in `.json` or `.csv`, or a folder, which gets a file a channel.
        offset_ms: By how many milliseconds all in the file comes later than in the scene.
        refresh_rate: Steps a second in which JSON tells times; 0 for what suits the frames.

    Raises:
        OSError: If that cannot be done; older files are then as they were.
        ValueError: If there is no segment, or it cannot be told exactly; one sentence.
    """
    rows, rate = lit_rows(scene), StripTimelines(scene).frame_rate
    if not rows:
        raise ValueError("there is no segment to write")
    grid = step_grid.grid_for(rate, offset_ms, refresh_rate)
    step_grid.check_exact(rows, rate, grid)
    ends = [segment.end for row in rows for segment in row.segments]
    end = max([*ends, StripTimelines(scene).end()])
    texts = timeline_paths.documents(path, rows, grid, end)
    if timeline_paths.is_folder(path):
        path.mkdir(exist_ok=True)
    _write(texts, rows, rate, offset_ms)
    return rows


def _write(texts: Mapping[Path, str], rows: list[Row], rate: FrameRate, offset_ms: float) -> None:
    """Write files beside those that are there, read them, and only then let them be the files."""
    with ExitStack() as parts:
        found: list[Row] = []
        for place, text in texts.items():
            part = parts.enter_context(replacing(place))
            part.write_bytes(text.encode("utf-8", "replace"))
            found += timeline_paths.read(part, offset_ms)
        if told(on_frames(found, rate)[0], rate) != told(rows, rate):
            raise ValueError("what was written does not read as it was; nothing is kept")


def read_timelines(path: Path, offset_ms: float = 0) -> list[Row]:
    """Return the timelines of a file or folder, by channel; see `timeline_paths.read`."""
    return timeline_paths.read(path, offset_ms)


def is_written(scene: Any, path: Path, offset_ms: float = 0) -> bool:
    """Tell whether a file or folder has just the timelines of a scene.

    Raises:
        OSError, ValueError: If it cannot be read.
    """
    rate = StripTimelines(scene).frame_rate
    found, short = on_frames(read_timelines(path, offset_ms), rate)
    return not short and told(found, rate) == told(lit_rows(scene), rate)
