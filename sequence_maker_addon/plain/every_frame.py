"""All frames in the order in which they are tried."""

from __future__ import annotations

from .edits import (
    read_corrected,
    read_fades,
    read_lengths,
    read_marks,
    read_media,
    read_places,
    read_song_facts,
    read_song_places,
    read_switches,
    read_titles,
)
from .frames import (
    read_clear,
    read_clips,
    read_create,
    read_delete,
    read_fade,
    read_last,
    read_modify,
    read_move,
    read_music,
    read_pattern,
    read_playback,
    read_question,
    read_sections,
    read_sequence,
    read_several,
    read_words,
)
from .parts.frame import Frame

FRAMES: tuple[Frame, ...] = (
    *read_last.FRAMES,
    *read_corrected.FRAMES,
    *read_song_facts.FRAMES,
    read_question.FRAME,
    *read_music.FRAMES,
    read_sections.FRAME,
    *read_clips.FRAMES,
    read_words.FRAME,
    read_pattern.FRAME,
    read_fade.FRAME,
    read_sequence.FRAME,
    read_create.FRAME,
    *read_several.FRAMES,
    read_delete.FRAME,
    read_move.FRAME,
    read_modify.FRAME,
    read_clear.FRAME,
    *read_song_places.FRAMES,
    *read_playback.FRAMES,
    *read_titles.FRAMES,
    *read_marks.FRAMES,
    *read_fades.FRAMES,
    *read_lengths.FRAMES,
    *read_places.FRAMES,
    *read_switches.FRAMES,
    *read_media.FRAMES,
)
