"""A song in seconds, and the patterns that are laid on it.

lyrics_files: Reads timed words out of .lrc, .srt, .vtt and word JSON, as sites and ...
palette: Chooses the colors of a pattern's points out of its palette
patterns: Plans the pieces of color that a pattern is made of: pure, never overlapping, always ...
points: Points in time to hang a pattern on: beats, bars, onsets, sections, markers, words, a ...
song: What the tools may ask of the sounds and the other strips of a scene; Blender answers it
summary: What the model is told about a song: compact, in the caller's time, 300 to 600 tokens
timed_words: A word or a line with its time
"""
