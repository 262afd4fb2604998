"""The stage that hears the song, or takes what was heard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ...kept.plain_json import parsed, written
from ...music.hearing.analysis import Analysis
from ...music.hearing.candidates import Hints
from ..again.turn_recipes import ended
from ..song import cache
from ..song.songs import StripMusic
from ..sound import source
from ..timeline.strips import StripTimelines
from .job_outputs import write_whole

CONTENT = "content"
"""Under this name stands to which content what was heard belongs."""


def heard(path: Path, content: str) -> Analysis | None:
    """Return what was heard of a content; None where the file is not there or of another.

    Args:
        path: The file.
        content: The key of the content, see `media.content_key`.
    """
    try:
        data = parsed(path.read_text(encoding="utf-8"))
        if not isinstance(data, dict) or data.pop(CONTENT, "") != content:
            return None
        return Analysis.from_json(data)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def hear(scene: Any, path: Path | None) -> list[str]:
    """Let the song of a scene be heard; return the names of its sections.

    Args:
        scene: The scene.
        path: Where what is heard is kept by itself; what fits the content there is taken.

    Raises:
        ToolError: If there is nothing that can be heard.
        OSError: If it cannot be kept.
    """
    content = source.sound_file_of(source.song_strip(scene)).key
    analysis = heard(path, content) if path is not None else None
    if analysis is not None:
        cache.of(scene).take(cache.cache_key(content, Hints()), analysis)
    song = ended(StripMusic(StripTimelines(scene)).analyze())
    if path is not None and analysis is None:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, written({**song.analysis.as_json(), CONTENT: content}))
    return [section.name for section in song.grid.sections]
