"""Songs to learn the beat from, made by ourselves: written, played on sampled instruments, mixed.

practice_styles: The kinds of music, as data: tempos, patterns of drums, bass, chords and melody
practice_writer: Writes a song of a style: its notes, and its exact beats
practice_sound: Plays a song through soundfonts or its own synthesizer, and masters it
practice_noise: What has no beat: speech, noise, applause, drones, music in free time
practice_songs: Builds the whole set, seeded: `practice_songs.py OUT`
"""
