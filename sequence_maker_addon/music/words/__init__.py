"""Files of timed words: one small reader a format, and the one form that all of them become.

ass_words: Reads .ass and .ssa, karaoke times included
clock_texts: Times as files write them: `1:02.5`, `00:00:01,500`, `1.4s`, `PT1.4S`
cue_words: Reads cues: .srt, .vtt and .sbv
json_entries: Reads an entry of JSON, a row, and an aligner's tiers
json_shapes: What words, times and lists are called in JSON of recognizers and sites, as data
json_times: The times of an entry of JSON, and whether a file counts in milliseconds unsaid
json_words: Reads words out of JSON of any of these shapes, and JSON lines
lit_cues: Reads cues that say a line once a word, with that word lit by markup
lrc_words: Reads .lrc: lines, word times in angle or square brackets, repeated lines, voices
rolled_cues: Takes back what rolling captions repeat of the cue before
spoken_marks: Tells words from sound effects and names of speakers
table_words: Reads tables: Audacity's labels, .csv and .tsv
text_encodings: Bytes become text: by their mark, as UTF-8, or as a library guesses
text_lines: The one form: lines of pieces with the times they have, and what was left out
textgrid_words: Reads Praat's TextGrid: long, short and in order of time
word_formats: The formats: how each is told by its content, and what it expects
xml_words: Reads .ttml, YouTube's XML and aeneas's
"""
