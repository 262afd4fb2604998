"""The one entry: a text in a situation becomes a reading."""

from __future__ import annotations

from collections.abc import Mapping

from ..toolkit.registry import Tool
from .frames.every_frame import FRAMES
from .lexicon.lexicon import Lexicon, lexicon
from .parts.facts import Situation
from .parts.grouping import grouped
from .parts.items import Item
from .parts.lexer import Lexer
from .parts.plain_call import PlainCall
from .parts.text_tokens import tokens
from .reading import Reading
from .remembering_words import to_remember
from .splitter import Parts, split
from .weighing import CERTAIN, MISSING, REFUSED, Weighed

CAN = "I understand plain commands such as: make channel 1 red from 0 to 5 seconds."
_AGAIN = ("play_audio", "pause_audio", "stop_audio", "clear_timeline")
TOO_LONG = "This is too long for a plain command; say it in short sentences."


def read(
    text: str, situation: Situation, tools: Mapping[str, Tool], language: str = "en"
) -> Reading:
    """Read a request by rules.

    Args:
        text: What the person wrote, of any length.
        situation: The scene.
        tools: The functions that may be called; a reading with another one is declined.
        language: Of the request.

    Returns:
        The reading; the same for the same text and scene. Nothing is raised.
    """
    wish = to_remember(text, situation)
    if wish is not None:
        return _checked(Reading("certain", (wish,)), tools, [])
    words = lexicon(language)
    if words is None:
        return Reading("declined", text=f"Plain commands are not understood in {language}.")
    try:
        return _read(text, situation, tools, words)
    except RecursionError:
        return Reading("declined", text=CAN)


def _read(text: str, situation: Situation, tools: Mapping[str, Tool], words: Lexicon) -> Reading:
    found = tokens(text)
    if found is None:
        return Reading("declined", text=TOO_LONG)
    items = grouped(Lexer(found, situation, words).items())
    if not any(item.is_entity or item.kind == "word" for item in items):
        return Reading("declined", text=CAN)
    parts = split(items, situation, text)
    if parts is None or not any(read.frame for read in parts.read):
        return _declined(items)
    return _checked(_reading(parts, {item.text for item in items}), tools, items)


def _without_return(calls: tuple[PlainCall, ...], words: set[str]) -> tuple[PlainCall, ...]:
    """Leave out going back to the start behind a stop, which does that itself."""
    calls = _once(calls)
    names = [call.name for call in calls]
    if names == ["stop_audio", "seek_audio"] and calls[1].arguments == {"position": 0}:
        again = any(word.split()[0] in ("go", "jump") for word in words if word.split())
        return calls if again else calls[:1]
    return calls


def _once(calls: tuple[PlainCall, ...]) -> tuple[PlainCall, ...]:
    """Leave out what says the call before it again: `stop. just stop`."""
    found: list[PlainCall] = []
    for call in calls:
        before = found[-1] if found else None
        again = before is not None and before.name == call.name and call.name in _AGAIN
        brief = call.arguments == {} and call.name != "clear_timeline"
        if before is not None and again and (brief or call.arguments == before.arguments):
            continue
        found.append(call)
    return tuple(found)


def _reading(parts: Parts, words: set[str]) -> Reading:
    """Join the readings of the parts: all are certain, or none runs by itself."""
    read = [own for own in parts.read if own.frame]
    for degree in (REFUSED, MISSING):
        bad = [own for own in read if own.degree == degree]
        if bad:
            return _asked(bad[0], alone=len(parts.read) == 1)
    unknown = tuple(word for own in parts.read for word in own.unknown)
    certain = all(own.degree == CERTAIN for own in parts.read)
    undone = [own for own in read if own.found.undo]
    if undone:
        if certain and len(read) == 1:
            return Reading("certain", undo=True)
        return Reading("declined", text="Undo alone, and then say what is next.")
    if not any(own.found.calls or own.found.text for own in read):
        return Reading("declined", text="That is already so.")
    answers = [own for own in read if own.found.text]
    if answers:
        return _answer(answers, read, unknown)
    calls = _without_return(tuple(call for own in read for call in own.found.calls), words)
    word = unknown[0] if unknown else ""
    return Reading("certain" if certain else "proposal", calls, word=word)


def _asked(bad: Weighed, alone: bool) -> Reading:
    found = bad.found
    word = bad.unknown[0] if bad.unknown else ""
    if found.refused:
        return Reading("declined", text=found.text, word=word)
    if word:
        return Reading("question", text=found.text, word=word)
    options = found.options if alone else ()
    return Reading("question", text=found.text, options=options, show=found.show)


def _answer(answers: list[Weighed], read: list[Weighed], unknown: tuple[str, ...]) -> Reading:
    if len(answers) < len(read):
        return Reading("declined", text="Ask first, or command first: not both in one message.")
    if len(unknown) > 2:
        return Reading("declined", text=CAN, word=unknown[0])
    text = " ".join(own.found.text for own in answers)
    show = tuple(number for own in answers for number in own.found.show)
    return Reading("answer", text=text, show=show)


def _declined(items: list[Item]) -> Reading:
    """Say which word is in the way."""
    turns = [item.text for item in items if item.kind == "word" and "turn" in item.tags]
    unknown = [item.text for item in items if item.kind == "word" and not item.tags]
    word = (turns or unknown or [""])[0]
    return Reading("declined", text=CAN, word=word)


def _checked(reading: Reading, tools: Mapping[str, Tool], items: list[Item]) -> Reading:
    """Decline calls of functions that are not there."""
    gone = [call.name for call in reading.calls if call.name not in tools]
    return Reading("declined", text=CAN, word=gone[0]) if gone else reading


def examples() -> list[tuple[str, tuple[PlainCall, ...]]]:
    """Return every frame's sentences with their calls."""
    return [example for frame in FRAMES for example in frame.examples]
