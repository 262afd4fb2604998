"""Frame: questions about the scene are answered from what is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...sequence.color import hex_of, name_of
from ...sequence.numerals import counted
from ...sequence.segment import Segment
from ..parts.clause import Clause
from ..parts.color_words import color_word
from ..parts.facts import Part
from ..parts.frame import Frame, tags
from ..parts.places import numbers
from ..parts.plain_call import Found
from ..parts.targets import targets
from ..parts.time_spans import said, strips_on

MOST = 12
"""Segments that an answer lists."""
_WORDS = frozenset("tempo bpm fast speed".split())


def question(clause: Clause) -> Found | None:
    """Read `what is on channel 2?`, `how many segments are there?`."""
    asked = clause.has("question", "list") or clause.text.rstrip().endswith("?")
    never = clause.any("every", "period", "delta", "quoted", "percent", "bpm")
    if not asked or never or clause.has("caption"):
        return None
    texts = {item.text for item in clause.items}
    for reader in (_tempo, _playhead, _sections, _one_segment, _at_time, _count, _long, _content):
        found = reader(clause, texts)
        if found is not None:
            return found
    return None


def _answer(text: str, rows: Sequence[Segment] = ()) -> Found:
    return Found(text=text, show=tuple(segment.id for segment in rows))


def join(words: Iterable[str]) -> str:
    """Return parts of an answer in one line."""
    return "; ".join(words)


def _row(segment: Segment, where: str = "") -> str:
    color, start, end = color_word(segment), said(segment.start), said(segment.end)
    if where:
        return f"{color} from {start} to {end} s on {where}"
    return f"{color} from {start} to {end} s"


def _tempo(clause: Clause, texts: set[str]) -> Found | None:
    if not {word for text in texts for word in text.split()} & _WORDS or clause.kinds:
        return None
    if not clause.situation.tempo:
        return _answer("The tempo is not known yet: the song was not analyzed.")
    return _answer(f"The tempo is {clause.situation.tempo:.4g} BPM.")


def _playhead(clause: Clause, texts: set[str]) -> Found | None:
    asks = clause.has("list") or texts & {"where", "wheres", "what", "what's", "where's", "how"}
    here = [item for item in clause.of("start") if "playhead_time" in item.tags]
    if not (clause.has("playhead") or here and "where" in "".join(texts)) or not asks:
        return None
    if clause.any("color", "channels", "index", "ref"):
        return None
    clause.use(*here)
    return _answer(f"The playhead is at {said(clause.situation.playhead)} s.")


def _sections(clause: Clause, texts: set[str]) -> Found | None:
    sections = clause.of("section")
    if sections and texts & {"when", "where", "long"} and sections[0].second:
        clause.use(*sections)
        spans = sections[0].spans
        rows = [f"from {said(a)} to {said(b)} s ({said(b - a)} s long)" for a, b in spans[:MOST]]
        return _answer(f"{sections[0].text.capitalize()}: {join(rows)}.")
    times = clause.of("start", "at")
    if "section" in texts and len(times) == 1 and not clause.any("color", "channels"):
        clause.use(*times)
        return _answer(_section_at(clause.situation.sections, times[0].value))
    if "sections" not in clause.values("grid") or clause.kinds:
        return None
    if not clause.situation.sections:
        return _answer("The sections are not known yet: the song was not analyzed.")
    parts = clause.situation.sections
    rows = [_part(part) for part in parts[:MOST]]
    return _answer(f"I see {counted(len(parts), 'section')}: {join(rows)}.")


def _part(part: Part) -> str:
    name = f"{part.name} ({part.title or part.label})" if part.title or part.label else part.name
    return f"{name} goes from {said(part.start)} to {said(part.end)} s"


def _section_at(parts: Sequence[Part], time: float) -> str:
    found = next((part for part in parts if part.start <= time < part.end), None)
    return f"No section is at {said(time)} s." if found is None else f"{_part(found)}."


def _one_segment(clause: Clause, texts: set[str]) -> Found | None:
    """Answer what is asked of one segment: its color, times or length."""
    if not clause.any("index", "ref"):
        return None
    if "many" in texts:
        return _count(clause, texts)
    found = targets(clause)
    if found is None or isinstance(found, Found):
        return found
    rows = [target.segment for target in found if target.segment]
    if not rows:
        return _answer("There is no such segment.")
    told = [_row(s, clause.situation.name_of(s.channel)) for s in rows[:MOST]]
    if len(rows) == 1:
        row, length = told[0], said(rows[0].end - rows[0].start)
        return _answer(f"It is {row}, {length} s long.", rows)
    return _answer(f"It is {join(told)}.", rows)


def _at_time(clause: Clause, texts: set[str]) -> Found | None:
    """Answer which color is shown at a time."""
    starts = clause.of("start", "at") or clause.of("place")
    if len(starts) != 1 or clause.any("color", "span", "end", "length", "amount", "number"):
        return None
    rows = _on(clause)
    if isinstance(rows, Found):
        return rows
    clause.use(*starts)
    time = starts[0].value if starts[0].value >= 0 else clause.situation.end
    rows = [s for s in rows if s.start <= time < s.end]
    if not rows:
        if others := strips_on(clause, time):
            return _answer(f"No segment is there at {said(time)} s, but {others}.")
        return _answer(f"Nothing is lit at {said(time)} s.")
    lit = [_lit(s, time, clause.situation.name_of(s.channel)) for s in rows[:MOST]]
    return _answer(f"What is lit at {said(time)} s: {join(lit)}.", rows)


def _lit(segment: Segment, time: float, where: str) -> str:
    color = name_of(segment.color_at(time)) or hex_of(segment.color_at(time))
    return f"{color} lights up {where}"


def _on(clause: Clause) -> list[Segment] | Found:
    """Return the segments of the channels that are named, or all."""
    items = clause.take("channels")
    found = numbers(clause, items)
    if isinstance(found, Found):
        return found
    rows = list(clause.situation.segments)
    return [segment for segment in rows if segment.channel in found] if items else rows


def _count(clause: Clause, texts: set[str]) -> Found | None:
    if "many" not in texts or "how" not in texts:
        return None
    if clause.has("channel") and not clause.any("channels"):
        used = {segment.channel for segment in clause.situation.segments}
        return _answer(f"{counted(len(used), 'channel')} with segments.")
    if "beats" in clause.values("grid") or not clause.has("segment", "many"):
        return None
    rows = _in_color(clause)
    if isinstance(rows, Found):
        return rows
    if clause.channels:
        where = clause.situation.name_of(clause.channels[0])
        return _answer(f"I see {counted(len(rows), 'segment')} on {where}.", rows)
    return _answer(f"I see {counted(len(rows), 'segment')}.", rows)


def _in_color(clause: Clause) -> list[Segment] | Found:
    from ...sequence.color import rgb

    rows = _on(clause)
    named = clause.take("color") + [ref for ref in clause.take("ref") if ref.name]
    if isinstance(rows, Found) or not named:
        return rows
    colors = [rgb(item.name) for item in named]
    return [segment for segment in rows if segment.color in colors]


def _long(clause: Clause, texts: set[str]) -> Found | None:
    situation = clause.situation
    if not texts & {"long", "length", "duration", "end"} or clause.kinds - {"place", "span"}:
        return None
    if not clause.has("song", "whole") and not clause.any("span", "place") and "long" not in texts:
        return None
    clause.use(*clause.of("place"), *clause.of("span"))
    sounds = [s for s in situation.sounds if not situation.song or s.name == situation.song]
    about = texts & {"song", "music", "track", "tune", "audio", "sound"}
    if about and sounds:
        return _answer(f"The song is {_lasting(sounds[0].end - sounds[0].start)} long.")
    return _answer(f"The sequence is {_lasting(situation.end)} long.")


def _lasting(seconds: float) -> str:
    """Return a length in seconds and as a clock shows it."""
    return f"{said(seconds)} s ({int(seconds) // 60}:{int(seconds) % 60:02d})"


def _content(clause: Clause, texts: set[str]) -> Found | None:
    """Answer what is there, where a color is, or which channels there are."""
    if clause.any("span", "start", "end", "length", "amount", "number", "strip", "section"):
        return None
    if clause.has("channel") and not clause.any("channels", "color"):
        used = sorted({segment.channel for segment in clause.situation.segments})
        if not used:
            return _answer("There is nothing.")
        return _answer(f"Segments are on: {join(clause.situation.name_of(n) for n in used)}.")
    if not clause.any("channels", "color", "ref") and not clause.has("segment", "everything"):
        return None
    rows = _in_color(clause)
    if isinstance(rows, Found):
        return rows
    on = clause.channels
    where = clause.situation.name_of(on[0]) if len(on) == 1 else ""
    if not rows and (others := strips_on(clause)):
        return _answer(f"No segment is on {where}, but {others}.")
    if not rows:
        return _answer(f"There is nothing on {where}." if where else "There is nothing.")
    words = [_row(s, "" if where else f"channel {s.channel}") for s in rows[:MOST]]
    if len(rows) > MOST:
        words.append(f"and {len(rows) - MOST} more")
    if where:
        return _answer(f"I see {counted(len(rows), 'segment')} on {where}: {join(words)}.", rows)
    return _answer(f"I see {counted(len(rows), 'segment')}: {join(words)}.", rows)


FRAME = Frame(
    "question",
    question,
    tags(
        "question what how when where is many_q list song playhead segment many channel prop on at "
        "color_noun long longer all everything it set volume time_noun edge_start edge_end "
        "each from "
        "grid:sections grid:beats tempo whole play start_of end_of first last fill set_tempo "
        "add seek stop double list approx first last only back fit late"
    ),
    ("list_segments", "get_music", "list_strips", "list_media"),
    (),
    tags("question list song color_noun playhead"),
)
