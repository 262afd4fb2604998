"""The strips of a scene by what they play: which of them are pieces of one song."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from functools import cached_property
from typing import Any

from ...sequence.errors import ToolError
from ..host import compat
from ..host.damaged import text_of
from . import audible, source

MOST_SONGS = 8
"""Contents of a scene that may be songs, those heard longest; the rest are effects and speech."""


def by_file(strips: Iterable[Any]) -> dict[str, list[Any]]:
    """Return strips by the file that they play."""
    made: dict[str, list[Any]] = {}
    for strip in strips:
        made.setdefault(source.file_name(strip), []).append(strip)
    return made


class Contents:
    """What the sounds of a scene play, looked through once: for one call, as strips may go."""

    def __init__(self, scene: Any) -> None:
        self.scene, self._editor = scene, scene.sequence_editor

    @cached_property
    def _sounds(self) -> dict[str, list[Any]]:
        return by_file(source.sound_strips(self.scene))

    @cached_property
    def _movies(self) -> dict[str, list[Any]]:
        return by_file(source.sound_strips(self.scene, "MOVIE"))

    def pieces(self, strip: Any, content: source.SoundFile) -> list[Any]:
        """Return the strips in which a content is heard, in order of time.

        Args:
            strip: One that plays it; a movie strip where the content is the sound of its file.
            content: What it plays.

        Returns:
            Sound strips that are not muted; where there are none the muted ones, and where there
            is no sound strip at all the movie strips of that file. One at least.
        """
        same = _playing(self._sounds, content) or _playing(self._movies, content) or [strip]
        shown = [found for found in same if audible.length(found)] or [strip]
        heard = [found for found in shown if not audible.is_muted(self._editor, found)]
        return sorted(heard or shown, key=lambda s: (audible.heard_frames(s), s.channel, s.name))

    @cached_property
    def candidates(self) -> list[Any]:
        """A strip of each content that may be a song, the one that is heard longest first."""
        least = source.least_frames(self.scene)
        sums: list[tuple[int, int, Any]] = []
        for group in self._sounds.values():
            heard = [s for s in group if not audible.is_muted(self._editor, s)]
            frames = sum(map(audible.length, heard))
            if heard and frames >= least:
                sums.append((-frames, len(sums), heard[0]))
        return [strip for _, _, strip in sorted(sums)[:MOST_SONGS]]

    def told(self) -> list[list[Any]]:
        """Return the strips of each content of which something is told, the song's first.

        Of the song those of `pieces`, of all others what is not muted.
        """
        song: list[Any] = []
        with suppress(ToolError, OSError):  # there is no sound, or its file is missing
            strip = source.song_strip(self.scene)
            song = self.pieces(strip, source.sound_file_of(strip))
        taken = {strip.name for strip in song}
        others = (
            [s for s in group if s.name not in taken and not audible.is_muted(self._editor, s)]
            for group in self._sounds.values()
        )
        return [group for group in (song, *others) if group]

    def notes(self, pieces: list[Any], known: set[str]) -> list[str]:
        """Return what the user should know about the choice.

        Args:
            pieces: The strips of the song.
            known: The files of songs that were heard already.
        """
        notes = []
        wanted = text_of(self.scene.sequence_maker, "song")
        if wanted and not any(s.name == wanted for s in compat.all_strips(self._editor)):
            notes.append(f"The chosen song {wanted!r} is not there.")
        if why := audible.silencer(self._editor, pieces[0]):
            notes.append(f"{pieces[0].name!r} cannot be heard: {why}.")
        mine = known | {source.file_name(s) for s in pieces}
        every = (
            strip for file, group in self._sounds.items() if file not in mine for strip in group
        )
        others = [strip.name for strip in every if strip not in pieces]
        if others:
            told = ", ".join(repr(other) for other in others[:5])
            notes.append(f"Other sound strips were not listened to: {told}.")
        return notes


def _playing(groups: dict[str, list[Any]], content: source.SoundFile) -> list[Any]:
    return [s for group in groups.values() if _plays(group[0], content) for s in group]


def _plays(strip: Any, content: source.SoundFile) -> bool:
    """Tell whether a strip plays a content; only a file as long as that is read for it."""
    try:
        found = source.sound_file_of(strip)
        if found.stamp == content.stamp:
            return True
        return found.stamp[1] == content.stamp[1] and found.key == content.key
    except (ToolError, OSError):
        return False
