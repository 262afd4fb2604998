"""The functions that put texts over the picture, and change them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from ...sequence.draft import Draft
from ...sequence.errors import ToolError
from ...sequence.numerals import counted
from ...sequence.rules import free_channels
from ...sequence.strip import Strip
from ...sequence.timelines import CHANNELS
from ...toolkit.commit import commit
from ...toolkit.jobs import Steps
from ...toolkit.parameters import Channel, Color, Flag, Kind, Length, Time
from ...toolkit.registry import tool
from ...toolkit.report import with_left
from ...toolkit.world import Session
from ..editing.choosing import Strips, chosen
from ..places.ranges import scene_of
from ..places.scene_names import FontName
from .text_looks import Look, Place, Style, TextSize
from .unlocking import held

USUAL = 4.0
"""Seconds that a text is shown where nothing is said."""


def _single(value: object) -> object:
    return [value] if isinstance(value, dict) else value


class TextItem(BaseModel):
    """One text with its time."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(min_length=1, max_length=2000)]
    start_time: Time
    end_time: Time | None = None
    length: Length | None = None


Texts = Annotated[
    list[TextItem], BeforeValidator(_single), Field(min_length=1, max_length=500), Kind("list")
]
Words = Annotated[str, Field(max_length=2000), Kind("text")]


@tool("write")
def add_text(
    session: Session,
    texts: Texts,
    style: Style = "title",
    channel: Channel | None = None,
    size: TextSize | None = None,
    font: FontName | None = None,
    color: Color | None = None,
    place: Place | None = None,
    box: Flag | None = None,
    shadow: Flag | None = None,
) -> Steps:
    """Put texts over the picture: titles, lower thirds or captions.

    Args:
        texts: text, start_time, and end_time or length, 4 s without either.
        style: Where they lie and how they look.
        channel: Null for the lowest that is free above all strips there.
        size: Letters in percent of the picture's height; null for the style's.
        font: A font of the file.
        color: Of the letters; white by default.
        place: "top left", "bottom", or "0.5, 0.8": x, y from the lower left; null for the style's.
        box: A box behind the letters.
        shadow: A shadow behind them.
    """
    look = Look(style, size, font, color, place, box, shadow)
    settings = look.settings(scene_of(session).state("fonts"))
    draft = session.draft()
    placed: list[Strip] = []
    for item, (start, end) in zip(texts, _spans(session, texts), strict=True):
        found = channel_for(session, placed, channel, start, end)
        placed.append(new_text(draft, item.text, found, (start, end), settings))
    result = yield from commit(session, draft)
    count = tell_texts(session, result, [item.text for item in texts])
    return result | {"done": f"{counted(count, 'text')} added"}


def new_text(
    draft: Draft, text: str, channel: int, span: tuple[float, float], settings: Mapping[str, Any]
) -> Strip:
    """Plan a text strip, named after its words, and return it.

    Args:
        draft: The plan.
        text: Its words.
        channel: A free channel.
        span: Start and end in seconds, on the frame grid.
        settings: Its looks, by Blender's names.
    """
    name = " ".join(text.split())[:30]
    full = {**settings, "text": text}
    whole: dict[str, Any] = {"values": {}}
    made = Strip(name, "text", channel, *span, span[0], settings=full, whole=whole)
    return draft.strips.now(draft.strips.add(made))


def tell_texts(session: Session, result: dict[str, Any], texts: Sequence[str]) -> int:
    """Put the first text strips that were written into a result, and return how many there are."""
    stored = [change.after for change in session.written[-1].strips if change.after is not None]
    rows = [
        {
            "strip": strip.name,
            "channel": strip.channel,
            "start_time": round(strip.start, 6),
            "end_time": round(strip.end, 6),
            "text": strip.settings.get("text", ""),
        }
        for strip in stored
    ]
    _tell_cut(result, texts, stored)
    result |= {"texts": rows[:20], "count": len(rows)}
    return len(rows)


@tool("write", needs="strips")
def set_text(
    session: Session,
    strips: Strips | None = None,
    text: Words | None = None,
    style: Style | None = None,
    size: TextSize | None = None,
    font: FontName | None = None,
    color: Color | None = None,
    place: Place | None = None,
    box: Flag | None = None,
    shadow: Flag | None = None,
) -> Steps:
    """Change words and looks of text strips; what is null stays.

    Args:
        strips: Ids, names or a rule such as "all texts"; null for the selected ones.
        text: New words.
        style: Place and looks as add_text gives them.
        size: Letters in percent of the picture's height.
        font: A font of the file; "default" for Blender's own.
        color: Of the letters.
        place: "top left", "bottom", or "0.5, 0.8": x, y from the lower left.
        box: A box behind the letters.
        shadow: A shadow behind them.
    """
    look = Look(style, size, font, color, place, box, shadow)
    wanted = look.settings(scene_of(session).state("fonts"))
    wanted |= {} if text is None else {"text": text}
    if not wanted:
        raise ToolError("missing_argument", "say what to set, such as text", field="text")
    targets = chosen(session, strips)
    known = scene_of(session).closely(target.name for target in targets)
    skipped, going = [], []
    for target in targets:
        has = known[target.name].settings if target.name in known else {}
        reason = held(session, target) or _unfit(target.kind, has, wanted)
        if reason:
            skipped.append({"strip": target.name, "channel": target.channel, "reason": reason})
        else:
            going.append(target.name)
    draft = session.draft()
    draft.strips.set(going, **wanted)
    count = len(draft.change().strips)
    result = yield from commit(session, draft, skipped=skipped)
    if text is not None and count:
        after = [c.after for c in session.written[-1].strips if c.after is not None]
        _tell_cut(result, [text] * len(after), after)
    done = with_left(f"{counted(count, 'text')} changed", len(skipped))
    return result | {"done": done, "strips": going[:20], "count": count}


def _unfit(kind: str, has: Any, wanted: Any) -> str:
    if kind != "text":
        return "it is no text"
    keyed = [row["path"][1:] for row in has.get("curves", ()) if row["path"][1:] in wanted]
    return f"its {keyed[0]} has keys" if keyed else ""


def _spans(session: Session, texts: Sequence[TextItem]) -> list[tuple[float, float]]:
    """Return when each text is shown, on the frame grid.

    Raises:
        ToolError: `invalid_range` or `out_of_range`.
    """
    rate, found = session.seen.frame_rate, []
    for item in texts:
        length = USUAL if item.length is None else item.length
        end = item.start_time + length if item.end_time is None else item.end_time
        start, end = rate.snap(item.start_time), rate.snap(end)
        if end <= start:
            message = f"end_time {end:g} is not after start_time {start:g}"
            allowed = f"later than {start:g} s"
            raise ToolError("invalid_range", message, field="texts", allowed=allowed)
        found.append((start, end))
    return found


def channel_for(
    session: Session, placed: Sequence[Strip], wanted: int | None, start: float, end: float
) -> int:
    """Return the channel for a text, above all that is there, or the one that is wanted.

    Raises:
        ToolError: `channel_locked`, `channel_occupied` or `no_free_channel`.
    """
    there = [s for s in (*session.seen.strips, *placed) if s.overlaps(start + 1e-6, end - 1e-6)]
    if wanted is None:
        seen = [s for s in session.seen.strips if s in there and s.kind != "sound"]
        top = max((strip.channel for strip in seen), default=0)
        taken = {strip.channel for strip in there} | session.seen.locked
        free = [n for n in range(top + 1, CHANNELS + 1) if n not in taken]
        if free:
            return free[0]
        message = f"no channel above {top} is free from {start:g} to {end:g} s"
        raise ToolError("no_free_channel", message, field="channel", hint="name a channel")
    if wanted in session.seen.locked:
        message = f"channel {wanted} is locked"
        raise ToolError("channel_locked", message, field="channel", hint="use another channel")
    other = next((strip for strip in there if strip.channel == wanted), None)
    if other is not None:
        raise ToolError(
            "channel_occupied",
            f"channel {wanted} holds {other.name!r} from {other.start:g} to {other.end:g} s",
            field="channel",
            allowed=free_channels(session.seen, start, end),
            hint="use one of the allowed channels, or null",
        )
    return wanted


def _tell_cut(result: dict[str, Any], wanted: Sequence[str], stored: Sequence[Strip]) -> None:
    """Say where Blender keeps less than the whole text: before 5.0 it has room for 511 bytes."""
    short = [
        strip
        for text, strip in zip(wanted, stored, strict=False)
        if strip.settings.get("text") != text
    ]
    if short:
        kept = len(short[0].settings.get("text", ""))
        result["warnings"].append(f"{short[0].name!r} keeps only the first {kept} characters")
