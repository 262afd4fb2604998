"""Imported words: they belong to a sound, whose strip they follow, or else to the sequence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from ...kept import scene_values
from ...music.content_pieces import Mapping, Piece, runs_of, without_seams
from ...music.timed_words import TimedWord
from ...sequence.errors import ToolError
from ..host import damaged
from ..host.damaged import text_of
from ..sound import contents, source
from ..timeline.strips import StripTimelines
from .corrections import kept_of
from .songs import StripMusic


def keep(scene: Any, words: Sequence[TimedWord], name: str | None = None) -> str:
    """Keep words with the file, in place of those of the same sound.

    Args:
        scene: Where.
        words: In seconds of the sound itself; without a sound in the scene, of the sequence.
        name: Of the sound strip; None for the longest that is not muted.

    Returns:
        The name of the strip that they follow, or nothing.
    """
    data = scene_values.text_of_words(words)
    try:
        strip = source.song_strip(scene, name)
        kept = kept_of(scene, source.sound_file_of(strip).key, create=True)
    except ToolError:
        scene.sequence_maker.lyrics = data
        return ""
    kept.words, scene.sequence_maker.lyrics = data, ""
    return str(strip.name)


def remove(scene: Any) -> int:
    """Drop all imported words and return how many there were."""
    had = count(scene)
    scene.sequence_maker.lyrics = ""
    for kept in scene.sequence_maker.grids:
        kept.words = ""
    return had


def words_of(scene: Any) -> list[TimedWord]:
    """Return all imported words that can be heard, in seconds of the timeline.

    Those of the song are told where it is muted, too, as its beats are. Where a line is heard again
    it has another number.
    """
    own = list(_read(scene, "words", text_of(scene.sequence_maker, "lyrics")))
    found = [own] if own else []
    if any(text_of(kept, "words") for kept in scene.sequence_maker.grids):
        for group in contents.Contents(scene).told():
            found += _on_timeline(scene, group)
    every = [word for words in _renumbered(found) for word in words]
    once = {replace(word, line=0): word for word in reversed(every)}  # layers say the same
    return sorted(once.values(), key=lambda word: (word.start, word.line))


def _renumbered(runs: Sequence[Sequence[TimedWord]]) -> Iterator[list[TimedWord]]:
    """Yield words with the numbers of their lines counted on from one run of a song to the next."""
    first = 0
    for words in runs:
        yield [replace(word, line=first + word.line) for word in words]
        first += 1 + max((word.line for word in words), default=-1)


def count(scene: Any) -> int:
    """Return how many words the file keeps; cheap enough to draw."""
    kept = scene.sequence_maker
    texts = [text_of(kept, "lyrics"), *(text_of(grid, "words") for grid in kept.grids)]
    return sum(text.count('"text":') for text in texts if text)


def _on_timeline(scene: Any, strips: Sequence[Any]) -> list[list[TimedWord]]:
    """The words of a content wherever a strip plays it, cut to what is shown: each run a list."""
    try:
        content = source.sound_file_of(strips[0])
        kept = kept_of(scene, content.key)
        text = text_of(kept, "words") if kept is not None else ""
        words = _read(scene, f"words of {strips[0].name}", text)
        music = StripMusic(StripTimelines(scene))
        pieces = [Piece(s.name, music.mapping(s, content)) for s in strips] if words else []
    except ToolError:
        return []
    return [_in_run(words, run) for run in runs_of(without_seams(pieces))]


def _in_run(words: Sequence[TimedWord], run: Sequence[Mapping]) -> list[TimedWord]:
    """The words wherever a run plays them, each of them once."""
    made: dict[tuple[int, float], TimedWord] = {}
    for mapping in run:
        for number, word in _within(words, mapping):
            before = made.pop((number, word.start), None)  # cut in two where a piece ends
            word = word if before is None else replace(word, start=before.start)
            made[number, word.end] = word
    return list(made.values())


def _within(words: Sequence[TimedWord], mapping: Mapping) -> Iterator[tuple[int, TimedWord]]:
    """Yield the words of a piece, cut to it, and the number of each."""
    starts = mapping.to_timeline(word.start for word in words).tolist()
    ends = mapping.to_timeline(word.end for word in words).tolist()
    for number, (word, start, end) in enumerate(zip(words, starts, ends, strict=True)):
        if start < mapping.end and mapping.start < end:
            first, last = max(start, mapping.start), min(end, mapping.end)
            yield number, replace(word, start=first, end=last)


def _read(scene: Any, what: str, data: str) -> list[TimedWord]:
    return damaged.clean(scene, what, data, scene_values.words_of, [])
