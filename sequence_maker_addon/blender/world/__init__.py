"""What a turn may reach, made of a scene.

change_writer: The one order in which a change that is about more than segments is written
coming_and_going: Strips of any kind that come or go with a change
cutting_strips: Cutting strips by Blender's own split
media_probe: What Blender finds in a movie or a sound
scene_edits: Strips of any kind and other states of a scene: `sequence.timelines.Scene` in Blender
scene_media: The allowed files as functions see them: `toolkit.ports.Media` on a scene
sequence_states: Markers, channels, the frame range and fonts as such states
sessions: The world of a scene as functions see it
sounds: The sounds of a scene as functions see them: `music.song.SongsPort` with its words
states: What of a scene is no strip, as plain data by key
"""
