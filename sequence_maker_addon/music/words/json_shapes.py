"""What words, times and lists are called in JSON of recognizers, aligners and sites, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """Where a time stands.

    Attributes:
        name: The key.
        scale: Seconds that a bare number counts for.
        is_relative: It counts from the start of what it is in.
        has_unit: A bare number is none: it is a place in the text.
    """

    name: str
    scale: float = 1.0
    is_relative: bool = False
    has_unit: bool = False


TEXTS = tuple(
    "punctuated_word displayText DisplayText word Word text utf8 content body value data c "
    "transcript sentence words line label lyric x Display display lexical".split()
)
"""Keys of a text, the best first; a list of texts is joined, except under `words`."""
STARTS = (
    *(Key(name, 0.001) for name in ("startTimeMs", "start_ms", "startMs", "tStartMs", "from_ms")),
    *(Key(name, 0.001) for name in ("start_time_ms", "startTimeMS", "begin_ms", "offsetMs")),
    *(Key(name, 0.001, True) for name in ("tOffsetMs",)),
    Key("offsetMilliseconds", 0.001),
    *(Key(name, 1e-7) for name in ("offsetInTicks", "Offset")),
    *map(Key, ("start", "startTime", "start_time", "begin", "ts")),
    *(Key(name, has_unit=True) for name in ("startOffset", "start_offset", "offset")),
    *map(Key, ("from", "time", "seconds", "t")),
    Key("o", 1.0, True),
)
ENDS = (
    *(Key(name, 0.001) for name in ("endTimeMs", "end_ms", "endMs", "to_ms", "end_time_ms")),
    *(Key(name, 0.001) for name in ("endTimeMS",)),
    *map(Key, ("end", "endTime", "end_time", "end_ts", "te", "to")),
    *(Key(name, has_unit=True) for name in ("endOffset", "end_offset")),
)
LENGTHS = (
    *(Key(name, 0.001) for name in ("dDurationMs", "duration_ms", "durationMs")),
    Key("durationMilliseconds", 0.001),
    *(Key(name, 1e-7) for name in ("durationInTicks", "Duration")),
    *map(Key, ("duration", "dur")),
)
PAIRS: Mapping[str, float] = {"timestamp": 1.0, "timestamps": 1.0, "offsets": 0.001, "span": 1.0}
"""Keys of both times at once, a list of two or an object, with what a bare number counts for."""
TIMED = frozenset((*(key.name for key in (*STARTS, *ENDS)), *PAIRS))
"""Keys of times; lengths alone are none."""
INNER = tuple(
    "displayWords words Words tokens elements segs segments word_segments l syllables children "
    "result results items alternatives nBest NBest channels channel utterances chunks lines "
    "fragments transcription monologues events sentences audio_segments recognizedPhrases phrases "
    "paragraphs captions cues subtitles lyrics transcript message body data richsync response "
    "output metadata".split()
)
"""Keys of what has words inside, the finest first: the first that has any counts."""
RANKS: Mapping[str, int] = {key: rank for rank, key in enumerate(INNER)}
FIRST_ONLY = ("alternatives", "nBest", "NBest")
"""Lists of which the first alone counts: the others are other readings of the same."""
PASSED = ("partial_result", "ori_dict")
"""Keys of what a recognizer said before it was sure, or before another program mended it."""
LYRICS = ("syncedLyrics", "synced_lyrics", "lrc", "subtitle_body", "syncLyrics", "lyrics", "lyric")
PLAIN = ("plainLyrics", "plain_lyrics", *LYRICS)
"""Keys of a text that may be an .lrc of its own; `PLAIN`: or one without times."""
PACKED = ("richsync_body",)
"""Keys of a text that is JSON of its own."""
VOICES = ("speaker", "speaker_label", "speakerLabel", "speakerTag", "speaker_id", "channel_label")
"""Keys of who says a word."""
KINDS: Mapping[str, str] = {
    "audio_event": "effect",
    "punctuation": "glued",
    "punct": "glued",
    "spacing": "blank",
}
"""What an entry is by its key `type`, where it is no word."""
GLUED = ("tokens", "l", "syllables")
"""Lists of parts of words: one without a blank before it belongs to the one before."""
FLAT = ("words", "Words", "items", "channels")
"""Lists of words whose lines may be told by another list beside them."""
SHOWN = ("segs",)
"""Lists of rows on the screen, whose first word leaves out its time."""
ROLLS = "wWinId"
"""Key of an entry whose rows roll, and stay on the screen after the next ones came."""
TIERS = "tiers"
"""Key of an aligner's rows `[start, end, text]`, by the name of their tier."""
KNOWN = frozenset((*TEXTS, *INNER, *LYRICS, *PACKED, TIERS))
"""Keys of which an entry has one, or is passed over."""
POLLY = frozenset(("time", "type", "value"))
"""Keys of a row in which `time` is in milliseconds, and `start` and `end` are places in a text."""
