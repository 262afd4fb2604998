"""The kinds of plain commands, one file each: what is said becomes calls.

changed_times: The new start and end of a segment
cues_told: What patterns and words share: warnings, the color of rest, order of colors
read_clear: Frame: a channel, a range of it, or everything is emptied
read_clips: Frames: strips of any kind are snapped, cut, fitted to sections; sounds become louder
read_create: Frame: a stretch of a channel in one color
read_delete: Frame: a segment, or all of a color, goes
read_fade: Frame: a stretch of a channel that fades from one color to another
read_last: Frames: undo, and what takes up the last turn: `the same on 7`, `do that in the chorus`
read_modify: Frame: a segment that is there gets another color, start, end or length
read_move: Frame: a segment goes to another time or channel
read_music: Frames: markers from the music, corrections of its beats, and listening to it
read_pattern: Frame: light on beats, bars, onsets, sections, markers, words or every few seconds
read_playback: Frames: play, pause, stop, and where the playhead goes
read_question: Frame: questions about the scene are answered from what is known of it
read_sections: Frame: the sections of the song are named, split, joined, moved and set
read_sequence: Frame: several colors, one after the other, each for a length of its own
read_several: Frame: channels, colors and stretches told beside each other, one row each
read_words: Frame: a segment for each word of the lyrics, or for some of them
"""
