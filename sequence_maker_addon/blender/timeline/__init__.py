"""Strips, segments on them, and markers.

color_management: What of a scene's color management makes colors look other than asked, and
connections: Which strips are connected, such as the picture and the sound of one movie
fades: Fades on color strips: two LINEAR keys on each component of `strip.color`
made_here: Which strips we made: their ids, kept in the scene. The limit counts these and no ...
markers: Markers that we wrote, told from the user's by name and frame; kept in the scene
placing: Putting strips of any kind somewhere without one ending up on another channel
segment_ids: Segment ids on strips: unique per scene, kept through copies and undo, never reused
segment_places: Bringing the strips of segments to their places without one ending up on another
segment_strips: A segment as its strip shows it, and what the strip is beyond that
setting_values: What functions may set of a strip: read as plain data, and written
strip_facts: What is told of a strip of any kind beside its place
strip_keys: The F-curves of strips, as plain data and as what they show at a frame
strips: The timelines as COLOR strips of the scene that the Sequencer edits
whole: A strip as plain data, whole enough to come back after it was removed
writer: Writing a change to the strips, in the order that keeps Blender from moving any
"""
