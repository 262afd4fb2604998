"""The function that lights the words of the lyrics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..music.points import Choice, Point
from ..music.timed_words import TimedWord
from ..sequence.errors import ToolError
from ..sequence.numerals import counted
from ..toolkit.jobs import Steps
from ..toolkit.parameters import (
    Channels,
    Color,
    Colors,
    Count,
    Flag,
    Milliseconds,
    Names,
    OnOverlap,
    Time,
    Whole,
)
from ..toolkit.plain_text import alike
from ..toolkit.registry import tool
from ..toolkit.world import Session
from .create_pattern import Palette, Spread, around, pattern_of
from .pattern_layout import planned, write_plan
from .places.ranges import Range, no_points, songs_of
from .places.scene_names import SectionName, SoundName
from .places.songs_meant import parts_meant, points_of, songs_told


@tool(
    "write",
    on_overlap="What becomes of a strip that is already there",
    spread="How several channels take turns",
    words="Only these words; if not set, all",
    palette="How the colors follow each other",
    seed="Number that random colors are made from",
    effects="Also sound effects and names of speakers",
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
    palette: Palette = "cycle",
    seed: Count = 0,
    cue_ms: Milliseconds = 0,
    cue_length_ms: Milliseconds = 50,
    cue_color: Color | None = None,
    rest_color: Color | None = None,
    effects: Flag = False,
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
        words: Only these words, as in get_music, whatever their case and accents; null for all.
        section: Only in a section of the song; see create_pattern.
        spread: As in create_pattern. Default together.
        palette: As in create_pattern. Default cycle.
        seed: Of random.
        cue_ms: A short warning flash so many milliseconds before each; 0 for none.
        cue_length_ms: How long it lasts.
        cue_color: Its color; null for white.
        rest_color: Fills the time between; null leaves it.
        effects: Also sound effects and names of speakers, which are else lit only by name.
        pixels: How many LEDs each lights; null if not said.
        sound: Sound strip; null for each song there.
        on_overlap: "trim" cuts what is already there, "error" refuses. Default trim.
    """
    every = songs_of(session).words()
    musical = section is not None or palette in ("energy", "pitch")
    parts = yield from parts_meant(session, sound, musical, start_time, end_time)
    found = points_of(session, parts, Choice("words"), section, _asked(every, words, effects))
    if not found.times:
        raise _none(session, every, found.where, words)
    pattern = pattern_of(
        channels=tuple(channels),
        colors=tuple(colors),
        spread=spread,
        palette=palette,
        seed=seed,
        **around(cue_ms, cue_length_ms, cue_color, rest_color),
    )
    plan = planned(session, pattern, zip(found.where, found.points, strict=True), named=True)
    notes = [*found.notes, *_notes(found.points, every, words, found.where)]
    result = yield from write_plan(session, plan, pixels, on_overlap, notes)
    return result | songs_told(parts)


def _asked(
    every: Sequence[TimedWord], words: Sequence[str] | None, effects: bool
) -> list[TimedWord]:
    """Return what is to be lit, each as a word: what is named, or all, marked ones if asked for."""
    if words is None:
        return [replace(word, kind="word") for word in every if effects or word.kind == "word"]
    sung = _parts(word.text for word in every)
    wanted = {spelling for word in words for spelling in _spellings(word, sung)}
    return [replace(word, kind="word") for word in every if wanted & _parts((word.text,))]


def _parts(texts: Iterable[str]) -> set[str]:
    return {alike(part) for text in texts for part in text.split()}


def _spellings(word: str, sung: set[str]) -> set[str]:
    """Return how a word is sung: as it is said, or else without regard to its apostrophes."""
    said = _parts((word,))
    bare = {part.replace("'", "") for part in said - sung}
    return said | {part for part in sung if part.replace("'", "") in bare - {""}}


def _notes(
    chosen: Sequence[Sequence[Point]],
    every: Sequence[TimedWord],
    words: Sequence[str] | None,
    where: Sequence[Range],
) -> Iterator[str]:
    """Yield what the user should know: what is not there, guessed, or marked and left dark."""
    lit = {(point.time, point.text) for points in chosen for point in points}
    known = _parts(text for _, text in lit)
    if missing := [word for word in words or () if not known & _spellings(word, known)]:
        yield f"not sung there: {', '.join(missing)[:100]}"
    guessed = sum((word.start, word.text) in lit and not word.exact for word in every)
    if guessed:
        yield f"without a time of their own: {counted(guessed, 'word')}, which share their line's"
    dark = [w for w in _lit(every, where) if w.kind != "word" and (w.start, w.text) not in lit]
    if words is None and dark:
        yield f"{len(dark)} sound effects and names of speakers are not lit: effects lights them"


def _lit(words: Sequence[TimedWord], where: Sequence[Range]) -> list[TimedWord]:
    return [w for w in words if any(s.start <= w.start < s.end for s in where)]


def _none(
    session: Session, every: Sequence[TimedWord], where: list[Range], words: Sequence[str] | None
) -> ToolError:
    if words is None or not every:
        return no_points(session, None, Choice("words"), where)
    known = list(dict.fromkeys(word.text for word in _lit(every, where)))[:40]
    message = f"none of these words is sung there: {', '.join(words)[:100]}"
    return ToolError("nothing_there", message, field="words", allowed=known or "no word is there")
