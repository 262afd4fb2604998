"""The sounds of a scene as functions see them: `music.song.SongsPort` with its words."""

from __future__ import annotations

from ...music.timed_words import TimedWord
from ..host import compat
from ..song import lyrics
from ..song.songs import StripMusic


class SceneSongs(StripMusic):
    """See `music.song.SongsPort`."""

    def words(self) -> list[TimedWord]:
        """See `SongsPort.words`."""
        return lyrics.words_of(self._timelines.scene) or self._text_strips()

    def _text_strips(self) -> list[TimedWord]:
        """The words of text strips, each with its share of the strip's time by its length."""
        editor, time_of = self._timelines.editor, self._timelines.timebase.time_of
        texts = [strip for strip in compat.strips(editor) if strip.type == "TEXT"]
        texts = [s for s in texts if not (s.mute or editor.channels[s.channel].mute)]
        made: list[TimedWord] = []
        for line, strip in enumerate(sorted(texts, key=lambda strip: compat.frames(strip))):
            first, end = (time_of(frame) for frame in compat.frames(strip))
            parts = strip.text.split()
            long = sum(len(part) + 1 for part in parts)
            for part in parts:
                step = (end - first) * (len(part) + 1) / long
                long -= len(part) + 1
                made.append(TimedWord(part, first, first + step, line, len(parts) == 1))
                first += step
        return sorted(made, key=lambda word: word.start)
