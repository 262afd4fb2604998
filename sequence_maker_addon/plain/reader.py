"""The one entry: a text in a situation becomes a reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..toolkit.registry import Tool
from .cues.cue_items import items_of
from .dictionaries.dictionary import dictionary
from .edits.quoting import quoted
from .every_frame import FRAMES
from .lexicon.lexicon import Lexicon, lexicon
from .loose.lenient import asked_items, ways
from .loose.more_answers import answered, asks
from .loose.near_colors import color_asked
from .minding import as_commands
from .other_language import CAN as CAN
from .other_language import in_language
from .parts.facts import Situation
from .parts.items import Item
from .parts.places import no_channel
from .parts.plain_call import PlainCall, contradict
from .parts.text_tokens import Token, tokens
from .reading import Reading
from .remembering_words import to_remember
from .said_again import without_return
from .sections_told import missing_section
from .splitter import Parts, split
from .translating.language_of import ENGLISH
from .weighing import CERTAIN, MISSING, REFUSED, Weighed

MOST = 10_000
"""More than can be in the way of a reading."""
MOST_UNKNOWN = 4
"""Unknown words beside which a question is still answered."""
CLEAR = 1
"""Unknown words that may be left where a piece of the request was left out."""
_GONE = ("delete", "clear")
TOO_LONG = "This is too long for a plain command; say it in short sentences."


def read(text: str, situation: Situation, tools: Mapping[str, Tool], language: str = "") -> Reading:
    """Read a request by rules.

    Args:
        text: What the person wrote, of any length.
        situation: The scene.
        tools: The functions that may be called; a reading with another one is declined.
        language: Of the request, such as `en`; if not set, its words tell.

    Returns:
        The reading; the same for the same text and scene. Nothing is raised.
    """
    wish = to_remember(text, situation)
    if wish is not None and wish.kind == "certain":
        return _checked(wish, tools, [])
    if language not in ("", ENGLISH) and dictionary(language) is None:
        return Reading("declined", text=f"Plain commands are not understood in {language}.")
    found = tokens(text)
    if found is None:
        return Reading("declined", text=TOO_LONG)

    def in_english(english: list[Token], told: str) -> Reading:
        return _read(english, situation, tools, told)

    try:
        reading = in_language(found, text, situation, language, in_english)
    except RecursionError:
        return Reading("declined", text=CAN)
    kept = wish is not None and not (reading.calls or reading.undo)
    return _checked(wish, tools, []) if wish and kept else reading


def _read(
    found: list[Token], situation: Situation, tools: Mapping[str, Tool], text: str
) -> Reading:
    words = lexicon(ENGLISH)
    assert words is not None
    found = as_commands(quoted(found, words), words)
    items = items_of(found, situation, words)
    if not any(item.is_entity or item.kind == "word" for item in items):
        return Reading("declined", text=CAN)
    parts = split(items, situation, text)
    if parts is None or not any(read.frame for read in parts.read):
        first = _declined(items, situation)
    else:
        first = _checked(_reading(parts, {item.text for item in items}), tools, items)
    if first.kind == "proposal" and any(i.has("off_again", "condition") for i in items):
        return Reading("declined", text=CAN, word=first.word)
    if first.kind in ("certain", "answer") or first.kind == "proposal" and not first.word:
        return first
    rest = _corrects(found) if situation.last else []
    if rest and (other := _read(rest, situation, tools, text)).kind == "certain":
        return other
    if first.kind == "declined" and first.text != CAN and _lost(items):
        return first
    trouble = parts.cost[0] if parts and first.calls else MOST
    second = _second(first, trouble, found, situation, words, text, tools)
    if first.calls or second is not None and second.kind in ("proposal", "answer"):
        return second or first
    return _color(text, found, situation, words) or second or first


def _corrects(found: list[Token]) -> list[Token]:
    """Return what is said behind `no,` at the beginning, by which the last turn is corrected."""
    signs = len(found) > 2 and found[0].text in ("no", "nope") and found[1].kind == "mark"
    return found[2:] if signs and found[1].text in (",", ".", "!", ":", "-") else []


def _color(text: str, found: list[Token], situation: Situation, words: Lexicon) -> Reading | None:
    """Ask which color is meant by one that is not known."""

    def is_certain(other: str) -> bool:
        cut = tokens(other)
        items = items_of(cut or [], situation, words)
        parts = split(items, situation, other) if items else None
        return parts is not None and parts.cost[0] == 0 and any(own.frame for own in parts.read)

    asked = color_asked(text, found, words, is_certain)
    if asked is None:
        return None
    question = "This color is not known; which one comes near to it?"
    return Reading("question", text=question, options=asked[1], word=asked[0])


def _second(
    first: Reading,
    trouble: int,
    found: list[Token],
    situation: Situation,
    words: Lexicon,
    text: str,
    tools: Mapping[str, Tool],
) -> Reading | None:
    """Read leniently what was not understood: its calls are a proposal, whatever they are."""
    said = asked_items(found, situation, words)
    if asks(said, text) and (told := answered(said, situation, text)):
        return Reading("answer", text=told.text, show=told.show)
    for way in ways(found, situation, words):
        items = way.items
        parts = split(items, situation, text, loose=True)
        if parts is None or not any(read.frame for read in parts.read):
            continue
        if parts.cost[0] >= trouble:
            return None
        unclear = sum(len(own.unknown) for own in parts.read)
        if way.shortened and unclear > CLEAR:
            continue
        read = _checked(_reading(parts, {item.text for item in items}), tools, items)
        if read.calls and not way.asks:
            return replace(read, kind="proposal", word=read.word or first.word)
        if read.kind == "answer" or read.kind == "question" and first.kind == "declined":
            return read
    return None


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
    calls = without_return(tuple(call for own in _said(read) for call in own.found.calls), words)
    word = unknown[0] if unknown else ""
    certain = certain and not contradict(calls)
    return Reading("certain" if certain else "proposal", calls, word=word)


def _said(read: list[Weighed]) -> list[Weighed]:
    """Leave out a part that only says again that something goes: `..., delete it`."""
    found: list[Weighed] = []
    for own in read:
        again = own.bare and own.frame in _GONE
        if not (again and found and found[-1].frame in _GONE):
            found.append(own)
    return found


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
    if len(unknown) > MOST_UNKNOWN:
        return Reading("declined", text=CAN, word=unknown[0])
    text = " ".join(own.found.text for own in answers)
    show = tuple(number for own in answers for number in own.found.show)
    return Reading("answer", text=text, word=unknown[0] if unknown else "", show=show)


def _declined(items: list[Item], situation: Situation) -> Reading:
    """Say which word is in the way, or which section."""
    turns = [item.text for item in items if item.kind == "word" and "turn" in item.tags]
    unknown = [item.text for item in items if item.kind == "word" and not item.tags]
    word = (turns or unknown or [""])[0]
    return Reading("declined", text=missing_section(items, situation) or CAN, word=word)


def _checked(reading: Reading, tools: Mapping[str, Tool], items: list[Item]) -> Reading:
    """Decline calls of functions that are not there, and for channels that are not."""
    gone = [call.name for call in reading.calls if call.name not in tools]
    if gone:
        return Reading("declined", text=CAN, word=gone[0])
    lost = _lost(items)
    if lost and reading.calls:
        return Reading("declined", text=no_channel(lost[0]).text)
    return reading


def _lost(items: list[Item]) -> list[Item]:
    """Return what names channels that are not there, or of which several are called so."""
    return [item for item in items if item.kind == "channels" and min(item.many, default=1) < 1]


def examples() -> list[tuple[str, tuple[PlainCall, ...]]]:
    """Return every frame's sentences with their calls."""
    return [example for frame in FRAMES for example in frame.examples]
