"""The sounds of a scene as functions see them: `music.song.SongsPort` with its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...music.timed_words import TimedWord
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
        return lyrics.words_of(self._timelines.scene) or list(_spread(texts))


def _spread(texts: Sequence[tuple[str, float, float]]) -> Iterator[TimedWord]:
    """Yield the words of texts, each with its share of the text's time by its length."""
    made: list[TimedWord] = []
    for line, (text, first, end) in enumerate(sorted(texts, key=lambda row: row[1:])):
        parts = text.split()
        long = sum(len(part) + 1 for part in parts)
        for part in parts:
            step = (end - first) * (len(part) + 1) / long
            long -= len(part) + 1
            made.append(TimedWord(part, first, first + step, line, len(parts) == 1))
            first += step
    yield from sorted(made, key=lambda word: word.start)
