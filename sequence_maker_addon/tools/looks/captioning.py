"""The function that shows the words of the song or the speech as captions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from ...music.captions import Caption, captions_of
from ...music.points import KINDS
from ...sequence.errors import ToolError
from ...sequence.numerals import counted
from ...sequence.strip import Strip
from ...sequence.timelines import CHANNELS
from ...toolkit.commit import commit
from ...toolkit.jobs import Steps
from ...toolkit.parameters import Channel, Color, Flag, Kind, Time
from ...toolkit.registry import tool
from ...toolkit.world import Session
from ..places.ranges import scene_of, songs_of
from ..places.scene_names import FontName
from .text_looks import Look, Place, Style, TextSize
from .titles import channel_for, new_text, tell_texts


def _whole(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


_NUMBER = WithJsonSchema({"type": "integer"})
Characters = Annotated[
    int, BeforeValidator(_whole), Field(ge=8, le=200), _NUMBER, Kind("whole", 8, 200)
]
Rows = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=6), _NUMBER, Kind("whole", 1, 6)]


@tool(
    "write",
    tip="Show the imported words as captions: text strips in rows, where and how you want them",
    characters="Letters of a row at most",
    lines="Rows of a caption at most",
    effects="Also sound effects and names of speakers",
    place='"top left", "bottom", or "0.5, 0.8"',
    needs="strips",
)
def add_captions(
    session: Session,
    characters: Characters = 42,
    lines: Rows = 2,
    style: Style = "caption",
    place: Place | None = None,
    channel: Channel | None = None,
    start_time: Time | None = None,
    end_time: Time | None = None,
    effects: Flag = True,
    size: TextSize | None = None,
    font: FontName | None = None,
    color: Color | None = None,
    box: Flag | None = None,
    shadow: Flag | None = None,
) -> Steps:
    """Show the imported words as captions: text strips over the picture.

    Args:
        characters: Of a row at most. Default 42.
        lines: Rows at most. Default 2.
        style: As in add_text. Default caption.
        place: "top left", "bottom", or "0.5, 0.8": x, y from the lower left; null for the style's.
        channel: Null for the lowest that is free above all strips there.
        start_time: Words from here; null for all.
        end_time: Up to here; null for all.
        effects: Also sound effects and names of speakers. Default true.
        size: Letters in percent of the picture's height; null for the style's.
        font: A font of the file.
        color: Of the letters; white by default.
        box: A box behind the letters.
        shadow: A shadow behind them.
    """
    low, high = start_time or 0.0, session.seen.last_time if end_time is None else end_time
    captions = _captions(session, low, high, effects, characters, lines)
    look = Look(style, size, font, color, place, box, shadow)
    settings = look.settings(scene_of(session).state("fonts"))
    draft = session.draft()
    placed: list[Strip] = []
    for caption, span, own in _placed(session, captions, placed, channel):
        placed.append(new_text(draft, caption.text, own, span, settings))
    result = yield from commit(session, draft)
    count = tell_texts(session, result, [caption.text for caption in captions])
    return result | {"done": f"{counted(count, 'caption')} added"}


def _captions(
    session: Session, low: float, high: float, effects: bool, characters: int, lines: int
) -> list[Caption]:
    """Lay out the words of a stretch.

    Raises:
        ToolError: `nothing_there` or `invalid_range`.
    """
    if not low < high:
        message = f"end_time {high:g} is not after start_time {low:g}"
        allowed = f"later than {low:g} s"
        raise ToolError("invalid_range", message, field="end_time", allowed=allowed)
    every = songs_of(session).words_with([])
    words = [w for w in every if low <= w.start < high and (effects or w.kind == "word")]
    if not words:
        hint = "use another stretch" if every else KINDS["words"].hint
        message = f"there are no imported words in {low:g} to {high:g} s"
        if high >= session.seen.last_time:
            message = f"there are no imported words after {low:g} s"
        message = message if every else "there are no imported words"
        raise ToolError("nothing_there", message, field="start_time", hint=hint)
    return captions_of(words, characters, lines)


def _placed(
    session: Session, captions: Sequence[Caption], placed: Sequence[Strip], wanted: int | None
) -> Iterator[tuple[Caption, tuple[float, float], int]]:
    """Yield captions with their times on frames and their channels: one, or above where two meet.

    Raises:
        ToolError: `channel_locked`, `channel_occupied` or `no_free_channel`.
    """
    rate = session.seen.frame_rate
    spans = []
    for caption in captions:
        first = rate.frame_of(caption.start)
        last = max(rate.frame_of(caption.end), first + 1)
        spans.append((rate.time_of(first), rate.time_of(last)))
    end = max(end for _, end in spans)
    usual = channel_for(session, (), wanted, spans[0][0], end) if wanted is None else wanted
    for caption, span in zip(captions, spans, strict=True):
        meets = any(s.channel == usual and s.overlaps(*span) for s in placed)
        own = _above(session, placed, usual, span) if meets else usual
        yield caption, span, channel_for(session, placed, own, *span)


def _above(
    session: Session, placed: Sequence[Strip], usual: int, span: tuple[float, float]
) -> int | None:
    """Return the next free channel above that of the captions; None where there is none."""
    there = [s for s in (*session.seen.strips, *placed) if s.overlaps(*span)]
    taken = {strip.channel for strip in there} | session.seen.locked
    return next((n for n in range(usual + 1, CHANNELS + 1) if n not in taken), None)
