"""Where functions work: strips and where they may go, the song, ranges and points in it.

arrangement: Which strips may go where: the plan behind snapping, with a reason for each that stays
moving: Writing an arrangement of strips: segments and others together, with what came of it
scene_names: The types of arguments that name something of the scene, which a dialog lists
ranges: What the musical functions share: ranges and sections of a song, points in them
song_points: Beats, bars, sections and drops of a song to which the playhead goes
songs_meant: Which songs are meant: a named or chosen one, or all that are heard in a stretch
"""
