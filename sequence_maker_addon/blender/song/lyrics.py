"""Imported words: they belong to a sound, whose strip they follow, or else to the sequence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from ...kept import scene_values
from ...music.content_pieces import Mapping, Piece, without_seams
from ...music.timed_words import TimedWord
from ...sequence.errors import ToolError
from ..host import damaged
from ..host.damaged import text_of
from ..sound import audible, contents, source
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
    """Return all imported words that can be heard, in seconds of the timeline."""
    found = list(_read(scene, "words", text_of(scene.sequence_maker, "lyrics")))
    if any(text_of(kept, "words") for kept in scene.sequence_maker.grids):
        editor, strips = scene.sequence_editor, source.sound_strips(scene)
        heard = [strip for strip in strips if not audible.is_muted(editor, strip)]
        for group in contents.by_file(heard).values():
            found += _on_timeline(scene, group)
    return sorted(dict.fromkeys(found), key=lambda word: word.start)


def count(scene: Any) -> int:
    """Return how many words the file keeps; cheap enough to draw."""
    kept = scene.sequence_maker
    texts = [text_of(kept, "lyrics"), *(text_of(grid, "words") for grid in kept.grids)]
    return sum(text.count('"text":') for text in texts if text)


def _on_timeline(scene: Any, strips: Sequence[Any]) -> list[TimedWord]:
    """The words of a file wherever a strip plays it, each cut to what the strips show."""
    try:
        content = source.sound_file_of(strips[0])
        kept = kept_of(scene, content.key)
        text = text_of(kept, "words") if kept is not None else ""
        words = _read(scene, f"words of {strips[0].name}", text)
        music = StripMusic(StripTimelines(scene))
        pieces = [Piece(s.name, music.mapping(s, content)) for s in strips] if words else []
    except ToolError:
        return []
    made: dict[tuple[int, float], TimedWord] = {}
    for mapping in without_seams(pieces):
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
