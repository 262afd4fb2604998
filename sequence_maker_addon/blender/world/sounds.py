"""The sounds of a scene as functions see them: `music.song.SongsPort` with its words."""

from __future__ import annotations

from collections.abc import Sequence

from ...music.timed_words import TimedWord
from ...music.word_times import spread
from ..host import compat
from ..song import lyrics
from ..song.songs import StripMusic


class SceneSongs(StripMusic):
    """See `music.song.SongsPort`."""

    def words(self) -> list[TimedWord]:
        """See `SongsPort.words`."""
        editor, time_of = self._timelines.editor, self._timelines.timebase.time_of
        texts = [strip for strip in compat.strips(editor) if strip.type == "TEXT"]
        texts = [s for s in texts if not (s.mute or editor.channels[s.channel].mute)]
        spans = [(strip, *map(time_of, compat.frames(strip))) for strip in texts]
        return self.words_with([(strip.text, first, end) for strip, first, end in spans])

    def words_with(self, texts: Sequence[tuple[str, float, float]]) -> list[TimedWord]:
        """See `SongsPort.words_with`."""
        return lyrics.words_of(self._timelines.scene) or spread(texts)
