"""The music's place in the sidebar: what is shown of songs and words, and what is clicked there.

beat_operators: Buttons that correct the beat grid by one click
caption_operators: The button that writes the captions of a scene into a file
captions_shown: The captions of a scene, to be written out: its text strips, or the imported words
marker_operators: Buttons that write markers from the beats, and remove ours
metronome: A metronome over the beats: a sound strip of clicks, by which the ear can ...
section_operators: Buttons that name, split, join and move the sections of the song
section_rows: Rows of the music's panel: each section with its buttons, and what was tapped
song_choice: The other songs of the scene in the sidebar: each by name, and a button that ...
song_panel: The music's place in the sidebar: what was heard, and the buttons that correct it
taps: Tapping along with the music: how fast, and while it plays also where the beats fall
tempo_operators: Buttons that listen to the music and say its tempo
word_owners: Whose imported words are: of sounds that are there, and of those that are not any more
word_operators: Buttons that import words with their times, remove them, and bring them elsewhere
"""
