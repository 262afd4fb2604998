"""The song of the scene that the Sequencer edits, for buttons, panel and overlay."""

from __future__ import annotations

import time
from typing import Any

from ..music.port import Song
from . import chats, compat
from .hearing import StripMusic
from .strips import StripTimelines

_FRESH = 0.2
_seen: dict[int, tuple[float, Song | None]] = {}


def music_of(context: Any) -> StripMusic:
    """Return the songs of the scene that the Sequencer edits."""
    return StripMusic(StripTimelines(chats.scene_to_edit(context)))


def known_song(context: Any) -> Song | None:
    """Return the song that was listened to, or None; also None without a scene."""
    return None if chats.scene_to_edit(context) is None else music_of(context).known()


def shown_song(context: Any) -> Song | None:
    """Return the same for drawing, where it may be a fifth of a second old."""
    scene, now = chats.scene_to_edit(context), time.perf_counter()
    if scene is None:
        return None
    at, song = _seen.get(scene.session_uid, (0.0, None))
    if now - at > _FRESH:
        _seen.clear()
        song = known_song(context)
        _seen[scene.session_uid] = (time.perf_counter(), song)
    return song


def forget_session() -> None:
    """Drop what was seen; done whenever a grid is changed."""
    _seen.clear()


def has_sound(context: Any) -> bool:
    """Tell whether the scene has a sound strip."""
    scene = chats.scene_to_edit(context)
    editor = scene.sequence_editor if scene is not None else None
    return editor is not None and any(s.type == "SOUND" for s in compat.strips(editor))


def needs_song(cls: Any, context: Any) -> bool:
    """Tell whether a song was listened to, and what to do if not; for `poll`."""
    if shown_song(context) is None and known_song(context) is None:
        cls.poll_message_set("Listen to the music first")
        return False
    return True
