"""The captions of a scene, to be written out: its text strips, or the imported words laid out."""

from __future__ import annotations

from typing import Any, Literal

from ...music.captions import Caption, captions_of, srt_of, vtt_of
from ...toolkit.plain_text import alike
from ..host import compat
from ..host.scene import timebase_of
from ..song import lyrics
from ..sound import audible

Source = Literal["AUTO", "TEXTS", "WORDS"]
ENDINGS = (".srt", ".vtt")


def captions_shown(scene: Any, source: Source = "AUTO", characters: int = 42) -> list[Caption]:
    """Return captions in seconds of the sequence, in order of start.

    Args:
        scene: Where.
        source: Text strips that are not muted, those in metas too; the imported words; or text
            strips where they say what the words say or where there are no words, else the words.
        characters: Of a row, for words.
    """
    words = lyrics.words_of(scene) if source != "TEXTS" else []
    texts = _texts(scene) if source != "WORDS" else []
    if texts and words:
        sung = {alike(word.text) for word in words}
        said = [part for text in texts for part in text.text.split()]
        if 2 * sum(alike(part) in sung for part in said) < len(said):
            texts = []
    return texts or captions_of(words, characters)


def text_of(captions: list[Caption], ending: str) -> str:
    """Return captions as a file of one of `ENDINGS`."""
    return vtt_of(captions) if ending.lower() == ".vtt" else srt_of(captions)


def _texts(scene: Any) -> list[Caption]:
    editor, base = scene.sequence_editor, timebase_of(scene)
    if editor is None:
        return []
    found = []
    for strip in compat.all_strips(editor):
        if strip.type == "TEXT" and strip.text.strip() and not audible.is_muted(editor, strip):
            start, end = map(base.time_of, audible.heard_frames(strip))
            found.append(Caption(max(start, 0.0), end, strip.text))
    return sorted((one for one in found if one.end > one.start), key=lambda one: one.start)
