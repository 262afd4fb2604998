"""Whose imported words are: those of sounds that are there, and of sounds that are not any more."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from ...kept import scene_values
from ...music.timed_words import TimedWord
from ...sequence.errors import ToolError
from ..host import damaged
from ..host.damaged import text_of
from ..host.memory import PerScene
from ..song.corrections import kept_of
from ..sound import contents, source

_FRESH = 0.5
"""Seconds for which a drawn count holds while nothing was imported or removed."""


@dataclass(slots=True)
class Counts:
    """How many imported words there are.

    Attributes:
        heard: That functions find: of the song, of other sounds that are not muted, and of the
            sequence.
        lost: Of sounds that are not there any more.
        at: When they were counted.
        stamp: What was kept then.
    """

    heard: int = 0
    lost: int = 0
    at: float = -math.inf
    stamp: tuple[int, ...] = ()


_counts = PerScene(lambda scene: Counts())


def counts_shown(scene: Any) -> Counts:
    """Return the counts for drawing: cheap, and a moment old at most."""
    texts = [text_of(scene.sequence_maker, "lyrics")]
    texts += [text_of(kept, "words") for kept in scene.sequence_maker.grids]
    if not any(texts):
        return Counts()
    seen, stamp, now = _counts.of(scene), tuple(map(len, texts)), time.perf_counter()
    if seen.stamp != stamp or now - seen.at > _FRESH:
        found = counts(scene)
        seen.heard, seen.lost, seen.at, seen.stamp = found.heard, found.lost, now, stamp
    return seen


def counts(scene: Any) -> Counts:
    """Count the imported words, without reading them."""
    here, heard = _contents(scene)
    found = Counts(_count(text_of(scene.sequence_maker, "lyrics")))
    for kept in scene.sequence_maker.grids:
        amount = _count(text_of(kept, "words"))
        found.heard += amount * (kept.name in heard)
        found.lost += amount * (kept.name not in here)
    return found


def lost_words(scene: Any) -> list[Any]:
    """Return what is kept of sounds that have words and are not in the scene."""
    here, _ = _contents(scene)
    return [k for k in scene.sequence_maker.grids if text_of(k, "words") and k.name not in here]


def _count(text: str) -> int:
    return text.count('"text":')


def _contents(scene: Any) -> tuple[set[str], set[str]]:
    """Return the keys of all sounds that are there, and of those of which words are told."""
    here = _keys(source.sound_strips(scene, "SOUND", "MOVIE"))
    return here, _keys(group[0] for group in contents.Contents(scene).told())


def _keys(strips: Iterable[Any]) -> set[str]:
    """Return the keys of what strips play; those without a file have none."""
    keys = set[str]()
    for strip in strips:
        with suppress(ToolError):
            keys.add(source.sound_file_of(strip).key)
    return keys


def bring(scene: Any) -> int:
    """Give the words of a sound that is not there to the song, and return how many.

    Raises:
        ToolError: If there is no song, or its file cannot be read.
    """
    lost = lost_words(scene)
    if not lost:
        return 0
    names = [kept.name for kept in lost]
    key = source.sound_file_of(source.song_strip(scene)).key
    goes = max(names, key=lambda name: len(text_of(scene.sequence_maker.grids[name], "words")))
    text = text_of(scene.sequence_maker.grids[goes], "words")
    none: list[TimedWord] = []
    words = damaged.clean(scene, "words", text, scene_values.words_of, none)
    kept_of(scene, key, create=True).words = scene_values.text_of_words(words)
    scene.sequence_maker.grids[goes].words = ""
    return len(words)
