"""Songs of a scene: listening, corrections, imported words and the overlay.

cache: Analyses that were made: in memory, and as JSON files in the extension's own user folder
corrections: What the user keeps of a content: the tempo that is known, and the beats as corrected
listening: Listening to a song in the background, in small steps, or all at once without a window
lyrics: Imported words: they belong to a sound, whose strip they follow, or else to the sequence
overlay: Bars, beats and sections, drawn over the Sequencer's timeline
overlay_layout: What is drawn over the Sequencer: lines, bands and texts as plain numbers, ...
shown: The song of the scene that the Sequencer edits, for buttons, panel and overlay
songs: The songs of a scene as functions see them: `music.song.SongsPort` on sound strips
"""
