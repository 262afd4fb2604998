"""The song of the scene that the Sequencer edits, for buttons, panel and overlay."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from itertools import islice
from typing import Any

from ...music.song import Song
from ...sequence.errors import ToolError
from ..host import compat
from ..host.damaged import text_of
from ..host.memory import PerScene
from ..host.scene import scene_to_edit, timebase_of
from ..sound import source
from ..timeline.strips import StripTimelines
from .songs import StripMusic

RETRY_SECONDS, RECHECK_SECONDS = 0.2, 2.0
"""Until a song is looked for again: where there was none, and where its strip is as seen.

What costs is the look for its file; a change of strip, grid or frame rate is noticed at once.
"""


@dataclass(slots=True)
class _Seen:
    """What was found for a scene: when, how its strip and grid were, and the song."""

    at: float = -math.inf
    stamp: tuple[Any, ...] = ()
    song: Song | None = None


_seen = PerScene(lambda scene: _Seen())


def music_of(context: Any) -> StripMusic:
    """Return the songs of the scene that the Sequencer edits."""
    return music_in(scene_to_edit(context))


def music_in(scene: Any) -> StripMusic:
    """Return the songs of a scene."""
    return StripMusic(StripTimelines(scene))


def known_song(context: Any) -> Song | None:
    """Return the song that was listened to, or None; also None without a scene."""
    return None if scene_to_edit(context) is None else music_of(context).known()


def shown_song(context: Any) -> Song | None:
    """Return the same for drawing: cheap, and a change of the file itself is noticed later."""
    scene, now = scene_to_edit(context), time.perf_counter()
    if scene is None:
        return None
    seen = _seen.of(scene)
    if now - seen.at < (RETRY_SECONDS if seen.song is None else RECHECK_SECONDS):
        if seen.song is None or seen.stamp == _stamp(scene, seen.song.name):
            return seen.song
    seen.song = known_song(context)
    seen.stamp = _stamp(scene, seen.song.name) if seen.song is not None else ()
    seen.at = time.perf_counter()
    return seen.song


def _stamp(scene: Any, name: str) -> tuple[Any, ...]:
    """Return what of a song's strip, its scene and the user's corrections may change."""
    if scene.sequence_editor is None:
        return ()
    every = compat.strips(scene.sequence_editor)
    strip = every.get(name) or compat.all_strips(scene.sequence_editor).get(name)
    if strip is None:
        return (len(every),)
    keys = tuple(key.timeline_frame for key in getattr(strip, "retiming_keys", ()))
    kept = tuple((text_of(grid, "data"), grid.bpm) for grid in scene.sequence_maker.grids)
    place = compat.frames(strip), compat.content_start(strip), getattr(strip, "sound_offset", 0.0)
    heard = strip.mute, strip.channel, keys, text_of(scene.sequence_maker, "song")
    return (len(every), place, heard, timebase_of(scene), kept)


def forget() -> None:
    """Look for the songs anew; done whenever a grid is changed."""
    _seen.clear()


def has_corrections(context: Any) -> bool:
    """Tell whether the user, or the assistant, corrected the beats of the song."""
    scene = scene_to_edit(context)
    if scene is None or not len(scene.sequence_maker.grids):
        return False
    try:
        key = source.sound_file_of(source.song_strip(scene)).key
    except (ToolError, OSError):
        return False
    kept = scene.sequence_maker.grids.get(key)
    return kept is not None and bool(text_of(kept, "data") or kept.bpm)


def has_sound(context: Any, least: int = 1) -> bool:
    """Tell whether the scene has a sound strip, or so many; those in meta strips count."""
    scene = scene_to_edit(context)
    return scene is not None and len(list(islice(source.sound_strips(scene), least))) == least


def needs_sound(cls: Any, context: Any) -> bool:
    """Tell whether there is a sound, and what to do if not; for `poll`."""
    if not has_sound(context):
        cls.poll_message_set("Add a sound to the Sequencer first")
        return False
    return True


def needs_song(cls: Any, context: Any) -> bool:
    """Tell whether a song was listened to, and what to do if not; for `poll`."""
    if shown_song(context) is None and known_song(context) is None:
        cls.poll_message_set("Analyze the music first")
        return False
    return True
