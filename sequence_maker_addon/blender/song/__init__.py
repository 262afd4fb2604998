"""Songs of a scene: listening, corrections, panel and overlay.

beat_operators: Buttons that correct the beat grid by one click
cache: Analyses that were made: in memory, and as JSON files in the extension's own user folder
corrections: What the user keeps of a content: the tempo that is known, and the beats as corrected
listening: Listening to a song in the background: a timer's small steps, or all at once ...
lyrics: Imported words: they belong to a sound, whose strip they follow, or else to the sequence
marker_operators: Buttons that write markers from the beats, and remove ours
overlay: Bars, beats and sections, drawn over the Sequencer's timeline
overlay_layout: What is drawn over the Sequencer: lines, bands and texts as plain numbers, ...
shown: The song of the scene that the Sequencer edits, for buttons, panel and overlay
song_choice: The other songs of the scene in the sidebar: each by name, and a button that ...
song_panel: The music's place in the sidebar: what was heard, and the buttons that correct it
songs: The songs of a scene as the tools see them: `music.port.MusicPort` on sound strips
taps: Tapping along with the music: how fast, and while it plays also where the beats fall
tempo_operators: Buttons that listen to the music and say its tempo
word_owners: Whose imported words are: of sounds that are there, and of those that are not any more
"""
