"""The show of a scene as plain data, and whether it has pictures of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import bpy

from ...sequence.errors import ToolError
from ...sequence.segment import Obstacle, Segment
from ...sheet.show import Row, Show
from ..host import compat
from ..host.scene import timebase_of
from ..sound import audible, source
from ..sound.contents import Contents
from ..timeline import fades
from ..timeline.segment_strips import bytes_of
from ..timeline.strips import StripTimelines
from ..world.sounds import SceneSongs
from .sound_levels import levels_of

PICTURES = ("MOVIE", "IMAGE", "TEXT", "SCENE", "MOVIECLIP", "MASK")
PIECES = 48
"""Into how many pieces a keyed color is told on the page."""


def has_pictures(scene: Any) -> bool:
    """Tell whether the sequence shows something that is no color, in meta strips, too."""
    editor = scene.sequence_editor
    every = compat.all_strips(editor) if editor else ()
    return any(s.type in PICTURES and not audible.is_muted(editor, s) for s in every)


def show_of(scene: Any, title: str = "") -> Show:
    """Return all that the page of a scene shows, called so or as its file; nothing is written."""
    timelines = StripTimelines(scene)
    songs = SceneSongs(timelines)
    rows = rows_of(scene, PIECES)
    time_of = timebase_of(scene).time_of
    ends = [s.end for row in rows for s in row.segments]
    ends += [s.end for row in rows for s in row.others]
    return Show(
        title=title or Path(bpy.data.filepath).stem or scene.name,
        end=max([*ends, timelines.end() if ends else 0.0]),
        rows=rows,
        song=songs.known(),
        words=songs.words(),
        markers=sorted((time_of(m.frame), m.name) for m in scene.timeline_markers),
        levels=levels_of(scene),
        rate=float(timelines.frame_rate),
    )


def rows_of(scene: Any, pieces: int = 0) -> tuple[Row, ...]:
    """Return the channels that hold something besides the song.

    Args:
        scene: Their scene.
        pieces: Into how many pieces keyed colors are told; 0 for one a frame.
    """
    timelines = StripTimelines(scene)
    names, channels = timelines.names(), timelines.editor.channels
    segments, counts = _segments(scene, timelines, pieces)
    others = _others(scene, timelines)
    return tuple(
        Row(
            channel,
            names[channel],
            tuple(segments.get(channel, ())),
            tuple(others.get(channel, ())),
            counts.get(channel, 0),
            channels[channel].mute,
        )
        for channel in sorted({*segments, *others})
    )


def _segments(
    scene: Any, timelines: StripTimelines, pieces: int
) -> tuple[dict[int, list[Segment]], dict[int, int]]:
    """Return the segments that are seen by channel, keyed ones in pieces, and how many there are.

    A strip that is muted is not seen.
    """
    pairs = timelines.numbered()
    muted = {number for number, strip in pairs if strip.mute}
    strips = dict(pairs) if any(s.animated for s in timelines.segments()) else {}
    found: dict[int, list[Segment]] = defaultdict(list)
    counts: dict[int, int] = defaultdict(int)
    for segment in timelines.segments():
        if segment.id in muted:
            continue
        counts[segment.channel] += 1
        if segment.animated:
            found[segment.channel] += _in_pieces(scene, strips[segment.id], segment, pieces)
        else:
            found[segment.channel].append(segment)
    return found, counts


def _in_pieces(scene: Any, strip: Any, segment: Segment, pieces: int) -> Iterator[Segment]:
    """Yield a keyed color as short fades from one sample to the next."""
    curves = fades.color_curves(scene)[strip.name]
    first, end = compat.frames(strip)
    step = max((end - first) // pieces, 1) if pieces else 1
    time_of = timebase_of(scene).time_of
    frames = [*range(first, end, step), end]
    colors = [bytes_of(curves.at(frame, strip.color)) for frame in frames]
    for place, frame in enumerate(frames[:-1]):
        piece = replace(segment, start=time_of(frame), end=time_of(frames[place + 1]))
        yield replace(piece, color=colors[place], end_color=colors[place + 1])


def _others(scene: Any, timelines: StripTimelines) -> dict[int, list[Obstacle]]:
    """Return the other strips by channel; the song has its own place on the page."""
    try:
        strip = source.song_strip(scene)
        content = source.sound_file_of(strip)
        pieces = {piece.name for piece in Contents(scene).pieces(strip, content)}
    except ToolError:
        pieces = set()
    found: dict[int, list[Obstacle]] = defaultdict(list)
    for other in timelines.obstacles():
        if other.name not in pieces:
            found[other.channel].append(other)
    return found
