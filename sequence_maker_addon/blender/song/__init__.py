"""Songs of a scene: listening, corrections, panel and overlay.

beat_operators: Buttons that correct the beat grid by one click
cache: Analyses that were made: in memory, and as JSON files in the extension's own user folder
corrections: The user's beat grid between the sound, in whose seconds it is kept, and the timeline
listening: Listening to a song in the background: a timer's small steps, or all at once ...
lyrics: Imported words: they belong to a sound, whose strip they follow, or else to the sequence
marker_operators: Buttons that write markers from the beats, remove ours, and import words
metronome: A metronome over the beats: a sound strip of clicks, by which the ear can ...
overlay: Bars, beats and sections, drawn over the Sequencer's timeline
overlay_layout: What is drawn over the Sequencer: lines, bands and texts as plain numbers, ...
section_operators: Buttons that name, split, join and move the sections of the song
section_rows: Rows of the music's panel: each section with its buttons, and what was tapped
shown: The song of the scene that the Sequencer edits, for buttons, panel and overlay
song_panel: The music's place in the sidebar: what was heard, and the buttons that correct it
songs: The songs of a scene as the tools see them: `music.port.MusicPort` on sound strips
taps: Tapping along with the music: how fast, and while it plays also where the beats fall
tempo_operators: Buttons that listen to the music and say its tempo
"""
