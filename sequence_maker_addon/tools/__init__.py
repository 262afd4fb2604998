"""The tools that the model, the search menu and the documentation offer; one module per subject.

asking: Asks the person what only the person can know
batch: Makes many segments at once, or none
beat_grid: Corrects the beats of a song
clearing: Clears channels; what is locked or protected stays where every channel is meant
clicking: Has clicks on the beats of the song, or takes them away
create_pattern: The workhorse: one call that lays segments on beats, bars, onsets, sections, words
cutting: Cuts strips on the beats, and writes markers from the music
fitting: The function that makes a strip begin and end with a section of the song
lyric_segments: Lights the words of the lyrics
pattern_layout: From a pattern to segments: pieces on frames, one write
remembering: Keeps a standing wish of the person in the file, or forgets it
playback: Play, pause, stop and seek on Blender's playback
segments: Single segments, and the function that reads
snapping: Brings strips of any kind onto the beats and into sections
song_facts: Tells what was heard
song_sections: Has the sections of the song as the person says
undoing: Takes back what an earlier turn of the chat did
"""

from __future__ import annotations

from .asking import ask_user
from .batch import create_segments_batch
from .beat_grid import edit_beat_grid
from .clearing import clear_timeline
from .clicking import set_metronome
from .create_pattern import create_pattern
from .cutting import cut_on_beats, write_markers
from .editing.gaps import close_gaps
from .editing.strip_copies import duplicate_strips
from .editing.strip_list import list_strips
from .editing.strip_moves import move_strips
from .editing.strip_removal import delete_strips
from .editing.strip_splits import split_strips
from .editing.strip_trims import trim_strips
from .fitting import fit_to_section
from .looks.animating import animate_strips
from .looks.captioning import add_captions
from .looks.channel_settings import set_channels
from .looks.fading import fade_strips
from .looks.frame_ranges import set_frame_range
from .looks.marking import set_markers
from .looks.strip_settings import set_strips
from .looks.titles import add_text, set_text
from .looks.transitions import add_transition
from .lyric_segments import create_segments_for_words
from .media.adding_files import add_media
from .media.listing_files import list_media
from .playback import pause_audio, play_audio, seek_audio, stop_audio
from .remembering import forget_wish, remember_wish
from .repeating.repeat_turn import repeat_turn
from .segments import create_segment, delete_segment, list_segments, modify_segment
from .snapping import snap_to_beats
from .song_facts import analyze_music, get_music
from .song_sections import set_sections
from .undoing import undo_last_turn

TOOLS = {
    tool.name: tool
    for tool in (
        create_segment,
        create_segments_batch,
        modify_segment,
        delete_segment,
        clear_timeline,
        list_segments,
        list_media,
        add_media,
        analyze_music,
        get_music,
        edit_beat_grid,
        set_metronome,
        set_sections,
        create_pattern,
        create_segments_for_words,
        snap_to_beats,
        cut_on_beats,
        fit_to_section,
        write_markers,
        list_strips,
        move_strips,
        trim_strips,
        split_strips,
        duplicate_strips,
        delete_strips,
        close_gaps,
        set_strips,
        set_channels,
        fade_strips,
        animate_strips,
        add_transition,
        add_text,
        add_captions,
        set_text,
        set_markers,
        set_frame_range,
        undo_last_turn,
        repeat_turn,
        ask_user,
        remember_wish,
        forget_wish,
        play_audio,
        pause_audio,
        stop_audio,
        seek_audio,
    )
}
"""Every tool by its name, in the order in which the model is offered them."""
