"""Songs to learn the beat from, and what learns from them.

practice_styles: The kinds of music, as data: tempos, patterns of drums, bass, chords and melody
practice_writer: Writes a song of a style: its notes, and its exact beats
practice_sound: Plays a song through soundfonts or its own synthesizer, and masters it
practice_noise: What has no beat: speech, noise, applause, drones, music in free time
practice_songs: Builds the whole set, seeded: `practice_songs.py OUT`
practice_real: Real songs with exact beats: tracker modules and MIDI files of games
practice_modules: Plays a tracker module and tells where its beats are
practice_pictures: What the network sees of songs, kept in files
practice_network: Teaches the network
practice_rows: Lists what can be heard in songs, for learning which of it is right
practice_learning: A linear score that picks one of several, and how it does on kinds left out
practice_ranking: Learns which way of hearing the beat is the likeliest
practice_bars: Learns where bars begin
"""
