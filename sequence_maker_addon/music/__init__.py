"""A song in seconds, and the patterns that are laid on it.

captions: Words become captions, and captions become .srt and .vtt
clicks: Clicks on the beats of a grid, to check them by ear
content_pieces: Pieces of a content on the timeline: where its seconds are heard, and ...
elsewhere: The same place elsewhere: times of one stretch of a song, told in another by beats ...
laying: Lays what was heard of a content on the timeline: every piece of it tells the same ...
lyrics_files: The door for files of timed words: bytes or text in, words and what is to be told out
musical_times: Times told by the music: a section or the song, and beats from there; and back
palette: Chooses the colors of a pattern's points out of its palette
patterns: Plans the pieces of color that a pattern is made of: pure, never overlapping, always ...
points: Points in time to hang a pattern on: beats, bars, onsets, sections, markers, words, a ...
sectioning: Sections as the person has them: named, moved, split, joined and laid anew
song: What the tools may ask of the sounds and the other strips of a scene; Blender answers it
summary: What the model is told about a song: compact, in the caller's time, 300 to 600 tokens
timed_words: A word or a line with its time
word_times: Gives every word of a file its time: its own, or its share of what lies between others
"""
