"""What was made, to be seen: a page of the show, and lamps as a still or a movie.

show_reader: The show of a scene as plain data, and whether it has pictures of its own
sound_levels: How loud the song is over time, for its waveform
lamp_names: The names of lamps as pixels, written by Blender's own text strips
lamp_scene: A scene for the lamps, made beside the user's and thrown away
lamp_film: The frames of a lamps' movie: each is drawn right before Blender reads it; it can be ...
lamp_files: Lamps as a still or as a movie with the sound
lamp_sign: How far lamps are rendered, over the strips, with the button that stops it
lamp_job: Lamps as a movie while the window is drawn on: its beginning, its progress and its end
lamp_guard: The operator that guards the file while lamps are rendered, and stops them
timeline_files: The timelines of a scene as files, written and read; what is written is read back
show_operators: The operators Save Sheet and Render Lamps
"""
