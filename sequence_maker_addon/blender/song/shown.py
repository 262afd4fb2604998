"""The song of the scene that the Sequencer edits, for buttons, panel and overlay."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np

from ...music.song import Song, heard_at
from ...sequence.errors import ToolError
from ..host import compat
from ..host.damaged import text_of
from ..host.memory import PerScene
from ..host.scene import scene_to_edit, timebase_of
from ..sound import audible, source
from ..timeline.strips import StripTimelines
from .songs import StripMusic

RETRY_SECONDS, RECHECK_SECONDS = 0.2, 2.0
"""Until a song is looked for again: where there was none, and where its strip is as seen.

What costs is the look for its file; a change of strip, grid or frame rate is noticed at once.
"""

MANY = 8
"""Strips of which each is looked up by its name; of more all are looked through once."""


@dataclass(slots=True)
class _Seen:
    """What was found for a scene: when, how strips and grids were, the song, and all songs."""

    at: float = -math.inf
    stamp: tuple[Any, ...] = ()
    song: Song | None = None
    songs: tuple[Song, ...] = ()


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


def song_at_playhead(context: Any) -> Song | None:
    """Return the song that is heard at the playhead; the chosen one where it is, or none is."""
    scene = scene_to_edit(context)
    if scene is None:
        return None
    music, here = music_in(scene), timebase_of(scene).time_of(scene.frame_current_final)
    return music.known(heard_at(music, here))


def shown_song(context: Any) -> Song | None:
    """Return the same for drawing: cheap, and a change of the file itself is noticed later."""
    return _look(context).song


def shown_songs(context: Any) -> tuple[Song, ...]:
    """Return all songs that were listened to, for drawing; that of `shown_song` is the first."""
    return _look(context).songs


def _look(context: Any) -> _Seen:
    scene, now = scene_to_edit(context), time.perf_counter()
    if scene is None:
        return _Seen()
    seen = _seen.of(scene)
    if now - seen.at < (RETRY_SECONDS if seen.song is None else RECHECK_SECONDS):
        if seen.song is None or seen.stamp == _stamp(scene, seen.songs):
            return seen
    seen.song, others = music_in(scene).chosen_and_others()
    seen.songs = (*others,) if seen.song is None else (seen.song, *others)
    seen.stamp = _stamp(scene, seen.songs) if seen.song is not None else ()
    seen.at = time.perf_counter()
    return seen


def _stamp(scene: Any, songs: Sequence[Song]) -> tuple[Any, ...]:
    """Return what of the songs' strips, its scene and the user's corrections may change."""
    if scene.sequence_editor is None:
        return ()
    every = compat.strips(scene.sequence_editor)
    names = [name for song in songs for name in song.strips]
    by_name = {}
    if len(names) > MANY:
        by_name = {s.name: s for s in source.sound_strips(scene, "SOUND", "MOVIE")}
    pieces = [by_name.get(name) or _find(scene, every, name) for name in names]
    if None in pieces:
        return (len(every),)
    kept = tuple((text_of(grid, "data"), grid.bpm) for grid in scene.sequence_maker.grids)
    chosen = text_of(scene.sequence_maker, "song")
    muted = _count_muted(every), _count_muted(scene.sequence_editor.channels)
    return (len(every), muted, tuple(map(_place, pieces)), chosen, timebase_of(scene), kept)


def _count_muted(items: Any) -> int:
    """Count what is muted of strips or channels, in one go: of those that are no pieces, too."""
    flags = np.zeros(len(items), bool)
    items.foreach_get("mute", flags)
    return int(flags.sum())


def _find(scene: Any, top: Any, name: str) -> Any:
    return top.get(name) or compat.all_strips(scene.sequence_editor).get(name)


def _place(strip: Any) -> tuple[Any, ...]:
    """Return how a strip lies, what of it is heard, and whether it is muted by itself."""
    keys = tuple(key.timeline_frame for key in getattr(strip, "retiming_keys", ()))
    place = audible.heard_frames(strip), compat.content_start(strip), compat.content_trim(strip)
    return (*place, getattr(strip, "sound_offset", 0.0), strip.mute, strip.channel, keys)


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
