"""The formats of timed words: how each is told by its content, and what it expects."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from .ass_words import EVENT, read_ass
from .clock_texts import CLOCK
from .cue_words import ARROW, PAIR, SPAN, STAMP, read_cues, read_sbv, read_spans, read_stamps
from .json_words import read_json
from .lrc_words import TIME, read_lrc
from .table_words import SIGN, read_table
from .text_lines import Line, Odd
from .textgrid_words import read_textgrid
from .xml_words import read_xml

_BEGIN = 200_000
"""Characters in which a file shows what it is."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Attributes:
        endings: Of its files, in lower case, without the dot.
        sign: What its content has, and that of those behind it in the list has not.
        read: Its reader: lines, and what was not understood.
        expected: What a line of it looks like, for a sentence.
    """

    endings: tuple[str, ...]
    sign: re.Pattern[str]
    read: Callable[[str, Odd], list[Line]]
    expected: str


ANY = "a line begins with a time such as [01:02.50], or stands below 00:00:01,500 --> 00:00:02,000"
"""What is expected where nothing tells the format."""
_JSON = Format(
    ("json", "json3", "jsonl", "ndjson", "srv"),
    re.compile(
        r'\s*(?:\{\s*["}]|(?!\[\d{1,9}(?:,\d{1,9})?\][^\s,\]])\[\s*(?:[\[{"\d\]-]|true|false|null))'
    ),
    read_json,
    'a word of JSON is written such as {"word": "sun", "start": 1.5, "end": 2.0}',
)
_LRC = Format(("lrc",), TIME, read_lrc, "a line of an .lrc begins with a time such as [01:02.50]")
FORMATS = (
    Format(
        ("textgrid",),
        re.compile(r'ooTextFile|^[^\n{:]*"(?:IntervalTier|TextTier)"', re.MULTILINE),
        read_textgrid,
        "a TextGrid has a tier of intervals with a text each",
    ),
    Format(
        ("ttml", "dfxp", "xml", "srv1", "srv2", "srv3", "itt"),
        re.compile(r"\A\s*<(?:\?xml|!--|!DOCTYPE|[a-zA-Z][\w:]{1,20})[\s>]"),
        read_xml,
        'a .ttml has paragraphs such as <p begin="00:01.500" end="00:02.000">',
    ),
    Format(
        ("ass", "ssa"),
        re.compile(rf"\A\s*\[Script Info\]|^{EVENT.pattern}", re.MULTILINE | re.IGNORECASE),
        read_ass,
        "an .ass has lines such as Dialogue: 0,0:00:01.50,0:00:02.00,Default,,0,0,0,,text",
    ),
    Format(
        (),
        re.compile(rf"^{SPAN.pattern}$", re.MULTILINE),
        read_spans,
        "what a recognizer prints begins with times such as [00:01.500 --> 00:02.000]",
    ),
    Format(
        ("srt", "vtt"),
        re.compile(rf"\A\s*WEBVTT|{CLOCK}\s{{0,4}}(?:{ARROW.pattern}|--)"),
        read_cues,
        "above a text of an .srt or .vtt stands 00:00:01,500 --> 00:00:02,000",
    ),
    _JSON,
    Format(
        ("sbv", "sub"),
        re.compile(rf"^{PAIR.pattern}$", re.MULTILINE),
        read_sbv,
        "above a text of an .sbv or .sub stands 0:00:01.500,0:00:02.000",
    ),
    Format(
        ("txt", "tsv", "csv"),
        SIGN,
        read_table,
        "a row of a table is a start, an end and a text with tabs or commas between them",
    ),
    _LRC,
    Format((), re.compile(rf"^{STAMP.pattern}$", re.MULTILINE), read_stamps, ANY),
)
ENDINGS = tuple(ending for one in FORMATS for ending in one.endings)
"""Endings of files that may be read, the most telling ones first."""


def format_of(text: str, ending: str = "") -> Format | None:
    """Tell the format of a text: by what is in it, else by its file's ending.

    Args:
        text: The whole text.
        ending: In lower case, without the dot; it decides where the content does not.
    """
    begin = text[:_BEGIN]
    by_name = next((one for one in FORMATS if ending in one.endings), None)
    for one in FORMATS:
        if one is _JSON and _is_lyrics(begin, ending):
            continue
        if one.sign.match(begin) if one is _JSON else one.sign.search(begin):
            return one
    return by_name


def _is_lyrics(text: str, ending: str) -> bool:
    """Tell lyrics, whose lines begin with a bracket, from JSON, which may, too."""
    lead = text.lstrip()[:1]
    if ending in _JSON.endings or lead == "{":
        return False
    return bool(
        ending == "lrc" or TIME.match(text.lstrip()) or re.match(r"\[[a-zA-Z]+:", text.lstrip())
    )
