"""The function that lights the words of the lyrics."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..music.points import Choice, Music, Point
from ..music.timed_words import TimedWord
from ..sequence.errors import ToolError
from ..toolkit.jobs import Steps
from ..toolkit.parameters import Channels, Colors, Names, OnOverlap, Time, Whole
from ..toolkit.registry import tool
from ..toolkit.world import Session
from .create_pattern import Spread, pattern_of
from .pattern_layout import planned, write_plan
from .places.ranges import (
    Range,
    analyzed_if_needed,
    music_of,
    no_points,
    points_in,
    ranges_of,
    songs_of,
)
from .places.scene_names import SectionName, SoundName


@tool(
    "write",
    on_overlap="What becomes of a strip that is already there",
    spread="How several channels take turns",
    words="Only these words; if not set, all",
    section="Only in this section of the song",
    needs="strips",
)
def create_segments_for_words(
    session: Session,
    channels: Channels,
    colors: Colors,
    start_time: Time | None = None,
    end_time: Time | None = None,
    words: Names | None = None,
    section: SectionName | None = None,
    spread: Spread = "together",
    pixels: Whole | None = None,
    sound: SoundName | None = None,
    on_overlap: OnOverlap = "trim",
) -> Steps:
    """Create a segment for each word of the lyrics, as long as the word, named after it.

    Args:
        channels: Timelines to light: numbers or names.
        colors: One after the other.
        start_time: From here; null for the beginning.
        end_time: Up to here; null for the end.
        words: Only these words, as in get_music; null for all.
        section: Only in a section of the song; see create_pattern.
        spread: As in create_pattern. Default together.
        pixels: How many LEDs each lights; null if not said.
        sound: Sound strip of the section; null for the longest.
        on_overlap: "trim" cuts what is already there, "error" refuses. Default trim.
    """
    songs_of(session)
    song = yield from analyzed_if_needed(session, sound, section is not None)
    music, choice = music_of(session, song), Choice("words")
    where, notes = ranges_of(session, song, section, start_time, end_time)
    chosen = [_chosen(points_in(session, music, choice, span), words) for span in where]
    if not any(chosen):
        raise _none(music, where, words)
    pattern = pattern_of(channels=tuple(channels), colors=tuple(colors), spread=spread)
    plan = planned(session, pattern, zip(where, chosen, strict=True), named=True)
    lit = {(point.time, point.text) for points in chosen for point in points}
    known = {_bare(point.text) for points in chosen for point in points}
    if missing := [word for word in words or () if not known & {_bare(w) for w in word.split()}]:
        notes.append(f"not sung there: {', '.join(missing)[:100]}")
    guessed = sum((w.start, w.text) in lit and not w.exact for w in music.words)
    if guessed:
        notes.append(f"{guessed} words have no time of their own: they share their line's")
    return (yield from write_plan(session, plan, pixels, on_overlap, notes))


def _chosen(points: list[Point], words: Sequence[str] | None) -> list[Point]:
    """Keep the points of some words, whatever their case and punctuation."""
    if words is None:
        return points
    wanted = {_bare(part) for word in words for part in word.split()}
    return [point for point in points if _bare(point.text) in wanted]


def _bare(word: str) -> str:
    return re.sub(r"[^\w']+", "", word).strip("'").casefold()


def _lit(words: Sequence[TimedWord], where: Sequence[Range]) -> list[TimedWord]:
    return [w for w in words if any(s.start <= w.start < s.end for s in where)]


def _none(music: Music, where: list[Range], words: Sequence[str] | None) -> ToolError:
    if words is None or not music.words:
        return no_points(None, Choice("words"), where)
    known = list(dict.fromkeys(word.text for word in _lit(music.words, where)))[:40]
    message = f"none of these words is sung there: {', '.join(words)[:100]}"
    return ToolError("nothing_there", message, field="words", allowed=known or "no word is there")
